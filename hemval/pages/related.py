"""Pages to read next, and notices of the day: what stands around a written page's own text."""

from collections.abc import Iterable
from dataclasses import dataclass

from hemval.pages.page_titles import PageTitles
from hemval.pages.view import Link
from hemval.words import Phrase

HOME = "index.md"


@dataclass(frozen=True)
class NoticeView:
    """A notice, ready to print."""

    text: Phrase
    link: Link | None
    """To the page that tells more; None on that page itself."""


def related_links(names: Iterable[str], titles: PageTitles, language: str) -> list[Link]:
    """Return a link to each page that another names as related, in its order."""
    return [link for name in names if (link := titles.link(name, language)) is not None]


def notices_on(name: str, titles: PageTitles, language: str) -> list[NoticeView]:
    """Return the notices that a page shows today: all on the start page, elsewhere those that lead there."""
    return [
        NoticeView(
            notice.text.phrase(language),
            titles.link(notice.page, language) if notice.page and notice.page != name else None,
        )
        for notice in titles.content.municipality.notices
        if notice.shown_on(titles.today) and name in (HOME, notice.page)
    ]
