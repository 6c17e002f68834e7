"""With the code of a letter, form and rules go by the exit: the new one begins on the day after the last."""

from datetime import date, datetime, time

import pytest
from werkzeug.datastructures import MultiDict

from hemval.content.exit import Exits
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.forms.asked.asking import GIVEN, Asking, followed_on, may_be_of
from hemval.forms.asked.way import way_through
from hemval.forms.rule_sentence import exit_told, rule_told
from hemval.forms.sent.judging import comes_out_the_same, judged_by_all, judged_when_sent, looked_at
from hemval.forms.typed.entry import keyed, on_paper
from hemval.rules.outcome import Outcome
from hemval.rules.told.outcome import told_to_citizen, told_to_officer
from hemval.settings import PROJECT
from hemval.words.dates import SWEDEN, weekday_told
from tests.forms.samples import asking_of, choice_form, content_of

CODE = "7K2WXDPM"
TOWNS = {
    "lindvik": PROJECT,
    "krokom": PROJECT / "examples" / "krokom",
    "orebro": PROJECT / "examples" / "orebro",
}
LEAVING = {"lindvik": "solgardens-hemtjanst", "krokom": "utforare-c"}
LAST_DAY = {"lindvik": date(2027, 1, 31), "krokom": date(2027, 5, 15)}
STAYS = {"lindvik": "bjorkens-hemtjanst", "krokom": "utforare-a"}
BOTH = pytest.mark.parametrize("town", LEAVING)


@pytest.fixture(scope="module")
def contents() -> dict[str, Content]:
    found = {name: load(Folder(place, PROJECT)) for name, place in TOWNS.items()}
    assert all(content is not None for content, _ in found.values()), found
    return {name: content for name, (content, _) in found.items() if content is not None}


def judged_day(asking: Asking) -> date | None:
    """Return the day that the rules say, when sent and when taken over; they must not differ."""
    at = datetime.combine(asking.today, time(10), SWEDEN)
    sent = judged_when_sent(asking.content, "choice", asking.answers, at, "seed")
    by_all = judged_by_all(asking.content, "choice", looked_at(asking.answers), at, "seed", {})
    assert sent is not None
    assert by_all is not None
    assert sent.result.start == by_all.result.start
    assert sent.result.provider == by_all.result.provider
    return sent.result.start


@BOTH
@pytest.mark.parametrize("kind", ["switch", "first", "no-choice"])
@pytest.mark.parametrize("today", ["leaving", "_unknown", None])
@pytest.mark.parametrize("days_before", [0, 3, 40])
def test_with_the_code_all_say_the_day_after(contents, town, kind, today, days_before):
    last_day = LAST_DAY[town]
    on = date.fromordinal(last_day.toordinal() - days_before)
    helps = {"today": LEAVING[town] if today == "leaving" else today} if today else {}
    wish = {} if kind == "no-choice" else {"provider": STAYS[town]}
    asked = asking_of(contents[town], on=on, code=CODE, kind=kind, area="norra", **helps, **wish)
    follows = date.fromordinal(last_day.toordinal() + 1)
    assert asked.start.day == judged_day(asked) == follows
    assert weekday_told(follows, asked.words) in rule_told("earliest-start", asked)
    assert asked.verdict(asked.content.providers[LEAVING[town]]).hindrance == "stops"


@BOTH
@pytest.mark.parametrize(
    ("code", "today", "days_before"),
    [("_none", "leaving", 40), ("", "leaving", 40), ("", "stays", 40), (CODE, "leaving", 300)],
)
def test_otherwise_it_is_an_ordinary_switch(contents, town, code, today, days_before):
    """Without the code one may switch before the last day; one of an exit long past changes nothing."""
    on = date.fromordinal(LAST_DAY[town].toordinal() - days_before)
    helps = LEAVING[town] if today == "leaving" else STAYS[town]
    asked = asking_of(
        contents[town], on=on, code=code, kind="switch", today=helps, provider="kommunens-hemtjanst"
    )
    assert asked.followed_on == ()
    assert judged_day(asked) == asked.start.day
    assert asked.start.day != date.fromordinal(LAST_DAY[town].toordinal() + 1)


