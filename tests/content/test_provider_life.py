"""A provider's life, from the day it applies to the day after its last; and what a file may say of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hemval.content.provider import Agreement, Warned
from hemval.content.satisfaction import Level, Satisfaction
from tests.editing.small import checked, provider, small
from tests.rules.samples import day
from tests.rules.samples import provider as sample

APPLIED, APPROVED = "applied: 2026-10-01", "applied: 2026-10-01\n  approved: 2026-11-20"


@pytest.mark.parametrize(
    ("agreement", "today", "status"),
    [
        ({"applied": "2026-10-01"}, "2026-09-30", "applied"),
        ({"applied": "2026-10-01"}, "2099-01-01", "applied"),
        ({"applied": "2026-10-01", "approved": "2026-11-20"}, "2026-11-19", "applied"),
        ({"applied": "2026-10-01", "approved": "2026-11-20"}, "2026-11-20", "approved"),
        ({"approved": "2026-11-20", "begins": "2027-01-01"}, "2026-11-19", "applied"),
        ({"approved": "2026-11-20", "begins": "2027-01-01"}, "2026-11-20", "coming"),
        ({"begins": "2027-01-01"}, "2026-11-20", "coming"),
        ({"begins": "2027-01-01"}, "2027-01-01", "active"),
        ({"begins": "2010-01-01", "renewed": "2027-05-16"}, "2027-05-15", "active"),
        ({"begins": "2010-01-01", "renewed": "2027-05-16"}, "2027-05-16", "active"),
        ({"begins": "2010-01-01", "last_day": "2027-05-15", "end": "leaves"}, "2027-05-15", "leaving"),
        ({"begins": "2010-01-01", "last_day": "2027-05-15", "end": "terminated"}, "2027-05-15", "terminated"),
        ({"begins": "2010-01-01", "last_day": "2027-05-15", "end": "terminated"}, "2027-05-16", "ended"),
    ],
)
def test_where_in_its_life_an_agreement_is(agreement: dict[str, str], today: str, status: str) -> None:
    parts = {"approved_for": ["service"], "areas": ["norra"], "hours": "Alla dagar", **agreement}
    assert Agreement.model_validate(parts).status(day(today)) == status


LIFE = ("applied", "approved", "coming", "active", "leaving", "ended")


@given(st.lists(st.dates(day("2000-01-01"), day("2030-01-01")), min_size=4, max_size=4).map(sorted),
       st.dates(day("1999-01-01"), day("2031-01-01")), st.integers(0, 4000))  # fmt: skip
def test_an_agreement_never_goes_back_in_its_life(days, today, more) -> None:
    applied, approved, begins, last_day = days
    agreement = sample(
        begins=begins, last_day=str(last_day), applied=str(applied), approved=str(approved)
    ).agreement
    now, then = (
        agreement.status(today),
        agreement.status(day("1999-01-01").fromordinal(today.toordinal() + more)),
    )
    assert LIFE.index(now) <= LIFE.index(then)


@pytest.mark.parametrize(
    ("days", "line", "message"),
    [
        ("approved: 2026-10-01\n  applied: 2026-11-01", 4, "Utföraren blev godkänd innan den ansökte."),
        ("approved: 2026-10-01\n  begins: 2026-09-01", 5, "Avtalet börjar innan utföraren är godkänd."),
        ("begins: 2026-10-01\n  renewed: 2026-09-01", 5, "Avtalet förnyas innan det börjar."),
        ("end: leaves", 4, "Avtalet har ingen dag."),
    ],
)
def test_days_in_another_order_are_found_where_they_stand(
    tmp_path: Path, days: str, line: int, message: str
) -> None:
    _, found = checked(small(tmp_path / "c", providers={"alfa": provider("Alfa omsorg", days=days)}))
    assert message in [finding.message for finding in found]
    if "ingen dag" not in message:
        assert [finding.line for finding in found if finding.message == message] == [line]


@pytest.mark.parametrize(
    ("days", "missing"), [(APPLIED, False), (APPROVED, False), ("begins: 2027-02-01", True)]
)
def test_room_is_asked_for_when_the_first_day_is_decided(tmp_path: Path, days: str, missing: bool) -> None:
    gamma = {"gamma": provider("Gamma omsorg", days=days)}
    _, found = checked(small(tmp_path / "c", providers=gamma))
    assert [finding.message for finding in found] == (
        ["Det står inte om utföraren gamma har plats."] if missing else []
    )


def test_what_leaves_the_house_has_nothing_of_one_that_only_applied(tmp_path: Path) -> None:
    gamma = {"gamma": provider("Gamma omsorg", days=APPROVED)}
    room = "kommunen: {state: open, as_of: 2026-11-18}\n" + "".join(
        f"{one}: {{state: open, as_of: 2026-11-18}}\n" for one in ("alfa", "beta", "gamma")
    )
    content, found = checked(small(tmp_path / "c", providers=gamma, room=room))
    assert content is not None, found
    before, after = content.as_published(day("2026-11-19")), content.as_published(day("2026-11-20"))
    assert {*before.providers} == {*before.rooms.root} == {"kommunen", "alfa", "beta"}
    assert "Gamma" not in before.model_dump_json()
    assert after == content
    assert before.version == content.version, "the version is that of the files"


@pytest.mark.parametrize(
    ("areas", "named", "message"),
    [
        ("requirement_areas: {besok: Besök}", "besökk", None),
        (
            "requirement_areas: {besok: Besök}",
            "besokk",
            "Det finns inget kravområde besokk i municipality.yml.",
        ),
        ("", "besok", "Det finns inget kravområde besok i municipality.yml."),
        ("requirement_areas: {besok: Besök}", "besok", ""),
    ],
)
def test_a_requirement_area_that_is_not_there_is_found(
    tmp_path: Path, areas: str, named: str, message: str | None
) -> None:
    report = f"follow_ups:\n  - day: 2026-05-06\n    areas: [{named}]\n    scope: Besöken\n    result: Bra\n"
    companies = (
        f"{areas}\ncompanies:\n  apply: Ring oss.\n  requirements:\n    - Ni kommer i tid.\n"
        f"    - area: {named}\n      text: Ni skriver upp besöken.\n"
    )
    folder = small(tmp_path / "c", providers={"alfa": provider("Alfa omsorg") + report}, rest=companies)
    _, found = checked(folder)
    if message is None:
        assert found, "no id has such letters"
        return
    assert [finding.message for finding in found] == ([message] * 2 if message else [])
    if message:
        files = {finding.file: finding for finding in found}
        assert {*files} == {"municipality.yml", "provider_profiles/alfa.yml"}
        assert all(named in finding.source_line for finding in found)
        expected = "Menade du ”besok”?" if areas else "Skriv områdena under requirement_areas:"
        assert all(finding.advice.startswith(expected) for finding in found)


def test_a_warning_takes_effect_on_its_first_day_and_ends_after_its_last() -> None:
    one = sample().model_copy(update={"follow_ups": (_report(begins="2026-03-16", ends="2026-09-30"),)})
    days = ("2026-03-15", "2026-03-16", "2026-09-30", "2026-10-01")
    assert [one.warned_on(day(it)) for it in days] == [False, True, True, False]
    with pytest.raises(ValidationError, match="ends before it begins"):
        Warned.model_validate({"begins": "2026-03-16", "ends": "2026-03-15"})


def _report(**warning: str):
    report = {"day": "2026-02-11", "scope": "Besöken", "result": "Bra", "warning": warning}
    return (
        type(sample())
        .model_validate({**sample().model_dump(mode="json"), "follow_ups": [report]})
        .follow_ups[0]
    )


@pytest.mark.parametrize(
    ("level", "reached"),
    [
        ({"at_least": "74"}, True), ({"more_than": "74"}, False), ({"at_most": "74"}, True),
        ({"at_least": "74.1"}, False), ({"more_than": "73.9"}, True), ({"at_most": "73.9"}, False),
    ],
)  # fmt: skip
def test_a_level_is_reached_from_its_right_side(level: dict[str, str], reached: bool) -> None:
    (value,) = Satisfaction.model_validate(
        {"measures": "Nöjdhet", "source": "Vi", "values": {"2012": "74"}}
    ).values.values()
    assert Level.model_validate(level).reached_by(value) is reached


@pytest.mark.parametrize("level", [{}, {"year": "2027"}, {"at_least": "70", "at_most": "80"}])
def test_a_level_is_one_number(level: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="A level is one number"):
        Level.model_validate(level)
