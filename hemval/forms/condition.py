"""When a page or a paragraph is for a person: what a condition may look at and which values it can meet."""

from collections.abc import Mapping, Sequence

from hemval.content.kinds import wrong
from hemval.forms.asking import RULE_FACTS
from hemval.forms.question import Question
from hemval.forms.when import Required, When, alternatives

ROOM_STATES = ("open", "queue", "closed")


def check_condition(page: str, when: When, earlier: Mapping[str, Question], at: Sequence[str | int]) -> None:
    """Refuse a condition that asks for what is not there; ``at`` is where it stands in the form.

    It may look at an answer to an earlier page, at a rule, or at the room of an earlier answer. A value
    that can never be met would hide the page for good without a word.
    """
    if isinstance(when, dict):
        _check_required(page, when, earlier, at)
    else:
        for number, required in enumerate(when):
            _check_required(page, required, earlier, [*at, number])


def _check_required(
    page: str, required: Required, earlier: Mapping[str, Question], at: Sequence[str | int]
) -> None:
    for name, values in required.items():
        possible = _possible(name, earlier)
        if possible is None:
            raise wrong(
                "The page %(page)s depends on %(name)s, which is neither an earlier page nor a rule.",
                at=[*at, name],
                page=page,
                name=name,
            )
        for number, value in enumerate(values):
            if possible and value not in possible:
                raise wrong(
                    "%(name)s is never ”%(value)s”.",
                    advice="Use one of: %(allowed)s.",
                    at=[*at, name, number],
                    name=name,
                    value=value,
                    allowed=", ".join(possible),
                )


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
