"""What every page shows around its own matter: the one object that the layout is drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from hemval.content.whole import Content
from hemval.pages.address import (
    CHOOSE,
    COMPARE,
    DATA,
    ERRORS,
    FEEDBACK,
    FOR_PROVIDERS,
    FORMS,
    PROVIDERS,
    SEARCH,
    SITE_MAP,
    TEXT_SIZE,
    WORD_LIST,
    address,
)
from hemval.words import LANGUAGES, Phrase, Words, sentence
from hemval.words.dates import day_told

REVIEW_DAYS = 365
"""A page that nobody has reviewed for a year says so."""

MENU = (
    (sentence("Start"), ""),
    (sentence("Providers"), PROVIDERS),
    (sentence("How it works"), "sa-fungerar-det/"),
    (sentence("Questions and answers"), "fragor/"),
    (sentence("Contact"), "kontakt/"),
    (sentence("Search"), SEARCH),
)
"""At most six, so that they fit without a drawer."""

FOOT = (
    (sentence("Accessibility"), "tillganglighet/"),
    (sentence("Personal data"), "personuppgifter/"),
    (sentence("Word list"), WORD_LIST),
    (sentence("For companies and other providers"), FOR_PROVIDERS),
    (sentence("Larger text"), TEXT_SIZE),
    (sentence("Open data"), DATA),
    (sentence("Site map"), SITE_MAP),
)

NOT_TO_INFORM = (CHOOSE, FORMS, FEEDBACK, ERRORS)
"""Pages to do something on, or that say what went wrong: they do not ask whether they helped."""

SECTIONS = {
    **{path: label for label, path in (*MENU, *FOOT) if path},
    COMPARE: sentence("Compare the providers"),
}
"""What the pages that others lie below are called on the way there."""


@dataclass(frozen=True)
class Link:
    """A link with its words; ``current`` marks where the reader is."""

    label: str
    href: str
    current: bool = False
    language: str = ""
    """Of its words, where they are in another language than the page."""

    @classmethod
    def of(cls, phrase: Phrase, href: str, language: str, *, current: bool = False) -> "Link":
        """Make a link of words on a page of a language, marked where theirs is another."""
        return cls(phrase.text, href, current, phrase.language if phrase.language != language else "")


@dataclass(frozen=True)
class HelpBlock:
    """Where to turn, the same in the same place everywhere."""

    phone: str | None
    phone_href: str
    hours: Phrase


@dataclass(frozen=True)
class Dates:
    """When a page was published and reviewed, as words, and whether the review is old."""

    published: str
    reviewed: str
    reviewed_by: Phrase
    late: bool


@dataclass(frozen=True)
class View:
    """The layout's object. It holds words and addresses, never a model of MkDocs or Flask."""

    language: str
    title: str
    window_title: str
    service: str
    municipality: str
    logo: str
    """Where the municipality's logotype answers; empty where it has none."""
    home: str
    choose: str
    compare: str
    providers: str
    search: str
    languages: tuple[Link, ...]
    menu: tuple[Link, ...]
    foot: tuple[Link, ...]
    help: HelpBlock | None
    example_of: Phrase | None
    trail: tuple[Link, ...] = ()
    """The way here from the start page, this page last; empty on pages that the menu or foot leads to."""
    dates: Dates | None = None
    lead: str = ""
    description: str = ""
    printed_address: str = ""
    day: str = ""
    """The day that the page was made, which paper tells."""
    here: str = ""
    """The page's own address."""
    feedback: str = ""
    """Where "did this help?" is sent; empty on pages that are not there to inform."""
    dense: bool = False
    """True for the officers' pages: the same tokens, set tighter."""


@dataclass(frozen=True)
class PageFacts:
    """What one page brings to its view."""

    title: str
    path: str
    """The address without the language: ``utforare/``."""
    lead: str = ""
    description: str = ""
    published: date | None = None
    reviewed: date | None = None
    failed: bool = False
    """True where something must be corrected: the window's title begins with "Error:"."""
    parents: Mapping[str, str] | None = None
    """What pages that this one may lie below are called, by their paths, beside those that all sites have."""
    elsewhere: Mapping[str, str] | None = None
    """Where the same page is in other languages, when it is not at the usual address."""
    query: str = ""
    """What was asked for, ``?u=a``: the page in other languages and on paper is asked for the same."""
    part_of: str = ""
    """What the page is one of, which the window's title tells: the form that a question is of."""


