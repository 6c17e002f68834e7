"""Hard words explained in brackets where a page first uses them. A pure function over a page's HTML.

The text is otherwise left as it was, and explaining twice gives the same page as once.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape

from hemval.pages.search_words import stem

TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|&[#\w]+;|[^\W_]+(?:-[^\W_]+)*|[^<&\w]+|_|[<&]", re.DOTALL)
"""A comment, a tag, an entity, a word (with hyphens), or what stands between them."""

NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")

WITHIN_A_LINE = {"b", "bdi", "em", "i", "span", "strong", "abbr"}
"""Tags that a sentence runs through."""

NOT_RUNNING = {
    "a",
    "abbr",
    "button",
    "code",
    "dt",
    "caption",
    "pre",
    "script",
    "style",
    "summary",
    "svg",
    "th",
}
"""Where no explanation is put: links would grow, and the others are not sentences."""

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}

END_OF_SENTENCE = re.compile(r"[.!?](?:\s|$)")

FIRST_WORD = re.compile(r"(?:, )?([^\W_]+)")

GENITIVE = re.compile(r"^[’'][a-zA-Z]")


@dataclass(frozen=True)
class Term:
    """A word or a few to look for, and what is said of it."""

    id: str
    forms: tuple[tuple[str, ...], ...]
    """Each form's words, as stems."""
    short: str


@dataclass(frozen=True)
class Terms:
    """All terms of a language."""

    language: str
    terms: tuple[Term, ...]
    defined_by: frozenset[str] = frozenset()
    """Words after which the sentence itself explains."""
    not_before: frozenset[str] = frozenset()
    """Words that begin what belongs to the word before: a bracket must not part them."""

    @cached_property
    def by_first(self) -> dict[str, list[tuple[tuple[str, ...], Term]]]:
        """Return the forms by their first word, the longest first."""
        found: dict[str, list[tuple[tuple[str, ...], Term]]] = {}
        for term in self.terms:
            for form in term.forms:
                found.setdefault(form[0], []).append((form, term))
        return {first: sorted(forms, key=lambda pair: -len(pair[0])) for first, forms in found.items()}


def term(identity: str, forms: Iterable[str], short: str, language: str) -> Term:
    """Make a term of its forms as they are written."""
    return Term(identity, tuple(_stems(form, language) for form in forms), short)


def _stems(form: str, language: str) -> tuple[str, ...]:
    return tuple(_key(word, language) for word in form.split())


def _key(word: str, language: str) -> str:
    """Return what all forms of a word share. LOV in capitals is not lov."""
    return word if word.isupper() and len(word) > 1 else stem(word.casefold(), language)


@dataclass
class _Page:
    """Where we are on the page."""

    terms: Terms
    tokens: list[str]
    told: set[str] = field(default_factory=set)
    """Terms that the reader has met an explanation of."""
    inside: list[str] = field(default_factory=list)
    """Open elements in which nothing is explained."""
    in_sentence: bool = False
    """True when this sentence has an explanation already: two would drown it."""
    in_brackets: int = 0
    """Brackets open in this block: what stands in them is an explanation, or has one before it."""
    inserts: dict[int, str] = field(default_factory=dict)
    """Explanations, by the token they stand before."""


def explained(html: str, terms: Terms) -> str:
    """Return HTML with each term explained where running text first uses it, at most one a sentence.

    A term that the page explains itself, or that a heading names, is left as it is. Time is linear.
    """
    page = _Page(terms, TOKEN.findall(html))
    by_first = terms.by_first
    number = 0
    while number < len(page.tokens):
        token = page.tokens[number]
        if token[0] == "<" and len(token) > 1:
            _at_tag(page, token)
        elif token[0].isalnum():
            number = _at_word(page, number, by_first)
            continue
        else:
            _at_sign(page, unescape(token))
        number += 1
    return "".join(_joined(page))


def _joined(page: _Page) -> Iterator[str]:
    for number, token in enumerate(page.tokens):
        yield page.inserts.get(number, "")
        yield token
    yield page.inserts.get(len(page.tokens), "")


def _at_sign(page: _Page, text: str) -> None:
    page.in_brackets = max(0, page.in_brackets + text.count("(") - text.count(")"))
    if END_OF_SENTENCE.search(text):
        page.in_sentence = False


