"""Choices of those whose provider stops that no code ties: an officer finds out whose each is."""

from dataclasses import dataclass, replace

from flask import Flask, Response, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.forms.addresses import CHOICE
from hemval.forms.asked.asking import is_given
from hemval.forms.sent.judging import AREA, TODAY
from hemval.forms.sent.reference import NotAReference, grouped, normalise
from hemval.handover.exit_told import provider_told
from hemval.handover.told import WORDS, channel_told
from hemval.officers.across.gist import Looked as LookedAt
from hemval.officers.across.overview import Known
from hemval.officers.address import EXITS, affected_at, apart_at, case, exit_at, loose_of, tie_at
from hemval.officers.exits.affected_told import affected_told
from hemval.officers.exits.listed_told import area_called, differs_told
from hemval.officers.exits.looked import Looked, fetch, log_one, log_shown, look, reads
from hemval.officers.exits.loose_choices import apart_in, found_by, is_of_here, loose_in
from hemval.officers.exits.sought import sought, typed_in
from hemval.officers.lists.paging import part_of, shown
from hemval.officers.too_late import AFFECTED, too_late, was_pressed_before, who_did_what
from hemval.officers.workplace import Workplace
from hemval.queue.desk.errors import AffectedChanged, ExitConfirmed, NoSuchAffected, NoSuchRow, SealBroken
from hemval.queue.desk.exits.seen import Seen
from hemval.queue.desk.rows import Opened
from hemval.rules.exits.case import Case
from hemval.words import sentence
from hemval.words.dates import joined, moment_told

TIED = sentence("The choice is tied to the reference.")
APART = sentence("It is noted that the choice is of nobody on the list.")
BACK = sentence("The choice is among those without a code again.")
SHOW = "visa"
"""Asks in the address for those that are of nobody on the list."""


@dataclass(frozen=True)
class ChoiceLine:
    """A choice; of a protected or damaged one, and for who may open none, nothing but that it is there."""

    id: str
    tie: str
    case: str
    received: str
    reference: str = ""
    name: str = ""
    today: str = ""
    today_id: str = ""
    wishes: str = ""
    area: str = ""
    """The area that it names, by id."""
    channel: str = ""
    protected: bool = False
    closed: bool = False
    """Whether this officer may not see what it says."""


def add_loose_choices(app: Flask, workplace: Workplace) -> None:
    """Add the list of them, the search among them, and what ties one."""

    @app.get(loose_of("<exit_id>"))
    def loose_choices(exit_id: str) -> ResponseReturnValue:
        """Show those that no code ties. Who is shown is logged first."""
        fetch(workplace)
        return _list(workplace, look(workplace, exit_id))

    @app.post(loose_of("<exit_id>"))
    def find_choice(exit_id: str) -> ResponseReturnValue:
        """Lead to the choice with a reference; who reads cases finds also what names another provider."""
        one, wrote = look(workplace, exit_id), typed_in(request.form)
        row = _row_of(workplace, one, wrote)
        if row is not None:
            # Where it leads tells that there is one, whether the page is fetched or not.
            log_shown(workplace, exit_id, [row])
            return redirect(tie_at(exit_id, row), 303)
        return _list(workplace, one, wrote=wrote, nobody=True)

    @app.get(tie_at("<exit_id>", "<row_id>"))
    def to_tie(exit_id: str, row_id: str) -> ResponseReturnValue:
        """Ask whose a choice is."""
        return _choice(workplace, look(workplace, exit_id), row_id)

    @app.post(apart_at("<exit_id>", "<row_id>"))
    def choice_apart(exit_id: str, row_id: str) -> ResponseReturnValue:
        """Say that it is of nobody on the list, or take that back; nothing where it stands so already."""
        one = look(workplace, exit_id)
        exits, on = workplace.desk.exits, "back" not in request.form
        if not is_of_here(workplace, one, row_id):
            # Of another exit it may well be: its officers say so there.
            return redirect(tie_at(exit_id, row_id), 303)
        try:
            if (row_id in exits.apart(exit_id)) is not on:
                exits.set_apart(exit_id, row_id, g.officer, workplace.now, on=on)
        except NoSuchRow:
            abort(404)
        except (AffectedChanged, ExitConfirmed):
            return redirect(tie_at(exit_id, row_id), 303)
        flash(APART if on else BACK)
        return redirect(tie_at(exit_id, row_id), 303)

    @app.post(tie_at("<exit_id>", "<row_id>"))
    def tie_choice(exit_id: str, row_id: str) -> ResponseReturnValue:
        """Show both sides beside each other, and tie them when that is pressed."""
        one = look(workplace, exit_id)
        if "affected" in request.form:
            return _tie(workplace, one, row_id)
        wrote = typed_in(request.form)
        found = sought(one, wrote)
        if found is None or found.gone_at is not None:
            return _choice(workplace, one, row_id, wrote=wrote, nobody=True)
        return _choice(workplace, one, row_id, other=found)


def _row_of(workplace: Workplace, one: Looked, wrote: str) -> str | None:
    try:
        reference = normalise(wrote)
    except NotAReference:
        return None
    found = (known for known in found_by(workplace, one) if known.gist and known.gist.reference == reference)
    return next((known.header.id for known in found), None)


