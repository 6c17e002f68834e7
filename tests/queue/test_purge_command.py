"""``hemval queue purge``: what goes, by which decision; asked first; and what status and verify say of it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hemval.cli.queue import queue
from hemval.content.whole import Content
from hemval.pages.published import write_published
from hemval.queue.desk import Desk
from hemval.queue.inbox import Inbox
from hemval.settings import Places, Settings
from tests.queue.samples import NAME, NOW, NUMBER, choice

TODAY = datetime.now(UTC)
DAY = timedelta(days=1)


def run(places: Places, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(queue, list(arguments), obj=Settings(content=places.content), input=typed)


@pytest.fixture
def ended(places: Places, inbox: Inbox, desk: Desk, content: Content) -> None:
    """Four rows: two that are due, one that goes later, one that nobody has touched for half a year."""
    write_published(places.published, content, {})
    old = choice("open").model_copy(update={"received_at": TODAY - 170 * DAY})
    for one in (*(choice(draft) for draft in "abc"), old):
        inbox.submit(one)
    desk.take_in(NOW)
    for draft, days in (("a", 40), ("b", 31), ("c", 28)):
        desk.step(choice(draft).id, 1, "closed", "anna", TODAY - days * DAY)


def test_a_dry_run_tells_and_changes_nothing(places: Places, desk: Desk, ended: None) -> None:
    before = desk.head()
    told = run(places, "purge", "--dry-run").output
    assert "Beslut: Äldrenämndens gallringsbeslut 2025:14 (påhittat)" in told
    assert "30 dagar efter att det är avslutat" in told
    assert "2 raderas nu, avslutade" in told
    assert "Härnäst raderas 1 avslutat ärende" in told
    assert "Varning: 1 ärende som ingen har avslutat raderas snart" in told
    assert (desk.head(), desk.count()["closed"]) == (before, 3)
    assert not [word for word in (NAME, NUMBER, choice("a").reference) if word in told]


def test_it_asks_first(places: Places, desk: Desk, ended: None) -> None:
    assert run(places, "purge", typed="\n").output.endswith("Inget är ändrat.\n")
    assert desk.count()["closed"] == 3
    assert run(places, "purge", typed="ja\n").output.endswith("2 ärenden är raderade.\n")
    assert desk.count()["closed"] == 1
    told = run(places, "purge").output
    assert "Inget ska raderas nu." in told
    assert told.endswith("0 ärenden är raderade.\n"), "nothing is due, nothing to ask"


def test_yes_is_for_a_timer(places: Places, desk: Desk, ended: None) -> None:
    done = run(places, "purge", "--yes")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "2 ärenden är raderade.")
    assert run(places, "verify").exit_code == 0


def test_status_tells_what_goes_next(places: Places, ended: None) -> None:
    told = run(places, "status").output
    assert "Härnäst raderas 1 avslutat ärende" in told
    assert "Varning: 1 ärende" in told
    assert "arbetsdagar." in told


def test_verify_names_what_is_gone_without_a_purge(places: Places, desk: Desk, ended: None) -> None:
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM submission WHERE id=?", (choice("b").id,))
    done = run(places, "verify")
    assert (done.exit_code, choice("b").id in done.output) == (1, True)
    assert "ingen gallring har tagit dem" in done.output


def test_without_a_build_there_is_no_rule(places: Places, desk: Desk) -> None:
    done = run(places, "purge", "--yes")
    assert (done.exit_code, "hemval build" in done.output) == (1, True)


def test_what_a_restore_left_half_done_goes_too(places: Places, ended: None) -> None:
    left = places.var / ".restoring-abc"
    left.mkdir()
    (left / "queue.sqlite").write_text(NAME)
    assert run(places, "purge", "--yes").exit_code == 0
    assert not left.exists()


def test_what_may_not_be_removed_is_named(
    places: Places, ended: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = places.var / ".restoring-abc"
    left.mkdir()

    def refused(path: Path) -> None:
        raise PermissionError(path)

    monkeypatch.setattr("hemval.queue.desk.unfinished.shutil.rmtree", refused)
    done = run(places, "purge", "--yes")
    assert (done.exit_code, str(left) in done.stderr) == (0, True)
