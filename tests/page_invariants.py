"""What holds for every page, whoever made it: each page test runs through this."""

import re
from collections import Counter
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib

POLICY_WORDS = ("unsafe-inline", "unsafe-eval", "nonce-", "sha256-", "*", "http:")


class BrokenPage(AssertionError):
    """A page that breaks one of the invariants."""


@lru_cache(64)
def page_tree(html: str) -> Element:
    """Parse a page strictly: an HTML5 parse error fails.

    A test reads the page it has just got again and again, and to parse it takes longer than to make it: the
    tree is kept, and is for reading alone.
    """
    parser = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), strict=True, namespaceHTMLElements=False
    )
    try:
        tree: Element = parser.parse(html)
    except html5lib.html5parser.ParseError as error:
        raise BrokenPage(f"not HTML5: {error}") from error
    return tree


def text_of(element: Element) -> str:
    """Return an element's words with single spaces."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


def check_page(html: str) -> Element:
    """Check a page and return its tree; raise ``BrokenPage``."""
    tree = page_tree(html)
    headings = list(tree.iter("h1"))
    _demand(len(headings) == 1, f"{len(headings)} h1")
    title = text_of(next(tree.iter("title")))
    first = text_of(headings[0])
    _demand(
        title.startswith((first, f"Fel: {first}", f"Error: {first}")),
        f"title {title!r} does not begin with {first!r}",
    )
    _demand(bool(tree.get("lang")), "no language")
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    _demand(not [name for name, n in ids.items() if n > 1], f"an id twice: {ids}")
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        _demand(element.tag != "style", "a style element")
        _demand(element.tag != "script" or bool(element.get("src")), "an inline script")
        for name, value in element.attrib.items():
            _demand(name != "style" and not name.startswith("on"), f"inline {name} on {element.tag}")
            if name in ("for", "aria-labelledby", "aria-describedby"):
                _demand(all(word in ids for word in value.split()), f"{name}={value} points nowhere")
            if name in ("src", "action"):
                _demand(not value.startswith(("http:", "https:", "//")), f"third party: {value}")
        if element.tag == "link":
            _demand(element.get("href", "").startswith("/"), "third party style")
        if element.tag in ("input", "select", "textarea") and element.get("type") != "hidden":
            _demand(element.get("id") in _labelled(tree), f"{element.get('name')} has no label")
            _demand(element.get("required") is None, "required: the browser's own messages are not ours")
    _demand(">None<" not in html, "something is missing in the page")
    return tree


def check_headers(headers: dict[str, str], *, personal: bool) -> None:
    """Check the answer's headers; personal pages are kept by nobody."""
    policy = headers.get("Content-Security-Policy", "")
    _demand(policy.startswith("default-src 'none'"), "no strict policy")
    _demand(not any(word in policy for word in POLICY_WORDS), f"policy {policy}")
    _demand(headers.get("X-Content-Type-Options") == "nosniff", "sniffing")
    _demand(headers.get("Referrer-Policy") == "no-referrer", "referrer")
    if personal:
        _demand("no-store" in headers.get("Cache-Control", ""), "a personal page may be kept")


def _labelled(tree: Element) -> set[str]:
    return {label.get("for", "") for label in tree.iter("label")}


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise BrokenPage(what)
