"""Check the answers, send them, show the receipt."""

import hmac
import json
from datetime import datetime
from typing import Any

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import generate_csrf

from hemval.forms.apart.one_choice import choices_of
from hemval.forms.asked.asking import Asking
from hemval.forms.asked.way import Way, objections, way_through
from hemval.forms.cookie.receipt import receipt_paragraphs, receipt_rows
from hemval.forms.rule_sentence import exit_told
from hemval.forms.sent.judging import situation_of
from hemval.forms.sent.reference import grouped, spelled
from hemval.forms.types.email import Email
from hemval.public.counter import Counter
from hemval.public.draft_session import Draft
from hemval.public.mail import received_mail
from hemval.public.refused import forget_refused
from hemval.public.steps import CHECK, ON_PAPER, RECEIPT, address_of, draft_of, lost
from hemval.queue.errors import InboxUnavailable
from hemval.queue.making import Sitting, submissions_of
from hemval.queue.submission import Submission
from hemval.rules.outcome import Outcome
from hemval.web.same_site import token_is_right
from hemval.words import words_in
from hemval.words.dates import moment_told

QUICK = 20
"""Seconds. Who sends sooner has hardly read the questions: marked for the officer, never refused."""

TRAP = "webbplats"
"""A field that no person sees; what fills it in is a program."""

SEEN = "sett"
"""A field that says which answers stood on the page: only those are sent. The questions can become others at
midnight, when something is published, or in another tab."""


def add_sending(blueprint: Blueprint, counter: Counter) -> None:
    """Add the views of the last two pages."""

    @blueprint.route(f"/<draft_id>/{CHECK}/", methods=["GET", "POST"])
    def check(language: str, draft_id: str) -> ResponseReturnValue:
        """Show all the answers; a post sends them."""
        draft = draft_of(draft_id)
        if draft is None:
            return lost(counter, language)
        if "receipt" in draft:
            return redirect(f"{draft.folder}{RECEIPT}/")
        asking = counter.asking(draft, language)
        way = way_through(counter.form, asking)
        if not way.complete:
            return redirect(address_of(way.next, draft))
        problems = [(f"{draft.folder}{page}/", told) for page, told in objections(way, asking).items()]
        if request.method != "POST" or problems:
            return check_page(counter, way, asking, draft, problems)
        if not token_is_right(request):
            told = asking.words.say("The page had been open for long. Press Send once more.")
            return check_page(counter, way, asking, draft, [("#send", told)])
        seen = _seen(counter, rows_of(way, asking, draft), _follows(counter, asking))
        if request.form.get(SEEN, seen) != seen:
            told = asking.words.say(
                "Your answers are not the same as before. Read them and press Send again."
            )
            return check_page(counter, way, asking, draft, [("#send", told)])
        return _send(counter, way, asking, draft)

    @blueprint.get(f"/<draft_id>/{RECEIPT}/")
    def receipt(language: str, draft_id: str) -> ResponseReturnValue:
        """Show the receipt, as often as the person likes."""
        draft = draft_of(draft_id)
        if draft is None or "receipt" not in draft:
            return lost(counter, language)
        given: dict[str, Any] = draft["receipt"]
        view = counter.view(language, counter.form.sent.in_(language), RECEIPT, draft)
        words, no_decision = words_in(language), counter.form.not_a_decision
        return counter.answer(
            "form/receipt.html",
            view,
            receipt=given,
            paragraphs=[
                (heading, told, counter.link_to(next(iter(more), None), language))
                for heading, told, *more in given["paragraphs"]
            ],
            reference=grouped(given["reference"]),
            spelled=spelled(given["reference"], words.say),
            received=moment_told(datetime.fromisoformat(given["received_at"]), words),
            not_a_decision=no_decision.phrase(language) if no_decision else None,
            erase=f"{draft.folder}radera/",
            token=generate_csrf(),
        )


def rows_of(way: Way, asking: Asking, draft: Draft) -> list[tuple[str, str, str]]:
    """List each question in short, its answer in words, and where it can be changed."""
    language = asking.words.language
    return [
        (page.label(language), page.told(asking.answers[page.id], asking), f"{draft.folder}{page.id}/")
        for page in way.pages
        if page.puts_a_question
    ]


