"""A mail server that takes in what it is sent, as small as SMTP allows: with STARTTLS and a login."""

import queue
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


@dataclass
class MailBox:
    """What a server was told: whole messages, and every line of each conversation."""

    address: str
    received: "queue.Queue[str]" = field(default_factory=queue.Queue)
    lines: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    def next(self) -> str:
        """Wait for a message."""
        return self.received.get(timeout=20)


@contextmanager
def mail_server(*, certificate: Path | None = None, refuses: str = "") -> Iterator[MailBox]:
    """Serve on a port of its own; ``refuses`` is a command that is answered with an error."""

    class Conversation(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 test")
            while line := self.rfile.readline().decode().rstrip("\r\n"):
                box.lines.append(line)
                if not self.answer(line.partition(" ")[0].upper()):
                    return

        def answer(self, command: str) -> bool:
            encrypted = isinstance(self.connection, ssl.SSLSocket)
            if command == refuses:
                self.say("550 no <asa@example.se>")
            elif command == "EHLO":
                offer = ["250-STARTTLS"] if certificate and not encrypted else ["250-AUTH PLAIN"]
                self.say("250-test", *offer, "250 SMTPUTF8")
            elif command == "STARTTLS":
                self.say("220 go on")
                return self.encrypt()
            elif command == "AUTH":
                self.say("235 welcome")
            elif command == "DATA":
                self.say("354 go on")
                told = []
                while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
                    told.append(line)
                box.encrypted.append(encrypted)
                box.received.put("\n".join(told))
                self.say("250 taken")
            else:
                self.say("221 bye" if command == "QUIT" else "250 yes")
            return command != "QUIT"

        def encrypt(self) -> bool:
            assert certificate is not None
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            try:
                self.connection = context.wrap_socket(self.connection, server_side=True)
            except OSError:  # the client does not trust us
                return False
            self.rfile.close()
            self.rfile = self.connection.makefile("rb")
            return True

        def finish(self) -> None:
            super().finish()
            self.rfile.close()
            self.connection.close()

        def say(self, *lines: str) -> None:
            self.connection.sendall("".join(f"{line}\r\n" for line in lines).encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as server:
        box = MailBox(f"localhost:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield box
        finally:
            server.shutdown()
            thread.join()


def certificate_for(name: str, path: Path) -> Path:
    """Write a key with a certificate that it signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
