"""The facts of a municipality that its pages can print, by name, in one language on one day."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from hemval.content.history import Event
from hemval.content.municipality import VOLUNTARY
from hemval.content.provider import Provider
from hemval.content.satisfaction import Satisfaction
from hemval.content.whole import Content
from hemval.pages.address import address, provider_page
from hemval.pages.company_facts import company_facts, document_link
from hemval.pages.fact_kinds import Part, Reach, WebLink
from hemval.pages.follow_ups import follow_ups_matter
from hemval.pages.satisfaction_told import satisfaction_matter
from hemval.pages.view import Link
from hemval.rules.neutral_order import in_neutral_order
from hemval.rules.services import only_household
from hemval.rules.told.changes import ceiling_notices_told, coming_rules
from hemval.rules.told.choice import chosen_apart_told, law_told, not_chosen_told
from hemval.rules.told.exit import exit_told, no_choice_at_exits_told
from hemval.rules.told.no_choice import no_choice_details, no_choice_told
from hemval.rules.told.room import full_at_exit_told, waiting_order_told, when_full_told
from hemval.rules.told.start import counting_told, lead_time_told
from hemval.rules.told.status import status_told
from hemval.words import Phrase, Words, sentence
from hemval.words.dates import day_told, joined, number_told

ADDRESS_ALONE = re.compile(r"[\w.%+-]+@[\w.-]+\w", re.ASCII)
"""An e-mail address without a word beside it."""

ACCESSIBLE = {
    "full": sentence("The website meets the requirements of the act (fully compliant)."),
    "partial": sentence("The website meets some of the act's requirements, not all (partially compliant)."),
    "none": sentence("The website does not meet the requirements of the act (not compliant)."),
}


def municipal_facts(content: Content, words: Words, today: date) -> dict[str, Any]:
    """Gather the facts by the names that pages know them by."""
    municipality = content.municipality
    rules = municipality.rules_on(today)
    language = words.language
    survey = content.latest_survey
    contracted = content.contracted(today)
    help_, data, accessibility = municipality.help, municipality.personal_data, municipality.accessibility
    return {
        "municipality": {
            "name": municipality.name,
            "short_name": municipality.short_name,
            "several_areas": len(municipality.areas) > 1,
        },
        "providers": {
            "number": number_told(len(contracted), words),
            "stopping": _stopping(content, words, today),
            "some_only_household": any(only_household(p, rules) for p in contracted),
            "night": _at_night(contracted, words),
        },
        "help": {
            "phone": Reach.phone(help_.phone),
            "hours": help_.hours.phrase(language),
            "email": Reach.email(help_.email),
            "visit": help_.visit.phrase(language),
            "post": help_.post.phrase(language),
        },
        "responsible": {
            "decides": municipality.responsible.decides.phrase(language),
            "follows_up": municipality.responsible.follows_up.phrase(language),
        },
        "personal_data": {
            "controller": data.controller.phrase(language),
            "data_protection_officer": _officer(data.data_protection_officer.phrase(language)),
            "kept_days": data.kept_days,
            "retention_decision": data.retention_decision.phrase(language),
            "identity_number": bool(data.identity_number),
            "identity_number_voluntary": data.identity_number == VOLUNTARY,
        },
        "accessibility": {
            "status": words.say(ACCESSIBLE[accessibility.status]),
            "assessed": accessibility.assessed.phrase(language),
            "supervisor": accessibility.supervisor.phrase(language),
            "supervisor_address": WebLink(href) if (href := accessibility.supervisor_address) else None,
        },
        "rules": {
            "no_choice": no_choice_told(rules, content, words, today),
            "no_choice_details": no_choice_details(rules, content, words) or None,
            "exit_no_choice": no_choice_at_exits_told(content, today, words),
            "lead_time": lead_time_told(rules, words),
            "counting": counting_told(rules, words) or None,
            "when_full": when_full_told(rules, words),
            "exit_when_full": full_at_exit_told(rules, words),
            "waiting_order": waiting_order_told(rules, words),
            "ceiling_notice": ceiling_notices_told(content, today, words),
            "alarm": rules.alarm_in_choice,
            "extras": rules.extras == "allowed",
            "own_time": rules.own_time.phrase(language) if rules.own_time else None,
            "ranked": number_told(rules.ranked_choices, words),
            "several_choices": rules.ranked_choices > 1,
            "per_service": bool(rules.chosen_apart),
            "chosen_apart": chosen_apart_told(rules, words),
            "not_chosen": not_chosen_told(rules, content, words) or None,
            "law": rules.law if rules.law != "own" else None,
            "law_name": law_told(rules, words),
            "coming": _coming(content, words, today),
        },
        "companies": company_facts(municipality.companies, municipality.requirement_areas, words, today)
        if municipality.companies
        else None,
        "follow_ups": Part("parts/follow_ups.html", lambda: follow_ups_matter(content, words, today)),
        "satisfaction": _satisfaction(municipality.satisfaction, words),
        "history": _history(municipality.history, language),
        "survey": {"year": survey.year, "asked": survey.asked.phrase(language)} if survey else None,
    }


def _satisfaction(satisfaction: Satisfaction | None, words: Words) -> Part | None:
    """Draw the index; nothing where the municipality has none."""
    if satisfaction is None:
        return None
    return Part("parts/satisfaction.html", lambda: satisfaction_matter(satisfaction, words))


def _at_night(contracted: Iterable[Provider], words: Words) -> str | None:
    """Name those that help at night; None where no agreement tells of it."""
    names = [one.name for one in in_neutral_order(contracted) if "night" in one.agreement.approved_for]
    return joined(names, words) if names else None


def _officer(told: Phrase) -> Phrase | Reach | None:
    """Link to the data protection officer where the municipality tells an address and nothing more."""
    return Reach.email(told.text) if ADDRESS_ALONE.fullmatch(told.text) else told


def _stopping(content: Content, words: Words, today: date) -> Part:
    """Draw the providers that stop, those whose last day is nearest first."""
    stopping = [
        provider
        for provider in in_neutral_order(content.contracted(today))
        if provider.agreement.status(today) in ("leaving", "terminated")
    ]
    stopping.sort(key=lambda provider: provider.agreement.last_day or date.max)
    links = [
        (
            status_told(provider, today, words),
            exit_told(provider, content, today, words),
            Link(provider.name, address(words.language, provider_page(provider.id))),
        )
        for provider in stopping
    ]
    return Part("parts/stopping.html", lambda: {"stopping": links})


def _coming(content: Content, words: Words, today: date) -> Part | None:
    """Draw the rules that are published ahead; nothing where none are."""
    coming = coming_rules(content, today, words)
    if not coming:
        return None
    told = [{"day": day_told(one.day, words), "changes": one.changes} for one in coming]
    return Part("parts/coming_rules.html", lambda: {"all_coming": told})


def _history(events: tuple[Event, ...], language: str) -> Part | None:
    """Draw how it came about that people choose; nothing where the municipality does not tell."""
    if not events:
        return None
    told = [
        {
            "when": event.when.phrase(language),
            "what": event.what.phrase(language),
            "decided_by": event.decided_by.phrase(language) if event.decided_by else None,
            "document": document_link(event.document, language) if event.document else None,
        }
        for event in events
    ]
    return Part("parts/history.html", lambda: {"events": told})
