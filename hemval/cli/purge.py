"""``hemval queue purge``: take away what is due by the municipality's own decision; and what comes next."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime

import click

from hemval.cli.asking import goes_on
from hemval.cli.at_the_desk import by_command, open_desk
from hemval.cli.exit_now import published_now
from hemval.cli.starting import Refusal, say
from hemval.forms.addresses import CHOICE
from hemval.handover.exit_told import unconfirmed_told
from hemval.handover.told import form_called
from hemval.pages.published import Published, UnreadableBuild, read_published
from hemval.queue.desk.retention import OPEN_DAYS, Plan, retention_of
from hemval.queue.desk.tables import Header
from hemval.queue.desk.unfinished import clear_staged
from hemval.settings import Settings
from hemval.words import words_in
from hemval.words.dates import SWEDEN, day_told

words = words_in("sv")


@click.command(
    help=say("Purge what is due by the municipality's decision. It also happens by itself each day.")
)
@click.option("--dry-run", is_flag=True, help=say("Only show what would go. Nothing is changed."))
@click.option("--yes", is_flag=True, help=say("Do not ask first."))
@click.pass_obj
def purge(settings: Settings, dry_run: bool, yes: bool) -> None:
    """Show what goes, ask, and take it away; warn of the open ones that are next."""
    build = published_or_none(settings)
    if build is None:
        raise Refusal(say("The rules stand in what is published, and that cannot be read. Run hemval build."))
    retention = retention_of(build.content.municipality.personal_data)
    now = datetime.now(UTC)
    today = now.astimezone(SWEDEN).date()
    with open_desk(settings.places) as desk:
        plan = desk.plan(retention.kept_days, today)
        click.echo(say("Decision: %(decision)s", decision=retention.decision))
        rule = say(
            "Ended cases are kept for %(kept)d days, cases that nobody ends for %(open)d.",
            kept=retention.kept_days, open=OPEN_DAYS,
        )  # fmt: skip
        click.echo(rule)
        for line in (*due_told(plan.due, build), *next_told(plan, today)):
            click.echo(line)
        # With the exits as exits.yml has them now, where it can be read.
        content = (published_now(settings) or build).content
        for exit_id in desk.exits.unconfirmed(content, today):
            click.echo(unconfirmed_told(content, exit_id))
        if dry_run:
            return
        question = say("Purge them? They cannot be brought back. Answer ja or nej")
        if plan.due and not goes_on(question, yes=yes):
            return
        # What a choice was of is known of an exit also when the choice is gone.
        desk.exits.join_new(build.forms.get(CHOICE), build.content, now)
        purged = desk.purge(retention, by_command(), now, content)
    click.echo(words.count("%(n)d case purged.", "%(n)d cases purged.", sum(purged.rows.values())))
    for path in clear_staged(settings.places):
        click.echo(say("A restore that was cut off left %(path)s. Remove it as root.", path=path), err=True)


def published_or_none(settings: Settings) -> Published | None:
    """Return the last build, where there is one that can be read."""
    try:
        return read_published(settings.places.published)
    except (OSError, UnreadableBuild):
        return None


def due_told(due: Iterable[Header], build: Published) -> Iterator[str]:
    """Say how many of each form go now, and when they ended or came in."""
    ended: dict[str, list[date]] = defaultdict(list)
    still_open: dict[str, list[date]] = defaultdict(list)
    for header in due:
        days = ended if header.ended_at else still_open
        days[header.form].append((header.ended_at or header.received_at).astimezone(SWEDEN).date())
    if not ended and not still_open:
        yield say("Nothing is to go now.")
    for form, days_ in sorted(ended.items()):
        told = words.count("%(n)d, ended %(days)s", "%(n)d, ended %(days)s", len(days_), days=_span(days_))
        yield f"  {form_called(form, build)}: {told}"
    for form, days_ in sorted(still_open.items()):
        told = words.count(
            "%(n)d that nobody has ended, received %(days)s",
            "%(n)d that nobody has ended, received %(days)s",
            len(days_), days=_span(days_),
        )  # fmt: skip
        yield f"  {form_called(form, build)}: {told}"


def next_told(plan: Plan, today: date) -> Iterator[str]:
    """Say what goes next and when, and how many open ones are in danger."""
    coming = [one for one in plan.ended if one.day > today]
    if coming:
        day = coming[0].day
        rows = sum(one.rows for one in coming if one.day == day)
        yield words.count(
            "Next, %(n)d ended case goes on %(day)s.", "Next, %(n)d ended cases go on %(day)s.",
            rows, day=day_told(day, words),
        )  # fmt: skip
    endangered = [day for day, _ in plan.endangered if day > today]
    if endangered:
        yield words.count(
            "Warning: %(n)d case that nobody has ended goes soon, on %(day)s.",
            "Warning: %(n)d cases that nobody has ended go soon, the first on %(day)s.",
            len(endangered), day=day_told(endangered[0], words),
        )  # fmt: skip


def _span(days: list[date]) -> str:
    first, last = min(days), max(days)
    if first == last:
        return day_told(first, words)
    return f"{day_told(first, words)} – {day_told(last, words)}"
