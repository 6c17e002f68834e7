"""Identity numbers: the numbers kept for tests, the ways people write them, and another's reading of them."""

import contextlib
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from personnummer.personnummer import Personnummer, PersonnummerException

from hemval.forms.typed.identity import (
    NotAnIdentityNumber,
    has_right_check_digit,
    identity_number,
    masked,
    shown,
)

TODAY = date(2026, 11, 23)

PEOPLE = (
    "193804129819", "193109239842", "192711059820", "194402299830", "194612319873", "193506019904",
    "192507149850", "194208179889", "193303039998", "193804729816",
)  # fmt: skip
"""DOMAIN §9, the co-ordination number last. Its 194402299833 is miswritten: the check digit should be 0."""


WRITTEN = (
    "{0}{1}", "{0}-{1}", "{0} {1}", "{0} - {1}", " {0}-{1} ", "{0}–{1}", "{0}\u2011{1}", "{0}−{1}",
    "{0}\u00a0{1}", "\u202a{0}-{1}\u202c", "\ufeff{0}{1}\u200b", "{0}\t{1}",
)  # fmt: skip


def fault(typed: str, today: date = TODAY) -> str:
    with pytest.raises(NotAnIdentityNumber) as caught:
        identity_number(typed, today)
    return caught.value.fault


@pytest.mark.parametrize("number", PEOPLE)
@pytest.mark.parametrize("written", WRITTEN)
def test_every_way_of_writing_twelve_digits(number, written):
    assert identity_number(written.format(number[:8], number[8:]), TODAY) == number


@pytest.mark.parametrize(
    "written", ["1938-04-12-9819", "1938 04 12 9819", "1938-04-12 9819", "38-04-12-9819"]
)
def test_the_date_may_be_written_as_a_date(written):
    assert identity_number(written, TODAY) == "193804129819"


@pytest.mark.parametrize("number", [n for n in PEOPLE if n[2:4] > "26"])
@pytest.mark.parametrize("written", ["{0}{1}", "{0}-{1}", "{0} {1}", "{0}–{1}"])
def test_ten_digits_where_only_one_century_is_possible(number, written):
    assert identity_number(written.format(number[2:8], number[8:]), TODAY) == number


@pytest.mark.parametrize("written", ["2507149850", "250714-9850", "250714 9850"])
def test_ten_digits_that_could_be_a_child_ask_for_the_century(written):
    assert fault(written) == "century"


def test_a_plus_is_a_hundred_years():
    assert identity_number("250714+9850", TODAY) == "192507149850"
    assert identity_number("19250714+9850", TODAY) == "192507149850"
    assert fault("380412+9819") == "century"


def test_nobody_is_so_old_that_a_child_is_meant_by_mistake():
    """1911 is 115 years ago, 2011 possible too; 1910 is not possible any more."""
    assert fault("110101-9803") in {"century", "check-digit"}
    assert fault("191011299803") in {"no-such-date", "check-digit"}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("194102299833", "no-such-date"),
        ("19410229-9833", "no-such-date"),
        ("410229-9833", "no-such-date"),
        ("193804129818", "check-digit"),
        ("194402299833", "check-digit"),
        ("380412-9810", "check-digit"),
        ("193804129891", "check-digit"),
        ("19380412981", "unclear"),
        ("1938041298190", "unclear"),
        ("380412981", "unclear"),
        ("19380412--9819", "unclear"),
        ("19380412+-9819", "unclear"),
        ("-193804129819", "unclear"),
        ("193804129819-", "unclear"),
        ("19380412-98I9", "unclear"),
        ("19380412-981 9 x", "unclear"),
        ("", "unclear"),
        ("   ", "unclear"),
        ("\x00", "unclear"),
        ("nittonhundratrettioåtta", "unclear"),
        ("١٩٣٨٠٤١٢٩٨١٩", "unclear"),
        ("۱۹۳۸۰۴۱۲۹۸۱۹", "unclear"),
        ("१९३८०४१२९८१९", "unclear"),
        ("１９３８０４１２９８１９", "unclear"),
        ("1938041298¹⁹", "unclear"),
        ("19380412981٩", "unclear"),
        ("0" * 12, "no-such-date"),
        ("0" * 10, "no-such-date"),
        ("1" * 5_000, "unclear"),
    ],
)
def test_what_is_no_number(typed, expected):
    assert fault(typed) == expected


