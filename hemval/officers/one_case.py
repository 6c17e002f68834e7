"""One choice: open it, take it over."""

from flask import Flask, Response, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.forms.reference import grouped
from hemval.handover.told import WORDS, form_called
from hemval.officers.address import CASES, case, list_of, take_over
from hemval.officers.case_told import circumstances, flags_with_advice, state_told
from hemval.officers.form_names import is_choice
from hemval.officers.proposed_change import proposed_change
from hemval.officers.related import asks_for_reference, related
from hemval.officers.rules_told import rules_told
from hemval.officers.workplace import Workplace
from hemval.queue.desk.errors import ChangedByAnother, SealBroken
from hemval.words import sentence
from hemval.words.dates import moment_told


def add_one_case(app: Flask, workplace: Workplace) -> None:
    """Add the page of one choice and its button."""

    @app.get(f"{CASES}<row_id>/")
    def opened(row_id: str) -> ResponseReturnValue:
        """Show everything a citizen sent. The look is logged before it happens."""
        try:
            one = workplace.desk.open_one(row_id, g.officer, workplace.now)
        except SealBroken:
            view = workplace.view(WORDS.say("This case cannot be opened"), CASES, failed=True)
            return workplace.answer("damaged.html", view, row_id=row_id)
        published = workplace.published.snapshot()
        form, reference = one.header.form, grouped(one.submission.reference)
        choice = is_choice(form, published)
        rules = rules_told(one, workplace.content)
        called = form_called(form, published)
        return workplace.answer(
            "case.html",
            workplace.view(f"{called} {reference}"),
            answers=[(asked.question, asked.answer) for asked in one.submission.asked],
            circumstances=circumstances(one, called),
            flags=[*flags_with_advice(one, of_choice=choice), *rules.flags],
            related=related(workplace.desk, one, published, g.officer, workplace.now),
            choice=choice,
            back=list_of(form),
            asks_for_reference=asks_for_reference(form, published),
            rules=rules,
            proposed=proposed_change(one.submission, published),
            state=state_told(one.header, when=True),
            is_new=one.header.state == "new",
            version=one.header.version,
            take_over=take_over(row_id),
        )

    @app.post(f"{CASES}<row_id>/ta-over/")
    def taken_over(row_id: str) -> ResponseReturnValue:
        """Mark a choice as handled by this officer, unless another was first."""
        version = request.form.get("version", "")
        if not (version.isascii() and version.isdigit() and len(version) < 9):
            abort(400)
        try:
            workplace.desk.take_over(row_id, int(version), g.officer, workplace.now, workplace.content)
        except ChangedByAnother as first:
            if first.values["who"] != g.officer:
                return _conflict(workplace, row_id, first)
        flash(sentence("The case is marked as taken over by you."))
        return redirect(case(row_id), 303)


def _conflict(workplace: Workplace, row_id: str, first: ChangedByAnother) -> Response:
    """Say who was first: a double click by one and the same officer never comes here."""
    told = WORDS.say(
        "%(who)s took it over %(moment)s. Nothing was changed now.",
        who=first.values["who"],
        moment=moment_told(first.values["at"], WORDS),  # type: ignore[arg-type] # a changed row has a time
    )
    view = workplace.view(WORDS.say("Another officer was first"), CASES, failed=True)
    return workplace.answer("conflict.html", view, 409, told=told, case=case(row_id))
