"""The form's pages, one question each: put the question, take the answer, go on."""

import secrets
from dataclasses import replace
from typing import Any, cast

from flask import Blueprint, Response, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from hemval.forms.asked.asking import Asking
from hemval.forms.asked.way import Way, steps_settled, way_through
from hemval.forms.typed.page_form import answer_of, errors_of, kept_as_typed, page_form
from hemval.forms.types import AnyQuestion
from hemval.forms.types.stop import Stop
from hemval.pages.address import address
from hemval.pages.page_titles import path_of
from hemval.public.counter import Counter
from hemval.public.draft_session import Draft, draft_folder
from hemval.public.refused import forget_refused, keep_refused, refused_before
from hemval.web.same_site import token_is_right
from hemval.words import words_in

CHECK = "kontrollera"
RECEIPT = "kvitto"
ON_PAPER = "blankett"


def add_steps(blueprint: Blueprint, counter: Counter) -> None:
    """Add the views of starting, asking, changing language and erasing."""

    @blueprint.get("/")
    def begin(language: str) -> ResponseReturnValue:
        """Start a draft of its own; ``u`` is the provider whose page the person comes from."""
        draft = Draft(
            id=secrets.token_urlsafe(16),
            started=counter.now.timestamp(),
            csrf_token=secrets.token_hex(
                20
            ),  # Flask-WTF's, here so that no page has to write the cookie for it
            answers={},
            typed={},
        )
        asked = counter.form.asks_for_provider
        if asked and (provider := request.args.get("u", "")) in counter.content.providers:
            # Meant for all help, where each group of it is chosen by itself.
            draft["typed"] = {
                page.id: provider for page in counter.form.pages if page.as_written is asked.as_written
            }
        draft.form = counter.form_page
        folder = draft_folder(language, draft.form, draft["id"])
        # By way of the draft's own address: only who is sent on from there has cookies.
        response = redirect(folder)
        counter.sessions.write(response, draft, folder)  # type: ignore[arg-type] # werkzeug's is Flask's base
        return response

    @blueprint.route("/<draft_id>/<page_id>/", methods=["GET", "POST"])
    def step(language: str, draft_id: str, page_id: str) -> ResponseReturnValue:
        """Put one question, or take its answer."""
        draft = draft_of(draft_id)
        if draft is None:
            return lost(counter, language)
        if "receipt" in draft:
            return redirect(f"{draft.folder}{RECEIPT}/")
        asking = counter.asking(draft, language)
        way = way_through(counter.form, asking)
        page = way.page(page_id)
        if page is None or not way.reachable(page_id):
            return redirect(address_of(way.next, draft))
        if request.method != "POST" or page.ends_here:
            return _question(counter, page, way, asking, draft)
        if not token_is_right(request):
            return _question(counter, page, way, asking, draft, stale=True)
        return _take(counter, page, way, asking, draft)

    @blueprint.get("/<draft_id>/")
    def resume(language: str, draft_id: str) -> ResponseReturnValue:
        """Go to where the draft is; a browser that keeps no cookies comes no further."""
        draft = draft_of(draft_id)
        if draft is None:
            return lost(counter, language, at_once=True)
        way = way_through(counter.form, counter.asking(draft, language))
        return redirect(address_of(way.next, draft))

    @blueprint.get("/<draft_id>/sprak/<other>/<page_id>/")
    def in_another_language(language: str, draft_id: str, other: str, page_id: str) -> ResponseReturnValue:
        """Carry the draft over to another language's address and go on there."""
        draft = draft_of(draft_id)
        if draft is None or other not in counter.content.municipality.site.languages:
            return lost(counter, language)
        folder = draft_folder(other, draft.form, draft_id)
        page = page_id if page_id in (CHECK, RECEIPT) or counter.form.page(page_id) else ""
        response = redirect(f"{folder}{page}/" if page else folder)
        counter.sessions.write(response, draft, folder)  # type: ignore[arg-type] # as above
        return response

    @blueprint.post("/<draft_id>/radera/")
    def erase(language: str, draft_id: str) -> ResponseReturnValue:  # noqa: ARG001 - the address names it
        """Take the answers out of the browser, in every language and whatever is left of them there."""
        _session().forgotten = True
        return redirect(f"{address(language, counter.form_page)}raderat/")

    @blueprint.get("/raderat/")
    def erased(language: str) -> ResponseReturnValue:
        """Say that nothing is left."""
        words = words_in(language)
        view = counter.view(language, words.say("Your answers are erased"))
        return counter.answer("form/erased.html", view)


