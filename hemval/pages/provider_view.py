"""A provider as pages show it, ready to print."""

from dataclasses import dataclass
from datetime import date

from hemval.content.provider import Provider, Status
from hemval.content.whole import Content
from hemval.pages.address import CHOOSE, OPINION, PROVIDERS, STOPPING, address, provider_page
from hemval.pages.follow_ups import ReportView, reports_of
from hemval.pages.provider_facts import Fact, ProviderFacts
from hemval.pages.quality import Quality, Results, quality_of
from hemval.pages.view import Link
from hemval.rules.choosable import can_be_chosen
from hemval.rules.lead_time import earliest_start
from hemval.rules.told.exit import choose_by_told, exit_told
from hemval.rules.told.room_by_area import same_room
from hemval.rules.told.status import change_told, hindrance_told, status_in_short, status_told
from hemval.words import Phrase, Words
from hemval.words.dates import day_told


@dataclass(frozen=True)
class ProviderView:
    """One provider, ready to print."""

    id: str
    name: str
    href: str
    choose: str
    """Address of the form with this provider filled in; empty when it cannot be chosen now."""
    opinion: str
    """Address of the form to say what one thinks, with this provider filled in; empty once it has ended."""
    hindrance: str
    """What keeps it from being chosen, by the name that the rules have for it; empty where nothing does."""
    hindrance_told: str
    """Why it cannot be chosen now; empty where it can."""
    presentation: Phrase
    notice: str
    """Coming, leaving, terminated or ended, with the day; empty otherwise."""
    exit: str
    """By when its customers are to choose another, and what happens otherwise; empty where none are to."""
    choose_by: str
    """The same in short, without what happens otherwise."""
    notice_in_short: str
    """The same without the name, for where it stands above."""
    change: str
    """What that means for the reader; empty where there is nothing to say."""
    change_links: tuple[Link, ...]
    """Where to go then."""
    room: str
    room_told: str
    facts: tuple[Fact, ...]
    staff: tuple[Fact, ...]
    owner: tuple[Fact, ...]
    contact: tuple[Fact, ...]
    quality: Quality | None
    follow_ups: tuple[ReportView, ...]
    attested: str
    common: Phrase | None
    """What every provider here offers, said once; None where there is no such thing."""

    @property
    def lacks(self) -> bool:
        """Say whether any fact is missing: then it is said once what that means."""
        return any(fact.missing for fact in (*self.facts, *self.contact, *self.staff, *self.owner))


def provider_view(
    provider: Provider, content: Content, results: Results | None, words: Words, today: date
) -> ProviderView:
    """Make the view of a provider."""
    room = content.room(provider.id)
    rules = content.municipality.rules_on(today)
    verdict = can_be_chosen(provider, room, today, earliest_start(rules, today).day, None)
    facts = ProviderFacts(provider, content, words, today, verdict)
    language = words.language
    ended = provider.agreement.status(today) == "ended"
    return ProviderView(
        id=provider.id,
        name=provider.name,
        href=address(language, provider_page(provider.id)),
        choose=f"{address(language, CHOOSE)}?u={provider.id}" if verdict.choosable else "",
        opinion=f"{address(language, OPINION)}?u={provider.id}" if not ended else "",
        hindrance=verdict.hindrance or "",
        hindrance_told=hindrance_told(verdict, words),
        presentation=provider.offer.presentation.phrase(language),
        notice=status_told(provider, today, words),
        exit=exit_told(provider, content, today, words),
        choose_by=choose_by_told(provider, content, today, words),
        notice_in_short=status_in_short(provider, today, words),
        change=change_told(provider, verdict, content, today, words),
        change_links=_change_links(provider.agreement.status(today), words),
        room="" if facts.barred else same_room(provider, content, today) or "",
        room_told=facts.room_told,
        facts=facts.in_short(),
        staff=facts.staff(),
        owner=facts.owner(),
        contact=facts.contact(),
        quality=quality_of(provider, results, words),
        follow_ups=reports_of(provider, content, words, today),
        attested=day_told(provider.review.attested, words) if provider.review.attested else "",
        common=rules.own_time.phrase(language) if rules.own_time else None,
    )


def _change_links(status: Status, words: Words) -> tuple[Link, ...]:
    """Link from a provider that stops or has stopped to what then happens, and to the others."""
    if status in ("applied", "approved", "active", "coming"):
        return ()
    stopping = Link(words.say("What happens when a provider stops"), address(words.language, STOPPING))
    others = Link(words.say("All providers that you can choose"), address(words.language, PROVIDERS))
    return (stopping, others)
