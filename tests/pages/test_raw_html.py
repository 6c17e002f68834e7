"""HTML in a page is found where Markdown would let it through, and nowhere else."""

import markdown as markdown_library
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.pages.raw_html import raw_html


def places(text: str) -> list[tuple[int, int]]:
    return [(fault.line, fault.column) for fault in raw_html(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ett <b>fett</b> ord", [(1, 5)]),
        ("Rad\n\n<script>alert(1)</script>", [(3, 1)]),
        ("- <img src=x onerror=alert(1)>", [(1, 3)]),
        ("!!! note\n    <div>\n    text\n    </div>", [(2, 5), (4, 5)]),
        ("ord <!-- gömt --> ord", [(1, 5)]),
        ("<?php ?>", [(1, 1)]),
        ("bara </b>", [(1, 6)]),
        ("\\<b>", [(1, 2)]),
        ("``` \n<b>\n", [(2, 1)]),
        ("    ```\n    <b>\n    ```", [(2, 5)]),
        ("`a\n<div>\nb`", [(2, 1)]),
        ("`a\nb` <b> `c`", [(2, 4)]),
        ("``` ` <b> ` ```", [(1, 7)]),
    ],
)
def test_html_is_found_at_its_place(text: str, expected: list[tuple[int, int]]) -> None:
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "färre < 7 och 3 <4, <3",
        "<https://www.example.se/a?b=c> och <namn@lindvik.example>",
        "Skriv `<b>` och `<i>`",
        "Skriv ``<b>``\noch ``<i>``",
        "```\n<b>\n```\n\nord",
        "~~~ html\n<div>\n</div>\n~~~",
        "{{ help.phone }} {% if rules.alarm %}ja{% endif %}",
    ],
)
def test_what_is_no_html_may_stand(text: str) -> None:
    assert places(text) == []


PIECES = (
    *("<b>", "</b>", "<div>", "<!-- x -->", "<a@b.c>", "<https://x.y>", "<", "<3 ", "ord ", "\\", "{: .x }"),
    *("`", "``", "```", "```\n", "~~~\n", "\n", "\n\n", "    ", "- ", "# ", "> ", "!!! note\n", "1. ", "|"),
)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_nothing_gets_through_that_is_not_found(text: str) -> None:
    """A marked tag in the result came from the page itself: then the page has a finding."""
    marked = text.replace("<b>", "<b x>").replace("<div>", "<div x>")
    html = markdown_library.markdown(
        marked, extensions=["admonition", "attr_list", "def_list", "footnotes", "tables", "fenced_code"]
    )
    if "<b x>" in html or "<div x>" in html or "<!--" in html:
        assert places(marked)
