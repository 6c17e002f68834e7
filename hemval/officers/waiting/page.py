"""The providers' waiting lists: how many wait, in which order and why, and who is offered room."""

from collections.abc import Sequence

from flask import Flask, Response, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.forms.sent.reference import grouped
from hemval.handover.told import WORDS
from hemval.officers.across.gist import Looked
from hemval.officers.address import WAITING, case, waiting_at
from hemval.officers.permissions import may
from hemval.officers.too_late import too_late, was_pressed_before, who_did_what
from hemval.officers.waiting.told import Last, counted, last_told, place_lines, replaced, waiting_now
from hemval.officers.workplace import Workplace
from hemval.queue.desk.audit import Act
from hemval.queue.desk.errors import ChangedByAnother, NotNext, PlaceChanged, StepRefused
from hemval.queue.desk.rows import Opened
from hemval.queue.desk.steps import UNDOABLE
from hemval.queue.desk.waiting_places import Queued, next_offered, order_of
from hemval.words import sentence

OFFER, TAKE_BACK, YES, NO = "erbjud", "angra-erbjudande", "tackade-ja", "tackade-nej"
MOVE, MOVE_BACK, UNDO = "flytta", "angra-flytt", "angra"

DONE = {
    OFFER: sentence("It is noted that room was offered. The place is kept until you note the answer."),
    TAKE_BACK: sentence("The offer is taken back."),
    YES: sentence("The case is marked as taken over by you. Now put it into the case system."),
    NO: sentence("The case is marked as withdrawn. The next in the queue can be offered room."),
    MOVE: sentence("The order is changed. The reason stands in the list."),
    MOVE_BACK: sentence("The move is taken back. The place is what it was before it."),
    UNDO: sentence("The answer is undone. The case stands in the queue again."),
}

HANDED_ON = sentence(
    "The case is marked as taken over by you. Tell an officer, who puts it into the case system."
)
"""What is said of a yes to whoever may not open the case."""

ACTS: dict[str, Act] = {
    OFFER: "offer_room",
    TAKE_BACK: "offer_undone",
    YES: "take_over",
    NO: "withdraw",
    MOVE: "move_ahead",
    MOVE_BACK: "move_undone",
    UNDO: "undo",
}
"""What the log calls them."""

LONGEST = 500
"""Characters of a reason."""


def add_waiting(app: Flask, workplace: Workplace) -> None:
    """Add the list of queues, one queue, and what is done in it."""
    names = ", ".join(f'"{name}"' for name in DONE)

    @app.get(WAITING)
    def waiting_lists() -> ResponseReturnValue:
        """Count those who wait at each provider. Nothing of them is shown."""
        up_to_date = workplace.take_in()
        queued = waiting_now(workplace)
        content = workplace.published.snapshot().content
        return workplace.answer(
            "waiting_lists.html",
            workplace.view(WORDS.say("Waiting lists"), WAITING),
            up_to_date=up_to_date,
            providers=[
                (name, waiting_at(identity), number, offered)
                for identity, name, number, offered in counted(queued, content, workplace.now.date())
            ],
            lost=[case(one.header.id) for one in queued if not one.provider],
        )

    @app.get(waiting_at("<provider_id>"))
    def waiting_list(provider_id: str) -> ResponseReturnValue:
        """Show one queue in order. Who is shown in it is logged first."""
        workplace.take_in()
        return _list(workplace, provider_id)

    @app.post(f"{waiting_at('<provider_id>')}<row_id>/<any({names}):name>/")
    def change_place(provider_id: str, row_id: str, name: str) -> ResponseReturnValue:
        """Offer room, note the answer, or change the order, unless another officer was first."""
        reason = " ".join(request.form.get("reason", "").split())
        if name == MOVE and not 0 < len(reason) <= LONGEST:
            return _list(workplace, provider_id, unreasoned=row_id, status=400)
        try:
            _change(workplace, provider_id, row_id, name, reason)
        except (PlaceChanged, NotNext, ChangedByAnother, StepRefused) as error:
            if not was_pressed_before(workplace, row_id, ACTS[name]):
                return _conflict(workplace, provider_id, row_id, of_all=isinstance(error, NotNext))
        flash(_done(workplace, row_id, name))
        return redirect(waiting_at(provider_id), 303)


