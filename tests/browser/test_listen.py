"""Listen: a button where the device has a voice of its own, and nothing at all where it has not.

What stands in here is the browser's own speech, which a browser without a screen lacks; the script is ours.
"""

import json
import re

import pytest

from tests.browser.conftest import NewTab, Town
from tests.browser.watched import Watched

SPEECH = """(() => {
    const told = {voices: VOICES, said: [], cancelled: 0, current: null, changed: null};
    const speech = {
        getVoices: () => told.voices,
        speak: one => { told.current = one; told.said.push([one.text, one.voice.name, one.lang]); },
        cancel: () => {
            told.cancelled += 1;
            const one = told.current;
            told.current = null;
            if (one) setTimeout(() => one.onerror && one.onerror({error: "canceled"}));
        },
        set onvoiceschanged(f) { told.changed = f; },
    };
    window.SpeechSynthesisUtterance = function (text) { this.text = text; };
    Object.defineProperty(window, "speechSynthesis", {value: speech});
    window.told = told;
    window.finish = () => { const one = told.current; told.current = null; one.onend(); };
})()"""

SWEDISH = {"name": "Alva", "lang": "sv-SE", "localService": True, "default": False}
ENGLISH = {"name": "Ann", "lang": "en_GB", "localService": True, "default": True}
REMOTE = {"name": "Cloud", "lang": "sv-SE", "localService": False, "default": True}


def listening(tab: NewTab, town: Town, path: str, *voices: dict[str, object], width: int = 320) -> Watched:
    watched = tab(town.address, width=width)
    watched.page.add_init_script(SPEECH.replace("VOICES", json.dumps(voices)))
    watched.open(path)
    watched.unchecked.clear()  # each page is checked elsewhere; here the states are
    return watched


def said(watched: Watched) -> list[list[str]]:
    found: list[list[str]] = watched.page.evaluate("told.said")
    return found


@pytest.fixture
def lindvik(towns: dict[str, Town]) -> Town:
    return towns["lindvik"]


@pytest.mark.parametrize("voices", [(), (REMOTE,), (ENGLISH,), (REMOTE, ENGLISH)])
def test_without_a_voice_of_its_own_for_the_language_there_is_no_button(
    lindvik: Town, tab: NewTab, voices: tuple[dict[str, object], ...]
) -> None:
    watched = listening(tab, lindvik, "/fragor/", *voices)
    assert watched.page.locator("#listen").is_hidden()
    assert watched.page.locator("#listen button").count() == 0


def test_a_browser_that_cannot_speak_shows_the_page_as_it_is(lindvik: Town, tab: NewTab) -> None:
    watched = tab(lindvik.address)
    watched.page.add_init_script('Object.defineProperty(window, "speechSynthesis", {value: undefined})')
    assert watched.go("/fragor/").page.locator("#listen").is_hidden()


def test_a_voice_that_comes_later_brings_the_button(lindvik: Town, tab: NewTab) -> None:
    watched = listening(tab, lindvik, "/fragor/")
    assert watched.page.locator("#listen").is_hidden()
    watched.page.evaluate("voice => { told.voices = [voice]; told.changed(); told.changed(); }", SWEDISH)
    assert watched.page.locator("#listen button").count() == 2
    assert watched.check().page.get_by_role("button", name="Lyssna på sidan").is_visible()


@pytest.mark.parametrize("width", [320, 1280])
def test_every_state_is_accessible_and_told_in_words(lindvik: Town, tab: NewTab, width: int) -> None:
    watched = listening(tab, lindvik, "/fragor/", REMOTE, ENGLISH, SWEDISH, width=width)
    button = watched.page.get_by_role("button", name="Lyssna på sidan")
    stop = watched.page.get_by_role("button", name="Sluta lyssna")
    assert stop.count() == 0
    button.click()
    watched.check()
    pause = watched.page.get_by_role("button", name="Pausa")
    pause.click()
    watched.check()
    watched.page.get_by_role("button", name="Fortsätt lyssna").click()
    watched.check()
    stop.click()
    assert button.is_visible()
    assert stop.count() == 0


def test_it_works_by_keyboard_and_the_focus_never_gets_lost(lindvik: Town, tab: NewTab) -> None:
    watched = listening(tab, lindvik, "/fragor/", SWEDISH)
    focused = "document.activeElement.textContent"
    watched.page.get_by_role("button", name="Lyssna på sidan").focus()
    watched.page.keyboard.press("Enter")
    assert watched.page.evaluate(focused) == "Pausa"
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate(focused) == "Sluta lyssna"
    watched.page.keyboard.press("Space")
    assert watched.page.evaluate(focused) == "Lyssna på sidan"


