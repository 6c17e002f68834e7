"""When a question is put, in words for those who read the form as a whole: no person, no rules in force."""

from collections.abc import Sequence

from hemval.forms.asked.asking import DO_NOT_KNOW, GIVEN
from hemval.forms.asked.when import Required, When, alternatives
from hemval.forms.definition import FormDefinition
from hemval.words import Words, sentence

RULES_TOLD = {
    "rules.identity_number": {
        "yes": sentence("the municipality asks for the personal identity number"),
        "no": sentence("the municipality does not ask for the personal identity number"),
    },
    "rules.identity_number_declined": {
        "yes": sentence("who would rather not give the number may be called instead"),
        "no": sentence("everybody is to give the number"),
    },
    "rules.extras": {
        "allowed": sentence("the municipality allows extra services"),
        "banned": sentence("the municipality does not allow extra services"),
    },
    "rules.apart": {
        "yes": sentence("services are chosen apart"),
        "no": sentence("all services are chosen together"),
    },
    "rules.exit": {
        "under-way": sentence("those whose provider stops have been sent letters"),
        "no": sentence("no provider is about to stop"),
    },
    "rules.no_choice_by_area": {
        "yes": sentence("the area decides who helps those who do not choose"),
        "no": sentence("the area does not decide who helps those who do not choose"),
    },
    "rules.no_choice_by_help": {
        "yes": sentence("the kind of help decides who helps those who do not choose"),
        "no": sentence("the kind of help does not decide who helps those who do not choose"),
    },
    "rules.areas": {
        "several": sentence("the municipality has several areas"),
        "one": sentence("the municipality is one area"),
    },
    "rules.ranked": {
        "1": sentence("the rules allow one wish"),
        "2": sentence("the rules allow two wishes"),
        "3": sentence("the rules allow three wishes"),
    },
    "rules.alarm": {
        "yes": sentence("safety alarms are part of the choice"),
        "no": sentence("safety alarms are not part of the choice"),
    },
    "rules.when_full": {
        "queue-and-stay": sentence("who waits in the queue keeps the provider of today"),
        "queue-and-elsewhere": sentence("who waits in the queue has help from another provider meanwhile"),
        "next-choice": sentence("the next wish counts where the provider is full"),
    },
}
"""What ``hemval.forms.asked.asking.RULE_FACTS`` can be, in words."""

ROOMS_TOLD = {
    "open": sentence("the provider in the answer to ”%(question)s” has room"),
    "queue": sentence("the provider in the answer to ”%(question)s” has a queue"),
    "closed": sentence("the provider in the answer to ”%(question)s” takes no new people"),
}

ROOM = "room."


def asked_when(when: When, form: FormDefinition, words: Words) -> str:
    """Say for whom a condition holds: "Always", or "If the answer to … is …"."""
    enough = [one for one in (_all_of(one, form, words) for one in alternatives(when)) if one]
    if not enough or len(enough) < len(alternatives(when)):
        return words.say("Always")
    return words.say("If %(condition)s", condition=words.say(", or if ").join(enough))


def _all_of(required: Required, form: FormDefinition, words: Words) -> str:
    told = [_one(name, values, form, words) for name, values in required.items()]
    return _joined(told, words.say("%(these)s and %(last)s"))


def _one(name: str, values: Sequence[str], form: FormDefinition, words: Words) -> str:
    either = words.say("%(these)s or %(last)s")
    if name in RULES_TOLD:
        return _joined([words.say(RULES_TOLD[name][value]) for value in values], either)
    page = form.page(name.removeprefix(ROOM))
    question = page.label(words.language) if page else name
    if name.startswith(ROOM):
        return _joined([words.say(ROOMS_TOLD[value], question=question) for value in values], either)
    if tuple(values) == (GIVEN,):
        return words.say("”%(question)s” is answered", question=question)
    known = page.value_words() if page else {}
    told = [
        words.say("I do not know")
        if value == DO_NOT_KNOW and value not in known
        else (known[value].in_(words.language) if value in known else value)
        for value in values
    ]
    answers = _joined([words.say("”%(answer)s”", answer=answer) for answer in told], either)
    return words.say("the answer to ”%(question)s” is %(answers)s", question=question, answers=answers)


def _joined(told: Sequence[str], last: str) -> str:
    if len(told) < 2:
        return "".join(told)
    return last % {"these": ", ".join(told[:-1]), "last": told[-1]}
