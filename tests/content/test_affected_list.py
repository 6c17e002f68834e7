"""The list of those whom an exit touches: what is taken, what is refused, and that no name ever comes out."""

import csv
import io
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemval.content import affected_list, csv_table
from hemval.content.affected_list import TOLD_AT_MOST, known_in, read_affected
from hemval.content.csv_table import MOST_COLUMNS
from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.names_a_person import heading_names_a_person, holds_identity_number
from hemval.content.whole import Content
from hemval.settings import PROJECT
from tests.rules.samples import content_of

EXIT = "solgardens-2027"
HEADINGS = "beteckning;utförare;område;insatser;språk;timmar\n"
LINE = "A-1;solgardens-hemtjanst;norra;service, personal-care;en;12\n"
PEOPLE = ("193804129819", "19380412-9819", "380412-9819", "3804129819", "19380472-9816", "380472+9816")


@cache
def lindvik() -> Content:
    content, found = load(Folder(PROJECT, PROJECT))
    assert content is not None, found
    return content


def told(text: str | bytes) -> list[str]:
    """Read a list and return what is found, each with its place."""
    affected, found = read_affected(text if isinstance(text, bytes) else text.encode(), EXIT, lindvik())
    assert bool(found) != bool(affected), "all of a list is taken, or nothing"
    assert all(one.source_line == "" for one in found)
    return [f"{one.line}:{one.column}: {one.message}" for one in found]


def test_a_line_is_read() -> None:
    (one,), found = read_affected((HEADINGS + LINE).encode(), EXIT, lindvik())
    assert found == []
    assert one.model_dump() == {
        "reference": "A-1",
        "provider": "solgardens-hemtjanst",
        "area": "norra",
        "services": ("service", "personal-care"),
        "language": "en",
        "hours": 12,
    }


def test_what_is_not_told_is_not_known() -> None:
    (one,), _ = read_affected(
        b"utf\xc3\xb6rare;Referens\nSolg\xc3\xa5rdens hemtj\xc3\xa4nst;1\n", EXIT, lindvik()
    )
    assert (one.reference, one.area, one.services, one.language, one.hours) == ("1", None, (), "sv", None)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("before", ["", "sep={}"])
def test_every_way_that_programs_write_it(encoding: str, separator: str, end: str, before: str) -> None:
    out = io.StringIO()
    if before:
        out.write(before.format(separator) + end)
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    writer.writerow(["Referens", "UTFÖRARE", "område", "insatser", "språk", "timmar", ""])
    name = "Solgårdens hemtjänst"
    writer.writerow(["Å 7", name, "Södra Lindvik", "städning,hjälp i hushållet", "Svenska", "10,5", ""])
    (one,), found = read_affected(out.getvalue().encode(encoding), EXIT, lindvik())
    assert found == []
    assert (one.reference, one.area, one.services, one.hours) == ("Å 7", "sodra", ("cleaning", "service"), 11)


NO_DIGIT = "2:1: Beteckningen har ingen siffra, så den kan vara ett namn."
TOO_LONG = "2:1: Beteckningen är för lång, eller har tecken som inte syns."
WRONG = (
    ("", "1:1: Listan är tom."),
    (HEADINGS, "1:1: Listan är tom."),
    ("PK\x03\x04", "1:1: Listan är en arbetsbok, inte CSV."),
    (LINE, "1:1: Första raden ska ha rubrikerna."),
    ("beteckning;område\n1;norra\n", "1:1: Kolumnen utförare saknas."),
    ("beteckning;utförare;beteckning\n", "1:3: Rubriken står två gånger."),
    ("beteckning;utförare;referens\n", "1:3: Rubriken står två gånger."),
    ("beteckning;utförare;namn\n1;x;Åsa\n", "1:3: En kolumn verkar berätta vem någon är."),
    ("beteckning;utförare;vad\n1;x;y\n", "1:3: En kolumn har en okänd rubrik."),
    (HEADINGS + LINE + LINE, "3:1: Beteckningen står på rad 2 också."),
    (HEADINGS + "\n" + LINE.replace("A-1", ""), "3:1: Beteckningen saknas."),
    (
        HEADINGS + LINE.replace("A-1", "Åsa Öberg"),
        "2:1: Beteckningen har ingen siffra, så den kan vara ett namn.",
    ),
    (
        HEADINGS + LINE.replace("A-1", "1" * 41),
        "2:1: Beteckningen är för lång, eller har tecken som inte syns.",
    ),
    (
        HEADINGS + LINE.replace("A-1", "1\u202e2"),
        "2:1: Beteckningen är för lång, eller har tecken som inte syns.",
    ),
    (HEADINGS + LINE.replace("solgardens", "bjorkens"), "2:2: Utföraren är inte en av dem som slutar här."),
    (HEADINGS + LINE.replace("norra", "vastra"), "2:3: Det finns inget sådant område."),
    (HEADINGS + LINE.replace("personal-care", "dans"), "2:4: Det finns ingen sådan hjälp."),
    (HEADINGS + LINE.replace(";en;", ";ar;"), "2:5: Breven skrivs inte på det språket."),
    (HEADINGS + LINE.replace(";12", ";tolv"), "2:6: Timmarna är inget tal."),
    (HEADINGS + LINE.replace(";12", ";-3"), "2:6: Timmarna är inget tal."),
    (HEADINGS + LINE.replace(";12", ";5000"), "2:6: Timmarna är fler än en månad har."),
    (HEADINGS + LINE.replace(";12", ";12;Åsa"), "2:7: Värdet står inte under någon rubrik."),
    (HEADINGS.replace("timmar", "") + LINE, "2:6: Värdet står inte under någon rubrik."),
)


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_a_mistake_is_found_in_its_place(text: str, message: str) -> None:
    assert told(text) == [message]


