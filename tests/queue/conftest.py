"""A municipality's places, prepared, with its recovery key."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hemval.queue.desk import Desk
from hemval.queue.desk.keys import KeyPair, new_recovery_key
from hemval.queue.desk.prepare import prepare
from hemval.queue.inbox import Inbox
from hemval.settings import Places


@pytest.fixture
def recovery() -> KeyPair:
    return new_recovery_key()


@pytest.fixture
def places(tmp_path: Path, recovery: KeyPair) -> Places:
    places = Places(tmp_path / "lindvik")
    assert prepare(places, recovery.public)
    return places


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
