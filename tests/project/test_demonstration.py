"""A demonstration is known by its keys: neither a leftover folder nor an interruption makes or hides one."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hemval.cli import init as command
from hemval.cli.demonstration import is_demonstration, login_of_demonstration
from hemval.cli.init import init
from hemval.cli.roles import as_started
from hemval.queue.desk import Desk
from hemval.queue.desk.keys import new_recovery_key
from hemval.settings import Settings

RECOVERY = new_recovery_key()


class CutOff(BaseException):
    """The machine was turned off."""


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(content=tmp_path)


def run(settings: Settings, *arguments: str, typed: str = "") -> Result:
    return CliRunner().invoke(init, arguments, obj=settings, input=typed)


def accounts(settings: Settings) -> list[str]:
    desk = Desk.open(settings.places)
    names = [account.name for account in desk.accounts.list()]
    desk.close()
    return names


def cut_off_at(monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def cut(*_: object) -> None:
        raise CutOff

    monkeypatch.setattr(command, step, cut)


def test_a_demonstration_has_a_login_and_says_so(settings: Settings) -> None:
    done = run(settings, "--demonstration")
    assert done.exit_code == 0
    assert "Logga in som demo, eller som demo-admin" in done.output
    assert str(login_of_demonstration(settings.places)) in done.output
    assert is_demonstration(settings.places)
    assert as_started(settings).secure_cookies is False
    assert as_started(settings).second_factor is False
    decided = Settings(content=settings.content, second_factor=True)
    assert as_started(decided).second_factor is True
    assert accounts(settings) == ["demo", "demo-admin"]
    before = login_of_demonstration(settings.places).read_text()
    assert run(settings).exit_code == run(settings, "--demonstration").exit_code == 0
    assert login_of_demonstration(settings.places).read_text() == before


def test_a_real_init_after_one_that_was_cut_off_is_real(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        cut_off_at(patched, "prepare")
        with pytest.raises(CutOff):
            CliRunner().invoke(init, ["--demonstration"], obj=settings, catch_exceptions=False)
    assert (settings.places.var / "demonstration").is_dir()
    monkeypatch.setattr(command, "new_recovery_key", lambda: RECOVERY)
    assert run(settings, typed=f"{RECOVERY.secret}\n").exit_code == 0
    assert not is_demonstration(settings.places)
    assert as_started(settings).secure_cookies is True
    assert as_started(settings).second_factor is True
    assert accounts(settings) == []
    assert not login_of_demonstration(settings.places).exists()


@pytest.mark.parametrize("step", ["prepare", "_make_demonstration_login"])
def test_a_demonstration_that_was_cut_off_becomes_whole(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    with monkeypatch.context() as patched:
        cut_off_at(patched, step)
        with pytest.raises(CutOff):
            CliRunner().invoke(init, ["--demonstration"], obj=settings, catch_exceptions=False)
    assert run(settings, "--demonstration").exit_code == 0
    assert is_demonstration(settings.places)
    assert accounts(settings) == ["demo", "demo-admin"]


@pytest.mark.parametrize(
    "left", ["", "no key", "Å", new_recovery_key().secret], ids=["empty", "no key", "Å", "other"]
)
def test_a_key_that_fits_nothing_marks_nothing(settings: Settings, left: str) -> None:
    assert not is_demonstration(settings.places)
    (settings.places.var / "demonstration").mkdir(parents=True)
    (settings.places.var / "demonstration/recovery-key.txt").write_text(left)
    assert not is_demonstration(settings.places)
    assert run(settings, "--demonstration").exit_code == 0
    assert is_demonstration(settings.places)


@pytest.mark.parametrize("own", ["public", "officers"])
def test_each_process_knows_it_from_its_own_folder(settings: Settings, own: str) -> None:
    run(settings, "--demonstration")
    other = {"public": "officers", "officers": "public"}[own]
    (settings.places.var / other).rename(settings.places.var / "out-of-reach")
    assert is_demonstration(settings.places)
