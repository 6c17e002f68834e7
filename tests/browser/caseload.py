"""A desk with a month of cases: what the officers' pages look like on a usual Monday.

The people do not exist: identity numbers and telephones are of the series that are kept for tests.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import JsonValue

from hemval.content.folder import Folder
from hemval.content.whole import Content
from hemval.forms.asked.asking import Asking
from hemval.forms.asked.way import way_through
from hemval.forms.definition import FormDefinition
from hemval.forms.typed.identity import has_right_check_digit
from hemval.pages.published import Published
from hemval.queue.desk import Desk
from hemval.queue.desk.batch import NET_NEW, Chosen
from hemval.queue.desk.retention import Retention
from hemval.queue.inbox import Inbox
from hemval.queue.making import Sitting, submissions_of
from hemval.queue.submission import Channel, Submission
from hemval.settings import PROJECT, Settings
from hemval.web.published import PublishedContent
from hemval.words import words_in

PASSWORD = "en lång mening som lösenord"

ACCOUNTS = {
    "anna-maria.handlaggare": ["officer", "coordinator"],
    "rut.loggranskare": ["auditor"],
    "eva.admin": ["admin"],
    "per.registrator": ["registrar"],
}
ANNA, RUT, EVA, PER = ACCOUNTS

NAMES = (
    "Åsa Öst", "Gunvor Ek", "Bo Lund", "محمد العلي", "Karl-Gustav Ängström-Lindqvist", "Maj-Britt Öberg",
    "Aino Virtanen", "Rut Sandberg", "Nils Hägg", "Elsa Ål", "Ingegerd Ström", "Tage Fors", "Siv Berglund",
    "Märta Nyström", "Sven-Erik Holm", "Dragica Petrović", "Birgit Wik", "Holger Lindh",
)  # fmt: skip
HANDLED = 14
"""The first of the choices: somebody has begun with each of them."""

REPRESENTED = "Örjan Ek"
LETTER = (
    "Mamma har ringt utföraren tre gånger den här veckan. Morgonbesöket kom klockan elva i måndags i stället "
    "för klockan åtta, och i onsdags kom ingen alls.\n\nVi vill veta vem som ansvarar."
)


@dataclass(frozen=True)
class Caseload:
    """What was put in, for whoever opens it."""

    choices: tuple[Submission, ...]
    """The oldest first."""
    opinions: tuple[Submission, ...]
    queue: str
    """A provider at which five wait."""
    confirmed: int
    """The number of a batch that is confirmed; the one after it is not."""

    @property
    def new(self) -> tuple[Submission, ...]:
        """The choices that nobody has begun with."""
        return self.choices[HANDLED:]


def fill(settings: Settings, now: datetime, many: int = 40) -> Caseload:
    """Put a month's cases into a municipality's desk, with steps taken, batches made and accounts."""
    published = PublishedContent(settings.places, Folder(settings.content, PROJECT)).snapshot()
    sent = _Sent(published, now)
    rooms = published.content.rooms.root
    queue, *_ = sorted(name for name, room in rooms.items() if room.state == "queue")
    others = [name for name in sorted(rooms) if rooms[name].state != "closed"]
    # Whoever is taken over with a batch wishes for somebody who has room: the others are to wait.
    free = [name for name in others if rooms[name].state == "open"]
    wished = [queue] * 7 + [free[n % len(free)] for n in range(7, HANDLED)]
    wished += [others[n % len(others)] for n in range(HANDLED, many)]
    choices = tuple(sent.choice(n, many, wish) for n, wish in enumerate(wished))
    opinions = tuple(sent.opinion(n) for n in range(2))
    desk = Desk.open(settings.places)
    known = {account.name for account in desk.accounts.list()}
    for name, roles in ACCOUNTS.items():
        if name not in known:
            desk.accounts.add(name, PASSWORD, "test", now, roles)
    _send(settings, choices[: many - 5])
    _handle(desk, choices, queue, published.content, now - timedelta(days=3))
    _send(settings, (*choices[many - 5 :], *opinions))
    desk.take_in(now)
    desk.close()
    return Caseload(choices, opinions, queue, 1)


def _send(settings: Settings, submissions: Iterable[Submission]) -> None:
    inbox = Inbox.open(settings.places)
    for one in submissions:
        inbox.submit(one)
    inbox.close()


def _handle(desk: Desk, choices: Sequence[Submission], queue: str, content: Content, now: datetime) -> None:
    """Take steps as an officer does: some purged already, five in a queue, a batch that is confirmed."""
    desk.take_in(now)
    ids = [one.id for one in choices]
    for row in ids[:2]:
        desk.step(row, 1, "closed", ANNA, now - timedelta(days=40))
    desk.purge(Retention(30, ""), "hemval", now)
    for row in ids[2:7]:
        desk.step(row, 1, "queued", ANNA, now, queue)
    places = {one.header.id: one for one in desk.queued()}
    desk.move_ahead(ids[5], places[ids[5]].seen, ids[3], "Kommer hem från sjukhuset på torsdag", ANNA, now)
    places = {one.header.id: one for one in desk.queued()}
    desk.offer_room(ids[2], places[ids[2]].seen, ANNA, now)
    seen = Chosen(selection=True, last=choices[9].received_at.date())
    number, _ = desk.batches.make("choice", seen, None, ANNA, now)
    versions = {row.id: row.version for row in desk.batches.rows(number)}
    desk.batches.confirm(number, versions, content, ANNA, now)
    desk.step(ids[10], 1, "closed", ANNA, now)
    desk.step(ids[11], 1, "withdrawn", PER, now)
    desk.protect(ids[12], 1, ANNA, now, on=True)
    desk.step(ids[13], 1, "awaiting", ANNA, now)
    desk.batches.make("choice", NET_NEW, None, ANNA, now)


class _Sent:
    """Submissions as the public process makes them."""

    def __init__(self, published: Published, now: datetime) -> None:
        self.published = published
        self.now = now

    def choice(self, n: int, many: int, provider: str) -> Submission:
        """Make the n-th choice, the oldest first; some for another, some changed, some to look twice at."""
        days = 190 if n < 2 else 170 if n < 4 else (many - n) * 0.7
        name = REPRESENTED if n % 11 == 4 else NAMES[n % len(NAMES)]
        answers: dict[str, JsonValue] = {
            "who": "myself", "granted": "yes", "name": name, "identity-number": person(min(n, many - 3)),
            "support": ["interpreter"] if n % 5 == 3 else ["_none"], "interpreter-language": "arabiska",
            "contact": "phone", "phone": f"070-174 06 {5 + n % 90:02d}",
            "kind": "switch" if n % 3 == 2 else "first",
            "area": next(iter(self.published.content.municipality.areas)), "address": "Storgatan 4 B",
            "today": next(iter(self.published.content.rooms.root)), "provider": provider, "second": "_none",
            "third": "_none", "queue": "wait",
        }  # fmt: skip
        if n % 11 == 4:
            answers |= {"who": "represent", "authority": "relative", "wants": "yes", "tie": "yes"}
            answers |= {"helper": "Lena Ek-Johansson", "call-whom": "helper"}
        channel: Channel = "paper" if n % 7 == 5 else "web"
        return self._made("choice", n, answers, days, channel, ("quick",) if n % 9 == 3 else ())

    def opinion(self, n: int) -> Submission:
        """Make a complaint that names a provider, or one that nobody signed."""
        provider = next(iter(self.published.content.rooms.root))
        answers: dict[str, JsonValue] = {"kind": "complaint", "provider": provider, "view": LETTER}
        answers |= (
            {"contact": "phone", "name": "Lena Ek", "phone": "070-174 06 90"}
            if n
            else {"contact": "anonymous"}
        )
        return self._made("opinion", n, answers, 1, "web", ())

    def _made(
        self, form_id: str, n: int, answers: dict[str, JsonValue], days: float, channel: Channel,
        review: tuple[str, ...],
    ) -> Submission:  # fmt: skip
        form: FormDefinition = self.published.forms[form_id]
        received = self.now - timedelta(days=days) + timedelta(minutes=n)
        asking = Asking(self.published.content, words_in("sv"), received.date(), answers)
        way = way_through(form, asking)
        said = replace(asking, answers={page: answers[page] for page in way.answered})
        sitting = Sitting(f"{form_id} {n}", bytes(32), received, "sv", channel, review)
        return submissions_of(form, way.pages, said, sitting)[0]


def person(n: int) -> str:
    """Return an identity number of the birth numbers that are kept for tests."""
    nine = f"{24 + n % 20:02d}{1 + n % 12:02d}{1 + n * 7 % 28:02d}{980 + n % 20}"
    digit = next(one for one in range(10) if has_right_check_digit(f"{nine}{one}"))
    return f"19{nine}{digit}"


def damage(settings: Settings, row_id: str) -> None:
    """Spoil a row, as a fault of the disk would."""
    desk = Desk.open(settings.places)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET sealed = x'00' WHERE id = ?", (row_id,))
    desk.close()
