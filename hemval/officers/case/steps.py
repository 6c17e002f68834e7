"""The buttons of a case: bring it on, take the last step back, mark protected personal data."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.handover.told import WORDS
from hemval.officers.across.same_person import others_of_person
from hemval.officers.address import CASES, act, case
from hemval.officers.case.walk import LIST, go_on, is_settled_now, walk_now
from hemval.officers.too_late import too_late, was_pressed_before, who_did_what
from hemval.officers.waiting.told import gives_place, queues_for
from hemval.officers.workplace import Workplace
from hemval.queue.desk.audit import Act
from hemval.queue.desk.errors import ChangedByAnother, StepRefused
from hemval.queue.desk.steps import STEPS
from hemval.queue.desk.tables import Header, State
from hemval.words import sentence


@dataclass(frozen=True)
class Button:
    """A step as an officer sees it."""

    name: str
    """The last part of its address."""
    to: State
    act: Act
    """What the log calls it."""
    label: str
    when: str
    """When to press it."""
    done: str
    """What is said afterwards."""


QUEUE = "stall-i-ko"
PROVIDER = "utforare"
"""The field that says whose queue it is."""

BUTTONS = (
    Button(
        "ta-over",
        "taken_over",
        "take_over",
        sentence("Mark as taken over"),
        sentence("It stands in the case system. It then leaves the new ones."),
        sentence("The case is marked as taken over by you."),
    ),
    Button(
        QUEUE,
        "queued",
        "queue",
        sentence("Put in the queue"),
        sentence("Press here if the provider has no room and the person wants to wait."),
        sentence("The case is in the queue. The waiting lists show where it stands."),
    ),
    Button(
        "invanta",
        "awaiting",
        "await",
        sentence("Wait for an answer"),
        sentence("You have called or written, and need to know more."),
        sentence("The case waits for an answer."),
    ),
    Button(
        "ta-tillbaka",
        "withdrawn",
        "withdraw",
        sentence("Mark as withdrawn"),
        sentence("The person has taken it back, and you have made sure that it was the person."),
        sentence("The case is marked as withdrawn."),
    ),
    Button(
        "avsluta",
        "closed",
        "close",
        sentence("Close without registering"),
        sentence("Nothing is to be put into the case system, for example when it came in twice."),
        sentence("The case is closed."),
    ),
)

ENDS_A_LOOK = frozenset(button.act for button in BUTTONS)
"""What leads on to the next. To undo does not, nor to protect: then the person's other cases are shown."""


def steps_of(header: Header, *, queues: bool) -> tuple[Button, ...]:
    """Return the buttons that lead out of a case's state, the commonest first.

    ``queues`` says whether there is a provider in whose queue it can wait.
    """
    possible = (button for button in BUTTONS if button.to in STEPS[header.state])
    return tuple(button for button in possible if queues or button.to != "queued")


def add_steps(app: Flask, workplace: Workplace) -> None:
    """Add where the buttons post to."""
    buttons = {button.name: button for button in BUTTONS}
    names = ", ".join(f'"{name}"' for name in buttons)

    @app.post(f"{CASES}<row_id>/<any({names}):name>/")
    def step(row_id: str, name: str) -> ResponseReturnValue:
        """Bring a case to another state, unless another officer has changed it meanwhile."""
        button = buttons[name]

        def taken(version: int) -> None:
            if button.to == "taken_over":
                content = workplace.content
                workplace.desk.take_over(row_id, version, g.officer, workplace.now, content)
            else:
                provider = _queue(workplace, row_id) if button.to == "queued" else ""
                older = gives_place(workplace.board(), row_id, provider) if provider else ()
                workplace.desk.step(row_id, version, button.to, g.officer, workplace.now, provider, older)

        return _done(workplace, row_id, button.act, taken, button.done)

    @app.post(act("<row_id>", "angra"))
    def undo(row_id: str) -> ResponseReturnValue:
        """Take the last step back."""

        def undone(version: int) -> None:
            workplace.desk.undo(row_id, version, g.officer, workplace.now)

        return _done(workplace, row_id, "undo", undone, sentence("The last step is undone."))

    @app.post(f'{CASES}<row_id>/<any(skydda, "visa-igen"):name>/')
    def protect(row_id: str, name: str) -> ResponseReturnValue:
        """Mark protected personal data, or take the mark away."""
        on = name == "skydda"

        def marked(version: int) -> None:
            beside = others_of_person(workplace.board(), row_id)
            workplace.desk.protect(row_id, version, g.officer, workplace.now, on=on, beside=beside)

        told = sentence("The case is in no list and no file from now on. Handle it by phone.")
        shown = sentence("The case is in the lists again.")
        return _done(workplace, row_id, "protect" if on else "unprotect", marked, told if on else shown)


def _queue(workplace: Workplace, row_id: str) -> str:
    """Return whose queue was chosen: one that the person wishes for, and no other."""
    known = workplace.board().rows.get(row_id)
    wished = dict(queues_for(known, workplace.content, workplace.now.date()))
    provider = request.form.get(PROVIDER, "")
    return provider if provider in wished else abort(400)


def _done(
    workplace: Workplace, row_id: str, act: Act, change: Callable[[int], None], told: str
) -> ResponseReturnValue:
    """Change a case that the officer saw in this version, and lead back to it.

    A second press of the same button finds it done: that is no conflict. Another button of a page that is
    older than the last change is one, whoever made that.
    """
    version = request.form.get("version", "")
    if not (version.isascii() and version.isdigit() and len(version) < 9):
        abort(400)
    leads_to = _leads_to(workplace, row_id, act)
    try:
        change(int(version))
    except StepRefused:
        abort(400)
    except ChangedByAnother as first:
        if not was_pressed_before(workplace, row_id, act):
            return _conflict(workplace, row_id, first)
    flash(told)
    return redirect(leads_to(), 303)


def _leads_to(workplace: Workplace, row_id: str, act: Act) -> Callable[[], str]:
    """Return what says where to go when the case is changed: what stood after it in a list is known before.

    To itself, for who opened it by itself, and where something is left to read or to do on its page.
    """
    if LIST not in request.args:
        return lambda: case(row_id)
    board = workplace.board()
    one = board.rows.get(row_id)
    walk = walk_now(board, one.header) if one is not None else None
    if walk is None:
        return lambda: case(row_id)
    if act not in ENDS_A_LOOK or (act == "take_over" and is_settled_now(one)):
        return lambda: case(row_id) + walk.asked
    return lambda: go_on(walk, next(each for each in workplace.desk.list_all() if each.id == row_id))


def _conflict(workplace: Workplace, row_id: str, first: ChangedByAnother) -> Response:
    title = WORDS.say("Another officer was first")
    if first.values["who"] == g.officer:
        title = WORDS.say("The case has changed")
    told, see_told = who_did_what(workplace, [row_id]), WORDS.say("See the case as it is now")
    return too_late(workplace, title, CASES, told, case(row_id), see_told)
