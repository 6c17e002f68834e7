"""When a chosen provider begins, in sentences for citizens."""

from datetime import date, time

from hemval.content.lead_times import Calendar, CalendarDays, Counted, FirstOfMonth, NotPromised, WorkingDays
from hemval.content.rule_set import RuleSet
from hemval.rules.lead_time import EarliestStart, earliest_start, leaves_a_gap
from hemval.rules.working_days import ONE_DAY
from hemval.words import Words, sentence
from hemval.words.dates import joined, number_told, weekday_told

DAYS_NAMED = {
    "public": (sentence("public holidays"),),
    "eve": (sentence("Midsummer Eve"), sentence("Christmas Eve"), sentence("New Year’s Eve")),
    "half-day": (sentence("some days before holidays"),),
}
SATURDAYS, SUNDAYS = sentence("Saturdays"), sentence("Sundays")


def lead_time_told(rules: RuleSet, words: Words) -> str:
    """Say how long it takes until the new provider comes."""
    lead = rules.lead_time
    if isinstance(lead, NotPromised):
        return words.say("Your care officer tells you when the provider can begin.")
    if isinstance(lead, FirstOfMonth):
        return _month_told(lead, words)
    working = isinstance(lead, WorkingDays)
    if lead.days and lead.at_most:
        between = (
            sentence("The new provider begins after %(days)s to %(at_most)s working days.")
            if working
            else sentence("The new provider begins after %(days)s to %(at_most)s days.")
        )
        return words.say(
            between, days=number_told(lead.days, words), at_most=number_told(lead.at_most, words)
        )
    if lead.days:
        number = number_told(lead.days, words)
        if working:
            return words.count(
                "The new provider can begin after %(number)s working day.",
                "The new provider can begin after %(number)s working days.",
                lead.days,
                number=number,
            )
        return words.count(
            "The new provider can begin after %(number)s day.",
            "The new provider can begin after %(number)s days.",
            lead.days,
            number=number,
        )
    at_most = lead.at_most or 0
    if working:
        return words.count(
            "The new provider begins within %(number)s working day.",
            "The new provider begins within %(number)s working days.",
            at_most,
            number=number_told(at_most, words),
        )
    return words.count(
        "The new provider begins within %(number)s day.",
        "The new provider begins within %(number)s days.",
        at_most,
        number=number_told(at_most, words),
    )


def counting_told(rules: RuleSet, words: Words) -> str:
    """Say which days count, on which nobody begins, and what comes too late; empty without a promise."""
    lead = rules.lead_time
    if isinstance(lead, NotPromised):
        return ""
    told = []
    if isinstance(lead, Counted):
        told.append(
            words.say("The day on which your choice comes in counts as the first.")
            if lead.first_day == "informed"
            else words.say("We count from the day after your choice comes in.")
        )
    skipped = _not_counted(lead) if isinstance(lead, WorkingDays) else []
    forbidden = _no_start(lead)
    if skipped and skipped == forbidden:
        told.append(
            words.say(
                "These days do not count, and nobody begins on them: %(days)s.", days=_named(skipped, words)
            )
        )
    else:
        if skipped:
            told.append(words.say("These days do not count: %(days)s.", days=_named(skipped, words)))
        if isinstance(lead, CalendarDays):
            told.append(words.say("All days of the week count."))
        if forbidden:
            told.append(
                words.say(
                    "Nobody begins on these days: %(days)s. Then it is the next day.",
                    days=_named(forbidden, words),
                )
            )
    if lead.late_after:
        told.append(
            words.say(
                "If your choice comes in at %(clock)s or later, or on a weekend or holiday, "
                "we count it as told on the next working day.",
                clock=clock_told(lead.late_after, words),
            )
        )
    return " ".join(told)


def _follows(last_day: date, today: date, start: EarliestStart) -> bool:
    return start.day is not None and leaves_a_gap(last_day, today, start.day)


