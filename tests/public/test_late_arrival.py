"""A choice that comes in late in the day is judged, and told of, as one that came the next working day."""

from datetime import datetime

import pytest

from hemval.content.lead_times import WorkingDays
from hemval.pages.published import read_published, write_published
from hemval.settings import Settings
from hemval.words.dates import SWEDEN
from tests.public.client import Citizen, citizen_of
from tests.public.journeys import go

pytestmark = pytest.mark.parametrize("municipality", ["lindvik"], indirect=True)


def at(clock: str, settings: Settings, **lead_time: object) -> Citizen:
    """Stand at the form at a time of day, where what comes in from three o'clock waits for the next day."""
    build = read_published(settings.places.published)
    municipality = build.content.municipality
    lead = {**municipality.rules[-1].lead_time.model_dump(), "late_after": "15:00", **lead_time}
    rules = municipality.rules[-1].model_copy(update={"lead_time": WorkingDays.model_validate(lead)})
    changed = municipality.model_copy(update={"rules": (rules,)})
    content = build.content.model_copy(update={"municipality": changed})
    write_published(settings.places.published, content, build.forms)
    moment = datetime.fromisoformat(f"2026-11-23T{clock}").replace(tzinfo=SWEDEN)
    return citizen_of(settings, moment)


@pytest.mark.parametrize(
    ("clock", "told", "late"),
    [
        ("14:59:59", "tidigast måndag 30 november 2026.", False),
        ("15:00:00", "tidigast tisdag 1 december 2026.", True),
    ],
)
def test_the_receipt_counts_from_when_it_came_in(
    settings: Settings, clock: str, told: str, late: bool
) -> None:
    citizen = at(clock, settings)
    go(citizen, kind="first", provider="kommunens-hemtjanst").send()
    assert f"Kommunens hemtjänst kan börja {told}" in citizen.words
    assert ("Därför räknas det från tisdag 24 november 2026" in citizen.words) is late


def test_the_receipt_tells_the_last_day_too(settings: Settings) -> None:
    citizen = at("09:00", settings, at_most=10)
    go(citizen, kind="first", provider="kommunens-hemtjanst").send()
    assert "tidigast måndag 30 november 2026 och senast fredag 4 december 2026." in citizen.words


@pytest.mark.parametrize(("clock", "open_to_all"), [("14:59", False), ("15:00", True)])
def test_one_that_begins_on_the_late_choices_day_can_be_chosen_then(
    settings: Settings, clock: str, open_to_all: bool
) -> None:
    """The form's pages judge by the same moment as the receipt."""
    citizen = at(clock, settings)
    build = read_published(settings.places.published)
    content = build.content
    one = content.providers["bjorkens-hemtjanst"]
    begins = datetime.fromisoformat("2026-12-01").date()
    agreement = one.agreement.model_copy(update={"begins": begins, "renewed": None})
    providers = {**content.providers, one.id: one.model_copy(update={"agreement": agreement})}
    changed = content.model_copy(update={"providers": providers})
    write_published(settings.places.published, changed, build.forms)
    go(citizen, until="provider", kind="first")
    values = [e.get("value") for e in citizen.page.iter("input") if e.get("type") == "radio"]
    assert (one.id in values) is open_to_all