def test_it_reads_what_is_shown_sentence_by_sentence_with_the_devices_own_voice(
    lindvik: Town, tab: NewTab
) -> None:
    watched = listening(tab, lindvik, "/storre-text/", REMOTE, SWEDISH)
    watched.page.get_by_role("button", name="Lyssna på sidan").click()
    watched.page.evaluate("() => { while (told.current) finish(); }")
    texts = [text for text, _, _ in said(watched)]
    assert texts[:2] == ["Större text", "Du kan göra texten så stor du vill här, och få den uppläst."]
    assert {(voice, language) for _, voice, language in said(watched)} == {("Alva", "sv-SE")}
    shown = re.sub(r"\s+", " ", watched.page.inner_text("#main .prose")).strip()
    assert "".join(re.findall(r"\w", " ".join(texts))).endswith("".join(re.findall(r"\w", shown)))
    assert not [text for text in texts if text in ("Hjälpte sidan dig?", "Ja", "Pausa")]
    assert max(len(text) for text in texts) < 200
    assert watched.page.get_by_role("button", name="Lyssna på sidan").is_visible()


def test_what_is_not_shown_is_not_read(lindvik: Town, tab: NewTab) -> None:
    watched = listening(tab, lindvik, "/fragor/", SWEDISH)
    watched.page.evaluate(
        """() => {
            document.querySelector("h1").insertAdjacentHTML("afterend",
                '<p>Syns.</p><p hidden>Gömd.</p><p aria-hidden="true">Prydnad.</p><p id="away">Borta.</p>');
            document.getElementById("away").style.display = "none";
        }"""
    )
    watched.page.get_by_role("button", name="Lyssna på sidan").click()
    watched.page.evaluate("() => { finish(); finish(); }")
    texts = [text for text, _, _ in said(watched)]
    assert texts[1] == "Syns."
    assert not {"Gömd.", "Prydnad.", "Borta."} & set(texts)


def test_a_part_in_another_language_is_read_in_it(lindvik: Town, tab: NewTab) -> None:
    watched = listening(tab, lindvik, "/en/fragor/", SWEDISH, ENGLISH)
    watched.page.evaluate(
        """() => document.querySelector("h1").insertAdjacentHTML("beforeend",
            ' and <span lang="sv">hemtjänst på svenska</span> <span lang="fi">suomeksi</span>')"""
    )
    watched.page.get_by_role("button", name="Listen to the page").click()
    watched.page.evaluate("() => { finish(); finish(); }")
    (_, *first), (swedish, *own), (finnish, *fallen_back) = said(watched)
    assert (first, swedish, own) == (["Ann", "en_GB"], "hemtjänst på svenska", ["Alva", "sv-SE"])
    assert (finnish, fallen_back) == ("suomeksi", ["Ann", "en_GB"])


def test_a_pause_goes_on_with_the_same_sentence_and_a_stop_begins_again(lindvik: Town, tab: NewTab) -> None:
    watched = listening(tab, lindvik, "/storre-text/", SWEDISH)
    watched.page.get_by_role("button", name="Lyssna på sidan").click()
    watched.page.evaluate("() => { finish(); finish(); }")
    third = said(watched)[-1]
    watched.page.get_by_role("button", name="Pausa").click()
    watched.page.wait_for_timeout(50)
    assert len(said(watched)) == 3
    watched.page.get_by_role("button", name="Fortsätt lyssna").click()
    assert said(watched)[3] == third
    watched.page.get_by_role("button", name="Sluta lyssna").click()
    watched.page.get_by_role("button", name="Lyssna på sidan").click()
    assert said(watched)[4][0] == "Större text"


def test_it_falls_silent_when_the_page_is_left(lindvik: Town, tab: NewTab) -> None:
    watched = listening(tab, lindvik, "/fragor/", SWEDISH)
    watched.page.get_by_role("button", name="Lyssna på sidan").click()
    before = watched.page.evaluate("told.cancelled")
    watched.page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert watched.page.evaluate("told.cancelled") > before
    assert watched.page.evaluate("told.current") is None


def test_the_form_does_not_read_aloud_what_was_answered(lindvik: Town, tab: NewTab) -> None:
    watched = listening(tab, lindvik, "/valj/", SWEDISH)
    assert watched.page.locator("#listen").count() == 0
    assert "listen.js" not in watched.page.content()
