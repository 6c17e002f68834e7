"""An entry of the log in plain Swedish: when, who, what, and with how many rows. Never what a row holds."""

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from hemval.handover.told import WORDS, sortable
from hemval.officers.log.filter import ROW_ID, address_of_rows
from hemval.officers.permissions import CALLED
from hemval.queue.desk.audit import Act, Entry
from hemval.queue.desk.batch_files import BATCH
from hemval.queue.desk.exits.noting import DEADLINE, KIND, LAST_DAY
from hemval.queue.desk.exits.sealed import EXIT
from hemval.queue.times import from_text
from hemval.words import sentence

ACTS: dict[Act, str] = {
    "take_in": sentence("fetched what had been sent"),
    "register": sentence("registered"),
    "list": sentence("saw in the list"),
    "queue_seen": sentence("saw in the queue"),
    "open": sentence("opened"),
    "find": sentence("looked for what belongs together"),
    "number": sentence("saw the identity number of"),
    "case_pdf": sentence("made a PDF of"),
    "search": sentence("saw in a search"),
    "download_csv": sentence("downloaded as CSV"),
    "download_xlsx": sentence("downloaded for Excel"),
    "download_json": sentence("downloaded as JSON"),
    "batch": sentence("made a batch of"),
    "batch_fetch": sentence("fetched the file of a batch:"),
    "confirm": sentence("confirmed a batch:"),
    "confirm_undone": sentence("undid the confirmation of a batch:"),
    "take_over": sentence("took over"),
    "outcome": sentence("stored what the rules said"),
    "outcome_undone": sentence("took back what the rules said"),
    "await": sentence("set as waiting for more"),
    "queue": sentence("set in a provider's queue"),
    "close": sentence("closed"),
    "withdraw": sentence("set as withdrawn"),
    "undo": sentence("undid the last step"),
    "protect": sentence("marked as protected"),
    "unprotect": sentence("took away the mark as protected"),
    "purge": sentence("purged, by decision"),
    "purge_warning": sentence("began to warn that they will be purged"),
    "backup": sentence("made a backup"),
    "restore": sentence("restored a backup"),
    "login": sentence("signed in"),
    "logout": sentence("signed out"),
    "password_changed": sentence("gave a new password to"),
    "account_added": sentence("opened an account for"),
    "account_closed": sentence("closed the account of"),
    "account_locked": sentence("locked the account of"),
    "account_unlocked": sentence("unlocked the account of"),
    "roles_changed": sentence("gave other roles to"),
    "second_factor_set": sentence("connected a telephone to"),
    "second_factor_cleared": sentence("took away the telephone of"),
    "notice": sentence("told by e-mail that something is new"),
    "room": sentence("changed room at"),
    "move_ahead": sentence("moved ahead in a queue"),
    "move_undone": sentence("took back the place ahead in a queue of"),
    "place_over": sentence("let the newer choice take over the place in a queue:"),
    "offer_room": sentence("offered room to"),
    "offer_undone": sentence("took back the offer of room to"),
    "log_read": sentence("read the log, entries"),
    "log_sought": sentence("asked who has seen a case"),
    "log_checked": sentence("checked the log"),
    "exit_planned": sentence("planned"),
    "exit_listed": sentence("took in a list of affected:"),
    "exit_seen": sentence("saw the affected of"),
    "exit_joined": sentence("joined choices to the affected of"),
    "exit_tied": sentence("tied a choice to an affected of"),
    "exit_untied": sentence("untied a choice from an affected of"),
    "exit_apart": sentence("said that a choice is of nobody in"),
    "exit_apart_undone": sentence("took back that a choice is of nobody in"),
    "exit_letters": sentence("made letters to the affected of"),
    "exit_posted": sentence("noted that letters were posted to the affected of"),
    "exit_reminded": sentence("noted that reminders were posted to the affected of"),
    "exit_undeliverable": sentence("noted that letters came back from affected of"),
    "exit_deliverable": sentence("noted that letters arrive again to affected of"),
    "exit_run": sentence("ran the rule for those who do not choose in"),
    "exit_appointed": sentence("appointed a provider for affected of"),
    "exit_file": sentence("made a file of the affected of"),
    "exit_confirmed": sentence("confirmed in the case system:"),
    "exit_confirm_undone": sentence("undid the confirmation in the case system:"),
    "exit_purge": sentence("purged the affected of, by decision"),
}
"""What was done, as it stands between who did it and what with."""

