"""Everything a municipality's files say, checked."""

from datetime import date

from hemval.content.kinds import Id, Line, Model
from hemval.content.municipality import Municipality
from hemval.content.provider import Provider
from hemval.content.room import Room, Rooms
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

    @property
    def latest_survey(self) -> Survey | None:
        """Return the newest survey, where there is one."""
        return max(self.surveys, key=lambda survey: survey.year, default=None)

    def contracted(self, today: date) -> list[Provider]:
        """List the providers to tell citizens about: all whose agreement has not ended (LOV 9:1)."""
        return [p for p in self.providers.values() if p.agreement.status(today) not in ("applied", "ended")]

    def ended(self, today: date) -> list[Provider]:
        """List the providers that only old links lead to."""
        return [p for p in self.providers.values() if p.agreement.status(today) == "ended"]
