"""A page as the tests read it, and what holds for every page of the officers."""

import html5lib

XHTML = "{http://www.w3.org/1999/xhtml}"


class Page:
    """A parsed answer; raises ``html5lib``'s error for a page that is not strictly right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = html5lib.HTMLParser(strict=True).parse(text)

    def all(self, tag: str) -> list:
        return list(self.root.iter(XHTML + tag))

    def one(self, tag: str):
        (found,) = self.all(tag)
        return found

    def words(self, tag: str) -> str:
        return told(self.one(tag))

    def links(self) -> dict[str, str]:
        return {told(link): link.get("href") for link in self.all("a")}

    def buttons(self) -> list[str]:
        return [told(button) for button in self.all("button")]

    def form(self, button: str):
        """Return where a button's form goes and what it sends, as a browser would."""
        for form in self.all("form"):
            for pressed in form.iter(XHTML + "button"):
                if told(pressed) == button:
                    fields = {
                        field.get("name"): field.get("value", "") for field in form.iter(XHTML + "input")
                    }
                    if pressed.get("name"):
                        fields[pressed.get("name")] = pressed.get("value")
                    return form.get("action"), fields
        raise AssertionError(f"no button {button}: {self.buttons()}")


def told(element) -> str:
    return " ".join("".join(element.itertext()).split())


def check_page(text: str) -> None:
    """Hold a page to what holds for all."""
    page = Page(text)
    assert text.lower().lstrip().startswith("<!doctype html>")
    assert page.root.get("lang") == "sv"
    heading, title = page.words("h1"), page.words("title")
    assert title.startswith((heading, "Fel: ")), title
    assert title.endswith(" – Handläggning – Lindviks kommun")
    ids = [element.get("id") for element in page.root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), ids
    assert page.all("style") == [], "inline style"
    for element in page.root.iter():
        assert element.get("style") is None, "inline style"
        assert not [name for name in element.attrib if str(name).startswith("on")], "inline script"
    assert all(script.get("src") and not told(script) for script in page.all("script")), "inline script"
    assert page.one("main").get("id") == "main"
    assert page.links()["Hoppa till innehållet"] == "#main"
    labels = {label.get("for") for label in page.all("label")}
    for field in page.all("input"):
        assert field.get("type") == "hidden" or field.get("id") in labels
    for form in page.all("form"):
        assert form.get("method") == "post"
        assert [field.get("name") for field in form.iter(XHTML + "input")].count("csrf_token") == 1
    for link in page.all("a"):
        assert told(link), "a link without words"
        assert link.get("href").startswith(("/arenden/", "#")), "officers are led nowhere else"


def check_headers(headers) -> None:
    """Hold an answer's headers to what holds for all but the assets."""
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
