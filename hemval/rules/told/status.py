"""Whether a provider can be chosen, and that it is coming, leaving or gone, in sentences for citizens."""

from datetime import date

from hemval.content.provider import Provider
from hemval.content.whole import Content
from hemval.rules.choosable import Verdict
from hemval.rules.lead_time import first_day_to_choose
from hemval.rules.told.exit import exit_told
from hemval.rules.working_days import ONE_DAY
from hemval.words import Words, sentence
from hemval.words.dates import day_told


def hindrance_told(verdict: Verdict, words: Words) -> str:
    """Say why a provider cannot be chosen."""
    day = day_told(verdict.day, words) if verdict.day else ""
    sentences = {
        "not-approved": sentence("Has applied to be approved. Cannot be chosen yet."),
        "no-first-day": sentence("Approved, but the first day is not decided. Cannot be chosen yet."),
        "other-service": sentence("Does not give all the help that the decision grants."),
        "not-begun": sentence("Begins on %(day)s. Cannot be chosen yet."),
        "stops": sentence("Stops on %(day)s. Cannot be chosen any more."),
        "stopped": sentence("Stopped on %(day)s."),
        "other-area": sentence("Does not work in the area."),
        "unknown": sentence("It is not among the providers."),
        "takes-nobody": sentence("Takes no new people now (%(day)s)."),
    }
    if verdict.hindrance is None:
        return ""
    return words.say(sentences[verdict.hindrance], day=day)


def status_told(provider: Provider, today: date, words: Words) -> str:
    """Say that a provider is coming, leaving or has been terminated, and when; nothing of an active one."""
    agreement = provider.agreement
    sentences = {
        "applied": sentence("%(name)s has applied to be approved."),
        "approved": sentence("%(name)s is approved. The first day is not decided yet."),
        "coming": sentence("%(name)s begins on %(day)s."),
        "leaving": sentence("%(name)s stops. The last day is %(day)s."),
        "terminated": sentence(
            "The municipality has terminated the agreement with %(name)s. The last day is %(day)s."
        ),
        "ended": sentence("%(name)s stopped on %(day)s."),
    }
    status = agreement.status(today)
    if status == "active":
        return ""
    day = (agreement.begins if status == "coming" else agreement.last_day) or today
    return words.say(sentences[status], name=provider.name, day=day_told(day, words))


def status_in_short(provider: Provider, today: date, words: Words) -> str:
    """Say what ``status_told`` says, shorter: the provider's name stands above."""
    agreement = provider.agreement
    sentences = {
        "applied": sentence("Has applied to be approved."),
        "approved": sentence("Approved. The first day is not decided yet."),
        "coming": sentence("Begins on %(day)s."),
        "leaving": sentence("Stops on %(day)s."),
        "terminated": sentence("The municipality has terminated the agreement. Stops on %(day)s."),
        "ended": sentence("Stopped on %(day)s."),
    }
    status = agreement.status(today)
    if status == "active":
        return ""
    day = (agreement.begins if status == "coming" else agreement.last_day) or today
    return words.say(sentences[status], day=day_told(day, words))


def change_told(provider: Provider, verdict: Verdict, content: Content, today: date, words: Words) -> str:
    """Say what it means for the reader that a provider is coming, leaving or gone; nothing of an active one.

    ``verdict`` is today's, of a person whose area is not known.
    """
    agreement = provider.agreement
    status = agreement.status(today)
    if status == "approved":
        return words.say("You can choose it when the day is decided. It will stand here then.")
    if status == "coming" and verdict.choosable:
        return words.say("You can choose it already now.")
    if agreement.begins is not None and verdict.hindrance == "not-begun":
        first = first_day_to_choose(content.municipality.rules_on, agreement.begins)
        return words.say("You can choose it from %(day)s.", day=day_told(first, words))
    if status in ("leaving", "terminated") and agreement.last_day is not None:
        told = _until_the_last_day(provider, content, today, words)
        if not verdict.choosable:
            return told
        after = day_told(agreement.last_day + ONE_DAY, words)
        again = words.say("If you choose it now, you need another provider from %(day)s.", day=after)
        return f"{told} {again}"
    if status == "ended":
        return words.say(
            "What stands here is how it was then. "
            "Do you still have questions about your help from there? Contact us."
        )
    return ""


def _until_the_last_day(provider: Provider, content: Content, today: date, words: Words) -> str:
    if by_when := exit_told(provider, content, today, words):
        as_usual = words.say("Do you have help from there? Then you have it as usual through that day.")
        return f"{as_usual} {by_when}"
    return words.say(
        "Do you have help from there? Then you have it as usual through that day. "
        "You can choose a new provider already now."
    )
