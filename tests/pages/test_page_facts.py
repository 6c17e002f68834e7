"""Facts come into a page as characters: nothing in them is markup, and nothing in a page reaches out."""

import html

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemval.pages.fact_kinds import Reach
from hemval.pages.page_facts import FactPrinter, UnknownFact
from hemval.words import Phrase, words_in
from tests.page_invariants import page_tree, text_of

EXTENSIONS = [
    "admonition", "attr_list", "def_list", "footnotes", "tables", "pymdownx.details", "toc", "md_in_html"
]  # fmt: skip

HOSTILE = [
    "[x](javascript:alert(1))",
    "<script>alert(1)</script>",
    "<b onmouseover=x>",
    "{{7*7}}",
    "{% raw %}",
    "**fet** _kursiv_ ~~x~~ `kod`",
    "# rubrik",
    "- punkt",
    "1. punkt",
    "> citat",
    "!!! note",
    "??? note",
    "| a | b |",
    "&lt;script&gt; &amp;",
    "text {: onclick=x }",
    "[^1] [TOC] ![bild](x)",
    "a\n\n---\n\nb",
    "    kod",
    "<!-- gömt -->",
    "https://x.example/?a=1&b=2",
]


def printer(**facts: object) -> FactPrinter:
    return FactPrinter({"a": facts}, words_in("sv"))


def shown(page: str) -> str:
    """Return what a reader sees of Markdown, checked as the HTML of a page."""
    body = markdown.markdown(page, extensions=EXTENSIONS)
    tree = page_tree(f"<!doctype html><html lang=sv><head><title>x</title></head><body>{body}</body></html>")
    in_body = {element.tag for element in next(tree.iter("body")).iter()}
    assert in_body <= {"body", "p", "ul", "li"}, in_body
    assert all(not element.attrib for element in next(tree.iter("body")).iter())
    return text_of(next(tree.iter("body")))


@pytest.mark.parametrize("fact", HOSTILE)
@pytest.mark.parametrize("page", ["{{ a.fact }}", "Före {{ a.fact }} efter.", "- Punkt: {{ a.fact }}"])
def test_a_fact_is_shown_as_it_stands_and_does_nothing(fact: str, page: str) -> None:
    expected = page.removeprefix("- ").replace("{{ a.fact }}", " ".join(fact.split()))
    assert shown(printer(fact=fact).into_markdown(page)) == expected


@settings(deadline=None, max_examples=60)
@given(
    st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc", "Cf"]), min_size=1)
)
def test_any_line_is_shown_as_it_stands(fact: str) -> None:
    one_line = " ".join(fact.split())
    assert shown(
        printer(fact=fact).into_markdown("Före {{ a.fact }} efter.")
    ) == f"Före {one_line} efter.".replace("  ", " ")


def test_the_test_would_see_a_fact_come_alive() -> None:
    with pytest.raises(AssertionError):
        shown("Före <b>fet</b> efter.")
    with pytest.raises(AssertionError):
        shown("[x](https://x.example)")


def test_a_title_gets_its_facts_as_they_are() -> None:
    assert printer(fact="<b> & 'co'").into_text("Om {{ a.fact }}") == "Om <b> & 'co'"
    assert html.escape("<b>") not in printer(fact="<b>").into_text("{{ a.fact }}")


def test_a_fact_that_a_municipality_does_not_have_is_nothing() -> None:
    facts = printer(phone=None)
    assert facts.into_markdown("Ring{% if a.phone %} {{ a.phone }}{% endif %}!") == "Ring!"
    assert facts.into_text("{{ a.phone }}") == ""


def test_a_fact_in_another_language_is_marked() -> None:
    facts = printer(hours=Phrase("Weekdays *8–16*", "en"), visit=Phrase("Hamngatan 1", "sv"))
    assert facts.into_markdown("{{ a.hours }}") == '<span lang="en">Weekdays &#42;8–16&#42;</span>'
    assert facts.into_markdown("{{ a.visit }}") == "Hamngatan 1"
    assert facts.into_text("{{ a.hours }}") == "Weekdays *8–16*"


