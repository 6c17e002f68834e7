"""What is wrong with an exit, in a sentence for officers: some were never asked, or are without help."""

from collections.abc import Iterable
from datetime import date

from hemval.handover.told import WORDS
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.progress import persons_in
from hemval.words.dates import day_told


def without_letter_told(plans: Iterable[Plan], today: date) -> tuple[str, str]:
    """Say of some whom the rule is run for that they were never asked, and what to do before it is.

    When the last day has been there is no day to move: a letter would come when somebody is to help already.
    """
    every = list(plans)
    number = persons_in(every)
    return (
        WORDS.count("%(n)d person has got no letter.", "%(n)d persons have got no letter.", number),
        WORDS.count(
            "Call the person, or move the last day to choose in the plan and send a letter.",
            "Call them, or move the last day to choose in the plan and send letters.",
            number,
        )
        if any(plan.last_day is None or today < plan.last_day for plan in every)
        else WORDS.count("Telephone the person.", "Telephone them.", number),
    )


def printed_not_posted_told(number: int) -> str:
    """Say of how many of them a letter was made that nobody has noted as posted."""
    return WORDS.count(
        "For %(n)d a letter is made. Is it posted, note that first.",
        "For %(n)d a letter is made. Are they posted, note that first.",
        number,
    )


def without_help_told(number: int, since: date) -> str:
    """Say how many have nobody though the last day has been."""
    return WORDS.count(
        "%(n)d is without help since %(day)s.",
        "%(n)d are without help since %(day)s.",
        number,
        day=day_told(since, WORDS),
    )
