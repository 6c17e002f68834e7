"""What is said of an id that nothing has: the message, and the one that was most likely meant."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches

from hemval.words import words_in

MISSPELT = 0.9
"""How alike two ids must be for one to be the other misspelt: many names end alike."""


def unknown_provider(identity: str, known: Iterable[str]) -> tuple[str, str]:
    """Return message and advice for a provider's id that no file has."""
    say = words_in("sv").say
    near = get_close_matches(identity, list(known), n=1, cutoff=MISSPELT)
    advice = (
        say("Did you mean ”%(name)s”?", name=near[0])
        if near
        else say(
            "Has the provider stopped? Put its file back, and write last_day: and end: there "
            "(docs/writing-providers.md). If not, correct the id."
        )
    )
    return say("There is no provider with the id %(id)s.", id=identity), advice


def unknown_area(area: str, areas: Collection[str]) -> tuple[str, str]:
    """Return message and advice for an area that the municipality does not have."""
    say = words_in("sv").say
    near = get_close_matches(area, list(areas), n=1)
    advice = (
        say("Did you mean ”%(name)s”?", name=near[0])
        if near
        else say("Use one of: %(allowed)s.", allowed=", ".join(areas))
    )
    return say("There is no area %(area)s in municipality.yml.", area=area), advice
