"""Everything a municipality's files say, checked."""

from datetime import date

from hemval.content.kinds import Id, Model
from hemval.content.municipality import Municipality
from hemval.content.provider import Provider
from hemval.content.room import Room, Rooms
from hemval.content.survey import Survey


class Content(Model):
    """A municipality's content at one moment. ``version`` changes with any letter of its files."""

    version: str
    municipality: Municipality
    providers: dict[Id, Provider]
    surveys: tuple[Survey, ...] = ()
    rooms: Rooms

    def room(self, provider_id: str) -> Room | None:
        """Return what is known of a provider's room."""
        return self.rooms.root.get(provider_id)

    @property
    def latest_survey(self) -> Survey | None:
        """Return the newest survey, where there is one."""
        return max(self.surveys, key=lambda survey: survey.year, default=None)

    def contracted(self, today: date) -> list[Provider]:
        """List the providers to tell citizens about: all whose agreement has not ended (LOV 9:1)."""
        return [p for p in self.providers.values() if p.agreement.status(today) != "ended"]
