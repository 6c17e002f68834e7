"""One case as a PDF for the case system: whole, the identity number too. The log has an act for it."""

import logging
from datetime import datetime

from flask import Flask, Response, g, make_response, redirect
from flask.typing import ResponseReturnValue

from hemval.forms.sent.reference import grouped
from hemval.handover.told import WORDS, form_called
from hemval.officers.address import CASES, act, case
from hemval.officers.case.masking import answers_told
from hemval.officers.case.related import asks_for_reference
from hemval.officers.case.rules_told import RulesTold, rules_told
from hemval.officers.case.told import circumstances, flags_with_advice, state_told
from hemval.officers.form_names import is_choice
from hemval.officers.workplace import Workplace
from hemval.pages.published import Published
from hemval.paper.case_sheet import CasePart, CaseSheet, Pair, RulesSaid
from hemval.paper.font import NO_SIGN, FontMissing, drawable
from hemval.paper.personal import NotPrinted, Printers, PrintersBusy
from hemval.queue.desk.errors import SealBroken
from hemval.queue.desk.rows import Opened
from hemval.words.dates import SWEDEN, moment_told
from hemval.words.text import MAIN_LANGUAGE

log = logging.getLogger(__name__)


def add_case_pdf(app: Flask, workplace: Workplace) -> None:
    """Add where the button of a case posts to."""
    printers = Printers()

    @app.post(act("<row_id>", "pdf"))
    def case_pdf(row_id: str) -> ResponseReturnValue:
        """Print one case. A protected one is not opened: it stands in no file and is handled by phone."""
        if any(header.id == row_id for header in workplace.desk.list(protected=True)):
            told = WORDS.say(
                "The case is in no list and no file. Handle it by phone, and follow your routine."
            )
            return _refusal(workplace, row_id, WORDS.say("A protected case gets no PDF"), told, 409)
        now = workplace.now
        try:
            one = workplace.desk.open_one(row_id, g.officer, now, "case_pdf")
        except SealBroken:
            return redirect(case(row_id), 303)
        published = workplace.published.snapshot()
        rules = rules_told(one, workplace.content)
        replaced = workplace.board().chains.is_replaced(one.header)
        sheet = sheet_of(one, rules, published, replaced=replaced, officer=g.officer, now=now)
        try:
            pdf = printers.pdf_of(sheet, now.astimezone(SWEDEN).date())
        except PrintersBusy:
            return _not_now(workplace, row_id)
        except (NotPrinted, FontMissing) as error:
            log.error("a case could not be printed: %s", type(error).__name__)
            return _not_now(workplace, row_id)
        response = make_response(pdf)
        response.mimetype = "application/pdf"
        # The name says nothing of a person: it stays in the list of what was downloaded.
        name = f"{one.submission.reference}.pdf"
        response.headers.set("Content-Disposition", "attachment", filename=name)
        return response


def sheet_of(
    one: Opened, rules: RulesTold, published: Published, *, replaced: bool, officer: str, now: datetime
) -> CaseSheet:
    """Lay a case out as its page does, without what other cases say and what is Hemval's own.

    ``replaced`` says that the same person has made a newer choice: this one is not to be put in unread.
    """
    form = one.header.form
    called, choice = form_called(form, published), is_choice(form, published)
    flags = [*flags_with_advice(one, of_choice=choice), *rules.flags]
    if replaced:
        newer = WORDS.say("Read the newer one. Then close this one without registering.")
        flags.insert(0, (WORDS.say("Replaced by a newer choice"), newer))
    parts = (
        CasePart(WORDS.say("Look twice"), pairs=_pairs(flags)),
        CasePart(WORDS.say("Answers"), pairs=_pairs(answers_told(one.submission.asked, whole=True))),
        CasePart(
            WORDS.say("What the rules say"),
            said=tuple(
                RulesSaid(said.when, said.warning, said.result, said.steps, f"{said.by} {said.again}".strip())
                for said in rules.said
            ),
            notes=(rules.note,) if rules.note else (),
        ),
        CasePart(WORDS.say("How it came here"), pairs=_pairs(circumstances(one, called))),
    )
    before, between, after = WORDS.say("Page {} of {}").split("{}")
    return CaseSheet(
        language=MAIN_LANGUAGE,
        sender=published.content.municipality.name,
        title=f"{called} {grouped(one.submission.reference)}",
        state=tuple(_state(one, choice=choice, asks=asks_for_reference(form, published))),
        parts=tuple(part for part in parts if part.pairs or part.said or part.notes),
        printed=WORDS.say("Printed %(moment)s by %(who)s", moment=moment_told(now, WORDS), who=officer),
        page_of=(before, between, after),
    )


def _state(one: Opened, *, choice: bool, asks: bool) -> list[str]:
    """Say how far a case has come, and what must be known before it is read."""
    label = WORDS.say("State")
    told = [f"{label}: {state_told(one.header, when=True)}"]
    if choice or asks:
        unverified = (
            WORDS.say("The choice is not verified by e-identification.")
            if choice
            else WORDS.say("Who wrote is not verified by e-identification.")
        )
        call = WORDS.say(
            "Call back on the number that stands in the case system, not on the one written here."
        )
        told.append(f"{unverified} {call}")
    if any(
        drawable(asked.answer).count(NO_SIGN) > asked.answer.count(NO_SIGN) for asked in one.submission.asked
    ):
        told.append(
            WORDS.say(
                "Some signs cannot be printed and stand as %(sign)s. Read them on the case's page.",
                sign=NO_SIGN,
            )
        )
    return told


def _pairs(told: list[tuple[str, str]]) -> tuple[Pair, ...]:
    return tuple(Pair(label, tuple(words.splitlines()) or ("",)) for label, words in told)


def _refusal(workplace: Workplace, row_id: str, title: str, told: str, status: int) -> Response:
    view, see_told = workplace.view(title, CASES, failed=True), WORDS.say("See the case as it is now")
    return workplace.answer("conflict.html", view, status, told=told, see=case(row_id), see_told=see_told)


def _not_now(workplace: Workplace, row_id: str) -> Response:
    title = WORDS.say("The PDF cannot be made just now")
    told = WORDS.say("Nothing is lost. Wait a while, and press the button once more.")
    response = _refusal(workplace, row_id, title, told, 503)
    response.headers["Retry-After"] = "30"
    return response
