"""``hemval queue`` and ``hemval officer``, as an operator runs them."""

import hashlib
import os
import pwd
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import insert

from hemval.cli.at_the_desk import by_command
from hemval.cli.officer import officer
from hemval.cli.queue import queue
from hemval.queue.desk import Desk
from hemval.queue.desk import errors as desk_errors
from hemval.queue.desk.audit import read_entries
from hemval.queue.desk.batch import AT_MOST
from hemval.queue.desk.keys import KeyPair
from hemval.queue.errors import StoreError
from hemval.queue.inbox import Inbox
from hemval.queue.inbox_table import inbox as inbox_table
from hemval.queue.sealing import seal
from hemval.queue.times import as_text
from hemval.settings import Places, Settings
from hemval.words import words_in
from tests.queue.exits import listed, take_in
from tests.queue.samples import NAME, NOW, NUMBER, choice

PASSWORD = "korrekt häst batteri"


def run(places: Places, *arguments: str | Path, typed: str = "") -> Result:
    command = {"queue": queue, "officer": officer}[str(arguments[0])]
    settings = Settings(content=places.content)
    return CliRunner().invoke(command, [str(one) for one in arguments[1:]], obj=settings, input=typed)


def log(desk: Desk) -> list[tuple[str, str]]:
    with desk.queue.reading() as connection:
        return [(entry.who, entry.act) for entry in read_entries(connection)]


@pytest.fixture(autouse=True)
def sent(inbox: Inbox) -> None:
    for n in range(3):
        inbox.submit(choice(str(n)))


def test_status_counts_and_moves_nothing(places: Places, desk: Desk) -> None:
    states = ["0 nya", "0 väntar på svar", "0 i kö", "0 övertagna", "0 avslutade", "0 återtagna"]
    told = run(places, "queue", "status").output.splitlines()
    assert told[:-1] == ["3 i brevlådan", *states]
    assert told[-1] == "Vad som gallras härnäst går att säga först efter hemval build."
    desk.take_in(NOW)
    assert "Det äldsta nya kom in 2 december 2026 klockan 10.30" in run(places, "queue", "status").output


