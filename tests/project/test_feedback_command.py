"""hemval feedback shows which pages helped, to people and to programs."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from hemval.cli import main
from hemval.queue.desk.keys import new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.queue.feedback import Answer
from hemval.queue.inbox import Inbox
from hemval.settings import Places
from hemval.words.dates import SWEDEN


@pytest.fixture
def content(tmp_path: Path) -> Path:
    prepare(Places(tmp_path), new_recovery_key().public)
    inbox = Inbox.open(Places(tmp_path))
    today = datetime.now(SWEDEN).date()
    for page, helped, days in [
        ("", True, 0), ("utforare/", False, 1), ("utforare/", True, 0), ("fragor/", False, 60),
    ]:  # fmt: skip
        assert inbox.feedback.count(Answer("sv", page, helped), today - timedelta(days=days))
    inbox.close()
    return tmp_path


def run(content: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["--content", str(content), "feedback", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_the_page_that_least_helped_stands_first(content: Path) -> None:
    assert run(content).splitlines() == ["Nej  Ja  Sida", "  1   1  /utforare/", "  0   1  /"]
    assert "/fragor/" in run(content, "--days", "90")


def test_a_program_gets_the_same(content: Path) -> None:
    assert json.loads(run(content, "--json")) == [
        {"page": "/utforare/", "yes": 1, "no": 1},
        {"page": "/", "yes": 1, "no": 0},
    ]


def test_where_nobody_has_answered_it_says_so(tmp_path: Path) -> None:
    prepare(Places(tmp_path), new_recovery_key().public)
    assert run(tmp_path) == "Ingen har svarat de senaste 30 dagarna.\n"


def test_without_an_inbox_it_says_what_to_do(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["--content", str(tmp_path), "feedback"])
    assert done.exit_code == 1
    assert "hemval init" in done.output
