"""``hemval provider apply``: shown, asked about, written whole or not at all."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hemval.cli.provider import provider
from hemval.settings import Settings
from tests.municipalities import copy_of

NAME = "provider_profiles/fjordens-omsorg.yml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copy_of("lindvik", tmp_path / "content").content


def run(folder: Path, *arguments: str, answer: str = "", **proposed: Any) -> Result:
    proposal = {
        "kind": "hemval-provider",
        "version": 1,
        "provider": "fjordens-omsorg",
        "attested": "2026-11-20",
        "reference": "7K2W XDPM",
        "changes": [{"field": "phone", "before": "031-390 06 42", "after": "031-390 06 99"}],
        **proposed,
    }
    file = folder / "proposal.json"
    file.write_text(json.dumps(proposal), encoding="utf-8")
    return CliRunner().invoke(
        provider, ["apply", str(file), *arguments], obj=Settings(content=folder), input=answer
    )


def test_a_proposal_is_shown_asked_about_and_written(folder):
    before = (folder / NAME).read_text(encoding="utf-8")
    told = run(folder, answer="nej\n")
    assert "-  phone: 031-390 06 42\n+  phone: 031-390 06 99\n" in told.output
    assert "Inget är ändrat." in told.output
    assert (folder / NAME).read_text(encoding="utf-8") == before
    assert run(folder, "--dry-run").exit_code == 0
    assert (folder / NAME).read_text(encoding="utf-8") == before
    done = run(folder, answer="ja\n")
    assert (done.exit_code, "Kör nu hemval check" in done.output) == (0, True)
    after = (folder / NAME).read_text(encoding="utf-8")
    assert "phone: 031-390 06 99" in after
    assert "attested: 2026-11-20" in after
    assert [
        path.name for path in (folder / "provider_profiles").iterdir() if path.name.startswith("tmp")
    ] == []
    assert "Det finns inget att ändra" in run(folder).output


def test_a_field_that_has_been_changed_since_is_told_and_left(folder):
    changes = [{"field": "staff-number", "before": 20, "after": 30}]
    told = run(folder, "--yes", changes=changes)
    assert "staff-number har ändrats i filen sedan förslaget gjordes." in told.output
    assert "number: 24" in (folder / NAME).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("proposed", "told"),
    [
        ({"provider": "ingen"}, "Det finns ingen utförare med id ingen."),
        ({"provider": "../room"}, "är inget förslag"),
        ({"kind": "annat"}, "är inget förslag"),
        ({"changes": [{"field": "areas", "before": None, "after": []}]}, "är inget förslag"),
        ({"attested": "2099-01-01"}, "från en dag som inte har varit: 2099-01-01"),
        (
            {"changes": [{"field": "email", "before": "hej@fjordensomsorg.example", "after": "x"}]},
            "passar inte",
        ),
        (
            {"changes": [{"field": "presentation", "before": None, "after": {"sv": "x" * 401}}]},
            "sedan förslaget",
        ),
    ],
)
def test_what_cannot_be_applied_is_told_and_nothing_is_written(folder, proposed, told):
    before = (folder / NAME).read_text(encoding="utf-8")
    done = run(folder, "--dry-run", **proposed)
    assert told in done.output
    assert (folder / NAME).read_text(encoding="utf-8") == before


def test_what_the_check_would_refuse_is_not_written(folder):
    before = (folder / NAME).read_text(encoding="utf-8")
    own = next(one for one in before.splitlines() if "web:" in one).partition(": ")[2]
    done = run(folder, "--yes", changes=[{"field": "web", "before": own, "after": "https://a b"}])
    assert done.exit_code == 1
    assert (folder / NAME).read_text(encoding="utf-8") == before
