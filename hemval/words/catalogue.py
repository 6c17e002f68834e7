"""Look interface sentences up in a language."""

import gettext
import io
from functools import cache
from pathlib import Path

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
    merged: gettext.GNUTranslations | None = None
    for path in sorted((HERE / language).glob("*.po")):
        translations = _read(path, language)
        if merged is None:
            merged = translations
        else:
            translations.add_fallback(merged)
            merged = translations
    if merged is None:
        raise KeyError(language)
    return Words(language, merged)


def _read(path: Path, language: str) -> gettext.GNUTranslations:
    """Read a catalogue straight from its .po file, so that no compiled copy can be stale."""
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
