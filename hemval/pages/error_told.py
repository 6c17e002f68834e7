"""What a page says when something could not be done: the same words from the application and from a file."""

from dataclasses import dataclass

from hemval.words import sentence


@dataclass(frozen=True)
class Told:
    """An error in words: ids of sentences."""

    title: str
    told: str
    more: str = ""


SENT = sentence(
    "Did you send a choice but get no reference? Go back and send it again. It never becomes two choices."
)
NOT_HERE = Told(sentence("The page is not here"), sentence("It may have moved. Ask us if you need help."))
UNREADABLE = Told(sentence("The page could not be read"), sentence("Go back and try once more."))
BROKEN = Told(
    sentence("Something went wrong here"),
    sentence("It is not your fault. Try again in a while, or contact us."),
    SENT,
)
SILENT = Told(
    sentence("We cannot answer just now"),
    sentence("You can read the pages as usual. Try again in a while, or contact us."),
    SENT,
)

TOLD = {
    400: UNREADABLE,
    403: Told(
        sentence("You cannot do this from here"),
        sentence("The answer came from another website than ours. Begin again from our start page."),
    ),
    404: NOT_HERE,
    405: NOT_HERE,
    413: Told(sentence("That was too long"), sentence("Go back and write less.")),
    414: Told(sentence("The address is too long"), sentence("Begin again from our start page.")),
    429: Told(sentence("Too many questions came at once"), sentence("Wait a minute and try once more.")),
    431: Told(sentence("Your browser sent too much"), sentence("Close it, open it again and try once more.")),
    500: BROKEN,
    502: SILENT,
    503: Told(
        sentence("We cannot receive anything just now"),
        sentence("Nothing was sent. Try again in a while, or contact us."),
    ),
    504: SILENT,
}
"""Every status that an application or a web server in front of it answers with."""


def told_of(status: int) -> Told:
    """Return the words of a status; an unknown one is told as its kind."""
    return TOLD.get(status) or (UNREADABLE if status < 500 else BROKEN)
