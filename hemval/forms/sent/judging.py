"""From the answers of a form to what the rules judge: ids of ours, nothing that names a person."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from pydantic import JsonValue

from hemval.content.room import Room, Rooms
from hemval.content.whole import Content
from hemval.forms.addresses import CHOICE
from hemval.forms.asked.asking import (
    AREA_ASKED,
    CODE_ASKED,
    GIVEN,
    GRANTED,
    SERVICES_ASKED,
    TODAY_ASKED,
    followed_on,
    is_given,
    services_granted,
)
from hemval.rules.outcome import Outcome, judged
from hemval.rules.situation import Kind, Situation, inputs_of, inputs_of_named
from hemval.rules.turn import round_of
from hemval.words.dates import SWEDEN

log = logging.getLogger(__name__)

Answers = Mapping[str, JsonValue]
Turns = Mapping[str, str]
"""The provider that was given last, by the round (``hemval.rules.turn``)."""

KIND, TODAY, AREA, WAITS = "kind", TODAY_ASKED, AREA_ASKED, "queue"
WISHES = ("provider", "second", "third")
"""Questions of the choice form whose answers the rules look at."""

LOOKED_AT = (KIND, TODAY, AREA, WAITS, *WISHES, GRANTED, SERVICES_ASKED)
"""All questions whose answers ``judged_by_all`` looks at, beside whether there is a code."""

KINDS: dict[str, Kind] = {"first": "first", "switch": "switch", "no-choice": "no-choice"}
"""What of the answers to ``KIND`` the rules have something to say of; who wants a call decides then."""

ASKS_FOR_A_CALL = ("not-wait", "call-me")
"""Answers about the queue that are settled on the telephone, whatever the rules say."""


def looked_at(answers: Answers) -> dict[str, JsonValue]:
    """Return what of the answers ``judged_by_all`` looks at: of a code only that there is one."""
    looked = {name: answers[name] for name in LOOKED_AT if name in answers}
    return {**looked, CODE_ASKED: GIVEN} if is_given(answers.get(CODE_ASKED)) else looked


def situation_of(
    content: Content | None, form: str, answers: Answers, received: datetime, seed: str
) -> Situation | None:
    """Return the case that answers make; None where no rule settles it.

    Only the choice is judged, and not where the person is to be called. With the code of a letter it is an
    exit, whatever the person called it; without content nobody knows of one.

    ``seed`` is the row's id: it is there before the draw, and nobody can choose it.
    """
    kind = KINDS.get(str(answers.get(KIND)))
    if form != CHOICE or kind is None or answers.get(WAITS) in ASKS_FOR_A_CALL:
        return None
    day = received.astimezone(SWEDEN).date()
    leaving = [one.id for one in followed_on(content, answers, day)] if content is not None else []
    today = _known(answers.get(TODAY)) if not leaving else leaving[0] if len(leaving) == 1 else None
    wishes = (_known(answers.get(question)) for question in WISHES)
    return Situation(
        received=received,
        kind="exit" if leaving else kind,
        wishes=tuple(dict.fromkeys(wish for wish in wishes if wish is not None)),
        today=today,
        leaving=tuple(leaving) if len(leaving) > 1 else (),
        area=_known(answers.get(AREA)),
        services=services_granted(answers),
        seed=seed,
    )


def judged_when_sent(
    content: Content, form: str, answers: Answers, received: datetime, seed: str
) -> Outcome | None:
    """Judge a choice as it is sent, by the providers that it names; None where no rule settles it."""

    def judge() -> Outcome | None:
        if _which_help_is_missing(content, answers, received):
            return None
        situation = situation_of(content, form, answers, received, seed)
        return judged(inputs_of_named(content, situation)) if situation is not None else None

    return _unless_it_fails(judge)


def judged_by_all(
    content: Content, form: str, answers: Answers, received: datetime, seed: str, turns: Turns
) -> Outcome | None:
    """Judge a choice by all providers, and by whose turn it is; None where no rule settles it."""

    def judge() -> Outcome | None:
        situation = situation_of(content, form, answers, received, seed)
        if situation is None or _which_help_is_missing(content, answers, received):
            return None
        inputs = inputs_of(content, situation)
        last_given = turns.get(round_of(inputs) or "")
        return judged(inputs.model_copy(update={"last_given": last_given}))

    return _unless_it_fails(judge)


def with_room_offered(
    content: Content, answers: Answers, provider: str
) -> tuple[Content, dict[str, JsonValue]]:
    """Return content and answers of a person who said yes to room that a provider's queue gave.

    The rules would let the person wait on: they see a queue, and wishes that were dearer. There is room for
    this one, and nothing else is wished for any more.
    """
    known = content.room(provider)
    rooms = dict(content.rooms.root)
    if known is not None:
        rooms[provider] = Room(state="open", as_of=known.as_of)
    left = {name: answer for name, answer in answers.items() if name not in (*WISHES, WAITS)}
    return content.model_copy(update={"rooms": Rooms(rooms)}), {**left, WISHES[0]: provider}


def comes_out_the_same(outcome: Outcome) -> bool:
    """Say whether stored inputs come to the stored result once more."""
    return _unless_it_fails(lambda: outcome.replayed) == outcome


def _unless_it_fails(judge: Callable[[], Outcome | None]) -> Outcome | None:
    """Judge; a fault in what we say of a choice must not keep it from being received or taken over."""
    try:
        return judge()
    except Exception as error:  # noqa: BLE001 - whatever it is
        # Only the kind of error: its words may quote the answers.
        log.error("the rules could not be applied to a choice: %s", type(error).__name__)
        return None


def _which_help_is_missing(content: Content, answers: Answers, received: datetime) -> bool:
    """Say whether nobody knows which provider is wished for which help: only paper can leave that out."""
    rules = content.municipality.rules_on(received.astimezone(SWEDEN).date())
    return bool(rules.chosen_apart) and SERVICES_ASKED not in answers


def _known(answer: JsonValue) -> str | None:
    """Return a provider or an area; None for an answer that says that there is none, or not known."""
    return str(answer) if is_given(answer) else None
