"""The MkDocs plugin: a thin adapter that gives MkDocs our pages and our environment."""

import os
from datetime import date, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from pydantic import ValidationError

from hemval.content.document import document_sizes
from hemval.content.folder import Folder
from hemval.pages.document_links import with_kind_and_size
from hemval.pages.drawing import Drawing
from hemval.pages.error_files import error_files
from hemval.pages.generated import GeneratedFile, untranslated_pages
from hemval.pages.made import generated_files, generated_pages
from hemval.pages.markdown_boxes import with_titles
from hemval.pages.markdown_tables import without_inline_styles
from hemval.pages.page_facts import FactPrinter, UnknownFact, fact_printer
from hemval.pages.page_titles import PageTitles
from hemval.pages.paper_files import paper_files, paper_sizes
from hemval.pages.progress import Progress
from hemval.pages.related import notices_on, related_links
from hemval.pages.sections import sections
from hemval.pages.site import Site, load_site
from hemval.pages.terms import Terms, explained
from hemval.pages.theme import environment, theme_folders
from hemval.pages.view import PageFacts
from hemval.pages.word_list_pages import site_terms
from hemval.pages.written import PageMeta
from hemval.pages.written_files import is_picture
from hemval.paper.font import FontMissing
from hemval.settings import PROJECT
from hemval.words import Words, words_in
from hemval.words.dates import SWEDEN
from hemval.words.text import MAIN_LANGUAGE

NOT_SENT = "styles/"
"""The theme's files that something else is made of."""


class HemvalConfig(base.Config):  # type: ignore[no-untyped-call] # MkDocs' base class has no types
    """What mkdocs.yml or the build command may say to the plugin."""

    content = config_options.Type(str, default="")
    """The municipality's folder; empty is HEMVAL_CONTENT, else the folder of mkdocs.yml."""
    language = config_options.Type(str, default=MAIN_LANGUAGE)
    as_of = config_options.Type(str, default="")
    """The day the pages are built for; empty is today."""
    site = config_options.Optional(config_options.Type(Site))
    """The content, where the build command has read it already."""
    papers = config_options.Type(str, default="")
    """Where printed forms lie from one build to the next; empty prints all of them."""
    progress = config_options.Optional(config_options.Type(Progress))


