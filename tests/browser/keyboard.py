"""A person who has no mouse: goes by Tab, arrows, space and Enter, and reads what is focused."""

from tests.browser.watched import Watched

FOCUSED = "selector => document.activeElement.matches(selector)"
VALUE = "() => document.activeElement.value"

STOPS_BEFORE = """selector => {
    const here = document.activeElement;
    const stops = [...document.querySelectorAll(
        "a[href], button, select, summary, textarea, input:not([type=hidden]):not([tabindex='-1'])")]
        .filter(element => element.checkVisibility());
    const after = stops.filter(element => here === document.body
        || here.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    const first = after.findIndex(element => element.matches(selector));
    if (here.matches(selector) || first < 0) return 0;
    const passed = after.slice(0, first + 1);
    const group = element => element.type === "radio" ? element.name : element;
    return new Set(passed.map(group)).size;
}"""
"""How many times Tab should be pressed. A guess is enough: where it leads is looked at afterwards."""


class Keyboard:
    """Keys pressed in a watched tab."""

    def __init__(self, watched: Watched) -> None:
        self.watched = watched
        self.page = watched.page

    def reach(self, selector: str) -> "Keyboard":
        """Press Tab until what a selector names is focused.

        Most of the way is gone without looking: to ask after each press costs as much as the press.
        """
        for _ in range(self.page.evaluate(STOPS_BEFORE, selector)):
            self.page.keyboard.press("Tab")
        for _ in range(80):
            if self.page.evaluate(FOCUSED, selector):
                return self
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {selector} on {self.watched.path}")

    def follow(self, selector: str) -> "Keyboard":
        """Go to a link or button and press Enter."""
        self.reach(selector)
        return self.enter()

    def enter(self) -> "Keyboard":
        """Press Enter, and wait for the page that it leads to where it leads to one."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        return self

    def choose(self, value: str) -> "Keyboard":
        """Choose an answer: space on the first, arrows to the others."""
        self.reach("input[type=radio]")
        self.page.keyboard.press("Space")
        for _ in range(20):
            if self.page.evaluate(VALUE) == value:
                return self
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"no answer {value} on {self.watched.path}")

    def tick(self, value: str) -> "Keyboard":
        """Tick a box."""
        self.reach(f"input[type=checkbox][value='{value}']")
        self.page.keyboard.press("Space")
        return self

    def write(self, text: str, where: str = ".line-input") -> "Keyboard":
        """Write in a field, or the page's only one, in place of what stands there."""
        self.reach(where)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        return self

    @property
    def summary_is_focused(self) -> bool:
        """Whether the list of what is wrong has the focus."""
        focused: bool = self.page.evaluate(FOCUSED, ".problems")
        return focused
