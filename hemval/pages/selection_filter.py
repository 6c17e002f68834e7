"""The filter and what it found, ready to print: the same on the application's page and on the static ones."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import get_args

from hemval.content.provider import Speciality
from hemval.content.services import Service
from hemval.pages.address import PROVIDERS, SELECTION, address
from hemval.pages.selection_address import NAMES, YES, in_address, selection_address
from hemval.pages.selection_told import asked_label, fitting_told, heading, only
from hemval.pages.view import Link
from hemval.rules.neutral_order import alphabetical_key
from hemval.rules.selection import Criteria, Selector
from hemval.rules.services import services_told
from hemval.words import Phrase, Words, sentence
from hemval.words.dates import decimal_told, joined

LABELS = {
    "language": sentence("Speaks"),
    "area": sentence("Works in"),
    "service": sentence("Helps with"),
    "speciality": sentence("Special knowledge"),
}

EVERYTHING = {
    "language": sentence("All languages"),
    "area": sentence("All areas"),
    "service": sentence("All kinds of help"),
    "speciality": sentence("All kinds of knowledge"),
}
"""What a list of answers begins with: the answer that asks for nothing."""

UNKNOWN = {
    "language": sentence("the language"),
    "area": sentence("the area"),
    "service": sentence("the help"),
    "speciality": sentence("the knowledge"),
    "extras": sentence("extra services"),
    "room": sentence("room"),
}

SHORT = ("language", "area", "room")
"""What the list's own filter asks for; the rest is asked for on the filter's page."""


@dataclass(frozen=True)
class Option:
    """One answer in a list of them."""

    value: str
    label: Phrase
    chosen: bool


@dataclass(frozen=True)
class Control:
    """A list to choose one answer from; its first asks for nothing."""

    name: str
    label: str
    everything: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Tick:
    """A box to tick."""

    name: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class FilterForm:
    """The filter's form: sent by a button, with what was asked for filled in."""

    action: str
    controls: tuple[Control, ...]
    ticks: tuple[Tick, ...]
    more: str
    """Where more can be asked for; empty where this is all."""


@dataclass(frozen=True)
class Chosen:
    """One thing asked for, and where it is not."""

    label: Phrase
    href: str
    then: str
    """How many would fit without it, told where nobody fits now."""


@dataclass(frozen=True)
class Way:
    """Those who fit one thing, to be linked to."""

    label: Phrase
    value: str
    """As it stands in an address."""
    criteria: Criteria
    number: int
    """How many fit."""

    def link(self, path: str, words: Words) -> Link:
        """Return the link, with how many it leads to."""
        label = Phrase(f"{self.label.text} ({decimal_told(self.number, words)})", self.label.language)
        return Link.of(label, address(words.language, path), words.language)


