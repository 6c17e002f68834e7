"""What is deleted here and when. Nothing on the page deletes sooner than the rule says."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flask import Flask, g
from flask.typing import ResponseReturnValue

from hemval.forms.sent.reference import grouped
from hemval.handover.exit_told import unconfirmed_told
from hemval.handover.told import WORDS, form_called
from hemval.officers.address import PURGING, case
from hemval.officers.case.told import short_moment
from hemval.officers.workplace import Workplace
from hemval.pages.published import Published
from hemval.queue.desk.purging import Counted
from hemval.queue.desk.retention import OPEN_DAYS, WARNED_DAYS, plan_of
from hemval.queue.desk.tables import Header
from hemval.words.dates import SWEDEN, day_told, month_told

SHOWN = 25
"""Open cases that are named; more are counted. The first are those that go first."""

MONTHS = 12
"""Months of which the page says how many are gone."""


@dataclass(frozen=True)
class InDanger:
    """An open case that is deleted soon, by its reference; one that is protected or damaged by its id."""

    told: str
    address: str
    day: str


def add_purging_page(app: Flask, workplace: Workplace) -> None:
    """Add the page."""

    @app.get(PURGING)
    def purging() -> ResponseReturnValue:
        """Show what goes when. The open cases that are named are logged as seen in a list."""
        today = workplace.now.astimezone(SWEDEN).date()
        retention = workplace.retention
        headers = [one.header for one in workplace.board().rows.values()]
        awaited = workplace.desk.exits.awaited(plan_of(headers, retention.kept_days, today).due)
        plan = plan_of((one for one in headers if one.id not in awaited), retention.kept_days, today)
        published = workplace.published.snapshot()
        return workplace.answer(
            "purging.html",
            workplace.view(WORDS.say("Purging"), PURGING),
            retention=retention,
            open_days=OPEN_DAYS,
            warned_days=WARNED_DAYS,
            unconfirmed=_unconfirmed(workplace, published, today),
            endangered=_in_danger(workplace, plan.endangered[:SHOWN], published),
            more=max(len(plan.endangered) - SHOWN, 0),
            ended=[(_day(one.day), form_called(one.form, published), one.rows) for one in plan.ended],
            gone=_gone(workplace.desk.tally(), published),
            months=MONTHS,
        )


def _in_danger(
    workplace: Workplace, rows: tuple[tuple[date, Header], ...], published: Published
) -> list[InDanger]:
    """Open those that may be shown, logged, and tell all of them in order."""
    shown = [header.id for _, header in rows if not header.protected]
    references = {}
    if shown:
        seen = workplace.desk.open_all(shown, g.officer, "list", workplace.now)
        references = {one.header.id: grouped(one.submission.reference) for one in seen.opened}
    return [
        InDanger(
            WORDS.say(
                "%(form)s %(reference)s, came in %(moment)s",
                form=form_called(header.form, published),
                reference=references.get(header.id, header.id[:4]),
                moment=short_moment(header.received_at),
            ),
            case(header.id),
            _day(day),
        )
        for day, header in rows
    ]


def _unconfirmed(workplace: Workplace, published: Published, today: date) -> list[str]:
    """Tell the exits that are long over and stay because nobody has confirmed them: they name nobody."""
    found = workplace.desk.exits.unconfirmed(published.content, today)
    return [unconfirmed_told(published.content, exit_id) for exit_id in found]


def _gone(counts: tuple[Counted, ...], published: Published) -> list[tuple[str, str, int]]:
    """Return month, form and how many, of the newest months."""
    rows: Counter[tuple[str, str]] = Counter()
    for one in counts:
        rows[one.month, one.form] += one.rows
    newest = sorted({month for month, _ in rows}, reverse=True)[:MONTHS]
    return [
        (_month(month), form_called(form, published), rows[month, form])
        for month in newest
        for form in sorted(form for of, form in rows if of == month)
    ]


def _month(month: str) -> str:
    first = date.fromisoformat(f"{month}-01")
    return f"{month_told(first, WORDS)} {first.year}"


def _day(day: date) -> str:
    return day_told(day, WORDS)
