"""Everything a municipality's files say, checked."""

from datetime import date

from hemval.content.kinds import Id, Line, Model
from hemval.content.municipality import Municipality
from hemval.content.provider import Provider
from hemval.content.room import Room, Rooms, State
from hemval.content.search_vocabulary import SearchVocabulary
from hemval.content.survey import Survey
from hemval.content.word_list import WordList
from hemval.words import Text
from hemval.words.text import Language


class OwnPage(Model):
    """A page that only this municipality has."""

    path: Line
    """Its address without the language: ``beslutet/``."""
    title: Text


class Content(Model):
    """A municipality's content at one moment.

    ``version`` changes with any letter of its files; a build's own covers the forms as well.
    """

    version: str
    municipality: Municipality
    providers: dict[Id, Provider]
    surveys: tuple[Survey, ...] = ()
    rooms: Rooms
    word_lists: dict[Language, WordList] = {}
    """The words that are explained, by the language of the pages they are explained on."""
    search_vocabularies: dict[Language, SearchVocabulary] = {}
    own_pages: tuple[OwnPage, ...] = ()
    """Filled in by ``hemval.pages``, which can read pages."""

    def room(self, provider_id: str) -> Room | None:
        """Return what is known of a provider's room."""
        return self.rooms.root.get(provider_id)

    def room_state(self, provider: Provider, today: date, area: str | None = None) -> State | None:
        """Return whether a provider takes new people in an area, its ceiling taken into account.

        Without an area: the best that it has anywhere it works. None where nothing is known of its room.
        """
        room = self.room(provider.id)
        notice = self.municipality.rules_on(today).ceiling_notice
        return room.state_in(area, provider.agreement.areas, today, notice) if room else None

    def works_everywhere(self, provider: Provider) -> bool:
        """Say whether a provider works in all of the municipality's areas."""
        return set(self.municipality.areas) <= set(provider.agreement.areas)

    @property
    def latest_survey(self) -> Survey | None:
        """Return the newest survey, where there is one."""
        return max(self.surveys, key=lambda survey: survey.year, default=None)

    def contracted(self, today: date) -> list[Provider]:
        """List the providers to tell citizens about: all whose agreement has not ended (LOV 9:1)."""
        return [p for p in self.providers.values() if p.agreement.status(today) not in ("applied", "ended")]

    def as_published(self, today: date) -> "Content":
        """Return what may leave the house: without the providers that have only applied, and their room."""
        hidden = {p.id for p in self.providers.values() if p.agreement.status(today) == "applied"}
        if not hidden:
            return self
        seen = {identity: one for identity, one in self.providers.items() if identity not in hidden}
        rooms = {identity: room for identity, room in self.rooms.root.items() if identity not in hidden}
        return self.model_copy(update={"providers": seen, "rooms": Rooms(rooms)})

    def ended(self, today: date) -> list[Provider]:
        """List the providers that only old links lead to."""
        return [p for p in self.providers.values() if p.agreement.status(today) == "ended"]