def earliest_start_told(
    rules: RuleSet, today: date, words: Words, clock: time | None = None, last_day: date | None = None,
    *, at_exit: bool = False,
) -> str:  # fmt: skip
    """Say the first day on which the chosen provider comes, and the last where the rules have one.

    ``last_day`` is that of today's provider, where it stops: the new one follows on it without a gap, and
    at an exit always on it.
    """
    start = earliest_start(rules, today, clock)
    if last_day is not None and (at_exit or _follows(last_day, today, start)):
        return words.say("The provider begins on %(day)s.", day=weekday_told(last_day + ONE_DAY, words))
    if start.day is None:
        if start.latest is None:
            return lead_time_told(rules, words)
        return words.say(
            "The provider begins on %(latest)s at the latest.", latest=weekday_told(start.latest, words)
        )
    day = weekday_told(start.day, words)
    told = words.say("The provider can begin on %(day)s at the earliest.", day=day)
    if start.latest is not None and start.latest > start.day:
        told = words.say(
            "The provider begins on %(day)s at the earliest, and on %(latest)s at the latest.",
            day=day,
            latest=weekday_told(start.latest, words),
        )
    elif start.latest is not None:
        told = words.say("The provider begins on %(day)s.", day=day)
    return " ".join(part for part in (told, _late_told(start, words)) if part)


def follows_told(name: str | None, last_day: date, words: Words) -> str:
    """Say who stops, where that is known, and when the next one begins: at an exit it is no other day."""
    day = weekday_told(last_day + ONE_DAY, words)
    if name is None:
        return words.say(
            "The provider that helps today stops. The next one to help begins on %(day)s.", day=day
        )
    return words.say("%(provider)s stops. The next one to help begins on %(day)s.", provider=name, day=day)


def clock_told(clock: str, words: Words) -> str:
    """Write a time of day as people say it: 15, or 15.30."""
    hours, minutes = clock.split(":")
    if words.language != "sv":
        return clock
    return str(int(hours)) if minutes == "00" else f"{int(hours)}.{minutes}"


def _late_told(start: EarliestStart, words: Words) -> str:
    """Say from which day a choice counts that came too late for its own; empty where it did not."""
    late = next((one for one in start.reasons if one.code == "told-late"), None)
    if late is None:
        return ""
    return late_told(date.fromisoformat(str(late.values["day"])), words)


def late_told(day: date, words: Words) -> str:
    """Say from which day a choice counts that came too late for its own."""
    return words.say(
        "The choice came in late, or at a weekend or holiday. So it counts from %(day)s.",
        day=weekday_told(day, words),
    )


def _month_told(lead: FirstOfMonth, words: Words) -> str:
    if lead.months_ahead == 1:
        told = words.say(
            "If you tell us by the %(day)s, the new provider can begin on the first of the next month.",
            day=lead.told_by,
        )
    elif lead.months_ahead == 2:
        told = words.say(
            "If you tell us by the %(day)s, the new provider can begin on the first of the month after next.",
            day=lead.told_by,
        )
    else:
        told = words.say(
            "If you tell us by the %(day)s, the new provider can begin on the first %(months)s months later.",
            day=lead.told_by,
            months=number_told(lead.months_ahead, words),
        )
    return f"{told} {words.say('Otherwise it is a month later.')}"


def _not_counted(lead: WorkingDays) -> list[str]:
    return [*([] if lead.saturdays_counted else [SATURDAYS]), SUNDAYS, *_holidays(lead)]


def _no_start(lead: Calendar) -> list[str]:
    weekend = [] if lead.start_on_weekend else [SATURDAYS, SUNDAYS]
    return [*weekend, *([] if lead.start_on_holiday else _holidays(lead))]


def _holidays(lead: Calendar) -> list[str]:
    return [named for kind in DAYS_NAMED if kind in lead.holidays for named in DAYS_NAMED[kind]]


def _named(days: list[str], words: Words) -> str:
    return joined([words.say(day) for day in days], words)