STOP = {
    "lindvik": {"solgardens-hemtjanst"},
    "krokom": {"utforare-c"},
    "orebro": {"utforare-a", "utforare-b", "utforare-c"},
}
UNDER_WAY = {"lindvik": date(2026, 12, 8), "krokom": date(2027, 3, 1), "orebro": date(2026, 12, 8)}


def offered(asking: Asking) -> set[str]:
    """Return who can be answered with as today's provider."""
    page = choice_form().page("today")
    return {one.value for one in page.face(asking).choices if not one.hindrance}


@pytest.mark.parametrize("town", TOWNS)
def test_with_the_code_only_who_stops_helps_today(contents, town):
    asked = asking_of(contents[town], on=UNDER_WAY[town], code=CODE, kind="switch")
    page = choice_form().page("today")
    assert offered(asked) == {*STOP[town], "_unknown"}
    told = " ".join(page.face(asked).told)
    assert "koden är för den som har en av dem." in told
    assert "Ta bort koden." in told
    for one in asked.providers:
        objection = page.objection(one.id, asked)
        assert (objection is None) is (one.id in STOP[town])
        if objection is not None and one.id != "lyktans-hemtjanst":  # that has not begun
            assert f"{one.name} är inte en av dem. Ta bort koden" in objection
    assert page.objection("_unknown", asked) is None


@pytest.mark.parametrize("town", TOWNS)
@pytest.mark.parametrize("code", ["_none", "", None])
def test_without_the_code_everybody_helps_today(contents, town, code):
    written = {} if code is None else {"code": code}
    asked = asking_of(contents[town], on=UNDER_WAY[town], kind="switch", **written)
    page = choice_form().page("today")
    assert offered(asked) > {*STOP[town], "_unknown"}
    assert page.face(asked).told == ()
    assert page.face(asked).leads_back is None


def test_where_each_help_is_chosen_apart_another_may_help_with_some_of_it(contents):
    content = contents["lindvik"]
    rules = content.municipality.rules_on(date(2026, 12, 8)).model_copy(update={"chosen_apart": ("x",)})
    apart = content.model_copy(
        update={"municipality": content.municipality.model_copy(update={"rules": (rules,)})}
    )
    answers = {"code": CODE, "kind": "switch", "today": "bjorkens-hemtjanst"}
    asked = asking_of(apart, on=date(2026, 12, 8), **answers)
    assert asked.helped_by == frozenset()
    assert followed_on(apart, answers, date(2026, 12, 8)) == ()


@pytest.mark.parametrize("town", TOWNS)
@pytest.mark.parametrize("today", ["kommunens-hemtjanst", "_unknown", None, "leaving"])
def test_the_day_is_known_where_all_that_stop_have_one_last_day(contents, town, today):
    """Who does not stop can stand there only on paper: the exit counts the choice by its code all the same.

    What is stored says the same when it is judged again, and names a provider only where it is known.
    """
    today = min(STOP[town]) if today == "leaving" else today
    helps = {"today": today} if today else {}
    asked = asking_of(
        contents[town], on=UNDER_WAY[town], code=CODE, kind="switch",
        area=min(contents[town].municipality.areas), provider=STAYS.get(town, "utforare-d"), **helps,
    )  # fmt: skip
    last_day = LAST_DAY.get(town, date(2027, 1, 31))
    follows = date.fromordinal(last_day.toordinal() + 1)
    known = [today] if today in STOP[town] else sorted(STOP[town])
    assert [one.id for one in asked.followed_on] == known
    assert asked.start.day == judged_day(asked) == follows
    outcome = judged_when_sent(
        asked.content, "choice", asked.answers, datetime.combine(asked.today, time(10), SWEDEN), "seed"
    )
    assert outcome is not None
    assert comes_out_the_same(outcome)
    assert Outcome.model_validate_json(outcome.model_dump_json()).replayed == outcome
    name = asked.content.providers[known[0]].name if len(known) == 1 else "Utföraren som hjälper i dag"
    assert exit_told(asked) == (
        f"{name} slutar. Den som hjälper sedan börjar {weekday_told(follows, asked.words)}.",
    )
    assert told_to_citizen(outcome, asked.words).startswith(f"{name} slutar. Sista dagen är ")
    told = told_to_officer(outcome, asked.words)
    assert weekday_told(follows, asked.words) in told.result
    assert ("Flera utförare slutar samma dag, och personen har en av dem." in told.steps[0]) is (
        len(known) > 1
    )


