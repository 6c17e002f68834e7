"""One case, open: everything that was sent, what the rules say, and what can be done next."""

from datetime import date

from flask import Flask, g
from flask.typing import ResponseReturnValue

from hemval.forms.sent.reference import grouped
from hemval.handover.told import WORDS, form_called
from hemval.officers.across.same_person import PROTECT_TOO
from hemval.officers.address import CASES, act, list_of
from hemval.officers.case.at_exit import exit_flags, place_in_exit
from hemval.officers.case.copied import text_to_copy
from hemval.officers.case.masking import answers_told, holds_number
from hemval.officers.case.proposed_change import proposed_change
from hemval.officers.case.related import asks_for_reference, related
from hemval.officers.case.rules_told import rules_told
from hemval.officers.case.steps import steps_of
from hemval.officers.case.told import cells_of, circumstances, flags_with_advice, on_the_line, state_told
from hemval.officers.case.walk import next_new, walk_now
from hemval.officers.form_names import is_choice
from hemval.officers.purge.told import danger_told, deletion_told
from hemval.officers.waiting.told import queues_for
from hemval.officers.workplace import Workplace
from hemval.queue.desk.audit import Act
from hemval.queue.desk.errors import SealBroken
from hemval.queue.desk.log_reading import Done
from hemval.queue.desk.steps import can_undo
from hemval.queue.desk.tables import Header

MARKED: tuple[Act, ...] = ("protect",)

NUMBER = "personnummer"
"""The last part of the address that shows an identity number."""


def add_one_case(app: Flask, workplace: Workplace) -> None:
    """Add the page of one case."""

    @app.get(f"{CASES}<row_id>/")
    def opened(row_id: str) -> ResponseReturnValue:
        """Show everything a citizen sent but the identity number. The look is logged before it happens."""
        return _page(workplace, row_id)

    @app.post(act("<row_id>", NUMBER))
    def identity_number(row_id: str) -> ResponseReturnValue:
        """Show the identity number too, on this answer only. That is logged by itself."""
        return _page(workplace, row_id, whole=True)


def _page(workplace: Workplace, row_id: str, *, whole: bool = False) -> ResponseReturnValue:
    try:
        one = workplace.desk.open_one(row_id, g.officer, workplace.now, "number" if whole else "open")
    except SealBroken:
        view = workplace.view(WORDS.say("This case cannot be opened"), CASES, failed=True)
        return workplace.answer("damaged.html", view, row_id=row_id)
    published = workplace.published.snapshot()
    form, reference = one.header.form, grouped(one.submission.reference)
    choice = is_choice(form, published)
    rules = rules_told(one, workplace.content)
    called = form_called(form, published)
    board = workplace.board()
    kept_days, today = board.kept_days, board.today
    walk = walk_now(board, one.header)
    asked_with = walk.asked if walk else ""
    queues = queues_for(board.rows.get(row_id), workplace.content, today)
    asked = one.submission.asked
    answers = answers_told(asked, whole=whole)
    around = circumstances(one, called)
    reference_told = (WORDS.say("Reference"), reference)
    return workplace.answer(
        "case.html",
        workplace.view(f"{called} {reference}"),
        gist=[cell for cell in cells_of(one, on_the_line(published.forms.get(form), [one])) if cell],
        answers=answers,
        copied=text_to_copy(
            one.submission, published.forms.get(form), answers, rules, (reference_told, *around[:2])
        ),
        masked=holds_number(asked) and not whole,
        number=act(row_id, NUMBER) + asked_with,
        circumstances=around,
        flags=[
            *danger_told(one.header, kept_days, today),
            *flags_with_advice(one, of_choice=choice),
            *rules.flags,
            *exit_flags(workplace, one, rules.now),
        ],
        at_exit=place_in_exit(workplace, one),
        related=related(workplace, one, board, published),
        choice=choice,
        back=list_of(form) + (f"&visa={walk.tab}" if walk else ""),
        asks_for_reference=asks_for_reference(form, published),
        rules=rules,
        proposed=proposed_change(one.submission, published),
        state=state_told(
            one.header,
            when=True,
            marked=_marked(workplace, one.header),
            replaced=board.chains.is_replaced(one.header),
        ),
        goes=_goes(workplace, one.header, kept_days, today),
        header=one.header,
        steps=steps_of(one.header, queues=bool(queues)),
        queues=queues,
        can_undo=can_undo(one.header, workplace.now),
        walk=walk,
        next_case=walk.address if walk else next_new(board, one.header),
        act=lambda name: act(row_id, name) + asked_with,
        protect_too=act(row_id, PROTECT_TOO) + asked_with,
    )


def _goes(workplace: Workplace, header: Header, kept_days: int, today: date) -> str:
    """Say when the case is deleted; not while an exit waits for an officer to say whose it is."""
    told = deletion_told(header, kept_days, today)
    if told and workplace.awaited([header]):
        return WORDS.say(
            "Not deleted yet: the person has a provider that stops, and nobody has said whose the choice is."
        )
    return told


def _marked(workplace: Workplace, header: Header) -> Done | None:
    return workplace.desk.log.last_of([header.id], MARKED) if header.protected else None
