"""An e-mail that a machine writes: what every one of ours has."""

from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid


def letter(
    subject: str, paragraphs: Sequence[str], sent_at: datetime, *, name: str, sender: str, to: str
) -> EmailMessage:
    """Write it, from a name and an address.

    Raises ``ValueError`` (or another error of the standard library's) for an address that no header can hold.
    """
    mail = EmailMessage()
    mail["From"] = Address(name, addr_spec=sender)
    mail["To"] = Address(addr_spec=to)
    mail["Subject"] = subject
    mail["Date"] = format_datetime(sent_at)
    # Without a domain of ours it would name the machine.
    mail["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content("\n\n".join(paragraphs) + "\n")
    return mail
