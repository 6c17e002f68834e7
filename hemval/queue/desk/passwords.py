"""Hash and check passwords, two at a time in two threads of their own: each needs 19 MiB.

Many at once would fill the memory; and whichever thread has hashed keeps its 19 MiB for the next time.
"""

import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from hemval.queue.desk.errors import LoginBusy, PasswordRefused

LEAST = 15
MOST = 200
AT_ONCE = 2
WAIT_SECONDS = 10.0

DUMMY = "$argon2id$v=19$m=19456,t=2,p=1$aSopumFawyM25AB5G5LADw$8GJwtv5O0FYSmstk8X4SKGuifPHqG58c7YLV6GXOUSw"
"""Hash of a random password that nobody knows, for names that nobody has: the check takes as long."""

Done = TypeVar("Done")


class Passwords:
    """Argon2id with OWASP's parameters."""

    def __init__(self) -> None:
        self.hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self.turns = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="password")

    def hash(self, password: str) -> str:
        """Hash a new password; raise ``PasswordRefused`` for one of the wrong length."""
        if not LEAST <= len(password) <= MOST:
            raise PasswordRefused(least=LEAST, most=MOST)
        return self._in_turn(lambda: self.hasher.hash(_same_letters(password)))

    def fits(self, stored: str | None, password: str) -> bool:
        """Tell whether a password fits; without a stored hash it takes as long and says no."""
        right = self._in_turn(lambda: self.verify(stored or DUMMY, _same_letters(password[: MOST + 1])))
        return right and stored is not None

    def verify(self, stored: str, password: str) -> bool:
        """Check one hash."""
        try:
            return self.hasher.verify(stored, password)
        except VerificationError:
            return False

    def close(self) -> None:
        """Let the threads go."""
        self.turns.shutdown(wait=False)

    def _in_turn(self, work: Callable[[], Done]) -> Done:
        waiting = self.turns.submit(work)
        try:
            return waiting.result(WAIT_SECONDS)
        except TimeoutError:
            if waiting.cancel():
                raise LoginBusy from None
            return waiting.result()  # it had begun


def _same_letters(password: str) -> str:
    """Give å one form: some systems type it as a and a ring."""
    return unicodedata.normalize("NFC", password)