@pytest.mark.parametrize("zone", ["UTC", "America/New_York"])
def test_times_are_swedish_whatever_the_machine_has(
    places: Places, desk: Desk, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.take_in(NOW)
    desk.accounts.add("anna", PASSWORD, "command:root", NOW)
    desk.accounts.close("anna", "command:root", datetime(2026, 12, 2, 23, 30, tzinfo=UTC))
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        status, accounts = (run(places, *two).output for two in (("queue", "status"), ("officer", "list")))
    finally:
        monkeypatch.undo()
        time.tzset()
    assert "2 december 2026 klockan 10.30" in status
    assert accounts == "anna\tstängt konto 2026-12-03\tofficer\tingen telefon kopplad\n"


def test_the_log_names_the_real_user_whatever_the_environment_says(
    places: Places, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("LOGNAME", "USER", "LNAME", "USERNAME", "SUDO_USER"):
        monkeypatch.setenv(variable, "somebody.else")
    run(places, "officer", "add", "Anna", typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert log(desk)[-1] == (f"command:{pwd.getpwuid(os.getuid()).pw_name}", "account_added")


@pytest.mark.parametrize(
    ("user", "behind", "told"),
    [
        (0, "1", "command:root (sudo: {1})"),
        (0, "0", "command:root (sudo: root)"),
        (1, "0", "command:{1} (sudo: root)"),
        (1, "1", "command:{1}"),
        (0, "987654321", "command:root (sudo: uid 987654321)"),
        (987654321, "", "command:uid 987654321"),
        (0, "anna", "command:root"),
        (0, "1 )", "command:root"),
        (0, "9" * 40, "command:root"),
    ],
)
def test_whoever_stands_behind_sudo_is_named_too(
    user: int, behind: str, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getuid", lambda: user)
    assert by_command({"SUDO_UID": behind}) == told.replace("{1}", pwd.getpwuid(1).pw_name)


def test_verify_prints_a_head_that_a_later_check_holds_it_to(places: Places, desk: Desk) -> None:
    desk.take_in(NOW)
    head = run(places, "queue", "verify").output.splitlines()[-1]
    assert run(places, "queue", "verify", "--head", head).exit_code == 0
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM audit")
    assert run(places, "queue", "verify").exit_code == 0
    done = run(places, "queue", "verify", "--head", head)
    assert (done.exit_code, done.output) == (
        1,
        "Loggen är bruten vid post 1.\nDen har funnits: loggen har kortats där eller skrivits om.\n",
    )
    assert run(places, "queue", "verify", "--head", "nonsense").exit_code == 1


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_export_writes_new_rows_to_a_private_file_and_logs_it(
    places: Places, desk: Desk, tmp_path: Path, kind: str
) -> None:
    out = tmp_path / f"val.{kind}"
    done = run(places, "queue", "export", "--format", kind, "--out", out)
    sum_ = hashlib.sha256(out.read_bytes()).hexdigest()
    said = f"3 val skrevs.\nDet är omgång 1. SHA-256: {sum_}\n"
    assert (done.exit_code, done.output) == (0, said)
    assert out.stat().st_mode & 0o777 == 0o600
    assert out.read_bytes().startswith({"csv": "\ufeff".encode(), "xlsx": b"PK"}[kind])
    who, act = log(desk)[-1]
    assert who.startswith("command:")
    assert act == "batch_fetch"
    assert run(places, "queue", "export", "--format", kind, "--out", out).exit_code == 1
    assert len(log(desk)) == 3


def test_an_export_says_what_it_had_no_room_for_and_the_next_holds_that(
    places: Places, desk: Desk, inbox: Inbox, tmp_path: Path
) -> None:
    many = [choice(f"many {n}") for n in range(AT_MOST)]
    rows = [
        {
            "id": one.id, "received_at": as_text(one.received_at), "form": one.form,
            "key_number": inbox.recipients.number, "sealed": seal(one, inbox.recipients),
        }
        for one in many
    ]  # fmt: skip
    with inbox.database.writing() as connection:
        connection.execute(insert(inbox_table), rows)
    left = f"De {AT_MOST} äldsta är med. Kör kommandot en gång till för resten: 3 val är kvar."
    done = run(places, "queue", "export", "--out", tmp_path / "1.csv").output.splitlines()
    assert (done[0], done[2:]) == (f"{AT_MOST} val skrevs.", [left])
    done = run(places, "queue", "export", "--out", tmp_path / "2.csv").output.splitlines()
    assert (done[0], done[2:]) == ("3 val skrevs.", [])
    held = [{header.id for header in desk.batches.rows(number)} for number in (1, 2)]
    assert sum(map(len, held)) == len(held[0] | held[1]) == AT_MOST + 3


def test_a_damaged_row_does_not_stop_an_export(places: Places, desk: Desk, tmp_path: Path) -> None:
    desk.take_in(NOW)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(f"UPDATE submission SET sealed=x'00' WHERE id='{choice('1').id}'")
    done = run(places, "queue", "export", "--out", tmp_path / "val.csv")
    assert (done.exit_code, done.stdout.partition("\n")[0]) == (0, "2 val skrevs.")
    assert choice("1").id in done.stderr


def test_backup_and_restore(places: Places, tmp_path: Path, recovery: KeyPair) -> None:
    assert run(places, "queue", "backup", tmp_path / "b").output == "3 ärenden säkerhetskopierades.\n"
    (tmp_path / "new").mkdir()
    new = Places(tmp_path / "new")
    done = run(new, "queue", "restore", tmp_path / "b", typed=f"{recovery.secret}\n")
    assert done.exit_code == 0
    assert recovery.secret not in done.output
    assert "3 ärenden återställdes." in done.output
    assert run(new, "queue", "status").output.startswith("3 i brevlådan")
    again = run(new, "queue", "restore", tmp_path / "b", typed=f"{recovery.secret}\n")
    assert again.exit_code == 1


def test_backup_and_restore_tell_of_the_affected(
    places: Places, desk: Desk, tmp_path: Path, recovery: KeyPair
) -> None:
    """Whoever restores between two letters must see that the list came with it."""
    take_in(desk, *(listed(n) for n in range(2)))
    told = "2 personer vars utförare slutar.\n"
    assert run(places, "queue", "backup", tmp_path / "b").output.endswith(told)
    (tmp_path / "new").mkdir()
    new = Places(tmp_path / "new")
    assert told in run(new, "queue", "restore", tmp_path / "b", typed=f"{recovery.secret}\n").output


def test_the_recovery_key_is_read_from_a_file_as_age_writes_it(
    places: Places, tmp_path: Path, recovery: KeyPair
) -> None:
    run(places, "queue", "backup", tmp_path / "b")
    (tmp_path / "key").write_text(f"# created: today\n# public key: {recovery.public}\n{recovery.secret}\n")
    (tmp_path / "new").mkdir()
    done = run(Places(tmp_path / "new"), "queue", "restore", tmp_path / "b", "--key", tmp_path / "key")
    assert done.exit_code == 0


def test_the_officers_accounts(places: Places, desk: Desk) -> None:
    roles = "--role", "coordinator", "--role", "officer"
    done = run(places, "officer", "add", "Anna", *roles, typed=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0
    assert PASSWORD not in done.output
    assert desk.logins.sign_in("anna", PASSWORD, NOW)
    new = "ett annat lösenord"
    assert run(places, "officer", "password", "anna", typed=f"{new}\n{new}\n").exit_code == 0
    assert desk.logins.sign_in("anna", new, NOW)
    assert run(places, "officer", "unlock", "anna").exit_code == 0
    assert "kopplar en ny telefon" in run(places, "officer", "new-code", "anna").output
    assert log(desk)[-1][1] == "second_factor_cleared"
    assert (
        run(places, "officer", "list").output
        == "anna\töppet konto\tofficer coordinator\tingen telefon kopplad\n"
    )
    assert run(places, "officer", "roles", "anna", "auditor", "registrar").exit_code == 0
    assert (
        run(places, "officer", "list").output
        == "anna\töppet konto\tregistrar auditor\tingen telefon kopplad\n"
    )
    assert "har ingen annan" in run(places, "officer", "roles", "anna", "admin", "officer").output
    refused = run(places, "officer", "add", "bo", "--role", "admin", "--role", "officer")
    assert "Den som är admin har ingen annan roll. Ta bort: officer." in refused.output
    assert "lösenord" not in refused.output, "nothing is asked for in vain"
    assert run(places, "officer", "roles", "anna").exit_code == 2
    assert run(places, "officer", "close", "anna").exit_code == 0
    assert run(places, "officer", "list").output.startswith("anna\tstängt konto 20")


def test_a_refusal_is_a_swedish_sentence(places: Places, tmp_path: Path) -> None:
    done = run(places, "officer", "add", "anna", typed="kort\nkort\n")
    assert done.exit_code == 1
    assert done.output.endswith("Lösenordet måste ha minst 15 och högst 200 tecken.\n")
    (tmp_path / "empty").mkdir()
    done = run(Places(tmp_path / "empty"), "queue", "status")
    assert (done.exit_code, "Kör hemval init" in done.output) == (1, True)


def test_no_command_but_export_shows_anything_personal(places: Places, tmp_path: Path) -> None:
    shown = "".join(
        run(places, *command).output
        for command in (["queue", "status"], ["queue", "verify"], ["queue", "backup", tmp_path / "b"])
    )
    assert NAME not in shown
    assert NUMBER not in shown


def all_errors(kind: type[StoreError]) -> list[type[StoreError]]:
    return [kind, *(each for below in kind.__subclasses__() for each in all_errors(below))]


def test_every_error_of_this_room_has_a_swedish_sentence() -> None:
    assert desk_errors.NoSuchRow in all_errors(StoreError)
    for kind in all_errors(StoreError)[1:]:
        assert words_in("sv").say(kind.sentence) != kind.sentence
