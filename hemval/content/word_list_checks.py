"""What the word lists of two languages say of each other: every link must have a Swedish word behind it."""

from collections.abc import Iterator, Mapping

from hemval.content.findings import Finding
from hemval.content.placed import Placed
from hemval.content.word_list import WordList
from hemval.words import words_in
from hemval.words.text import MAIN_LANGUAGE


def without_swedish(lists: Mapping[str, Placed[WordList]]) -> Iterator[Finding]:
    """Find the entries of other languages that the Swedish list does not have."""
    swedish = lists.get(MAIN_LANGUAGE)
    known = {entry.id for entry in swedish.model.words} if swedish else set()
    for language, placed in lists.items():
        for number, entry in enumerate(placed.model.words if swedish and language != MAIN_LANGUAGE else ()):
            if entry.id not in known:
                say = words_in("sv").say
                message = say("The word %(id)s is not in the Swedish word list.", id=entry.id)
                advice = say("Write it first in site_src/words/sv.yml, and give both the same id.")
                yield placed.finding(("words", number, "id"), message, advice)
