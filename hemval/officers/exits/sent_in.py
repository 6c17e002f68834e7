"""A list that was sent in for an exit and that waits in memory: found again, or asked for once more."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from flask import abort, flash, g, redirect, url_for
from werkzeug.wrappers import Response

from hemval.officers.exits.ended import ended_page
from hemval.officers.exits.looked import Looked, fetch, look
from hemval.officers.kept_in_memory import KeptInMemory
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.workplace import Workplace


class OfAnExit(Protocol):
    """What waits says of which exit it is."""

    @property
    def exit(self) -> str:
        """Return the exit's id."""
        ...


Sent = TypeVar("Sent", bound=OfAnExit)


@dataclass(frozen=True)
class Waiting(Generic[Sent]):
    """Lists of one kind, and where they are asked for."""

    kept: KeptInMemory[Sent]
    shown: str
    """The endpoint of the page that tells of one."""
    at: Callable[[str], str]
    """Where they are asked for, of an exit."""
    ask: str
    """What is said where one is forgotten."""

    def seen_at(self, workplace: Workplace, exit_id: str, number: str) -> Response:
        """Lead from the list that was sent in to what it tells; by the password where that is long ago.

        What was sent in waits meanwhile: the file is not to be chosen once more.
        """
        if is_fresh(workplace):
            return redirect(url_for(self.shown, exit_id=exit_id, number=number), 303)
        return ask_again(self.shown, exit_id=exit_id, listed=number, done=True)

    def found(
        self, workplace: Workplace, exit_id: str, number: str, *, acts: bool = False
    ) -> tuple[Looked, Sent]:
        """Return the exit as it is at this moment with the officer's list; else answer with what to do.

        Choices and marks that came in the minute before are fetched and joined first: nobody who was marked
        as protected meanwhile is shown or written to. What ``acts`` needs a fresh login.
        """
        if acts and not is_fresh(workplace):
            abort(ask_again(self.shown, exit_id=exit_id, listed=number))
        fetch(workplace)
        one = look(workplace, exit_id)
        if one.end is not None:
            abort(ended_page(workplace, exit_id))
        sent = self.kept.get(number, g.officer, workplace.now)
        if sent is None or sent.exit != exit_id:
            flash(self.ask)
            abort(redirect(self.at(exit_id), 303))
        return one, sent
