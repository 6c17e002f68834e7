"""Find what a person means by a few words, best first.

The same words on the same pages give the same answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from math import log

from hemval.pages.search_index import IN_HEADING, IN_TEXT, Index, Place, said
from hemval.pages.search_words import composed, one_slip_apart, without_marks, words_of

EXACT, STEM, COMPOUND, RELATED = 1.0, 0.9, 0.7, 0.6
"""How much of what is meant a page's word says: itself, another form, a longer one, a near one."""

FURTHER = 0.9
"""What each place further down the writer's list of near words is worth of the one before."""

HEADING, TITLE = 8.0, 10.0
"""What a word in a section's heading or the page's title is worth beside one in the text."""

WHOLE = 2.0
"""What a heading is worth more that says what was asked for and nothing else."""

ENOUGH = 0.6
"""How much of what the best section has of the question a section needs; rare words count for more."""

RIVAL = 2
"""How many times as common a word must be as the next for a mistyped one to be taken for it."""

MOST_WORDS = 12
"""Words of a question that are looked at; an old person's longest sentence is shorter."""

A_PAGE = 3
"""Sections shown of one page: whoever opens it finds the rest."""


@dataclass(frozen=True)
class Hit:
    """A section that answers, and the words in it that do."""

    place: Place
    words: frozenset[str]


@dataclass(frozen=True)
class Found:
    """What was found."""

    pages: tuple[tuple[Hit, ...], ...] = ()
    """Best first; each page's hits together, its best first."""
    corrected: tuple[tuple[str, str], ...] = ()
    """Words that no page has, each with the one that was looked for instead."""

    @property
    def number(self) -> int:
        """Return the number of hits, as a reader counts them."""
        return sum(len(hits) for hits in self.pages)


Meanings = dict[str, float]
"""Words of the pages that answer a word of the question, each with how much of it they say."""


def find(index: Index, question: str) -> Found:
    """Find the sections that answer a question, grouped by page."""
    asked, corrected = _asked(index, question)
    matches = [_matches(index, meanings) for meanings in asked]
    # A word on few pages says more of what is looked for than one on many.
    rare = [log(1 + len(index.places) / len(found)) for found in matches]
    scores: dict[int, float] = {}
    had: dict[int, float] = {}
    for worth, found in zip(rare, matches, strict=True):
        for number, (in_heading, in_text) in found.items():
            scores[number] = scores.get(number, 0) + worth * (in_heading + in_text)
            had[number] = had.get(number, 0) + worth
    everything = {word: worth for meanings in asked for word, worth in meanings.items()}
    most = max(had.values(), default=0)
    ranked = sorted(
        (-scores[number] * index.places[number].weight, number)
        for number in had
        if had[number] >= ENOUGH * most
    )
    return Found(_by_page(index, [number for _, number in ranked], everything), tuple(corrected.items()))


def _asked(index: Index, question: str) -> tuple[list[Meanings], dict[str, str]]:
    """Return what each word that says something can mean on our pages, and which were taken for others."""
    words = list(dict.fromkeys(found.word for found in words_of(composed(question))))[:MOST_WORDS]
    said = [word for word in words if not index.lexicon.is_ignored(word)] or words
    asked: list[Meanings] = []
    corrected: dict[str, str] = {}
    for word in said:
        meanings = _meanings(index, word)
        if not meanings and (parts := index.lexicon.parts(word)):
            asked += [found for part in parts if (found := _by_root(index, part))]
        elif not meanings and (other := _slip(index, word)):
            corrected[word] = other
            meanings = _meanings(index, other)
        if meanings:
            asked.append(meanings)
    return asked, corrected


def _meanings(index: Index, word: str) -> Meanings:
    """Return the pages' words that a word can be found by."""
    found: Meanings = {}
    for place, near in enumerate(index.lexicon.related(word)):
        for other, worth in _by_root(index, near).items():
            found[other] = max(found.get(other, 0), RELATED * FURTHER**place * worth)
    for other, worth in _by_root(index, index.lexicon.root(word)).items():
        found[other] = max(found.get(other, 0), worth)
    if word in index.postings:
        found[word] = EXACT
    return found


def _by_root(index: Index, root: str) -> Meanings:
    made_of_it = dict.fromkeys(index.words_by_part.get(root, ()), COMPOUND)
    return made_of_it | dict.fromkeys(index.words_by_root.get(root, ()), STEM)


def _slip(index: Index, word: str) -> str | None:
    """Return the word that one wrong key away would be found; none where two are as likely.

    The first letter is seldom the wrong one, so a word with another is a word of its own.
    """
    if index.lexicon.is_ignored(word):
        return None
    near = [
        other
        for other in {*index.postings, *index.lexicon.known}
        if without_marks(other[0]) == without_marks(word[0])
        and one_slip_apart(word, other)
        and not index.lexicon.is_ignored(other)
        and _meanings(index, other)
    ]
    near.sort(key=lambda other: (without_marks(other) != without_marks(word), -_places(index, other), other))
    if not near:
        return None
    best, *others = near
    rivals = [other for other in others if index.lexicon.root(other) != index.lexicon.root(best)]
    if without_marks(best) != without_marks(word) and any(
        RIVAL * _places(index, other) >= _places(index, best) for other in rivals
    ):
        return None
    return best


def _places(index: Index, word: str) -> int:
    return len(index.postings.get(word, ()))


def _matches(index: Index, meanings: Meanings) -> dict[int, tuple[float, float]]:
    """Return the sections that have a word of the question, with what its heading and its text are worth."""
    headings: dict[int, Meanings] = {}
    texts: dict[int, float] = {}
    for word, worth in meanings.items():
        for number, fields in index.postings[word].items():
            if fields & IN_HEADING:
                headings.setdefault(number, {})[word] = worth
            if fields & IN_TEXT:
                texts[number] = max(texts.get(number, 0), worth)
    return {
        number: (_heading(index, number, headings.get(number, {})), texts.get(number, 0))
        for number in headings.keys() | texts.keys()
    }


def _heading(index: Index, number: int, found: Meanings) -> float:
    """Return what a heading is worth: more, the less else it says."""
    if not found:
        return 0
    section, most = index.places[number].section, max(found.values())
    words = said(section.heading, index.lexicon)
    share = len(words & found.keys()) / len(words)
    whole = WHOLE if share == 1 and most >= STEM else 1
    return (HEADING if section.anchor else TITLE) * most * (0.5 + 0.5 * share) * whole


def _by_page(index: Index, ranked: Iterable[int], meanings: Meanings) -> tuple[tuple[Hit, ...], ...]:
    order: dict[int, int] = {}
    numbers = list(ranked)
    for number in numbers:
        order.setdefault(index.places[number].page, len(order))
    pages = groupby(
        sorted(numbers, key=lambda number: order[index.places[number].page]),  # stable: the best stay first
        key=lambda number: index.places[number].page,
    )
    return tuple(_hits(index, list(group), meanings) for _, group in pages)


def _hits(index: Index, numbers: list[int], meanings: Meanings) -> tuple[Hit, ...]:
    best, *others = numbers
    if index.places[best].alike:
        return (_hit(index, best, meanings),)
    # Where a section answers best, its page's beginning adds nothing but another link.
    sections = [number for number in others if index.places[number].section.anchor]
    return tuple(_hit(index, number, meanings) for number in (best, *sections)[:A_PAGE])


def _hit(index: Index, number: int, meanings: Meanings) -> Hit:
    return Hit(index.places[number], frozenset(word for word in meanings if number in index.postings[word]))