def _done(workplace: Workplace, row_id: str, name: str) -> str:
    """Say what was done, and to which case; not which where its person is protected."""
    told = WORDS.say(HANDED_ON if name == YES and not may("step", g.roles) else DONE[name])
    known = workplace.board().rows.get(row_id)
    if known is None or known.gist is None or known.header.protected:
        return told
    return f"{grouped(known.gist.reference)}: {told}"


def _change(workplace: Workplace, provider_id: str, row_id: str, name: str, reason: str) -> None:
    desk, who, now, seen = workplace.desk, g.officer, workplace.now, request.form.get("seen", "")
    if name == OFFER:
        desk.offer_room(row_id, seen, who, now, replaced(workplace))
    elif name == TAKE_BACK:
        desk.take_offer_back(row_id, seen, who, now)
    elif name == MOVE_BACK:
        desk.take_move_back(row_id, seen, who, now)
    elif name == MOVE:
        desk.move_ahead(row_id, seen, request.form.get("ahead_of", ""), reason, who, now)
    elif name == UNDO:
        # Of what left this queue alone: no other step is theirs to undo who look after the queues.
        if row_id not in [one.header.id for one in _left(workplace, provider_id)]:
            raise PlaceChanged(row=row_id)
        desk.undo(row_id, _version(), who, now)
    elif name == YES:
        desk.accept_room(row_id, _version(), who, now, workplace.content)
    else:
        desk.step(row_id, _version(), "withdrawn", who, now)


def _left(workplace: Workplace, provider_id: str) -> list[Queued]:
    """List those who left the queue lately enough to come back, the last one last."""
    left = workplace.desk.left_queue(workplace.now - UNDOABLE)
    return sorted((one for one in left if one.provider == provider_id), key=lambda one: one.left_at)


def _version() -> int:
    version = request.form.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 9):
        abort(400)
    return int(version)


def _conflict(workplace: Workplace, provider_id: str, row_id: str, *, of_all: bool) -> Response:
    """Say who was first. Whose turn it is can have become another's by what was done to any of the queue."""
    queued = [one.header.id for one in workplace.desk.queued() if one.provider == provider_id]
    told = who_did_what(workplace, [row_id, *(queued if of_all else ())], since=g.signed_in_at)
    title, see_told = WORDS.say("The queue has changed"), WORDS.say("See the queue as it is now")
    return too_late(workplace, title, WAITING, told, waiting_at(provider_id), see_told)


def _list(
    workplace: Workplace, provider_id: str, *, unreasoned: str = "", status: int = 200
) -> ResponseReturnValue:
    content = workplace.published.snapshot().content
    queued = [one for one in waiting_now(workplace) if one.provider == provider_id]
    provider = content.providers.get(provider_id)
    if provider is None and not queued:
        abort(404)
    left = _left(workplace, provider_id)[-1:]
    shown = [one.header.id for one in (*queued, *left) if not one.header.protected]
    seen = workplace.desk.open_all(shown, g.officer, "queue_seen", workplace.now) if shown else None
    opened = seen.opened if seen else ()
    called = provider.name if provider else provider_id
    return workplace.answer(
        "waiting_list.html",
        workplace.view(WORDS.say("Queue to %(name)s", name=called), WAITING, failed=bool(unreasoned)),
        status,
        back=WAITING,
        at=waiting_at(provider_id),
        case=case,
        lines=place_lines(
            order_of(queued),
            queued,
            opened,
            _names(workplace, opened),
            next_offered(queued),
            workplace.now.date(),
        ),
        last=_last(left, opened),
        unreasoned=unreasoned,
        longest=LONGEST,
        typed=request.form.get("reason", "") if unreasoned else "",
    )


def _last(left: Sequence[Queued], opened: Sequence[Opened]) -> Last | None:
    references = {one.header.id: one.submission.reference for one in opened}
    return next((last_told(one.header, references.get(one.header.id, "")) for one in left), None)


def _names(workplace: Workplace, opened: Sequence[Opened]) -> dict[str, str]:
    """Return the person's name of each row that is shown, as it was written."""
    forms = workplace.published.snapshot().forms
    named = {one.header.id: Looked.of(forms.get(one.header.form)).whose for one in opened}
    return {one.header.id: str(one.submission.answers.get(named[one.header.id]) or "") for one in opened}
