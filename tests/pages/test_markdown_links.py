"""Links, pictures and headings are found in a page's Markdown as Markdown itself makes them."""

import markdown as markdown_library
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hemval.pages.dead_links import anchors
from hemval.pages.markdown_links import heading_ids, pictures_without_words, targets

EXTENSIONS = ["admonition", "attr_list", "def_list", "footnotes", "tables", "toc", "fenced_code"]


def made(text: str) -> str:
    return markdown_library.markdown(text, extensions=EXTENSIONS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Se [a](b.md) och [c](</d e/>).", [("b.md", 1, 8), ("/d e/", 1, 23)]),
        ("[![bild](x.png)](y.md)", [("x.png", 1, 10), ("y.md", 1, 18)]),
        ("text\n\n[a]: /x/\n[^1]: fotnot", [("/x/", 3, 6)]),
        ("[en [inre] text](x_(y).md)", [("x_(y).md", 1, 18)]),
        ("`[a](b)` och\n\n```\n[c](d)\n```", []),
        ("[a]({{ help.web }}) \\](b)", []),
    ],
)
def test_where_a_page_leads(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert [(found.href, found.line, found.column) for found in targets(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "## Hur byter jag?\n\n## Hur byter jag?\n\n### Ett `kort` *ord*",
        "## Med namn {#namn}\n\n## {#tom}\n\nStycke\n{: #stycke }",
        "Rubrik\n======\n\nEn till\n-------",
        "## Å, ä & ö – [länk](x.md) ##",
        "Text[^1]\n\n[^1]: Fotnot",
        "```\n## inte en rubrik\n```",
    ],
)
def test_what_can_be_linked_to(text: str) -> None:
    assert heading_ids(text) == anchors(made(text)).ids


def test_a_heading_in_a_branch_counts() -> None:
    assert heading_ids("{% if help.phone %}## Ring {#ring}{% else %}## Fråga{% endif %}") == {"ring", "fraga"}


def test_pictures_that_say_nothing() -> None:
    assert list(pictures_without_words("![](a.png) ![Karta](b.png)\n\n![ ][c]")) == [(1, 1), (3, 1)]


PIECES = (
    *(
        "[a](b.md)",
        "[a](/c/#d)",
        "![e](f.png)",
        "[a][g]",
        "\n\n[g]: /h/\n\n",
        "[[i](j.md)](k.md)",
        "`",
        "*",
        "ord ",
    ),
    *(
        "\n",
        "\n\n",
        "- ",
        "> ",
        "!!! note\n    ",
        "| a | b |\n| - | - |\n| ",
        " |",
        "\\",
        "(",
        ")",
        "[",
        "]",
        "!",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join))
@example("[a][g]([a](b.md)")
@example("[a][g](> )")
@example("[a](<b c> )")
@example("[a][g](!!! note\n    )")
def test_no_link_gets_through_that_is_not_found(text: str) -> None:
    found = {target.href for target in targets(text)}
    assert set(anchors(made(text)).hrefs) <= found | {"#"}
