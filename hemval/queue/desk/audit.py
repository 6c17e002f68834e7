"""The log of who did what to which rows: a chain in which each link is keyed and holds the one before.

Without the key nobody can edit, insert, swap or remove a link unseen. What the chain alone cannot show is
that its newest links were cut off, or that whoever has the key wrote it anew: for that heads are kept
elsewhere (``heads_outside.py``; ``hemval queue verify`` prints one too).
"""

import hmac
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, insert, select

from hemval.queue.desk.tables import audit
from hemval.queue.times import as_text

START = "0" * 64
"""What the first link holds for the one before it."""

Act = Literal[
    "take_in", "register", "list", "queue_seen", "open", "number", "case_pdf", "find", "search",
    "download_csv", "download_xlsx", "download_json", "take_over", "outcome", "outcome_undone",
    "batch", "batch_fetch", "confirm", "confirm_undone",
    "await", "queue", "close", "withdraw", "undo", "protect", "unprotect",
    "purge", "purge_warning",
    "backup", "restore",
    "login", "logout", "password_changed",
    "account_added", "account_closed", "account_locked", "account_unlocked", "roles_changed",
    "second_factor_set", "second_factor_cleared",
    "notice", "room", "move_ahead", "move_undone", "offer_room", "offer_undone",
    "place_over",
    "log_read", "log_sought", "log_checked",
    "exit_planned", "exit_listed", "exit_seen", "exit_joined", "exit_tied", "exit_untied",
    "exit_apart", "exit_apart_undone",
    "exit_letters", "exit_posted", "exit_reminded", "exit_undeliverable", "exit_deliverable",
    "exit_run", "exit_appointed", "exit_file", "exit_confirmed", "exit_confirm_undone", "exit_purge",
]  # fmt: skip
"""Acts on rows, and on accounts; for the latter the "rows" are account names, and after it any new roles.

The row of an ``outcome`` is followed by the fingerprint of what was stored: another in its place is found.
So is that of ``outcome_undone``, which takes one back. The rows of a ``purge`` are followed by the decision.
Those of ``place_over`` are the newer choice and the older one whose place in a queue it took.
Of ``room`` they are a provider's id and the fingerprint of ``room.yml`` as it was written; of
``exit_planned`` an exit and that of ``exits.yml``.
``download_*`` are from before there were batches. The rows of an act on a batch come after ``batch:7``, and
where a file was fetched after its format and SHA-256.
Those of an act on an exit come after ``exit:utforare-c-2027``: affected by their ids, never their
references; in ``exit_letters`` after the days that the letters tell and their kind; after each that was
settled the id of the result and the fingerprint of what was stored.
"""

_NEWEST = select(audit.c.seq, audit.c.mac).order_by(audit.c.seq.desc()).limit(1)

Broken = Literal["number", "link", "mac", "head"]


@dataclass(frozen=True)
class Entry:
    """One link, as it is stored."""

    seq: int
    at: str
    who: str
    act: str
    rows: str
    previous: str
    mac: str


@dataclass(frozen=True)
class Head:
    """The newest link at some time; kept outside, it proves that nothing was cut off since."""

    seq: int
    mac: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.mac}"

    @property
    def grouped(self) -> str:
        """Write it so that it can be copied by hand: the number, then eight signs at a time."""
        return " ".join([f"{self.seq}:", *(self.mac[at : at + 8] for at in range(0, len(self.mac), 8))])

    @classmethod
    def parse(cls, text: str) -> "Head":
        """Read what was written, in groups or not, in large letters or small; raise ``ValueError``."""
        text = "".join(text.split()).lower()
        if not re.fullmatch(r"[0-9]{1,18}:[0-9a-f]{64}", text):
            raise ValueError("not a head")
        seq, mac = text.split(":")
        return cls(int(seq), mac)


@dataclass(frozen=True)
class Verdict:
    """What a check of the chain found: how many links hold, the head, and the first that does not."""

    sound: int
    head: Head
    broken_at: int | None = None
    how: Broken | None = None


def append(
    connection: Connection, key: bytes, who: str, act: Act, rows: Sequence[str], now: datetime
) -> Entry:
    """Log an act in the transaction that performs it: no log, no act."""
    last = newest(connection)
    seq, previous = last.seq + 1, last.mac
    entry = _signed(key, seq, as_text(now), who, act, json.dumps(list(rows), ensure_ascii=False), previous)
    connection.execute(insert(audit), vars(entry))
    return entry


def has_happened(connection: Connection, act: Act, since: datetime) -> bool:
    """Tell whether an act has been logged at a moment or later."""
    found = select(audit.c.seq).where((audit.c.act == act) & (audit.c.at >= as_text(since))).limit(1)
    return connection.execute(found).first() is not None


def read_entries(connection: Connection) -> list[Entry]:
    """Return the whole chain, oldest first."""
    return [Entry(*row) for row in connection.execute(select(audit).order_by(audit.c.seq))]


def newest(connection: Connection) -> Head:
    """Return the newest link."""
    last = connection.execute(_NEWEST).first()
    return Head(last.seq, last.mac) if last else Head(0, START)


def holds(connection: Connection, head: Head) -> bool:
    """Tell whether a link that was the newest once still stands in the chain."""
    found = connection.execute(select(audit.c.mac).where(audit.c.seq == head.seq)).scalar_one_or_none()
    return found == head.mac or head == Head(0, START)


def check(entries: Iterable[Entry], key: bytes, outside: Iterable[Head] = ()) -> Verdict:
    """Walk the chain and name its first broken link; all heads that were kept outside must stand in it."""
    head = Head(0, START)
    missing = set(outside) - {head}
    for entry in entries:
        if how := _fault(entry, head, key):
            return Verdict(head.seq, head, entry.seq, how)
        head = Head(entry.seq, entry.mac)
        missing.discard(head)
    if missing:
        return Verdict(head.seq, head, min(one.seq for one in missing), "head")
    return Verdict(head.seq, head)


def _fault(entry: Entry, before: Head, key: bytes) -> Broken | None:
    if entry.seq != before.seq + 1:
        return "number"
    if entry.previous != before.mac:
        return "link"
    signed = _signed(key, entry.seq, entry.at, entry.who, entry.act, entry.rows, entry.previous)
    return None if hmac.compare_digest(signed.mac, entry.mac) else "mac"


def _signed(key: bytes, seq: int, at: str, who: str, act: str, rows: str, previous: str) -> Entry:
    text = json.dumps(["hemval audit 1", seq, at, who, act, rows, previous], ensure_ascii=False)
    return Entry(seq, at, who, act, rows, previous, hmac.digest(key, text.encode(), "sha256").hex())
