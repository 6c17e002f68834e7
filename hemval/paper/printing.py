"""From a sheet to a PDF. The same sheet and day give the same bytes."""

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

import typst

from hemval.paper.font import FOLDER, drawable, signs
from hemval.paper.sheet import Sheet

TEMPLATE = Path(__file__).with_name("form.typ")


def pdf_of(sheet: Sheet, day: date) -> bytes:
    """Print a sheet as PDF/UA-1; raise ``FontMissing`` where the font is not installed.

    ``day`` is when it was made: there is no clock in the file.
    """
    signs()  # says so if the font is gone, before Typst takes another
    made = datetime(day.year, day.month, day.day, tzinfo=UTC)
    inputs = {"sheet": json.dumps(_printable(asdict(sheet)), ensure_ascii=False)}
    pdf = _compiler().compile(sys_inputs=inputs, format="pdf", pdf_standards="ua-1", timestamp=made)
    if not isinstance(pdf, bytes):
        raise TypeError(type(pdf).__name__)
    return pdf


@cache
def _compiler() -> typst.Compiler:
    """Read the template and the font once a process; no other font, and no file outside this room."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
    return typst.Compiler(str(TEMPLATE), root=str(TEMPLATE.parent), font_paths=fonts)


def _printable(value: object) -> object:
    """Return data with only signs that the font has."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {name: _printable(part) for name, part in value.items()}
    return [_printable(part) for part in value] if isinstance(value, list | tuple) else value
