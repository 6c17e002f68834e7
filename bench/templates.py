"""The generated pages drawn and written by our own library alone: no MkDocs, no check, no other file."""

from datetime import date
from functools import partial
from pathlib import Path

from hemval.cli.side_by_side import Tell, side_by_side
from hemval.content.folder import Folder
from hemval.pages.made import generated_pages
from hemval.pages.page_titles import PageTitles
from hemval.pages.site import Site, load_site
from hemval.pages.theme import environment
from hemval.pages.view import PageFacts, make_view
from hemval.settings import PROJECT
from hemval.words import words_in


def render_alone(content: Path, target: Path, today: date, languages: list[str]) -> None:
    from bench.multiplied import lift_limits

    lift_limits()
    folder = Folder(content, PROJECT)
    site = load_site(folder, today)
    work = {language: partial(_render, folder, site, target / language, language) for language in languages}
    side_by_side(work, lambda *_: None)


def _render(folder: Folder, site: Site, target: Path, language: str, _tell: Tell) -> str:
    words, env = words_in(language), environment(folder, language)
    for made in generated_pages(site, words, PageTitles(site.content, folder, site.today)):
        published = site.content.municipality.site.published
        facts = PageFacts(
            made.title, made.path, made.lead, published=published, reviewed=made.reviewed or published
        )
        view = make_view(site.content, words, facts, site.today)
        html = env.get_template(made.template).render(
            view=view, body="", sections=[], headings=[], **made.matter()
        )
        file = target / made.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, "utf-8")
    return ""
