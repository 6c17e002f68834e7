"""Nobody's answer can be worked out from what is shown, by who knows all of it and can subtract.

The attacker here knows every shown figure, the municipality's number of answers, how shares are rounded
and capped, and even how many answered at each hidden provider. It tries every number of positive answers.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.content.survey import Question, Result
from hemval.rules.suppression import ShownResult, ShownResults, shown_results

THRESHOLD = 7
TEXT = {"sv": "Fråga?"}
NOBODYS = "nobodys"


@dataclass(frozen=True)
class Answers:
    """What people really answered somewhere."""

    positive: int
    number: int


World = dict[str, Answers]


def printed(positive: int, number: int) -> Decimal:
    return (Decimal(100 * positive) / number).quantize(Decimal(1), ROUND_HALF_UP)


def question(world: World) -> Question:
    """Write the file that tells of a world; the answers of nobody are only in the municipality's."""
    whole = Answers(sum(a.positive for a in world.values()), sum(a.number for a in world.values()))
    results = {
        name: Result(share=printed(a.positive, a.number), answers=a.number) for name, a in world.items()
    }
    results.pop(NOBODYS, None)
    return Question(
        id="nojd",
        wording=TEXT,  # type: ignore[arg-type]
        told={"sv": "%(share)s av 100"},  # type: ignore[arg-type]
        municipality=Result(share=printed(whole.positive, whole.number), answers=whole.number),
        providers=results,
    )


def could_be(shown: ShownResult) -> set[int]:
    """List the numbers of positive answers that a shown result can stand for."""

    def fits(positive: int) -> bool:
        share = Decimal(100 * positive) / shown.answers
        if shown.bound == "more-than":
            return share > shown.share
        if shown.bound == "fewer-than":
            return share < shown.share
        return abs(share - shown.share) <= Decimal("0.5")

    return {positive for positive in range(shown.answers + 1) if fits(positive)}


def sums(sets: Iterable[set[int]]) -> set[int]:
    found = {0}
    for numbers in sets:
        found = {a + b for a in found for b in numbers}
    return found


def attacked(world: World, results: ShownResults) -> dict[str, set[int]]:
    """Return the numbers of positive answers that are still possible at each hidden place."""
    assert results.municipality is not None
    hidden = {name: a.number for name, a in world.items() if name not in results.providers}
    taken = sums(could_be(shown) for shown in results.providers.values())
    left = {whole - part for whole in could_be(results.municipality) for part in taken}
    return {
        name: {
            positive
            for positive in range(number + 1)
            if any(0 <= rest - positive <= sum(hidden.values()) - number for rest in left)
        }
        for name, number in hidden.items()
    }


def small_ones(world: World) -> dict[str, int]:
    return {name: a.number for name, a in world.items() if a.number < THRESHOLD}


def possible_at(name: str, world: World, results: ShownResults) -> set[int]:
    """Return the numbers of positive answers that are still possible at a shown provider."""
    here = could_be(results.providers[name])
    if results.municipality is None:
        return here
    taken = sums(could_be(shown) for other, shown in results.providers.items() if other != name)
    hidden = sum(a.number for other, a in world.items() if other not in results.providers)
    left = {whole - part for whole in could_be(results.municipality) for part in taken}
    return {positive for positive in here if any(0 <= rest - positive <= hidden for rest in left)}


def plain_threshold(world: World) -> ShownResults:
    """Hide only what has few answers, as a site without a second look does."""
    asked = question(world)
    shown = {
        name: ShownResult(result.share, result.answers)
        for name, result in asked.providers.items()
        if result.answers >= THRESHOLD
    }
    assert asked.municipality is not None
    mean = ShownResult(asked.municipality.share, asked.municipality.answers)
    return ShownResults(mean, shown, frozenset(asked.providers.keys() - shown.keys()))


