"""One of those an exit touches: all that is known, and what an officer does about it."""

from collections.abc import Callable, Mapping

from flask import Flask, Response, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.forms.addresses import CHOICE
from hemval.forms.sent.reference import grouped
from hemval.handover.exit_told import not_appointed_told
from hemval.handover.told import WORDS
from hemval.officers.across.gist import Looked as Sought
from hemval.officers.address import EXITS, affected_at, case, exit_at
from hemval.officers.exits.affected_told import affected_told
from hemval.officers.exits.appointing import YES, to_appoint
from hemval.officers.exits.choices_told import can_appoint, choices_told
from hemval.officers.exits.looked import Looked, fetch, log_one, look, reads
from hemval.officers.exits.told_days import told_to
from hemval.officers.too_late import AFFECTED, too_late, was_pressed_before, who_did_what
from hemval.officers.workplace import Workplace
from hemval.queue.desk.audit import Act
from hemval.queue.desk.errors import AffectedChanged, CannotAppoint, ExitConfirmed, NoSuchAffected, NotTied
from hemval.queue.desk.exits.seen import Seen
from hemval.queue.desk.exits.settling import Appointed
from hemval.rules.exits.case import Case
from hemval.rules.exits.counting import is_contested
from hemval.words import sentence

BACK, ARRIVES, APPOINT, TIE, UNTIE = "aterkommet", "kommer-fram", "utse", "knyt", "lossa"

ACTS: dict[str, Act] = {
    BACK: "exit_undeliverable",
    ARRIVES: "exit_deliverable",
    APPOINT: "exit_appointed",
    TIE: "exit_tied",
    UNTIE: "exit_untied",
}
"""What the log calls them."""

DONE = {
    BACK: sentence("It is noted that the letter came back. No reminder is sent."),
    ARRIVES: sentence("The note that the letter came back is taken away."),
    APPOINT: sentence("The provider is appointed."),
    TIE: sentence("The choice is tied to the reference."),
    UNTIE: sentence("The choice is untied. It counts no more here."),
}


def add_one_affected(app: Flask, workplace: Workplace) -> None:
    """Add the page, and what is done on it."""
    names = ", ".join(f'"{name}"' for name in ACTS)

    @app.get(affected_at("<exit_id>", "<affected_id>"))
    def one_affected(exit_id: str, affected_id: str) -> ResponseReturnValue:
        """Show one of them. It is logged first."""
        fetch(workplace)
        return _page(workplace, look(workplace, exit_id), affected_id)

    @app.post(f"{affected_at('<exit_id>', '<affected_id>')}<any({names}):name>/")
    def change_affected(exit_id: str, affected_id: str, name: str) -> ResponseReturnValue:
        """Do it, unless another officer was first."""
        one = look(workplace, exit_id)
        if name == APPOINT and not request.form.get(YES):
            return _sure(workplace, one, affected_id)
        seen = Seen(exit_id, affected_id, request.form.get("seen", ""))
        try:
            _change(workplace, one, seen, name)
        except NoSuchAffected:
            abort(404)
        except CannotAppoint as error:
            told = not_appointed_told(str(error.values["reason"]))
            return _page(workplace, one, affected_id, told=told)
        except (AffectedChanged, NotTied, ExitConfirmed):
            again = was_pressed_before(workplace, affected_id, ACTS[name], AFFECTED)
            if not (again and _is_so(_now(workplace, seen), name)):
                told = who_did_what(workplace, [affected_id], AFFECTED)
                title, see = WORDS.say("Somebody else was first"), WORDS.say("See the reference as it is now")
                return too_late(workplace, title, EXITS, told, affected_at(exit_id, affected_id), see)
        flash(DONE[name])
        return redirect(affected_at(exit_id, affected_id), 303)


def _sure(workplace: Workplace, one: Looked, affected_id: str) -> Response:
    """Ask before anybody is appointed: it is no act that is undone."""
    found = one.case(affected_id)
    if found is None:
        abort(404)
    asked = to_appoint(workplace, one, found, f"{affected_at(one.id, affected_id)}{APPOINT}/")
    return _page(workplace, one, affected_id, told=asked) if isinstance(asked, str) else asked


