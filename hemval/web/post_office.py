"""Hand e-mail over to the municipality's mail server, beside the requests: nobody waits for it."""

import atexit
import logging
import queue
import smtplib
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage

from hemval.settings import Settings

log = logging.getLogger(__name__)

MOST_WAITING = 100
"""E-mails that may wait; one more is not sent. They stand in memory, so a stopped server cannot fill it."""

SILENCE = 15
"""Seconds that the mail server may be silent."""

PATIENCE = 5
"""Seconds that the process waits for e-mail under way when it ends."""

Mail = Callable[[], EmailMessage]
"""Writes an e-mail when its turn has come: also a fault in that disturbs nobody."""


@dataclass(frozen=True)
class MailServer:
    """Where e-mail is handed over, and from whom it comes."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""


def open_post_office(settings: Settings) -> "PostOffice | None":
    """Open the way to the mail server; None where none is set."""
    if not settings.mail_server:
        return None
    host, _, port = settings.mail_server.rpartition(":")
    password = settings.mail_password.get_secret_value()
    return PostOffice(MailServer(host, int(port), settings.mail_sender, settings.mail_user, password))


class PostOffice:
    """Sends one e-mail at a time. What cannot be sent is logged without an address, and let go."""

    def __init__(self, server: MailServer, *, most: int = MOST_WAITING) -> None:
        self.server = server
        self.waiting: queue.Queue[Mail | None] = queue.Queue(most)
        self.thread = threading.Thread(target=self._work, name="mail", daemon=True)
        self.thread.start()
        atexit.register(self.close)

    def take(self, mail: Mail) -> bool:
        """Take an e-mail over; False where too many wait already."""
        try:
            self.waiting.put_nowait(mail)
        except queue.Full:
            log.warning("an e-mail was not sent: %s wait already", self.waiting.maxsize)
            return False
        return True

    def close(self, patience: float = PATIENCE) -> None:
        """Send what waits, as far as there is time for it."""
        atexit.unregister(self.close)
        try:
            self.waiting.put(None, timeout=patience)
        except queue.Full:
            return
        self.thread.join(patience)

    def _work(self) -> None:
        while (mail := self.waiting.get()) is not None:
            try:
                self._send(mail())
            except Exception as error:  # noqa: BLE001 - whatever it is, the next one is to be sent
                # Only the kind of error: its words hold the address.
                log.warning("an e-mail was not sent: %s", type(error).__name__)

    def _send(self, mail: EmailMessage) -> None:
        domain = self.server.sender.rpartition("@")[2]
        # Without a domain of ours it would name the machine.
        with smtplib.SMTP(self.server.host, self.server.port, domain, timeout=SILENCE) as smtp:
            smtp.ehlo()
            if smtp.has_extn("starttls"):
                smtp.starttls(context=ssl.create_default_context())
                smtp.ehlo()
            elif self.server.password:
                raise smtplib.SMTPNotSupportedError("a password is never sent in the clear")
            if self.server.user:
                smtp.login(self.server.user, self.server.password)
            smtp.send_message(mail)
