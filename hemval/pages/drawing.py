"""Draw the generated pages of a language: in a build, and alone when only what they show has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from jinja2 import Environment

from hemval.pages.document_links import with_kind_and_size
from hemval.pages.generated import GeneratedPage
from hemval.pages.page_titles import PageTitles
from hemval.pages.site import Site
from hemval.pages.view import PageFacts, View, make_view
from hemval.words import Words


@dataclass(frozen=True)
class Drawing:
    """What the pages of a language are drawn with."""

    site: Site
    words: Words
    titles: PageTitles
    env: Environment
    sizes: Mapping[str, int]
    """Bytes of each document, by what links to it say."""
    pages: Sequence[GeneratedPage]

    def html(self, made: GeneratedPage) -> str:
        """Draw a generated page."""
        site = self.site.content.municipality.site
        reviewed = made.reviewed or site.reviewed
        facts = PageFacts(made.title, made.path, made.lead, published=site.published, reviewed=reviewed)
        html = self.env.get_template(made.template).render(
            view=self.view(facts), body="", sections=[], headings=[], **made.matter()
        )
        return with_kind_and_size(html, self.sizes, self.words)

    def view(self, facts: PageFacts) -> View:
        """Make the layout's object of any page, a written one too."""
        facts = replace(facts, parents=self._above(facts.path))
        return make_view(self.site.content, self.words, facts, self.site.today)

    def _above(self, path: str) -> dict[str, str]:
        """Return what the pages that one lies below are called, by their paths."""
        folders = path.split("/")[:-2]
        found = {}
        for name in ("/".join(folders[:end]) for end in range(1, len(folders) + 1)):
            title = self.titles.title(f"{name}.md") or self.titles.title(f"{name}/index.md")
            made = title.in_(self.words.language) if title else self._made_titles.get(f"{name}/")
            if made:
                found[f"{name}/"] = made
        return found

    @cached_property
    def _made_titles(self) -> dict[str, str]:
        return {page.path: page.title for page in self.pages}
