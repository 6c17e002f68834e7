"""Letters are merged with names and addresses in memory: everybody's own, and nothing is kept of the list."""

import io
import zipfile
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.handover import merged_letters
from hemval.handover.address_list import AddressList, NotAnAddressList, read_addresses
from hemval.handover.exit_letter import ToTell
from hemval.handover.merged_letters import ToWrite, meeting, merged
from hemval.paper.printing import pdf_of
from hemval.words import words_in
from tests.paper.pdf import Pdf
from tests.rules.samples import content_of

SENT = date(2026, 12, 1)
LAST_DAY = date(2027, 1, 31)
WORDS = words_in("sv")

LIST = """beteckning;namn;c/o;adress;postnummer;ort
A-1;Åsa Öst;;Storgatan 1;999 99;Orten
A-2;Bo Ek;c/o Ek;Lillgatan 2;999 98;Byn
"""


@pytest.mark.parametrize(
    ("written", "rows"),
    [
        (LIST.encode(), ("Åsa Öst", "Storgatan 1", "999 99 Orten")),
        (LIST.encode("utf-8-sig"), ("Åsa Öst", "Storgatan 1", "999 99 Orten")),
        (LIST.encode("cp1252"), ("Åsa Öst", "Storgatan 1", "999 99 Orten")),
        (LIST.replace(";", "\t").encode(), ("Åsa Öst", "Storgatan 1", "999 99 Orten")),
        (LIST.replace(";", ",").replace("\n", "\r\n").encode(), ("Åsa Öst", "Storgatan 1", "999 99 Orten")),
        ("Förnamn;Efternamn;REFERENS;Adress\nÅsa;Öst;A-1;Vägen 3\n".encode(), ("Åsa Öst", "Vägen 3")),
    ],
)
def test_a_list_is_read_as_programs_write_it(written, rows):
    assert read_addresses(written).rows["A-1"] == rows


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"namn;adress\nBo;Gatan 1\n",
        b"beteckning;adress\nA-1;Gatan 1\n",
        b"beteckning;referens;namn\nA-1;A-2;Bo\n",
        b"PK\x03\x04\0\0",
        b"%PDF-1.7\0",
    ],
)
def test_what_is_no_list_is_refused_without_a_word_of_it(written):
    with pytest.raises(NotAnAddressList) as refused:
        read_addresses(written)
    assert "Bo" not in WORDS.say(refused.value.sentence)


def test_an_address_that_stands_twice_is_not_used():
    twice = read_addresses(b"referens;namn\nA-1;Bo\nA-1;Eva\nA-2;Karin\n")
    assert twice.twice == {"A-1": (2, 3)}
    assert set(twice.rows) == {"A-2"}


@given(st.binary(max_size=300))
def test_no_bytes_stop_the_reading(data):
    with suppress(NotAnAddressList):
        assert read_addresses(data).rows is not None


def test_nobody_is_shown_by_accident():
    addresses = read_addresses(LIST.encode())
    assert "Åsa" not in repr(addresses)


def to_write(content, *references: str) -> list[ToWrite]:
    provider = content.providers["solgardens-hemtjanst"]
    rules = content.municipality.rules_on(SENT).at_exit()
    return [
        ToWrite(
            f"id-{reference}",
            reference,
            ToTell(provider, LAST_DAY, date(2027, 1, 15), rules, None, ("service",), "sv", "7K2WXDPM"),
        )
        for reference in references
    ]


def test_who_has_no_address_and_whose_letter_is_not_wanted_is_told():
    long = b"A-5;Cia;c/o Alfa;" + b"Lillgatan 7 " * 6 + b"\n"
    addresses = read_addresses(LIST.encode() + b"A-3;Eva\nA-3;Eva igen\nX-9;Ingen\n" + long)
    found = meeting(to_write(content_of("lindvik"), "A-1", "A-3", "A-4", "A-5"), addresses)
    assert found.too_long == ("A-5",)
    assert [one.reference for one in found.met] == ["A-1"]
    assert (found.without_address, found.twice, found.not_to_write) == (("A-4",), {"A-3": (4, 5)}, 2)


