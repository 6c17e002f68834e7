"""What is right today and stops the build on a day to come: told while there is time to correct it.

Agreements, rules and prices change by themselves on their days, and prose that was true is so no longer.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.whole import Content
from hemval.editing.check import check

AHEAD = timedelta(days=120)
"""How far ahead is looked: longer than any lead time that a municipality has."""


def stop_ahead(folder: Folder, content: Content, today: date) -> tuple[date, list[Finding]] | None:
    """Return the first day to come on which the build stops, with why; None where none is in sight.

    Asked of a folder without findings today.
    """
    for day in sorted({one for one in changes(content) if today < one <= today + AHEAD}):
        if findings := check(folder, day):
            return day, findings
    return None


def changes(content: Content) -> Iterator[date]:
    """List the days on which something else begins to hold, also those that have been."""
    for provider in content.providers.values():
        agreement = provider.agreement
        yield from (day for day in (agreement.approved, agreement.begins) if day is not None)
        if agreement.last_day is not None:
            yield agreement.last_day + timedelta(days=1)
    yield from (one.letters for one in content.exits.root.values())
    yield from (rules.valid_from for rules in content.municipality.rules)
    companies = content.municipality.companies
    yield from (prices.valid_from for prices in companies.prices) if companies else ()