def make_view(content: Content, words: Words, page: PageFacts, today: date) -> View:
    """Make the layout's object for a page."""
    municipality = content.municipality
    language = words.language
    service = municipality.site.title.in_(language)
    is_home = page.path == ""
    parts = [page.title, page.part_of, service, municipality.name]
    window_title = " – ".join(dict.fromkeys(filter(None, parts)))
    if page.failed:
        window_title = words.say("Error: %(title)s", title=window_title)
    return View(
        language=language,
        title=page.title,
        window_title=window_title,
        service=service,
        municipality=municipality.name,
        logo=municipality.look.logo_address if municipality.look else "",
        home=address(language),
        choose=address(language, CHOOSE),
        compare=address(language, COMPARE),
        providers=address(language, PROVIDERS),
        search=address(language, SEARCH),
        languages=_languages(content, language, page),
        menu=tuple(
            Link(
                words.say(label),
                address(language, path),
                current=page.path.startswith(path) if path else is_home,
            )
            for label, path in MENU
        ),
        foot=_foot(content, words, page),
        help=_help(content, language),
        example_of=municipality.example_of.phrase(language) if municipality.example_of else None,
        trail=_trail(content, words, page),
        dates=_dates(content, page, words, today),
        lead=page.lead,
        description=page.description,
        printed_address=f"{municipality.site.address.rstrip('/')}{address(language, page.path)}{page.query}",
        day=day_told(today, words),
        here=address(language, page.path),
        feedback=address(language, FEEDBACK) if _informs(page) else "",
    )


def _informs(page: PageFacts) -> bool:
    """Tell a page of information from the form, the thanks for feedback and what says what went wrong."""
    return not page.failed and not page.path.startswith(NOT_TO_INFORM)


def _trail(content: Content, words: Words, page: PageFacts) -> tuple[Link, ...]:
    """Follow the address down from the start page; a folder that has no page of its own is passed over."""
    folders = page.path.split("/")[:-1]
    if len(folders) < 2 or page.path.startswith(FORMS):
        return ()  # a form is as deep as the choice: Back leads out of both
    above = ["/".join(folders[:end]) + "/" for end in range(1, len(folders))]
    own = {own.path: own.title.in_(words.language) for own in content.own_pages}
    named = {**(page.parents or {}), **own, **{path: words.say(label) for path, label in SECTIONS.items()}}
    links = [Link(named[path], address(words.language, path)) for path in above if path in named]
    start = Link(words.say("Start"), address(words.language))
    return (start, *links, Link(page.title, "", current=True))


def _languages(content: Content, language: str, page: PageFacts) -> tuple[Link, ...]:
    elsewhere = page.elsewhere or {}
    return tuple(
        Link(
            LANGUAGES[other],
            elsewhere.get(other) or address(other, page.path) + page.query,
            other == language,
            other,
        )
        for other in content.municipality.site.languages
    )


def _foot(content: Content, words: Words, page: PageFacts) -> tuple[Link, ...]:
    """Link to what all sites have and to the pages that only this one has: each can be found from any."""
    links = [(Phrase(words.say(label), words.language), path) for label, path in FOOT]
    links += [(own.title.phrase(words.language), own.path) for own in content.own_pages]
    return tuple(
        Link.of(label, address(words.language, path), words.language, current=page.path == path)
        for label, path in links
    )


def _help(content: Content, language: str) -> HelpBlock:
    help_ = content.municipality.help
    digits = "".join(character for character in help_.phone or "" if character in "+0123456789")
    return HelpBlock(
        phone=help_.phone,
        phone_href=f"tel:{digits}" if digits else "",
        hours=help_.hours.phrase(language),
    )


def _dates(content: Content, page: PageFacts, words: Words, today: date) -> Dates | None:
    if page.published is None or page.reviewed is None:
        return None
    return Dates(
        published=day_told(page.published, words),
        reviewed=day_told(page.reviewed, words),
        reviewed_by=content.municipality.site.reviewed_by.phrase(words.language),
        late=(today - page.reviewed).days > REVIEW_DAYS,
    )
