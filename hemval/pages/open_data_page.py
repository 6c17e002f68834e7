"""The page that documents the open data: every field in words, the codes, and the Open Referral names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from hemval.content.services import SERVICES
from hemval.pages.address import DATA
from hemval.pages.generated import GeneratedPage
from hemval.pages.open_data import HSDS, OpenData, ProviderData
from hemval.pages.open_data_files import CSV_FILE, JSON_FILE, SCHEMA_FILE, TERMS
from hemval.pages.provider_facts import OPERATING_FORMS, SPECIALITIES
from hemval.pages.site import Site
from hemval.pages.view import Link
from hemval.rules.told.provider import HOW_OFTEN
from hemval.rules.told.room import room_told
from hemval.words import Words, sentence

STATUSES = {
    "approved": sentence("approved, the first day is not decided"),
    "coming": sentence("has not begun yet"),
    "active": sentence("works here"),
    "leaving": sentence("will stop by its own wish"),
    "terminated": sentence("will stop: the municipality has terminated the agreement"),
}


@dataclass(frozen=True)
class FieldTold:
    """A field: its name with its dots, what it is, and its Open Referral name where it has one."""

    name: str
    told: str
    hsds: str


@dataclass(frozen=True)
class Codes:
    """What the codes of a field mean."""

    name: str
    codes: tuple[tuple[str, str], ...]


def open_data_page(site: Site, words: Words) -> list[GeneratedPage]:
    """Return the page."""
    say = words.say
    return [
        GeneratedPage(
            DATA,
            say("Open data about the providers"),
            "open_data.html",
            say("The facts of this site as files, for those who want to use them in programs and tables."),
            lambda: {
                "files": [
                    Link(say("All providers as JSON"), f"/{JSON_FILE}"),
                    Link(say("All providers as a table for spreadsheets (CSV)"), f"/{CSV_FILE}"),
                    Link(say("Description of the fields for programs (JSON Schema)"), f"/{SCHEMA_FILE}"),
                ],
                "terms": say(TERMS, municipality=site.content.municipality.name),
                "of_the_whole": list(fields_of(OpenData, words, without=("providers",))),
                "of_a_provider": list(fields_of(ProviderData, words)),
                "codes": _codes(words),
            },
        )
    ]


def fields_of(
    model: type[BaseModel], words: Words, way: str = "", without: tuple[str, ...] = ()
) -> Iterator[FieldTold]:
    """Tell of each field and of the fields below it; things in a list have [] and those with a key []."""
    for name, field in model.model_fields.items():
        if name in without:
            continue
        extra = field.json_schema_extra
        hsds = str(extra.get(HSDS, "")) if isinstance(extra, Mapping) else ""
        below, many = _below(field)
        here = f"{way}{name}{'[]' if many else ''}"
        yield FieldTold(here, words.say(field.description or ""), hsds)
        if below is not None:
            yield from fields_of(below, words, f"{here}.")


def _below(field: FieldInfo) -> tuple[type[BaseModel] | None, bool]:
    """Return the model that a field holds, and whether it holds many."""
    parts = list(_parts(field.annotation))
    models = [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]
    many = any(getattr(part, "__origin__", None) in (tuple, dict) for part in parts)
    return (models[0] if models else None), many and bool(models)


def _parts(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - whatever stands as a type
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _codes(words: Words) -> list[Codes]:
    say = words.say
    rooms = {state: room_told(state, words) for state in ("open", "queue", "closed")}
    tables: tuple[tuple[str, Mapping[str, str]], ...] = (
        ("status", STATUSES),
        ("identity.operating_form", OPERATING_FORMS),
        ("agreement.approved_for", SERVICES),
        ("offer.specialities", SPECIALITIES),
        ("offer.languages", HOW_OFTEN),
    )
    told = [
        Codes(name, tuple((code, say(meaning)) for code, meaning in codes.items())) for name, codes in tables
    ]
    return [told[0], Codes("room.state", tuple(rooms.items())), *told[1:]]
