"""The written pages say what the rules say, whatever shape these have, and what is to come."""

import re
from pathlib import Path
from typing import Any

import markdown
import pytest

from hemval.content.folder import Folder
from hemval.content.whole import Content
from hemval.pages.page_facts import fact_printer
from hemval.pages.theme import environment
from hemval.settings import PROJECT
from hemval.words import words_in
from tests.page_invariants import page_tree, text_of
from tests.rules.samples import content_of, day, rule_set

FOLDER = Folder(PROJECT, PROJECT)

PAGES = sorted((PROJECT / "site_src").glob("??/*.md"))
HOW = PROJECT / "site_src" / "sv" / "sa-fungerar-det.md"

SEAMS = re.compile(r"\{\{|\{%|%\(|None|  |\.\.|\. \.|: \.|\s[.,]")
"""What is left where a fact had nothing to say."""

INTERNAL = re.compile(r"\b(?:tak|taket|timmar|ceilings?)\b", re.IGNORECASE)

SHAPES: dict[str, dict[str, Any]] = {
    "as little as can be": {
        "law": "own",
        "lead_time": {"kind": "not-promised"},
        "no_choice": {"kind": "appointed"},
        "when_full": "next-choice",
    },
    "as much as can be": {
        "law": "LOU",
        "no_choice": {
            "kind": "rotation",
            "period": "week",
            "order": ["kommunens-hemtjanst", "storangens-omsorg"],
            "areas": {"norra": ["storangens-omsorg", "kommunens-hemtjanst"]},
        },
        "exit_no_choice": {"kind": "random", "excluded": ["bjorkens-hemtjanst"]},
        "when_full": "queue-and-elsewhere",
        "lead_time": {"kind": "days", "days": 5, "at_most": 10, "late_after": "15:30"},
        "ceiling_notice": 30,
        "alarm_in_choice": True,
        "chosen_apart": [{"name": "städning", "services": ["service"]}],
        "extras": "banned",
        "ranked_choices": 3,
        "own_time": "Du kan få egen tid.",
    },
}


@pytest.fixture(scope="module")
def lindvik() -> Content:
    return content_of("lindvik")


def with_rules(content: Content, *shapes: dict[str, Any]) -> Content:
    rules = tuple(rule_set(**shape) for shape in shapes)
    changed = content.municipality.model_copy(update={"rules": rules})
    return content.model_copy(update={"municipality": changed})


def shown(page: Path, content: Content, on: str = "2026-11-23") -> str:
    """Return what a reader sees of a written page on a day."""
    language = page.parent.name
    printer = fact_printer(content, words_in(language), day(on), environment(FOLDER, language))
    text = printer.into_markdown(page.read_text("utf-8").partition("\n---\n")[2])
    body = markdown.markdown(text, extensions=["attr_list", "md_in_html"])
    return text_of(page_tree(f"<!doctype html><html lang=sv><title>x</title><body>{body}</body></html>"))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_page_has_no_seam_and_no_internal_figures(page: Path, shape: str, lindvik: Content) -> None:
    told = shown(page, with_rules(lindvik, SHAPES[shape]))
    assert not SEAMS.search(told), SEAMS.search(told)
    assert not INTERNAL.search(told), INTERNAL.search(told)


def test_the_check_sees_a_seam() -> None:
    assert all(SEAMS.search(told) for told in ("Ja.  Nej.", "Ja. .", "Om None", "{{ rules.x }}"))
    assert INTERNAL.search("Den har ett tak.")
    assert not INTERNAL.search("De talar om taklampor.")


def test_the_rules_are_told_where_one_looks_for_them(lindvik: Content) -> None:
    told = shown(HOW, with_rules(lindvik, SHAPES["as much as can be"]))
    for sentence in (
        "Den nya utföraren börjar efter fem till tio dagar.",
        "Kommer ditt val in klockan 15.30 eller senare, eller på en helg, räknas det från nästa arbetsdag.",
        "Ordningen är Kommunens hemtjänst och Storängens omsorg.",
        "Den som valde först får plats först.",
        "Du väljer utförare för varje del för sig: städning.",
        "Du kan ange tre utförare i ditt val.",
    ):
        assert sentence in told
    bare = shown(HOW, with_rules(lindvik, SHAPES["as little as can be"]))
    assert "först får plats" not in bare, "nobody waits where the next choice is taken"
    assert "Ger all hemtjänst: Lindviks kommun." in bare


def test_rules_to_come_are_told_before_their_day_and_are_the_rules_from_it(lindvik: Content) -> None:
    coming = {"valid_from": "2027-01-01", "extras": "banned", "ranked_choices": 3}
    content = with_rules(lindvik, {"ranked_choices": 2}, coming)
    before, after = (shown(HOW, content, on) for on in ("2026-12-31", "2027-01-01"))
    assert "Från 1 januari 2027 gäller nya regler: Du kan ange tre utförare i ditt val." in before
    assert "Utförare får inte sälja extra tjänster." in before
    assert "Ett val prövas efter de regler som gäller den dag det kommer in." in before
    assert "Du kan ange två utförare i ditt val. Sätt den" in before
    assert "Nya regler" not in after
    assert "Du kan ange tre utförare i ditt val. Sätt den" in after
    assert "Här får utförarna inte sälja extra tjänster." in after


def test_nothing_is_said_of_rules_to_come_where_none_are(lindvik: Content) -> None:
    assert "Nya regler" not in shown(HOW, with_rules(lindvik, {}))