GIVES_ROLES = frozenset[str]({"account_added", "roles_changed"})
"""Acts that name an account and, after it, its roles."""

MACHINE = "hemval"
COMMAND = "command:"

SHOWN = 3
"""How many rows of an entry are named; the rest are counted."""

SHORT = 8
"""Signs of a row's id that tell it from others."""

FINGERPRINT = re.compile(r"([0-9a-f]{32}:)?[0-9a-f]{64}")
"""Of what was stored, where it can be replaced after the id of what it replaces: shown to nobody."""


@dataclass(frozen=True)
class LogLine:
    """One entry as it is shown."""

    number: int
    at: str
    who: str
    what: str
    rows: tuple[tuple[str, str], ...]
    """The first rows: short id, and where all that was done with it stands."""
    more: int
    """How many rows there are beside those."""
    words: str
    """What else stands in the entry: names of accounts, roles, numbers."""


OPENED: tuple[Act, ...] = ("open", "number", "case_pdf")
"""What shows somebody all that a case holds."""


def line_of(entry: Entry, only: Collection[str] = ()) -> LogLine:
    """Tell an entry, of ``only`` some rows where any are given; an edited one as far as it can be read."""
    held = held_by(entry)
    rows = [one for one in held if ROW_ID.fullmatch(one)]
    words = [_batch_told(one) for one in held if one not in rows and not FINGERPRINT.fullmatch(one)]
    if only:
        rows = [row for row in rows if row in only]
    if entry.act in GIVES_ROLES:
        words[1:] = [role_told(role) for role in words[1:]]
    return LogLine(
        number=entry.seq,
        at=_moment(entry.at),
        who=who_told(entry.who),
        what=act_told(entry.act),
        rows=tuple((short(row), address_of_rows([row])) for row in rows[:SHOWN]),
        more=max(len(rows) - SHOWN, 0),
        words=", ".join(words),
    )


def act_told(act: str) -> str:
    """Say what was done; one that is new to us keeps its name."""
    return next((WORDS.say(told) for known, told in ACTS.items() if known == act), act)


def who_told(who: str) -> str:
    """Say who did it: an account, the machine itself, or somebody at the server."""
    if who == MACHINE:
        return WORDS.say("Hemval itself")
    if who.startswith(COMMAND):
        return WORDS.say("By command: %(who)s", who=who.removeprefix(COMMAND))
    return who


def role_told(name: str) -> str:
    """Say what a role is called."""
    return next((WORDS.say(called) for role, called in CALLED.items() if role == name), name)


def short(row_id: str) -> str:
    """Return enough of an id to tell a row from others."""
    return row_id[:SHORT]


def _batch_told(word: str) -> str:
    if word.startswith(EXIT):
        return word.removeprefix(EXIT)
    if word.startswith(LAST_DAY):
        return WORDS.say("last day %(day)s", day=word.removeprefix(LAST_DAY))
    if word.startswith(DEADLINE):
        return WORDS.say("to choose by %(day)s", day=word.removeprefix(DEADLINE))
    if word.startswith(KIND):
        return WORDS.say("reminders (kind)") if word == f"{KIND}reminder" else WORDS.say("letters (kind)")
    number = word.removeprefix(BATCH)
    return WORDS.say("batch %(number)s", number=number) if number != word else word


def held_by(entry: Entry) -> list[str]:
    """Return what an entry was about."""
    try:
        held = json.loads(entry.rows)
    except ValueError:
        return []
    return [one for one in held if isinstance(one, str)] if isinstance(held, list) else []


def _moment(at: str) -> str:
    try:
        moment: datetime = from_text(at)
    except ValueError:
        return at
    return sortable(moment)
