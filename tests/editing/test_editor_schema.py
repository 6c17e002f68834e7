"""What editors are told of forms: up to date, true of every form that we take, and each key explained."""

import json
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from hemval.content.folder import Folder
from hemval.content.kinds.model import key_told
from hemval.editing.editor_schema import FILE, editor_schema
from hemval.forms.definition import FormFile, Paragraph
from hemval.forms.question import Wording
from hemval.forms.reading.loading import load_forms
from hemval.forms.types.choice_of_one import Option
from hemval.settings import PROJECT
from tests.forms.test_writing_forms import EXAMPLES, example_questions, written

SCHEMA = json.loads(editor_schema())
FORMS = sorted((PROJECT / "forms").glob("*.yml"))

# An editor may read YAML as version 1.1 does, where no is false, or take everything for text.
READERS = (yaml.SafeLoader, yaml.BaseLoader)


def faults(text: str, reader: Any = yaml.BaseLoader) -> list[str]:
    validator = Draft202012Validator(SCHEMA)
    return [error.message for error in validator.iter_errors(yaml.load(text, Loader=reader))]


def test_the_file_is_up_to_date():
    """Run .venv/bin/python setup/schemas.py."""
    assert (PROJECT / FILE).read_text(encoding="utf-8") == editor_schema()
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_every_form_of_ours_fits(path, reader):
    assert faults(path.read_text(encoding="utf-8"), reader) == []


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_every_form_of_ours_leads_editors_to_it(path):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first == "# yaml-language-server: $schema=../docs/schemas/form.json"


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_fits(example, reader):
    assert faults(written(example), reader) == []


GOOD = """
  - id: a
    type: name
    question: Vad?
    optional: ja
    errors:
      missing: Skriv
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: name", "type: nam"),
        ("id: a", "id: Å"),
        ("optional: ja", "optional: kanske"),
        ("question: Vad?", "question: {en: What}"),
        ("question: Vad?", "question: {sv: Vad, xx: Vad}"),
        ("    question: Vad?\n", ""),
        ("optional: ja", "optionl: ja"),
        ("missing: Skriv", "mising: Skriv"),
        ("version: 1", "version: ett"),
        ("title: Titel", "titel: Titel"),
    ],
)
def test_what_an_editor_marks_the_check_finds_too(tmp_path, old, new):
    text = written(GOOD)
    assert old in text
    assert faults(text) == []
    assert faults(text.replace(old, new)) != []
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "test.yml").write_text(text.replace(old, new), encoding="utf-8")
    assert load_forms(Folder(tmp_path, tmp_path))[1] != []


def test_every_key_is_explained_in_swedish():
    models = {FormFile, Paragraph, Wording, Option, *(type(page) for page in example_questions())}
    keys = [(model, key) for model in models for key in model.model_fields]
    assert [f"{model.__name__}.{key}" for model, key in keys if not key_told(model, key)] == []
    assert SCHEMA["$defs"]["Name"]["properties"]["why"]["description"] == "Varför vi frågar"
