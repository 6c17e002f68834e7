"""The e-mail that says that something has been received: what stands in it, and nothing else."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from hemval.content.municipality import Municipality
from hemval.forms.reference import grouped
from hemval.words import Words


def received_mail(
    to: str, reference: str, received_at: datetime, municipality: Municipality, words: Words, *, sender: str
) -> EmailMessage:
    """Write the e-mail. It leaves the house: no name, no provider, and nothing that tells of home care.

    Raises ``ValueError`` (or another error of the standard library's) for an address that no header can hold.
    """
    mail = EmailMessage()
    mail["From"] = Address(municipality.name, addr_spec=sender)
    mail["To"] = Address(addr_spec=to)
    mail["Subject"] = words.say("We have received what you sent")
    mail["Date"] = format_datetime(received_at)
    # Without a domain of ours it would name the machine.
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("\n\n".join(_paragraphs(reference, municipality, words)) + "\n")
    return mail


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
