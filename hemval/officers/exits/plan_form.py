"""The form in which an exit is planned: what stands in it, and what is typed in it."""

from collections.abc import Container, Mapping
from datetime import date

from werkzeug.datastructures import MultiDict

from hemval.content.exit import Exit
from hemval.content.no_choice import OneProvider
from hemval.content.whole import Content
from hemval.editing.rewritten import Path, Value
from hemval.handover.told import WORDS
from hemval.rules.told.no_choice import no_choice_details, no_choice_told
from hemval.words import sentence
from hemval.words.dates import weekday_told

PROVIDERS, LETTERS, DEADLINE, RULE, SUCCESSOR = "providers", "letters", "deadline", "rule", "successor"
REMINDERS = ("reminder1", "reminder2")

USUAL, ONE, APPOINTED, KEPT = "", "one-provider", "appointed", "kept"
"""What can be chosen as the rule of an exit; ``kept`` is one that was written by hand."""

RULES = (USUAL, ONE, APPOINTED, KEPT)

NOT_OFFERED = sentence("Choose among what stands on the page")

FIELDS = (PROVIDERS, LETTERS, *REMINDERS, DEADLINE, RULE, SUCCESSOR)
"""In the order in which they stand."""

DAYS = (LETTERS, *REMINDERS, DEADLINE)
NEEDED = (LETTERS, DEADLINE)

DAY_LABELS = {
    LETTERS: sentence("The letters go out"),
    REMINDERS[0]: sentence("Reminder"),
    REMINDERS[1]: sentence("Second reminder"),
    DEADLINE: sentence("Last day to choose"),
}
"""What each day is called: at its field, and where the page lists what is wrong."""


def filled(one: Exit | None, providers: list[str]) -> MultiDict[str, str]:
    """Return what stands in the fields at first: what the file says, or which providers are asked for."""
    if one is None:
        return MultiDict([(PROVIDERS, each) for each in providers])
    values = MultiDict([(PROVIDERS, each) for each in one.providers])
    values[LETTERS], values[DEADLINE] = one.letters.isoformat(), one.deadline.isoformat()
    for name, day in zip(REMINDERS, one.reminders, strict=False):
        values[name] = day.isoformat()
    if one.no_choice is not None:
        kind = one.no_choice.kind
        values[RULE] = kind if kind in (ONE, APPOINTED) else KEPT
        if isinstance(one.no_choice, OneProvider):
            values[SUCCESSOR] = one.no_choice.provider
    return values


def typed(form: MultiDict[str, str], held: Mapping[str, Value]) -> dict[str, Value]:
    """Return what is to stand in the file, as it was typed: the check says what is wrong with it.

    ``held`` is what the file says: reminders that have no field, and a rule that was written by hand, stay.
    """
    before = held.get("reminders", ())
    more = list(before)[len(REMINDERS) :] if isinstance(before, list | tuple) else []
    reminders = [day for name in REMINDERS if (day := _typed(form, name))] + more
    rule = _rule(form, held)
    return {
        "providers": form.getlist(PROVIDERS),
        "letters": _typed(form, LETTERS),
        **({"reminders": reminders} if reminders else {}),
        "deadline": _typed(form, DEADLINE),
        **({"no_choice": rule} if rule else {}),
    }


def missing(form: MultiDict[str, str], known: Container[str]) -> dict[str, str]:
    """Say what must be there and is not, and what no page offers; the check is asked when all of it is."""
    found = {}
    if not form.getlist(PROVIDERS):
        found[PROVIDERS] = WORDS.say("Choose at least one provider")
    elif any(one not in known for one in form.getlist(PROVIDERS)):
        found[PROVIDERS] = WORDS.say(NOT_OFFERED)
    for name in DAYS:
        day = _typed(form, name)
        if (day or name in NEEDED) and not _is_day(day):
            found[name] = WORDS.say("Write the day as year, month and day, for example 2027-02-01")
    if _typed(form, RULE) not in RULES:
        found[RULE] = WORDS.say(NOT_OFFERED)
    if _typed(form, RULE) == ONE and not _typed(form, SUCCESSOR):
        found[SUCCESSOR] = WORDS.say("Choose the provider that is to help")
    elif _typed(form, RULE) == ONE and _typed(form, SUCCESSOR) not in known:
        found[SUCCESSOR] = WORDS.say(NOT_OFFERED)
    return found


def field_of(path: Path, form: MultiDict[str, str]) -> str:
    """Return the field that is about the value at a path; the first where none is."""
    if path[:1] == ("reminders",):
        asked = [name for name in REMINDERS if _typed(form, name)]
        number = int(path[1]) if len(path) > 1 else 0
        return asked[number] if number < len(asked) else REMINDERS[-1]
    if path[:1] == ("no_choice",):
        return SUCCESSOR if _typed(form, RULE) == ONE else RULE
    return path[0] if path and path[0] in FIELDS else PROVIDERS


def listed(problems: Mapping[str, str]) -> list[tuple[str, str]]:
    """List what is wrong in the order of the fields, each day's by its name: two may be wrong in one way."""
    return [
        (name, f"{WORDS.say(DAY_LABELS[name])}: {told}" if name in DAY_LABELS else told)
        for name, told in problems.items()
    ]


def weekdays(form: MultiDict[str, str]) -> dict[str, str]:
    """Say the days that stand in the form with their weekday; nothing of what is no day."""
    typed_days = {name: _typed(form, name) for name in DAYS}
    return {
        name: weekday_told(date.fromisoformat(day), WORDS) for name, day in typed_days.items() if _is_day(day)
    }


def new_id(providers: list[str], content: Content, taken: Mapping[str, object]) -> str:
    """Name a new exit after its first provider and the year it stops: "utforare-c-2027"."""
    first = content.providers[providers[0]]
    year = first.agreement.last_day.year if first.agreement.last_day else ""
    name = f"{first.id}-{year}"
    number = 2
    while name in taken:
        name, number = f"{first.id}-{year}-{number}", number + 1
    return name


def usual_rule_told(content: Content, day: date) -> str:
    """Say whom the municipality's own rule gives those who do not choose when their provider stops."""
    rules = content.municipality.rules_on(day).at_exit()
    return no_choice_told(rules, content, WORDS, to_reader=False)


def kept_rule_told(one: Exit | None, content: Content, day: date) -> str:
    """Say what a rule that was written by hand says; empty where the page can write it itself."""
    if one is None or one.no_choice is None or one.no_choice.kind in (ONE, APPOINTED):
        return ""
    rules = content.municipality.rules_on(day).at_exit(one.no_choice)
    told = no_choice_told(rules, content, WORDS, to_reader=False)
    return " ".join(part for part in (told, no_choice_details(rules, content, WORDS)) if part)


def _rule(form: MultiDict[str, str], held: Mapping[str, Value]) -> Value | None:
    rule = _typed(form, RULE)
    if rule == KEPT:
        return held.get("no_choice")
    if rule == ONE:
        return {"kind": ONE, "provider": _typed(form, SUCCESSOR)}
    return {"kind": rule} if rule else None


def _typed(form: MultiDict[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())


def _is_day(wrote: str) -> bool:
    try:
        return date.fromisoformat(wrote).isoformat() == wrote
    except ValueError:
        return False
