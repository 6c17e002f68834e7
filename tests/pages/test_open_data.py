"""The open data hold all that is public, nothing that is not, and are what their schema says."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, get_args

import pytest
from pydantic import BaseModel

from hemval.content.folder import Folder
from hemval.content.provider import Provider
from hemval.content.survey import Question, Result, Survey
from hemval.pages.open_data import INTERNAL, OpenData, ProviderData
from hemval.pages.open_data_files import open_data, open_data_files, table
from hemval.pages.open_data_page import fields_of
from hemval.pages.site import Site, load_site
from hemval.settings import PROJECT
from hemval.words import Text, words_in
from hemval.words.csv_text import unguarded
from tests.municipalities import NOW, SOURCES

TEXT = {"sv": "Fråga?", "en": "Question?"}


@cache
def site_of(name: str) -> Site:
    return load_site(Folder(SOURCES[name], PROJECT), NOW.date())


@pytest.fixture(params=sorted(SOURCES))
def site(request: pytest.FixtureRequest) -> Site:
    return site_of(request.param)


def files(site: Site) -> dict[str, str]:
    return {
        file.path.rpartition("/")[2]: file.content if isinstance(file.content, str) else file.content.decode()
        for file in open_data_files(site)
    }


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel) and annotation is not Text:
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def ways(model: type[BaseModel], before: str = "") -> set[str]:
    """Name every field of a model and of those below it."""
    found = set()
    for name, field in model.model_fields.items():
        below = list(models_in(field.annotation))
        if below:
            found |= ways(below[0], f"{before}{name}.")
        else:
            found.add(f"{before}{name}")
    return found


def test_each_field_of_a_profile_is_published_or_named_as_internal() -> None:
    missing = ways(Provider) - ways(ProviderData) - INTERNAL
    assert not missing, f"publish these in pages/open_data.py or name them in INTERNAL: {sorted(missing)}"
    assert not INTERNAL & ways(ProviderData)
    assert ways(Provider) >= INTERNAL


def test_a_field_that_nobody_decided_about_is_found() -> None:
    class Agreement(BaseModel):
        ceiling: int

    class Grown(Provider):
        agreement: Agreement  # type: ignore[assignment]

    assert "agreement.ceiling" in ways(Grown) - ways(ProviderData) - INTERNAL


def test_the_json_is_what_the_schema_says(site: Site) -> None:
    made = files(site)
    schema = json.loads(made["schema.json"])
    assert list(faults(json.loads(made["utforare.json"]), schema, schema)) == []
    assert OpenData.model_validate_json(made["utforare.json"]) == open_data(site)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"status": "active"', '"status": "happy"'), ('"format": 1', '"format": 2'),
        ('"version": ', '"vers": '), ('"built": "2026-11-23"', '"built": "today"'),
        ('"approved_for": [', '"approved_for": [7,'), ('"name": "', '"more": 1, "name": "'),
    ],
)  # fmt: skip
def test_what_the_schema_does_not_say_is_found(before: str, after: str) -> None:
    made = files(site_of("lindvik"))
    schema = json.loads(made["schema.json"])
    assert before in made["utforare.json"]
    assert list(faults(json.loads(made["utforare.json"].replace(before, after, 1)), schema, schema))


def test_all_contracted_providers_and_no_other_stand_in_the_neutral_order(site: Site) -> None:
    data = open_data(site)
    assert [provider.id for provider in data.providers] == [provider.id for provider in site.contracted]
    later = Site(site.content, date(2027, 2, 1))
    ended = {provider.id for provider in site.content.ended(date(2027, 2, 1))}
    assert not ended & {provider.id for provider in open_data(later).providers}


def test_facts_are_those_of_the_profile_with_both_languages_and_days() -> None:
    data = json.loads(files(site_of("lindvik"))["utforare.json"])
    assert (data["built"], data["version"]) == ("2026-11-23", site_of("lindvik").content.version)
    found = next(provider for provider in data["providers"] if provider["id"] == "bjorkens-hemtjanst")
    assert found["offer"]["languages"] == {"sv": "always", "fi": "often", "swl": "often"}
    assert set(found["offer"]["presentation"]) == {"sv", "en"}
    assert found["room"] == {"state": "open", "as_of": "2026-11-17", "areas": {}, "waiting": None}
    assert found["page"] == "https://hemtjanst.lindvik.example/utforare/bjorkens-hemtjanst/"
    assert found["identity"]["organisation_number"] == "559999-0107"
    assert found["offer"]["extras"][0]["price"] == 390


def test_an_example_says_so_in_every_file() -> None:
    made = files(site_of("botkyrka"))
    for name in ("utforare.json", "utforare.csv"):
        assert "Exempel efter Botkyrka" in made[name]
    assert json.loads(files(site_of("lindvik"))["utforare.json"])["example_of"] is None


def planted(answers: dict[str, Result]) -> Site:
    lindvik = site_of("lindvik")
    question = Question.model_validate(
        {
            "id": "nojd", "wording": TEXT, "told": {"sv": "%(share)s av 100"}, "providers": answers,
            "municipality": Result(share=Decimal("86.5"), answers=9000),
        }
    )  # fmt: skip
    survey = Survey(year=2026, source=Text(TEXT), asked=Text(TEXT), questions=(question,))
    return Site(lindvik.content.model_copy(update={"surveys": (survey,)}), NOW.date())


def test_a_result_of_few_answers_is_in_none_of_the_files() -> None:
    few = Result(share=Decimal("66.7"), answers=6)
    many = {
        "fjordens-omsorg": Result(share=Decimal(81), answers=800),
        "lyktans-hemtjanst": Result(share=Decimal(83), answers=900),
    }
    made = files(planted({"bjorkens-hemtjanst": few, **many}))
    for name in ("utforare.json", "utforare.csv"):
        assert "66.7" not in made[name]
        assert "66,7" not in made[name]
    results = {
        provider["id"]: provider["results"]["nojd"]
        for provider in json.loads(made["utforare.json"])["providers"]
    }
    nothing = {"share": None, "bound": None, "answers": None}
    assert results["bjorkens-hemtjanst"] == {"state": "hidden", **nothing}
    assert results["kommunens-hemtjanst"] == {"state": "none", **nothing}
    assert results["lyktans-hemtjanst"] == {
        "state": "shown", "share": 83.0, "bound": "exact", "answers": 900,
    }  # fmt: skip
    shown = {"bjorkens-hemtjanst": Result(share=Decimal("66.7"), answers=600), **many}
    assert "66.7" in files(planted(shown))["utforare.json"], "the planted share would not be seen"


def test_the_table_holds_the_same_as_the_json_and_opens_in_a_spreadsheet(site: Site) -> None:
    text = files(site)["utforare.csv"]
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    columns, *rows = csv.reader(lines, delimiter=";", strict=True)
    assert len(columns) == len(set(columns))
    assert not [one for one in columns if any(other.startswith(f"{one}.") for other in columns)]
    providers = json.loads(files(site)["utforare.json"])["providers"]
    assert len(rows) == len(providers)
    for row, provider in zip(rows, providers, strict=True):
        cells = {name: unguarded(cell) for name, cell in zip(columns, row, strict=True)}
        for way, value in singles(provider):
            assert cells[way] == value
    groups = [column.partition(".")[0] for column in columns]
    assert groups == sorted(groups, key=groups.index), "what belongs together stands together"


def singles(value: Any, way: str = "") -> Iterator[tuple[str, str]]:
    """Walk through the data in another way than the code does: single values that are there."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield from singles(below, f"{way}.{key}".strip("."))
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for number, below in enumerate(value):
            yield from singles(below, f"{way}.{number + 1}")
    elif isinstance(value, list):
        if value:
            yield way, ", ".join(value)
    elif value is not None:
        yield (
            way,
            re.sub(r",0$", "", str(value).replace(".", ",")) if isinstance(value, float) else str(value),
        )