PHONE, EMAIL = Reach.phone("+46 31-390 06 12"), Reach.email("o'g_a+1%@a-b.example")


@pytest.mark.parametrize(
    ("fact", "href", "told"),
    [
        (PHONE, "tel:+46313900612", "+46 31-390 06 12"),
        (EMAIL, "mailto:o%27g_a+1%25@a-b.example", "o'g_a+1%@a-b.example"),
        (Reach('"><script>*x*', 'tel:"><script>'), 'tel:"><script>', '"><script>*x*'),
    ],
)
@pytest.mark.parametrize("page", ["{{ a.fact }}", "Ring {{ a.fact }}.", "- {{ a.fact }}"])
def test_a_number_and_an_address_can_be_pressed(fact: Reach, href: str, told: str, page: str) -> None:
    body = markdown.markdown(printer(fact=fact).into_markdown(page), extensions=EXTENSIONS)
    tree = page_tree(f"<!doctype html><html lang=sv><head><title>x</title></head><body>{body}</body></html>")
    (link,) = tree.iter("a")
    assert dict(link.attrib) == {"href": href} | ({"class": "reach"} if page == "{{ a.fact }}" else {})
    assert "".join(link.itertext()) == told
    assert printer(fact=fact).into_text(page) == page.replace("{{ a.fact }}", told)


def test_only_a_link_alone_on_its_line_is_as_high_as_a_button() -> None:
    page = "{% if a.fact %}{{ a.fact }}{% endif %}\n\n{{ a.fact }} {{ a.fact }}.\n{{ a.fact }}, eller"
    assert printer(fact=PHONE).into_markdown(page).count('class="reach"') == 1
    assert Reach.phone(None) is None
    assert Reach.email(None) is None


@pytest.mark.parametrize(
    "page",
    [
        "{{ b }}",
        "{{ a.typo }}",
        "{{ a.fact.typo }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ a.fact + 1 }}",
        "{{ 1 // 0 }}",
        "{{ a.fact | utropa }}",
        "{% if a.fact %}",
        "{{ a.",
        "{% include '/etc/passwd' %}",
        "{{ range(10**9) | list }}",
        "{{ a.fact.format(1) }} {{ a.fact() }}",
    ],
)
def test_what_cannot_be_printed_is_a_fault_with_its_line_and_never_a_crash(page: str) -> None:
    facts = printer(fact="x")
    text = f"Första raden.\n\n{page}\n\nSista raden."
    with pytest.raises(UnknownFact):
        facts.into_markdown(text)
    (fault,) = facts.faults(text)
    assert fault.message.endswith(".")
    assert fault.advice.endswith((".", "?"))
    # What is never closed takes the next lines with it until something does not fit.
    assert fault.line == (5 if page == "{{ a." else 3)


def test_every_fault_of_a_page_is_found_also_where_it_is_skipped() -> None:
    faults = printer(fact=None, other=1).faults(
        "{{ a.fct }}\n{% if a.fact %}{{ a.othr }}{% endif %}\n{{ a.fct }}"
    )
    assert [(fault.line, fault.column, fault.message) for fault in faults] == [
        (1, 4, "Det finns ingen uppgift a.fct."),
        (2, 19, "Det finns ingen uppgift a.othr."),
        (3, 4, "Det finns ingen uppgift a.fct."),
    ]
    assert faults[0].advice == "Menade du ”a.fact”?"


def test_a_headings_id_is_no_comment_and_names_of_the_page_are_no_facts() -> None:
    page = "## Rubrik {#id}\n{% set x = a.fact %}{% for n in [1, 2] %}{{ n }}{{ x }}{% endfor %}"
    assert printer(fact="!").faults(page) == []
    assert printer(fact="!").into_text(page) == "## Rubrik {#id}\n1!2!"
