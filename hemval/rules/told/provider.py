"""A provider in a line, in words for citizens."""

from datetime import date

from hemval.content.provider import Provider
from hemval.content.whole import Content
from hemval.rules.services import only_household
from hemval.rules.told.room_by_area import room_by_area_told
from hemval.words import Words, sentence
from hemval.words.dates import day_told, joined, language_told

HOW_OFTEN = {
    "always": sentence("always"),
    "often": sentence("often"),
    "on-request": sentence("on request"),
}


def languages_told(provider: Provider, words: Words) -> str:
    """Group languages by how often: Swedish always. Finnish and Arabic often. Empty where none is known."""
    groups = []
    for often, told in HOW_OFTEN.items():
        spoken = [language_told(tag, words) for tag, how in provider.offer.languages.items() if how == often]
        if spoken:
            group = f"{joined(spoken, words)} {words.say(told)}."
            groups.append(group[:1].upper() + group[1:])
    return " ".join(groups)


def provider_summary(
    provider: Provider, content: Content, today: date, words: Words, area: str | None = None
) -> str:
    """Say in a line what a choice turns on: room, languages, areas where there are several."""
    parts = []
    if provider.agreement.status(today) != "approved":
        parts.append(room_by_area_told(provider, content, today, words, area))
    if languages := languages_told(provider, words):
        parts.append(languages.removesuffix("."))
    areas = content.municipality.areas
    if not content.works_everywhere(provider):
        named = [areas[area].in_(words.language) for area in areas if area in provider.agreement.areas]
        parts.append(words.say("Only %(areas)s", areas=joined(named, words)))
    if only_household(provider, content.municipality.rules_on(today)):
        parts.append(words.say("Only help with the household, not personal care"))
    if provider.agreement.last_day is not None:
        parts.append(words.say("Stops on %(day)s", day=day_told(provider.agreement.last_day, words)))
    return ". ".join(parts) + "."
