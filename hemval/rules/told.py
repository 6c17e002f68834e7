"""What the rules say, as sentences: on pages, in the form and on the receipt. No rule is typed twice."""

from collections.abc import Callable
from datetime import date

from hemval.content.lead_times import WorkingDays
from hemval.content.no_choice import Appointed, OneProvider
from hemval.content.provider import Provider
from hemval.content.rule_set import RuleSet
from hemval.content.whole import Content
from hemval.rules.choosable import Verdict
from hemval.rules.lead_time import earliest_start, first_day_to_choose
from hemval.rules.working_days import ONE_DAY
from hemval.words import Words, sentence
from hemval.words.dates import day_told, joined, language_told, number_told, weekday_told

# What turns on the rules alone


def no_choice_told(rules: RuleSet, content: Content, words: Words) -> str:
    """Say who helps a person who does not choose."""
    rule = rules.no_choice
    provider = content.providers[rule.provider] if isinstance(rule, OneProvider) else None
    if isinstance(rule, Appointed):
        return words.say("If you do not choose, the municipality decides who helps you.")
    if provider is None:
        return words.say("If you do not choose, the municipality gives you a provider that has room.")
    return words.say("If you do not choose, you get help from %(provider)s.", provider=provider.name)


def lead_time_told(rules: RuleSet, words: Words) -> str:
    """Say how long it takes until the new provider comes."""
    if isinstance(rules.lead_time, WorkingDays) and rules.lead_time.days:
        return words.count(
            "The new provider can begin after %(number)s working day.",
            "The new provider can begin after %(number)s working days.",
            rules.lead_time.days,
            number=number_told(rules.lead_time.days, words),
        )
    return words.say("Your care officer tells you when the provider can begin.")


def when_full_told(rules: RuleSet, words: Words) -> str:
    """Say what happens when the provider has no room."""
    sentences = {
        "queue-and-stay": sentence(
            "If the provider has no room, you can wait in its queue. "
            "Meanwhile you keep the help that you have."
        ),
        "queue-and-elsewhere": sentence(
            "If the provider has no room, you can wait in its queue. Meanwhile another provider helps you."
        ),
        "next-choice": sentence("If the provider has no room, you get your next choice."),
    }
    return words.say(sentences[rules.when_full])


# What turns on a person's choice


def earliest_start_told(rules: RuleSet, today: date, words: Words) -> str:
    """Say the first day on which the chosen provider can come, if told of today."""
    start = earliest_start(rules, today)
    if start.day is None:
        return lead_time_told(rules, words)
    return words.say("The provider can begin on %(day)s at the earliest.", day=weekday_told(start.day, words))


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
        "other-area": sentence("Does not work where you live."),
        "takes-nobody": sentence("Takes no new people now (%(day)s)."),
    }
    if verdict.hindrance is None:
        return ""
    return words.say(sentences[verdict.hindrance], day=day)


def room_told(state: str | None, words: Words) -> str:
    """Say in two words whether a provider has room."""
    sentences = {
        "open": sentence("Has room"),
        "queue": sentence("Queue"),
        "closed": sentence("Takes nobody now"),
    }
    return words.say(sentences[state]) if state else words.say("No information about room")


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
    if status == "coming" and verdict.choosable:
        return words.say("You can choose it already now.")
    if agreement.begins is not None and verdict.hindrance == "not-begun":
        first = first_day_to_choose(content.municipality.rules_on, agreement.begins)
        return words.say("You can choose it from %(day)s.", day=day_told(first, words))
    if status in ("leaving", "terminated") and agreement.last_day is not None:
        told = words.say(
            "Do you have help from there? Then you have it as usual through that day. "
            "You can choose a new provider already now."
        )
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


HOW_OFTEN = {
    "always": sentence("always"),
    "often": sentence("often"),
    "on-request": sentence("on request"),
}


def languages_told(provider: Provider, words: Words) -> str:
    """Group languages by how often: Swedish always. Finnish and Arabic often. Empty where none is known."""
    groups = []
    for often, told in HOW_OFTEN.items():
        spoken = [language_told(tag, words) for tag, how in provider.offer.languages.items() if how == often]
        if spoken:
            group = f"{joined(spoken, words)} {words.say(told)}."
            groups.append(group[:1].upper() + group[1:])
    return " ".join(groups)


def provider_summary(provider: Provider, content: Content, words: Words) -> str:
    """Say in a line what a choice turns on: room, languages, areas where there are several."""
    room = content.room(provider.id)
    parts = [room_told(room.state if room else None, words)]
    if languages := languages_told(provider, words):
        parts.append(languages.removesuffix("."))
    areas = content.municipality.areas
    if len(areas) > 1 and len(provider.agreement.areas) < len(areas):
        named = [areas[area].in_(words.language) for area in areas if area in provider.agreement.areas]
        parts.append(words.say("Only %(areas)s", areas=joined(named, words)))
    if provider.agreement.approved_for == ("service",):
        parts.append(words.say("Only help with the household, not personal care"))
    if provider.agreement.last_day is not None:
        parts.append(words.say("Stops on %(day)s", day=day_told(provider.agreement.last_day, words)))
    return ". ".join(parts) + "."


RULE_SENTENCES: dict[str, Callable[[RuleSet, Content, date, Words], str]] = {
    "no-choice": lambda rules, content, today, words: no_choice_told(rules, content, words),  # noqa: ARG005
    "earliest-start": lambda rules, content, today, words: earliest_start_told(rules, today, words),  # noqa: ARG005
    "when-full": lambda rules, content, today, words: when_full_told(rules, words),  # noqa: ARG005
    "lead-time": lambda rules, content, today, words: lead_time_told(rules, words),  # noqa: ARG005
}
"""Sentences that a form's receipt can ask for by name."""
