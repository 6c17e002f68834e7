"""Written pages that data or other pages name by their file: every one must be there."""

from difflib import get_close_matches

from hemval.content.folder import Folder
from hemval.words import words_in
from hemval.words.text import MAIN_LANGUAGE

PAGES = f"site_src/{MAIN_LANGUAGE}"
"""Every page is there in the main language."""


def unknown_page(name: str, folder: Folder) -> tuple[str, str] | None:
    """Return message and advice for a page that is not there; None for one that is."""
    say = words_in("sv").say
    known = [
        path.relative_to(root / PAGES).as_posix()
        for root in folder.roots
        for path in (root / PAGES).glob("**/*.md")
    ]
    if name in known:
        return None
    near = get_close_matches(name, known, n=1)
    advice = (
        say("Did you mean ”%(name)s”?", name=near[0])
        if near
        else say("Write the name of a file in site_src/sv/, for example fragor.md.")
    )
    return say("There is no page %(name)s.", name=name), advice
