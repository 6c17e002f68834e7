"""``hemval form columns`` and ``schema``: what other systems are told of a form."""

import csv
import io
import json

from click.testing import CliRunner
from jsonschema import Draft202012Validator

from hemval.cli.form import form
from hemval.forms.asked.asking import RULE_FACTS
from hemval.forms.asked.in_words import RULES_TOLD
from hemval.forms.columns.schema import form_schema
from hemval.settings import Settings
from tests.forms.samples import choice_form


def run(*arguments: str):
    return CliRunner().invoke(form, list(arguments), obj=Settings())


def test_the_columns_are_a_table():
    text = run("columns", "choice").stdout_bytes.decode("utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=";")
    names = [row[1] for row in rows]
    asked = [column.id for page in choice_form().pages for column in page.columns()]
    assert names[names.index("review") + 1 :] == [*asked, "supersedes", "superseded_by"]


def test_the_schema_is_json():
    made = json.loads(run("schema", "choice").output)
    Draft202012Validator.check_schema(made)
    assert made == form_schema(choice_form())


def test_every_fact_of_the_rules_has_words():
    told = {name.removeprefix("rules."): set(values) for name, values in RULES_TOLD.items()}
    assert told == {name: set(values) for name, values in RULE_FACTS.items()}


def test_a_form_that_is_not_there():
    done = run("schema", "val")
    assert (done.exit_code, "Det finns inget formulär som heter val." in done.output) == (1, True)
