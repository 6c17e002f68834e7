"""The stylesheets, joined from the small files that a person edits: one request, and no comment sent."""

import re

from hemval.content.folder import Folder
from hemval.pages.theme import THEME

STYLES = f"{THEME}/styles"
"""Where the files stand; what is made of them is sent, not they."""

BASE = ("tokens", "page", "header", "buttons", "notices", "foot", "prose", "facts")
"""What every page needs, in the order in which a later file may go before an earlier."""

KEPT = ("feedback", "listen", "words", "print")
"""What pages of information end with."""

CITIZENS = {
    "hemval": (*BASE, "start", "remarks", "parts", "map", "search", *KEPT),
    "providers": (*BASE, "provider", "providers", "quality", *KEPT),
    "compare": (*BASE, "providers", "quality", "compare", *KEPT),
    "form": (*BASE, "forms", "print"),
}
"""The sheets. A page asks for one of them, so that none is weighed down by what others look like."""

OFFICERS = {"hemval": (*BASE, "providers", "forms", "print", "officers", "officers_print")}
"""The officers' pages are the same, set tighter."""

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SPACE = re.compile(r"\s+")
AROUND = re.compile(r" ?([{};,]) ?|(?<=[a-z]): ")


def stylesheet(folder: Folder, parts: tuple[str, ...], own: str = "") -> str:
    """Join files of ``styles/``, the municipality's own in place of the shared one of the same name.

    ``own`` are the tokens that follow from its colour. They stand right after the first file's, which they
    replace, and before what print replaces them with.
    """
    found = {path.stem: path for path in folder.files(STYLES, "*.css")}
    first, *others = (found[part].read_text(encoding="utf-8") for part in parts)
    return packed("\n".join([first, own, *others]))


def packed(css: str) -> str:
    """Take out comments and the space that nothing is set apart by."""
    one_line = SPACE.sub(" ", COMMENT.sub("", css)).strip()
    return AROUND.sub(lambda match: match[1] or ":", one_line)
