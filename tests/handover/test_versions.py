"""A table for each version of a form: frozen columns whatever is in the rows, and nothing left out."""

import io
import json
from datetime import UTC, datetime

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from hemval.forms.columns.frozen import FrozenColumn, FrozenColumns
from hemval.handover.chains import CHAINED
from hemval.handover.csv_file import csv_bytes
from hemval.handover.delivery import Delivery
from hemval.handover.dictionary_table import dictionary_table_of
from hemval.handover.json_file import json_bytes
from hemval.handover.rows import FIXED, Damaged, table, tables
from hemval.handover.xlsx_file import workbook_bytes
from tests.forms.samples import choice_form, form_of
from tests.handover.samples import RECEIVED, choice

NOW = datetime(2026, 12, 2, 10, tzinfo=UTC)
ADDRESS = {"street": "Storgatan 1", "postal-code": "123 45", "town": "Lindvik"}


def frozen(version: int, **columns: str) -> FrozenColumns:
    """Name columns with two underscores for a dot."""
    made = tuple(FrozenColumn(id=id_.replace("__", "."), heading=head) for id_, head in columns.items())
    return FrozenColumns(form="choice", version=version, columns=made)


FIRST = frozen(1, name="Namn", phone="Telefon")
SECOND = frozen(2, phone="Telefon", address__street="Gata", address__town="Ort", name="Vad heter du?")


def headings(made) -> list[str]:
    return [column.heading for column in made.columns if column.kind == "question"]


def test_the_columns_are_the_frozen_ones_whoever_answered_what():
    for asked in ((), (("phone", "Telefon", "070"),), (("phone", "Telefon", "070"), ("name", "Namn", "Åsa"))):
        made = table([choice(*asked)], (), [SECOND, FIRST])
        assert headings(made) == ["Namn (name)", "Telefon (phone)"]
        given = {identity: answer for identity, _, answer in asked}
        assert made.rows[0][len(FIXED) :] == (given.get("name", ""), given.get("phone", ""))


def test_what_was_asked_beside_the_frozen_columns_comes_after_them():
    asked = ("new", "Ny fråga", "svar"), ("name", "Annat namn", "Åsa"), ("phone", "Telefon", "070")
    made = table([choice(*asked)], (), [FIRST])
    assert headings(made) == ["Namn (name)", "Telefon (phone)", "Ny fråga (new)", "Annat namn (name)"]
    assert made.rows[0][len(FIXED) :] == ("", "070", "svar", "Åsa")


def test_an_address_stands_in_its_parts():
    one = choice(
        ("address", "Adress", "Storgatan 1, 123 45 Lindvik"), form_version=2,
        answers={"address": {"street": "Storgatan 1", "town": "Lindvik"}},
    )  # fmt: skip
    made = table([one], (), [SECOND])
    assert made.rows[0][len(FIXED) :] == ("", "Storgatan 1", "Lindvik", "")


@pytest.mark.parametrize("stored", [{}, {"address": ""}, {"address": {"elsewhere": "x"}}, {"address": ["x"]}])
def test_an_address_that_was_stored_otherwise_is_still_told(stored):
    one = choice(("address", "Adress", "Inget svar"), form_version=2, answers=stored)
    assert table([one], (), [SECOND]).rows[0][len(FIXED) :] == ("", "Inget svar", "", "")


def test_several_versions_stand_apart_or_the_newest_first():
    old = choice(("name", "Namn", "Åsa"), ("phone", "Telefon", "1"))
    new = choice(("phone", "Telefon", "2"), ("name", "Vad heter du?", "Bo"), form_version=2)
    apart = tables([old, new], [Damaged("x", RECEIVED, "choice")], [FIRST, SECOND])
    assert [(one.version, len(one.rows)) for one in apart] == [(2, 2), (1, 1)]
    assert [headings(one) for one in apart] == [
        ["Telefon (phone)", "Gata (address.street)", "Ort (address.town)", "Vad heter du? (name)"],
        ["Namn (name)", "Telefon (phone)"],
    ]
    joined = table([old, new], (), [FIRST, SECOND])
    assert headings(joined) == [*headings(apart[0]), "Namn (name)"]
    assert [row[len(FIXED) :] for row in joined.rows] == [("1", "", "", "", "Åsa"), ("2", "", "", "Bo", "")]


