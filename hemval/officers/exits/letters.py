"""Letters and reminders to those an exit touches: merged with the officer's own addresses, and kept nowhere.

The addresses wait in memory while the officer sees whom they do not fit; the letters go straight
back. That they were made is not that they were posted: that is an act of its own.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Flask, Response, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.handover.address_list import ROW_LIMIT, SIGN_LIMIT, AddressList, NotAnAddressList, read_addresses
from hemval.handover.exit_recipients import recipients
from hemval.handover.merged_letters import (
    IN_A_FILE,
    Meeting,
    ToWrite,
    lines_told,
    meeting,
)
from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, exit_at, letters_at, list_at, merge_at, plan_of, posted_at
from hemval.officers.exits.by_reason import Reference, reference
from hemval.officers.exits.ended import ended_page
from hemval.officers.exits.letters_sent import letters_sent, under_way
from hemval.officers.exits.looked import Looked, fetch, log_shown, look
from hemval.officers.exits.posted import KIND, LETTER, REMINDER, pile_of
from hemval.officers.exits.report import not_printed
from hemval.officers.exits.sent_in import Waiting
from hemval.officers.exits.told_days import told_otherwise
from hemval.officers.exits.uploaded import FIELD, ONE_LIST, uploaded_list
from hemval.officers.kept_in_memory import KeptInMemory
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.workplace import Workplace
from hemval.paper.font import FontMissing
from hemval.paper.personal import NotPrinted, Printers, PrintersBusy
from hemval.words import sentence
from hemval.words.dates import day_told

log = logging.getLogger(__name__)

LASTS = timedelta(minutes=15)
"""How long addresses wait: to see whom they do not fit, and to fetch the letters once more."""

AT_MOST = 5
"""Lists of addresses at once, of all officers: each may take tens of megabytes."""

SECONDS = 120
"""For a hundred letters: they take three, and a slow machine ten times as long."""

HEADINGS = (
    sentence("reference (heading)"),
    sentence("name (heading)"),
    sentence("address (heading)"),
    sentence("postcode (heading)"),
    sentence("town (heading)"),
)
"""A usual list of addresses."""

NO_FILE = sentence("Choose the file with the addresses.")
ASK_AGAIN = sentence("The addresses are kept for a quarter of an hour only. Send them in once more.")


@dataclass(frozen=True)
class SentAddresses:
    """Addresses for letters of a kind; ``repr`` shows nobody."""

    exit: str
    kind: str
    addresses: AddressList


AddressLists = KeptInMemory[SentAddresses]


def address_lists() -> AddressLists:
    """Make room for the lists."""
    return KeptInMemory(LASTS, AT_MOST)


def add_letters(app: Flask, workplace: Workplace, kept: AddressLists) -> None:
    """Add where addresses are sent in, whom they fit, and the letters themselves."""
    printers = Printers(at_once=1, seconds=SECONDS)
    waiting = Waiting(kept, "exit_meeting", letters_at, ASK_AGAIN)

    @app.route(letters_at("<exit_id>"), methods=["GET", "POST"])
    def exit_letters(exit_id: str) -> ResponseReturnValue:
        """Count whom to write to and ask for the addresses; lead on where they can be read."""
        fetch(workplace)
        one = look(workplace, exit_id)
        if one.end is not None:
            return ended_page(workplace, exit_id)
        if request.method != "POST":
            if not is_fresh(workplace):
                return ask_again("exit_letters", exit_id=exit_id)
            return _page(workplace, one)
        data = uploaded_list()
        kind = REMINDER if request.form.get(KIND) == REMINDER else LETTER
        if not _to_write(one, kind):
            return _page(workplace, one, WORDS.say("Nobody is to have such a letter now."), kind, status=409)
        if not data:
            return _page(workplace, one, WORDS.say(NO_FILE), kind, status=400)
        try:
            with ONE_LIST:
                addresses = read_addresses(data)
        except NotAnAddressList as error:
            return _page(workplace, one, WORDS.say(error.sentence, **error.values), kind, status=400)
        number = kept.keep(SentAddresses(exit_id, kind, addresses), g.officer, workplace.now)
        return waiting.seen_at(workplace, exit_id, number)

    @app.get(merge_at("<exit_id>", "<number>"))
    def exit_meeting(exit_id: str, number: str) -> ResponseReturnValue:
        """Say whom the addresses fit and whom not, by reference. Who is named is logged first."""
        one, sent = waiting.found(workplace, exit_id, number)
        return _meeting(workplace, one, sent, number)

    @app.post(merge_at("<exit_id>", "<number>"))
    def merge_letters(exit_id: str, number: str) -> ResponseReturnValue:
        """Send the letters: what they are about is logged by ids before they go, and nothing is kept."""
        one, sent = waiting.found(workplace, exit_id, number, acts=True)
        met = meeting(_to_write(one, sent.kind), sent.addresses).met
        if not met:
            return redirect(merge_at(exit_id, number), 303)
        try:
            return letters_sent(workplace, one, met, sent.addresses, printers, reminder=sent.kind == REMINDER)
        except PrintersBusy:
            return under_way(workplace, merge_at(exit_id, number))
        except (NotPrinted, FontMissing) as error:
            log.error("letters could not be printed: %s", type(error).__name__)
            return not_printed(workplace, merge_at(exit_id, number))


def _to_write(one: Looked, kind: str) -> tuple[ToWrite, ...]:
    reminder = kind == REMINDER
    return recipients(one.content, one.id, one.plans, one.today, reminder=reminder).to_write


def _page(
    workplace: Workplace, one: Looked, error: str = "", kind: str = "", *, status: int = 200
) -> Response:
    found = recipients(one.content, one.id, one.plans, one.today, reminder=False)
    letters, reminders = len(found.to_write), len(_to_write(one, REMINDER))
    piles = {each: pile_of(workplace, one, each) for each in (LETTER, REMINDER)}
    made = set(piles[LETTER].ids)
    late = _named(one, {each.reference: "" for each in found.too_late if each.id not in made})
    log_shown(workplace, one.id, (each.id for each in late))
    return workplace.answer(
        "exit_letters.html",
        workplace.view(WORDS.say("Letters and reminders"), EXITS, failed=bool(error)),
        status,
        back=exit_at(one.id),
        called=one.called,
        told_otherwise=told_otherwise(one),
        here=letters_at(one.id),
        list_href=list_at(one.id),
        field=FIELD,
        error=error,
        letters=letters,
        reminders=reminders,
        kind=kind or (LETTER if letters else REMINDER),
        first_day=day_told(one.exit.letters, WORDS) if workplace.now.date() < one.exit.letters else "",
        lost=sum(case.undeliverable_at is not None for case in one.present),
        held=len(one.present),
        late=late,
        # A last day to choose can be set only before the first last day of the exit.
        plan=plan_of(one.id) if one.today < _first_last_day(one) else "",
        piles=[
            (each, f"{posted_at(one.id)}?{KIND}={each}", len(its.ids))
            for each, its in piles.items()
            if its.waits
        ],
        minutes=LASTS.seconds // 60,
        sample=";".join(WORDS.say(heading) for heading in HEADINGS),
    )


def _first_last_day(one: Looked) -> date:
    return min(one.content.last_days(one.exit).values(), default=date.min)


def _meeting(workplace: Workplace, one: Looked, sent: SentAddresses, number: str) -> Response:
    found = meeting(_to_write(one, sent.kind), sent.addresses)
    without = _named(one, dict.fromkeys(found.without_address, ""))
    twice = _named(one, {each: lines_told(lines) for each, lines in found.twice.items()})
    too_long = _named(one, dict.fromkeys(found.too_long, ""))
    log_shown(workplace, one.id, (each.id for each in (*without, *too_long, *twice)))
    return workplace.answer(
        "exit_meeting.html",
        workplace.view(WORDS.say("Whom the addresses fit"), EXITS),
        back=letters_at(one.id),
        called=one.called,
        here=merge_at(one.id, number),
        count=len(found.met),
        all=_all_fit(found),
        without=without,
        too_long=too_long,
        twice=twice,
        rows=ROW_LIMIT,
        signs=SIGN_LIMIT,
        not_to_write=found.not_to_write,
        reminder=sent.kind == REMINDER,
        files=-(-len(found.met) // IN_A_FILE),
        in_a_file=IN_A_FILE,
        posted=f"{posted_at(one.id)}?{KIND}={sent.kind}",
        minutes=LASTS.seconds // 60,
    )


def _all_fit(found: Meeting) -> bool:
    return not (found.without_address or found.too_long or found.twice or found.not_to_write)


def _named(one: Looked, references: Mapping[str, str]) -> list[Reference]:
    ids = {case.reference: case.id for case in one.present}
    return [reference(one.id, ids[each], each, told) for each, told in references.items()]
