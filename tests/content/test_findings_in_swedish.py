"""Every sentence that the reading of content can say stands in Swedish, with the same places to fill."""

import ast
import re
from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import hemval

PACKAGE = Path(hemval.__file__).parent
PLACES = re.compile(r"%\((\w+)\)s")


def used(folder: Path) -> set[str]:
    """Collect the message ids of a folder: what is said, marked, raised, and the advice raised with it."""
    marked = {"say": None, "sentence": None, "wrong": None}
    found = {
        message
        for _, _, message, _, _ in extract_from_dir(folder, method_map=[("**.py", "python")], keywords=marked)
        if isinstance(message, str)
    }
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.keyword)
                and node.arg == "advice"
                and isinstance(node.value, ast.Constant)
            ):
                found.add(node.value.value)
    return found - {""}


def swedish() -> dict[str, str]:
    """Return every catalogue's sentences."""
    sentences = {}
    for path in (PACKAGE / "words" / "sv").glob("*.po"):
        with path.open("rb") as file:
            sentences.update(
                {m.id: m.string for m in read_po(file, locale="sv") if isinstance(m.id, str) and m.id}
            )
    return sentences


def test_every_sentence_about_content_is_in_swedish() -> None:
    ids = used(PACKAGE / "content") | used(PACKAGE / "words")
    told = swedish()
    assert len(ids) > 100
    assert {message for message in ids if not told.get(message)} == set()


def test_a_translation_fills_the_same_places() -> None:
    wrong = {m: s for m, s in swedish().items() if set(PLACES.findall(m)) != set(PLACES.findall(s))}
    assert wrong == {}
