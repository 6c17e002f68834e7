"""The largest draft: what is worked out is true, fits, and is refused where it does not."""

import lzma
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from hemval.content.folder import Folder
from hemval.editing.check import check
from hemval.forms.cookie.draft import LARGEST_COOKIE, PACKING, opened_draft, sealed_draft
from hemval.forms.cookie.incompressible import some_of, some_text
from hemval.forms.cookie.largest_draft import draft_findings, largest_draft
from hemval.forms.typed.cleaning import clean_line
from hemval.forms.types.line import LineQuestion
from hemval.settings import PROJECT
from tests.forms.samples import TODAY, apart, asking, asking_of, choice_form, content_of, form_of
from tests.municipalities import NOW

KEY = b"x" * 43 + b"="


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_choice_form_fits_with_room_to_spare(municipality, language):
    largest = largest_draft(choice_form(), asking(municipality, language))
    assert 1_500 < largest.size < 3_300
    assert {"helper", "name"} < set(largest.heaviest)
    assert draft_findings([choice_form()], content_of(municipality), TODAY) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_help_in_three_parts_chosen_apart_leaves_room_for_longer_names_and_words(language):
    largest = largest_draft(choice_form(), asking_of(apart(), language))
    assert largest.answers < largest.receipt < LARGEST_COOKIE - 300


def test_every_answer_that_is_called_the_largest_is_taken(municipality):
    for page in choice_form().pages:
        if isinstance(page, LineQuestion) and page.type not in ("identity-number", "reference"):
            at = asking(municipality)
            assert [page.read(answer, at) for answer in page.largest_answers(at)] == list(
                page.largest_answers(at)
            )


def test_the_worst_text_does_not_compress():
    for text in (some_text(300, "a"), some_of("abc", 300, "a")):
        assert len(text) == 300
    raw = some_text(300, "a").encode()
    assert len(raw) == 1_200
    assert clean_line(raw.decode()) == raw.decode()
    both = (some_text(300, "a") + some_text(300, "b")).encode()
    for packed in (zlib.compress, lambda text: lzma.compress(text, lzma.FORMAT_RAW, filters=PACKING)):
        assert len(packed(raw)) > 730
        assert len(packed(both)) > 1_460


def test_no_mixture_of_scripts_is_worse_than_the_worst_text():
    """What learns from the text before it can be misled by other text after it."""
    worst = "".join(some_text(100, str(n)) for n in range(4))
    scripts = (range(0x21, 0x7F), range(0xC0, 0x250), range(0x400, 0x530), range(0x4E00, 0x9FFF))
    size = len(sealed_draft({"name": worst}, KEY, NOW))
    for script in scripts:
        other = [some_of("".join(map(chr, script)), 100, str(n)) for n in range(4)]
        by_turns = "".join(map(str.__add__, worst[:200], "".join(other)[:200]))
        parts = worst[:100] + other[1] + worst[200:300] + other[3]
        for mixed in ("".join(other), by_turns, parts, other[0] + worst[100:]):
            assert len(mixed) == len(worst)
            assert len(sealed_draft({"name": mixed}, KEY, NOW)) < size


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
    otherwise = Fernet(KEY).encrypt_at_time(zlib.compress(b"{}"), int(NOW.timestamp())).decode()
    for broken in ("", "x", sealed[:-1], sealed[1:], sealed.swapcase(), "é" * 100, otherwise):
        assert opened_draft(broken, KEY, NOW) is None
    assert opened_draft(sealed_draft([], KEY, NOW), KEY, NOW) is None  # type: ignore[arg-type]


def test_a_draft_is_forgotten_after_a_day() -> None:
    draft = {"id": "x"}
    sealed = sealed_draft(draft, KEY, NOW)
    assert opened_draft(sealed, KEY, NOW + timedelta(hours=23)) == draft
    assert opened_draft(sealed, KEY, NOW + timedelta(hours=25)) is None
