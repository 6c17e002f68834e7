"""What a case comes to by the rules, told to the citizen in short and to the officer step by step.

Names are those stored with the outcome, so that it is told a year later as on the day.
"""

from dataclasses import dataclass
from datetime import date
from typing import cast

from hemval.rules.choosable import Hindrance, Verdict
from hemval.rules.outcome import Outcome
from hemval.rules.reason import Reason
from hemval.rules.told.reasons import name_told, reason_told
from hemval.rules.told.start import late_told
from hemval.rules.told.status import hindrance_told
from hemval.words import Words, sentence
from hemval.words.dates import day_told, weekday_told

NOT_YET = {
    "free-capacity": sentence("The provider that has most room helps."),
    "rotation": sentence("The provider whose turn it is helps."),
    "in-turn": sentence("The provider that is next in turn helps."),
    "random": sentence("The municipality draws lots among the providers that have room."),
}
"""By the kind of rule: who helps, where that can be said only when the case is handled."""


@dataclass(frozen=True)
class ToldToOfficer:
    """An outcome in sentences."""

    result: str
    """One or two sentences: who helps, and from when."""
    steps: tuple[str, ...]
    """How the rules came to it, in their order."""
    by: str
    """The set of rules and the version of the content that it was judged by."""


def told_to_citizen(outcome: Outcome, words: Words) -> str:
    """Say what a person needs to know: who helps, from when, who until then. No internal figures.

    Nobody is spoken to: who reads it may have chosen for another.
    """
    told = [_told_of_exit(reason, outcome, words) for reason in _reasons(outcome, "exit")]
    told += [_told_of_hindrance(reason, outcome, words) for reason in _reasons(outcome, "wish-hindered")]
    told += [_told_of_queue(reason, outcome, words) for reason in _reasons(outcome, "wish-full")]
    return " ".join([*told, *_citizens_result(outcome, words)])


def told_to_officer(outcome: Outcome, words: Words) -> ToldToOfficer:
    """Say the result, then each step."""
    inputs = outcome.inputs
    return ToldToOfficer(
        _officers_result(outcome, words),
        tuple(reason_told(reason, inputs, words) for reason in outcome.result.reasons),
        words.say(
            "Judged by the rules from %(day)s and version %(version)s of the content.",
            day=day_told(inputs.rules.valid_from, words),
            version=inputs.content_version,
        ),
    )


def _citizens_result(outcome: Outcome, words: Words) -> list[str]:
    result = outcome.result
    if result.waits_for is not None:
        wait = words.say("We cannot say how long the wait is.")
        if result.meanwhile is None:
            return [wait, words.say("The municipality sees to it that somebody helps meanwhile.")]
        name = _name(result.meanwhile, outcome, words)
        return [wait, words.say("Meanwhile the help comes from %(provider)s.", provider=name)]
    by_rule = (
        []
        if outcome.inputs.situation.wishes
        else [words.say("Without a choice the municipality’s rule holds.")]
    )
    if result.provider is None:
        return [*by_rule, _nobody_yet(outcome, words)]
    name = _name(result.provider, outcome, words)
    if _reasons(outcome, "keeps"):
        return [words.say("The help goes on as today, from %(provider)s.", provider=name)]
    told = [*by_rule, _start_told(outcome, name, words)]
    if _reasons(outcome, "until-start"):
        today = _name(outcome.inputs.situation.today, outcome, words)
        told.append(words.say("Until then the help comes from %(provider)s.", provider=today))
    return told + [_told_of_late(reason, words) for reason in _reasons(outcome, "told-late")]


def _nobody_yet(outcome: Outcome, words: Words) -> str:
    """Say how it is settled who helps, where that waits until the case is handled."""
    rule = outcome.inputs.rules.no_choice
    by = NOT_YET.get(rule.kind) if rule and _reasons(outcome, "when-handled") else None
    return words.say(by or sentence("The municipality says who helps. Nobody is left without help."))


