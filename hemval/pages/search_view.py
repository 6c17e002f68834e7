"""What the page of the search shows."""

from dataclasses import dataclass
from urllib.parse import urlencode

from hemval.pages.address import PROVIDERS, SEARCH, SITE_MAP, WORD_LIST, address
from hemval.pages.long_lists import ASKED, asked_part, parts
from hemval.pages.search_excerpt import Piece, excerpt
from hemval.pages.search_find import Found, Hit, find
from hemval.pages.search_index import Index
from hemval.pages.search_words import composed, words_of
from hemval.pages.view import Link
from hemval.words import Words
from hemval.words.plain import HIDDEN

LONGEST = 100
"""Characters of a question that are read; the field takes no more."""

ON_A_PAGE = 10
"""Pages whose hits are shown at once."""


@dataclass(frozen=True)
class Asked:
    """What somebody wrote in the field, made safe to look for and to show."""

    text: str
    shortened: bool = False


@dataclass(frozen=True)
class Shown:
    """A section that was found: a link, and the sentence that shows why."""

    title: str
    href: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class FoundPage:
    """A page with what was found on it."""

    title: str
    itself: Shown | None
    """Set where the page as a whole was found, not only sections of it."""
    sections: tuple[Shown, ...]


@dataclass(frozen=True)
class SearchView:
    """The page's matter."""

    title: str
    asked: Asked
    notes: tuple[str, ...] = ()
    """Sentences on how the question was read."""
    pages: tuple[FoundPage, ...] = ()
    found: int = 0
    part: str = ""
    """Which part of a long answer this is, in words."""
    before: str = ""
    after: str = ""
    instead: tuple[Link, ...] = ()
    """Where else to look, where nothing was found."""
    common: tuple[Link, ...] = ()
    """Questions that many ask, where none was asked."""

    @property
    def query(self) -> str:
        """Return what is asked for, as it stands in an address."""
        return f"?{urlencode({'q': self.asked.text})}" if self.asked.text else ""


def asked_of(text: str) -> Asked:
    """Return what can be looked for in what came with the address: whatever it is, no error."""
    seen = " ".join(HIDDEN.sub(" ", composed(text)).split())
    return Asked(seen[:LONGEST].strip(), len(seen) > LONGEST)


def search_view(index: Index | None, asked: Asked, part: str, words: Words) -> SearchView:
    """Look, and put what was found into words; ``part`` is the number in the address, whatever it is."""
    say = words.say
    if not asked.text:
        return SearchView(say("Search"), asked, common=_common(index))
    if index is None:
        told = say("You cannot search just now. Try again in a while.")
        return SearchView(say("Search"), asked, (told,), instead=_instead(words))
    found = find(index, asked.text)
    notes = [
        say("No page has the word “%(word)s”. We searched for “%(other)s”.", word=word, other=other)
        for word, other in found.corrected
    ]
    if asked.shortened:
        notes.append(say("That was long. We searched for the first %(number)s characters.", number=LONGEST))
    if not found.pages:
        title = say("No hits for “%(question)s”", question=asked.text)
        return SearchView(title, asked, tuple(notes), instead=_instead(words))
    cut = asked_part(parts(found.pages, ON_A_PAGE, ON_A_PAGE), part)
    return SearchView(
        words.count(
            "%(n)s hit for “%(question)s”",
            "%(n)s hits for “%(question)s”",
            found.number,
            question=_as_read(asked.text, found),
        ),
        asked,
        tuple(notes),
        tuple(_page(index, hits) for hits in cut.items),
        found.number,
        say("Page %(number)s of %(total)s", number=cut.number, total=cut.of) if cut.of > 1 else "",
        _address(words.language, asked, cut.number - 1) if cut.number > 1 else "",
        _address(words.language, asked, cut.number + 1) if cut.number < cut.of else "",
    )


def _address(language: str, asked: Asked, number: int) -> str:
    return f"{address(language, SEARCH)}?{urlencode({'q': asked.text, ASKED: number})}"


def _as_read(question: str, found: Found) -> str:
    """Return the question with each mistyped word as we took it."""
    other = dict(found.corrected)
    read, at = "", 0
    for word in words_of(question):
        read += question[at : word.start] + other.get(word.word, question[word.start : word.end])
        at = word.end
    return read + question[at:]


def _page(index: Index, hits: tuple[Hit, ...]) -> FoundPage:
    best = hits[0].place
    whole = hits[0] if best.alike or not best.section.anchor else None
    return FoundPage(
        index.titles[hits[0].place.page],
        _shown(whole) if whole else None,
        tuple(_shown(hit) for hit in hits if hit is not whole),
    )


def _shown(hit: Hit) -> Shown:
    section = hit.place.section
    href = f"{hit.place.address}#{section.anchor}" if section.anchor else hit.place.address
    return Shown(section.heading, href, excerpt(section.text, hit.words))


def _instead(words: Words) -> tuple[Link, ...]:
    places = {
        WORD_LIST: words.say("Words from A to Z, explained"),
        SITE_MAP: words.say("Every page on the site"),
        PROVIDERS: words.say("See all the providers"),
    }
    return tuple(Link(label, address(words.language, path)) for path, label in places.items())


def _common(index: Index | None) -> tuple[Link, ...]:
    if index is None:
        return ()
    home = address(index.lexicon.language)
    places = index.places_by_address
    wanted = (f"{home}{path}" for path in index.lexicon.vocabulary.common)
    return tuple(Link(places[path].section.heading, path) for path in wanted if path in places)