def _follows(counter: Counter, asking: Asking) -> list[str]:
    """Say of each provider that stops when the next one begins, where that is what is judged."""
    told: list[str] = []
    for one in choices_of(counter.form, asking):
        situation = situation_of(asking.content, counter.form.id, one.asking.answers, counter.now, "")
        if situation is not None and situation.kind == "exit":
            told += exit_told(one.asking)
    return list(dict.fromkeys(told))


def _seen(counter: Counter, rows: list[tuple[str, str, str]], follows: list[str]) -> str:
    said = json.dumps([rows, follows]).encode()
    return hmac.digest(counter.secret, b"hemval seen\0" + said, "sha256").hex()[:32]


def check_page(
    counter: Counter, way: Way, asking: Asking, draft: Draft, errors: list[tuple[str, str]]
) -> Response:
    """Draw all the answers; each error is where it can be mended and what it is."""
    words = asking.words
    rows, follows = rows_of(way, asking, draft), _follows(counter, asking)
    title = words.say("Check your answers")
    return counter.answer(
        "form/check.html",
        counter.view(words.language, title, CHECK, draft, failed=bool(errors)),
        400 if errors else 200,
        rows=rows,
        follows=follows,
        errors=errors,
        back=f"{draft.folder}{way.pages[-1].id}/",
        erase=f"{draft.folder}radera/",
        token=generate_csrf(),
        trap=TRAP,
        seen_field=SEEN,
        seen=_seen(counter, rows, follows),
        on_paper=ON_PAPER,
        signed=counter.form.signed,
    )


def _send(counter: Counter, way: Way, asking: Asking, draft: Draft) -> ResponseReturnValue:
    """Put the answers in the inbox and, when it is on disk, replace the answers with a receipt."""
    submissions = _submissions(counter, way, asking, draft)
    try:
        new = counter.inbox.submit(*submissions)
    except InboxUnavailable as error:
        counter.alarm.raise_for(error)
        title = asking.words.say("Your answers have not been sent")
        view = counter.view(asking.words.language, title, CHECK, draft, failed=True)
        again, paper = f"{draft.folder}{CHECK}/", counter.paper(asking.words.language)
        response = counter.answer("form/not_sent.html", view, 503, again=again, paper=paper)
        response.headers["Retry-After"] = "60"
        return response
    draft["receipt"] = {
        "reference": submissions[0].reference,
        "received_at": submissions[0].received_at.isoformat(timespec="seconds"),
        "language": asking.words.language,
        "mailed": new and _mail(counter, way, asking, submissions[0]),
        "rows": receipt_rows(way.pages, asking),
        "paragraphs": receipt_paragraphs(counter.form, asking, *map(_judged, submissions)),
    }
    draft["answers"], draft["typed"] = {}, {}
    forget_refused(draft)
    return redirect(f"{draft.folder}{RECEIPT}/")


def _judged(sent: Submission) -> Outcome | None:
    """Return what the rules said of it, so that the person is told what stands in the row."""
    return sent.outcome if isinstance(sent.outcome, Outcome) else None


def _mail(counter: Counter, way: Way, asking: Asking, sent: Submission) -> bool:
    """Hand over the e-mail that says that it has come; False where nobody asked for one."""
    to = next((asking.answers[page.id] for page in way.pages if isinstance(page, Email) and page.receipt), "")
    post_office, municipality = counter.mail, asking.content.municipality
    if post_office is None or not to:
        return False
    sender = post_office.server.sender
    return post_office.take(
        lambda: received_mail(
            str(to), sent.reference, sent.received_at, municipality, asking.words, sender=sender
        )
    )


def _submissions(counter: Counter, way: Way, asking: Asking, draft: Draft) -> tuple[Submission, ...]:
    now = counter.now
    reasons = []
    if now.timestamp() - draft["started"] < QUICK:
        reasons.append("quick")
    if request.form.get(TRAP):
        reasons.append("trap")
    sitting = Sitting(draft["id"], counter.secret, now, asking.words.language, review=tuple(reasons))
    return submissions_of(counter.form, way.pages, asking, sitting)
