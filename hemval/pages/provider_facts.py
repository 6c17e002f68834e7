"""A provider's facts in words: the same in the same order for all, a missing one written out."""

from dataclasses import dataclass
from datetime import date

from hemval.content.provider import Extra, Provider
from hemval.content.room import FRESH_DAYS
from hemval.content.services import SERVICES
from hemval.content.whole import Content
from hemval.rules.choosable import Verdict
from hemval.rules.services import only_household, services_told
from hemval.rules.told.provider import languages_told
from hemval.rules.told.room_by_area import room_by_area_told, same_room
from hemval.rules.told.status import hindrance_told
from hemval.words import Phrase, Text, Words, sentence, words_in
from hemval.words.dates import day_told, decimal_told, joined, money_told
from hemval.words.plain import sentence_case
from hemval.words.text import MAIN_LANGUAGE

SPECIALITIES = {
    "dementia": sentence("dementia"),
    "palliative": sentence("care at the end of life"),
    "mental-health": sentence("mental ill-health"),
    "sight-hearing": sentence("impaired sight or hearing"),
    "culture": sentence("culture"),
    "environment": sentence("the environment"),
    "lgbtq-certificate": sentence("LGBTQ certificate"),
}
OPERATING_FORMS = {
    "municipal": sentence("The municipality"),
    "private": sentence("Private company"),
    "co-operative": sentence("Co-operative"),
    "non-profit": sentence("Non-profit organisation"),
}
BARRED = {"no-first-day", "not-begun", "stops", "stopped"}
"""What no room at the provider can mend."""


@dataclass(frozen=True)
class Fact:
    """A label and its value; ``missing`` where there is nothing to tell, which is then said."""

    label: str
    value: Phrase
    missing: bool = False
    href: str = ""
    room: str = ""
    """For the fact about room: open, queue or closed, which has a mark of its own."""