class HemvalPlugin(BasePlugin[HemvalConfig]):  # type: ignore[no-untyped-call] # as above
    """Adds the generated pages, fills facts into the written ones, and hands every page its view."""

    folder: Folder
    site: Site
    words: Words
    facts: FactPrinter
    terms: Terms
    titles: PageTitles
    sizes: dict[str, int]
    env: Environment
    drawing: Drawing

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the content once a build."""
        root = Path(self.config.content or os.environ.get("HEMVAL_CONTENT", "") or PROJECT)
        self.folder = Folder(root.resolve(), PROJECT)
        self.words = words_in(self.config.language)
        ours = [str(path) for path in theme_folders(self.folder)]
        # MkDocs lists every file of its theme, and Material has 14,000 icons: they wait until that is done.
        of_material = [path for path in config.theme.dirs if path not in ours]
        config.theme.dirs[:] = ours
        self.env = _environment(self.folder, self.words.language, tuple(of_material))
        self.site = self.config.site or load_site(self.folder, self._day())
        self.facts = fact_printer(self.site.content, self.words, self.site.today, self.env, self.site.forms)
        self.terms = site_terms(self.site.content, self.facts)
        self.titles = PageTitles(self.site.content, self.folder, self.site.today)
        self.sizes = document_sizes(self.folder)
        config.site_name = self.site.content.municipality.site.title.in_(self.config.language)
        back = self.words.say("Back to note {} in the text")
        config.mdx_configs = {**config.mdx_configs, "footnotes": {"BACKLINK_TITLE": back}}
        config.theme.static_templates = set()  # our page for what is not here is made with the other errors'
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Leave the theme's own assets out, take the municipality's own pages in, add the generated ones."""
        of_theme = {str(path) for path in theme_folders(self.folder)}
        for file in list(files):
            of_pages = file.src_dir == config.docs_dir
            asset = file.src_dir in of_theme and not file.src_uri.startswith(NOT_SENT)
            if not (asset or (of_pages and (file.is_documentation_page() or is_picture(file.src_uri)))):
                files.remove(file)
        self._add_own_pages(files, config)
        made = generated_pages(self.site, self.words, self.titles)
        swedish = [path.name for path in self.folder.files(f"site_src/{MAIN_LANGUAGE}", "*.md")]
        pages = made + untranslated_pages(swedish, [file.src_uri for file in files], self.words)
        papers = self._papers()
        self.sizes.update(paper_sizes(papers, self.words.language))
        self.drawing = Drawing(self.site, self.words, self.titles, self.env, self.sizes, pages)
        extras = [*error_files(self.env, self.site, self.words), *papers]
        if self.config.language == MAIN_LANGUAGE:
            extras += generated_files(self.folder, self.site, self.titles, made)
        for extra in extras:
            files.append(File.generated(config, extra.path, content=extra.content))
        return files

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Fill facts into the page and its front matter."""
        try:
            for key in ("title", "lead", "description"):
                if key in page.meta:
                    page.meta[key] = self.facts.into_text(str(page.meta[key]))
            return with_titles(self.facts.into_markdown(markdown), self.words)
        except UnknownFact as error:
            raise PluginError(f"{page.file.src_uri}: {error}") from error

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Keep the page within the site's policy, and explain its hard words."""
        return explained(without_inline_styles(html), self.terms)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002
        """Let MkDocs draw with the applications' environment; Material's icons can be included."""
        return self.env

    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Give the templates our own object; they use nothing of MkDocs'."""
        body = page.content or ""
        ours: dict[str, object] = {
            "body": body,
            "sections": sections(body),
            "headings": [(item.id, item.title) for item in page.toc if item.level == 2],
            "notices": self.site.notices(self.words),
            "news": notices_on(page.file.src_uri, self.titles, self.words.language),
            "related": related_links(page.meta.get("related", ()), self.titles, self.words.language),
        }
        return self._with_view(context, self._written_facts(page), ours)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Say of each document that the page leads to what it is and how large."""
        return with_kind_and_size(output, self.sizes, self.words)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the generated pages ourselves: they have no Markdown for MkDocs to look for."""
        for count, made in enumerate(self.drawing.pages, start=1):
            file = Path(config.site_dir, made.file)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(self.drawing.html(made), encoding="utf-8")
            if self.config.progress:
                self.config.progress.done(count, len(self.drawing.pages))

    def _with_view(
        self, context: TemplateContext, facts: PageFacts, ours: dict[str, object]
    ) -> TemplateContext:
        context.update({"view": self.drawing.view(facts), **ours})  # type: ignore[typeddict-item] # MkDocs names its own
        return context

    def _papers(self) -> list[GeneratedFile]:
        try:
            kept = Path(self.config.papers) if self.config.papers else None
            return paper_files(self.site, self.words, kept)
        except FontMissing as missing:
            raise PluginError(missing.told(self.words)) from missing

    def _day(self) -> date:
        return date.fromisoformat(self.config.as_of) if self.config.as_of else _today()

    def _add_own_pages(self, files: Files, config: MkDocsConfig) -> None:
        """Add the municipality's pages of this language; one of a shared page's name takes its place."""
        own = self.folder.own / "site_src" / self.config.language
        if own == Path(config.docs_dir):
            return
        for path in self.folder.own_files(f"site_src/{self.config.language}/**/*"):
            uri = path.relative_to(own).as_posix()
            if path.suffix != ".md" and not is_picture(path.name):
                continue
            shared = files.get_file_from_path(uri)
            if shared is not None:
                files.remove(shared)
            files.append(File.generated(config, uri, abs_src_path=str(path)))

    def _written_facts(self, page: Page) -> PageFacts:
        try:
            meta = PageMeta.model_validate(dict(page.meta))
        except ValidationError as error:
            message = self.words.say(
                "%(page)s: run hemval check to see what is wrong.", page=page.file.src_uri
            )
            raise PluginError(message) from error
        path = "" if page.is_homepage else page.url
        return PageFacts(
            meta.title, path, meta.lead or "", meta.description or "", meta.published, meta.reviewed
        )


@cache
def _environment(folder: Folder, language: str, further: tuple[str, ...]) -> Environment:
    """Make the environment once a process: ``mkdocs serve`` builds many times, and templates take a while."""
    env = environment(folder, language, further)
    env.auto_reload = True
    return env


def _today() -> date:
    """Return today: a plain ``mkdocs build`` is an edge."""
    return datetime.now(SWEDEN).date()
