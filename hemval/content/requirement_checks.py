"""Requirement areas: each that a requirement or a follow-up names must be one of the municipality's."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from hemval.content.findings import Finding
from hemval.content.municipality import Municipality
from hemval.content.placed import Placed
from hemval.content.provider import Profile
from hemval.words import words_in


def requirement_findings(
    municipality: Placed[Municipality], providers: Sequence[Placed[Profile]]
) -> Iterator[Finding]:
    """Find areas that requirements and follow-ups name and that are not there."""
    known = municipality.model.requirement_areas
    companies = municipality.model.companies
    for index, requirement in enumerate(companies.requirements if companies else ()):
        if requirement.area is not None and requirement.area not in known:
            path = ("companies", "requirements", index, "area")
            yield municipality.finding(path, *_unknown(requirement.area, [*known]))
    for bound in providers:
        for number, report in enumerate(bound.model.follow_ups):
            for index, area in enumerate(report.areas):
                if area not in known:
                    yield bound.finding(("follow_ups", number, "areas", index), *_unknown(area, [*known]))


def _unknown(area: str, known: list[str]) -> tuple[str, str]:
    say = words_in("sv").say
    near = get_close_matches(area, known, n=1)
    if near:
        advice = say("Did you mean ”%(name)s”?", name=near[0])
    elif known:
        advice = say("Use one of: %(allowed)s.", allowed=", ".join(known))
    else:
        advice = say("Write the areas under requirement_areas: in municipality.yml, each with its name.")
    return say("There is no requirement area %(area)s in municipality.yml.", area=area), advice
