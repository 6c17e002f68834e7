"""Everything a municipality's files say, checked."""

from collections.abc import Collection
from datetime import date

from hemval.content.exit import NO_EXITS, Exit, Exits
from hemval.content.kinds import Id, Line, Model
from hemval.content.municipality import Municipality
from hemval.content.no_choice import Appointed, named_in
from hemval.content.provider import Provider
from hemval.content.room import Room, Rooms, State
from hemval.content.rule_set import RuleSet
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
    exits: Exits = NO_EXITS
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

    def exit_of(self, provider_id: str) -> tuple[str, Exit] | None:
        """Return the exit that a provider is in, with its id."""
        return self.exits.of(provider_id)

    def last_days(self, one: Exit) -> dict[Id, date]:
        """Return the last day of each provider of an exit, by the provider's own file."""
        days = {identity: self.providers[identity].agreement.last_day for identity in one.providers}
        return {identity: day for identity, day in days.items() if day is not None}

    def exits_under_way(self, day: date) -> dict[Id, Exit]:
        """Return the exits that citizens are told of: from the letters to the last of the last days."""
        return {
            identity: one
            for identity, one in self.exits.root.items()
            if one.letters <= day <= max(self.last_days(one).values(), default=date.min)
        }

    def rules_at_exit(self, provider_id: str | None, day: date) -> RuleSet:
        """Return the rules for those whose provider stops, with the exit's own rule where it has one."""
        found = self.exit_of(provider_id) if provider_id is not None else None
        return self.municipality.rules_on(day).at_exit(found[1].no_choice if found else None)

    def rules_at_exits(self, providers: Collection[str | None], day: date) -> RuleSet:
        """Return the rules for those whose provider is one of several that stop, and nobody knows which.

        Where their rules say different things of whoever does not choose, all that is sure is that the
        municipality decides.
        """
        first, *others = [self.rules_at_exit(one, day) for one in providers]
        agreed = all(one.no_choice == first.no_choice for one in others)
        return first if agreed else first.model_copy(update={"no_choice": Appointed(kind="appointed")})

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
        left = self.model_copy(update={"providers": seen, "rooms": Rooms(rooms)})
        return left.with_exits(self.exits)

    def with_exits(self, exits: Exits) -> "Content":
        """Return the content with the exits that it can hold: each provider known, and with a last day.

        The others are left out until the files agree; the check tells of them.
        """
        held = {name: one for name, one in exits.root.items() if self._holds(one)}
        return self.model_copy(update={"exits": Exits(held)})

    def _holds(self, one: Exit) -> bool:
        named = {*one.providers, *(identity for _, identity in named_in(one.no_choice))}
        return named <= self.providers.keys() and len(self.last_days(one)) == len(one.providers)

    def ended(self, today: date) -> list[Provider]:
        """List the providers that only old links lead to."""
        return [p for p in self.providers.values() if p.agreement.status(today) == "ended"]
