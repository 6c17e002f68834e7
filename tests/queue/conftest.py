"""A municipality's places, prepared, with its recovery key."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.queue.desk import Desk
from hemval.queue.desk.keys import KeyPair, new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.queue.inbox import Inbox
from hemval.settings import PROJECT, Places


@pytest.fixture(scope="session")
def recovery() -> KeyPair:
    return new_recovery_key()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, recovery: KeyPair) -> Places:
    """One municipality as ``prepare`` leaves it; every test works on a copy."""
    places = Places(tmp_path_factory.mktemp("prepared"))
    assert prepare(places, recovery.public)
    return places


@pytest.fixture(scope="session")
def content() -> Content:
    content, findings = load(Folder(PROJECT, PROJECT))
    assert content is not None, findings
    return content


@pytest.fixture
def places(tmp_path: Path, prepared: Places) -> Places:
    shutil.copytree(prepared.content, tmp_path / "lindvik")
    return Places(tmp_path / "lindvik")


@pytest.fixture
def inbox(places: Places) -> Iterator[Inbox]:
    inbox = Inbox.open(places)
    yield inbox
    inbox.close()


@pytest.fixture
def desk(places: Places) -> Iterator[Desk]:
    desk = Desk.open(places)
    yield desk
    desk.close()
