"""Plan an exit: who stops, when letters go out, by when to choose, and who helps those who do not."""

import hashlib
import logging
from collections.abc import Mapping
from datetime import date

from flask import Flask, Response, abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from hemval.content.whole import Content
from hemval.editing.exit_changed import ExitFile, ExitNotMeant, ExitRefused
from hemval.handover.exit_told import provider_told
from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, NEW_EXIT, exit_at, plan_of
from hemval.officers.exits.all_exits import unplanned
from hemval.officers.exits.ended import ended_page
from hemval.officers.exits.exits_file import PlanChanged, PlanNotWritten, can_write, file_of, write_exit
from hemval.officers.exits.looked import look, looked_at
from hemval.officers.exits.plan_form import (
    DAY_LABELS,
    DEADLINE,
    FIELDS,
    PROVIDERS,
    field_of,
    filled,
    kept_rule_told,
    listed,
    missing,
    new_id,
    typed,
    usual_rule_told,
    weekdays,
)
from hemval.officers.exits.told_days import is_unknown, told_otherwise
from hemval.officers.too_late import PLAN, too_late, who_did_what
from hemval.officers.workplace import Workplace
from hemval.queue.desk.exits.sealed import named
from hemval.rules.exits.deadline import promised
from hemval.rules.neutral_order import in_neutral_order
from hemval.words import sentence
from hemval.words.dates import day_told

log = logging.getLogger(__name__)

SEEN, PROVIDER = "seen", "utforare"
"""The field with the mark of what the page showed; the provider that a new exit is asked for."""

SAVED = sentence(
    "The plan is saved. The form goes by it now. The pages of the website show it when they are built next."
)
NOT_MEANT = sentence(
    "The plan cannot be written into the file as it stands. Nothing was changed. "
    "Tell whoever writes the content."
)
TOLD_ALREADY = sentence("Posted letters say %(day)s. That day may become later, but not earlier.")
TOLD_UNKNOWN = sentence(
    "It is not known which day posted letters say. %(day)s may become later, but not earlier."
)
UNCHANGED = sentence("Nothing of the plan was changed.")


def add_planning(app: Flask, workplace: Workplace) -> None:
    """Add the page of a new plan, the page of one that there is, and what they save."""

    @app.route(NEW_EXIT, methods=["GET", "POST"])
    def new_exit() -> ResponseReturnValue:
        """Ask what a new exit is to be, or save it."""
        return _answer(workplace, None)

    @app.route(plan_of("<exit_id>"), methods=["GET", "POST"])
    def exit_plan(exit_id: str) -> ResponseReturnValue:
        """Show how an exit is planned, or save what is typed."""
        return _answer(workplace, exit_id)


def _answer(workplace: Workplace, exit_id: str | None) -> ResponseReturnValue:
    if exit_id is not None and workplace.desk.exits.end_of(exit_id) is not None:
        look(workplace, exit_id)  # A purged one leads to its own page.
        return ended_page(workplace, exit_id)
    file = file_of(workplace)
    if file is None:
        return _unreadable(workplace)
    held = file.exits.root.get(exit_id) if exit_id is not None else None
    if exit_id is not None and held is None:
        abort(404)
    if request.method != "POST":
        asked = request.args.getlist(PROVIDER)
        return _form(workplace, exit_id, file, filled(held, asked), {})
    content = _content(workplace)
    problems = missing(request.form, content.providers) or _taken_back(workplace, content, exit_id)
    if problems:
        return _form(workplace, exit_id, file, request.form, problems)
    wanted = typed(request.form, file.written(exit_id) if exit_id is not None else {})
    providers = request.form.getlist(PROVIDERS)
    name = exit_id or new_id(providers, content, _taken(file, wanted))
    seen = request.form.get(SEEN, "") if exit_id is not None else file.seen(name)
    try:
        changed = write_exit(workplace, name, wanted, seen)
    except ExitRefused as refused:
        problems = {field_of(path, request.form): fault.message for path, fault in reversed(refused.faults)}
        return _form(workplace, exit_id, file, request.form, problems)
    except ExitNotMeant:
        log.error("exits.yml cannot be written so that it says what was typed")
        return _form(workplace, exit_id, file, request.form, {PROVIDERS: WORDS.say(NOT_MEANT)})
    except PlanChanged:
        if not _says_so(workplace, name, wanted):
            return _conflict(workplace, name)
        changed = True  # the same press once more, or a colleague who saw the same
    except (PlanNotWritten, TimeoutError) as error:
        log.error("exits.yml was not written: %s", error)
        return _form(workplace, exit_id, file, request.form, {}, not_written=True)
    flash(WORDS.say(SAVED if changed else UNCHANGED))
    # A build that does not know of the last day yet has no page of it.
    return redirect(exit_at(name) if name in _content(workplace).exits.root else EXITS, 303)


