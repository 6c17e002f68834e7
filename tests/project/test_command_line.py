"""The command line refuses with sentences, never with a traceback."""

import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from hemval.cli import main
from hemval.cli.commands import NAMES
from hemval.cli.starting import Refusal, read_settings
from tests.project.running import PROJECT


@pytest.fixture(autouse=True)
def no_settings(monkeypatch):
    for name in ("CONTENT", "PUBLIC_PORT", "OFFICERS_PORT", "PUBLIC_HOST", "OFFICERS_HOST", "SECURE_COOKIES"):
        monkeypatch.delenv(f"HEMVAL_{name}", raising=False)


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("HEMVAL_PUBLIC_PORT", "abc", "heltal"),
        ("HEMVAL_PUBLIC_PORT", "", "heltal"),
        ("HEMVAL_OFFICERS_PORT", "0", "1 eller större"),
        ("HEMVAL_OFFICERS_PORT", "70000", "65535 eller mindre"),
        ("HEMVAL_SECURE_COOKIES", "kanske", "true eller false"),
        ("HEMVAL_MAIL_SERVER", "mail.example", "docs/operations.md"),
        ("HEMVAL_MAIL_SERVER", "mail.example:25", "sätt båda eller ingen"),
        ("HEMVAL_MAIL_SENDER", "Lindvik <a@example.se>", "docs/operations.md"),
        ("HEMVAL_OFICERS_PORT", "8001", "Menade du HEMVAL_OFFICERS_PORT?"),
        ("HEMVAL_XYZZY", "1", "docs/operations.md"),
        ("HEMVAL_CONTENT", "/there/is/no/such/folder", "finns inte"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch, variable, value, said):
    monkeypatch.setenv(variable, value)
    with pytest.raises(Refusal) as refusal:
        read_settings()
    assert said in refusal.value.message
    assert variable in refusal.value.message


def test_every_fault_at_once(monkeypatch):
    monkeypatch.setenv("HEMVAL_PUBLIC_PORT", "abc")
    monkeypatch.setenv("HEMVAL_OFFICERS_PORT", "abc")
    monkeypatch.setenv("HEMVAL_PUBLIC_PROT", "8000")
    with pytest.raises(Refusal) as refusal:
        read_settings()
    assert len(refusal.value.message.splitlines()) == 3


def test_the_folder_on_the_command_line_goes_before_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("HEMVAL_CONTENT", "/there/is/no/such/folder")
    assert read_settings(tmp_path).places.content == tmp_path


def test_an_unknown_command_gives_the_nearest():
    done = CliRunner().invoke(main, ["serv"])
    assert done.exit_code == 1
    assert "Menade du serve?" in done.output


def test_a_wrong_setting_is_no_traceback_for_a_real_process():
    done = subprocess.run(
        [sys.executable, "-m", "hemval", "serve"],
        cwd=PROJECT,
        env={"HEMVAL_PUBLIC_PORT": "abc"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Inställningen HEMVAL_PUBLIC_PORT är ”abc”. Skriv ett heltal med siffror.\n"


def test_one_command_does_not_load_the_others():
    code = "import sys; from click.testing import CliRunner; from hemval.cli import main\n"
    code += "CliRunner().invoke(main, ['serv']); print('watchdog' in sys.modules, 'mkdocs' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False False"


def test_every_command_that_is_named_can_be_loaded():
    context = click.Context(main)
    loaded = [main.get_command(context, name) for name in NAMES]
    assert [command.name for command in loaded if command] == list(NAMES)


@pytest.mark.parametrize("name", [None, *NAMES])
def test_the_help_is_in_swedish_throughout(name):
    told = CliRunner().invoke(main, [*([name] if name else []), "--help"]).output
    assert told.startswith("Skriv: ")
    assert "Visa den här hjälpen." in told
    assert [word for word in ("Usage", "Options", "Show", "the ") if word in told] == []
