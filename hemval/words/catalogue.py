"""Look interface sentences up in a language."""

import gettext
import io
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE_LANGUAGE = "en"
"""The language that message ids are written in."""

HERE = Path(__file__).parent

LANGUAGES = {"sv": "Svenska", "en": "English"}
"""Languages the interface is translated to, each by its own name."""


class Words:
    """The interface sentences of one language."""

    def __init__(self, language: str, translations: gettext.NullTranslations) -> None:
        self.language = language
        self.translations = translations

    def say(self, sentence: str, /, **values: object) -> str:
        """Translate a sentence and fill in its ``%(name)s`` places."""
        translated = self.translations.gettext(sentence)
        return translated % values if values else translated

    def count(self, one: str, many: str, n: int, /, **values: object) -> str:
        """Translate a sentence that depends on a number, given as ``%(n)s``."""
        return self.translations.ngettext(one, many, n) % {"n": n, **values}


@cache
def words_in(language: str) -> Words:
    """Return the sentences of a language; raise ``KeyError`` for one we have no sentences in."""
    if language not in LANGUAGES:
        raise KeyError(language)
    if language == SOURCE_LANGUAGE:
        return Words(language, gettext.NullTranslations())
    merged = Catalog(locale=language)
    for path in sorted((HERE / language).glob("*.po")):
        _add(merged, path, language)
    return Words(language, _translations(merged))


def _add(merged: Catalog, path: Path, language: str) -> None:
    """Take a file's sentences into one catalogue: looking up in a chain of them is slow."""
    with path.open("rb") as file:
        for message in read_po(file, locale=language):
            if message.id:
                merged[message.id] = message


def _translations(catalogue: Catalog) -> gettext.GNUTranslations:
    """Compile in memory, so that no compiled copy on disk can be stale."""
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
