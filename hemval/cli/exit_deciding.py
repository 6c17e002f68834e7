"""``hemval exit appoint`` and ``confirm``: what is decided for good, and so looked at and asked first."""

from collections.abc import Iterator, Sequence

import click

from hemval.cli.asking import goes_on
from hemval.cli.exit_now import Now, opened
from hemval.cli.exit_told import cannot_appoint_told, gap_told, given_told, stands_told, without_told
from hemval.cli.starting import Refusal, say
from hemval.handover.exit_fetched import fetched, fetched_told
from hemval.handover.exit_told import provider_told
from hemval.queue.desk.errors import CannotAppoint
from hemval.queue.desk.exits.confirming import Confirmation, first_to_confirm
from hemval.queue.desk.exits.ending import ExitEnd
from hemval.queue.desk.exits.seen import Seen
from hemval.queue.desk.exits.settling import Appointed
from hemval.queue.desk.exits.unconfirmed import last_of
from hemval.rules.exits.plan import Plan, mark_of
from hemval.settings import Settings
from hemval.words import words_in
from hemval.words.dates import day_told, joined, moment_told

words = words_in("sv")

EXIT = click.argument("exit_id", metavar=say("EXIT"))
YES = click.option("--yes", is_flag=True, help=say("Do not ask first."))


@click.command(help=say("Appoint a provider for those who have none from the day after, or another."))
@EXIT
@click.argument("provider", metavar=say("PROVIDER"))
@click.argument("references", nargs=-1, required=True, metavar=say("REFERENCE …"))
@YES
@click.pass_obj
def appoint(settings: Settings, exit_id: str, provider: str, references: tuple[str, ...], yes: bool) -> None:
    """Say what stands and what takes its place, ask, and appoint for all of them or none."""
    with opened(settings, exit_id) as now:
        known = {case.reference: case for case in now.cases() if case.gone_at is None}
        if missing := [reference for reference in references if reference not in known]:
            raise Refusal(say("These are not among those affected: %(names)s.", names=", ".join(missing)))
        cases = {known[reference].id: known[reference] for reference in references}
        one = Appointed(tuple(cases), provider)
        try:
            starts = now.desk.exits.may_appoint(now.content, exit_id, one, now.who, now.at)
            now.log(cases)
            for plan in now.plans():
                if plan.case.id in cases:
                    click.echo(stands_told(plan, now.content))
            told = (
                "%(provider)s for %(n)s person, from %(days)s.",
                "%(provider)s for %(n)s people, from %(days)s.",
            )
            days = joined([day_told(day, words) for day in sorted(set(starts))], words)
            name = provider_told(provider, now.content)
            click.echo(words.count(*told, len(cases), provider=name, days=days))
            if not sure(yes=yes):
                return
            seen = [Seen(exit_id, case.id, case.mark) for case in cases.values()]
            number = now.desk.exits.appoint(now.content, exit_id, one, now.who, now.at, seen)
        except CannotAppoint as error:
            raise Refusal(cannot_appoint_told(error)) from error
        click.echo(given_told(number))


@click.command(help=say("Confirm that all of it stands in the case system. Later it is purged here."))
@EXIT
@click.option("--undo", is_flag=True, help=say("Take the confirmation back, within a day."))
@YES
@click.pass_obj
def confirm(settings: Settings, exit_id: str, undo: bool, yes: bool) -> None:
    """Refuse before the last day has passed, and while it is not settled who helps; else say what comes."""
    with opened(settings, exit_id) as now:
        end = now.desk.exits.end_of(exit_id)
        if undo:
            _undo(now, end)
            return
        if end is not None:
            at = moment_told(end.confirmed_at, words)
            click.echo(say("Confirmed in the case system %(moment)s.", moment=at))
            click.echo(_deleted(now, end))
            return
        _refuse(now)
        plans = now.plans()
        for line in _ahead(now, plans):
            click.echo(line)
        if not sure(yes=yes):
            return
        seen = Confirmation(seen=mark_of(plans))
        taken = now.desk.exits.confirm(now.content, exit_id, seen, now.who, now.at)
        click.echo(say("The exit is confirmed. It can be undone for a day."))
        if taken:
            click.echo(words.count("%(n)d choice is taken over.", "%(n)d choices are taken over.", taken))


def sure(anything: bool = True, *, yes: bool) -> bool:
    """Ask where there is anything to do; say it where nothing is done."""
    if anything:
        return goes_on(say("Do it? Answer ja or nej"), yes=yes)
    click.echo(say("Nothing is changed."))
    return False


def _undo(now: Now, end: ExitEnd | None) -> None:
    if end is None:
        raise Refusal(say("The exit is not confirmed yet"))
    back = now.desk.exits.undo_confirm(now.exit_id, now.who, now.at)
    click.echo(say("The confirmation is taken back."))
    if back:
        click.echo(words.count("%(n)d choice is open again.", "%(n)d choices are open again.", back))


def _refuse(now: Now) -> None:
    """Say why an exit cannot be confirmed, before anybody is asked; who is left stands by reference."""
    found, first = now.proof(), first_to_confirm(now.content, now.exit_id)
    if not found.references:
        raise Refusal(say("No list is read in: there is nothing to confirm."))
    if first is not None and now.today < first:
        day = day_told(first, words)
        raise Refusal(say("The exit can be confirmed from %(day)s.", day=day))
    if found.gaps:
        now.log(one.affected for one in found.gaps)
        raise Refusal(
            without_told(len({one.affected for one in found.gaps})),
            *map(gap_told, found.gaps),
            say("Who is helped outside Hemval is ticked on the officers' page where the exit is confirmed."),
        )


def _ahead(now: Now, plans: Sequence[Plan]) -> Iterator[str]:
    """Say what confirming does: of how many, with how many choices, and when what is kept goes."""
    if wrong := fetched_told(fetched(now.desk.log, now.exit_id, plans)):
        yield wrong
    left = now.desk.exits.left(now.exit_id, now.cases(), plans)
    persons = len({plan.case.id for plan in plans if plan.status != "gone"})
    yield words.count(
        "%(n)s person is to stand in the case system with who helps and from when. Have you seen it there?",
        "%(n)s people are to stand in the case system with who helps and from when. Have you seen it there?",
        persons,
    )
    if protected := len({plan.case.id for plan in plans if plan.status == "protected"}):
        yield words.count(
            "%(n)d person is handled by telephone and stands in no file.",
            "%(n)d people are handled by telephone and stand in no file.",
            protected,
        )
    if left.taken:
        told = "%(n)d open choice is taken over.", "%(n)d open choices are taken over."
        yield words.count(*told, len(left.taken))
    if left.staying:
        yield words.count(
            "%(n)d choice stays in the list of cases: the person waits for a place, "
            "is protected or has nobody here, or something is left to do. See to it there.",
            "%(n)d choices stay in the list of cases: the people wait for a place, "
            "are protected or have nobody here, or something is left to do. See to them there.",
            len(left.staying),
        )
    yield say("Then nothing of the exit can be changed here.")
    yield _deleted(now, ExitEnd(now.exit_id, now.at, now.who))


def _deleted(now: Now, end: ExitEnd) -> str:
    kept = now.content.municipality.personal_data.kept_days
    day = day_told(end.goes_on(kept, last_of(now.content, now.exit_id)), words)
    return say("What is kept of the exit is deleted on %(day)s.", day=day)