def _start_told(outcome: Outcome, name: str, words: Words) -> str:
    """Say to a citizen who helps and from when."""
    result = outcome.result
    if result.start is None and result.latest is not None:
        latest = weekday_told(result.latest, words)
        return words.say("%(provider)s begins on %(latest)s at the latest.", provider=name, latest=latest)
    if result.start is None:
        return words.say("A care officer tells when %(provider)s begins.", provider=name)
    day = weekday_told(result.start, words)
    if result.latest == result.start or (result.latest is None and _reasons(outcome, "exit")):
        return words.say("%(provider)s begins on %(day)s.", provider=name, day=day)
    if result.latest is not None:
        return words.say(
            "%(provider)s begins on %(day)s at the earliest and on %(latest)s at the latest.",
            provider=name,
            day=day,
            latest=weekday_told(result.latest, words),
        )
    return words.say("%(provider)s can begin on %(day)s at the earliest.", provider=name, day=day)


def _told_of_late(reason: Reason, words: Words) -> str:
    day = date.fromisoformat(str(reason.values["day"]))
    return late_told(day, words)


def _told_of_queue(reason: Reason, outcome: Outcome, words: Words) -> str:
    name = _name(str(reason.values["provider"]), outcome, words)
    return words.say("%(provider)s has a queue.", provider=name)


def _told_of_exit(reason: Reason, outcome: Outcome, words: Words) -> str:
    day = day_told(date.fromisoformat(str(reason.values["last_day"])), words)
    if "provider" not in reason.values:
        return words.say("The provider that helps today stops. The last day is %(day)s.", day=day)
    name = _name(str(reason.values["provider"]), outcome, words)
    return words.say("%(name)s stops. The last day is %(day)s.", name=name, day=day)


def _told_of_hindrance(reason: Reason, outcome: Outcome, words: Words) -> str:
    day, why = str(reason.values["day"]), cast(Hindrance, reason.values["why"])
    told = hindrance_told(Verdict(why, date.fromisoformat(day) if day else None), words)
    return words.say(
        "%(provider)s cannot give the help. %(reason)s",
        provider=_name(str(reason.values["provider"]), outcome, words),
        reason=told,
    )


def _officers_result(outcome: Outcome, words: Words) -> str:
    result = outcome.result
    if result.waits_for is not None:
        wait = words.say("Waits for %(name)s.", name=_name(result.waits_for, outcome, words))
        return f"{wait} {_meanwhile(outcome, words)}"
    if result.provider is None:
        return _nobody_named(outcome, words)
    name = _name(result.provider, outcome, words)
    if _reasons(outcome, "keeps"):
        return words.say("%(name)s goes on helping: nobody asked for can.", name=name)
    if result.start is None and result.latest is not None:
        return words.say(
            "%(name)s helps, from %(latest)s at the latest. The rules promise no earlier day.",
            name=name,
            latest=weekday_told(result.latest, words),
        )
    if result.start is None:
        return words.say("%(name)s helps. The rules promise no first day.", name=name)
    day = weekday_told(result.start, words)
    if _reasons(outcome, "exit"):
        return words.say("%(name)s helps from %(day)s.", name=name, day=day)
    if result.latest is None:
        return words.say("%(name)s helps, from %(day)s at the earliest.", name=name, day=day)
    return words.say(
        "%(name)s helps, from %(day)s at the earliest and %(latest)s at the latest.",
        name=name,
        day=day,
        latest=weekday_told(result.latest, words),
    )


def _meanwhile(outcome: Outcome, words: Words) -> str:
    if outcome.result.meanwhile is None:
        return _nobody_named(outcome, words)
    name = _name(outcome.result.meanwhile, outcome, words)
    return words.say("Meanwhile %(name)s helps.", name=name)


def _nobody_named(outcome: Outcome, words: Words) -> str:
    """Tell a rule that is still to be worked out from one that leaves the matter to the municipality."""
    if _reasons(outcome, "when-handled"):
        return words.say("Who helps is worked out when the case is handled.")
    return words.say("The municipality must say who helps: the rules name nobody.")


def _name(identity: str | None, outcome: Outcome, words: Words) -> str:
    return name_told(identity, outcome.inputs, words)


def _reasons(outcome: Outcome, code: str) -> list[Reason]:
    return [one for one in outcome.result.reasons if one.code == code]