@pytest.mark.parametrize(
    ("today", "of_this", "of_other"),
    [
        ("solgardens-hemtjanst", True, False),
        ("bjorkens-hemtjanst", False, True),
        ("kommunens-hemtjanst", True, True),
        ("_unknown", True, True),
    ],
)
def test_a_code_beside_a_provider_that_does_not_stop_may_be_of_either_exit(today, of_this, of_other):
    answers = {"code": GIVEN, "today": today}
    exits = {"solgardens-hemtjanst", "bjorkens-hemtjanst"}
    assert may_be_of(["solgardens-hemtjanst"], answers, exits) is of_this
    assert may_be_of(["bjorkens-hemtjanst"], answers, exits) is of_other
    assert not may_be_of(["solgardens-hemtjanst"], {"today": "kommunens-hemtjanst", "code": "_none"}, exits)


def test_who_begins_the_day_after_can_be_chosen_with_the_code_alone(contents):
    lyktan = contents["lindvik"].providers["lyktans-hemtjanst"]
    for code, hindrance in ((CODE, None), ("_none", "not-begun")):
        asked = asking_of(
            contents["lindvik"], on=date(2026, 12, 1), code=code, kind="switch", today="solgardens-hemtjanst"
        )
        assert asked.verdict(lyktan).hindrance == hindrance


def test_where_several_stop_on_days_of_their_own_nobody_guesses_which_it_is(contents):
    content = contents["lindvik"]
    other = content.providers["bjorkens-hemtjanst"]
    leaves = other.agreement.model_copy(update={"last_day": date(2027, 3, 31), "end": "leaves"})
    days = {"letters": "2026-12-01", "deadline": "2027-01-15"}
    exits = {"both": {"providers": ["solgardens-hemtjanst", "bjorkens-hemtjanst"], **days}}
    two = content.model_copy(
        update={
            "providers": {**content.providers, other.id: other.model_copy(update={"agreement": leaves})},
            "exits": Exits.model_validate(exits),
        }
    )
    answers = {"code": CODE, "kind": "no-choice"}
    assert followed_on(two, answers, date(2026, 12, 8)) == ()
    for today, last_day in (
        ("solgardens-hemtjanst", date(2027, 1, 31)),
        ("bjorkens-hemtjanst", date(2027, 3, 31)),
    ):
        (found,) = followed_on(two, {**answers, "today": today}, date(2026, 12, 8))
        assert found.agreement.last_day == last_day
    assert [one.id for one in followed_on(two, answers, date(2027, 2, 1))] == ["bjorkens-hemtjanst"]


def options(asked: Asking, question: str) -> str:
    return " ".join(one.hint for one in choice_form().page(question).face(asked).choices)


@pytest.mark.parametrize("code", [CODE, "_none"])
def test_with_the_code_who_does_not_choose_is_told_the_rule_of_exits(contents, code):
    """Örebro appoints at an exit, and has one provider for whoever makes no first choice."""
    asked = asking_of(contents["orebro"], on=UNDER_WAY["orebro"], code=code)
    told = options(asked, "kind")
    assert ("Kommunen bestämmer vem som hjälper den som inte väljer." in told) is (code == CODE)
    assert ("får hjälp av Kommunens hemtjänst" in told) is (code != CODE)


