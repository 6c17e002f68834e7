"""Room at a provider that stops: for how long where it can still be chosen, and none where it cannot."""

from datetime import date

import pytest

from hemval.content.room import Room, Rooms
from hemval.pages.provider_view import provider_view
from hemval.words import words_in
from tests.forms.samples import content_of

STOPS = "solgardens-hemtjanst"


@pytest.mark.parametrize(
    ("on", "state", "told"),
    [
        (date(2026, 12, 2), "open", "Tar emot nu. Bara till och med 31 januari 2027"),
        (date(2026, 12, 2), "queue", "Kö"),
        (date(2026, 12, 2), "closed", "Tar inte emot nu"),
        (date(2027, 1, 28), "open", "Slutar 31 januari 2027. Går inte att välja längre."),
    ],
)
def test_room_is_told_with_the_last_day(on, state, told):
    lindvik = content_of("lindvik")
    room = Room(state=state, as_of=date(2026, 11, 30))
    content = lindvik.model_copy(update={"rooms": Rooms({**lindvik.rooms.root, STOPS: room})})
    view = provider_view(content.providers[STOPS], content, None, words_in("sv"), on)
    assert view.room_told == told
    (fact,) = [one.value.text for one in view.facts if one.label == "Plats just nu"]
    assert fact.replace(" (30 november 2026)", "").startswith(told)


def test_of_one_that_does_not_stop_no_day_is_told():
    content = content_of("lindvik")
    view = provider_view(
        content.providers["bjorkens-hemtjanst"], content, None, words_in("sv"), date(2026, 12, 2)
    )
    assert "Bara till och med" not in view.room_told
