"""The largest draft: what is worked out is true, fits, and is refused where it does not."""

import zlib
from datetime import timedelta
from pathlib import Path

import pytest

from hemval.content.folder import Folder
from hemval.editing.check import check
from hemval.forms.draft import LARGEST_COOKIE, opened_draft, sealed_draft
from hemval.forms.incompressible import some_of, some_text
from hemval.forms.largest_draft import draft_findings, largest_draft
from hemval.forms.types.line import LineQuestion
from hemval.settings import PROJECT
from tests.forms.samples import TODAY, asking, choice_form, content_of, form_of
from tests.municipalities import NOW

KEY = b"x" * 43 + b"="


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_choice_form_fits_with_room_to_spare(municipality, language):
    largest = largest_draft(choice_form(), asking(municipality, language))
    assert 1_500 < largest.size < 3_600
    assert {"helper", "name"} < set(largest.heaviest)
    assert draft_findings([choice_form()], content_of(municipality), TODAY) == []


def test_every_answer_that_is_called_the_largest_is_taken(municipality):
    for page in choice_form().pages:
        if isinstance(page, LineQuestion) and page.type != "identity-number":
            at = asking(municipality)
            assert [page.read(answer, at) for answer in page.largest_answers(at)] == list(
                page.largest_answers(at)
            )


def test_the_worst_text_does_not_compress():
    for text in (some_text(300, "a"), some_of("abc", 300, "a")):
        assert len(text) == 300
    raw = some_text(300, "a").encode()
    assert len(raw) == 1_200
    assert len(zlib.compress(raw, 9)) > 800
    both = (some_text(300, "a") + some_text(300, "b")).encode()
    assert len(zlib.compress(both, 9)) > 1_600


def names(number: int) -> list[dict[str, str]]:
    return [{"id": f"name-{n}", "type": "name"} for n in range(number)]


def test_a_form_that_asks_too_much_is_refused_and_told_why():
    content = content_of("lindvik")
    assert draft_findings([form_of(*names(3))], content, TODAY) == []
    found = draft_findings([form_of(*names(9))], content, TODAY)
    assert len(found) == 1
    assert found[0].file == "forms/test.yml"
    assert f"behåller bara {LARGEST_COOKIE}." in found[0].message
    assert "name-" in found[0].advice
    assert "%(" not in found[0].message + found[0].advice


def test_a_long_receipt_is_refused_too():
    words = [{"text": some_text(180, str(n))} for n in range(6)]
    found = draft_findings([form_of(*names(1), receipt=tuple(words))], content_of("lindvik"), TODAY)
    assert len(found) == 1


def test_a_paragraph_that_the_rules_rule_out_weighs_nothing():
    words = [{"text": some_text(180, str(n)), "when": {"rules.ranked": ["3"]}} for n in range(6)]
    assert draft_findings([form_of(*names(1), receipt=tuple(words))], content_of("lindvik"), TODAY) == []


def test_rules_to_come_are_reckoned_with():
    """A set of rules that is in force next year may ask for more."""
    content = content_of("lindvik")
    now = content.municipality.rules_on(TODAY)
    later = now.model_copy(update={"valid_from": TODAY.replace(year=2027), "ranked_choices": 3})
    municipality = content.municipality.model_copy(update={"rules": (now, later)})
    pages = [{**page, "when": {"rules.ranked": ["3"]}} for page in names(9)]
    form = form_of(*pages)
    assert draft_findings([form], content, TODAY) == []
    assert len(draft_findings([form], content.model_copy(update={"municipality": municipality}), TODAY)) == 1


def test_the_check_tells_of_it(tmp_path: Path):
    forms = tmp_path / "forms"
    forms.mkdir()
    for part in ("municipality.yml", "room.yml", "provider_profiles", "documents"):
        (tmp_path / part).symlink_to(PROJECT / part)
    assert check(Folder(tmp_path, PROJECT), TODAY) == []
    text = (PROJECT / "forms" / "choice.yml").read_text(encoding="utf-8")
    more = "".join(
        f"  - id: name-{n}\n    type: name\n    question: {{sv: Vad heter nummer {n}?, en: Name {n}?}}\n\n"
        for n in range(9)
    )
    (forms / "choice.yml").write_text(text.replace("receipt:\n", f"{more}receipt:\n"), encoding="utf-8")
    found = check(Folder(tmp_path, PROJECT), TODAY)
    assert [finding.file for finding in found] == ["forms/choice.yml"]
    assert "Svaren kan ta" in found[0].message


def test_a_draft_comes_back_as_it_was_and_only_with_its_key():
    draft = {"id": "a", "answers": {"name": "Åsa\u200c"}}
    sealed = sealed_draft(draft, KEY, NOW)
    assert opened_draft(sealed, KEY, NOW) == draft
    assert opened_draft(sealed, b"y" * 43 + b"=", NOW) is None
    for broken in ("", "x", sealed[:-1], sealed[1:], sealed.swapcase(), "é" * 100):
        assert opened_draft(broken, KEY, NOW) is None
    assert opened_draft(sealed_draft([], KEY, NOW), KEY, NOW) is None  # type: ignore[arg-type]


def test_a_draft_is_forgotten_after_a_day() -> None:
    draft = {"id": "x"}
    sealed = sealed_draft(draft, KEY, NOW)
    assert opened_draft(sealed, KEY, NOW + timedelta(hours=23)) == draft
    assert opened_draft(sealed, KEY, NOW + timedelta(hours=25)) is None
