"""Tell a mailbox each working day how many cases are new: a count and a link, never whom they are about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from email.message import EmailMessage

from hemval.handover.told import WORDS, form_called
from hemval.officers.address import CASES
from hemval.officers.form_names import forms_in_order
from hemval.officers.workplace import Workplace
from hemval.queue.desk.tables import Header
from hemval.rules.working_days import OFFICE, is_working_day, working_days_since
from hemval.web.letter import letter
from hemval.web.post_office import PostOffice
from hemval.words.dates import SWEDEN

FROM_CLOCK = time(7)
"""No earlier, in Swedish time: what came in the evening and at night is then in it."""


@dataclass(frozen=True)
class New:
    """How many cases of a form are new, and for how many working days the oldest has waited."""

    form: str
    count: int
    waited: int


class Notice:
    """Writes at most one e-mail a day. The log remembers the day, also when the process begins again."""

    def __init__(self, workplace: Workplace, post_office: PostOffice, to: str, officers_address: str) -> None:
        self.workplace = workplace
        self.post_office = post_office
        self.to = to
        self.link = officers_address.rstrip("/") + CASES
        self.done_on: date | None = None

    def send(self, now: datetime) -> None:
        """Send today's, unless it is sent, too early, no working day, or nothing is new or in danger."""
        local = now.astimezone(SWEDEN)
        today = local.date()
        if self.done_on == today or local.time() < FROM_CLOCK or not is_working_day(today, OFFICE):
            return
        self.workplace.take_in()
        board = self.workplace.board()
        new = new_by_form(board.new(), today)
        warned = len(board.warned)
        midnight = datetime.combine(today, time(), SWEDEN)
        # Logged before it is sent: cut off in between, a day goes without; the other way it would get two.
        if (new or warned) and self.workplace.desk.log_once("notice", midnight, now):
            self.post_office.take(lambda: self._written(new, warned, now))
        self.done_on = today

    def _written(self, new: dict[str, New], warned: int, now: datetime) -> EmailMessage:
        published = self.workplace.published.snapshot()
        total = sum(one.count for one in new.values())
        told = [
            f"{form_called(form, published)}: {_told(new[form])}"
            for form in forms_in_order(published, new)
            if form in new
        ]
        in_danger = WORDS.count(
            "%(n)d case is deleted soon, though nobody has ended it.",
            "%(n)d cases are deleted soon, though nobody has ended them.",
            warned,
        )
        return letter(
            WORDS.count("%(n)d new case", "%(n)d new cases", total),
            [
                *told,
                *([in_danger] if warned else []),
                WORDS.say("Open the list: %(address)s", address=self.link),
                WORDS.say("You cannot answer this e-mail."),
            ],
            now,
            name=self.workplace.municipality.name,
            sender=self.post_office.server.sender,
            to=self.to,
        )


def new_by_form(headers: Iterable[Header], today: date) -> dict[str, New]:
    """Count the rows of each form."""
    found: dict[str, New] = {}
    for header in headers:
        waited = working_days_since(header.received_at.astimezone(SWEDEN).date(), today, OFFICE)
        before = found.get(header.form, New(header.form, 0, 0))
        found[header.form] = New(header.form, before.count + 1, max(before.waited, waited))
    return found


def _told(new: New) -> str:
    count = WORDS.count("%(n)d new.", "%(n)d new.", new.count)
    if not new.waited:
        return f"{count} {WORDS.say('All came today.')}"
    waited = WORDS.count(
        "The oldest has waited %(n)d working day.", "The oldest has waited %(n)d working days.", new.waited
    )
    return f"{count} {waited}"
