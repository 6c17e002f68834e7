"""The board's report counts people, names nobody, and says whether anybody is left without help."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from hemval.content.whole import Content
from hemval.handover.exit_report import FEWEST, Report, exit_report
from hemval.rules.exits.case import Case, Settled
from hemval.rules.exits.plans import plans
from hemval.rules.exits.proof import proof
from tests.rules.exits import EXIT, SENT, TODAY, affected, choice, example, exits, lindvik


def report_of(*cases, name: str = "krokom", providers: tuple[str, ...] = ("utforare-c",)):
    content = example(name, *providers)
    made = plans(content, EXIT, cases, TODAY)
    return exit_report(content, EXIT, made, proof(content, EXIT, cases, made), TODAY)


def counts(report, heading: str) -> dict[str, str]:
    return {one.label: one.number for part in report.parts if part.heading == heading for one in part.counts}


def test_all_who_have_chosen_prove_that_nobody_is_left():
    report = report_of(*(affected(n, "utforare-c", choice(n, "utforare-a")) for n in range(4)))
    assert report.holds
    assert report.verdict == "Ingen står utan hjälp."
    assert report.title == "Utförare C slutar"
    assert counts(report, "De nya utförarna") == {"Utförare A": "4"}
    assert counts(report, "Inte klart") == {}


def test_one_left_out_is_counted_with_the_reason():
    report = report_of(affected(1, "utforare-c", choice(1, "utforare-a")), affected(2, "utforare-c"))
    assert not report.holds
    assert report.verdict == "För 1 person är det inte klart vem som hjälper från dagen efter."
    assert counts(report, "Inte klart") == {"Regeln ska köras": "1"}


def test_an_exit_without_a_list_is_no_proof():
    report = report_of()
    assert not report.holds
    assert report.verdict == "Ingen lista över dem som berörs är inläst."


def test_few_are_told_together():
    cases = [affected(n, "utforare-c", choice(n, "utforare-a", channel="web")) for n in range(FEWEST)]
    cases += [affected(9, "utforare-c", choice(9, "utforare-a", channel="visit"))]
    assert counts(report_of(*cases), "Hur valen kom in") == {}, "one beside three is known as the one"
    cases += [affected(n, "utforare-c", choice(n, "utforare-a", channel="phone")) for n in range(10, 12)]
    assert counts(report_of(*cases), "Hur valen kom in") == {"Webben": "3", "Övriga": "3"}


def test_the_new_providers_are_counted_when_it_is_settled_for_all():
    cases = [affected(n, "utforare-c", choice(n, "utforare-a")) for n in range(4)]
    (part,) = (one for one in report_of(*cases).parts if one.heading == "De nya utförarna")
    assert not part.told
    (part,) = (one for one in report_of(*cases, affected(4, "utforare-c")).parts if "nya" in one.heading)
    assert (part.counts, part.told) == ((), "Antalen kommer här när det är klart för alla vem som hjälper.")


def appointed(provider: str, kind: Literal["default", "appointed"] = "appointed") -> tuple[Settled, ...]:
    day = date(2027, 5, 15)
    return (Settled(kind, SENT, "anna", day, day + timedelta(days=1), provider),)


def test_who_an_officer_sees_to_one_by_one_stand_in_one_line():
    cases = [affected(n, "utforare-c", choice(n, "utforare-a")) for n in range(10)]
    cases += [affected(n, "utforare-c") for n in range(10, 30)]
    cases += [affected(30, "utforare-c", choice(30, "utforare-a", protected=True))]
    cases += [affected(31, "utforare-c", choice(31, "utforare-a"), choice(32, "utforare-b"))]
    report = report_of(*cases)
    by_officer = "En handläggare ordnar det"
    assert counts(report, "Hur det avgjordes") == {
        "Har valt": "10",
        "Har inte valt än": "20",
        by_officer: "2",
    }
    assert counts(report, "Inte klart") == {"Regeln ska köras": "20", by_officer: "2"}


def test_whom_the_municipality_is_to_appoint_for_stand_with_the_protected():
    cases = [affected(n, "utforare-a") for n in range(20)]
    cases += [affected(20, "utforare-a", marked=True)]
    report = report_of(*cases, name="orebro", providers=("utforare-a",))
    assert counts(report, "Inte klart") == {"En handläggare ordnar det": "21"}


def test_a_protected_person_who_is_settled_is_counted_as_appointed_and_with_the_provider():
    cases = [affected(n, "utforare-c", choice(n, "utforare-a")) for n in range(4)]
    cases += [affected(n, "utforare-c", settled=appointed("utforare-b")) for n in range(4, 7)]
    cases += [
        affected(7, "utforare-c", choice(7, "utforare-a", protected=True), settled=appointed("utforare-b"))
    ]
    report = report_of(*cases)
    assert report.holds
    assert counts(report, "Hur det avgjordes") == {"Har valt": "4", "Utsedd av kommunen": "4"}
    assert counts(report, "De nya utförarna") == {"Utförare A": "4", "Utförare B": "4"}


@cache
def town() -> Content:
    return lindvik().model_copy(update={"exits": exits("solgardens-hemtjanst")})


@cache
def others() -> tuple[str, ...]:
    every = town().providers.values()
    return tuple(one.id for one in every if one.agreement.last_day is None and one.agreement.begins)


def any_case(n: int, kind: int, area: int, wish: int, channel: str) -> Case:
    """Make somebody who has chosen, been silent, been appointed for, or whose code several have used."""
    provider = others()[wish % len(others())]
    received = datetime(2027, 1, 2, 9, n, tzinfo=UTC)
    mine = choice(n, provider, channel=channel, received=received)
    last_day = town().providers["solgardens-hemtjanst"].agreement.last_day
    assert last_day is not None
    held = (replace(appointed(provider)[0], last_day=last_day, start=last_day + timedelta(days=1)),)
    choices, stored = (
        ((mine,), ()),
        ((), ()),
        ((), held),
        ((mine,), held),
        ((), (replace(held[0], kind="default"),)),
        ((mine, choice(n + 900, provider, channel="phone", received=received)), ()),
        (
            (mine, choice(n + 900, provider, channel="phone", received=received)),
            (replace(held[0], kind="default"),),
        ),
        ((replace(mine, withdrawn=SENT + timedelta(days=1)),), ()),
        ((choice(n, channel=channel),), ()),
    )[kind]
    areas = [*town().municipality.areas, None]
    return affected(n, "solgardens-hemtjanst", *choices, area=areas[area % len(areas)], settled=stored)


people = st.lists(
    st.tuples(st.integers(0, 8), st.integers(0, 9), st.integers(0, 9), st.sampled_from(["web", "visit"])),
    min_size=1,
    max_size=14,
)


def marked(case: Case) -> Case:
    return replace(case, choices=tuple(replace(one, protected=True) for one in case.choices), marked=True)


@given(drawn=people, marks=st.sets(st.integers(0, 13)), early=st.booleans())
@settings(max_examples=20, deadline=None)
def test_a_mark_moves_nobody_but_to_a_line_that_others_stand_in(drawn, marks, early):
    cases = [any_case(n, *one) for n, one in enumerate(drawn)]
    after = [marked(case) if n in marks else case for n, case in enumerate(cases)]
    today = date(2027, 1, 5) if early else TODAY
    told = []
    for some in (cases, after):
        made = plans(town(), EXIT, some, today)
        told.append(exit_report(town(), EXIT, made, proof(town(), EXIT, some, made), today))
    one, two = told
    for heading in ("Per område", "Hur valen kom in"):
        assert counts(one, heading) == counts(two, heading)
    for report in told:
        affected_, helped = (int(fact.number) for fact in report.facts[2:])
        sums = {part.heading: sum(int(line.number) for line in part.counts) for part in report.parts}
        assert sums["Hur det avgjordes"] == affected_ == len(cases)
        assert sums.get("Inte klart", 0) == affected_ - helped
        assert sums.get("De nya utförarna", 0) in (0, affected_)
        assert "Sköts per telefon" not in repr(report)
        assert "Flera personer har använt koden" not in repr(report)
    for heading in ("Hur det avgjordes", "Inte klart"):
        before, since = Counter(numbers(one, heading)), Counter(numbers(two, heading))
        more = {label for label in since if since[label] > before[label]}
        assert more <= {"En handläggare ordnar det", "Utsedd av kommunen"}


def numbers(report: Report, heading: str) -> dict[str, int]:
    return {label: int(number) for label, number in counts(report, heading).items()}


def test_no_reference_stands_in_it():
    assert "A-000" not in repr(report_of(*(affected(n, "utforare-c") for n in range(4))))


def test_a_person_whose_help_is_chosen_apart_is_one_person():
    content = example("krokom", "utforare-c")
    apart = ({"name": "Städning", "services": ["cleaning"]}, {"name": "Vård", "services": ["personal-care"]})
    rules = tuple(
        type(one).model_validate({**one.model_dump(mode="json"), "chosen_apart": apart})
        for one in content.municipality.rules
    )
    town = content.model_copy(
        update={"municipality": content.municipality.model_copy(update={"rules": rules})}
    )
    ada = affected(1, "utforare-c", services=("cleaning", "personal-care"))
    made = plans(town, EXIT, [ada], TODAY)
    assert len(made) == 2
    told = exit_report(town, EXIT, made, proof(town, EXIT, [ada], made), TODAY)
    assert {one.number for part in told.parts for one in part.counts} == {"1"}
