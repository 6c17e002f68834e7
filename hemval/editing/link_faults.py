"""Links and pictures in a written page that do not work, told before a build."""

from collections.abc import Iterator

from hemval.pages.asked_facts import Fault
from hemval.pages.known_addresses import Known
from hemval.pages.markdown_links import pictures_without_words, targets
from hemval.words import words_in

say = words_in("sv").say


def link_faults(markdown: str, known: Known, language: str, name: str) -> Iterator[Fault]:
    """Find links that lead nowhere, pictures that are missing, and pictures that say nothing in words."""
    for target in targets(markdown):
        if fault := known.fault(target, language, name):
            yield fault
    for line, column in pictures_without_words(markdown):
        message = say("The picture has no words for those who do not see it.")
        advice = say(
            "Write between the brackets what it shows: ![The entrance to the town hall](entrance.jpg)"
        )
        yield Fault(line, column, message, advice)
