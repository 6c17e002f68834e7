"""What the commands about exits print."""

from collections.abc import Iterator

from hemval.cli.exit_now import Now
from hemval.cli.starting import say
from hemval.content.whole import Content
from hemval.handover.exit_told import REASONS, STATUSES, exit_called, last_days_told, provider_told
from hemval.rules.exits.progress import progress
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
    if not found.affected:
        yield "    " + say("No list of those affected has been taken in.")
        return
    for one, told in STATUSES.items():
        if found.count(one):
            yield f"    {words.say(told)}: {found.count(one)}"
    if found.undeliverable:
        yield "    " + words.count("%(n)s letter came back.", "%(n)s letters came back.", found.undeliverable)
    gaps = words.count(
        "%(n)s person has nobody from the day after.",
        "%(n)s people have nobody from the day after.",
        found.gaps,
    )
    yield "    " + (gaps if found.gaps else say("Nobody is left without help."))
    end = now.desk.exits.end_of(now.exit_id)
    if end is not None:
        yield "    " + say("Confirmed in the case system.")


def run_told(ahead: Run, content: Content) -> Iterator[str]:
    """Say what a run would do: numbers by provider, and by reference whom it leaves."""
    for provider, number in ahead.by_provider.items():
        yield f"    {provider_told(provider, content)}: {number}"
    yield words.count("%(n)s person is given.", "%(n)s people are given.", len(ahead.given))
    for one in ahead.unplaced:
        yield f"    {one.plan.reference}: {words.say(REASONS[one.why][0])}"
    for plan in ahead.skipped:
        if plan.gap is not None:
            yield f"    {plan.reference}: {words.say(REASONS[plan.gap][0])}"
    if ahead.without_hours:
        yield words.count(
            "%(n)s person lacks granted hours: room cannot be respected there.",
            "%(n)s people lack granted hours: room cannot be respected there.",
            ahead.without_hours,
        )
