"""An officer's workplace: everything the views need, made once."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Response, g, get_flashed_messages, make_response, request
from flask_wtf.csrf import generate_csrf

from hemval.content.municipality import Municipality
from hemval.content.whole import Content
from hemval.forms.addresses import CHOICE
from hemval.handover.told import WORDS
from hemval.officers.address import (
    ACCOUNTS,
    CASES,
    DOWNLOAD,
    ENTRY,
    EXITS,
    LOG,
    LOGOUT,
    OWN_ACCOUNT,
    PURGING,
    ROOM,
    WAITING,
    act,
    case,
)
from hemval.officers.lists.board import Board
from hemval.officers.lists.board_keeper import BoardKeeper
from hemval.officers.log.head_keeper import HeadKeeper
from hemval.officers.permissions import may
from hemval.pages.view import Link, View
from hemval.queue.desk import Desk
from hemval.queue.desk.retention import Retention, retention_of
from hemval.queue.desk.tables import OPEN, Header
from hemval.queue.errors import StoreUnavailable
from hemval.settings import Places
from hemval.web.clock import Clock
from hemval.web.published import PublishedContent
from hemval.web.rendering import Renderer
from hemval.words import sentence
from hemval.words.dates import SWEDEN, moment_told
from hemval.words.text import MAIN_LANGUAGE

log = logging.getLogger(__name__)

UNDO = "undo"
"""The kind of a message that is no words but a step, to be undone from the page that it leads to: the row,
its version then, and what its address is asked with."""

MENU = (
    (sentence("Cases"), "cases", CASES),
    (sentence("Register"), "forms_to_key_in", ENTRY),
    (sentence("Download"), "download", DOWNLOAD),
    (sentence("Waiting lists"), "waiting_lists", WAITING),
    (sentence("Room"), "rooms", ROOM),
    (sentence("Providers that stop"), "exits", EXITS),
    (sentence("Purging"), "purging", PURGING),
    (sentence("The log"), "log", LOG),
    (sentence("Accounts"), "accounts", ACCOUNTS),
)
"""Label, endpoint and address of every part; an account sees those it may reach, and starts at the first."""


@dataclass(frozen=True)
class Workplace:
    """What a view may use."""

    places: Places
    desk: Desk
    renderer: Renderer
    municipality: Municipality
    """As it was when the process started: only its names are shown here."""
    published: PublishedContent
    clock: Clock
    boards: BoardKeeper
    secret: bytes
    """The officers' process's own: from it follow the references of what is keyed in."""
    second_factor: bool
    """Whether a code is demanded after the password."""
    heads: HeadKeeper | None = None
    """Where the log's head is kept in a second place."""

    @property
    def now(self) -> datetime:
        """Return the moment, in Swedish time."""
        return self.clock()

    @property
    def content(self) -> Content | None:
        """Return what is published at this moment; None where it cannot be read."""
        newest = self.published.newest()
        return newest.content if newest else None

    @property
    def retention(self) -> Retention:
        """Return how long cases are kept, as it was last published."""
        return retention_of(self.published.snapshot().content.municipality.personal_data)

    def board(self) -> Board:
        """Look at all cases as they are now. Nothing of it may be shown before it is logged."""
        today = self.now.astimezone(SWEDEN).date()
        forms = self.published.snapshot().forms
        return self.boards.look(forms, self.content, today, self.retention.kept_days)

    def replaced(self) -> frozenset[str]:
        """Return the rows that are open only until somebody closes them: a newer choice has replaced them."""
        return self.board().replaced

    def take_in(self) -> bool:
        """Carry over what citizens have sent; return False when the inbox cannot be read just now."""
        try:
            self.desk.take_in(self.now)
        except StoreUnavailable as error:
            log.error("nothing was taken in: %s", error)
            return False
        return True

    def join_new(self, now: datetime) -> None:
        """Join new choices to the affected of exits."""
        published = self.published.snapshot()
        self.desk.exits.join_new(published.forms.get(CHOICE), published.content, now)

    def awaited(self, headers: Iterable[Header]) -> frozenset[str]:
        """Return which of some ended rows an exit keeps: nobody has said whose each is."""
        ended = [header for header in headers if header.state not in OPEN]
        return self.desk.exits.awaited(ended) if ended else frozenset()

    def view(self, title: str, place: str = "", *, failed: bool = False) -> View:
        """Make the layout's object; a title never says whom a page is about, since browsers keep it."""
        service = WORDS.say("Case work")
        window_title = f"{title} – {service} – {self.municipality.name}"
        if failed:
            window_title = WORDS.say("Error: %(title)s", title=window_title)
        example = self.municipality.example_of
        menu = tuple(Link(WORDS.say(label), href, href == place) for label, href in open_parts())
        return View(
            language=MAIN_LANGUAGE,
            title=title,
            window_title=window_title,
            service=service,
            municipality=self.municipality.name,
            logo=self.municipality.look.logo_address if self.municipality.look else "",
            home=start_address(),
            choose="",
            compare="",
            providers="",
            search="",
            languages=(),
            menu=menu,
            foot=(),
            help=None,
            example_of=example.phrase(MAIN_LANGUAGE) if example else None,
            printed_address=request.base_url,
            day=moment_told(self.now, WORDS),
            dense=True,
        )

    def answer(self, template: str, view: View, status: int = 200, **matter: object) -> Response:
        """Draw a page with what was just done on top of it."""
        messages: list[tuple[str, Any]] = list(get_flashed_messages(with_categories=True))  # type: ignore[arg-type]
        row, version, asked = next((told for kind, told in messages if kind == UNDO), ("", 0, ""))
        page = self.renderer.page(
            f"officers/{template}",
            view,
            officer=g.get("officer", ""),
            own_account=OWN_ACCOUNT,
            may=lambda endpoint: may(endpoint, g.get("roles", ())),
            logout=LOGOUT,
            done=list(dict.fromkeys(WORDS.say(str(told)) for kind, told in messages if kind != UNDO)),
            undo_before=(f"{act(row, 'angra')}?{asked}", version, case(row)) if row else None,
            token=generate_csrf(),
            **matter,
        )
        return make_response(page, status)


def open_parts() -> list[tuple[str, str]]:
    """Return the menu's labels and addresses for whoever is signed in; for nobody else there is any."""
    if "officer" not in g:
        return []
    parts = [(label, address) for label, endpoint, address in MENU if may(endpoint, g.roles)]
    return parts or [(sentence("Your account"), OWN_ACCOUNT)]


def start_address() -> str:
    """Return where an account begins its day: the first part that it may reach."""
    return next((address for _, address in open_parts()), CASES)
