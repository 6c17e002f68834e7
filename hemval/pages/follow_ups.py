"""What the municipality has checked at providers: on each one's page, and all together by area."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from hemval.content.provider import FollowUp, Provider
from hemval.content.whole import Content
from hemval.pages.address import address, provider_page
from hemval.pages.document_links import document_address
from hemval.pages.warnings_told import WarningView, warning_view
from hemval.rules.neutral_order import in_neutral_order
from hemval.words import Phrase, Words
from hemval.words.dates import day_told

REPORTS = "follow-ups"
"""The id of the heading on a provider's own page that its follow-ups stand under."""


@dataclass(frozen=True)
class ReportView:
    """One follow-up in words."""

    day: str
    areas: tuple[Phrase, ...]
    """Which requirements it was about; empty under a heading that says so."""
    by: Phrase | None
    """Who checked; None where the municipality did."""
    scope: Phrase
    result: Phrase
    warning: WarningView | None
    reply: Phrase | None
    document: str
    """Where the whole report answers; empty where none is published."""


@dataclass(frozen=True)
class Followed:
    """One provider with what was checked there."""

    name: str
    href: str
    reports: tuple[ReportView, ...]


@dataclass(frozen=True)
class Area:
    """One area of requirements with what was seen in it, provider by provider."""

    name: Phrase
    followed: tuple[Followed, ...]


def reports_of(provider: Provider, content: Content, words: Words, today: date) -> tuple[ReportView, ...]:
    """Tell a provider's follow-ups in the order of its file."""
    return tuple(_report(report, content, words, today) for report in provider.follow_ups)


def follow_ups_matter(content: Content, words: Words, today: date) -> dict[str, Any]:
    """List every contracted provider's follow-ups in the neutral order; by area where there are areas.

    Those where nothing is published are named too: nobody is missing without a word.
    """
    providers = in_neutral_order(content.contracted(today))
    reported = [provider for provider in providers if provider.follow_ups]
    by_area = bool(content.municipality.requirement_areas)
    return {
        "areas": _areas(reported, content, words, today) if by_area else (),
        "followed": [] if by_area else [_followed(one, None, content, words, today) for one in providers],
        "without": [_followed(one, None, content, words, today) for one in providers if not one.follow_ups],
        "any": bool(reported),
    }


def _areas(providers: Iterable[Provider], content: Content, words: Words, today: date) -> list[Area]:
    """Gather follow-ups by area in the municipality's order; last those that name none."""
    providers = list(providers)
    found = []
    for area, name in content.municipality.requirement_areas.items():
        here = [one for one in providers if any(area in report.areas for report in one.follow_ups)]
        followed = tuple(_followed(one, area, content, words, today) for one in here)
        found.append(Area(name.phrase(words.language), followed))
    rest = [one for one in providers if any(not report.areas for report in one.follow_ups)]
    if rest:
        other = Phrase(words.say("Other things"), words.language)
        found.append(Area(other, tuple(_followed(one, "", content, words, today) for one in rest)))
    return found


def _followed(provider: Provider, area: str | None, content: Content, words: Words, today: date) -> Followed:
    """Tell of a provider's follow-ups in one area; ``""`` stands for none, and None for all of them."""
    reports = [
        _report(report, content, words, today)
        for report in provider.follow_ups
        if area is None or area in (report.areas or ("",))
    ]
    if area is not None:
        reports = [replace(report, areas=()) for report in reports]
    href = f"{address(words.language, provider_page(provider.id))}#{REPORTS}"
    return Followed(provider.name, href, tuple(reports))


def _report(report: FollowUp, content: Content, words: Words, today: date) -> ReportView:
    language = words.language
    areas = content.municipality.requirement_areas
    return ReportView(
        day=day_told(report.day, words),
        areas=tuple(areas[area].phrase(language) for area in report.areas if area in areas),
        by=report.by.phrase(language) if report.by else None,
        scope=report.scope.phrase(language),
        result=report.result.phrase(language),
        warning=warning_view(report.warning, content, words, today) if report.warning else None,
        reply=report.reply.phrase(language) if report.reply else None,
        document=document_address(report.document) if report.document else "",
    )