def exposed(world: World, results: ShownResults) -> list[str]:
    """List what a publication tells that it should not."""
    found = []
    if results.municipality is not None:
        possible = attacked(world, results)
        for name, number in small_ones(world).items():
            if possible[name] != set(range(number + 1)):
                found.append(f"{name}: {sorted(possible[name])} of {number}")
        hidden = {name: a.number for name, a in world.items() if name not in results.providers}
        if small_ones(world) and (len(hidden) < 2 or sum(hidden.values()) < THRESHOLD):
            found.append(f"too little hidden: {hidden}")
    for name, shown in results.providers.items():
        possible_here = possible_at(name, world, results)
        if possible_here <= {0} or possible_here <= {shown.answers}:
            found.append(f"{name}: everyone's answer")
        if shown.answers < THRESHOLD:
            found.append(f"{name}: few")
    return found


def answers(most: int) -> st.SearchStrategy[Answers]:
    return st.integers(1, most).flatmap(
        # Often all of one mind: that is when a subtraction tells most.
        lambda number: st.one_of(st.integers(0, number), st.sampled_from([0, number])).map(
            lambda positive: Answers(positive, number)
        )
    )


def world_of(some: list[Answers], nobodys: Answers | None) -> World:
    named = {f"provider-{number}": answered for number, answered in enumerate(some)}
    return named | ({NOBODYS: nobodys} if nobodys else {})


WORLDS = st.builds(
    world_of,
    st.lists(st.one_of(answers(THRESHOLD), answers(60)), min_size=1, max_size=6),
    st.none() | answers(30),
)


@given(WORLDS)
def test_nothing_can_be_worked_out(world):
    assert exposed(world, shown_results(question(world), THRESHOLD)) == []


@given(WORLDS)
def test_what_is_shown_is_true(world):
    results = shown_results(question(world), THRESHOLD)
    for name, shown in results.providers.items():
        assert world[name].positive in could_be(shown)
        assert shown.answers == world[name].number


@given(WORLDS)
def test_a_result_is_hidden_only_for_a_reason(world):
    results = shown_results(question(world), THRESHOLD)
    if not small_ones(world):
        assert not results.hidden
    more = [name for name in results.hidden if world[name].number >= THRESHOLD]
    for name in more:
        assert all(world[name].number <= world[other].number for other in results.providers), (
            "the smallest are hidden first"
        )


def test_the_attack_succeeds_against_the_plain_threshold():
    world = {"a": Answers(1, 5), "b": Answers(80, 100), "c": Answers(150, 200)}
    alone = plain_threshold(world)
    assert alone.hidden == {"a"}
    assert exposed(world, alone)
    safe = shown_results(question(world), THRESHOLD)
    assert safe.hidden == {"a", "b"}
    assert exposed(world, safe) == []


def test_the_attack_succeeds_where_all_hidden_answers_are_alike():
    """Two are hidden and have answers enough, yet both answered the same all through."""
    world = {"a": Answers(5, 5), "b": Answers(8, 8), "c": Answers(20, 40), "d": Answers(30, 90)}
    two = plain_threshold(world)
    two = ShownResults(
        two.municipality, {n: s for n, s in two.providers.items() if n != "b"}, frozenset({"a", "b"})
    )
    assert exposed(world, two)
    assert exposed(world, shown_results(question(world), THRESHOLD)) == []


def hidden(threshold: int = THRESHOLD, **world: tuple[int, int]) -> tuple[set[str], bool]:
    """Return the hidden providers, and whether the municipality's figure is shown."""
    made = {name: Answers(*pair) for name, pair in world.items()}
    results = shown_results(question(made), threshold)
    return set(results.hidden), results.municipality is not None