def _taken_back(workplace: Workplace, content: Content, exit_id: str | None) -> dict[str, str]:
    """Refuse a last day to choose that is earlier than letters have told: nobody is to lose a day."""
    cases = workplace.desk.exits.read(exit_id) if exit_id is not None else ()
    told, why = promised(cases, content), TOLD_ALREADY
    planned = content.exits.root.get(exit_id) if exit_id is not None else None
    if planned is not None and any(is_unknown(case) and case.gone_at is None for case in cases):
        # As far as anybody can say those letters tell the plan's.
        told, why = max(told or date.min, planned.deadline), TOLD_UNKNOWN
    if told is None or request.form.get(DEADLINE, "").strip() >= told.isoformat():
        return {}
    return {DEADLINE: WORDS.say(why, day=day_told(told, WORDS))}


def _content(workplace: Workplace) -> Content:
    return workplace.published.snapshot().content


def _taken(file: ExitFile, wanted: Mapping[str, object]) -> Mapping[str, object]:
    """Return the names that a new exit cannot have; one that says just this is the same press once more."""
    return {name: one for name, one in file.exits.root.items() if dict(file.written(name)) != dict(wanted)}


def _says_so(workplace: Workplace, exit_id: str, wanted: Mapping[str, object]) -> bool:
    file = file_of(workplace)
    return file is not None and dict(file.written(exit_id)) == dict(wanted)


def _conflict(workplace: Workplace, exit_id: str) -> Response:
    """Say who was first; of a file that an editor has written since nobody knows."""
    file = file_of(workplace)
    print_ = hashlib.sha256(file.text.encode()).hexdigest() if file else ""
    ours = workplace.desk.log.last_of([print_], PLAN) is not None
    told = who_did_what(workplace, [named(exit_id)] if ours else [], PLAN)
    return too_late(
        workplace, WORDS.say("The plan was changed meanwhile"), EXITS, told, plan_of(exit_id),
        WORDS.say("See the plan as it is now"),
    )  # fmt: skip


def _unreadable(workplace: Workplace) -> Response:
    view = workplace.view(WORDS.say("Plan"), EXITS, failed=True)
    return workplace.answer("exit_plan.html", view, 503, readable=False, called=[], back=EXITS, problems={})


def _form(
    workplace: Workplace, exit_id: str | None, file: ExitFile, values: MultiDict[str, str],
    problems: Mapping[str, str], *, not_written: bool = False,
) -> Response:  # fmt: skip
    content, today = _content(workplace), workplace.now.date()
    held = file.exits.root.get(exit_id) if exit_id is not None else None
    mine = held.providers if held is not None else ()
    title = WORDS.say("Plan an exit") if exit_id is None else WORDS.say("The plan of the exit")
    writable = can_write(workplace)
    faults = {name: problems[name] for name in FIELDS if name in problems}
    return workplace.answer(
        "exit_plan.html",
        workplace.view(title, EXITS, failed=bool(problems) or not_written),
        503 if not_written else 400 if problems else 200,
        readable=True,
        not_written=not_written,
        can_write=writable,
        called=[provider_told(one, content) for one in mine],
        told_otherwise=told_otherwise(looked_at(workplace, content, exit_id))
        if exit_id in content.exits.root
        else [],
        back=exit_at(exit_id) if exit_id in content.exits.root else EXITS,
        seen=request.form.get(SEEN) or (file.seen(exit_id) if exit_id is not None else ""),
        values=_printable(values),
        chosen=values.getlist(PROVIDERS),
        problems=faults,
        listed=listed(faults),
        labels=DAY_LABELS,
        weekdays=weekdays(values),
        providers=_stopping(content, file, mine, today),
        successors=[
            (one.id, one.name)
            for one in in_neutral_order(content.contracted(today))
            if one.agreement.last_day is None
        ],
        usual=usual_rule_told(content, max(today, _last_day(content, mine, today))),
        kept=kept_rule_told(held, content, today),
        more_reminders=[day_told(day, WORDS) for day in held.reminders[2:]] if held is not None else [],
    )


def _printable(values: MultiDict[str, str]) -> MultiDict[str, str]:
    """Leave out the signs that no page may hold."""
    return MultiDict(
        [(name, "".join(filter(str.isprintable, one))) for name, one in values.items(multi=True)]
    )


def _stopping(
    content: Content, file: ExitFile, mine: tuple[str, ...], today: date
) -> list[tuple[str, str, str]]:
    """List the providers that an exit can be of: those with a last day, and in no other exit."""
    found = [
        (one.id, one.name, day_told(day, WORDS))
        for one, day in unplanned(content, today)
        if one.id in mine or file.exits.of(one.id) is None
    ]
    listed = {identity for identity, *_ in found}
    left = [content.providers.get(each) for each in mine if each not in listed]
    return found + [
        (one.id, one.name, day_told(one.agreement.last_day, WORDS) if one.agreement.last_day else "")
        for one in left
        if one is not None
    ]


def _last_day(content: Content, providers: tuple[str, ...], today: date) -> date:
    days = (content.providers[one].agreement.last_day for one in providers if one in content.providers)
    return max((day for day in days if day is not None), default=today)
