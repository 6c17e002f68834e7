"""Who leaves an e-mail address is told there that the choice has come: that, and nothing else."""

import logging
import threading
from datetime import datetime
from email import message_from_string
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.public.mail import received_mail
from hemval.settings import Settings
from hemval.web.post_office import MailServer, PostOffice
from hemval.words import words_in
from hemval.words.dates import SWEDEN
from tests.forms.samples import content_of
from tests.public.client import Citizen, citizen_of
from tests.public.journeys import PERSON, go
from tests.web.mail_server import MailBox, certificate_for, mail_server

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=SWEDEN)
ADDRESS = "asa@example.se"
SENDER = "svara-inte@lindvik.example"

lindvik = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)


def with_mail(settings: Settings, address: str) -> Citizen:
    return citizen_of(settings.model_copy(update={"mail_server": address, "mail_sender": SENDER}))


def read(told: str) -> EmailMessage:
    message = message_from_string(told, policy=default)
    assert isinstance(message, EmailMessage)
    return message


@lindvik
def test_it_says_that_something_has_come_and_not_what(settings: Settings) -> None:
    with mail_server() as box:
        citizen = with_mail(settings, box.address)
        go(citizen, kind="first", provider="bjorkens-hemtjanst", email=ADDRESS).send()
        assert "Vi skickar också e-post om det." in citizen.words
        mail = read(box.next())
    assert (mail["To"], mail["From"]) == (ADDRESS, f"Lindviks kommun <{SENDER}>")
    assert mail["Subject"] == "Vi har tagit emot det du skickade"
    body = mail.get_content()
    assert "031-390 06 12" in body
    reference = body.partition("Din referens är ")[2].partition(".")[0]
    assert reference
    assert reference in citizen.words
    for secret in (PERSON["name"], "Björken", PERSON["phone"], "hemtjänst", "hemtjanst", "1938"):
        assert secret.lower() not in mail.as_string().lower() + body.lower()


@lindvik
def test_it_is_sent_once_in_the_persons_language(settings: Settings) -> None:
    with mail_server() as box:
        citizen = with_mail(settings, box.address)
        citizen.get("/en/valj/")
        go(citizen, kind="no-choice", email=ADDRESS)
        check, token, cookies = citizen.path, citizen.token, citizen.client._cookies.copy()
        citizen.send()
        assert "We also send an e-mail that says so." in citizen.words
        assert read(box.next())["Subject"] == "We have received what you sent"
        citizen.client._cookies = cookies
        citizen.post(check, {"csrf_token": token})
        assert citizen.question == "kvitto"
        assert "e-mail that says so" not in citizen.words
        assert box.received.empty()


@lindvik
def test_without_a_server_or_an_address_nothing_is_asked_or_sent(settings: Settings) -> None:
    citizen = citizen_of(settings)
    go(citizen, kind="no-choice")
    assert "E-post" not in citizen.words
    with mail_server() as box:
        citizen = with_mail(settings, box.address)
        go(citizen, kind="no-choice", email="").send()
        assert "Vi skickar också e-post" not in citizen.words
        assert box.lines == []


@lindvik
def test_a_mail_that_cannot_be_sent_disturbs_nobody(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with mail_server(refuses="RCPT") as box:
        citizen = with_mail(settings, box.address)
        go(citizen, kind="no-choice", email=ADDRESS).send()
        assert citizen.question == "kvitto"
        post_office = PostOffice(server_at(box))
        post_office.take(lambda: written())
        post_office.close()
    PostOffice(MailServer("localhost", 1, SENDER)).close()
    told = " ".join(record.getMessage() for record in caplog.records)
    assert "SMTPRecipientsRefused" in told
    assert ADDRESS not in caplog.text


def test_what_fails_while_it_is_written_disturbs_nobody(caplog: pytest.LogCaptureFixture) -> None:
    with mail_server() as box:
        post_office = PostOffice(server_at(box))
        post_office.take(lambda: written(to="asa@example.se\r\nBcc: alla@example.se"))
        post_office.take(lambda: written())
        post_office.close()
        assert read(box.next())["To"] == ADDRESS
        assert box.received.empty()
    assert "alla@example.se" not in caplog.text
    assert not post_office.thread.is_alive()


def test_no_more_wait_than_there_is_room_for(caplog: pytest.LogCaptureFixture) -> None:
    go_on, begun = threading.Event(), threading.Event()

    def slow() -> EmailMessage:
        begun.set()
        go_on.wait(20)
        return written()

    with mail_server() as box, caplog.at_level(logging.WARNING):
        post_office = PostOffice(server_at(box), most=1)
        assert post_office.take(slow)
        assert begun.wait(20)
        assert post_office.take(lambda: written())
        assert not post_office.take(lambda: written())
        go_on.set()
        post_office.close()
        assert box.received.qsize() == 2
    assert "1 wait already" in caplog.text


def test_it_is_encrypted_where_the_server_offers_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = certificate_for("localhost", tmp_path / "right.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(certificate=certificate) as box:
        post_office = PostOffice(server_at(box, user="hemval", password="hemligt"))
        post_office.take(lambda: written())
        post_office.close()
        assert read(box.next())["To"] == ADDRESS
    assert box.encrypted == [True]
    assert any(line.startswith("AUTH") for line in box.lines)


def test_nothing_is_sent_to_a_server_that_is_not_who_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certificate_for("another.example", tmp_path / "wrong.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with mail_server(certificate=certificate) as box:
        post_office = PostOffice(server_at(box))
        post_office.take(lambda: written())
        post_office.close()
    assert box.received.empty()


def test_a_password_is_never_sent_in_the_clear() -> None:
    with mail_server() as box:
        post_office = PostOffice(server_at(box, user="hemval", password="hemligt"))
        post_office.take(lambda: written())
        post_office.close()
    assert not any(line.startswith("AUTH") for line in box.lines)
    assert box.received.empty()


@given(st.text(max_size=60))
def test_an_address_can_add_no_header(text: str) -> None:
    expected = set(written().keys())
    try:
        mail = read(written(to=f"{text}@x.se").as_string())
    except Exception:  # noqa: BLE001 - refused, in whatever way
        return
    assert set(mail.keys()) == expected
    assert mail["Bcc"] is None


def server_at(box: MailBox, user: str = "", password: str = "") -> MailServer:
    host, _, port = box.address.partition(":")
    return MailServer(host, int(port), SENDER, user, password)


def written(to: str = ADDRESS) -> EmailMessage:
    municipality = content_of("lindvik").municipality
    return received_mail(to, "7K2WXDPM", NOW, municipality, words_in("sv"), sender=SENDER)
