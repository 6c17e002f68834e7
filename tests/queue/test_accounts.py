"""Officers' accounts: long passwords, a lock after too many guesses, nothing told to a stranger."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event, Lock

import pytest

from hemval.queue.desk import Desk, passwords
from hemval.queue.desk.accounts import FAILURES
from hemval.queue.desk.audit import read_entries
from hemval.queue.desk.errors import (
    LoginBusy,
    LoginRefused,
    NameRefused,
    NameTaken,
    NoSuchOfficer,
    PasswordRefused,
    RolesRefused,
)
from hemval.queue.desk.passwords import Passwords
from tests.queue.samples import NOW

PASSWORD = "korrekt häst batteri"
WRONG = "helt fel lösenord"


@pytest.fixture(autouse=True)
def anna(desk: Desk) -> None:
    desk.accounts.add("Anna", PASSWORD, "command:root", NOW)


def acts(desk: Desk) -> list[tuple[str, str]]:
    with desk.queue.reading() as connection:
        return [(entry.who, entry.act) for entry in read_entries(connection)]


def fail(desk: Desk, times: int, name: str = "anna") -> None:
    for _ in range(times):
        with pytest.raises(LoginRefused):
            desk.logins.sign_in(name, WRONG, NOW)


def test_the_hash_has_the_agreed_parameters(desk: Desk) -> None:
    assert desk.accounts.passwords.hash(PASSWORD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_signing_in_is_logged_and_the_name_is_forgiving(desk: Desk) -> None:
    desk.logins.sign_in("ANNA", PASSWORD, NOW)
    assert acts(desk)[-1] == ("anna", "login")


def test_letters_typed_in_two_ways_are_one_password(desk: Desk) -> None:
    desk.logins.sign_in("anna", PASSWORD.replace("ä", "a\u0308"), NOW)


@pytest.mark.parametrize("name", ["Anna", "anna", "ANNA"])
def test_a_name_is_taken_once(desk: Desk, name: str) -> None:
    with pytest.raises(NameTaken):
        desk.accounts.add(name, PASSWORD, "command:root", NOW)


@pytest.mark.parametrize(
    "name", ["", "a", " anna", "an\nna", "an\u202ena", "x" * 65, "command:root", "Hemval"]
)
def test_names_that_would_confuse_the_log_are_refused(desk: Desk, name: str) -> None:
    with pytest.raises(NameRefused):
        desk.accounts.add(name, PASSWORD, "command:root", NOW)


@pytest.mark.parametrize(
    "roles", [[], ["boss"], ["officer", "boss"], ["admin", "officer"], ["auditor", "admin"]]
)
def test_roles_that_would_let_one_do_too_much_are_refused(desk: Desk, roles: list[str]) -> None:
    with pytest.raises(RolesRefused):
        desk.accounts.add("bo", PASSWORD, "command:root", NOW, roles)
    with pytest.raises(RolesRefused):
        desk.accounts.set_roles("anna", roles, "command:root", NOW)
    assert [(one.name, one.roles) for one in desk.accounts.list()] == [("anna", ("officer",))]


def test_roles_are_logged_by_name_and_reach_the_session_that_is_open(desk: Desk) -> None:
    token = desk.logins.sign_in("anna", PASSWORD, NOW)
    desk.accounts.set_roles("ANNA", ["coordinator", "officer", "officer"], "command:root", NOW)
    session = desk.sessions.find(token, NOW)
    assert session is not None
    assert session.roles == ("officer", "coordinator")
    with desk.queue.reading() as connection:
        last = read_entries(connection)[-1]
    assert (last.act, last.rows) == ("roles_changed", '["anna", "officer", "coordinator"]')


@pytest.mark.parametrize("password", ["", "fjorton tecken", "x" * 201])
def test_passwords_of_the_wrong_length_are_refused(desk: Desk, password: str) -> None:
    with pytest.raises(PasswordRefused):
        desk.accounts.add("bo", password, "command:root", NOW)
    with pytest.raises(PasswordRefused):
        desk.accounts.set_password("anna", password, "command:root", NOW)


def test_an_account_locks_after_too_many_failures_in_a_row(desk: Desk) -> None:
    fail(desk, FAILURES - 1)
    desk.logins.sign_in("anna", PASSWORD, NOW)
    fail(desk, FAILURES)
    with pytest.raises(LoginRefused):
        desk.logins.sign_in("anna", PASSWORD, NOW)
    assert desk.accounts.list()[0].locked
    desk.accounts.unlock("anna", "command:root", NOW)
    desk.logins.sign_in("anna", PASSWORD, NOW)


def test_unlocking_leaves_the_officer_signed_in(desk: Desk) -> None:
    """Or whoever guesses passwords could throw an officer out by way of the one who helps."""
    token = desk.logins.sign_in("anna", PASSWORD, NOW)
    desk.accounts.unlock("anna", "command:root", NOW)
    assert desk.sessions.find(token, NOW)
    desk.accounts.set_password("anna", PASSWORD, "command:root", NOW)
    assert desk.sessions.find(token, NOW) is None


def test_guesses_at_once_do_not_slip_past_the_lock(desk: Desk) -> None:
    fail(desk, FAILURES - 1)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: fail(desk, 1), range(8)))
    assert desk.accounts.list()[0].failures == FAILURES


def test_a_stranger_cannot_fill_the_log(desk: Desk) -> None:
    before = len(acts(desk))
    fail(desk, FAILURES + 5)
    fail(desk, 3, "nobody")
    assert acts(desk)[before:] == [("hemval", "account_locked")]


def test_unknown_closed_and_wrong_are_told_apart_by_nothing(desk: Desk) -> None:
    desk.accounts.add("bo", PASSWORD, "command:root", NOW)
    desk.accounts.close("bo", "command:root", NOW)
    told = set()
    for name, password in (("nobody", PASSWORD), ("bo", PASSWORD), ("anna", WRONG)):
        with pytest.raises(LoginRefused) as refused:
            desk.logins.sign_in(name, password, NOW)
        told.add(str(refused.value))
    assert len(told) == 1


@pytest.mark.parametrize("name", ["nobody", "anna"])
def test_one_hash_is_checked_whoever_is_named(desk: Desk, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    verify = Passwords.verify

    def counting(self: Passwords, stored: str, password: str) -> bool:
        checked.append(stored)
        return verify(self, stored, password)

    monkeypatch.setattr(Passwords, "verify", counting)
    fail(desk, 1, name)
    assert len(checked) == 1
    assert (checked[0] == passwords.DUMMY) is (name == "nobody")


def test_the_dummy_takes_as_long_as_a_real_one(desk: Desk) -> None:
    assert not desk.accounts.passwords.hasher.check_needs_rehash(passwords.DUMMY)


def test_a_password_that_fits_the_dummy_lets_nobody_in(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "DUMMY", desk.accounts.passwords.hash(PASSWORD))
    with pytest.raises(LoginRefused):
        desk.logins.sign_in("nobody", PASSWORD, NOW)


def test_at_most_two_hashes_are_checked_at_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    verify, lock, under_way, most = Passwords.verify, Lock(), 0, 0

    def watched(self: Passwords, stored: str, password: str) -> bool:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        try:
            return verify(self, stored, password)
        finally:
            with lock:
                under_way -= 1

    monkeypatch.setattr(Passwords, "verify", watched)
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda _: fail(desk, 1, "nobody"), range(12)))
    assert most == 2


def test_who_waits_too_long_for_a_turn_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "WAIT_SECONDS", 0.01)
    go_on = Event()
    for _ in range(2):
        desk.accounts.passwords.turns.submit(go_on.wait)
    with pytest.raises(LoginBusy):
        desk.logins.sign_in("anna", PASSWORD, NOW)
    go_on.set()


def test_a_new_password_replaces_the_old(desk: Desk) -> None:
    desk.accounts.set_password("anna", "ett annat lösenord", "command:root", NOW)
    fail_with(desk, PASSWORD)
    desk.logins.sign_in("anna", "ett annat lösenord", NOW)


def fail_with(desk: Desk, password: str) -> None:
    with pytest.raises(LoginRefused):
        desk.logins.sign_in("anna", password, NOW)


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, name: desk.accounts.close(name, "command:root", NOW),
        lambda desk, name: desk.accounts.unlock(name, "command:root", NOW),
        lambda desk, name: desk.accounts.set_password(name, PASSWORD, "command:root", NOW),
        lambda desk, name: desk.accounts.set_roles(name, ["admin"], "command:root", NOW),
    ],
)
def test_acts_on_unknown_or_closed_accounts_are_refused(desk: Desk, act: Callable[[Desk, str], None]) -> None:
    desk.accounts.close("anna", "command:root", NOW)
    for name in ("anna", "nobody"):
        with pytest.raises(NoSuchOfficer):
            act(desk, name)


def test_a_closed_name_is_never_given_to_another(desk: Desk) -> None:
    desk.accounts.close("anna", "command:root", NOW)
    with pytest.raises(NameTaken):
        desk.accounts.add("anna", PASSWORD, "command:root", NOW)
    assert desk.accounts.list()[0].closed_at == NOW


def test_every_act_on_an_account_is_logged(desk: Desk) -> None:
    desk.accounts.set_password("anna", PASSWORD, "command:root", NOW)
    desk.accounts.unlock("anna", "command:root", NOW)
    desk.accounts.close("anna", "command:root", NOW)
    assert [act for _, act in acts(desk)] == [
        "account_added", "password_changed", "account_unlocked", "account_closed",
    ]  # fmt: skip
