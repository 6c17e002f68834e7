"""The import contracts hold, and each of them can fail."""

import shutil
import subprocess
import sys

import pytest

from tests.project.running import PROJECT

CHECK = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(PROJECT / "hemval", tmp_path / "hemval", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / ".importlinter", tmp_path)
    return tmp_path


def check(folder):
    done = subprocess.run(
        [sys.executable, "-c", CHECK], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_the_contracts_hold(copy):
    code, said = check(copy)
    assert code == 0, said


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("rules/planted.py", "import hemval.queue", "Arrows run down only"),
        ("words/planted.py", "import hemval.content", "Arrows run down only"),
        ("public/planted.py", "import hemval.queue.desk", "What citizens reach cannot read"),
        ("public/planted.py", "import hemval.officers.planted", "What citizens reach cannot read"),
        ("handover/planted.py", "import sqlite3", "Only the queue speaks SQL"),
        ("pages/planted.py", "import mkdocs.config", "Only the adapter and the build command"),
        ("rules/planted.py", "import pathlib", "Rules do no input or output"),
    ],
)
def test_a_forbidden_import_is_found(copy, module, line, broken):
    for room in ("public", "officers", "handover"):
        (copy / "hemval" / room).mkdir(exist_ok=True)
        (copy / "hemval" / room / "__init__.py").touch()
    (copy / "hemval/officers/planted.py").touch()
    (copy / "hemval" / module).write_text(line + "\n")
    code, said = check(copy)
    assert code == 1, said
    assert [name for name in said.splitlines() if name.startswith(broken) and "BROKEN" in name], said
