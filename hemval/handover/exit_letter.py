"""The letter to a person whose provider stops: why, by when, whom, how, and what happens otherwise."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hemval.content.provider import Provider
from hemval.content.rule_set import RuleSet
from hemval.content.services import Service
from hemval.content.whole import Content
from hemval.forms.sent.reference import grouped, spelled
from hemval.pages.address import CHOOSE, PAPER, PROVIDERS, address
from hemval.paper.letter_sheet import Letter, LetterPart
from hemval.rules.choosable import can_be_chosen
from hemval.rules.neutral_order import in_neutral_order
from hemval.rules.service_groups import services_in_choice
from hemval.rules.told.no_choice import no_choice_told
from hemval.rules.told.room import room_told
from hemval.rules.working_days import ONE_DAY
from hemval.words import Phrase, Words, words_in
from hemval.words.dates import day_told, weekday_told


@dataclass(frozen=True)
class ToTell:
    """What a letter goes by: nothing of it names the person."""

    provider: Provider
    """The one that stops; its agreement has a last day."""
    last_day: date
    deadline: date
    rules: RuleSet
    """In force for who does not choose in time: with the exit's own no-choice rule where it has one."""
    area: str | None
    services: tuple[Service, ...]
    language: str
    code: str


def letter_to(
    told: ToTell, address_rows: tuple[str, ...], content: Content, day: date, *, reminder: bool = False
) -> Letter:
    """Write the letter of a day to one person, in the person's language; ``reminder`` for a second one."""
    return _Writing(told, content, day, reminder=reminder).letter(address_rows)


class _Writing:
    """One letter as it is written."""

    def __init__(self, told: ToTell, content: Content, day: date, *, reminder: bool) -> None:
        self.told = told
        self.content = content
        self.day = day
        self.reminder = reminder
        self.words: Words = words_in(told.language)
        self.say = self.words.say
        self.start = told.last_day + ONE_DAY

    def letter(self, address_rows: tuple[str, ...]) -> Letter:
        municipality = self.content.municipality
        code = grouped(self.told.code)
        before, between, after = self.say("Page {} of {}").split("{}")
        return Letter(
            language=self.words.language,
            sender=(
                Phrase(municipality.name, "sv"),
                municipality.site.title.phrase(self.words.language),
            ),
            dated=day_told(self.day, self.words),
            address=address_rows,
            title=self._title(),
            opening=tuple(self._opening()),
            code_label=self.say("Your code"),
            code=code,
            code_spoken=self.say(
                "On the telephone you say: %(code)s.", code=spelled(self.told.code, self.say)
            ),
            parts=tuple(part for part in self._parts() if part.paragraphs or part.points),
            foot=self.say("%(municipality)s. Code %(code)s", municipality=municipality.name, code=code),
            page_of=(before, between, after),
        )

    def _title(self) -> str:
        last = day_told(self.told.deadline, self.words)
        if self.reminder:
            return self.say("A reminder: choose a new provider by %(day)s", day=last)
        return self.say("Choose a new provider by %(day)s", day=last)

    def _opening(self) -> Iterator[Phrase]:
        example = self.content.municipality.example_of
        if example is not None:
            yield example.phrase(self.words.language)
        agreement = self.told.provider.agreement
        name, last = self.told.provider.name, weekday_told(self.told.last_day, self.words)
        yield self._phrase(
            self.say("%(provider)s helps you as usual through %(day)s.", provider=name, day=last),
            self.say("Then it stops, because the municipality has terminated the agreement.")
            if agreement.end == "terminated"
            else self.say("Then it stops."),
        )
        yield self._phrase(
            self.say("You are never without help."),
            self.say("From %(day)s another provider helps you.", day=weekday_told(self.start, self.words)),
            self.say("You get the same help and pay the same fee."),
        )
        if self.reminder:
            yield self._phrase(
                self.say("We have not received a choice from you yet."),
                self.say("Have you chosen in the last few days? Then you need not do anything."),
            )

    def _parts(self) -> Iterator[LetterPart]:
        yield self._ways()
        yield LetterPart(
            self.say("What happens if you do not choose?"),
            (
                self._phrase(
                    no_choice_told(self.told.rules, self.content, self.words),
                    self.say("You can switch later too, whenever you like."),
                ),
            ),
        )
        yield self._providers()

    def _ways(self) -> LetterPart:
        help_, site = self.content.municipality.help, self.content.municipality.site.address.rstrip("/")
        hours = help_.hours.phrase(self.words.language)
        language = self.words.language
        by_phone = (
            self.say("Call %(phone)s and say the code. We help you to choose.", phone=help_.phone)
            if help_.phone
            else ""
        )
        at = f"{site}{address(language, CHOOSE)}"
        paper = f"{site}{address(language, PAPER)}"
        ways = [
            Phrase(f"{by_phone} {hours.text.rstrip('.')}.", hours.language) if by_phone else None,
            self._phrase(
                self.say("On the web: %(address)s. Write the code when the form asks for it.", address=at)
            ),
            self._phrase(
                self.say("On paper: the form is at %(address)s. Write the code on it.", address=paper)
                + " "
                + self.say("You can also ask us for the form.")
            ),
        ]
        if not by_phone:
            # Who is to be asked differs: the municipality's own words tell it.
            told = f"{hours.text.rstrip('.')}. {self.say('Say the code.')}"
            ways.append(Phrase(told, hours.language))
        return LetterPart(
            self.say("Choose in the way that suits you"),
            points=tuple(way for way in ways if way is not None),
            after=(self._phrase(self.say("A relative may help you.")),),
        )

    def _providers(self) -> LetterPart:
        points = tuple(self._phrase(self._one(one)) for one in self._choosable())
        site = self.content.municipality.site.address.rstrip("/")
        more = self.say(
            "Read more about them at %(address)s, or ask us.",
            address=f"{site}{address(self.words.language, PROVIDERS)}",
        )
        if not points:
            nobody = self.say("No provider can be chosen just now. Contact us.")
            return LetterPart(self.say("The providers that you can choose"), (self._phrase(nobody),))
        order = self.say("They are in alphabetical order.")
        dated = self.say(
            "This is how it was on %(day)s. Ask us how it is now.", day=day_told(self.day, self.words)
        )
        return LetterPart(
            self.say("The providers that you can choose"),
            (self._phrase(order, dated),),
            points,
            together=len(points) < TOGETHER,
            after=(self._phrase(more),),
        )

    def _choosable(self) -> list[Provider]:
        """List whom the person can have from the day after the last, for the area and the help granted."""
        content, told = self.content, self.told
        found = content.exit_of(told.provider.id)
        # Nobody is given to whoever stops with the own one, although perhaps some weeks later.
        leaving = {told.provider.id, *(found[1].providers if found else ())}
        services = services_in_choice(told.services, content.municipality.rules_on(self.start))
        return [
            one
            for one in in_neutral_order(content.contracted(self.day))
            if one.id not in leaving
            and can_be_chosen(one, content.room(one.id), self.day, self.start, told.area, services).choosable
        ]

    def _one(self, provider: Provider) -> str:
        room = room_told(self.content.room_state(provider, self.day, self.told.area), self.words)
        phone = provider.contact.phone
        called = self.say("Telephone %(phone)s.", phone=phone) if phone else ""
        return " ".join(part for part in (f"{provider.name}. {room}.", called) if part)

    def _phrase(self, *told: str) -> Phrase:
        return Phrase(" ".join(told), self.words.language)


TOGETHER = 12
"""Providers that fit on a page with their heading: more of them go on over the next."""
