"""A tab that is watched: every page that is visited is checked, and what no check saw is a fault too."""

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Frame, Locator, Request, Response

from tests.browser.axe import axe_faults

MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")

TELL_OF_VIOLATIONS = """document.addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`))"""

RESTYLE = """rule => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rule);
    document.adoptedStyleSheets = [sheet];
}"""
"""A reader's own styles. The policy stops pages from bringing styles along, not readers."""

PERSONAL = re.compile(r"^/(?:(?:en/)?(?:valj|formular)|arenden)/")
"""Where a cookie may be: the answers under way, and the officers' session."""


class Watched:
    """A tab on one site. ``findings`` empties what has been seen; ``check`` fails on it."""

    def __init__(self, context: BrowserContext, home: str, *, script: bool = True) -> None:
        self.home = home
        self.script = script
        self.context = context
        self.page = context.new_page()
        # A busy machine is no fault: how long is waited says only when to give up.
        self.page.set_default_timeout(60_000)
        self.seen: list[str] = []
        self.unchecked: list[str] = []
        self.requests: list[str] = []
        self.status = 0
        self.page.add_init_script(TELL_OF_VIOLATIONS)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.seen.append(f"script stopped: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)
        self.page.on("framenavigated", self._arrived)

    @property
    def path(self) -> str:
        """The part of the address after the host."""
        return self.page.url.removeprefix(self.home)

    def go(self, path: str) -> "Watched":
        """Open a page of the site and check it."""
        return self.open(path).check()

    def open(self, path: str) -> "Watched":
        """Open a page of the site; the check must follow."""
        self.requests.clear()
        self.page.goto(self.home + path)
        return self

    def reload(self) -> "Watched":
        """Ask for the page anew; the check must follow."""
        self.page.reload()
        return self

    def press(self, what: Locator) -> "Watched":
        """Click on something that leads to another page; the check must follow."""
        with self.page.expect_navigation():
            what.click()
        return self

    def check(self) -> "Watched":
        """Fail if there is anything to find on the page as it stands."""
        findings = self.findings()
        assert not findings, "\n".join([f"{self.path}:", *findings])
        return self

    def findings(self, *, colours: bool = True) -> list[str]:
        """Check the page as it stands: axe, measures, storage, and what was seen on the way here."""
        found = self.page.evaluate(MEASURE)
        if self.script:
            found += axe_faults(self.page, colours=colours)
        if not PERSONAL.match(self.path) and (cookies := self.context.cookies(self.page.url)):
            found.append(f"cookies: {[cookie['name'] for cookie in cookies]}")
        found = self.seen + found
        self.seen, self.unchecked = [], []
        return found

    def restyle(self, rules: str) -> None:
        """Put a reader's own styles on the page as it stands."""
        self.page.evaluate(RESTYLE, rules)

    def close(self) -> None:
        """Close the tab; fail if a page was visited that nobody checked, or something was seen since."""
        self.page.close()
        left = self.seen + [f"visited without a check: {address}" for address in self.unchecked]
        assert not left, "\n".join(left)

    def _said(self, message: ConsoleMessage) -> None:
        about_status = message.text.startswith("Failed to load resource: the server responded with a status")
        if about_status and message.location["url"] == self.page.url:
            return  # the page itself is an error page: whoever opened it looks at its status
        if message.type in ("error", "warning"):
            self.seen.append(f"console: {message.text}")

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith(f"{self.home}/"):
            self.seen.append(f"asks a third party: {request.url}")

    def _answered(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.status = response.status
        elif response.status >= 400:
            self.seen.append(f"{response.status} for {response.url}")

    def _arrived(self, frame: Frame) -> None:
        if frame == self.page.main_frame and frame.url != "about:blank":
            self.unchecked.append(frame.url)
