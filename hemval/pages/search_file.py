"""The index on disk: written by a build beside the content it publishes, read by the public process."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from hemval.content.kinds import Model
from hemval.content.search_vocabulary import SearchVocabulary
from hemval.pages.search_index import Index, Place
from hemval.pages.search_lexicon import Lexicon
from hemval.pages.search_pages import Section

StoredPlace = tuple[int, str, str, str, str, float, bool]
"""Page, address, anchor, heading, text, weight, and whether its headings are every other page's."""

StoredWord = tuple[str, tuple[str, ...], tuple[int, ...], tuple[int, ...]]
"""Root, roots of its parts, the sections it stands in, and where in each."""


class UnreadableIndex(Exception):
    """The index is not one that this version can read: built by another version, or damaged."""


class _Language(Model):
    vocabulary: SearchVocabulary
    titles: tuple[str, ...]
    places: tuple[StoredPlace, ...]
    words: dict[str, StoredWord]


class _File(Model):
    format: Literal[1]
    """Raised when the file's shape changes: another version's process then finds nothing, not wrongly."""
    languages: dict[str, _Language]


def write_indexes(path: Path, indexes: Mapping[str, Index]) -> Path:
    """Put the indexes of a build in place, whole or not at all; return where they stand."""
    stored = _File(format=1, languages={language: _stored(index) for language, index in indexes.items()})
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
        file.write(stored.model_dump_json())
        file.flush()
        os.fsync(file.fileno())
    new = Path(file.name)
    new.chmod(0o644)
    return new.replace(path)


def read_indexes(path: Path) -> dict[str, Index]:
    """Read the last build's indexes by language; raise ``FileNotFoundError`` or ``UnreadableIndex``."""
    try:
        stored = _File.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise UnreadableIndex(str(path)) from error
    return {language: _index(index, language) for language, index in stored.languages.items()}


def _stored(index: Index) -> _Language:
    return _Language(
        vocabulary=index.lexicon.vocabulary,
        titles=index.titles,
        places=tuple(
            (p.page, p.address, p.section.anchor, p.section.heading, p.section.text, p.weight, p.alike)
            for p in index.places
        ),
        words={
            word: (*index.roots[word], tuple(found), tuple(found.values()))
            for word, found in index.postings.items()
        },
    )


def _index(stored: _Language, language: str) -> Index:
    return Index(
        Lexicon(stored.vocabulary, language),
        stored.titles,
        tuple(
            Place(page, to, Section(anchor, heading, text), weight, alike)
            for page, to, anchor, heading, text, weight, alike in stored.places
        ),
        {word: dict(zip(at, where, strict=True)) for word, (_, _, at, where) in stored.words.items()},
        {word: (root, parts) for word, (root, parts, _, _) in stored.words.items()},
    )
