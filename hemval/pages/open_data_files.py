"""The open data as files: JSON, the same flattened to CSV, and the schema."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from hemval.content.provider import Provider
from hemval.content.whole import Content
from hemval.pages.address import DATA, address, provider_page
from hemval.pages.document_links import document_address
from hemval.pages.generated import GeneratedFile
from hemval.pages.open_data import (
    AgreementData,
    ContactData,
    FollowUpData,
    IdentityData,
    OfferData,
    OpenData,
    ProviderData,
    QuestionData,
    ResultData,
    ReviewData,
    RoomData,
    StaffData,
    SurveyData,
)
from hemval.pages.quality import Results
from hemval.pages.site import Site
from hemval.rules.suppression import ShownResult
from hemval.words import LANGUAGES, sentence, words_in
from hemval.words.csv_text import csv_bytes
from hemval.words.text import MAIN_LANGUAGE

JSON_FILE = f"{DATA}utforare.json"
CSV_FILE = f"{DATA}utforare.csv"
SCHEMA_FILE = f"{DATA}schema.json"

TERMS = sentence("Use the data freely. Say that they come from %(municipality)s, and of which day they are.")

OF_THE_WHOLE = ("municipality", "example_of", "built", "version")
"""What each row of the table repeats, so that a table that has left its page still says what it is."""


def open_data_files(site: Site) -> list[GeneratedFile]:
    """Make the files of all contracted providers."""
    data = open_data(site)
    return [
        GeneratedFile(JSON_FILE, data.model_dump_json(indent=1) + "\n"),
        GeneratedFile(CSV_FILE, csv_bytes(table(data))),
        GeneratedFile(SCHEMA_FILE, schema()),
    ]


@cache
def schema() -> str:
    """Return the JSON Schema of the data."""
    return json.dumps(OpenData.model_json_schema(mode="serialization"), ensure_ascii=False, indent=1) + "\n"


def open_data(site: Site) -> OpenData:
    """Gather everything that is published, in the neutral order."""
    municipality = site.content.municipality
    languages = {language: words_in(language) for language in LANGUAGES}
    return OpenData(
        format=1,
        municipality=municipality.name,
        example_of=municipality.example_of and municipality.example_of.root,
        terms={code: words.say(TERMS, municipality=municipality.name) for code, words in languages.items()},
        address=municipality.site.address,
        built=site.today,
        version=site.content.version,
        areas={area: name.root for area, name in municipality.areas.items()},
        requirement_areas={area: name.root for area, name in municipality.requirement_areas.items()},
        satisfaction={year: float(index) for year, index in municipality.satisfaction.values.items()}
        if municipality.satisfaction
        else {},
        survey=_survey(site.results) if site.results else None,
        providers=tuple(_provider(provider, site) for provider in site.contracted),
    )


def _provider(provider: Provider, site: Site) -> ProviderData:
    offer = OfferData.model_validate(provider.offer)
    if site.content.municipality.rules_on(site.today).extras != "allowed":
        offer = offer.model_copy(update={"extras": ()})
    return ProviderData(
        id=provider.id,
        name=provider.name,
        page=_whole(site, address(MAIN_LANGUAGE, provider_page(provider.id))),
        status=provider.agreement.status(site.today),
        room=room_data(provider, site.content, site.today),
        identity=IdentityData.model_validate(provider.identity),
        agreement=AgreementData.model_validate(provider.agreement),
        offer=offer,
        staff=StaffData.model_validate(provider.staff),
        contact=ContactData.model_validate(provider.contact),
        results=_results(provider.id, site.results) if site.results else {},
        follow_ups=tuple(
            FollowUpData.model_validate(report).model_copy(
                update={"document": _document(site, report.document)}
            )
            for report in provider.follow_ups
        ),
        review=ReviewData.model_validate(provider.review),
    )


def room_data(provider: Provider, content: Content, today: date) -> RoomData | None:
    """Return what the open data say of a provider's room; None where nothing is known of it."""
    room, state = content.room(provider.id), content.room_state(provider, today)
    if room is None or state is None:
        return None
    by_area = {area: content.room_state(provider, today, area) for area in provider.agreement.areas}
    told = {area: here for area, here in by_area.items() if here and len({*by_area.values()}) > 1}
    return RoomData(state=state, as_of=room.as_of, areas=told, waiting=room.waiting)


def _document(site: Site, document: str | None) -> str | None:
    return _whole(site, document_address(document)) if document else None


def _whole(site: Site, path: str) -> str:
    return site.content.municipality.site.address.rstrip("/") + path


def _survey(results: Results) -> SurveyData:
    survey = results.survey
    return SurveyData(
        year=survey.year,
        source=survey.source.root,
        address=survey.address,
        asked=survey.asked.root,
        questions={
            question.id: QuestionData(
                wording=question.wording.root,
                kolada=question.kolada,
                country=None if question.country is None else float(question.country),
                municipality=_result(shown.municipality, known=question.municipality is not None),
            )
            for question, shown in zip(survey.questions, results.shown, strict=True)
        },
    )


def _results(provider_id: str, results: Results) -> dict[str, ResultData]:
    return {
        question.id: _result(shown.providers.get(provider_id), known=provider_id in shown.hidden)
        for question, shown in zip(results.survey.questions, results.shown, strict=True)
    }


def _result(shown: ShownResult | None, *, known: bool) -> ResultData:
    """Tell what may be shown; of what is known and may not be, nothing but that."""
    if shown is None:
        return ResultData(state="hidden" if known else "none", share=None, bound=None, answers=None)
    return ResultData(
        state="shown", share=float(shown.share), bound=shown.bound or "exact", answers=shown.answers
    )


def table(data: OpenData) -> list[list[str]]:
    """Flatten the providers to rows below a row of headings: a column for each name with its dots."""
    whole = data.model_dump(mode="json")
    head = {name: value for field in OF_THE_WHOLE for name, value in _cells(field, whole[field])}
    rows = [head | dict(_cells("", provider)) for provider in whole["providers"]]
    columns = list(_in_order(rows))
    return [columns, *([row.get(column, "") for column in columns] for row in rows)]


def _in_order(rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """Name every column once, what belongs together side by side; a name with others below it is none."""
    tree: dict[str, Any] = {}
    for name in (name for row in rows for name in row):
        branch = tree
        for part in name.split("."):
            branch = branch.setdefault(part, {})

    def leaves(branch: dict[str, Any], way: str) -> Iterator[str]:
        for part, below in branch.items():
            yield from leaves(below, f"{way}{part}.") if below else [f"{way}{part}"]

    return leaves(tree, "")


def _cells(name: str, value: object) -> Iterator[tuple[str, str]]:
    """Name each single value by the way to it; things in a list are numbered from 1."""
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        value = {str(number): item for number, item in enumerate(value, start=1)}
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _cells(f"{name}.{key}" if name else key, part)
    elif isinstance(value, list):
        yield name, ", ".join(value)
    else:
        yield name, _cell(value)


def _cell(value: object) -> str:
    """Write a value as a Swedish spreadsheet reads it: a decimal comma, nothing for what is missing."""
    if isinstance(value, float):
        return (str(int(value)) if value.is_integer() else str(value)).replace(".", ",")
    return "" if value is None else str(value)
