"""What one file says of another: every name must exist on the other side."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from re import fullmatch
from typing import Protocol, TypeVar

from hemval.content.findings import Finding
from hemval.content.municipality import Municipality
from hemval.content.provider import Profile
from hemval.content.room import Rooms
from hemval.content.rule_set import MunicipalWhenNoChoice
from hemval.content.survey import Survey
from hemval.words import words_in

M = TypeVar("M", covariant=True)


class Placed(Protocol[M]):
    """A model that knows where its values stand."""

    @property
    def model(self) -> M:
        """The model."""

    def finding(self, path: tuple[str | int, ...], message: str, advice: str = "") -> Finding:
        """Make a finding at a place of its file."""


def cross_check(
    municipality: Placed[Municipality],
    rooms: Placed[Rooms],
    providers: Mapping[str, Placed[Profile]],
    surveys: Sequence[Placed[Survey]],
) -> list[Finding]:
    """Find every reference to something that is not there, and what the rules forbid a profile."""
    return [
        *_rules(municipality, providers),
        *_rooms(rooms, providers),
        *_profiles(municipality, providers),
        *(finding for survey in surveys for finding in _survey(survey, providers)),
    ]


def unknown_provider(identity: str, known: Iterable[str]) -> tuple[str, str]:
    """Return message and advice for a provider's id that no file has."""
    say = words_in("sv").say
    near = get_close_matches(identity, list(known), n=1)
    advice = say("Did you mean %(name)s?", name=near[0]) if near else ""
    return say("There is no provider with the id %(id)s.", id=identity), advice


def _rules(municipality: Placed[Municipality], known: Mapping[str, object]) -> Iterator[Finding]:
    for index, rules in enumerate(municipality.model.rules):
        no_choice = rules.no_choice
        if isinstance(no_choice, MunicipalWhenNoChoice) and no_choice.provider not in known:
            message, advice = unknown_provider(no_choice.provider, known)
            yield municipality.finding(("rules", index, "no_choice", "provider"), message, advice)


def _rooms(rooms: Placed[Rooms], providers: Mapping[str, object]) -> Iterator[Finding]:
    for identity in rooms.model.root:
        if identity not in providers:
            message, advice = unknown_provider(identity, providers)
            yield rooms.finding((identity,), message, advice)
    say = words_in("sv").say
    for identity in providers:
        if identity not in rooms.model.root:
            yield rooms.finding((), say("Room is missing for the provider %(id)s.", id=identity))


def _profiles(
    municipality: Placed[Municipality], providers: Mapping[str, Placed[Profile]]
) -> Iterator[Finding]:
    say = words_in("sv").say
    areas = municipality.model.areas
    banned = [rules for rules in municipality.model.rules if rules.extras == "banned"]
    for identity, bound in providers.items():
        if not fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", identity):
            yield bound.finding(
                (),
                say("The file's name must be small letters a to z, digits and single dashes."),
                say("The name is the provider's address on the site and may not change later."),
            )
        for index, area in enumerate(bound.model.agreement.areas):
            if area not in areas:
                near = get_close_matches(area, list(areas), n=1)
                yield bound.finding(
                    ("agreement", "areas", index),
                    say("There is no area %(area)s in municipality.yml.", area=area),
                    say("Did you mean %(name)s?", name=near[0]) if near else "",
                )
        if bound.model.offer.extras and len(banned) == len(municipality.model.rules):
            yield bound.finding(("offer", "extras"), say("The municipality's rules ban extras."))


def _survey(survey: Placed[Survey], known: Mapping[str, object]) -> Iterator[Finding]:
    for index, question in enumerate(survey.model.questions):
        for identity in question.providers:
            if identity not in known:
                message, advice = unknown_provider(identity, known)
                yield survey.finding(("questions", index, "providers", identity), message, advice)