def test_where_exits_have_rules_of_their_own_no_one_of_them_is_guessed(contents):
    content = contents["orebro"]
    days = {"letters": "2026-12-01", "deadline": "2027-01-11"}
    own = {"kind": "one-provider", "provider": "utforare-d"}
    exits = {
        "one": {"providers": ["utforare-a"], **days, "no_choice": own},
        "two": {"providers": ["utforare-b"], **days},
    }
    two = content.model_copy(update={"exits": Exits.model_validate(exits)})
    on = UNDER_WAY["orebro"]
    assert "Kommunen bestämmer vem" in rule_told("no-choice", asking_of(two, on=on, code=CODE))
    asked = asking_of(two, on=on, code=CODE, kind="no-choice")
    outcome = judged_when_sent(two, "choice", asked.answers, datetime.combine(on, time(10), SWEDEN), "seed")
    assert outcome is not None
    assert outcome.result.appoint
    assert comes_out_the_same(outcome)
    told = rule_told("no-choice", asking_of(two, on=on, code=CODE, today="utforare-a"))
    assert told == "Den som inte väljer får hjälp av Utförare D."


@pytest.mark.parametrize("code", [CODE, "_none"])
def test_with_the_code_no_help_that_stops_is_said_to_go_on_in_a_queue(contents, code):
    asked = asking_of(
        contents["orebro"],
        on=UNDER_WAY["orebro"],
        code=code,
        kind="switch",
        today="utforare-a",
        provider="utforare-e",
    )
    told = options(asked, "queue")
    assert ("Hjälp som redan finns fortsätter under tiden." in told) is (code != CODE)
    assert ("Sedan hjälper en annan till under tiden." in told) is (code == CODE)


def test_of_the_code_no_more_is_kept_than_that_there_is_one():
    assert looked_at({"code": CODE, "kind": "switch", "name": "Bo"}) == {"code": GIVEN, "kind": "switch"}
    assert looked_at({"code": "_none"}) == {}


@pytest.mark.parametrize(
    ("town", "on", "asked"),
    [
        ("lindvik", date(2026, 12, 1), True),
        ("lindvik", date(2026, 11, 30), False),
        ("botkyrka", date(2026, 12, 1), False),
    ],
)
def test_the_code_is_asked_for_where_an_exit_is_under_way_and_nowhere_else(town, on, asked):
    answers = {"who": "myself", "granted": "yes", "kind": "first", "provider": "x"}
    pages = way_through(choice_form(), asking_of(content_of(town), on=on, **answers)).pages
    assert ("code" in [page.id for page in pages]) is asked


@pytest.mark.parametrize(
    ("code", "kind", "provider", "refused"),
    [
        (CODE, "first", "lyktans-hemtjanst", set()),
        (CODE, "elsewhere", "lyktans-hemtjanst", {"today"}),
        (CODE, "first", "solgardens-hemtjanst", {"provider"}),
        (CODE, "switch", "lyktans-hemtjanst", set()),
        (CODE, "switch", "solgardens-hemtjanst", {"provider"}),
        ("", "switch", "lyktans-hemtjanst", {"provider"}),
    ],
)
def test_what_an_officer_keys_in_is_judged_as_the_citizens_form(contents, code, kind, provider, refused):
    asked = asking_of(contents["lindvik"], on=date(2026, 12, 8))
    paper = on_paper(choice_form(), asked)
    helps = {"first": {}, "elsewhere": {"today": "kommunens-hemtjanst"}}
    today = helps.get(kind, {"today": "solgardens-hemtjanst"})
    kind = "switch" if kind == "elsewhere" else kind
    posted = {"code": code, "kind": kind, "area": "norra", "provider": provider, **today}
    said = keyed(paper, asked, MultiDict(posted))
    assert {one.page for one in said.problems if one.kind == "refused"} - {"kind"} == refused
    labels = {
        one.value for one in choice_form().page("provider").face(paper.asking).choices if not one.hindrance
    }
    assert "lyktans-hemtjanst" in labels
