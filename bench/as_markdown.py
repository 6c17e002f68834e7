"""A built page's own words as the Markdown that another generator would be given."""

import re
from html.parser import HTMLParser

VOID = {"br", "img", "input", "meta", "link", "hr", "circle", "path", "rect"}
SILENT = {"svg", "script", "style", "button", "label", "select"}
LEADS = {"h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### ", "li": "- ", "dt": "**", "summary": "**"}
BLOCKS = {*LEADS, "p", "dd", "caption", "tr", "table", "div", "section", "ul", "ol", "dl", "form", "details"}


class _Main(HTMLParser):
    """Writes what stands in <main>, once: not the list that narrow screens get in a table's place."""

    def __init__(self) -> None:
        super().__init__()
        self.out: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.inside = False
        self.row: list[str] = []
        self.header = False

    @property
    def silent(self) -> bool:
        return not self.inside or any(skipped for _, skipped in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self.inside = True
        if tag in VOID:
            return
        self.open.append((tag, tag in SILENT or "narrow" in (dict(attrs).get("class") or "")))
        if self.silent:
            return
        if tag == "a":
            self.out.append("[")
            self.open[-1] = (f"a {dict(attrs).get('href') or ''}", False)
        elif tag == "tr":
            self.header = False
            self.out.append("\n| ")
        elif tag in BLOCKS and not self.in_row:
            self.out.append(("\n" if tag == "li" else "\n\n") + LEADS.get(tag, ""))
        elif tag == "th":
            self.header = True

    @property
    def in_row(self) -> bool:
        return any(tag == "tr" for tag, _ in self.open)

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.inside = False
        if tag in VOID:
            return
        while self.open:
            opened, skipped = self.open.pop()
            if opened.split(" ")[0] == tag:
                break
        else:
            return
        if skipped or self.silent:
            return
        if opened.startswith("a "):
            self.out.append(f"]({opened[2:]})")
        elif tag in ("td", "th"):
            self.out.append(" | ")
        elif tag == "thead":
            cells = "".join(self.out).rsplit("\n", 1)[-1].count("|") - 1
            self.out.append("\n" + "| --- " * cells + "|")
        elif tag in ("dt", "summary"):
            self.out.append("**\n\n")
        elif tag in BLOCKS and tag not in ("tr", "li") and not self.in_row:
            self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(re.sub(r"\s+", " ", data))


def as_markdown(html: str) -> str:
    """Turn a page into Markdown: headings, paragraphs, lists, tables and links."""
    page = _Main()
    page.feed(html)
    text = re.sub(r"[ \t]+\n", "\n", "".join(page.out))
    return re.sub(r"\n(?! *[-|]) +", "\n", re.sub(r"\n{3,}", "\n\n", text)).strip() + "\n"
