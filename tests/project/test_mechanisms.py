"""docs/mechanisms.md: nothing stands in its table that is not there."""

import ast
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from tests.project.running import PROJECT

PAGE = PROJECT / "docs" / "mechanisms.md"
TEXT = PAGE.read_text("utf-8")


@dataclass(frozen=True)
class Row:
    """One mechanism."""

    number: int
    held_as: list[str]
    shown_in: list[str]
    run_by: list[str]


def _rows() -> list[Row]:
    lines = [line for line in TEXT.splitlines() if re.match(r"\| \d+ \|", line)]
    found = []
    for line in lines:
        number, _, held, shown, run, _ = (cell.strip() for cell in line.strip("|").split("|"))
        found.append(
            Row(int(number), re.findall("`([^`]+)`", held), shown.split(", "), re.findall("`([^`]+)`", run))
        )
    return found


ROWS = _rows()
EACH = pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row.number))


def folder(municipality: str) -> Path:
    return PROJECT if municipality == "lindvik" else PROJECT / "examples" / municipality


@cache
def functions_of(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def is_held(place: str, municipality: str) -> bool:
    """Say whether a municipality has a key in its file, or all have a heading on a page."""
    if "#" in place:
        page, _, heading = place.partition("#")
        return f"{{#{heading}}}" in (PROJECT / page).read_text("utf-8")
    name, _, key = place.partition(": ")
    path = folder(municipality) / name
    if not path.exists():
        path = PROJECT / name
    files = sorted(path.glob("*.yml")) if path.is_dir() else [path]
    written = re.compile(rf"^ *(- )?({key}:|id: {key}$)", re.MULTILINE)
    return any(written.search(file.read_text("utf-8")) for file in files)


def test_all_twenty_eight_stand_there_in_order() -> None:
    assert [row.number for row in ROWS] == list(range(1, 29))


@EACH
def test_each_is_held_as_data_where_it_is_shown(row: Row) -> None:
    assert row.held_as
    for place in row.held_as:
        assert all(is_held(place, municipality) for municipality in row.shown_in), place


@EACH
def test_each_is_run(row: Row) -> None:
    assert row.run_by


def test_every_test_that_is_named_exists() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)
    assert len(named) > len(ROWS)
    missing = [f"{path}::{name}" for path, name in named if name not in functions_of(PROJECT / path)]
    assert missing == []


@pytest.mark.parametrize(
    "place", ["municipality.yml: no_such_key", "provider_profiles: last_days", "site_src/sv/kontakt.md#inte"]
)
def test_what_is_nowhere_is_found(place: str) -> None:
    assert not is_held(place, "krokom")
