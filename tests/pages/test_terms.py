"""Hard words are explained once, where running text first uses them, and nothing else on the page changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.pages.terms import Terms, explained, term

OFFICER = term("officer", ["handläggare"], "den som beslutar", "sv")
GUARDIAN = term("guardian", ["god man", "gode man", "förvaltare"], "någon som hjälper dig", "sv")
LAW = term("law", ["LOV"], "en lag & dess regler", "sv")
TERMS = Terms("sv", (OFFICER, GUARDIAN, LAW), frozenset({"är"}), frozenset({"som"}))


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("<p>Din handläggare ringer.</p>", "<p>Din handläggare (den som beslutar) ringer.</p>"),
        ("<p>Handläggaren ringer.</p>", "<p>Handläggaren (den som beslutar) ringer.</p>"),
        (
            "<p>En handläggare. En handläggare.</p>",
            "<p>En handläggare (den som beslutar). En handläggare.</p>",
        ),
        (
            "<p><strong>Din handläggare</strong> ringer.</p>",
            "<p><strong>Din handläggare</strong> (den som beslutar) ringer.</p>",
        ),
        ("<p>En god man.</p>", "<p>En god man (någon som hjälper dig).</p>"),
        ("<p>Din gode mans rätt. Förvaltaren kan.</p>",
         "<p>Din gode mans rätt. Förvaltaren (någon som hjälper dig) kan.</p>"),
        ("<p>Enligt LOV får du.</p>", "<p>Enligt LOV (en lag &amp; dess regler) får du.</p>"),
        # One a sentence; the other waits for its next use.
        (
            "<p>En god man och en handläggare. Fråga handläggaren.</p>",
            "<p>En god man (någon som hjälper dig) och en handläggare. "
            "Fråga handläggaren (den som beslutar).</p>",
        ),
        # Words that belong together are not torn apart.
        (
            "<p>Handläggarens beslut. Den handläggare som ringer. Handläggaren ringer.</p>",
            "<p>Handläggarens beslut. Den handläggare som ringer. "
            "Handläggaren (den som beslutar) ringer.</p>",
        ),
        # A name is not torn apart either.
        (
            "<p>Handläggare <b>Å</b> ringer. Handläggare Å.</p><p>Handläggaren ringer. Åsa ringer.</p>",
            "<p>Handläggare <b>Å</b> ringer. Handläggare Å.</p>"
            "<p>Handläggaren (den som beslutar) ringer. Åsa ringer.</p>",
        ),
        # A link is passed by.
        (
            '<p><a href="/">Din handläggare</a> och handläggaren.</p>',
            '<p><a href="/">Din handläggare</a> och handläggaren (den som beslutar).</p>',
        ),
    ],
)  # fmt: skip
def test_a_word_is_explained_at_its_first_use(html, wanted):
    assert explained(html, TERMS) == wanted


@pytest.mark.parametrize(
    "html",
    [
        "<p>En handläggare (på kommunen) ringer. Handläggaren kommer.</p>",
        "<p>En handläggare &#40;på kommunen&#41; ringer. Handläggaren kommer.</p>",
        "<p>Den som beslutar (handläggaren) ringer. Handläggaren kommer.</p>",
        "<p>En handläggare är den som beslutar. Handläggaren kommer.</p>",
        "<p>Tala med en handläggare. En handläggare är den som beslutar.</p>",
        "<h2>Din handläggare</h2><p>Handläggaren kommer.</p>",
        "<p><code>handläggare</code></p><pre>handläggare</pre>",
        '<img alt="handläggare"><p title="handläggare">Hej</p><!-- handläggare -->',
        "<p>Gör som du lovade. En god vän. En man.</p>",
        "<p>lov i skolan</p>",
        "<table><tr><th>Handläggare</th></tr></table>",
    ],
)
def test_a_word_is_left_as_it_is(html):
    assert explained(html, TERMS) == html


PIECES = st.sampled_from(
    [
        *("<p>", "</p>", "<h2>", "</h2>", "<strong>", "</strong>", '<a href="handläggare">', "</a>", "<li>"),
        *("</li>", "<code>", "</code>", "<br>", "<!-- god man -->", "&amp;", "&#40;", "&#41;", "&#46;"),
        *("handläggare", "Handläggaren", "handläggarens", "god", "man", "mans", "LOV", "lov", "är", "som"),
        *("En", "Din", " ", " ", " ", ". ", ", ", " (", ") ", "?", "-", "’s", "<", "& ", "5"),
    ]
)
PAGES = st.lists(PIECES, max_size=60).map("".join)
SHORTS = tuple(
    f" ({text})" for text in ("den som beslutar", "någon som hjälper dig", "en lag &amp; dess regler")
)


@given(html=PAGES)
def test_explaining_twice_changes_nothing_more(html):
    once = explained(html, TERMS)
    assert explained(once, TERMS) == once


@given(html=PAGES)
def test_nothing_else_on_the_page_changes(html):
    out = explained(html, TERMS)
    for short in SHORTS:
        assert out.count(short) - html.count(short) in (0, 1), "told more than once"
        out = out.replace(short, "", 1) if out.count(short) > html.count(short) else out
    assert out == html


@given(html=PAGES)
def test_tags_and_comments_are_as_they_were(html):
    tags = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
    assert tags.findall(explained(html, TERMS)) == tags.findall(html)


def test_time_is_linear_in_the_page():
    """Counted in steps, not seconds: each word is looked up a bounded number of times."""
    seen = []

    class Counting(dict):  # type: ignore[type-arg]
        def get(self, key, default=None):
            seen.append(key)
            return super().get(key, default)

    for length in (100, 200, 400):
        terms = Terms("sv", TERMS.terms, TERMS.defined_by, TERMS.not_before)
        terms.__dict__["by_first"] = Counting(TERMS.by_first)
        seen.clear()
        explained("<p>Vi talar med en god man. </p>" * length, terms)
        assert len(seen) <= 6 * length
