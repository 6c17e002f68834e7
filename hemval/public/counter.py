"""The counter that a citizen stands at: everything the form's views need, made once."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Response, abort, g, make_response

from hemval.content.whole import Content
from hemval.forms.apart.expanding import as_asked
from hemval.forms.asked.asking import Asking
from hemval.forms.asked.way import without_abandoned
from hemval.forms.definition import FormDefinition
from hemval.pages.address import address, page_of_form, paper_name
from hemval.pages.published import Published
from hemval.pages.view import Link, PageFacts, View, make_view
from hemval.public.draft_session import Draft, DraftSessions, draft_folder
from hemval.public.published_search import PublishedSearch
from hemval.public.refusal_alarm import RefusalAlarm
from hemval.public.static_site import PAGE_AGE
from hemval.queue.inbox import Inbox
from hemval.web.clock import Clock
from hemval.web.headers import keep_nothing
from hemval.web.post_office import PostOffice
from hemval.web.published import PublishedContent
from hemval.web.rendering import Renderer
from hemval.words import words_in


@dataclass(frozen=True)
class Counter:
    """What a view may use: published content, templates, the inbox and the clock."""

    published: PublishedContent
    renderer: Renderer
    inbox: Inbox
    clock: Clock
    secret: bytes
    sessions: DraftSessions
    alarm: RefusalAlarm
    search: PublishedSearch
    mail: PostOffice | None
    """None where no mail server is set."""
    site: Path
    """The folder of the built pages."""

    @property
    def now(self) -> datetime:
        """Return the moment of this request, in Swedish time: one, whatever the request takes."""
        if "moment" not in g:
            g.moment = self.clock()
        moment: datetime = g.moment
        return moment

    @property
    def content(self) -> Content:
        """Return the content that this request goes by."""
        return self._build.content

    @property
    def form(self) -> FormDefinition:
        """Return the form that this request is about, as the rules of today have it asked.

        One that is not in the last build answers 404.
        """
        if "form" not in g:
            written = self._build.form_at(g.form_page) or abort(404)
            g.form = as_asked(written, self.content, self.now.date())
        form: FormDefinition = g.form
        return form

    @property
    def form_page(self) -> str:
        """Return the address, without the language, that the form stands at."""
        return page_of_form(self.form.address)

    def paper(self, language: str) -> str:
        """Return where the form on paper is in a language."""
        return address(language, paper_name(self.form.address))

    def link_to(self, form: str | None, language: str) -> Link | None:
        """Link to a form by its id, under its title; nothing where none is meant, or it is there no more."""
        found = self._build.forms.get(form or "")
        if found is None:
            return None
        return Link.of(found.title.phrase(language), address(language, page_of_form(found.address)), language)

    @property
    def _build(self) -> Published:
        """Return one build for the whole request, whatever is published meanwhile."""
        if "build" not in g:
            g.build = self.published.snapshot()
        build: Published = g.build
        return build

    def asking(self, draft: Draft, language: str) -> Asking:
        """Return what questions may look at for a draft, in a language."""
        answers = draft.get("answers", {})
        now = self.now
        asking = Asking(
            self.content, words_in(language), now.date(), answers, now.time(), self.mail is not None
        )
        return without_abandoned(self.form, asking)

    def view(
        self, language: str, title: str, page: str = "", draft: Draft | None = None, *, failed: bool = False
    ) -> View:
        """Make the layout's object for a page of the form."""
        elsewhere = None
        if draft is not None and draft.id and page:
            here = draft_folder(language, self.form_page, draft.id)
            others = [other for other in self.content.municipality.site.languages if other != language]
            elsewhere = {other: f"{here}sprak/{other}/{page}/" for other in others}
        part_of = self.form.title.in_(language)
        facts = PageFacts(title, self.form_page, failed=failed, elsewhere=elsewhere, part_of=part_of)
        return make_view(self.content, words_in(language), facts, self.now.date())

    def answer_for_all(self, template: str, facts: PageFacts, language: str, **matter: object) -> Response:
        """Draw a page that says nothing of who asks: caches keep it as long as the built ones."""
        view = make_view(self.content, words_in(language), facts, self.now.date())
        response = make_response(self.renderer.page(template, view, **matter))
        response.cache_control.public = True
        response.cache_control.max_age = PAGE_AGE
        return response

    def answer(self, template: str, view: View, status: int = 200, **matter: object) -> Response:
        """Draw a page that no cache keeps."""
        return keep_nothing(make_response(self.renderer.page(template, view, **matter), status))