def test_no_cell_comes_alive_in_a_spreadsheet() -> None:
    lindvik = site_of("lindvik")
    evil = lindvik.contracted[0].model_copy(update={"name": '=HYPERLINK("http://x")'})
    content = lindvik.content.model_copy(update={"providers": {evil.id: evil}})
    made = files(Site(content, NOW.date()))["utforare.csv"]
    assert ';"\'=HYPERLINK(""http://x"")";' in made


def test_a_table_of_nobody_has_only_headings() -> None:
    lindvik = site_of("lindvik")
    nobody = Site(lindvik.content.model_copy(update={"providers": {}}), NOW.date())
    assert table(open_data(nobody)) == [[]]


def test_every_field_is_documented_in_both_languages() -> None:
    for model in (OpenData, ProviderData):
        swedish, english = (list(fields_of(model, words_in(language))) for language in ("sv", "en"))
        for ours, theirs in zip(swedish, english, strict=True):
            assert theirs.told, theirs.name
            assert ours.told != theirs.told, theirs.name
    documented = {field.name.replace("[]", "") for field in fields_of(ProviderData, words_in("en"))}
    assert ways(ProviderData) <= documented


HSDS_OBJECTS = {
    "organization", "service", "phone", "location", "schedule", "cost_option", "language", "service_area",
    "organization_identifier", "taxonomy_term",
}  # fmt: skip


def test_the_names_in_open_referral_are_of_objects_that_it_has() -> None:
    told = [field.hsds for model in (OpenData, ProviderData) for field in fields_of(model, words_in("en"))]
    assert {name.partition(".")[0] for name in told if name} <= HSDS_OBJECTS


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], way: str = "$") -> Iterator[str]:
    """Hold data against a JSON Schema; of the keywords that it knows, and a fault for any other."""
    known = {
        "$ref", "$defs", "title", "description", "hsds", "type", "properties", "required", "format", "items",
        "additionalProperties", "anyOf", "enum", "const", "default",
    }  # fmt: skip
    yield from (f"{way}: unknown keyword {word}" for word in schema.keys() - known)
    if "$ref" in schema:
        yield from faults(value, whole["$defs"][schema["$ref"].rpartition("/")[2]], whole, way)
    if "anyOf" in schema:
        tried = [list(faults(value, one, whole, way)) for one in schema["anyOf"]]
        if all(tried):
            yield from min(tried, key=len)
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        yield f"{way}: {value!r} is not allowed"
    kinds = {
        "object": dict, "array": list, "string": str, "number": (int, float), "integer": int,
        "null": type(None), "boolean": bool,
    }  # fmt: skip
    if "type" in schema and not isinstance(value, kinds[schema["type"]]):  # type: ignore[arg-type]
        yield f"{way}: {value!r} is no {schema['type']}"
        return
    if schema.get("format") == "date" and not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        yield f"{way}: {value!r} is no date"
    if isinstance(value, list):
        for number, item in enumerate(value):
            yield from faults(item, schema.get("items", {}), whole, f"{way}[{number}]")
    if isinstance(value, dict):
        named = schema.get("properties", {})
        yield from (f"{way}: no {name}" for name in schema.get("required", []) if name not in value)
        for name, below in value.items():
            other = schema.get("additionalProperties", True)
            rule = named.get(name, other)
            if rule is False:
                yield f"{way}: {name} is not declared"
            elif isinstance(rule, dict):
                yield from faults(below, rule, whole, f"{way}.{name}")
