"""What a browser has shown between the password and the code: in its own cookie, signed, and no session."""

from datetime import datetime

from flask import session

from hemval.queue.desk.logins import Passed

PASSED = "passed"


def remember(passed: Passed) -> None:
    """Let the next question know who is being asked."""
    session[PASSED] = [passed.name, passed.mark, passed.at.isoformat()]


def passed_of_browser() -> Passed | None:
    """Return who is being asked; the desk judges whether it still holds."""
    if PASSED not in session:
        return None
    name, mark, at = session[PASSED]
    return Passed(name, mark, datetime.fromisoformat(at))
