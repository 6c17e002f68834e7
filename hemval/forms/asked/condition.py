"""When a page or a paragraph is for a person: what a condition may look at and which values it can meet."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hemval.content.kinds import wrong
from hemval.forms.asked.asking import RULE_FACTS
from hemval.forms.asked.when import Required, When, alternatives
from hemval.forms.question import Question
from hemval.words import sentence

OUT_OF_ORDER = sentence("The page %(name)s comes further down. Move it up, or move this one down.")
ROOM_STATES = ("open", "queue", "closed")


@dataclass(frozen=True)
class Around:
    """What surrounds a condition: the pages before its own, and the ids of all that the form has."""

    earlier: Mapping[str, Question]
    ids: Collection[str]


def check_condition(page: str, when: When, around: Around, at: Sequence[str | int]) -> None:
    """Refuse a condition that asks for what is not there; ``at`` is where it stands in the form.

    It may look at an answer to an earlier page, at a rule, or at the room of an earlier answer. A value
    that can never be met would hide the page for good without a word.
    """
    if isinstance(when, dict):
        _check_required(page, when, around, at)
    else:
        for number, required in enumerate(when):
            _check_required(page, required, around, [*at, number])


def _check_required(page: str, required: Required, around: Around, at: Sequence[str | int]) -> None:
    for name, values in required.items():
        possible = _possible(name, around.earlier)
        if possible is None:
            raise wrong(
                "The page %(page)s depends on %(name)s, which is neither an earlier page nor a rule.",
                advice=_out_of_order(page, name, around.ids),
                at=[*at, name],
                at_key=True,
                instead_of=name,
                possible=_facts(around.earlier),
                page=page,
                name=name,
            )
        for number, value in enumerate(values):
            if possible and value not in possible:
                raise wrong(
                    "%(name)s is never ”%(value)s”.",
                    at=[*at, name, number],
                    instead_of=value,
                    possible=possible,
                    name=name,
                    value=value,
                )


def _out_of_order(page: str, name: str, ids: Collection[str]) -> str:
    if name == page:
        return sentence("A page cannot depend on itself.")
    return OUT_OF_ORDER if name in ids else ""


def _facts(earlier: Mapping[str, Question]) -> list[str]:
    """List what a condition may look at: answers, rules, and the room of a chosen provider."""
    answers = [name for name, page in earlier.items() if page.puts_a_question]
    rooms = [f"room.{name}" for name, page in earlier.items() if page.type == "provider"]
    return [*answers, *(f"rules.{name}" for name in RULE_FACTS), *rooms]


def _possible(name: str, earlier: Mapping[str, Question]) -> Sequence[str] | None:
    """List what a fact can be; nothing where anything can be, None where there is no such fact."""
    kind, dot, rest = name.partition(".")
    if not dot:
        return earlier[name].values_known_to_author() if name in earlier else None
    if kind == "rules":
        return RULE_FACTS.get(rest)
    return ROOM_STATES if kind == "room" and rest in earlier else None


def always_false(when: When, facts: Mapping[str, str]) -> bool:
    """Say whether a condition cannot hold, whatever a person answers, given what the rules are."""
    return not any(can_hold(required, facts) for required in alternatives(when))


def can_hold(required: Required, facts: Mapping[str, str]) -> bool:
    """Say whether somebody can meet what is required, given what the rules are."""
    return all(facts[name] in values for name, values in required.items() if name in facts)
