"""A finding shows its line as it is, with the caret under the character that is meant."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemval.content.findings import ContentError, Finding, line_of, pointed_at
from hemval.words.plain import HIDDEN


def caret(line: str, column: int) -> str:
    """Return what stands over the caret."""
    shown, offset = pointed_at(line, column)
    cells: list[str] = []
    for character in shown:
        if unicodedata.combining(character):
            cells[-1] += character
        else:
            cells += [character] + [""] * (unicodedata.east_asian_width(character) in "WF")
    return cells[offset] if offset < len(cells) else ""


def test_a_finding_is_shown_with_place_line_caret_and_advice() -> None:
    finding = Finding("a.yml", 3, 7, "Värdet är fel.", "name: Åsa", "Skriv om det.")
    assert finding.render() == "a.yml:3:7: Värdet är fel.\n    name: Åsa\n          ^\n  Skriv om det."


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("name: Åsa", 7, "Å"),
        ("\tname: x", 2, "n"),
        ("\tname: x", 1, "→"),
        ("a\tb: x", 3, "b"),
        ("名前: x", 3, ":"),
        ("名前: x", 2, "前"),
        ("A\u030asa: x", 3, "s"),
        ("A\u030asa: x", 2, "A\u030a"),
        ("a\u202eb: x", 3, "b"),
        ("a\u202eb: x", 2, "<"),
        ("x" * 500 + "å" + "y" * 500, 501, "å"),
        ("a: b", 5, ""),
        ("a: b", 99, ""),
    ],
)
def test_the_caret_stands_under_the_character(line: str, column: int, expected: str) -> None:
    assert caret(line, column) == expected


def test_a_long_line_is_cut_on_both_sides() -> None:
    shown, offset = pointed_at("x" * 500 + "å" + "y" * 500, 501)
    assert shown.startswith("…x")
    assert shown.endswith("y…")
    assert len(shown) <= 102
    assert shown[offset] == "å"


@settings(deadline=None)
@given(st.text(max_size=400), st.integers(1, 450))
def test_what_is_shown_hides_nothing_and_ends(line: str, column: int) -> None:
    rendered = Finding("a.yml", 1, column, line, line, line).render()
    assert not HIDDEN.search(rendered.replace("\u200c", "").replace("\u200d", ""))
    assert "\u202e" not in rendered


def test_findings_sort_by_file_and_place() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 2, 9), ("a", 2, 10)]
    findings = sorted(Finding(*place, "x") for place in places)
    assert [(f.file, f.line, f.column) for f in findings] == [
        ("a", 2, 9),
        ("a", 2, 10),
        ("a", 10, 1),
        ("b", 1, 1),
    ]


def test_a_finding_is_readable_by_other_programs() -> None:
    finding = Finding("a.yml", 1, 2, "m", "s", "a")
    assert Finding(**json.loads(json.dumps(finding.as_json()))) == finding


def test_the_error_carries_and_shows_its_findings() -> None:
    finding = Finding("a.yml", 1, 2, "Fel.")
    error = ContentError([finding])
    assert error.findings == [finding]
    assert str(error) == "a.yml:1:2: Fel."


def test_lines_are_counted_as_editors_do() -> None:
    source = "\ufeffa\r\nb\rc\nd"
    assert [line_of(source, n) for n in (0, 1, 2, 3, 4, 5)] == ["", "a", "b", "c", "d", ""]