@pytest.mark.parametrize(
    ("world", "expected"),
    [
        ({"a": (50, 60), "b": (40, 70)}, (set(), True)),
        # All at a were positive, and b's answers taken from everybody's would tell so.
        ({"a": (10, 10), "b": (32, 40), "c": (42, 60)}, (set(), False)),
        ({"a": (0, 10), "b": (32, 40), "c": (42, 60)}, (set(), False)),
        # Among so many, rounding leaves it open.
        ({"a": (10, 10), "b": (160, 200), "c": (210, 300)}, (set(), True)),
        # The answers of nobody's provider were all positive too.
        ({"a": (10, 10), "b": (32, 40), "nobodys": (10, 10)}, (set(), False)),
        ({"a": (4, 6), "b": (40, 70), "c": (60, 90)}, ({"a", "b"}, True)),
        # The answers of people whose provider is not in the file are cover enough.
        ({"a": (4, 6), "b": (40, 70), "nobodys": (20, 40)}, ({"a"}, True)),
        # … and a few of them are what a source leaves out: one more is hidden for their sake.
        ({"b": (40, 70), "c": (60, 90), "nobodys": (3, 5)}, ({"b"}, True)),
        # Nothing else to hide: what the whole municipality answered is what the few answered.
        ({"a": (4, 6)}, ({"a"}, False)),
        ({"a": (4, 8)}, (set(), True)),
        ({"a": (2, 4), "b": (1, 3)}, ({"a", "b"}, False)),
        # Six answers that were not positive among all: they may not all have been at a.
        ({"a": (4, 6), "b": (3, 5), "c": (2, 4)}, ({"a", "b", "c"}, False)),
        ({"a": (4, 6), "b": (3, 5), "c": (1, 4)}, ({"a", "b", "c"}, True)),
    ],
)
def test_what_is_hidden(world, expected):
    assert hidden(**world) == expected


def test_a_higher_threshold_hides_more_and_a_lower_one_than_seven_does_not_count():
    assert hidden(30, a=(10, 20), b=(40, 70), c=(60, 90))[0] == {"a", "b"}
    assert hidden(0, a=(4, 6), b=(40, 70), c=(60, 90))[0] == {"a", "b"}


def shown(positive: int, number: int) -> ShownResult:
    return shown_results(question({"a": Answers(positive, number)}), THRESHOLD).providers["a"]


@pytest.mark.parametrize(
    ("positive", "number", "expected"),
    [
        (7, 7, ("71", "more-than")),
        (6, 7, ("71", "more-than")),
        (5, 7, ("71", "")),
        (0, 7, ("29", "fewer-than")),
        (20, 20, ("90", "more-than")),
        (58, 58, ("96", "more-than")),
        (400, 400, ("99", "more-than")),
        (390, 400, ("98", "")),
        (1, 100, ("2", "fewer-than")),
    ],
)
def test_no_share_tells_what_all_answered(positive, number, expected):
    found = shown(positive, number)
    assert (str(found.share), found.bound) == expected


def test_figures_that_contradict_each_other_hide_the_municipalitys():
    few = question({"a": Answers(4, 6), "b": Answers(40, 70), "c": Answers(60, 90)})
    wrong = few.model_copy(update={"municipality": Result(share=Decimal(80), answers=100)})
    assert shown_results(wrong, THRESHOLD).municipality is None
    assert set(shown_results(wrong, THRESHOLD).providers) == {"b", "c"}


def test_an_answer_from_nobody_hides_nothing_else():
    asked = question({"a": Answers(40, 70), "b": Answers(60, 90)})
    providers = {**asked.providers, "c": Result(share=Decimal(0), answers=0)}
    results = shown_results(asked.model_copy(update={"providers": providers}), THRESHOLD)
    assert results.hidden == {"c"}
    assert set(results.providers) == {"a", "b"}


def test_decimals_leave_less_in_doubt():
    """A tenth of a share tells of fewer answers than a whole does: the finest step in the question counts."""
    world = {"a": Answers(5, 5), "b": Answers(49, 50), "c": Answers(790, 820)}
    asked = question(world)
    whole = shown_results(asked, THRESHOLD)
    finer = asked.model_copy(update={"municipality": Result(share=Decimal("96.5"), answers=875)})
    assert whole.hidden == {"a", "b"}
    assert shown_results(finer, THRESHOLD).hidden > whole.hidden
