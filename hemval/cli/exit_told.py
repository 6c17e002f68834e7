"""What the commands about exits print."""

from collections.abc import Iterator, Sequence

from hemval.cli.exit_now import Now, purged_told
from hemval.cli.starting import say
from hemval.content.whole import Content
from hemval.handover.exit_report import Report
from hemval.handover.exit_told import (
    REASONS,
    STATUSES,
    exit_called,
    last_days_told,
    not_appointed_told,
    provider_told,
    why_and_advice,
)
from hemval.handover.exit_warned import printed_not_posted_told, without_help_told, without_letter_told
from hemval.handover.letter_pile import Pile, days_warned, since_told, take_out_told
from hemval.handover.merged_letters import Meeting, ToWrite, lines_told
from hemval.queue.desk.errors import CannotAppoint
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.progress import persons_in, progress, without_help
from hemval.rules.exits.proof import Unproved
from hemval.rules.exits.run import Run
from hemval.words import words_in
from hemval.words.dates import day_told

words = words_in("sv")


def status_told(now: Now) -> Iterator[str]:
    """Say how far an exit has come, in numbers."""
    found = progress(now.plans(), now.today)
    days = last_days_told(now.content, now.exit_id)
    yield f"{now.exit_id}: {exit_called(now.content, now.exit_id)}. {say('Last day: %(day)s.', day=days)}"
    deadline = day_told(now.content.exits.root[now.exit_id].deadline, words)
    yield "    " + say("Last day to choose: %(day)s.", day=deadline)
    if (gone := now.deleted_on()) is not None:
        yield "    " + purged_told(gone)
        return
    if not found.affected:
        yield "    " + say("No list of those affected has been taken in.")
        return
    for one, told in STATUSES.items():
        if found.count(one):
            yield f"    {words.say(told)}: {found.count(one)}"
    yield from (f"    {label}: {number}" for label, number in _letters_told(now))
    yield "    " + (without_told(found.gaps) if found.gaps else say("Nobody is left without help."))
    end = now.desk.exits.end_of(now.exit_id)
    number, since = without_help(now.plans())
    if since is not None and end is None:
        yield "    " + without_help_told(number, since)
    if end is not None:
        yield "    " + say("Confirmed in the case system.")


def _letters_told(now: Now) -> Iterator[tuple[str, str]]:
    """Count letters by how far they have come: made is not posted, and posted is not read."""
    here = [case for case in now.cases() if case.gone_at is None]
    printed = now.desk.exits.printed(now.exit_id)
    posted = sum(case.told_at is not None for case in here)
    made = sum(case.told_at is not None or case.id in printed for case in here)
    yield say("Letters made"), say("%(n)d of %(all)d", n=made, all=len(here))
    yield say("Letters posted"), say("%(n)d of %(all)d", n=posted, all=len(here))
    if reminded := sum(case.reminded_at is not None for case in here):
        yield say("Reminders posted"), str(reminded)
    if back := sum(case.undeliverable_at is not None for case in here):
        yield say("Letters that came back"), str(back)


def without_told(number: int) -> str:
    """Say how many are left without help."""
    return words.count(
        "%(n)s person has nobody from the day after.",
        "%(n)s people have nobody from the day after.",
        number,
    )


def given_told(number: int) -> str:
    """Say how many were given somebody, by the rule or by appointment."""
    return words.count("%(n)s person was given a provider.", "%(n)s people were given a provider.", number)


def gap_told(one: Unproved) -> str:
    """Say by reference why nobody is known, and what to do."""
    why, advice = why_and_advice(one.unasked or one.reason)
    whose = f"{one.reference} {one.group}" if one.group else one.reference
    return f"{whose}: {why}. {advice}"


def stands_told(plan: Plan, content: Content) -> str:
    """Say by reference who helps as it stands and why, or that nobody is known."""
    told = [words.say(STATUSES[plan.status])]
    if plan.helper is not None and plan.start is not None:
        helper, day = provider_told(plan.helper, content), day_told(plan.start, words)
        told.insert(0, say("%(provider)s helps from %(day)s", provider=helper, day=day))
    elif plan.gap is not None:
        told = [words.say(REASONS[plan.gap][0])]
    whose = f"{plan.reference} {plan.group}" if plan.group else plan.reference
    return f"{whose}: {'. '.join(told)}."


