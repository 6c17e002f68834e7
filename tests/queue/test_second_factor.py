"""The code from a telephone: the right one, once, for the right account; its secret never in the clear."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from hemval.queue.desk import Desk, second_factor
from hemval.queue.desk.accounts import FAILURES
from hemval.queue.desk.audit import read_entries
from hemval.queue.desk.backup import back_up
from hemval.queue.desk.errors import CodeRefused, LoginRefused, SecondFactorBroken
from hemval.queue.desk.keys import KeyPair
from hemval.queue.desk.logins import PASSED_HOLDS
from hemval.queue.desk.second_factor import app_address, code_of, in_fours, new_secret, step_at, step_of
from hemval.queue.desk.tables import second_factor as table
from hemval.queue.desk.unsealing import unseal_bytes
from hemval.settings import Places
from tests.queue.samples import NOW

PASSWORD = "korrekt häst batteri"
SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""RFC 6238's own: 12345678901234567890."""
LATER = NOW + timedelta(seconds=30)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    now = datetime.fromtimestamp(seconds, UTC)
    assert code_of(SECRET, step_at(now)) == code
    assert step_of(SECRET, f" {code[:3]} {code[3:]}", now, used=0) == step_at(now)


@pytest.mark.parametrize(("away", "counts"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_step_beside_counts_too(away: int, counts: bool) -> None:
    step = step_at(NOW) + away
    assert step_of(SECRET, code_of(SECRET, step), NOW, used=0) == (step if counts else None)


def test_no_step_up_to_the_last_used_counts_again() -> None:
    middle = step_at(NOW)
    for used in (middle - 1, middle, middle + 1):
        taken = {step_of(SECRET, code_of(SECRET, step), NOW, used) for step in range(middle - 1, middle + 2)}
        assert taken - {None} == set(range(used + 1, middle + 2))


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "٢٨٧٠٨٢", "\ud800", "0" * 10_000])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert step_of(SECRET, typed, NOW, used=0) is None


def test_a_secret_is_new_each_time_and_typed_in_fours() -> None:
    one, other = new_secret(), new_secret()
    assert one != other
    assert [len(group) for group in in_fours(one)] == [4] * 8
    address = app_address(one, "eva å", "Lindviks kommun")
    assert address.startswith("otpauth://totp/Hemval:eva%20%C3%A5%2C%20Lindviks%20kommun?")
    assert f"secret={one}" in address
    assert "+" not in address


@pytest.fixture
def anna(desk: Desk) -> None:
    """An account with a telephone, tied with the code of the step before ``NOW``."""
    add(desk, "anna")


def add(desk: Desk, name: str, secret: str = SECRET) -> None:
    desk.accounts.add(name, PASSWORD, "command:root", NOW)
    before = NOW - timedelta(seconds=30)
    passed = desk.logins.pass_password(name, PASSWORD, before)
    desk.logins.set_second_factor(passed, secret, code_of(secret, step_at(before)), before)


def sign_in(desk: Desk, code: str = "", now: datetime = NOW, name: str = "anna") -> str:
    passed = desk.logins.pass_password(name, PASSWORD, now)
    return desk.logins.pass_code(passed, code or code_of(SECRET, step_at(now)), now)


def test_password_and_code_begin_a_session(desk: Desk, anna: None) -> None:
    assert desk.accounts.list()[0].second_factor
    session = desk.sessions.find(sign_in(desk), NOW)
    assert session is not None
    assert session.officer == "anna"


def test_a_code_counts_once_in_every_way_to_write_it(desk: Desk, anna: None) -> None:
    code = code_of(SECRET, step_at(NOW))
    sign_in(desk, code)
    for again in (code, f" {code[:3]} {code[3:]}", code_of(SECRET, step_at(NOW) - 1)):
        with pytest.raises(CodeRefused):
            sign_in(desk, again)
        with pytest.raises(CodeRefused):
            sign_in(desk, again, NOW + timedelta(seconds=20))
    sign_in(desk, now=LATER)


def test_the_code_that_tied_the_telephone_is_used_up(desk: Desk, anna: None) -> None:
    with pytest.raises(CodeRefused):
        sign_in(desk, code_of(SECRET, step_at(NOW) - 1))


def test_a_telephone_is_tied_once(desk: Desk, anna: None) -> None:
    passed = desk.logins.pass_password("anna", PASSWORD, NOW)
    other = new_secret()
    with pytest.raises(LoginRefused):
        desk.logins.set_second_factor(passed, other, code_of(other, step_at(NOW)), NOW)
    sign_in(desk)