def _at_tag(page: _Page, tag: str) -> None:
    found = NAME.match(tag)
    if found is None:
        return
    name = found[1].lower()
    if name not in WITHIN_A_LINE and name != "a":
        page.in_sentence, page.in_brackets = False, 0
    if name in NOT_RUNNING or name in HEADINGS:
        if not tag.startswith("</"):
            page.inside.append(name)
        elif name in page.inside:
            del page.inside[page.inside.index(name) :]


def _at_word(page: _Page, number: int, by_first: dict[str, list[tuple[tuple[str, ...], Term]]]) -> int:
    """Look at the term that begins at a word, if any; return the number of the token after what was read."""
    for form, found in by_first.get(_key(page.tokens[number], page.terms.language), ()):
        end = _end_of(page, number, form)
        if end is None:
            continue
        if found.id not in page.told:
            _tell(page, number, end, found)
        return end
    return number + 1


def _end_of(page: _Page, number: int, form: tuple[str, ...]) -> int | None:
    """Return the token after a form that begins at a word, where all of it stands there."""
    for place, part in enumerate(form):
        at = number + 2 * place
        if place and (at >= len(page.tokens) or not page.tokens[at - 1].isspace()):
            return None
        if _key(page.tokens[at], page.terms.language) != part:
            return None
    return number + 2 * len(form) - 1


def _tell(page: _Page, start: int, end: int, found: Term) -> None:
    """Explain a term after the word that ends before a token, unless the page does so itself."""
    if page.in_brackets or any(name in HEADINGS for name in page.inside):
        page.told.add(found.id)  # told before the bracket, or the section is about it
        return
    after = end
    while after < len(page.tokens) and page.tokens[after].startswith("</") and _is_inline(page.tokens[after]):
        after += 1
    following = _following(page, after)
    if following.startswith("(") or _says_itself(page, start, following):
        page.told.add(found.id)
        page.in_sentence = True
        return
    if page.inside or page.in_sentence or _belongs_together(page, end - 1, following):
        return
    page.told.add(found.id)
    if _is_said_later(page, after, found):
        return
    page.in_sentence = True
    page.inserts[after] = f" ({escape(found.short, quote=False)})"


def _is_inline(tag: str) -> bool:
    name = NAME.match(tag)
    return name is not None and name[1].lower() in WITHIN_A_LINE


def _following(page: _Page, number: int) -> str:
    """Return the next few letters of the sentence, without tags and leading space."""
    words = ""
    for token in page.tokens[number : number + 6]:
        if not (token[0] == "<" and len(token) > 1):
            words += unescape(token)
        elif not _is_inline(token):
            break
    return words.lstrip()


def _says_itself(page: _Page, start: int, following: str) -> bool:
    """Say whether the sentence goes on to say what the word is: "En utförare är den som …".

    Only where the word begins the sentence, alone or after one other: not "Om din utförare är …".
    """
    verb = re.match(r"[^\W_]+", following)
    if verb is None or verb[0].casefold() not in page.terms.defined_by:
        return False
    before = "".join(token for token in page.tokens[max(0, start - 4) : start] if token[0] != "<")
    words = re.findall(r"[^\W_]+", re.split(r"[.!?:]\s", before)[-1])
    starts_block = any(_ends_block(token) for token in page.tokens[max(0, start - 3) : start])
    return len(words) <= 1 and (starts_block or bool(re.search(r"[.!?:]\s", before)))


def _is_said_later(page: _Page, number: int, found: Term) -> bool:
    """Say whether a later sentence of the paragraph says what a term is."""
    while number < len(page.tokens) and not _ends_block(page.tokens[number]):
        for form in found.forms:
            end = _end_of(page, number, form) if page.tokens[number][0].isalnum() else None
            if end is not None and _says_itself(page, number, _following(page, end)):
                return True
        number += 1
    return False


def _ends_block(token: str) -> bool:
    return (
        token[0] == "<" and len(token) > 1 and not _is_inline(token) and not token.startswith(("<a ", "</a"))
    )


def _belongs_together(page: _Page, last: int, following: str) -> bool:
    """Say whether a bracket would tear a phrase apart: owner from owned, a word from its clause or name."""
    word, language = page.tokens[last], page.terms.language
    genitive = word.endswith("s") and len(word) > 3 and _key(word[:-1], language) == _key(word, language)
    clause = FIRST_WORD.match(following)
    return (
        genitive
        or following[:1].isupper()  # "Utförare C": a capital within a sentence goes on with a name
        or GENITIVE.match(following) is not None
        or (clause is not None and clause[1].casefold() in page.terms.not_before)
    )
