"""The earliest day on which a chosen provider can begin, worked out step by step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time
from itertools import islice

from hemval.content.lead_times import CalendarDays, Counted, FirstOfMonth, NotPromised, WorkingDays
from hemval.content.rule_set import RuleSet
from hemval.rules.reason import Reason, because
from hemval.rules.working_days import ONE_DAY, days_from, first_working_day, is_working_day, may_start

Promised = WorkingDays | CalendarDays | FirstOfMonth


@dataclass(frozen=True)
class EarliestStart:
    """The earliest start with how it was worked out; no day where none is promised."""

    day: date | None
    latest: date | None
    """The last day on which the provider begins by the rules; None where they do not say."""
    counted: tuple[date, ...]
    """The days that were counted up to the earliest start."""
    reasons: tuple[Reason, ...]
    rules_valid_from: date


def earliest_start(rules: RuleSet, informed: date, clock: time | None = None) -> EarliestStart:
    """Work out the earliest start for a choice that the municipality is told of on a day.

    ``clock`` is the Swedish time of day; None counts as early in the day. DOMAIN §3: the start is the day
    after the last counted, moved forward off days on which nobody may begin. Where late arrivals wait for
    the next working day, so does what arrives on a day that is none.
    """
    lead = rules.lead_time
    if isinstance(lead, NotPromised):
        return EarliestStart(None, None, (), (because("not-promised"),), rules.valid_from)
    told = _told_on(lead, informed, clock)
    reasons = [because("told-on", day=informed.isoformat())]
    if told != informed:
        reasons.append(because("told-late", clock=lead.late_after or "", day=told.isoformat()))
    if isinstance(lead, FirstOfMonth):
        return _first_of_month(lead, told, reasons, rules)
    return _after_counting(lead, told, reasons, rules)


def start_at_exit(rules: RuleSet, last_day: date, today: date) -> EarliestStart:
    """Return the start of who follows on a provider that stops: the day after, whatever the lead time."""
    return EarliestStart(max(last_day + ONE_DAY, today), None, (), (), rules.valid_from)


def leaves_a_gap(last_day: date, today: date, start: date | None) -> bool:
    """Say whether today's provider, who stops, is gone before the new one begins by the lead time."""
    return last_day >= today and (start is None or last_day < start - ONE_DAY)


def first_day_to_choose(rules_on: Callable[[date], RuleSet], begins: date) -> date:
    """Return the first day on which a provider that begins on a day can be chosen.

    A choice made then starts on that day or after it; where no time is promised, it is the day itself.
    """
    day = begins
    while True:
        before = day - ONE_DAY
        if (earliest_start(rules_on(before), before).day or before) < begins:
            return day
        day = before


def _told_on(lead: Promised, informed: date, clock: time | None) -> date:
    """Return the day on which a choice counts as told of."""
    if lead.late_after is None:
        return informed
    late = clock is not None and f"{clock:%H:%M}" >= lead.late_after
    return first_working_day(informed + ONE_DAY if late else informed, lead)


def _after_counting(
    lead: WorkingDays | CalendarDays, told: date, reasons: list[Reason], rules: RuleSet
) -> EarliestStart:
    counted = _counted(lead, told, lead.days or 0)
    if counted:
        between = islice(days_from(counted[0]), (counted[-1] - counted[0]).days)
        kept = set(counted)
        skipped = [day.isoformat() for day in between if day not in kept]
        reasons.append(
            because(
                "counted",
                days=len(counted),
                working=int(isinstance(lead, WorkingDays)),
                first=counted[0].isoformat(),
                last=counted[-1].isoformat(),
                skipped=tuple(skipped),
            )
        )
    else:
        reasons.append(because("at-most", days=lead.at_most or 0))
    day = _moved(lead, (counted[-1] if counted else told) + ONE_DAY, reasons)
    reasons.append(because("earliest", day=day.isoformat()))
    latest = _latest(lead, told, day) if lead.at_most else None
    if latest is not None:
        reasons.append(because("latest", day=latest.isoformat(), days=lead.at_most or 0))
    return EarliestStart(day, latest, tuple(counted), tuple(reasons), rules.valid_from)


def _latest(lead: WorkingDays | CalendarDays, told: date, earliest: date) -> date:
    """Return the last day to begin: moved back to keep the promise, but never before the earliest."""
    last = _counted(lead, told, lead.at_most or 0)[-1]
    allowed = next(day for day in days_from(last, -ONE_DAY) if may_start(day, lead) or day <= earliest)
    return max(earliest, allowed)


def _first_of_month(lead: FirstOfMonth, told: date, reasons: list[Reason], rules: RuleSet) -> EarliestStart:
    ahead = lead.months_ahead + (told.day > lead.told_by)
    years, month = divmod(told.month - 1 + ahead, 12)
    first = date(told.year + years, month + 1, 1)
    reasons.append(
        because("month", told_by=lead.told_by, in_time=int(told.day <= lead.told_by), day=first.isoformat())
    )
    day = _moved(lead, first, reasons)
    reasons.append(because("earliest", day=day.isoformat()))
    return EarliestStart(day, None, (), tuple(reasons), rules.valid_from)


def _counted(lead: Counted, told: date, number: int) -> list[date]:
    days = days_from(told if lead.first_day == "informed" else told + ONE_DAY)
    return list(
        islice((day for day in days if isinstance(lead, CalendarDays) or is_working_day(day, lead)), number)
    )


def _moved(lead: Promised, day: date, reasons: list[Reason]) -> date:
    """Move a start forward off days on which nobody may begin."""
    moved = next(one for one in days_from(day) if may_start(one, lead))
    if moved != day:
        reasons.append(because("moved", day=day.isoformat(), to=moved.isoformat()))
    return moved
