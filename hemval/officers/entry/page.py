"""Key in what came on paper, by telephone or at a visit."""

import re
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from flask import Flask, Response, abort, g, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from hemval.content.whole import Content
from hemval.forms.asked.asking import SERVICES_ASKED, Asking
from hemval.forms.definition import FormDefinition
from hemval.forms.paper.form import PaperForm
from hemval.forms.sent.reference import grouped, spelled
from hemval.forms.typed.cleaning import without_broken
from hemval.forms.typed.day import NotADay
from hemval.forms.typed.entry import Keyed, keyed, moment_received, on_paper
from hemval.forms.types.services import HELP_MISSING
from hemval.handover.told import CHANNELS, WORDS
from hemval.officers.across.flags import HOLDS_BACK
from hemval.officers.across.flags import TOLD as ACROSS_TOLD
from hemval.officers.address import CASES, ENTRY, act, case, entry_of, registered
from hemval.officers.case.masking import answers_told
from hemval.officers.case.told import about_told
from hemval.officers.entry.told import (
    Option,
    errors_by_field,
    fingerprint,
    problem_told,
    rows_of,
    without_question,
)
from hemval.officers.form_names import forms_in_order
from hemval.officers.lists.board import Board
from hemval.officers.workplace import Workplace
from hemval.queue.desk.rows import Opened
from hemval.queue.making import Sitting, submissions_of
from hemval.queue.submission import Channel, Submission
from hemval.web.same_site import token_is_right
from hemval.words.dates import language_told

DRAFT, CHANNEL, DAY, LANGUAGE, ANYWAY, TOLD = "_draft", "_channel", "_day", "_language", "_anyway", "_told"
ASKED = "_asked"
"""Fields around the form's own; no question's id has such a sign."""

KEYED_CHANNELS: tuple[Channel, ...] = ("paper", "phone", "visit")

REASONS = {
    "missing": "incomplete",
    "refused": "cannot-be-chosen",
    "beside": "beside-the-way",
    "stop": "form-stops",
}
"""Why an officer looks twice at what was registered all the same."""


@dataclass(frozen=True)
class Around:
    """How it came: what the officer says beside the form's own questions."""

    channel: Channel
    day: str
    """As it was keyed."""
    language: str
    received_at: datetime
    """Now, where the day cannot be read."""
    wrong: str = ""
    """What is wrong with the day."""


def add_entry(app: Flask, workplace: Workplace) -> None:
    """Add the list of forms, the form to key in, and the receipt."""

    @app.get(ENTRY)
    def forms_to_key_in() -> ResponseReturnValue:
        """List the forms."""
        published = workplace.published.snapshot()
        forms = [published.forms[form] for form in forms_in_order(published, ()) if form]
        listed = [(form.title.in_(WORDS.language), entry_of(form.id)) for form in forms]
        return workplace.answer("forms.html", workplace.view(WORDS.say("Register"), ENTRY), forms=listed)

    @app.route(f"{ENTRY}<form_id>/", methods=["GET", "POST"])
    def key_in(form_id: str) -> ResponseReturnValue:
        """Show the whole form, or take in what was keyed. The guard leaves a worn-out token to us."""
        if request.method != "POST":
            return _blank(workplace, form_id)
        if not token_is_right(request):
            told = WORDS.say("The page had been open for long. Press Register once more.")
            return shown_again(workplace, form_id, request.form, told)
        return _take(workplace, form_id, request.form)

    @app.get(f"{CASES}<row_id>/registrerad/")
    def registered_now(row_id: str) -> ResponseReturnValue:
        """Show the reference, as often as the officer likes; it is a look as any other."""
        first = workplace.desk.open_one(row_id, g.officer, workplace.now)
        one = first.submission
        rows = [one, *_sitting(workplace, first)]
        another = f"{entry_of(one.form)}?kanal={one.channel}&sprak={one.language}"
        if (day := one.received_at.astimezone(workplace.now.tzinfo).date()) != workplace.now.date():
            another += f"&dag={day.isoformat()}"
        return workplace.answer(
            "registered.html",
            workplace.view(WORDS.say("Registered"), ENTRY),
            reference=grouped(one.reference),
            spelled=spelled(one.reference, WORDS.say),
            rows=[_registered(row) for row in rows],
            review=any(row.review for row in rows),
            protect=_to_protect(workplace.board(), rows),
            another=another,
        )