def test_the_list_of_addresses_is_told_to_belong_elsewhere() -> None:
    addresses = "beteckning;Namn;adress;postnummer;ort\n1;Åsa;Vägen 1;123 45;Lindvik\n"
    _, found = read_affected(addresses.encode(), EXIT, lindvik())
    assert (found[0].message, found[0].advice) == (
        "Det här ser ut som listan med adresser.", "Adresserna skickas in under Brev och påminnelser.",
    )  # fmt: skip
    assert found[1].message == "Kolumnen utförare saknas."


def test_of_a_column_that_is_refused_whole_nothing_more_is_told() -> None:
    rows = "".join(f"A-{n};solgardens-hemtjanst;{number}\n" for n, number in enumerate(PEOPLE))
    assert told(f"beteckning;utförare;personnr\n{rows}") == ["1:3: En kolumn verkar berätta vem någon är."]


def test_what_may_be_written_is_told_as_people_write_it_and_for_this_town() -> None:
    wrong = HEADINGS + LINE.replace("personal-care", "dans")
    _, (found,) = read_affected(wrong.encode(), EXIT, lindvik())
    assert found.advice.startswith("Skriv något av: hjälp i hushållet, städning, tvätt, inköp, pers")
    assert "service" not in found.advice
    given = known_in("utforare-c-2027", content_of("krokom"))["services"].told
    assert "personlig omvårdnad" in given
    assert "trygghetslarm" not in given


def test_under_headings_that_cannot_be_used_identity_numbers_are_told_once_after_what_is_missing() -> None:
    rows = "".join(f"{number};solgardens-hemtjanst;norra\n" for number in PEOPLE)
    assert told(f"vad;utförare;område\n{rows}") == [
        "1:1: Kolumnen beteckning saknas.",
        "1:1: En kolumn har en okänd rubrik.",
    ]
    assert told(f";utförare;område\n{rows}") == [
        "1:1: Kolumnen beteckning saknas.",
        "2:1: Det som ser ut som ett personnummer står på 6 rader.",
    ]
    assert told(f"Nr 1;x\n{rows}") == [
        "1:1: Första raden ska ha rubrikerna.",
        "2:1: Det som ser ut som ett personnummer står på 6 rader.",
    ]


@pytest.mark.parametrize(("written", "meant"), [("engelska", "en"), ("Engelska", "en"), ("English", "en"),
                                                ("EN", "en"), ("svenska", "sv"), ("sv", "sv")])  # fmt: skip
def test_a_language_is_written_by_its_code_or_its_name_in_swedish_or_in_itself(
    written: str, meant: str
) -> None:
    (one,), _ = read_affected((HEADINGS + LINE.replace(";en;", f";{written};")).encode(), EXIT, lindvik())
    assert one.language == meant


@pytest.mark.parametrize("number", PEOPLE)
@pytest.mark.parametrize("column", range(6))
def test_an_identity_number_is_refused_wherever_it_stands(number: str, column: int) -> None:
    cells = LINE.strip().split(";")
    cells[column] = f"nr {number}."
    found = told(HEADINGS + ";".join(cells))
    assert found == [f"2:{column + 1}: Det som står här ser ut som ett personnummer."]


@pytest.mark.parametrize(
    "text", ["193804129818", "194102299833", "19380412981", "1938041298190", "A-1", "2026:1234", "", "１"]
)
def test_what_is_no_identity_number(text: str) -> None:
    assert not holds_identity_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "１９３８０４１２９８１９", "1938 04 12 98 19", "x193804129819y", "19380412–9819", "19380412 - 9819",
        "19380412.9819", "1938.04.12-9819", "380412/9819", "1938-04-12 -9819", "19380412_9819",
    ],
)  # fmt: skip
def test_an_identity_number_however_it_is_written(text: str) -> None:
    assert holds_identity_number(text)