class ProviderFacts:
    """Writes one provider's facts in one language."""

    def __init__(
        self, provider: Provider, content: Content, words: Words, today: date, verdict: Verdict
    ) -> None:
        self.provider = provider
        self.verdict = verdict
        self.content = content
        self.words = words
        self.today = today
        self.say = words.say

    def in_short(self) -> tuple[Fact, ...]:
        """Tell what a choice turns on."""
        provider, offer = self.provider, self.provider.offer
        rules = self.content.municipality.rules_on(self.today)
        found = [
            self._room(),
            self.fact(self.say("Languages"), languages_told(provider, self.words)),
            self.fact(self.say("Areas"), self._areas()),
            self.helps_with(),
            self.fact(self.say("Hours"), provider.agreement.hours.phrase(self.words.language)),
            self.fact(
                self.say("Special knowledge"),
                self._listed([SPECIALITIES[s] for s in offer.specialities]) or self.say("None stated"),
            ),
        ]
        if rules.extras == "allowed":
            found.append(self.fact(self.say("Extra services"), self._extras()))
        return tuple(found)

    def helps_with(self) -> Fact:
        """Tell what it helps with; of one that gives no personal care, also that."""
        rules = self.content.municipality.rules_on(self.today)
        told = self._listed([SERVICES[s] for s in services_told(self.provider, rules)])
        if only_household(self.provider, rules):
            told = self.say("Only %(services)s, not personal care", services=told[:1].lower() + told[1:])
        return self.fact(self.say("Helps with"), told or None)

    def staff(self) -> tuple[Fact, ...]:
        """Tell of the people who come."""
        staff = self.provider.staff
        number = decimal_told(staff.number, self.words) if staff.number is not None else None
        trained = (
            self.say("%(share)s of 100 employees", share=decimal_told(float(staff.trained_share), self.words))
            if staff.trained_share is not None
            else None
        )
        continuity = (
            self.say(
                "%(people)s people in 14 days (%(year)s)",
                people=decimal_told(float(staff.continuity.people), self.words),
                year=staff.continuity.year,
            )
            if staff.continuity
            else None
        )
        return (
            self.fact(self.say("Employees"), number),
            self.fact(self.say("Trained assistant nurses"), trained),
            self.fact(self.say("How many different people come"), continuity),
        )

    def owner(self) -> tuple[Fact, ...]:
        """Tell who stands behind the name."""
        identity = self.provider.identity
        permit = day_told(identity.ivo_permit, self.words) if identity.ivo_permit else None
        if permit is None and identity.operating_form == "municipal":
            permit = self.say("Not needed for the municipality")
        return (
            self.fact(self.say("Run by"), self.say(OPERATING_FORMS[identity.operating_form])),
            self.fact(self.say("Legal name"), Phrase(identity.legal_name, "sv")),
            self.fact(self.say("Organisation number"), identity.organisation_number),
            self.fact(
                self.say("Owner"), identity.owner.phrase(self.words.language) if identity.owner else None
            ),
            self.fact(self.say("Permit from the Health and Social Care Inspectorate"), permit),
            self.fact(self.say("Agreement"), self._agreement()),
        )

    def contact(self) -> tuple[Fact, ...]:
        """Tell how to reach the provider."""
        contact = self.provider.contact
        language = self.words.language
        digits = "".join(c for c in contact.phone or "" if c in "+0123456789")
        return (
            self.fact(self.say("Phone"), contact.phone, href=f"tel:{digits}"),
            self.fact(self.say("Phone hours"), contact.hours.phrase(language) if contact.hours else None),
            self.fact(self.say("E-mail"), contact.email, href=f"mailto:{contact.email}"),
            self.fact(self.say("Website"), _without_scheme(contact.web), href=contact.web or ""),
            self.fact(
                self.say("Visiting address"), contact.visit.phrase(language) if contact.visit else None
            ),
        )

    def fact(self, label: str, value: str | Phrase | None, href: str = "") -> Fact:
        """Make a fact; one without a value says that there is no information."""
        if value is None:
            return Fact(label, Phrase(self.say("No information"), self.words.language), missing=True)
        phrase = value if isinstance(value, Phrase) else Phrase(value, self.words.language)
        return Fact(label, phrase, href=href)

    @property
    def barred(self) -> str:
        """Say why nobody can choose the provider now, whatever room it has; empty where they can."""
        return hindrance_told(self.verdict, self.words) if self.verdict.hindrance in BARRED else ""

    @property
    def room_told(self) -> str:
        """Say what room there is, and of who stops for how long; or why nobody can choose it now."""
        here = room_by_area_told(self.provider, self.content, self.today, self.words)
        return self.barred or f"{here}{self._until}"

    @property
    def _until(self) -> str:
        """Say until when, of a provider that stops and still takes new people; no full stop last."""
        last_day = self.provider.agreement.last_day
        if last_day is None or self.content.room_state(self.provider, self.today) != "open":
            return ""
        return f". {self.say('Only through %(day)s', day=day_told(last_day, self.words))}"

    def _room(self) -> Fact:
        if self.barred:
            return self.fact(self.say("Room now"), self.barred)
        room = self.content.room(self.provider.id)
        if room is None:
            return self.fact(self.say("Room now"), None)
        here = room_by_area_told(self.provider, self.content, self.today, self.words)
        told = self.say("%(room)s (%(day)s)", room=here, day=day_told(room.as_of, self.words))
        told = f"{told}{self._until}"
        if (self.today - room.as_of).days > FRESH_DAYS:
            old = self.say("The statement is old: ask us.")
            told = f"{told}. {old}"
        state = same_room(self.provider, self.content, self.today)
        return Fact(self.say("Room now"), Phrase(told, self.words.language), room=state or "")

    def _agreement(self) -> str:
        agreement = self.provider.agreement
        if agreement.begins is None:
            told = self.say("The first day is not decided yet.")
        elif agreement.last_day is not None:
            days = [day_told(day, self.words) for day in (agreement.begins, agreement.last_day)]
            told = self.say("From %(day)s through %(last)s.", day=days[0], last=days[1])
        elif agreement.begins <= self.today:
            told = self.say("Since %(day)s.", day=day_told(agreement.begins, self.words))
        else:
            told = self.say("From %(day)s.", day=day_told(agreement.begins, self.words))
        if agreement.renewed is not None:
            again = self.say("New agreement from %(day)s.", day=day_told(agreement.renewed, self.words))
            told = f"{told} {again}"
        return told

    def _areas(self) -> Phrase:
        areas = self.content.municipality.areas
        served = self.provider.agreement.areas
        if all(area in served for area in areas):
            return Phrase(self.say("The whole municipality"), self.words.language)
        names = [name for area, name in areas.items() if area in served]
        words = self._words_for(names)
        return Phrase(joined([name.in_(words.language) for name in names], words), words.language)

    def _words_for(self, texts: list[Text]) -> Words:
        """Return the words to tell a list with: the page's where all of it is translated, else Swedish."""
        translated = all(text.phrase(self.words.language).language == self.words.language for text in texts)
        return self.words if translated else words_in(MAIN_LANGUAGE)

    def _listed(self, items: list[str]) -> str:
        return sentence_case(", ".join(self.say(item) for item in items))

    def _extras(self) -> Phrase:
        extras = self.provider.offer.extras
        if not extras:
            return Phrase(self.say("No extra services"), self.words.language)
        words = self._words_for([extra.name for extra in extras])
        told = sentence_case(joined([_extra_told(extra, words) for extra in extras], words))
        own_cost = words.say("You pay yourself, outside the decision.")
        return Phrase(f"{told}. {own_cost}", words.language)


def _without_scheme(address: str | None) -> str | None:
    """Return what people call a web address."""
    return None if address is None else address.removeprefix("https://").removeprefix("http://").rstrip("/")


def _extra_told(extra: Extra, words: Words) -> str:
    name = extra.name.in_(words.language)
    if extra.price is None:
        return name
    price = money_told(extra.price, words)
    return words.say("%(name)s (%(price)s kronor an hour)", name=name, price=price)
