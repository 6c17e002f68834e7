"""All the words of a form on one page: none is left out, in no language, and what is missing is marked."""

from datetime import date

import html5lib
import pytest
from click.testing import CliRunner

from hemval.cli.form import form
from hemval.editing.form_languages import texts_of
from hemval.editing.form_texts import form_texts
from hemval.forms.definition import FormDefinition
from hemval.forms.reading.loading import load_forms
from hemval.settings import Settings
from tests.forms.samples import FOLDERS, form_of

DAY = date(2026, 11, 22)
SHIPPED = load_forms(FOLDERS["lindvik"])[0]


def told(page: str) -> list[tuple[str, str]]:
    """Return every text with its language."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    spans = [span for span in tree.iter("span") if span.get("lang")]
    return [(span.get("lang"), span.text or "") for span in spans]


def left_out(definition: FormDefinition, page: str) -> list[tuple[str, str]]:
    there = told(page)
    wanted = [(lang, words) for _, text in texts_of(definition) for lang, words in text.root.items()]
    for one in wanted:
        if one in there:
            there.remove(one)
            wanted = [other for other in wanted if other is not one]
    return wanted


@pytest.mark.parametrize("identity", sorted(SHIPPED))
def test_every_text_stands_there_in_every_language(identity):
    page = form_texts(SHIPPED[identity], ["sv", "en"], DAY)
    assert left_out(SHIPPED[identity], page) == []
    assert "rules." not in page.replace("rules.html", "")
    assert f"version {SHIPPED[identity].version}, som det var 22 november 2026" in page


def test_a_text_that_is_left_out_is_found():
    """The test above would pass for a page that it cannot read."""
    definition = form_of({"id": "a", "type": "name", "question": {"sv": "Vad?", "en": "What?"}})
    page = form_texts(definition, ["sv", "en"], DAY)
    assert left_out(definition, page) == []
    assert left_out(definition, page.replace('<span lang="en">What?</span>', "")) == [("en", "What?")]


def test_what_is_missing_is_marked_and_nothing_is_html():
    page = form_texts(form_of({"id": "a", "type": "name", "question": "1 < 2 & 3?"}), ["sv", "en"], DAY)
    assert (
        page.count("Saknas på engelska") == 4
    )  # title, sent, what it is not, the question; ours are in both
    assert "1 &lt; 2 &amp; 3?" in page
    assert ("en", "Answer the question") in told(page)


def test_each_text_says_what_it_is_and_for_whom():
    options = [{"id": "a", "label": "Ett"}, {"id": "b", "label": "Två", "when": {"rules.areas": ["one"]}}]
    other = {"when": {"kind": ["a"]}, "question": "Vad heter hon?"}
    definition = form_of(
        {"id": "kind", "type": "choice-of-one", "short": "Sort", "options": options},
        {
            "id": "name",
            "type": "name",
            "when": {"kind": ["b"]},
            "words": [other],
            "errors": {"missing": "Skriv"},
        },
        receipt=({"when": {"kind": ["a"]}, "text": "Tack.", "rule": "no-choice"},),
    )
    page = form_texts(definition, ["sv"], DAY)
    for label in (
        "<dt>Svaren: b (om kommunen är ett enda område): Svarets ord</dt>",
        "<b>När:</b> Om svaret på ”Sort” är ”Två”",
        "<dt>Ord för andra än personen själv: 1 (om svaret på ”Sort” är ”Ett”): Frågan med andra ord</dt>",
        "<dt>Det sidan säger när något behöver rättas: missing</dt>",
        "<dt>Fel too-long, med Hemvals egna ord</dt>",
        '<h2 id="part-4">Kvittot, stycke 1</h2>',
        "<b>Efter det en mening ur reglerna:</b> no-choice",
    ):
        assert label in page, label


def test_the_command_writes_a_whole_page():
    done = CliRunner().invoke(form, ["texts", "choice"], obj=Settings())
    assert done.exit_code == 0
    html5lib.HTMLParser(strict=True).parse(done.output)
