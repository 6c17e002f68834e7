"""From bytes to text that can be trusted to show what it holds."""

import codecs
import re
from pathlib import Path

from hemval.content.findings import Finding, line_of
from hemval.words import words_in
from hemval.words.plain import HIDDEN, named

SIZE_LIMIT = 256 * 1024
FINDINGS_LIMIT = 20
"""Lines with hidden characters that are told of: a picture saved as .yml has thousands."""
STAND_IN = "·"
"""Takes a hidden character's place so that the rest of the file can be read, with the columns unmoved."""

INDENTED_BY_TAB = re.compile(r"^ *(\t)[\t ]*[^\s#]|^\s*(?:- *)*(?:[\w-]+:|-) *(\t)")

say = words_in("sv").say


def bytes_of(path: Path, name: str) -> tuple[bytes, list[Finding]]:
    """Read a file, never more of it than is allowed and never anything but a file."""
    try:
        if not path.is_file():
            return b"", [Finding(name, 1, 1, say("There is no such file."))]
        with path.open("rb") as file:
            return file.read(SIZE_LIMIT + 1), []
    except OSError:
        advice = say("Check that the file exists and that you may open it.")
        return b"", [Finding(name, 1, 1, say("The file cannot be opened."), "", advice)]


def text_from(content: str | bytes, name: str) -> tuple[str | None, list[Finding]]:
    """Return the text with plain line breaks, or None where it cannot be read further."""
    size = len(content.encode("utf-8", "surrogatepass")) if isinstance(content, str) else len(content)
    if size > SIZE_LIMIT:
        message = say("The file is larger than %(limit)s kB.", limit=SIZE_LIMIT // 1024)
        advice = say("Split it into several files, or take away what does not belong in it.")
        return None, [Finding(name, 1, 1, message, "", advice)]
    try:
        text = content if isinstance(content, str) else content.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [not_utf8(error.object, error.start, name)]
    content = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    hidden, tabs = _hidden(content, name), _tabs(content, name)
    if tabs or len(hidden) >= FINDINGS_LIMIT:
        return None, [*hidden, *tabs]
    return HIDDEN.sub(STAND_IN, content), hidden


def not_utf8(content: bytes, start: int, name: str) -> Finding:
    """Point at the first byte that is not UTF-8."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        line, column, shown = 1, 1, ""
    else:
        before = content[:start].decode("utf-8").removeprefix("\ufeff")
        before = before.replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        shown = line_of(content.decode("utf-8", "backslashreplace"), line)
    advice = say("Save it again as UTF-8. In most editors that is a choice when you save.")
    return Finding(name, line, column, say("The file is not saved as UTF-8."), shown, advice)


def _hidden(text: str, name: str) -> list[Finding]:
    """Find the first hidden character of each line; the neighbours decide about joiners."""
    found: list[Finding] = []
    match = HIDDEN.search(text)
    while match and len(found) < FINDINGS_LIMIT:
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - text.rfind("\n", 0, match.start())
        message = say("There is a hidden character here: %(name)s.", name=named(match[0]))
        advice = say("Erase it and write the text again by hand. It often comes along when text is pasted.")
        found.append(Finding(name, line, column, message, line_of(text, line), advice))
        next_line = text.find("\n", match.end())
        match = HIDDEN.search(text, next_line) if next_line >= 0 else None
    return found


def _tabs(text: str, name: str) -> list[Finding]:
    found = []
    for number, line in enumerate(text.split("\n"), start=1):
        if match := INDENTED_BY_TAB.search(line):
            column = (match.start(1) if match[1] else match.start(2)) + 1
            message = say("The line has a tab where there should be spaces.")
            advice = say("Replace the tab by spaces: two for each step of indentation.")
            found.append(Finding(name, number, column, message, line, advice))
    return found
