"""What a municipality tells beside its rules: companies' terms, notices, documents."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from hemval.content.companies import Companies
from hemval.content.document import can_be_served
from hemval.content.notice import Notice

DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))


def companies(*days: date) -> Companies:
    lists: list[dict[str, Any]] = [
        {"valid_from": day, "hourly": {"service": 300 + n}} for n, day in enumerate(days)
    ]
    return Companies.model_validate({"apply": "Ring oss.", "prices": lists})


@given(st.sets(DAYS, min_size=1, max_size=5), DAYS)
def test_the_prices_in_force_are_the_latest_that_have_begun(starts: set[date], today: date) -> None:
    found = companies(*starts).prices_on(today)
    begun = {start for start in starts if start <= today}
    assert (found.valid_from if found else None) == max(begun, default=None)


def test_two_price_lists_cannot_begin_on_one_day() -> None:
    with pytest.raises(ValidationError, match="Two lists of prices"):
        companies(date(2026, 1, 1), date(2027, 1, 1), date(2026, 1, 1))


@given(DAYS, st.integers(0, 400), DAYS)
def test_a_notice_is_read_from_its_first_day_to_its_last(first: date, days: int, today: date) -> None:
    last = first + timedelta(days)
    notice = Notice.model_validate({"text": "Stängt.", "first_day": first, "last_day": last})
    assert notice.shown_on(today) == (first <= today <= last)
    assert notice.shown_on(first)
    assert notice.shown_on(last)
    assert not notice.shown_on(last + timedelta(1))


def test_a_notice_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValidationError, match="last day is before"):
        Notice.model_validate({"text": "Stängt.", "first_day": "2026-12-24", "last_day": "2026-12-23"})


@pytest.mark.parametrize(
    ("name", "served"),
    [
        ("krav-pa-utforare.pdf", True),
        ("2026.docx", True),
        ("Krav.pdf", False),
        ("krav på utförare.pdf", False),
        ("krav.html", False),
        ("krav.svg", False),
        ("krav.pdf.exe", False),
        ("../krav.pdf", False),
        (".pdf", False),
    ],
)
def test_only_what_is_read_under_a_lasting_address_is_served(name: str, served: bool) -> None:
    assert can_be_served(name) is served
