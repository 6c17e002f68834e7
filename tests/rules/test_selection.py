"""The filter: what fits, in the neutral order, and nothing that was not there before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.content.whole import Content
from hemval.rules.neutral_order import in_neutral_order
from hemval.rules.selection import Criteria, Selector
from tests.rules.samples import content_of, day

TODAY = day("2026-11-23")
LINDVIK = content_of("lindvik")

CASES = [
    (Criteria(), "bjorken fjorden kommunen lyktan solgarden storangen strandlyckan"),
    (Criteria(language="fi"), "bjorken fjorden kommunen lyktan"),
    (Criteria(language="swl"), "bjorken kommunen"),
    (Criteria(language="pl"), ""),
    (Criteria(area="skargarden"), "fjorden kommunen strandlyckan"),
    (Criteria(area="ingenstans"), ""),
    # Help at night is outside the choice in Lindvik, so it tells nobody apart.
    (Criteria(service="night"), ""),
    # Kommunen answers alarms, but the alarm is no part of the choice in Lindvik.
    (Criteria(service="alarm"), ""),
    (Criteria(service="personal-care"), "bjorken fjorden kommunen lyktan solgarden storangen"),
    (Criteria(speciality="dementia"), "bjorken fjorden kommunen solgarden"),
    (Criteria(extras=True), "bjorken fjorden storangen strandlyckan"),
    # Lyktan has room but has not begun; Fjorden has a queue; Solgården takes nobody.
    (Criteria(room=True), "bjorken kommunen storangen strandlyckan"),
    (Criteria(language="fi", room=True), "bjorken kommunen"),
    (Criteria(language="ar", area="skargarden"), ""),
    (Criteria("fi", "norra", "respite", "dementia", True, True), "bjorken"),
]


def names(criteria: Criteria, content: Content = LINDVIK, today: str = "2026-11-23") -> list[str]:
    return [provider.id for provider in Selector(content, day(today)).fitting(criteria)]


@pytest.mark.parametrize(("criteria", "expected"), CASES)
def test_what_fits(criteria: Criteria, expected: str) -> None:
    found = names(criteria)
    assert len(found) == len(expected.split())
    assert all(name.startswith(short) for name, short in zip(found, expected.split(), strict=True))


def test_one_that_has_ended_never_fits() -> None:
    assert "solgardens-hemtjanst" not in names(Criteria(), today="2027-03-01")
    assert "lyktans-hemtjanst" in names(Criteria(room=True), today="2027-03-01")


def test_where_nobody_has_said_what_room_there_is_nobody_has_room() -> None:
    silent = LINDVIK.model_copy(update={"rooms": type(LINDVIK.rooms)({})})
    assert names(Criteria(room=True), silent) == []


def test_room_at_one_that_stops_before_a_new_person_could_begin_is_no_room() -> None:
    bjorken = LINDVIK.providers["bjorkens-hemtjanst"]
    stops = bjorken.agreement.model_copy(update={"last_day": day("2026-11-25"), "end": "leaves"})
    changed = {**LINDVIK.providers, bjorken.id: bjorken.model_copy(update={"agreement": stops})}
    content = LINDVIK.model_copy(update={"providers": changed})
    assert bjorken.id in names(Criteria(), content)
    assert bjorken.id not in names(Criteria(room=True), content)


LANGUAGES = ["sv", "fi", "en", "ar", "swl", "pl"]
SOME = st.builds(
    Criteria,
    language=st.none() | st.sampled_from(LANGUAGES),
    area=st.none() | st.sampled_from(["centrum", "norra", "sodra", "skargarden", "x"]),
    service=st.none() | st.sampled_from(["service", "personal-care", "night", "alarm"]),
    speciality=st.none() | st.sampled_from(["dementia", "culture", "lgbtq-certificate"]),
    extras=st.booleans(),
    room=st.booleans(),
)
TOWNS = {"lindvik": LINDVIK, "botkyrka": content_of("botkyrka")}
A_TOWN = st.sampled_from(sorted(TOWNS))


@given(SOME, A_TOWN)
def test_a_filter_only_takes_away_and_keeps_the_order(criteria: Criteria, town: str) -> None:
    content = TOWNS[town]
    everyone = [provider.id for provider in in_neutral_order(content.contracted(TODAY))]
    found = names(criteria, content)
    assert found == [identity for identity in everyone if identity in found]


@given(SOME, A_TOWN)
def test_asking_for_less_never_finds_fewer(criteria: Criteria, town: str) -> None:
    content = TOWNS[town]
    found = set(names(criteria, content))
    for name in criteria.asked:
        less = criteria.without(name)
        assert name not in less.asked
        assert found <= set(names(less, content))


@given(SOME, A_TOWN)
def test_all_that_is_asked_is_what_each_thing_asked_has_in_common(criteria: Criteria, town: str) -> None:
    content = TOWNS[town]
    common = set(names(Criteria(), content))
    for name in criteria.asked:
        common &= set(names(Criteria(**{name: getattr(criteria, name)}), content))
    assert set(names(criteria, content)) == common


@given(st.lists(SOME, max_size=6), A_TOWN)
def test_only_what_some_fit_and_others_do_not_tells_them_apart(wishes: list[Criteria], town: str) -> None:
    content = TOWNS[town]
    everyone = len(content.contracted(TODAY))
    kept = Selector(content, TODAY).narrowing(wishes)
    assert kept == [wish for wish in wishes if 0 < len(names(wish, content)) < everyone]
