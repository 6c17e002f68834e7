"""Sheets are printed once: the next build takes them as they lie, and only what has changed is printed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from hemval.paper import kept
from hemval.paper.kept import BUILDS, blank_pdfs
from hemval.paper.printing import pdfs_of
from hemval.paper.sheet import Sheet
from tests.forms.samples import TODAY
from tests.paper.papers import sheet_of


@pytest.fixture
def sheet() -> Sheet:
    return sheet_of("lindvik", "sv", False)


def test_only_what_has_changed_is_printed(
    sheet: Sheet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[int] = []

    def counting(sheets: list[Sheet], day: object) -> list[bytes]:
        printed.append(len(sheets))
        return pdfs_of(sheets, TODAY)

    monkeypatch.setattr(kept, "pdfs_of", counting)
    other = replace(sheet, title="En annan blankett")
    first = blank_pdfs([sheet], TODAY, tmp_path)
    again = blank_pdfs([sheet, other], TODAY, tmp_path)
    assert printed == [1, 1]
    assert again == pdfs_of([sheet, other], TODAY)
    assert again[0] == first[0]
    assert again[0] != again[1]


def test_another_day_is_another_sheet_and_old_ones_go(sheet: Sheet, tmp_path: Path) -> None:
    for days in range(BUILDS + 2):
        blank_pdfs([sheet], TODAY + timedelta(days), tmp_path)
    assert len(list(tmp_path.iterdir())) == BUILDS
