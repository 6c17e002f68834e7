"""Errors keep what the protocol asks of them, and are told in the same words by the process and by a file."""

import re

import pytest
from flask import Flask

from hemval.content.folder import Folder
from hemval.pages.address import DYNAMIC
from hemval.pages.error_told import TOLD, told_of
from hemval.pages.published import read_published
from hemval.public import application as public
from hemval.settings import PROJECT, Settings
from hemval.web.error_pages import error_page
from hemval.web.headers import HEADERS
from hemval.web.rendering import Renderer
from tests.municipalities import NOW
from tests.page_invariants import check_page, text_of
from tests.pages.reading import main_of

OPERATIONS = (PROJECT / "docs" / "operations.md").read_text("utf-8")
FOLDERS = {"sv": "", "en": "en/"}


def file_of(settings: Settings, language: str, name: str) -> str:
    return (settings.places.site / FOLDERS[language] / name).read_text("utf-8")


def test_a_wrong_method_is_told_the_right_ones(app: Flask) -> None:
    app.before_request_funcs.clear()
    answer = app.test_client().delete("/")
    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert "<main" in answer.text


@pytest.mark.parametrize("language", FOLDERS)
def test_the_process_and_the_file_say_the_same(settings: Settings, language: str) -> None:
    renderer = Renderer(Folder(settings.content, PROJECT))
    content = read_published(settings.places.published).content
    for status in TOLD:
        drawn = check_page(error_page(renderer, content, language, status, NOW.date()))
        built = check_page(file_of(settings, language, f"fel/{status}.html"))
        assert text_of(main_of(drawn)) == text_of(main_of(built)), status
        assert drawn.get("lang") == built.get("lang") == language
        title = text_of(next(built.iter("title")))
        assert title.startswith({"sv": "Fel: ", "en": "Error: "}[language]), status
        other = "en" if language == "sv" else "sv"
        links = {a.get("hreflang"): a.get("href") for a in built.iter("a") if a.get("hreflang")}
        assert links[other] == f"/{FOLDERS[other]}fel/{status}.html"


def test_an_error_that_has_no_words_of_its_own_is_told_as_its_kind() -> None:
    assert told_of(418) == told_of(400)
    assert told_of(599) == told_of(500)


@pytest.mark.parametrize("name", ["404.html", "fel/404.html", "en/404.html", "en/fel/404.html"])
def test_what_is_not_here_is_searched_for(settings: Settings, name: str) -> None:
    tree = check_page((settings.places.site / name).read_text("utf-8"))
    form = next(main_of(tree).iter("form"))
    prefix = "/en" if name.startswith("en/") else ""
    assert (form.get("method"), form.get("action")) == ("get", f"{prefix}/sok/")
    assert [field.get("name") for field in form.iter("input")] == ["q"]
    phone = [a for a in tree.iter("a") if (a.get("href") or "").startswith("tel:")]
    assert bool(phone) == ("help:\n  phone:" in (settings.content / "municipality.yml").read_text("utf-8"))


def test_the_process_answers_in_the_language_of_the_address(settings: Settings) -> None:
    client = public.create(settings, lambda: NOW).test_client()
    assert "Sidan finns inte här" in client.get("/finns-inte/").text
    assert "The page is not here" in client.get("/en/nope/").text


# What operators are told


def block(language: str) -> str:
    found = re.search(rf"```{language}\n(.*?)```", OPERATIONS, re.DOTALL)
    assert found
    return found[1]


def test_nginx_is_told_of_every_status_and_caddy_of_the_folder() -> None:
    told = {int(name) for name in re.findall(r"error_page .*?\$fel/(\d+)\.html;", block("nginx"))}
    assert told == set(TOLD)
    assert "/en/fel/{err.status_code}.html" in block("caddy")


@pytest.mark.parametrize("server", ["nginx", "caddy"])
def test_web_servers_ask_the_process_for_what_no_file_answers_and_say_what_it_says(server: str) -> None:
    found = re.search(r"\^/\(en/\)\?\((.*?)\)\(/\|\$\)", block(server))
    assert found
    assert {f"{path}/" for path in found[1].split("|")} == set(DYNAMIC)
    for name, value in HEADERS.items():
        assert f'{name} "{value}"' in block(server)
