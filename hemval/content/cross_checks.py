"""What one file says of another: every name must exist on the other side."""

from collections.abc import Collection, Iterator, Sequence
from re import fullmatch

from hemval.content.exit import Exits
from hemval.content.exit_checks import exit_findings
from hemval.content.findings import Finding
from hemval.content.municipality import Municipality
from hemval.content.placed import Placed
from hemval.content.provider import Agreement, Profile
from hemval.content.requirement_checks import requirement_findings
from hemval.content.room import Rooms
from hemval.content.room_checks import area_findings, ceiling_findings, room_findings
from hemval.content.rule_checks import rule_findings
from hemval.content.survey import Survey
from hemval.content.unknown_names import unknown_area, unknown_provider
from hemval.words import words_in

RESERVED = ("sprak", "omrade", "sida")
"""Ids that no provider may have: the list's own pages have those addresses."""


def cross_check(
    municipality: Placed[Municipality] | None,
    rooms: Placed[Rooms] | None,
    exits: Placed[Exits] | None,
    providers: Sequence[Placed[Profile]],
    surveys: Sequence[Placed[Survey]],
    known: Collection[str],
) -> list[Finding]:
    """Find every reference to something that is not there, and what the rules forbid a profile.

    None stands for a file that could not be bound or is not there, and such profiles are left out.
    ``known`` holds the ids of all profiles, also of those: a key misspelt in one must not make every other
    file look wrong.
    """
    found: list[Finding] = []
    if municipality is not None:
        found += rule_findings(municipality, known)
        found += _profiles(municipality.model, providers)
        found += requirement_findings(municipality, providers)
    if rooms is not None:
        undecided = {one.stem for one in providers if one.model.agreement.begins is None}
        found += room_findings(rooms, known, undecided)
    if rooms is not None and municipality is not None:
        found += area_findings(rooms, municipality.model, providers)
        found += ceiling_findings(rooms, municipality.model)
    if exits is not None:
        areas = municipality.model.areas if municipality is not None else None
        found += exit_findings(exits, providers, known, areas)
    for provider in providers:
        found += _file_name(provider)
    found += _same_name(providers)
    for survey in surveys:
        found += _survey(survey, known)
    return found


def _profiles(municipality: Municipality, providers: Sequence[Placed[Profile]]) -> Iterator[Finding]:
    say = words_in("sv").say
    areas = municipality.areas
    all_ban_extras = all(rules.extras == "banned" for rules in municipality.rules)
    for bound in providers:
        for index, area in enumerate(bound.model.agreement.areas):
            if area not in areas:
                yield bound.finding(("agreement", "areas", index), *unknown_area(area, areas))
        if bound.model.offer.extras and all_ban_extras:
            yield bound.finding(
                ("offer", "extras"),
                say("The municipality's rules ban extras."),
                say("Take extras: away, or change the rules in municipality.yml."),
                at_key=True,
            )


def _file_name(provider: Placed[Profile]) -> Iterator[Finding]:
    say = words_in("sv").say
    if not fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", provider.stem):
        yield provider.finding(
            (),
            say("The file's name must be small letters a to z, digits and single dashes."),
            say("The name is the provider's address on the site and may not change later."),
        )
    elif provider.stem in RESERVED:
        yield provider.finding(
            (),
            say("No provider's file can be named %(name)s: the site has a page there.", name=provider.stem),
            say("Name the file after the provider, such as %(name)s-hemtjanst.yml.", name=provider.stem),
        )


def _same_name(providers: Sequence[Placed[Profile]]) -> Iterator[Finding]:
    """Find providers that nobody can tell apart; one may begin after the other's last day."""
    say = words_in("sv").say
    for number, provider in enumerate(providers):
        for other in providers[:number]:
            if _shown_name(provider.model) == _shown_name(other.model) and _together(
                provider.model.agreement, other.model.agreement
            ):
                message = say("The provider %(id)s has the same name.", id=other.stem)
                advice = say("Write the names so that a reader can tell the two apart.")
                yield provider.finding(("name",), message, advice)
                break


def _shown_name(profile: Profile) -> str:
    return " ".join(profile.name.casefold().split())


def _together(one: Agreement, other: Agreement) -> bool:
    """Say whether there is a day on which both have an agreement."""
    return all(
        first.last_day is None or second.begins is None or second.begins <= first.last_day
        for first, second in ((one, other), (other, one))
    )


def _survey(survey: Placed[Survey], known: Collection[str]) -> Iterator[Finding]:
    say = words_in("sv").say
    if survey.stem != str(survey.model.year):
        yield survey.finding(
            ("year",),
            say(
                "The file is named %(name)s but holds the year %(year)s.",
                name=survey.stem,
                year=survey.model.year,
            ),
            say("Give the file the year as its name, or correct the year."),
        )
    for index, question in enumerate(survey.model.questions):
        for identity in question.providers:
            if identity not in known:
                message, advice = unknown_provider(identity, known)
                yield survey.finding(
                    ("questions", index, "providers", identity), message, advice, at_key=True
                )
