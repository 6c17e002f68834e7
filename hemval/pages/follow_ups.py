"""What the municipality has checked at providers: on each one's page, and all together in neutral order."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from hemval.content.provider import Provider
from hemval.content.whole import Content
from hemval.pages.address import address, provider_page
from hemval.pages.document_links import document_address
from hemval.rules.order import in_neutral_order
from hemval.words import Phrase, Words
from hemval.words.dates import day_told

REPORTS = "follow-ups"
"""The id of the heading on a provider's own page that its follow-ups stand under."""


@dataclass(frozen=True)
class ReportView:
    """One follow-up in words."""

    day: str
    by: Phrase | None
    """Who checked; None where the municipality did."""
    scope: Phrase
    result: Phrase
    reply: Phrase | None
    document: str
    """Where the whole report answers; empty where none is published."""


@dataclass(frozen=True)
class Followed:
    """One provider with all that was checked there."""

    name: str
    href: str
    reports: tuple[ReportView, ...]


def reports_of(provider: Provider, words: Words) -> tuple[ReportView, ...]:
    """Tell a provider's follow-ups in the order of its file."""
    language = words.language
    return tuple(
        ReportView(
            day_told(report.day, words),
            report.by.phrase(language) if report.by else None,
            report.scope.phrase(language),
            report.result.phrase(language),
            report.reply.phrase(language) if report.reply else None,
            document_address(report.document) if report.document else "",
        )
        for report in provider.follow_ups
    )


def follow_ups_matter(content: Content, words: Words, today: date) -> dict[str, Any]:
    """List every contracted provider with its follow-ups: also those where nothing is published."""
    providers = in_neutral_order(content.contracted(today))
    return {
        "followed": [
            Followed(
                provider.name,
                f"{address(words.language, provider_page(provider.id))}#{REPORTS}",
                reports_of(provider, words),
            )
            for provider in providers
        ],
        "any": any(provider.follow_ups for provider in providers),
    }
