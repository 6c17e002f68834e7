"""Printed sheets that are kept from one build to the next: most forms are as they were.

The same sheet, day and template give the same bytes, so what was printed once need not be printed again.
Only blank forms come here: what a person has answered is never kept.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from importlib.metadata import version
from pathlib import Path

from hemval.paper.font import FOLDER
from hemval.paper.printing import TEMPLATES, pdfs_of
from hemval.paper.sheet import Sheet

BUILDS = 3
"""How many builds' sheets lie there: the site's own, and previews of other days."""


def blank_pdfs(sheets: Sequence[Sheet], day: date, folder: Path) -> list[bytes]:
    """Return each sheet as PDF, printing only what the folder does not hold; raise as ``pdfs_of`` does."""
    folder.mkdir(parents=True, exist_ok=True)
    means = _means()
    files = [folder / f"{_fingerprint(sheet, day, means)}.pdf" for sheet in sheets]
    missing = {file: sheet for file, sheet in zip(files, sheets, strict=True) if not file.exists()}
    if missing:
        for file, pdf in zip(missing, pdfs_of(list(missing.values()), day), strict=True):
            whole = file.with_suffix(".new")
            whole.write_bytes(pdf)
            whole.replace(file)
    for file in files:
        os.utime(file)
    printed = [file.read_bytes() for file in files]
    for old in sorted(folder.glob("*.pdf"), key=_last_used)[: -BUILDS * max(len(files), 1)]:
        old.unlink(missing_ok=True)
    return printed


def _fingerprint(sheet: Sheet, day: date, means: bytes) -> str:
    told = json.dumps([day.isoformat(), asdict(sheet)], sort_keys=True).encode()
    return hashlib.sha256(means + told).hexdigest()


def _means() -> bytes:
    """Return what a sheet is printed with: templates, fonts and printer."""
    templates = (template.read_bytes() for template in sorted(TEMPLATES.glob("*.typ")))
    fonts = (font.read_bytes() for font in sorted(FOLDER.glob("*.[ot]tf")))
    parts = (*templates, *fonts, version("typst").encode())
    return b"".join(hashlib.sha256(part).digest() for part in parts)


def _last_used(file: Path) -> float:
    return file.stat().st_mtime
