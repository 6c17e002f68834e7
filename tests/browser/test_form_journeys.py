"""The ways through the forms by keyboard alone, without script, on a narrow screen; and every step for axe.

JOURNEYS=all walks every way in every language; otherwise each way is walked once, in one language.
"""

import itertools
import os
from dataclasses import dataclass, field

import pytest

from tests.browser.conftest import NewTab, Town
from tests.browser.journeys import Given, answer, page_name
from tests.browser.keyboard import Keyboard
from tests.browser.watched import Watched
from tests.public.journeys import PERSON

ALL = os.environ.get("JOURNEYS") == "all"


@dataclass(frozen=True)
class Journey:
    """Who goes through which form, and where it ends."""

    name: str
    town: str = "lindvik"
    form: str = "valj/"
    answers: dict[str, Given] = field(default_factory=dict)
    end: str = "kvitto"
    meets: tuple[str, ...] = ()
    """Pages that must be on the way."""


CHOICES = (
    Journey("first-choice", answers={"kind": "first", "provider": "bjorkens-hemtjanst"}, meets=("area",)),
    Journey(
        "switch-with-queue",
        answers={"kind": "switch", "today": "bjorkens-hemtjanst", "provider": "fjordens-omsorg"},
        meets=("today", "queue", "reason"),
    ),
    Journey(
        "alarm-only",
        town="botkyrka",
        answers={"granted": "alarm", "kind": "first", "provider": "utforare-a"},
    ),
    Journey(
        "representative-with-a-tie",
        answers={"who": "represent", "tie": "yes", "helper": "Olof Öberg", "kind": "no-choice"},
        meets=("authority", "wants", "tie", "helper", "call-whom"),
    ),
    Journey("no-choice", answers={"kind": "no-choice"}),
    Journey("call-me", answers={"kind": "call-me"}),
    Journey("not-wanted", answers={"who": "represent", "wants": "no"}, end="call-instead"),
    Journey("not-granted", answers={"granted": "no"}, end="apply-first"),
    Journey("granted-unknown", answers={"granted": "unknown"}, end="apply-first"),
)
ADDRESS = {"address-street": "Hamngatan 1", "address-postal-code": "999 99", "address-town": "Lindvik"}
OTHERS = (
    Journey(
        "anonymous-opinion",
        form="formular/synpunkter/",
        answers={"kind": "marketing", "provider": "fjordens-omsorg", "contact": "anonymous"},
    ),
    Journey(
        "opinion-by-letter",
        town="botkyrka",
        form="formular/synpunkter/",
        answers={"kind": "complaint", "provider": "utforare-a", "contact": "letter", "address": ADDRESS},
    ),
    Journey("danger", form="formular/synpunkter/", answers={"kind": "urgent"}, end="call-now"),
    Journey("decision", form="formular/synpunkter/", answers={"kind": "decision"}, end="ask-about-decision"),
    Journey(
        "hindrance",
        form="formular/tillganglighet/",
        answers={"kind": "fault", "uses": "screen-reader", "contact": "email"},
    ),
    Journey(
        "withdrawal",
        form="formular/andra-eller-ta-tillbaka/",
        answers={"kind": "withdraw", "contact": "text-phone"},
    ),
    Journey(
        "new-provider",
        form="formular/andra-eller-ta-tillbaka/",
        answers={"kind": "new-provider"},
        end="choose-again",
    ),
)
GIVEN: dict[str, Given] = {
    **PERSON,
    "view": "De ringer varje kväll.",
    "what": "Rösten läser inte priset.",
    "place": "Jämför",
    "email": "asa@exempel.se",
    "reference": "7k2w xdpm",
    "helper": "Olof Öberg",
}
"""What is answered where a journey does not say otherwise."""

LANGUAGES = ("sv", "en") if ALL else ("sv",)
WALKS = [
    pytest.param(one, language, id=f"{one.name}-{language}")
    for one, language in itertools.product((*CHOICES, *OTHERS), LANGUAGES)
]


@pytest.mark.parametrize(("journey", "language"), WALKS)
def test_by_keyboard_without_script(
    towns: dict[str, Town], tab: NewTab, journey: Journey, language: str
) -> None:
    watched = tab(towns[journey.town].address, script=False, width=320)
    watched.go(f"{'' if language == 'sv' else '/en'}/{journey.form}")
    met = []
    while (question := page_name(watched)) not in (journey.end, "kontrollera"):
        assert question not in met, watched.page.inner_text("main")
        met.append(question)
        answer(Keyboard(watched), {**GIVEN, **journey.answers}[question])
        watched.check()
    if page_name(watched) == "kontrollera":
        Keyboard(watched).follow("#send")
        assert page_name(watched.check()) == journey.end
        assert len(watched.page.inner_text(".reference-code").replace(" ", "")) == 8
    assert set(journey.meets) <= set(met)


EVERYWHERE = {"who": "represent", "tie": "yes", "helper": "Olof Öberg", "support": "interpreter"}
STEPS = (
    Journey("switch", answers={**CHOICES[1].answers, **EVERYWHERE}),
    Journey("address", answers={"kind": "first", "area": "_unknown", "provider": "bjorkens-hemtjanst"}),
)
"""Together they meet every question of the choice."""


@pytest.fixture(scope="module")
def looked_at() -> set[tuple[str, str]]:
    """Hold each language and kind of page that has been looked at: two ways begin with the same pages."""
    return set()


@pytest.mark.parametrize(
    ("journey", "language"), [(one, language) for one in STEPS for language in LANGUAGES]
)
def test_every_step_empty_wrong_and_filled(
    towns: dict[str, Town],
    tab: NewTab,
    looked_at: set[tuple[str, str]],
    journey: Journey,
    language: str,
) -> None:
    """Let axe see each question as it is met, with what is wrong, and as it stands on the way back."""
    watched = tab(towns[journey.town].address, width=320)
    watched.open(f"{'' if language == 'sv' else '/en'}/{journey.form}")
    found: list[str] = []
    while (question := page_name(watched)) != "kontrollera":
        kind = language, kind_of(watched)
        look = ALL or kind not in looked_at
        looked_at.add(kind)
        if look:
            found += findings(watched, "empty")
            Keyboard(watched).follow("#go-on")
            if page_name(watched) == question:
                assert watched.status == 400
                found += findings(watched, "wrong")
            else:
                watched.page.go_back()
        answer(Keyboard(watched), {**GIVEN, **journey.answers}[question])
        if look:
            following = watched.page.url
            watched.page.go_back()
            found += findings(watched.reload(), "filled")
            watched.page.goto(following)
        watched.unchecked.clear()
    found += findings(watched, "check")
    assert not found, "\n".join(found)


def kind_of(watched: Watched) -> str:
    """Tell what sort of fields a page has."""
    kinds = watched.page.locator("form:has(#go-on) :is(input, textarea):not([type=hidden])").evaluate_all(
        "fields => fields.map(field => field.type + (field.inputMode || ''))"
    )
    return " ".join(sorted(set(kinds)))


def findings(watched: Watched, state: str) -> list[str]:
    # A field that is filled in has the colours of an empty one.
    return [f"{watched.path} {state}: {one}" for one in watched.findings(colours=ALL or state != "filled")]
