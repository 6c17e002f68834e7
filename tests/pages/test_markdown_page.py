"""Everything that a page may hold by docs/writing-markdown.md keeps the policy, in plain MkDocs too."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from jinja2 import TemplateNotFound
from material import __file__ as material

from hemval.cli.build import build_site
from hemval.content.folder import Folder
from hemval.pages.theme import environment
from hemval.settings import PROJECT, Settings
from tests.conftest import MadeBy
from tests.municipalities import NOW, copy_of
from tests.page_invariants import check_page, text_of
from tests.pages.reading import main_of, page, with_class

PAGE = Path(__file__).with_name("allt.md")
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 3 1"><path d="M0 0h3v1H0Z"/></svg>'


@pytest.fixture(scope="module")
def content(made: MadeBy, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    settings = copy_of("lindvik", tmp_path_factory.mktemp("markdown") / "content")
    made("lindvik").lend_papers(settings)
    pages = settings.content / "site_src/sv"
    (pages / "bilder").mkdir(parents=True)
    shutil.copy(PAGE, pages)
    (pages / "bilder/karta.svg").write_text(PICTURE)
    return settings


@pytest.fixture(scope="module")
def shown(content: Settings) -> Element:
    build_site(content, NOW.date())
    return main_of(page(content, "/allt/"))


def test_the_page_is_html_without_inline_style_and_nothing_of_it_is_left_as_markdown(shown: Element) -> None:
    told = text_of(shown)
    assert [sign for sign in ("!!!", "???", "[^", "{:", "{#", "](", "**", ":---") if sign in told] == []
    assert len(list(shown.iter("table"))) == 1


def test_alignment_is_a_class(shown: Element) -> None:
    rows = [[cell.get("class") for cell in row] for row in shown.iter("tr")]
    assert rows == [["align-left", "align-center", "align-right"]] * 3


def test_boxes_and_what_opens_have_their_titles(shown: Element) -> None:
    boxes = [text_of(box[0]) for box in with_class(shown, "admonition")]
    assert boxes == ["Bra att veta", "Viktigt!"]
    opened = {text_of(box[0]): "open" in box.attrib for box in shown.iter("details")}
    assert opened == {"Läs mer om reglerna": False, "Öppet från början": True}


def test_the_way_back_from_a_note_is_told_in_the_pages_language(shown: Element) -> None:
    titles = [link.get("title") for link in with_class(shown, "footnote-backref")]
    assert titles == ["Tillbaka till not 1 i texten", "Tillbaka till not 2 i texten"]


def test_headings_and_paragraphs_can_be_linked_to(shown: Element) -> None:
    ids = {element.get("id") for element in shown.iter() if element.get("id")}
    assert {"text", "listor", "tabeller", "rutor", "fotnoter", "bilder", "stycke", "fn:1", "fnref:1"} <= ids


def test_a_picture_stands_beside_its_page_and_says_what_it_shows(content: Settings, shown: Element) -> None:
    (picture,) = shown.iter("img")
    assert picture.get("alt") == "En karta över kommunens tre områden"
    assert (content.places.site / "bilder/karta.svg").read_text() == PICTURE


def test_plain_mkdocs_gives_the_swedish_site(content: Settings, tmp_path: Path) -> None:
    environment = {**os.environ, "HEMVAL_CONTENT": str(content.content), "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=PROJECT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for name in ("", "allt/", "utforare/", "utforare/lyktans-hemtjanst/"):
        check_page((tmp_path / "site" / name / "index.html").read_text("utf-8"))
    assert (tmp_path / "site/assets/hemval.css").is_file()


def test_an_icon_of_material_can_be_included(content: Settings) -> None:
    folder = Folder(content.content, PROJECT)
    icons = str(Path(material).parent / "templates")
    icon = environment(folder, "sv", [icons]).get_template(".icons/material/phone.svg")
    assert icon.render().startswith("<svg ")
    with pytest.raises(TemplateNotFound):
        environment(folder, "sv").get_template(".icons/material/phone.svg")
