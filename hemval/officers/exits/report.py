"""The board's report of an exit: a page that prints well, and a PDF. Nothing of it names anybody."""

import logging

from flask import Flask, Response, g, make_response
from flask.typing import ResponseReturnValue

from hemval.handover.exit_report import Report, exit_report
from hemval.handover.exit_report_sheet import report_sheet
from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, exit_at, report_at
from hemval.officers.exits.looked import Looked, fetch, look
from hemval.officers.exits.proved import proved
from hemval.officers.exits.told_days import told_otherwise
from hemval.officers.too_late import too_late
from hemval.officers.workplace import Workplace
from hemval.paper.font import FontMissing
from hemval.paper.personal import NotPrinted, Printers, PrintersBusy
from hemval.words.dates import SWEDEN, moment_told

log = logging.getLogger(__name__)


def add_report(app: Flask, workplace: Workplace) -> None:
    """Add the page and the PDF of it."""
    printers = Printers(at_once=1)

    @app.get(report_at("<exit_id>"))
    def exit_report_page(exit_id: str) -> ResponseReturnValue:
        """Count the exit as it stands. Nobody is shown, so nothing is logged."""
        fetch(workplace)
        one = look(workplace, exit_id)
        return workplace.answer(
            "exit_report.html",
            workplace.view(WORDS.say("Report to the board"), EXITS),
            back=exit_at(exit_id),
            report=_report(workplace, one),
            told_otherwise=told_otherwise(one),
            pdf=_pdf_at(exit_id),
        )

    @app.get(_pdf_at("<exit_id>"))
    def exit_report_pdf(exit_id: str) -> ResponseReturnValue:
        """Print it."""
        fetch(workplace)
        report, now = _report(workplace, look(workplace, exit_id)), workplace.now
        printed = WORDS.say("Printed %(moment)s by %(who)s", moment=moment_told(now, WORDS), who=g.officer)
        try:
            pdf = printers.pdf_of(
                report_sheet(report, workplace.municipality.name, printed), now.astimezone(SWEDEN).date()
            )
        except PrintersBusy:
            return not_printed(workplace, report_at(exit_id))
        except (NotPrinted, FontMissing) as error:
            log.error("a report could not be printed: %s", type(error).__name__)
            return not_printed(workplace, report_at(exit_id))
        response = make_response(pdf)
        response.mimetype = "application/pdf"
        name = f"{exit_id}-{now.astimezone(SWEDEN):%Y-%m-%d}.pdf"
        response.headers.set("Content-Disposition", "attachment", filename=name)
        return response


def not_printed(workplace: Workplace, see: str) -> Response:
    """Say that the press is busy or does not work, and lead back."""
    title = WORDS.say("The PDF cannot be made just now")
    told = WORDS.say("Nothing is lost. Wait a while, and press the button once more.")
    response = too_late(workplace, title, EXITS, told, see, WORDS.say("Go back"))
    response.status_code = 503
    response.headers["Retry-After"] = "30"
    return response


def _pdf_at(exit_id: str) -> str:
    return f"{report_at(exit_id)}rapport.pdf"


def _report(workplace: Workplace, one: Looked) -> Report:
    return exit_report(one.content, one.id, one.plans, proved(one), workplace.now.date())
