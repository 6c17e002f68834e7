"""A page as the tests read it, and what holds for the officers' pages beside what holds for all."""

from xml.etree.ElementTree import Element

from tests import page_invariants
from tests.page_invariants import page_tree
from tests.page_invariants import text_of as told


class Page:
    """A parsed answer; raises ``BrokenPage`` for one that is not strictly right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root = page_tree(text)

    def all(self, tag: str) -> list[Element]:
        return list(self.root.iter(tag))

    def one(self, tag: str) -> Element:
        (found,) = self.all(tag)
        return found

    def words(self, tag: str) -> str:
        return told(self.one(tag))

    def links(self) -> dict[str, str]:
        return {told(link): link.get("href") for link in self.all("a")}

    def buttons(self) -> list[str]:
        return [told(button) for button in self.all("button")]

    def asks(self, button: str) -> bool:
        """Say whether a button's form only asks: what it sends stands in the address."""
        forms = [form for form in self.all("form") if button in [told(one) for one in form.iter("button")]]
        return bool(forms) and forms[0].get("method") == "get"

    def form(self, button: str) -> tuple[str | None, dict[str, str]]:
        """Return where a button's form goes and what it sends, as a browser would."""
        for form in self.all("form"):
            for pressed in form.iter("button"):
                if told(pressed) == button:
                    fields = {
                        field.get("name"): field.get("value", "")
                        for field in form.iter("input")
                        if field.get("type") not in ("checkbox", "radio") or field.get("checked") is not None
                    }
                    for field in form.iter("input"):
                        if field.get("type") == "radio":
                            fields.setdefault(field.get("name"), "")
                    fields |= {field.get("name"): chosen_of(field) for field in form.iter("select")}
                    if pressed.get("name"):
                        fields[pressed.get("name")] = pressed.get("value")
                    return form.get("action"), fields
        raise AssertionError(f"no button {button}: {self.buttons()}")


def chosen_of(select: Element) -> str:
    """Return what a list sends: the option that is chosen, else the first."""
    options = list(select.iter("option"))
    chosen = [option for option in options if option.get("selected") is not None] or options
    return chosen[0].get("value", "")


def check_page(text: str, municipality: str = "Lindviks kommun") -> None:
    """Hold a page to what holds for all, and to what holds for officers' of a municipality."""
    page_invariants.check_page(text)
    page = Page(text)
    assert page.root.get("lang") == "sv"
    assert page.words("title").endswith(f" – Handläggning – {municipality}")
    assert page.one("main").get("id") == "main"
    assert page.links()["Hoppa till innehållet"] == "#main"
    for form in page.all("form"):
        tokens = [field.get("name") for field in form.iter("input")].count("csrf_token")
        assert (form.get("method"), tokens) in {("post", 1), ("get", 0)}, "no token stands in an address"
    for link in page.all("a"):
        assert told(link), "a link without words"
        assert link.get("href", "").startswith(("/arenden/", "#")), "officers are led nowhere else"
