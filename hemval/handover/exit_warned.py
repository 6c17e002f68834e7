"""What is wrong with an exit, in a sentence for officers: some were never asked, or are without help."""

from datetime import date

from hemval.handover.told import WORDS
from hemval.words.dates import day_told


def without_letter_told(number: int) -> tuple[str, str]:
    """Say of some whom the rule is run for that they were never asked, and what to do before it is."""
    return (
        WORDS.count("%(n)d person has got no letter.", "%(n)d persons have got no letter.", number),
        WORDS.count(
            "Call the person, or move the last day to choose in the plan and send a letter.",
            "Call them, or move the last day to choose in the plan and send letters.",
            number,
        ),
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
