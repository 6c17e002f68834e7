"""Frozen columns: written once, read back, and held against the form until its version is raised."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from hemval.cli.form import form
from hemval.content.folder import Folder
from hemval.editing.frozen_columns import difference, moved_columns, unfrozen
from hemval.forms.columns.frozen import columns_of, load_frozen, written
from hemval.forms.reading.loading import load_forms
from hemval.settings import PROJECT, Settings
from tests.forms.samples import choice_form, form_of
from tests.forms.test_writing_forms import EXAMPLES
from tests.forms.test_writing_forms import written as form_text


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder with one form of its own, that has every type."""
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "test.yml").write_text(form_text(*EXAMPLES[:-1]), encoding="utf-8")
    return Folder(tmp_path, tmp_path)


def freeze(folder: Folder, *names: str):
    return CliRunner().invoke(form, ["freeze", *names], obj=Settings(content=folder.own))


def change(folder: Folder, old: str, new: str) -> None:
    path = folder.own / "forms" / "test.yml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def findings(folder: Folder) -> list[tuple[str, str, str]]:
    forms, of_forms = load_forms(folder)
    frozen, of_columns = load_frozen(folder, forms)
    assert of_forms + of_columns == []
    return [(one.source_line, one.message, one.advice) for one in moved_columns(folder, forms, frozen)]


def test_what_is_frozen_reads_back_and_nothing_is_found(folder):
    done = freeze(folder, "test")
    assert (done.exit_code, done.output) == (
        0,
        "forms/columns/test-1.yml är skriven. Spara den tillsammans med formuläret.\n",
    )
    forms, _ = load_forms(folder)
    (frozen,), _ = load_frozen(folder, forms)
    assert (frozen.form, frozen.version) == ("test", 1)
    assert frozen.columns == columns_of(forms["test"])
    ids = [column.id for column in frozen.columns]
    assert ids[ids.index("address.street") :][:3] == ["address.street", "address.postal-code", "address.town"]
    assert findings(folder) == []
    assert "är som den ska" in freeze(folder, "test").output


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("short: Telefon", "short: Mobil", "short: Mobil", "har rubriken ”Mobil”"),
        ("question: Hur når vi dig bäst?", "question: Hur?", "question: Hur?", "har rubriken ”Hur?”"),
        ("- id: phone", "- id: call", "- id: call", "Kolumnen call är ny"),
        ("label: Ring mig", "label: Ring", "label: Ring", "Svaren som contact kan ha"),
        ("- id: letter", "- id: post", "- id: post", "de som är frysta i version 1: ”post”"),
        ("none: Nej, inget av det", "none: Nej", "none: Nej", "frysta i version 1: ”_none”"),
    ],
)
def test_a_changed_question_is_found_until_the_version_is_raised(folder, old, new, line, message):
    freeze(folder)
    change(folder, old, new)
    ((source, told, advice),) = findings(folder)
    assert line in source
    assert message in told
    assert advice == "Höj version till 2, och kör hemval form freeze test."
    refused = freeze(folder, "test")
    assert refused.exit_code == 1
    assert "Höj version: i formuläret till 2" in refused.output
    change(folder, "version: 1", "version: 2")
    assert findings(folder) == []
    assert freeze(folder).exit_code == 0
    assert findings(folder) == []
    assert sorted(path.name for path in (folder.own / "forms/columns").iterdir()) == [
        "test-1.yml",
        "test-2.yml",
    ]


def test_a_question_that_is_gone_or_moved_is_found(folder):
    a, b = {"id": "a", "type": "name"}, {"id": "b", "type": "name"}
    then = columns_of(form_of(a, b))
    assert difference(columns_of(form_of(a, b)), then, 1) is None
    gone = difference(columns_of(form_of(a)), then, 1)
    assert (gone.column, gone.message) == (
        "b", "Kolumnen b är borta, men kolumnerna i version 1 är frysta.",
    )  # fmt: skip
    assert "på en annan plats" in difference(columns_of(form_of(b, a)), then, 1).message


def test_a_misspelt_answer_is_told_of_where_it_stands_with_what_was_meant(folder):
    freeze(folder)
    change(folder, "- id: letter", "- id: leter")
    ((source, _, advice),) = findings(folder)
    assert source.strip() == "- id: leter"
    assert advice == "Menade du ”letter”? Höj annars version till 2, och kör hemval form freeze test."


def test_what_does_not_concern_the_columns_may_change(folder):
    freeze(folder)
    change(folder, "why: Vi ringer om något är oklart.", "why: Vi ringer.")
    change(folder, "hint: Till dig eller", "hint: Till er eller")
    assert findings(folder) == []


def test_a_form_without_frozen_columns_is_told_and_works(folder):
    forms, _ = load_forms(folder)
    assert load_frozen(folder, forms) == ((), [])
    assert [one.id for one in unfrozen(forms, ())] == ["test"]


def test_a_municipality_freezes_its_own_forms_beside_them(tmp_path):
    shared, own = tmp_path / "shared", tmp_path / "own"
    for root in (shared, own):
        (root / "forms" / "columns").mkdir(parents=True)
    shutil.copy(PROJECT / "forms" / "choice.yml", own / "forms" / "choice.yml")
    text = form_text(EXAMPLES[0])
    (shared / "forms" / "choice.yml").write_text(text, encoding="utf-8")
    foreign = written(columns_of(form_of({"id": "other", "type": "name"})))
    version = choice_form().version
    for number in (1, version):
        (shared / "forms" / "columns" / f"choice-{number}.yml").write_text(foreign, encoding="utf-8")
    folder = Folder(own, shared)
    forms, _ = load_forms(folder)
    # What came before the municipality's own form was in the shared columns; its own version is not.
    assert [one.version for one in load_frozen(folder, forms)[0]] == [1]
    assert list(moved_columns(folder, forms, load_frozen(folder, forms)[0])) == []


def test_a_shared_form_is_not_frozen_by_a_municipality(tmp_path):
    folder = Folder(tmp_path, PROJECT)
    assert "följer med Hemval" in freeze(folder, "choice").output
    assert "inga egna formulär" in freeze(folder).output
    assert "Det finns inget formulär som heter nope." in freeze(folder, "nope").output
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "text"), [("test-1.yml", "columns: no"), ("test.yml", "columns: []")])
def test_a_file_that_is_no_frozen_columns_is_a_finding(folder, name, text):
    (folder.own / "forms" / "columns").mkdir()
    (folder.own / "forms" / "columns" / name).write_text(text, encoding="utf-8")
    forms, _ = load_forms(folder)
    frozen, found = load_frozen(folder, forms)
    assert frozen == ()
    assert [one.file for one in found] == [f"forms/columns/{name}"]
