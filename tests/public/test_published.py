"""What the public process does when the files it reads change under it."""

import os
import re

import pytest

from hemval.cli.build import build_site
from hemval.content.folder import Folder
from hemval.pages.published import UnreadableBuild
from hemval.settings import PROJECT, Settings
from hemval.web.published import PublishedContent
from tests.municipalities import NOW
from tests.public.client import citizen_of
from tests.public.journeys import go

pytestmark = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)


def published_of(settings: Settings) -> PublishedContent:
    return PublishedContent(settings.places, Folder(settings.places.content, PROJECT))


def test_room_is_read_live(settings: Settings) -> None:
    published = published_of(settings)
    assert published.snapshot().content.rooms.root["bjorkens-hemtjanst"].state == "open"
    file = settings.places.content / "room.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("state: open", "state: closed"), encoding="utf-8")
    assert published.snapshot().content.rooms.root["bjorkens-hemtjanst"].state == "closed"


def test_a_broken_statement_of_room_leaves_the_last_good_one(settings: Settings) -> None:
    published = published_of(settings)
    file = settings.places.content / "room.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("state: open", "state: closed"), encoding="utf-8"
    )
    assert published.snapshot().content.rooms.root["bjorkens-hemtjanst"].state == "closed"
    file.write_text("bjorkens-hemtjanst: [", encoding="utf-8")
    assert published.snapshot().content.rooms.root["bjorkens-hemtjanst"].state == "closed"
    os.utime(settings.places.published)
    assert published.snapshot().content.rooms.root["bjorkens-hemtjanst"].state == "closed"


def test_exits_are_read_live_and_broken_ones_leave_the_last_good(settings: Settings) -> None:
    published = published_of(settings)
    assert set(published.snapshot().content.exits.root) == {"solgardens-2027"}
    file = settings.places.content / "exits.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("2027-01-15", "2027-01-13"), encoding="utf-8")
    day = published.snapshot().content.exits.root["solgardens-2027"].deadline
    assert day.isoformat() == "2027-01-13"
    assert published.newest() is not None
    file.write_text("solgardens-2027: [", encoding="utf-8")
    assert published.snapshot().content.exits.root["solgardens-2027"].deadline == day
    assert published.newest() is None, "nothing is taken over by what cannot be read"
    file.unlink()
    assert published.snapshot().content.exits.root == {}


def test_a_site_in_swedish_only_has_no_english_form(settings: Settings) -> None:
    file = settings.places.content / "municipality.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(re.sub(r"languages: \[sv, en\]", "languages: [sv]", text), encoding="utf-8")
    build_site(settings, NOW.date())
    citizen = citizen_of(settings)
    assert citizen.client.get("/en/valj/").status_code == 404
    assert citizen.get("/valj/").question == "who"


def test_an_unreadable_build_leaves_the_last_good_one(settings: Settings) -> None:
    published = published_of(settings)
    before = published.snapshot().content
    file = settings.places.published
    new = file.with_suffix(".new")
    new.write_text('{"another": "version"}', encoding="utf-8")
    new.replace(file)
    assert published.snapshot().content == before
    with pytest.raises(UnreadableBuild):
        published_of(settings)


def test_a_provider_that_closes_while_the_form_is_filled_in_is_told_of_and_nothing_is_lost(
    settings: Settings,
) -> None:
    citizen = citizen_of(settings)
    go(citizen, kind="first", provider="bjorkens-hemtjanst")
    file = settings.places.content / "room.yml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("state: open", "state: closed"), encoding="utf-8"
    )
    citizen.send()
    assert citizen.question == "kontrollera"
    assert "Björkens hemtjänst går inte att välja nu" in citizen.words
    assert "Åsa Öberg" in citizen.words


def test_where_nobody_can_be_chosen_the_page_says_what_to_do(settings: Settings) -> None:
    file = settings.places.content / "room.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("state: open", "state: closed").replace("state: queue", "state: closed"),
        encoding="utf-8",
    )
    citizen = citizen_of(settings)
    go(citizen, until="provider", kind="first")
    assert "Gå tillbaka och svara att du vill att vi ringer" in citizen.words
