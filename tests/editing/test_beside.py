"""What a writer sees beside the pages in ``hemval serve``, and that nobody else does."""

from pathlib import Path
from wsgiref.types import WSGIApplication

import pytest
from werkzeug.test import Client, TestResponse

from hemval.content.findings import Finding
from hemval.editing.beside import OWN, Beside, WithFindings, files_of, read_beside
from hemval.public.application import create
from hemval.settings import Settings
from tests.conftest import MadeBy
from tests.municipalities import NOW
from tests.page_invariants import check_headers, check_page, text_of
from tests.pages.reading import with_class

HOSTILE = Finding("site_src/sv/fragor.md", 3, 5, "<script>alert(1)</script>", "x <b> y", "Menade du <i>?")
OTHER = Finding("room.yml", 9, 10, "Värdet ”full” kan inte stå här.")


@pytest.fixture(scope="module")
def built(made: MadeBy, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return made("lindvik").copy(tmp_path_factory.mktemp("beside") / "content")


@pytest.fixture
def shown(built: Settings, tmp_path: Path) -> Client:
    return Client(WithFindings(create(built, lambda: NOW), tmp_path))


def get(client: Client, path: str, **headers: str) -> TestResponse:
    return client.get(path, headers=headers)


def test_a_page_without_findings_has_only_what_renews_it(shown: Client) -> None:
    page = get(shown, "/fragor/")
    tree = check_page(page.text)
    check_headers(dict(page.headers), personal=True)
    assert with_class(tree, "build-findings") == []
    assert [script.get("src") for script in tree.iter("script") if OWN in (script.get("src") or "")] == [
        f"{OWN}beside.js"
    ]


def test_findings_stand_beside_the_page_its_own_first_and_escaped(shown: Client, tmp_path: Path) -> None:
    Beside.of([OTHER, HOSTILE], "").write(tmp_path)
    page = get(shown, "/fragor/")
    (aside,) = with_class(check_page(page.text), "build-findings")
    told = text_of(aside)
    assert told.startswith("2 anmärkningar Du ser sidorna som de var förut.")
    assert "<script>alert" not in page.text
    assert "Menade du <i>?" in told
    places = ["På den här sidan", "site_src/sv/fragor.md:3:5", "I andra filer", "room.yml:9:10"]
    assert [told.index(place) for place in places] == sorted(told.index(place) for place in places)
    (elsewhere,) = with_class(check_page(get(shown, "/en/").text), "build-findings")
    assert "På den här sidan" not in text_of(elsewhere)


def test_a_build_that_stopped_says_why(shown: Client, tmp_path: Path) -> None:
    Beside.of([], "a/index.html: länken /b/ leder ingenstans.").write(tmp_path)
    (aside,) = with_class(check_page(get(shown, "/").text), "build-findings")
    assert "a/index.html: länken /b/ leder ingenstans." in text_of(aside)


def test_a_page_is_sent_again_when_only_the_findings_are_new(shown: Client, tmp_path: Path) -> None:
    first = get(shown, "/fragor/")
    Beside.of([OTHER], "").write(tmp_path)
    again = get(shown, "/fragor/", **{"If-None-Match": first.headers.get("ETag", '"x"')})
    assert again.status_code == 200
    assert "room.yml" in again.text


def test_pages_not_found_and_steps_of_the_form_have_them_too(shown: Client, tmp_path: Path) -> None:
    Beside.of([OTHER], "").write(tmp_path)
    for path in ("/finns-inte/", "/sok/?q=x"):
        assert "room.yml:9:10" in get(shown, path).text


def test_what_is_no_page_is_left_alone(shown: Client) -> None:
    assert OWN not in get(shown, "/assets/hemval.css").text
    assert get(shown, f"{OWN}version.js").text.startswith('hemvalBuilt("')
    assert get(shown, f"{OWN}beside.css").content_type == "text/css; charset=utf-8"
    assert get(shown, f"{OWN}../beside.py").status_code == 404


def test_the_application_itself_has_nothing_of_it(built: Settings) -> None:
    app: WSGIApplication = create(built, lambda: NOW)
    assert Client(app).get(f"{OWN}version.js", buffered=True).status_code == 404
    assert OWN not in Client(app).get("/fragor/", buffered=True).text


def test_before_the_first_build_nothing_is_wrong(tmp_path: Path) -> None:
    assert read_beside(tmp_path).findings == ()


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("/", ("site_src/sv/index.md",)),
        ("/en/", ("site_src/en/index.md",)),
        ("/fragor/", ("site_src/sv/fragor.md", "site_src/sv/fragor/index.md")),
        ("/en/mapp/a/", ("site_src/en/mapp/a.md", "site_src/en/mapp/a/index.md")),
        ("/utforare/lyktans-hemtjanst/", ("provider_profiles/lyktans-hemtjanst.yml",)),
        ("/en/utforare/lyktans-hemtjanst/", ("provider_profiles/lyktans-hemtjanst.yml",)),
    ],
)
def test_which_file_a_page_is_made_of(path: str, files: tuple[str, ...]) -> None:
    assert files_of(path) == files