def lost(counter: Counter, language: str, *, at_once: bool = False) -> Response:
    """Say that the browser has no answers: cookies are blocked, or too much time has passed.

    Whose answers are not there ``at_once``, before the first question, blocks them.
    """
    say = words_in(language).say
    title = say("Your browser blocks cookies") if at_once else say("Your answers are not here any more")
    return counter.answer(
        "form/blocked.html" if at_once else "form/lost.html",
        counter.view(language, title),
        400,
        begin=address(language, counter.form_page),
        paper=counter.paper(language),
    )


def draft_of(draft_id: str) -> Draft | None:
    """Return the draft that the browser sent, if it is this one."""
    draft = _session()
    return draft if draft.get("id") == draft_id else None


def _session() -> Draft:
    """Return the draft itself, not the proxy that looks it up anew at every use."""
    draft: Draft = cast(Any, session)._get_current_object()
    return draft


def address_of(page: AnyQuestion | None, draft: Draft) -> str:
    """Return where a page of the draft stands; None is the page where all answers are checked."""
    return f"{draft.folder}{page.id if page else CHECK}/"


def _take(counter: Counter, page: AnyQuestion, way: Way, asking: Asking, draft: Draft) -> ResponseReturnValue:
    form = page_form(page, asking, request.form, {})
    if not form.validate():
        if keep_refused(draft, page, request.form, counter.sessions):
            return redirect(address_of(page, draft))
        return _question(counter, page, way, asking, draft)
    forget_refused(draft)
    answer = answer_of(page, form, asking)
    before = {name: typed for name, typed in draft["typed"].items() if name not in page.field_names()}
    draft["answers"] = {**draft["answers"], page.id: answer}
    draft["typed"] = before | kept_as_typed(page, request.form, answer)
    after = way_through(counter.form, counter.asking(draft, asking.words.language))
    return redirect(address_of(after.next, draft))


def _question(
    counter: Counter, page: AnyQuestion, way: Way, asking: Asking, draft: Draft, *, stale: bool = False
) -> Response:
    """Draw a question; an answer that was refused comes back with what was typed and what is wrong."""
    language = asking.words.language
    form = None
    problems: dict[str, str] = {}
    posted = request.form if request.method == "POST" else refused_before(draft, page)
    if not page.ends_here:
        form = page_form(page, asking, posted, {} if posted is not None else draft["typed"])
        if stale:
            told = asking.words.say("The page had been open for long. Press Continue once more.")
            problems = {"go-on": told}
        elif posted is not None and not form.validate():
            problems = errors_of(form)
    wished = draft["typed"].get(page.id)
    not_taken = page.objection(wished, asking) if wished in counter.content.providers else None
    view = counter.view(language, page.heading(asking), page.id, draft, failed=bool(problems))
    before = way.before(page.id)
    return counter.answer(
        "form/question.html",
        view,
        400 if problems else 200,
        page=page,
        face=replace(page.face(asking), recalled=way.recalled(page, asking)),
        values={} if form is None else form.data,
        problems=problems,
        summary=[(f"#{name}", told) for name, told in problems.items()],
        not_taken=not_taken or "",
        step=way.step(page.id),
        steps=steps_settled(counter.form, asking, way, page.id),
        back=f"{draft.folder}{before.id}/"
        if before
        else address(language, path_of(counter.form.about or "")),
        leads_to=counter.link_to(page.leads_to, language) if isinstance(page, Stop) else None,
        erase=f"{draft.folder}radera/",
        token=generate_csrf(),
    )
