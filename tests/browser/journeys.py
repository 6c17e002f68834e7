"""Ways through the choice form in a browser that several tests take."""

from collections.abc import Mapping

from tests.browser.keyboard import Keyboard
from tests.browser.watched import Watched
from tests.public.journeys import PERSON


def page_name(watched: Watched) -> str:
    """Return the last part of the address: a question's id, ``kontrollera`` or ``kvitto``."""
    return watched.path.partition("#")[0].rstrip("/").rpartition("/")[2]


Given = str | Mapping[str, str]
"""An answer, or what is written in each field of a page that has several."""


def answer(keyboard: Keyboard, value: Given) -> None:
    """Answer the question on the page and go on by Enter."""
    if not isinstance(value, str):
        for name, text in value.items():
            keyboard.write(text, f"#{name}")
        keyboard.enter()
    elif value and keyboard.page.locator("input[type=radio]").count():
        keyboard.choose(value).enter()
    elif value and keyboard.page.locator(f"input[type=checkbox][value='{value}']").count():
        keyboard.tick(value).enter()
    elif value and keyboard.page.locator("textarea").count():
        keyboard.write(value).follow("#go-on")
    elif value:
        keyboard.write(value).enter()
    else:
        keyboard.follow("#go-on")


def fill_in(watched: Watched, until: str = "kontrollera", **answers: str) -> Keyboard:
    """Answer page after page until one is reached."""
    keyboard = Keyboard(watched)
    given = {**PERSON, "kind": "first", **answers}
    for _ in range(30):
        question = page_name(watched)
        if question == until:
            return keyboard
        answer(keyboard, given[question])
        assert page_name(watched) != question, watched.page.inner_text("main")
    raise AssertionError(f"never came to {until}")
