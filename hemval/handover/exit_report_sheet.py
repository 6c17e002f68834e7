"""The board's report of an exit on paper: the same numbers as on its page."""

from hemval.handover.exit_report import Part, Report
from hemval.handover.told import WORDS
from hemval.paper.case_sheet import CasePart, CaseSheet, Pair
from hemval.words.text import MAIN_LANGUAGE


def report_sheet(report: Report, sender: str, printed: str) -> CaseSheet:
    """Lay it out; ``printed`` says when and by whom, on every page."""
    before, between, after = WORDS.say("Page {} of {}").split("{}")
    parts = (Part(WORDS.say("In short"), report.facts, report.note), *report.parts)
    return CaseSheet(
        language=MAIN_LANGUAGE,
        sender=sender,
        title=report.title,
        state=(report.verdict, WORDS.say("As it was on %(day)s.", day=report.day)),
        parts=tuple(
            CasePart(
                part.heading,
                pairs=tuple(Pair(one.label, (one.number,)) for one in part.counts),
                notes=(part.told,) if part.told else (),
            )
            for part in parts
        ),
        printed=printed,
        page_of=(before, between, after),
    )
