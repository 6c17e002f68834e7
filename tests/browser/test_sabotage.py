"""The watch over pages can fail: each fault that it is there for, planted in a page, is found."""

import pytest
from playwright.sync_api import Route

from tests.browser.conftest import NewTab, Town

SMALL_PICTURE = "data:image/gif;base64,R0lGODlhAQABAAAAACw="

IN_THE_PAGE = {
    '<p style="margin: 0">Hej</p>': "policy: style-src-attr",
    "<style>p { margin: 0 }</style>": "policy: style-src-elem",
    "<script>document.title = 'x'</script>": "policy: script-src-elem",
    '<img src="/assets/icon.svg" alt="Hus" onload="x()">': "policy: script-src-attr",
    '<img src="https://other.example/a.png" alt="Hus">': "policy: img-src https://other.example",
    f'<img src="{SMALL_PICTURE}" alt="Hus">': "policy: img-src data",
    '<img src="/assets/none.png" alt="Hus">': "404 for",
    '<img src="/assets/icon.svg">': "axe image-alt",
    "<h5>Långt ner</h5>": "axe heading-order",
    '<p><a href="/">Ja</a></p>': "px to press: a “Ja”",
    '<textarea cols="60" aria-label="För brett"></textarea>': "scrolls sideways",
    "<h2>MMMMMMMMMMMMMMMM</h2>": "torn in two: MMMMMMMMMMMMMMMM",
    '<input class="line-input" type="text">': "axe label",
}
"""What is planted, and what must be said of it."""

IN_THE_STYLES = {
    ".lead { color: #8a8a8a }": "axe color-contrast:",
    ".prose p { color: #666 }": "axe color-contrast-enhanced:",
    ".prose p { font-size: 16px }": "16px is too small",
    ".top { position: sticky; inset-block-start: 0 }": "sticky: header",
    ".help-sheet { background: url(https://other.example/b.png) }": "policy: img-src https://other.example/b.png",
    ".small-title, .foot p { overflow: hidden; height: 10px }": "of its height",
}

IN_WHAT_IT_DOES = {
    "localStorage.x = 1": "localStorage holds",
    "sessionStorage.x = 1": "sessionStorage holds",
    "document.cookie = 'x=1; path=/'": "cookies",
    "console.error('oj')": "console: oj",
    "setTimeout(() => { throw new Error('oj då') })": "script stopped: oj då",
    "fetch('https://other.example/').catch(() => 0)": "policy: connect-src",
}


UNREADABLE = (
    ".prose p { color: #666 }",
    ".prose { background: #999 }",
    ".prose { opacity: .6 }",
    ".foot p { position: relative; inset-block-start: -1px; color: #777 }",
)
"""What makes text hard to read that was readable on another page, or on the same one before."""


def missed(signs: list[str], findings: list[str]) -> list[str]:
    return [sign for sign in signs if not any(sign in finding for finding in findings)]


def test_faults_in_a_page_are_found(towns: dict[str, Town], tab: NewTab) -> None:
    def plant(route: Route) -> None:
        answer = route.fetch()
        planted = "".join([*IN_THE_PAGE, "</main>"])
        route.fulfill(response=answer, body=answer.text().replace("</main>", planted))

    watched = tab(towns["lindvik"].address)
    watched.page.route("**/kontakt/", plant)
    found = watched.open("/kontakt/").findings()
    assert missed(list(IN_THE_PAGE.values()), found) == [], found


def test_faults_in_the_styles_are_found(towns: dict[str, Town], tab: NewTab) -> None:
    def plant(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text() + "".join(IN_THE_STYLES))

    watched = tab(towns["lindvik"].address)
    watched.page.route("**/hemval.css", plant)
    found = watched.open("/kontakt/").findings()
    assert missed(list(IN_THE_STYLES.values()), found) == [], found


def test_a_text_that_was_readable_before_is_looked_at_again(towns: dict[str, Town], tab: NewTab) -> None:
    """Plant each fault on a page that passed; the first once more, so that no fault is taken for passed."""
    watched = tab(towns["lindvik"].address).go("/kontakt/")
    for rule in (*UNREADABLE, UNREADABLE[0]):
        watched.restyle(rule)
        assert missed(["axe color-contrast"], watched.findings()) == [], rule
    watched.restyle("")
    watched.check()


def test_faults_in_what_a_page_does_are_found(towns: dict[str, Town], tab: NewTab) -> None:
    watched = tab(towns["lindvik"].address).open("/kontakt/")
    watched.page.evaluate("; ".join(IN_WHAT_IT_DOES))
    watched.page.wait_for_timeout(100)
    found = watched.findings()
    assert missed(list(IN_WHAT_IT_DOES.values()), found) == [], found


def test_a_third_party_is_found_also_where_no_policy_stops_it(towns: dict[str, Town], tab: NewTab) -> None:
    def plant(route: Route) -> None:
        answer = route.fetch()
        headers = {name: value for name, value in answer.headers.items() if name != "content-security-policy"}
        picture = '<img src="https://other.example/a.png" alt="Hus"></main>'
        route.fulfill(response=answer, headers=headers, body=answer.text().replace("</main>", picture))

    watched = tab(towns["lindvik"].address)
    watched.page.route("**/kontakt/", plant)
    watched.page.route("https://other.example/*", lambda route: route.abort())
    found = watched.open("/kontakt/").findings()
    assert missed(["asks a third party: https://other.example/a.png"], found) == [], found


def test_a_page_that_nobody_checked_is_found(towns: dict[str, Town], tab: NewTab) -> None:
    watched = tab(towns["lindvik"].address).open("/kontakt/")
    with pytest.raises(AssertionError, match="without a check"):
        watched.close()
    watched.unchecked.clear()