def test_everybody_gets_a_letter_of_their_own(monkeypatch):
    monkeypatch.setattr(merged_letters, "IN_A_FILE", 2)
    content = content_of("lindvik")
    addresses = AddressList({f"A-{n}": (f"Person {n}x", f"Gatan {n}") for n in range(5)}, {})
    met = meeting(to_write(content, *addresses.rows), addresses).met
    told: list[str] = []

    def note(what: str):
        return lambda some: told.append(f"{what} {' '.join(one.reference for one in some)}")

    made = merged(
        met, addresses, content, SENT, lambda sheet: pdf_of(sheet, SENT), note("seen"), note("printed"),
        lambda some: [one for one in some if one.reference not in {"A-2", "A-4"}],
    )  # fmt: skip
    parts = []
    for part in made:
        parts.append(part)
        told.append("given")
    assert told == [
        "seen A-0 A-1", "given", "seen A-3", "given",
        "printed A-0 A-1 A-3", "given",
    ]  # fmt: skip
    assert not zipfile.is_zipfile(io.BytesIO(b"".join(parts[:-1]))), "cut off, it opens nowhere"
    with zipfile.ZipFile(io.BytesIO(b"".join(parts))) as box:
        assert box.testzip() is None
        assert box.namelist() == ["brev-1-2.pdf", "brev-3-4.pdf"]
        text = "\n".join(Pdf(box.read(name)).text() for name in box.namelist())
    assert [text.count(f"Person {n}x") for n in range(5)] == [1, 1, 0, 1, 0], "who was marked meanwhile"


def test_a_line_break_in_a_cell_is_one_in_the_window():
    data = b'referens;namn;adress;postnummer;ort\nA-1;Ada Ek;"c/o Ek\r\nGatan 1\n";123 45;Orten\n'
    assert read_addresses(data).rows["A-1"] == ("Ada Ek", "c/o Ek", "Gatan 1", "123 45 Orten")


@pytest.mark.parametrize(
    "data", [b"referens;namn\n" + b"A-1;Bo\n" * 600_000, b"referens;namn" + b";" * 4_000_000]
)
def test_a_list_that_is_larger_than_any_is_not_read(data):
    with pytest.raises(NotAnAddressList, match="more than") as refused:
        read_addresses(data)
    assert "fler än 20000 rader eller 50 kolumner" in WORDS.say(
        refused.value.sentence, **refused.value.values
    )


def test_a_line_with_a_cell_too_many_gives_no_letter_to_a_wrong_address():
    data = b"referens;namn;adress;postnummer;ort\nA-1;Ek; Ada;Gatan 1;123 45;Orten\n"
    assert read_addresses(data).rows.get("A-1") is None


def test_two_columns_of_one_name_lose_no_row():
    data = b"referens;namn;adress;adress;postnummer;ort\nA-1;Ada;c/o Ek;Gatan 1;123 45;Orten\n"
    assert read_addresses(data).rows["A-1"] == ("Ada", "c/o Ek", "Gatan 1", "123 45 Orten")


@pytest.mark.parametrize(
    "written",
    [
        "beteckning;personnummer;namn;adress\nA-1;x;Bo Ek;Gatan 1\n",
        "beteckning;namn;adress;telefon\nA-1;Bo Ek;Gatan 1;070-174 06 05\n",
        "beteckning;namn;adress\nA-1;19380412-9819 Bo Ek;Gatan 1\n",
    ],
)
def test_what_no_postman_should_read_is_refused(written):
    with pytest.raises(NotAnAddressList):
        read_addresses(written.encode())


@pytest.mark.parametrize("row", ["x" * 61, ""])
def test_an_address_that_is_too_long_for_the_window_is_none(row):
    headings = ";".join(["beteckning", "namn", *(f"adress {n}" for n in range(1, 9))])
    rows = [row or "Gatan"] * (1 if row else 8)
    data = f"{headings}\nA-1;Bo Ek;{';'.join(rows)}\nA-2;Eva Ek;Gatan 2\n".encode()
    assert set(read_addresses(data).rows) == {"A-2"}