def _change(workplace: Workplace, one: Looked, seen: Seen, name: str) -> None:
    exits, who, now = workplace.desk.exits, g.officer, workplace.now
    row, form = request.form.get("choice", ""), workplace.published.snapshot().forms.get(CHOICE)
    acts: dict[str, Callable[[], object]] = {
        BACK: lambda: exits.note(one.id, [seen.affected], "undeliverable", who, now, seen=seen),
        ARRIVES: lambda: exits.note(one.id, [seen.affected], "deliverable", who, now, seen=seen),
        APPOINT: lambda: exits.appoint(one.content, one.id, _appointed(seen), who, now, [seen]),
        TIE: lambda: exits.tie(row, seen.affected, form, one.content, who, now, seen, held=seen.affected),
        UNTIE: lambda: exits.untie(row, who, now, seen),
    }
    acts[name]()


def _now(workplace: Workplace, seen: Seen) -> Case | None:
    return next((one for one in workplace.desk.exits.read(seen.exit) if one.id == seen.affected), None)


def _is_so(found: Case | None, name: str) -> bool:
    """Say whether what was asked for is how it stands: the same act on something else is not done by that."""
    if found is None:
        return False
    row, tied = request.form.get("choice", ""), [one for one in found.choices if one.tied_at is not None]
    group, provider = request.form.get("group") or None, request.form.get("provider")
    settled = [one for one in found.settled if group in (None, one.group)]
    states = {
        BACK: found.undeliverable_at is not None,
        ARRIVES: found.undeliverable_at is None,
        APPOINT: bool(settled)
        and all((one.kind, one.provider) == ("appointed", provider) for one in settled),
        TIE: bool(tied) and max(tied, key=lambda one: str(one.tied_at)).submission == row,
        UNTIE: all(one.submission != row for one in found.choices),
    }
    return states[name]


def _appointed(seen: Seen) -> Appointed:
    group = request.form.get("group") or None
    return Appointed((seen.affected,), request.form["provider"], group)


def _names(workplace: Workplace, found: Case, here: Mapping[str, str]) -> dict[str, str]:
    """Open the choices that several people sent with one code: whoever calls must know whose each is.

    Only for who may read cases, and not of a protected person. It is logged before it is shown.
    """
    ids = [choice.submission for choice in found.choices if choice.submission in here]
    if not is_contested(found) or found.protected or not ids or not reads():
        return {}
    whose = Sought.of(workplace.published.snapshot().forms.get(CHOICE)).whose
    seen = workplace.desk.open_all(ids, g.officer, "list", workplace.now)
    return {each.header.id: str(each.submission.answers.get(whose) or "") for each in seen.opened}


def _page(workplace: Workplace, one: Looked, affected_id: str, *, told: str = "") -> Response:
    found = one.case(affected_id)
    if found is None:
        abort(404)
    log_one(workplace, one.id, found)
    rows = workplace.board().rows
    here = {row: grouped(known.gist.reference) if known.gist else "" for row, known in rows.items()}
    open_here = one.end is None and found.gone_at is None and not found.lost
    return workplace.answer(
        "exit_affected.html",
        workplace.view(WORDS.say("One of those affected"), EXITS, failed=bool(told)),
        400 if told else 200,
        back=exit_at(one.id),
        called=one.called,
        here=affected_at(one.id, found.id),
        one=affected_told(one, found, reads=reads()),
        told_otherwise=told_to(one, found),
        choices=choices_told(one, found, here, _names(workplace, found, here), reads=reads()),
        case=case,
        appointing=can_appoint(one, found, workplace.now.date()) if open_here else [],
        to_change=open_here,
        ended=one.end is not None,
        wrong=told,
        picked=request.form.get("provider", ""),
        group=request.form.get("group", ""),
    )
