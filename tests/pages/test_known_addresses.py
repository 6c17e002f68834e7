"""The one place that knows the site's addresses before a build knows those that the build then makes."""

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.forms.reading.loading import load_forms
from hemval.pages.asked_facts import Fault
from hemval.pages.known_addresses import Known, known_addresses
from hemval.pages.markdown_links import Target
from hemval.settings import PROJECT, Settings
from tests.municipalities import NOW


def known(settings: Settings) -> Known:
    folder = Folder(settings.content, PROJECT)
    return known_addresses(folder, load(folder)[0], load_forms(folder)[0].values(), NOW.date())


def fault(known: Known, href: str, language: str = "sv", name: str = "kontakt.md") -> Fault | None:
    return known.fault(Target(href, 1, 1), language, name)


def test_every_page_that_is_built_can_be_linked_to(settings: Settings) -> None:
    pages = known(settings)
    site = settings.places.site
    built = [path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")]
    assert len(built) > 20
    for folder in built:
        address = "/" if folder == "." else f"/{folder}/"
        assert fault(pages, address) is None, address


def test_what_is_not_a_page_cannot(settings: Settings) -> None:
    pages = known(settings)
    for href in ("/finns-inte/", "/en/finns-inte/", "/utforare/finns-inte/", "kontakta.md", "#finns-inte"):
        assert fault(pages, href) is not None, href


def test_what_the_application_answers_and_what_is_elsewhere_is_left_to_others(settings: Settings) -> None:
    pages = known(settings)
    for href in (
        "/valj/",
        "/en/valj/?u=x",
        "/sok/?q=a",
        "https://lindvik.example/x",
        "tel:0701740605",
        "mailto:a@b.se",
    ):
        assert fault(pages, href) is None, href


def test_a_form_can_be_linked_to_where_it_stands_and_nowhere_else(settings: Settings) -> None:
    folder = settings.content / "forms"
    folder.mkdir(exist_ok=True)
    asked = "pages: [{id: a, type: name, question: Vem?}]"
    text = f"version: 1\naddress: svara-oss\ntitle: Svara\nsent: Tack\n{asked}\n"
    (folder / "own.yml").write_text(text, "utf-8")
    pages = known(settings)
    for href in ("/formular/svara-oss/", "/en/formular/svara-oss/?u=x", "/valj/"):
        assert fault(pages, href) is None, href
    for href in ("/formular/svara-os/", "/formular/valj/", "/formular/"):
        assert fault(pages, href) is not None, href
    wrong = fault(pages, "/en/formular/svara-os/", "en")
    assert wrong is not None
    assert wrong.advice == "Menade du /en/formular/svara-oss/?"
    assert pages.twice("sv", "formular/svara-oss.md")


def test_while_the_data_are_wrong_only_what_is_written_is_judged(settings: Settings) -> None:
    pages = known_addresses(Folder(settings.content, PROJECT), None, None, NOW.date())
    assert fault(pages, "/formular/kanske/") is None
    assert fault(pages, "/utforare/finns-inte/") is None
    assert fault(pages, "kontakta.md") is not None


def test_the_forms_on_paper_that_are_built_can_be_linked_to_and_no_others(settings: Settings) -> None:
    pages, site = known(settings), settings.places.site
    built = [f"/{path.relative_to(site).as_posix()}" for path in site.rglob("blanketter/*.pdf")]
    assert len(built) >= 4
    for address in built:
        assert fault(pages, address) is None, address
    wrong = fault(pages, "/blanketter/vaj.pdf")
    assert wrong is not None
    assert wrong.advice == "Menade du /blanketter/valj.pdf?"
