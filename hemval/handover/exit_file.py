"""Who helps each affected person from the day after, as a file for the case system: references, no names."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from hemval.content.whole import Content
from hemval.handover.csv_file import csv_bytes
from hemval.handover.exit_told import STATUSES, gap_told, provider_told, why_in_a_row
from hemval.handover.rows import Column, Table
from hemval.handover.told import WORDS
from hemval.handover.xlsx_file import xlsx_bytes
from hemval.rules.exits.plan import Plan
from hemval.words import sentence
from hemval.words.dates import SWEDEN

COLUMNS: dict[str, tuple[str, str]] = {
    "reference": (
        sentence("Reference in the case system"),
        sentence("What the person's case is called in the case system"),
    ),
    "group": (
        sentence("Help"),
        sentence("Where each kind of help is chosen by itself: which it is. Otherwise empty"),
    ),
    "old_provider": (sentence("Provider that stops"), sentence("Its name")),
    "old_provider_id": (sentence("Provider that stops, id"), sentence("The name of its file in Hemval")),
    "ends": (sentence("Last day there"), sentence("The end date to put at the provider that stops")),
    "provider": (sentence("New provider"), sentence("Who helps from the start. Empty where nobody is known")),
    "provider_id": (sentence("New provider, id"), sentence("The name of its file in Hemval")),
    "starts": (sentence("Start there"), sentence("The day after the last")),
    "how": (sentence("How it was decided"), sentence("Chosen, by rule, or appointed by the municipality")),
    "waits_for": (
        sentence("Waits for"),
        sentence("The provider that the person has chosen and is in the queue of. Otherwise empty"),
    ),
    "gap": (sentence("Not settled because"), sentence("Empty where somebody is known who helps")),
    "why": (sentence("Why"), sentence("What the rules said, step by step")),
}
"""Each column's name in JSON, its heading, and what it holds."""


@dataclass(frozen=True)
class ExitFile:
    """What goes into the file: those who are gone and those who are protected are in none."""

    title: str
    rows: tuple[Mapping[str, str], ...]
    made_at: datetime

    @property
    def table(self) -> Table:
        """Return it as a table."""
        columns = tuple(Column(WORDS.say(heading), "fixed", name) for name, (heading, _) in COLUMNS.items())
        return Table(columns, tuple(tuple(row[name] for name in COLUMNS) for row in self.rows))

    @property
    def dictionary(self) -> Table:
        """Return what each column holds."""
        told = (sentence("Column"), sentence("Name in JSON"), sentence("Holds"))
        rows = ((WORDS.say(heading), name, WORDS.say(holds)) for name, (heading, holds) in COLUMNS.items())
        return Table(tuple(Column(WORDS.say(one), "fixed") for one in told), tuple(rows))


def exit_file(plans: Iterable[Plan], content: Content, title: str, made_at: datetime) -> ExitFile:
    """Lay the plans out by reference; a protected person's is handled by telephone and stands in no file."""
    rows = tuple(_row(plan, content) for plan in plans if plan.status not in ("gone", "protected"))
    return ExitFile(title, rows, made_at)


def _row(plan: Plan, content: Content) -> Mapping[str, str]:
    return {
        "reference": plan.reference,
        "group": plan.group,
        "old_provider": provider_told(plan.case.affected.provider, content),
        "old_provider_id": plan.case.affected.provider,
        "ends": _day(plan.last_day),
        "provider": provider_told(plan.helper, content),
        "provider_id": plan.helper or "",
        "starts": _day(plan.start),
        "how": WORDS.say(STATUSES[plan.status]),
        "waits_for": provider_told(plan.waits_for, content),
        "gap": gap_told(plan),
        "why": why_in_a_row(plan, content),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else ""


def _as_xlsx(file: ExitFile) -> bytes:
    tables = {WORDS.say("References"): file.table, WORDS.say("Columns"): file.dictionary}
    return xlsx_bytes(tables, file.made_at)


def _as_json(file: ExitFile) -> bytes:
    whole = {
        "title": file.title,
        "made_at": file.made_at.astimezone(SWEDEN).isoformat(timespec="seconds"),
        "columns": [
            {"name": name, "heading": WORDS.say(heading), "holds": WORDS.say(holds)}
            for name, (heading, holds) in COLUMNS.items()
        ],
        "references": file.rows,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


FORMATS: Mapping[str, Callable[[ExitFile], bytes]] = {
    "xlsx": _as_xlsx,
    "csv": lambda file: csv_bytes(file.table),
    "json": _as_json,
}
"""By the ending of the file's name."""