def _sitting(workplace: Workplace, first: Opened) -> list[Submission]:
    """Return the other rows of what was registered in one go."""
    header, one = first.header, first.submission
    board = workplace.board()
    others = [board.rows[row].header for row in board.in_order(board.ties.references.get(one.reference, ()))]
    near = [
        other.id
        for other in others
        if other.id != header.id
        and not other.protected
        and (other.form, other.taken_in_at) == (header.form, header.taken_in_at)
    ]
    if not near:
        return []

    def is_its(other: Submission) -> bool:
        return other.reference == one.reference

    found = workplace.desk.find(near, is_its, header.id, g.officer, workplace.now)
    return [other.submission for other in found]


def _to_protect(board: Board, rows: list[Submission]) -> list[tuple[str, str, str, int]]:
    """List the cases whose person has a protected one: what to say, what to do, where to mark it, version."""
    told, advice = (WORDS.say(words) for words in ACROSS_TOLD[HOLDS_BACK])
    marked = [board.rows[row.id].header for row in rows if row.id in board.held]
    return [(told, advice, act(one.id, "skydda"), one.version) for one in marked]


def _registered(one: Submission) -> dict[str, object]:
    """Tell a row: what it is about where there are several, its address, its answers.

    The identity number is masked here too: the address is there for every case, for as long as it is kept.
    """
    return {
        "about": " – ".join(about_told(one)),
        "case": case(one.id),
        "answers": answers_told(one.asked, whole=False),
    }


def shown_again(
    workplace: Workplace, form_id: str, posted: MultiDict[str, str], told: str, status: int = 400
) -> Response:
    """Show what was keyed once more; nothing has been stored."""
    form, content = _form(workplace, form_id)
    around = _around(workplace, content, posted)
    paper, asking = _asked(form, content, around)
    return _page(workplace, paper, around, posted, keyed(paper, asking, posted), again=told, status=status)


def _blank(workplace: Workplace, form_id: str) -> Response:
    form, content = _form(workplace, form_id)
    asked = {CHANNEL: "kanal", DAY: "dag", LANGUAGE: "sprak"}
    given = MultiDict({name: request.args[arg] for name, arg in asked.items() if arg in request.args})
    around = _around(workplace, content, given)
    return _page(workplace, on_paper(form, _asking(content, around)), around, given, None)


def _take(workplace: Workplace, form_id: str, posted: MultiDict[str, str]) -> ResponseReturnValue:
    form, content = _form(workplace, form_id)
    around = _around(workplace, content, posted)
    paper, asking = _asked(form, content, around)
    said = keyed(paper, asking, posted)
    asked = fingerprint(rows_of(paper))
    if posted.get(ASKED, asked) != asked and not around.wrong:
        told = WORDS.say(
            "The questions became others: of the day, or since the page was opened. Look at them."
        )
        return _page(workplace, paper, around, posted, said, again=told, status=400)
    anyway = ANYWAY in posted and said.told <= set(posted.get(TOLD, "").split())
    if around.wrong or not said.readable or (said.problems and not anyway):
        return _page(workplace, paper, around, posted, said, status=400)
    submissions = _submissions(workplace, paper.form, asking, around, said, _draft(posted))
    workplace.desk.register(submissions, g.officer, workplace.now)
    return redirect(registered(submissions[0].id), 303)


