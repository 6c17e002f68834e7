"""A session is known by its hash, begins at login and ends in time."""

from datetime import timedelta
from pathlib import Path

import pytest

from hemval.queue.desk import Desk
from hemval.queue.desk.sessions import IDLE, WHOLE
from hemval.settings import Places
from tests.queue.samples import NOW

PASSWORD = "korrekt häst batteri"
MOMENT = timedelta(microseconds=1)


@pytest.fixture
def token(desk: Desk) -> str:
    desk.accounts.add("anna", PASSWORD, "command:root", NOW)
    return desk.logins.sign_in("anna", PASSWORD, NOW)


def test_a_session_says_who_and_since_when(desk: Desk, token: str) -> None:
    session = desk.sessions.find(token, NOW)
    assert session is not None
    assert (session.officer, session.signed_in_at) == ("anna", NOW)


def test_only_the_hash_of_a_token_is_stored(places: Places, desk: Desk, token: str) -> None:
    files: list[Path] = [path for path in places.content.rglob("*") if path.is_file()]
    assert not [path for path in files if token.encode() in path.read_bytes()]


def test_every_login_gets_a_new_token_and_ends_the_old_session(desk: Desk, token: str) -> None:
    new = desk.logins.sign_in("anna", PASSWORD, NOW, old_token=token)
    assert new != token
    assert desk.sessions.find(token, NOW) is None
    assert desk.sessions.find(new, NOW)


def test_a_token_chosen_by_an_attacker_never_becomes_a_session(desk: Desk, token: str) -> None:
    planted = "planted" * 6
    assert desk.logins.sign_in("anna", PASSWORD, NOW, old_token=planted) != planted
    assert desk.sessions.find(planted, NOW) is None


def test_an_idle_session_ends(desk: Desk, token: str) -> None:
    assert desk.sessions.find(token, NOW + IDLE - MOMENT)
    assert desk.sessions.find(token, NOW + IDLE - MOMENT + IDLE) is None


def test_a_session_in_use_lives_on_until_its_whole_time_is_up(desk: Desk, token: str) -> None:
    now = NOW
    while now + IDLE / 2 < NOW + WHOLE:
        now += IDLE / 2
        assert desk.sessions.find(token, now)
    assert desk.sessions.find(token, NOW + WHOLE) is None


def test_visits_close_together_never_make_a_session_live_longer(desk: Desk, token: str) -> None:
    """Not every visit is noted; what is not noted must not count."""
    last = NOW + timedelta(seconds=29)
    assert desk.sessions.find(token, last)
    assert desk.sessions.find(token, last + IDLE) is None


def test_a_session_dies_with_its_account(desk: Desk, token: str) -> None:
    desk.accounts.close("anna", "command:root", NOW)
    assert desk.sessions.find(token, NOW) is None


def test_a_session_of_a_closed_account_is_none_even_if_it_was_left(desk: Desk, token: str) -> None:
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE officer SET closed_at = created_at")
    assert desk.sessions.find(token, NOW) is None


def test_a_session_dies_when_the_password_changes(desk: Desk, token: str) -> None:
    desk.accounts.set_password("anna", "ett annat lösenord", "command:root", NOW)
    assert desk.sessions.find(token, NOW) is None


def test_signing_out_ends_the_session_and_is_logged_once(desk: Desk, token: str) -> None:
    desk.sessions.end(token, NOW)
    sound = desk.verify().sound
    desk.sessions.end(token, NOW)
    assert desk.sessions.find(token, NOW) is None
    assert desk.verify().sound == sound


def test_sessions_that_ran_out_are_cleared_away(desk: Desk, token: str) -> None:
    later = NOW + WHOLE
    desk.logins.sign_in("anna", PASSWORD, later)
    with desk.queue.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM session").scalar() == 1


@pytest.mark.parametrize("nonsense", ["", "x", "å" * 40, "\0"])
def test_nonsense_is_no_session(desk: Desk, token: str, nonsense: str) -> None:
    assert desk.sessions.find(nonsense, NOW) is None