def test_a_workbook_has_a_sheet_for_each_version_and_one_that_explains():
    old, new = choice(("name", "Namn", "Åsa")), choice(("name", "Vad heter du?", "Bo"), form_version=2)
    book = load_workbook(
        io.BytesIO(workbook_bytes(Delivery("choice", "Val", [old, new], (), None, [FIRST, SECOND]), NOW))
    )
    assert book.sheetnames == ["Version 2", "Version 1", "Kolumner"]
    assert [sheet.max_row for sheet in book] == [2, 2, 1 + len(FIXED) + 5]
    explained = {row[0]: row for row in book["Kolumner"].iter_rows(values_only=True)}
    assert explained["Telefon (phone)"][2] == "2, 1"
    assert explained["Namn (name)"][2] == "1"


def test_only_damaged_rows_are_files_too():
    delivery = Delivery("choice", "Val", [], [Damaged("c0ffee", RECEIVED, "choice")])
    assert b"c0ffee" in csv_bytes(delivery.table())
    assert all("Val" in table.rows[0] for table in (delivery.table(), *delivery.tables()))
    assert load_workbook(io.BytesIO(workbook_bytes(delivery, NOW))).sheetnames == ["Ärenden", "Kolumner"]
    assert json.loads(json_bytes(delivery, NOW))["damaged"][0]["id"] == "c0ffee"


PAGES = (
    {"id": "kind", "type": "choice-of-one", "short": "Vad",
     "options": [{"id": "a", "label": "Ett"}, {"id": "b", "label": "Två"}]},
    {"id": "address", "type": "address", "short": "Adress",
     "when": {"kind": ["b"], "rules.areas": ["several"]}},
)  # fmt: skip


def test_json_explains_itself():
    form = form_of(*PAGES).model_copy(update={"id": "choice"})
    one = choice(
        ("kind", "Vad", "Två"), ("address", "Adress", "S"), answers={"kind": "b", "address": ADDRESS}
    )
    other = choice(("kind", "Vad", "Ett"), answers={"kind": "a"}, form_version=7)
    delivery = Delivery("choice", "Titel", [one, other], (), form)
    made = json_bytes(delivery, NOW)
    assert made == json_bytes(delivery, NOW)
    whole = json.loads(made)
    newest, older = whole["versions"]
    assert (newest["version"], newest["schema"]) == (7, None)
    schema = Draft202012Validator(older["schema"])
    assert schema.is_valid(whole["submissions"][0]["answers"])
    assert not schema.is_valid({"kind": "c"})
    assert whole["submissions"][0]["answers"] == one.answers
    assert whole["submissions"][0]["asked"][1] == {"id": "address", "question": "Adress", "answer": "S"}
    assert "outcome" not in whole["submissions"][0]


@pytest.mark.parametrize("chains", [None, {}])
def test_json_names_every_key_of_what_was_sent_in(chains):
    one = choice(("kind", "Vad", "Två"), answers={"kind": "b"}, review=("quick",))
    delivery = Delivery(
        "choice", "Titel", [one], (Damaged("c0ffee", one.received_at, "choice"),), chains=chains
    )
    whole = json.loads(json_bytes(delivery, NOW))
    fields = {field["id"]: field for field in whole["fields"]}
    assert list(fields) == list(whole["submissions"][0])
    assert set(whole["damaged"][0]) <= set(fields)
    assert ({"supersedes", "superseded_by"} <= set(fields)) == (chains is not None)
    assert all(field["heading"] and field["holds"] for field in fields.values())
    assert {"value": "quick", "words": "Skickades ovanligt fort"} in fields["review"]["values"]


def test_the_dictionary_says_what_there_is_to_know():
    made = dictionary_table_of(form_of(*PAGES))
    rows = {row[1]: row for row in made.rows}
    assert list(rows) == [*FIXED, "kind", "address.street", "address.postal-code", "address.town"]
    assert rows["kind"][2:] == (
        "1", "Frågan?", "Ett av svaren: orden i tabeller, värdet i JSON", "a: Ett\nb: Två", "1",
        "Alltid", "Nej",
    )  # fmt: skip
    assert rows["address.street"][0] == "Adress: gata och nummer (address.street)"
    assert rows["address.street"][6:] == (
        "50", "Om svaret på ”Vad” är ”Två” och kommunen har flera områden", "Ja",
    )  # fmt: skip


def test_what_only_a_choice_has_is_explained_last_as_it_stands_in_its_files():
    told = dictionary_table_of(choice_form()).rows[-len(CHAINED) :]
    assert [row[1] for row in told] == ["supersedes", "superseded_by"]
    assert all(row[4].startswith("Referensen på") for row in told)


def test_every_column_of_the_choice_form_is_explained():
    for row in dictionary_table_of(choice_form()).rows[len(FIXED) : -len(CHAINED)]:
        assert all((row[0], row[1], row[2], row[3], row[4], row[7], row[8])), row
        assert "%(" not in "".join(row)
        assert "rules." not in row[7]