def _list(workplace: Workplace, one: Looked, *, wrote: str = "", nobody: bool = False) -> Response:
    apart, shows_apart = apart_in(workplace, one), request.args.get(SHOW) == "horinte"
    found = apart if shows_apart else loose_in(workplace, one)
    part = part_of(len(found), request.args.get("sida", ""))
    at = loose_of(one.id)
    asked = f"{SHOW}=horinte&" if shows_apart else ""
    return workplace.answer(
        "exit_loose.html",
        workplace.view(WORDS.say("Choices without a code"), EXITS, failed=nobody),
        400 if nobody else 200,
        back=at if shows_apart else exit_at(one.id),
        here=at,
        shows_apart=shows_apart,
        apart=len(apart),
        apart_href=f"{at}?{SHOW}=horinte",
        called=one.called,
        lines=_lines(workplace, one, found[part.span]),
        part=part,
        shown=shown(part),
        before=f"{at}?{asked}sida={part.number - 1}" if part.number > 1 else "",
        after=f"{at}?{asked}sida={part.number + 1}" if part.number < part.pages else "",
        wrote=wrote,
        nobody=nobody,
        ended=one.end is not None,
    )


def _lines(workplace: Workplace, one: Looked, found: list[Known]) -> list[ChoiceLine]:
    """Tell some choices; those that are opened are logged first."""
    ids = [known.header.id for known in found if reads() and not known.header.protected]
    seen = workplace.desk.open_all(ids, g.officer, "list", workplace.now) if ids else None
    opened = {each.header.id: each for each in seen.opened} if seen else {}
    forms = workplace.published.snapshot().forms
    whose = LookedAt.of(forms.get(CHOICE)).whose
    lines = [_line(one, known, opened.get(known.header.id), whose) for known in found]
    if reads():
        return lines
    # The reference is all that a co-ordinator and an officer can both call it by.
    log_shown(workplace, one.id, (known.header.id for known in found))
    return [
        replace(
            line, closed=True, protected=False, reference=grouped(known.gist.reference if known.gist else "")
        )
        for line, known in zip(lines, found, strict=True)
    ]


def _line(one: Looked, known: Known, opened: Opened | None, whose: str) -> ChoiceLine:
    header, gist = known.header, known.gist
    received = moment_told(header.received_at, WORDS)
    if opened is None or gist is None:
        return ChoiceLine(
            header.id, tie_at(one.id, header.id), case(header.id), received, protected=header.protected
        )
    said = opened.submission
    today = str(gist.answers[TODAY]) if is_given(gist.answers.get(TODAY)) else ""
    return ChoiceLine(
        id=header.id,
        tie=tie_at(one.id, header.id),
        case=case(header.id),
        received=received,
        reference=grouped(said.reference),
        name=str(said.answers.get(whose) or ""),
        today=provider_told(today or None, one.content),
        today_id=today,
        area=str(said.answers.get(AREA) or ""),
        wishes=joined([provider_told(each, one.content) for each in gist.wished], WORDS),
        channel=channel_told(said.channel),
    )


def _choice(
    workplace: Workplace, one: Looked, row_id: str, *, wrote: str = "", nobody: bool = False,
    other: Case | None = None,
) -> ResponseReturnValue:  # fmt: skip
    known = next((each for each in found_by(workplace, one) if each.header.id == row_id), None)
    if known is None:
        tied = next((each for each in one.cases for mine in each.choices if mine.submission == row_id), None)
        if tied is not None:
            log_one(workplace, one.id, tied)
            return redirect(affected_at(one.id, tied.id), 303)
        abort(404)
    if other is not None:
        log_one(workplace, one.id, other)
    (line,) = _lines(workplace, one, [known])
    return workplace.answer(
        "exit_tie.html",
        workplace.view(WORDS.say("Whose choice is it?"), EXITS, failed=nobody),
        400 if nobody else 200,
        back=loose_of(one.id),
        here=tie_at(one.id, row_id),
        called=one.called,
        line=line,
        held=workplace.desk.exits.holder(row_id),
        apart=row_id in workplace.desk.exits.apart(one.id),
        apart_here=apart_at(one.id, row_id) if is_of_here(workplace, one, row_id) else "",
        other=affected_told(one, other, reads=reads()) if other is not None else None,
        differs=(
            differs_told(line.area, line.today_id, known.header.received_at, other.affected, one.content)
            if other is not None
            else []
        ),
        area=area_called(line.area, one.content),
        wrote=wrote,
        nobody=nobody,
        ended=one.end is not None,
    )


def _tie(workplace: Workplace, one: Looked, row_id: str) -> ResponseReturnValue:
    affected_id, published = request.form["affected"], workplace.published.snapshot()
    if not (
        reads()
        or any(known.header.id == row_id for known in loose_in(workplace, one))
        or any(mine.submission == row_id for case in one.cases for mine in case.choices)
    ):
        abort(404)
    seen = Seen(one.id, affected_id, request.form.get("seen", ""))
    form, held = published.forms.get(CHOICE), request.form.get("held", "")
    try:
        workplace.desk.exits.tie(row_id, affected_id, form, one.content, g.officer, workplace.now, seen, held)
    except (NoSuchAffected, NoSuchRow, SealBroken):
        abort(404)
    except (AffectedChanged, ExitConfirmed):
        again = was_pressed_before(workplace, affected_id, "exit_tied", AFFECTED)
        if not (again and workplace.desk.exits.holder(row_id) == affected_id):
            told = who_did_what(workplace, [affected_id], AFFECTED)
            title, see = (
                WORDS.say("Somebody else was first"),
                WORDS.say("See the choice and the reference anew"),
            )
            return too_late(workplace, title, EXITS, told, tie_at(one.id, row_id), see)
    flash(TIED)
    return redirect(affected_at(one.id, affected_id), 303)
