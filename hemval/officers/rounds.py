"""What the officers' process does that nobody asks for: one thread that goes its rounds.

Each round is called every minute and decides by itself whether anything is to be done. What goes wrong in
one is told in the operations log, keeps no other from its turn, and is tried again at the next.
"""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from hemval.web.clock import Clock
from hemval.web.error_log import told

log = logging.getLogger(__name__)

EVERY = 60.0
"""Seconds between two rounds."""

PATIENCE = 5.0
"""Seconds that the process waits for what is under way when it ends."""


@dataclass(frozen=True)
class Round:
    """Something to look after."""

    name: str
    do: Callable[[datetime], None]
    at_end: bool = False
    """Whether it is done once more when the process ends."""


class Rounds:
    """A thread that does each round in turn: made with the application, begun where it is served."""

    def __init__(self, clock: Clock, rounds: Sequence[Round], every: float = EVERY) -> None:
        self.clock = clock
        self.rounds = tuple(rounds)
        self.every = every
        self.failing: set[str] = set()
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self._work, name="rounds", daemon=True)

    def begin(self) -> None:
        """Begin, and do everything once at once."""
        self.thread.start()

    def end(self, patience: float = PATIENCE) -> None:
        """Do what is to be done last; one that hangs is left behind, and goes with the process."""
        self.ending.set()
        if self.thread.is_alive():
            self.thread.join(patience)

    def go(self, rounds: Sequence[Round]) -> None:
        """Do each of them once."""
        for one in rounds:
            try:
                one.do(self.clock())
            except Exception as error:  # noqa: BLE001 - whatever it is, the others get their turn
                if one.name not in self.failing:
                    log.error("%s does not work: %s", one.name, told(error))
                self.failing.add(one.name)
            else:
                if one.name in self.failing:
                    log.info("%s works again", one.name)
                self.failing.discard(one.name)

    def _work(self) -> None:
        self.go(self.rounds)
        while not self.ending.wait(self.every):
            self.go(self.rounds)
        self.go([one for one in self.rounds if one.at_end])
