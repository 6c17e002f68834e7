"""The press: from a day and sheets on standard input to their PDFs; run by ``hemval.paper.printing``."""

import base64
import json
import os
import resource
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import typst

from hemval.paper.font import FOLDER
from hemval.paper.printing import TEMPLATES


def main() -> None:
    """Print what is asked for, after whatever else the machine has to do: a choice being sent goes first."""
    os.nice(10)
    # What a person wrote may be among the sheets: the system itself now refuses to write any of it in a file.
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    order = json.load(sys.stdin.buffer)
    made = datetime.fromisoformat(order["day"]).replace(tzinfo=UTC)
    json.dump([base64.b64encode(pdf).decode() for pdf in pdfs(order["sheets"], made)], sys.stdout)


def pdfs(sheets: list[tuple[str, object]], made: datetime) -> Iterator[bytes]:
    """Print each sheet by its template, with no other font than ours and no file from outside this room."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])
    compilers = {
        name: typst.Compiler(str(TEMPLATES / name), root=str(TEMPLATES), font_paths=fonts)
        for name in {template for template, _ in sheets}
    }
    for template, sheet in sheets:
        inputs = {"sheet": json.dumps(sheet, ensure_ascii=False)}
        pdf = compilers[template].compile(
            sys_inputs=inputs, format="pdf", pdf_standards="ua-1", timestamp=made
        )
        if not isinstance(pdf, bytes):
            raise TypeError(type(pdf).__name__)
        yield pdf


if __name__ == "__main__":
    main()
