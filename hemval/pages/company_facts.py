"""What the page for companies tells: how to apply, what is demanded, what is paid and from when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from hemval.content.companies import Companies
from hemval.content.document import Document
from hemval.content.services import SERVICES, Service
from hemval.pages.document_links import document_address
from hemval.pages.fact_kinds import Part, Reach
from hemval.pages.view import Link
from hemval.words import Phrase, Text, Words
from hemval.words.dates import day_told, money_told
from hemval.words.plain import sentence_case


@dataclass(frozen=True)
class PricesView:
    """One list of prices in words."""

    begins: str
    in_force: bool
    coming: bool
    rows: tuple[tuple[str, str], ...]
    """The kind of help and its price."""


@dataclass(frozen=True)
class RequirementGroup:
    """Requirements of one area; without a name those of none, which stand first."""

    name: Phrase | None
    points: tuple[Phrase, ...]


def company_facts(
    companies: Companies, areas: Mapping[str, Text], words: Words, today: date
) -> dict[str, Any]:
    """Gather what a page can print; a piece that this municipality tells nothing of is None."""
    language = words.language
    requirements = _grouped(companies, areas, language)
    documents = [document_link(document, language) for document in companies.documents]
    payment = _phrases(companies.payment, language)
    prices = prices_view(companies, words, today)
    return {
        "apply": companies.apply.phrase(language),
        "requirements": Part(
            "parts/requirements.html", lambda: {"groups": requirements, "documents": documents}
        )
        if requirements or documents
        else None,
        "prices": Part("parts/prices.html", lambda: {"lists": prices, "points": payment})
        if prices or payment
        else None,
        "phone": Reach.phone(companies.phone),
        "email": Reach.email(companies.email),
    }


def prices_view(companies: Companies, words: Words, today: date) -> list[PricesView]:
    """Tell the price list in force first, then those to come, then those before it, the latest first."""
    in_force = companies.prices_on(today)
    coming = [prices for prices in companies.prices if prices.valid_from > today]
    before = [p for p in companies.prices if p.valid_from <= today and p is not in_force]
    ordered = [
        *([in_force] if in_force else []),
        *sorted(coming, key=lambda prices: prices.valid_from),
        *sorted(before, key=lambda prices: prices.valid_from, reverse=True),
    ]
    return [
        PricesView(
            day_told(prices.valid_from, words),
            prices is in_force,
            prices.valid_from > today,
            tuple(
                (
                    sentence_case(words.say(SERVICES[service])),
                    words.say("%(price)s kronor an hour", price=money_told(prices.hourly[service], words)),
                )
                for service in get_args(Service)
                if service in prices.hourly
            ),
        )
        for prices in ordered
    ]


def document_link(document: Document, language: str) -> Link:
    """Return a link to a document, marked where its words are in another language."""
    return Link.of(document.title.phrase(language), document_address(document.file), language)


def _grouped(companies: Companies, areas: Mapping[str, Text], language: str) -> list[RequirementGroup]:
    """Gather requirements by area, in the municipality's order."""
    names: dict[str | None, Phrase | None] = {None: None}
    names |= {area: name.phrase(language) for area, name in areas.items()}
    groups = [
        RequirementGroup(
            name, tuple(one.text.phrase(language) for one in companies.requirements if one.area == area)
        )
        for area, name in names.items()
    ]
    return [group for group in groups if group.points]


def _phrases(texts: tuple[Any, ...], language: str) -> list[Phrase]:
    return [text.phrase(language) for text in texts]