def test_wrong_codes_lock_and_the_password_between_them_opens_nothing(desk: Desk, anna: None) -> None:
    for _ in range(FAILURES):
        with pytest.raises(CodeRefused):
            sign_in(desk, "000000")
    with pytest.raises(LoginRefused):
        sign_in(desk)
    assert desk.accounts.list()[0].locked
    desk.accounts.unlock("anna", "command:root", NOW)
    sign_in(desk)
    assert desk.accounts.list()[0].failures == 0


def spoil(desk: Desk, how: str) -> None:
    if how == "closed":
        desk.accounts.close("anna", "command:root", NOW)
    elif how == "another password":
        desk.accounts.set_password("anna", "ett annat lösenord", "command:root", NOW)
    elif how == "locked":
        with desk.queue.writing() as connection:
            connection.exec_driver_sql("UPDATE officer SET failures = 20")


@pytest.mark.parametrize("how", ["closed", "another password", "locked", "too long ago"])
def test_the_right_password_holds_only_while_it_is_right(desk: Desk, anna: None, how: str) -> None:
    then = NOW - PASSED_HOLDS if how == "too long ago" else NOW
    passed = desk.logins.pass_password("anna", PASSWORD, then)
    desk.accounts.clear_second_factor("anna", "command:root", NOW)
    spoil(desk, how)
    secret = new_secret()
    for attempt in (
        lambda: desk.logins.pass_code(passed, "000000", NOW),
        lambda: desk.logins.set_second_factor(passed, secret, code_of(secret, step_at(NOW)), NOW),
    ):
        with pytest.raises(LoginRefused):
            attempt()


def test_without_a_telephone_no_code_is_right(desk: Desk) -> None:
    desk.accounts.add("bo", PASSWORD, "command:root", NOW)
    with pytest.raises(CodeRefused):
        sign_in(desk, name="bo")


def test_a_cleared_telephone_ends_the_sessions_and_is_logged(desk: Desk, anna: None) -> None:
    token = sign_in(desk)
    desk.accounts.clear_second_factor("anna", "command:root", NOW)
    assert desk.sessions.find(token, NOW) is None
    assert not desk.accounts.list()[0].second_factor
    with pytest.raises(CodeRefused):
        sign_in(desk, now=LATER)
    with desk.queue.reading() as connection:
        acts = [(entry.who, entry.act) for entry in read_entries(connection)]
    assert ("anna", "second_factor_set") in acts
    assert acts[-1] == ("command:root", "second_factor_cleared")


def damaged(desk: Desk) -> dict[str, object]:
    return {"sealed": b"nonsense"}


def anothers(desk: Desk) -> dict[str, object]:
    add(desk, "bo", new_secret())
    with desk.queue.reading() as connection:
        return dict(connection.execute(table.select().where(table.c.officer == "bo")).mappings().one())


@pytest.mark.parametrize("row", [damaged, anothers, lambda _: {"key_number": 99}])
def test_a_secret_put_there_by_another_hand_opens_nothing(
    desk: Desk, anna: None, row: Callable[[Desk], dict[str, object]]
) -> None:
    values = row(desk) | {"officer": "anna"}
    with desk.queue.writing() as connection:
        connection.execute(update(table).where(table.c.officer == "anna").values(values))
    with pytest.raises(SecondFactorBroken, match="new-code anna"):
        sign_in(desk)


def test_the_secret_lies_nowhere_in_the_clear(
    places: Places, desk: Desk, anna: None, tmp_path: Path, recovery: KeyPair
) -> None:
    """In no file that is kept, the backup's among them; the recovery key opens it."""
    back_up(desk, places, tmp_path / "backup", "command:root", NOW)
    plain = (SECRET.encode(), b"12345678901234567890")
    kept = [
        path for path in (*places.content.rglob("*"), *(tmp_path / "backup").rglob("*")) if path.is_file()
    ]
    assert len(kept) > 6
    assert not [path for path in kept if any(one in path.read_bytes() for one in plain)]
    with desk.queue.reading() as connection:
        sealed = connection.execute(table.select()).one().sealed
    assert SECRET.encode() in unseal_bytes(sealed, recovery.secret)


def test_the_search_for_the_secret_finds_one_that_is_not_sealed(
    places: Places, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(second_factor, "seal_padded", lambda text, _: text)
    add(desk, "anna")
    files = [path for path in places.content.rglob("*") if path.is_file()]
    assert [path for path in files if SECRET.encode() in path.read_bytes()]
