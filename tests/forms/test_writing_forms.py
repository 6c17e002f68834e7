"""The examples in docs/writing-forms.md: every type has one, and each is a page that the form takes."""

import re
from typing import Any, get_args

import pytest
import yaml
from pydantic import TypeAdapter

from hemval.content.folder import Folder
from hemval.forms.asked.asking import RULE_FACTS
from hemval.forms.definition import FormFile, Paragraph
from hemval.forms.question import Wording
from hemval.forms.reading.loading import load_forms
from hemval.forms.types import AnyQuestion
from hemval.forms.types.choice_of_one import Option
from hemval.settings import PROJECT

EXAMPLES = re.findall(
    r"```yaml\n(.*?)```", (PROJECT / "docs" / "writing-forms.md").read_text(encoding="utf-8"), re.S
)
TYPES = {get_args(kind.model_fields["type"].annotation)[0] for kind in get_args(get_args(AnyQuestion)[0])}

HEAD = "version: 1\naddress: test\ntitle: Titel\nsent: Mottaget\nnot_a_decision: Inget beslut.\npages:\n"


def example_questions() -> list[AnyQuestion]:
    """Return every question of the examples: together they have all the types."""
    return [TypeAdapter(AnyQuestion).validate_python(page) for page in example_pages()]


def example_pages() -> list[dict[str, Any]]:
    """Return the pages of the examples as they are written."""
    return [_as_text(page) for example in EXAMPLES for page in yaml.safe_load(example)]


def _as_text(value: Any) -> Any:
    """Return YAML as our reader would, which makes no booleans of ja and yes."""
    if isinstance(value, dict):
        return {str(key): _as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_text(inner) for inner in value]
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def written(*examples: str) -> str:
    """Return the text of a form with the examples as its pages."""
    return HEAD + "".join(examples)


@pytest.mark.parametrize("example", EXAMPLES, ids=[yaml.safe_load(each)[0]["id"] for each in EXAMPLES])
def test_an_example_is_taken(tmp_path, example):
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "test.yml").write_text(written(example), encoding="utf-8")
    forms, findings = load_forms(Folder(tmp_path, tmp_path))
    assert findings == []
    assert len(forms["test"].pages) == len(yaml.safe_load(example))


def test_every_type_has_an_example():
    assert {page["type"] for example in EXAMPLES for page in yaml.safe_load(example)} == TYPES


def test_the_examples_make_one_form(tmp_path):
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "test.yml").write_text(written(*EXAMPLES[:-1]), encoding="utf-8")
    assert load_forms(Folder(tmp_path, tmp_path))[1] == []


def test_every_key_error_and_rule_is_told_of():
    text = (PROJECT / "docs" / "writing-forms.md").read_text(encoding="utf-8")
    told = set(re.findall(r"`\"?([\w.-]+)\"?[`:]", text))
    kinds = get_args(get_args(AnyQuestion)[0])
    keys = {key for model in (FormFile, Paragraph, Option, Wording, *kinds) for key in model.model_fields}
    errors = {error for kind in kinds if kind.puts_a_question for error in kind.error_kinds}
    rules = {f"rules.{name}" for name in RULE_FACTS} | {value for one in RULE_FACTS.values() for value in one}
    assert (keys | errors | rules) - told - {key for page in example_pages() for key in page} == set()
