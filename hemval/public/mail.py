"""The e-mail that says that something has been received: what stands in it, and nothing else."""

from datetime import datetime
from email.message import EmailMessage

from hemval.content.municipality import Municipality
from hemval.forms.sent.reference import grouped
from hemval.web.letter import letter
from hemval.words import Words


def received_mail(
    to: str, reference: str, received_at: datetime, municipality: Municipality, words: Words, *, sender: str
) -> EmailMessage:
    """Write the e-mail. It leaves the house: no name, no provider, and nothing that tells of home care.

    Raises ``ValueError`` (or another error of the standard library's) for an address that no header can hold.
    """
    return letter(
        words.say("We have received what you sent"),
        _paragraphs(reference, municipality, words),
        received_at,
        name=municipality.name,
        sender=sender,
        to=to,
    )


def _paragraphs(reference: str, municipality: Municipality, words: Words) -> list[str]:
    help_ = municipality.help
    told = [
        words.say("We have received what you sent to %(municipality)s.", municipality=municipality.name),
        words.say("Your reference is %(reference)s.", reference=grouped(reference)),
    ]
    if help_.phone:
        told.append(
            words.say(
                "Do you have a question? Call us: %(phone)s. Say your reference. %(hours)s.",
                phone=help_.phone,
                hours=help_.hours.in_(words.language).rstrip("."),
            )
        )
    return [*told, words.say("You cannot answer this e-mail.")]