class Filter:
    """Writes a municipality's filter in one language."""

    def __init__(self, selector: Selector, words: Words) -> None:
        self.selector = selector
        self.content = selector.content
        self.words = words

    @cached_property
    def total(self) -> int:
        """How many providers there are to choose from."""
        return len(self.selector.everyone)

    @cached_property
    def useful(self) -> dict[str, list[Criteria]]:
        """What can be asked for, by its name: only where the answers tell providers apart."""
        wishes = self.selector.narrowing([*self._valued(), *self._ticked()])
        found: dict[str, list[Criteria]] = {}
        for wish in wishes:
            found.setdefault(wish.asked[0], []).append(wish)
        return found

    def heading(self, criteria: Criteria, number: int) -> str:
        """Say how many fit."""
        return heading(criteria, number, self.total, self.content, self.words)

    def form(self, criteria: Criteria, *, short: bool = False) -> FilterForm | None:
        """Return the form with what is asked for filled in; None where nothing tells providers apart."""
        names = [name for name in NAMES if name in self.useful or name in criteria.asked]
        shown = [name for name in names if not short or name in SHORT]
        if not names:
            return None
        action = address(self.words.language, SELECTION)
        return FilterForm(
            action=action,
            controls=tuple(self._control(name, criteria) for name in shown if name in LABELS),
            ticks=tuple(self._tick(name, criteria) for name in shown if name not in LABELS),
            more=action if len(shown) < len(names) else "",
        )

    def chosen(self, criteria: Criteria, number: int, *, static: bool = False) -> tuple[Chosen, ...]:
        """List what is asked for with the way back from each; without the last, to the whole list."""
        return tuple(
            Chosen(
                label=asked_label(criteria, name, self.content, self.words),
                href=self._without(criteria.without(name), static=static),
                then=self._then(criteria.without(name)) if number == 0 else "",
            )
            for name in criteria.asked
        )

    def unknown(self, names: Sequence[str]) -> str:
        """Say which answers in an address mean nothing to us; empty where all do."""
        say = self.words.say
        if not names:
            return ""
        what = joined([say(UNKNOWN[name]) for name in names], self.words)
        return say("We do not understand what the address says of %(what)s. It is left out.", what=what)

    def ways(self, name: str) -> list[Way]:
        """List every language or area that some providers have and others do not."""
        return [
            Way(
                asked_label(wish, name, self.content, self.words),
                in_address(name, getattr(wish, name)),
                wish,
                len(self.selector.fitting(wish)),
            )
            for wish in self._in_order(name, self.useful.get(name, []))
        ]

    def _without(self, left: Criteria, *, static: bool) -> str:
        language = self.words.language
        if static or not left.asked:
            return address(language, PROVIDERS)
        return selection_address(language, left)

    def _then(self, left: Criteria) -> str:
        return fitting_told(len(self.selector.fitting(left)), self.words)

    def _control(self, name: str, criteria: Criteria) -> Control:
        """Offer what tells providers apart or is asked for, but every area: people look for their own."""
        value = getattr(criteria, name)
        wishes = self._wishes(name) if name == "area" else list(self.useful.get(name, []))
        if value is not None and only(name, value) not in wishes:
            wishes.append(only(name, value))
        return Control(
            NAMES[name],
            self.words.say(LABELS[name]),
            self.words.say(EVERYTHING[name]),
            tuple(
                Option(
                    in_address(name, getattr(wish, name)),
                    asked_label(wish, name, self.content, self.words),
                    getattr(wish, name) == value,
                )
                for wish in self._in_order(name, wishes)
            ),
        )

    def _tick(self, name: str, criteria: Criteria) -> Tick:
        say = self.words.say
        labels = {
            "extras": say("Has extra services"),
            "room": say("Has room and can be chosen today"),
        }
        return Tick(NAMES[name], YES, labels[name], chosen=getattr(criteria, name))

    def _in_order(self, name: str, wishes: Iterable[Criteria]) -> list[Criteria]:
        """Put areas in the municipality's order and the rest in the alphabet's."""
        if name == "area":
            return list(wishes)
        return sorted(wishes, key=lambda wish: alphabetical_key(self._label(name, wish)))

    def _label(self, name: str, wish: Criteria) -> str:
        return asked_label(wish, name, self.content, self.words).text

    def _valued(self) -> list[Criteria]:
        return [wish for name in LABELS for wish in self._wishes(name)]

    def _ticked(self) -> list[Criteria]:
        allowed = self.content.municipality.rules_on(self.selector.today).extras == "allowed"
        return [Criteria(room=True), *([Criteria(extras=True)] if allowed else [])]

    def _wishes(self, name: str) -> list[Criteria]:
        """List every answer there is: each language spoken, each help given, each area."""
        everyone = self.selector.everyone
        rules = self.content.municipality.rules_on(self.selector.today)
        had: dict[str, Iterable[str]] = {
            "language": {tag for p in everyone for tag in p.offer.languages},
            "area": self.content.municipality.areas,
            "service": [s for s in get_args(Service) if any(s in services_told(p, rules) for p in everyone)],
            "speciality": [
                s for s in get_args(Speciality) if any(s in p.offer.specialities for p in everyone)
            ],
        }
        return [replace(Criteria(), **{name: value}) for value in had[name]]  # type: ignore[arg-type]