def cannot_appoint_told(error: CannotAppoint) -> str:
    """Say for which reference a provider cannot be appointed, and why in words."""
    why = not_appointed_told(str(error.values["reason"])).removesuffix(".")
    return say(error.sentence, **{**error.values, "reason": why})


def report_told(report: Report) -> Iterator[str]:
    """Say what the board is told, as lines of text."""
    yield f"{report.title}. {report.day}."
    yield report.verdict
    yield from (f"    {one.label}: {one.number}" for one in report.facts)
    for part in report.parts:
        yield part.heading
        yield from (f"    {one.label}: {one.number}" for one in part.counts)
        if part.told:
            yield f"    {part.told}"
    yield report.note


def unfit_told(met: Meeting, too_late: Sequence[ToWrite]) -> Iterator[str]:
    """Say by reference who gets no letter, and why."""
    twice = [f"{reference} ({lines_told(lines)})" for reference, lines in met.twice.items()]
    for label, references in (
        (say("Without an address in the list:"), met.without_address),
        (say("With an address that does not fit in the envelope's window:"), met.too_long),
        (say("With more than one address, and so no letter:"), twice),
        (
            say("No letter is made, since the last day to choose has passed. Call, or set a later day:"),
            [one.reference for one in too_late],
        ),
    ):
        if references:
            yield f"{label} {', '.join(references)}"


def pile_told(found: Pile, plans: Sequence[Plan], wanted: Sequence[ToWrite]) -> Iterator[str]:
    """Say of a pile of letters how many there are of all that are wanted, and what is wrong with some."""
    yield words.count("%(n)s letter.", "%(n)s letters.", len(found.ids))
    yield from (" ".join(told) for told in days_warned(found))
    if since := since_told(found):
        yield since
    if found.take_out:
        called = {plan.case.id: plan.reference for plan in plans}
        names = ", ".join(called[one] for one in found.take_out)
        yield f"{take_out_told(len(found.take_out))} {names}"
    if left := len({one.id for one in wanted}.difference(found.ids)):
        told = "%(n)s person has no printed letter yet.", "%(n)s people have no printed letter yet."
        yield words.count(*told, left)


def _without_letter_told(plans: Sequence[Plan], now: Now) -> Iterator[str]:
    """Say by reference whom a run is for though they were never asked."""
    names = dict.fromkeys(plan.reference for plan in plans)
    yield f"{' '.join(without_letter_told(plans, now.today))} {', '.join(names)}"
    printed = now.desk.exits.printed(now.exit_id)
    if made := persons_in(plan for plan in plans if plan.case.id in printed):
        yield printed_not_posted_told(made)


def run_told(ahead: Run, now: Now) -> Iterator[str]:
    """Say what a run would do: numbers by provider, by reference whom it leaves, and whom nobody asked."""
    content = now.content
    for provider, number in ahead.by_provider.items():
        yield f"    {provider_told(provider, content)}: {number}"
    yield words.count("%(n)s person gets a provider.", "%(n)s people get a provider.", ahead.persons)
    for one in ahead.unplaced:
        yield f"    {one.plan.reference}: {words.say(REASONS[one.why][0])}"
    for plan in ahead.skipped:
        if plan.gap is not None:
            yield f"    {plan.reference}: {words.say(REASONS[plan.gap][0])}"
    for day, plan in ahead.waiting:
        until = day_told(day, words)
        yield f"    {plan.reference}: {say('May choose until %(day)s, as the letter says', day=until)}"
    if not ahead.is_due(now.today):
        yield say("It can be done from %(day)s.", day=day_told(ahead.first_day, words))
    elif ahead.without_letter:
        yield from _without_letter_told(ahead.without_letter, now)
    if ahead.without_hours:
        yield words.count(
            "For %(n)s person the list has no granted hours. Nobody can know whether there is room.",
            "For %(n)s people the list has no granted hours. Nobody can know whether there is room.",
            ahead.without_hours,
        )