@pytest.mark.parametrize(
    "heading",
    ["Namn", "Förnamn", "EFTERNAMN", "Kund", "Personnr", "pnr", "p-nr", "Adress", "C/O", "Postnr", "Ort",
     "Telefon", "Tfn", "Mobil", "E-post", "Epost", "Mail", "Födelsedatum",
     "Fo\u0308delsea\u030ar", "Ålder", "Kön"],
)  # fmt: skip
def test_headings_under_which_names_stand(heading: str) -> None:
    assert heading_names_a_person(heading)
    assert told(f"beteckning;utförare;{heading}\n1;x;y\n") == ["1:3: En kolumn verkar berätta vem någon är."]


def test_no_more_is_told_than_anybody_reads() -> None:
    found = told(HEADINGS + "".join(f"{number};okänd;;;;\n" for number in range(1200)))
    assert len(found) == TOLD_AT_MOST + 1
    assert found[-1].endswith("Mer kan vara fel: resten av listan lästes inte.")


@pytest.mark.parametrize(
    "data",
    [
        b"beteckning;" + b"x;" * 2_000_000,
        b"beteckning;utf\xf6rare\n" + b"".join(b"H%d;x\n" % n for n in range(400_000)),
        b"beteckning;utf\xf6rare\n" + b"H1;solgardens-hemtjanst\n" + b"\n" * 400_000,
        b"beteckning;utf\xf6rare\nH1;" + b"x" * 4_000_000,
    ],
    ids=["headings", "lines", "empty lines", "a cell"],
)
def test_no_more_is_read_of_a_wrong_list_than_is_told(data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the largest that may be sent: each finding that is made costs, whether it is told or not."""
    made: list[int] = []
    real = affected_list._finding
    monkeypatch.setattr(affected_list, "_finding", lambda *one: made.append(1) or real(*one))
    affected, _ = read_affected(data, EXIT, lindvik())
    assert len(made) <= 2 * TOLD_AT_MOST
    assert len(affected) <= 1


def test_a_list_that_is_larger_than_any_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "MOST_LINES", 3)
    lines = "".join(f"H{number};solgardens-hemtjanst\n" for number in range(3))
    assert told("beteckning;utförare\n" + lines) == ["4:1: Listan har fler än 20000 rader eller 50 kolumner."]
    wide = "beteckning;utförare" + ";" * MOST_COLUMNS
    assert told(wide) == ["1:1: Listan har fler än 20000 rader eller 50 kolumner."]


def test_what_may_be_written_is_told_by_name() -> None:
    _, found = read_affected((HEADINGS + LINE.replace("norra", "x")).encode(), EXIT, lindvik())
    assert found[0].advice == "Skriv något av: Centrum, Norra Lindvik, Södra Lindvik, Skärgården."


def test_all_of_a_long_list_is_taken() -> None:
    lines = "".join(LINE.replace("A-1", f"D{number:06d}") for number in range(1200))
    affected, found = read_affected((HEADINGS + lines).encode("cp1252"), EXIT, lindvik())
    assert found == []
    assert len({one.reference for one in affected}) == 1200


SECRET = st.text(alphabet="αβγδεζηθικλμ", min_size=4, max_size=12)
"""Names in letters that no sentence of ours has, so that any of them in a finding is one that came out."""

BAD_HEADING = st.sampled_from(["namn", "Adress", "personnummer", "telefon", "vad som helst", ""]) | SECRET


@settings(max_examples=150, deadline=None)
@given(
    heading=BAD_HEADING,
    secrets=st.lists(SECRET, min_size=1, max_size=5),
    place=st.integers(0, 6),
    separator=st.sampled_from([";", ",", "\t"]),
    with_headings=st.booleans(),
    cut=st.integers(0, 30),
)
def test_no_value_of_a_refused_column_is_in_any_finding(
    heading: str, secrets: list[str], place: int, separator: str, with_headings: bool, cut: int
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    headings = HEADINGS.strip().split(";")
    if with_headings:
        writer.writerow([*headings[:place], heading, *headings[place:]])
    for secret in secrets:
        cells = LINE.strip().split(";")
        writer.writerow([*cells[:place], secret, *cells[place:]])
    text = out.getvalue()
    affected, found = read_affected(text[: len(text) - cut].encode(), EXIT, lindvik())
    assert affected == () or not any(sign in "αβγδεζηθικλμ" for one in affected for sign in one.reference)
    assert found
    assert not any(sign in "αβγδεζηθικλμ" for one in found for sign in whole(one))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_list_or_findings(data: bytes) -> None:
    affected, found = read_affected(data, EXIT, lindvik())
    assert bool(affected) != bool(found)


def whole(finding: Finding) -> str:
    """Return everything of a finding that anybody is shown."""
    return finding.render() + str(finding.as_json())