def with_check_digit(nine: str) -> str:
    return next(nine + digit for digit in "0123456789" if has_right_check_digit(nine + digit))


@pytest.mark.parametrize("day", ["20261124", "20270101", "21380412"])
def test_a_day_that_has_not_been(day):
    number = day[:2] + with_check_digit(day[2:] + "980")
    assert fault(number) == "future"


def test_born_today_and_a_hundred_and_fifteen_years_ago():
    assert identity_number("20" + with_check_digit("261123980"), TODAY).startswith("20261123")
    assert identity_number("19" + with_check_digit("110101980"), TODAY).startswith("19110101")
    assert fault("19" + with_check_digit("101231980")) == "no-such-date"
    assert fault("18" + with_check_digit("990101980")) == "no-such-date"


@pytest.mark.parametrize(
    ("day", "right"), [("60", False), ("61", True), ("91", True), ("92", False), ("32", False), ("00", False)]
)
def test_co_ordination_days(day, right):
    number = "19" + with_check_digit(f"3803{day}980")
    if right:
        assert identity_number(number, TODAY) == number
    else:
        assert fault(number) == "no-such-date"


def test_a_leap_day_only_in_leap_years():
    assert identity_number("194402299830", TODAY) == "194402299830"
    assert fault("19" + with_check_digit("430229980")) == "no-such-date"


def test_shown_and_masked():
    assert shown("193804129819") == "19380412-9819"
    assert masked("193804129819") == "19380412-****"
    assert "9819" not in masked("193804129819")


@given(
    st.dates(date(1912, 1, 1), date(2026, 11, 23)),
    st.integers(0, 999),
    st.booleans(),
    st.integers(0, 9),
)
def test_the_oracle_agrees(born, birth_number, co_ordination, last):
    """The package personnummer, where it is right: twelve ASCII digits."""
    day = born.day + (60 if co_ordination else 0)
    assume(birth_number > 0)
    number = f"{born:%Y%m}{day:02d}{birth_number:03d}{last}"
    try:
        theirs = Personnummer(number, {"allow_coordination_number": True, "allow_interim_number": False})
        right = theirs.format(True) == number
    except PersonnummerException:
        right = False
    if right:
        assert identity_number(number, TODAY) == number
    else:
        assert fault(number) == "check-digit"


@given(st.integers(1, 12), st.integers(0, 99), st.integers(0, 99), st.integers(1, 999))
def test_the_oracle_agrees_about_dates(month, day, year, birth_number):
    number = f"19{with_check_digit(f'{year:02d}{month:02d}{day:02d}{birth_number:03d}')}"
    assume(year >= 12)
    try:
        Personnummer(number, {"allow_coordination_number": True, "allow_interim_number": False})
    except PersonnummerException:
        assert fault(number) == "no-such-date"
    else:
        assert identity_number(number, TODAY) == number


def test_the_oracle_takes_arabic_digits_and_we_do_not():
    """Why the package is no more than an oracle; when it stops, this tells us."""
    assert Personnummer.parse("١٩٣٨٠٤١٢٩٨١٩") is not None
    assert fault("١٩٣٨٠٤١٢٩٨١٩") == "unclear"


@given(st.text(max_size=30) | st.text("0123456789-+ –", max_size=20))
def test_anything_typed_is_a_number_or_a_fault(typed):
    with contextlib.suppress(NotAnIdentityNumber):
        number = identity_number(typed, TODAY)
        assert number.isascii()
        assert number.isdigit()
        assert len(number) == 12
        assert identity_number(number, TODAY) == number
        assert identity_number(shown(number), TODAY) == number
