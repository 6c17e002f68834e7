"""What stands in the way of an environment is said in a sentence that tells what to do."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.project.running import PROJECT


@pytest.fixture
def clone(tmp_path):
    """As much of a clone as the environment is made from."""
    for name in ("setup", "requirements"):
        shutil.copytree(PROJECT / name, tmp_path / name)
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    return tmp_path


def script(path: Path, body: str) -> Path:
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return path


def refused(clone: Path, **environment: str) -> str:
    done = subprocess.run(
        ["sh", "setup/environment.sh", "run"],
        cwd=clone,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stdout
    return done.stderr


def test_no_python(clone):
    said = refused(clone, PYTHON="python-that-is-not-there")
    assert "Python 3.11 eller nyare" in said
    assert "sudo apt-get install -y python3 python3-venv" in said


def test_an_old_python(clone):
    old = script(clone / "python3", "exit 1")
    assert "Python 3.11 eller nyare" in refused(clone, PYTHON=str(old))


def test_no_venv_module(clone):
    without = script(clone / "python3.12", 'case "$*" in *ensurepip*) exit 1;; esac')
    assert "sudo apt-get install -y python3.12-venv" in refused(clone, PYTHON=str(without))


def test_a_python_without_lzma(clone):
    """Compiled by hand without liblzma: everything would start, and no citizen could answer a question."""
    without = script(clone / "python3.13", 'case "$*" in *lzma*) exit 1;; esac')
    assert "sudo apt-get install -y liblzma-dev" in refused(clone, PYTHON=str(without))


def test_something_else_in_the_way(clone):
    (clone / ".venv").mkdir()
    (clone / ".venv/precious").touch()
    assert "Flytta den" in refused(clone)
    assert (clone / ".venv/precious").exists()
    shutil.rmtree(clone / ".venv")
    (clone / ".venv").touch()
    assert "Flytta den" in refused(clone)
    assert (clone / ".venv").is_file()


def test_packages_that_cannot_be_fetched(clone):
    said = refused(clone, PYTHON=str(python_that_only_fetches_nothing(clone)))
    assert "Kontrollera nätet" in said
    # Half-made: the next run starts over instead of trusting it.
    assert not (clone / ".venv/hemval-made").exists()


def python_that_only_fetches_nothing(clone: Path) -> Path:
    """Return a Python whose environments have a pip without a network."""
    inside = 'printf "#!/bin/sh\\nexit 1\\n" > .venv/bin/python; chmod +x .venv/bin/python'
    return script(clone / "python3", f'case "$*" in "-m venv"*) mkdir -p .venv/bin; {inside};; esac')


def test_a_half_made_environment_is_made_again(clone):
    (clone / ".venv").mkdir()
    (clone / ".venv/pyvenv.cfg").touch()
    (clone / ".venv/left-over").touch()
    refused(clone, PYTHON=str(python_that_only_fetches_nothing(clone)))
    assert not (clone / ".venv/left-over").exists()
