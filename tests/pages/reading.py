"""Read a built page as a citizen meets it."""

from pathlib import Path
from xml.etree.ElementTree import Element

from hemval.settings import Settings
from tests.page_invariants import check_page, text_of


def pages_of(settings: Settings) -> dict[str, str]:
    """Return every built page by its path in the site."""
    site = settings.places.site
    return {
        path.relative_to(site).as_posix(): path.read_text("utf-8") for path in sorted(site.rglob("*.html"))
    }


def page(settings: Settings, address: str) -> Element:
    """Return a built page's tree, checked; the address is as a browser has it: ``/utforare/``."""
    return check_page((settings.places.site / address.lstrip("/") / "index.html").read_text("utf-8"))


def main_of(tree: Element) -> Element:
    """Return what stands between the layout's head and foot."""
    return next(tree.iter("main"))


def words_of(settings: Settings, address: str) -> str:
    """Return a page's own words with single spaces."""
    return text_of(main_of(page(settings, address)))


def with_class(element: Element, name: str) -> list[Element]:
    """Return the elements of a class, in order."""
    return [found for found in element.iter() if name in (found.get("class") or "").split()]


def facts_of(element: Element) -> dict[str, str]:
    """Return labels and values of an element's fact lists, in order."""
    pairs = [div for facts in with_class(element, "facts") for div in facts.iter("div")]
    return {text_of(div[0]): text_of(div[1]) for div in pairs if [child.tag for child in div] == ["dt", "dd"]}


def compared(settings: Settings, language: str = "") -> dict[str, dict[str, str]]:
    """Return the comparison's tables: for each provider its facts by label."""
    found: dict[str, dict[str, str]] = {}
    for table in main_of(page(settings, f"{language}/jamfor/")).iter("table"):
        head, *rows = [[*row] for row in table.iter("tr")]
        names = [text_of(next(cell.iter("a"))) for cell in head[1:]]
        found |= {name: {} for name in names}
        asked = ""
        for row in rows:
            if row[0].get("colspan"):
                asked = text_of(row[0])
                continue
            label = text_of(row[0])
            for name, cell in zip(names, row[1:], strict=True):
                found[name][f"{asked} {label}" if "?" in asked else label] = text_of(cell)
    return found


def listed(settings: Settings, language: str = "") -> list[str]:
    """Return the providers' names as the list has them."""
    tree = main_of(page(settings, f"{language}/utforare/"))
    return [text_of(next(card.iter("h2"))) for card in with_class(tree, "card")]


def card(settings: Settings, name: str, language: str = "") -> str:
    """Return what the list says of a provider."""
    tree = main_of(page(settings, f"{language}/utforare/"))
    return next(text_of(c) for c in with_class(tree, "card") if text_of(next(c.iter("h2"))) == name)


def edited(path: Path, before: str, after: str) -> None:
    """Put other text in a file's first place of that kind."""
    text = path.read_text("utf-8")
    assert before in text, f"{path.name} has changed: mend this test"
    path.write_text(text.replace(before, after, 1), "utf-8")
