"""From sheets to PDFs. The same sheet and day give the same bytes.

Typst works in a process of its own: it starts threads that a forked process does not have, and a build is
forked once a language, so that whoever had printed before would wait for ever.
"""

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from hemval.paper.case_sheet import CaseSheet
from hemval.paper.font import drawable, signs
from hemval.paper.letter_sheet import LetterSheet
from hemval.paper.sheet import Sheet

AnySheet = Sheet | CaseSheet | LetterSheet

TEMPLATES = Path(__file__).parent
"""Where the templates stand; each kind of sheet names its own."""
PRESS = (sys.executable, "-m", "hemval.paper.press")


def pdf_of(sheet: AnySheet, day: date) -> bytes:
    """Print one sheet as ``pdfs_of`` does many."""
    return pdfs_of([sheet], day)[0]


def pdfs_of(
    sheets: Sequence[AnySheet], day: date, *, silent: bool = False, seconds: float | None = None
) -> list[bytes]:
    """Print sheets as PDF/UA-1, in order; raise ``FontMissing`` where the font is not installed.

    ``day`` is when they were made: there is no clock in the files. ``silent`` throws away what the press says
    when it fails, which may quote the sheets.
    """
    signs()  # says so if the font is gone, before Typst takes another
    told = [(sheet.template, _printable(asdict(sheet))) for sheet in sheets]
    order = {"day": day.isoformat(), "sheets": told}
    done = subprocess.run(  # noqa: S603 - our own module
        PRESS,
        input=json.dumps(order).encode(),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL if silent else None,
        check=True,
        timeout=seconds,
    )
    return [base64.b64decode(pdf) for pdf in json.loads(done.stdout)]


def _printable(value: object) -> object:
    """Return data with only signs that the font has."""
    if isinstance(value, str):
        return drawable(value)
    if isinstance(value, dict):
        return {name: _printable(part) for name, part in value.items()}
    return [_printable(part) for part in value] if isinstance(value, list | tuple) else value
