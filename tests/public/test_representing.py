"""Who represents somebody: with which right, by that person's will, and what the officer is told."""

import pytest

from hemval.forms.types.choice_of_one import Flag
from hemval.handover.told import REASONS
from hemval.queue.desk import Desk
from hemval.queue.submission import Submission
from hemval.settings import Settings
from tests.municipalities import NOW
from tests.public.client import Citizen
from tests.public.journeys import go

pytestmark = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)


def received(settings: Settings) -> Submission:
    """Return the one choice that is in."""
    desk = Desk.open(settings.places)
    desk.take_in(NOW)
    (header,) = desk.list()
    opened = desk.open_one(header.id, "anna", NOW).submission
    desk.close()
    return opened


@pytest.mark.parametrize(
    ("answers", "flags"),
    [
        ({}, ()),
        ({"tie": "yes"}, ("tie",)),
        ({"authority": "relative"}, ("no-authority",)),
        ({"authority": "relative", "tie": "yes"}, ("no-authority", "tie")),
    ],
)
def test_what_the_officer_must_look_at_is_flagged(
    citizen: Citizen, settings: Settings, answers: dict[str, str], flags: tuple[str, ...]
) -> None:
    go(citizen, who="represent", kind="call-me", helper="Örjan Ängström", **answers).send()
    assert citizen.question == "kvitto"
    sent = received(settings)
    assert tuple(reason for reason in sent.review if reason != "quick") == flags
    assert sent.form_version == 9
    assert sent.answers["authority"] == answers.get("authority", "guardian")


def test_a_flag_on_an_abandoned_branch_is_not_told(citizen: Citizen, settings: Settings) -> None:
    go(citizen, who="represent", tie="yes", kind="call-me", helper="Örjan Ängström")
    citizen.get(citizen.path.replace("kontrollera", "who")).answer("myself").send()
    assert set(received(settings).review) <= {"quick"}


def test_every_flag_has_its_words_for_the_officer(municipality: str) -> None:
    assert set(Flag.__args__) <= REASONS.keys()


def test_against_the_persons_will_nothing_is_sent_and_the_page_says_what_to_do(citizen: Citizen) -> None:
    go(citizen, until="call-instead", who="represent", wants="no")
    assert citizen.heading == "Kontakta oss i stället"
    assert "Inget har skickats." in citizen.words
    assert not [b for b in citizen.page.iter("button") if b.get("id") == "go-on"]
    citizen.get(citizen.path.replace("call-instead", "kontrollera"))
    assert citizen.question == "call-instead"


def test_only_who_acts_for_somebody_who_cannot_may_say_so(citizen: Citizen) -> None:
    go(citizen, until="wants", who="represent", authority="relative").answer("cannot")
    assert citizen.question == "wants"
    citizen.get(citizen.path.replace("wants", "authority")).answer("guardian").answer("cannot")
    assert citizen.question == "tie"


def test_the_helper_is_asked_of_the_person_and_errors_are_worded_so_too(citizen: Citizen) -> None:
    go(citizen, until="name", who="together", helper="Örjan Ängström")
    assert citizen.heading == "Vad heter den som ska få hjälpen?"
    citizen.answer("")
    assert "Skriv namnet på den som ska få hjälpen" in citizen.words
