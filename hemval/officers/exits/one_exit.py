"""An exit's own page: how far it has come, what is to be done next, and those it touches."""

from datetime import date
from urllib.parse import urlencode

from flask import Flask, Response, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from hemval.content.exit import Exits
from hemval.content.loading import EXITS as EXITS_FILE
from hemval.editing.exit_warnings import exit_warnings
from hemval.handover.exit_fetched import fetched
from hemval.handover.exit_told import STATUSES, last_days_told, provider_told
from hemval.handover.told import WORDS
from hemval.officers.address import (
    EXITS,
    affected_at,
    exit_at,
    finish_at,
    loose_of,
    plan_of,
    proof_at,
    report_at,
)
from hemval.officers.exits.all_exits import days_left_told, first_day, without_help_in
from hemval.officers.exits.ended import deleted_on, purged_page
from hemval.officers.exits.lines import affected_line, helpers_of
from hemval.officers.exits.looked import Looked, fetch, log_shown, look
from hemval.officers.exits.loose_choices import loose_in
from hemval.officers.exits.narrowing import PAGE, Narrowing
from hemval.officers.exits.next_steps import steps
from hemval.officers.exits.sought import sought, typed_in
from hemval.officers.exits.told_days import told_otherwise
from hemval.officers.lists.paging import Part, part_of, shown
from hemval.officers.permissions import may
from hemval.officers.workplace import Workplace
from hemval.rules.exits.plans import most_urgent_first
from hemval.rules.exits.progress import without_help
from hemval.words.dates import day_told, moment_told


def add_one_exit(app: Flask, workplace: Workplace) -> None:
    """Add the page, and the search among those it touches."""

    @app.get(exit_at("<exit_id>"))
    def one_exit(exit_id: str) -> ResponseReturnValue:
        """Show it. Who is shown is logged first."""
        fetch(workplace)
        return _page(workplace, look(workplace, exit_id))

    @app.post(exit_at("<exit_id>"))
    def find_affected(exit_id: str) -> ResponseReturnValue:
        """Lead to the one who has a reference or a code, or say that nobody has."""
        one = look(workplace, exit_id)
        wrote = typed_in(request.form)
        case = sought(one, wrote)
        if case is not None:
            # Where it leads tells that somebody was found, whether the page is fetched or not.
            log_shown(workplace, exit_id, [case.id])
            return redirect(affected_at(exit_id, case.id), 303)
        return _page(workplace, one, wrote=wrote, nobody=True)


def _page(workplace: Workplace, one: Looked, *, wrote: str = "", nobody: bool = False) -> Response:
    if one.end is not None and one.purged:
        return purged_page(workplace, one, one.end)
    today, narrowing = workplace.now.date(), Narrowing.of(request.args)
    ordered = most_urgent_first(narrowing.of_those(one.plans))
    part = part_of(len(ordered), request.args.get(PAGE, ""))
    page = ordered[part.span]
    log_shown(workplace, one.id, (plan.case.id for plan in page))
    areas = workplace.published.snapshot().content.municipality.areas
    known = {plan.case.affected.area for plan in one.plans}
    return workplace.answer(
        "exit.html",
        workplace.view(one.called, EXITS, failed=nobody),
        400 if nobody else 200,
        back=EXITS,
        here=exit_at(one.id),
        plan_href=plan_of(one.id),
        report_href=report_at(one.id),
        facts=_facts(one, today),
        counts=_counts(one),
        affected=one.progress.affected,
        left=_left(one),
        summary=_summary(one),
        without_help=without_help_in(one),
        end=one.end and moment_told(one.end.confirmed_at, WORDS),
        goes=one.end and day_told(deleted_on(workplace, one, one.end), WORDS),
        contested=len({plan.case.id for plan in one.plans if plan.status == "contested"}),
        told_otherwise=told_otherwise(one),
        warnings=_warnings(workplace, one, today) if may("exit_plan", g.roles) else [],
        steps=[
            (step, url_for(step.endpoint, exit_id=one.id))
            for step in steps(one, today, fetched(workplace.desk.log, one.id, one.plans))
            if may(step.act, g.roles)
        ],
        others=not may("exit_plan", g.roles),
        finish_href=finish_at(one.id),
        proof_href=proof_at(one.id),
        loose=len(loose_in(workplace, one)),
        loose_href=loose_of(one.id),
        lines=[affected_line(one.id, plan, one.content) for plan in page],
        several=len(one.exit.providers) > 1,
        groups=any(plan.group for plan in page),
        narrowing=narrowing,
        statuses=[
            (status, told, one.progress.gone if status == "gone" else one.progress.count(status))
            for status, told in STATUSES.items()
        ],
        areas=[(name, told.in_(WORDS.language)) for name, told in areas.items() if name in known],
        leaving=[(each, provider_told(each, one.content)) for each in one.exit.providers],
        helpers=helpers_of(one.plans, one.content),
        part=part,
        shown=shown(part),
        before=_at(one.id, narrowing, part.number - 1, part),
        after=_at(one.id, narrowing, part.number + 1, part),
        wrote=wrote,
        nobody=nobody,
    )


def _at(exit_id: str, narrowing: Narrowing, number: int, part: Part) -> str:
    if not 1 <= number <= part.pages:
        return ""
    return f"{exit_at(exit_id)}?{urlencode({**narrowing.query(), PAGE: str(number)})}"


def _facts(one: Looked, today: date) -> list[tuple[str, str]]:
    facts = [(WORDS.say("Last day"), last_days_told(one.content, one.id))]
    if one.end is None:
        facts.append((WORDS.say("Time left"), _time_left((first_day(one) - today).days)))
    facts.append((WORDS.say("Last day to choose"), day_told(one.exit.deadline, WORDS)))
    return facts


def _time_left(days: int) -> str:
    """Say how many days there are, beside a label that says that they are left."""
    if days <= 0:
        return days_left_told(days)
    return WORDS.say("1 day") if days == 1 else WORDS.say("%(number)s days", number=days)


def _counts(one: Looked) -> list[tuple[str, int]]:
    """Count those it touches by what has become of them, each once; what there is none of takes no room."""
    found = one.progress
    told = [(WORDS.say(told), found.count(status)) for status, told in STATUSES.items() if status != "gone"]
    return [(label, number) for label, number in told if number]


def _left(one: Looked) -> list[tuple[str, str]]:
    """Count those who have nobody, and of them whom to see to first; and who is counted nowhere else."""
    found = one.progress
    told = [
        (WORDS.say("Have nobody from the day after"), found.gaps),
        (WORDS.say("Of them with little time left"), found.at_risk - without_help(one.plans)[0]),
        (WORDS.say("Of them with a letter that came back"), found.undeliverable),
        (WORDS.say("Not affected any more, and not counted"), found.gone),
    ]
    return [(label, str(number)) for label, number in told if number]


def _summary(one: Looked) -> str:
    found = one.progress
    if not found.affected:
        return WORDS.say("No list is read in yet.")
    return WORDS.say(
        "%(n)d of %(all)d have somebody who helps from the day after the last.",
        n=found.affected - found.gaps,
        all=found.affected,
    )


def _warnings(workplace: Workplace, one: Looked, today: date) -> list[tuple[str, str]]:
    """List what the check of the content thinks of the plan."""
    content = one.content.model_copy(update={"exits": Exits({one.id: one.exit})})
    told = [one.id] if any(case.told_at is not None for case in one.present) else []
    found = exit_warnings(workplace.published.folder, content, today, told)
    return [(each.message, each.advice) for each in found if each.file == EXITS_FILE]