def _submissions(
    workplace: Workplace, form: FormDefinition, asking: Asking, around: Around, said: Keyed, draft: str
) -> list[Submission]:
    kinds = {problem.kind for problem in said.problems}
    review = [reason for kind, reason in REASONS.items() if kind in kinds]
    if form.groups and SERVICES_ASKED in {
        problem.page for problem in said.problems if problem.kind == "missing"
    }:
        review.insert(0, HELP_MISSING)
    sitting = Sitting(
        draft_id=draft,
        secret=workplace.secret,
        received_at=around.received_at,
        language=around.language,
        channel=around.channel,
        review=tuple(review),
        beside=said.beside,
    )
    answered = replace(asking, answers=said.answers)
    return list(submissions_of(form, said.questions, answered, sitting))


def _page(
    workplace: Workplace,
    paper: PaperForm,
    around: Around,
    posted: MultiDict[str, str],
    said: Keyed | None,
    *,
    again: str = "",
    status: int = 200,
) -> Response:
    """Draw the form with all that was keyed; without ``said`` it is blank."""
    rows = rows_of(paper)
    problems = said.problems if said else ()
    asked_anyway = ANYWAY in posted
    summary = [(f"#{problem.field}", problem_told(problem, rows)) for problem in problems]
    if around.wrong and said:
        summary.insert(0, (f"#{DAY}", around.wrong))
    if again:
        summary = [("#register", again), *(("#register", told) for told in without_question(paper, posted))]
    form = paper.form
    languages = paper.asking.content.municipality.site.languages
    return workplace.answer(
        "entry.html",
        workplace.view(form.title.in_(WORDS.language), ENTRY, failed=bool(summary)),
        status,
        action=entry_of(form.id),
        back=ENTRY,
        continued=said is None and bool(posted),
        draft=_draft(posted),
        rows=rows,
        values=said.values if said else {},
        problems={} if again else errors_by_field(problems),
        summary=summary,
        around=around,
        day_wrong=around.wrong if said else "",
        channels=[Option(channel, WORDS.say(CHANNELS[channel])) for channel in KEYED_CHANNELS],
        languages=[Option(language, language_told(language, WORDS)) for language in languages],
        can_be_kept=bool(problems) and not again,
        must_correct=bool(said and not said.readable) or bool(around.wrong),
        anyway=asked_anyway,
        told=" ".join(sorted(said.told)) if said and not again else "",
        version=form.version,
        asked=fingerprint(rows),
    )


def _form(workplace: Workplace, form_id: str) -> tuple[FormDefinition, Content]:
    published = workplace.published.snapshot()
    if form_id not in published.forms:
        abort(404)
    return published.forms[form_id], published.content


def _asked(form: FormDefinition, content: Content, around: Around) -> tuple[PaperForm, Asking]:
    asking = _asking(content, around)
    return on_paper(form, asking), asking


def _asking(content: Content, around: Around) -> Asking:
    """Ask by the rules of the day it came, for what paper asks."""
    at = around.received_at
    return Asking(content, WORDS, at.date(), {}, at.time())


def _around(workplace: Workplace, content: Content, posted: MultiDict[str, str]) -> Around:
    now = workplace.now
    typed = without_broken(posted.get(DAY, now.date().isoformat()))
    channel = next((one for one in KEYED_CHANNELS if one == posted.get(CHANNEL)), KEYED_CHANNELS[0])
    languages = content.municipality.site.languages
    language = posted.get(LANGUAGE, "")
    if language not in languages:
        language = languages[0]
    try:
        return Around(channel, typed, language, moment_received(typed, now))
    except NotADay:
        wrong = WORDS.say(
            "Write the day when it came, such as %(day)s: today or earlier, at most a year ago",
            day=now.date().isoformat(),
        )
        return Around(channel, typed, language, now, wrong)


def _draft(posted: MultiDict[str, str]) -> str:
    """Return what makes a second press the same row; a new one for a new page."""
    given = posted.get(DRAFT, "")
    return given if re.fullmatch(r"[A-Za-z0-9_-]{22}", given) else secrets.token_urlsafe(16)
