"""A language's words as the search knows them: forms of one, near ones, and those made of others."""

from dataclasses import dataclass
from functools import cached_property

from hemval.content.search_vocabulary import SearchVocabulary
from hemval.pages.search_words import SHORTEST_STEM, parts_of, plain, stem

LONGEST_TAKEN_APART = 40
"""Letters of a word that is looked into; no word of ours is longer, and a hostile one may be."""


@dataclass(frozen=True)
class Lexicon:
    """The grammar and the writer's own list, together."""

    vocabulary: SearchVocabulary
    language: str

    def root(self, word: str) -> str:
        """Return what stands for all forms of a word."""
        if word in self._listed_as_same:  # pappa and papper have one stem
            return self._listed_as_same[word]
        found = self._stem(word)
        return self._one_of_same.get(found, found)

    def _stem(self, word: str) -> str:
        """Return a word's stem; the word itself where that is a short ignored one: dem of demens."""
        found = stem(word, self.language)
        return word if len(found) < SHORTEST_STEM and self.is_ignored(found) else found

    def parts(self, word: str) -> tuple[str, ...]:
        """Return the roots of the listed words that a word is made of."""
        if len(word) > LONGEST_TAKEN_APART:
            return ()
        stems = parts_of(word, self._parts, self._joints, self.language)
        return tuple(self._one_of_same.get(part, part) for part in stems)

    def related(self, word: str) -> tuple[str, ...]:
        """Return the roots of the words to look for beside a word, the nearest first."""
        return self._related.get(self.root(word), ())

    def is_ignored(self, word: str) -> bool:
        """Say whether a word tells nothing of what somebody looks for."""
        return word in self._ignored

    @cached_property
    def known(self) -> frozenset[str]:
        """The words that only the writer's list has."""
        same = (word for words in self.vocabulary.same for word in words)
        return frozenset(map(plain, (*self.vocabulary.related, *same)))

    @cached_property
    def _listed_as_same(self) -> dict[str, str]:
        return {plain(word): plain(words[0]) for words in self.vocabulary.same for word in words}

    @cached_property
    def _one_of_same(self) -> dict[str, str]:
        return {self._stem(word): first for word, first in self._listed_as_same.items()}

    @cached_property
    def _related(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for word, others in self.vocabulary.related.items():
            roots = (self.root(plain(other)) for other in others)
            found[self.root(plain(word))] = tuple(dict.fromkeys(roots))
        return found

    @cached_property
    def _parts(self) -> frozenset[str]:
        """The parts, and of each the forms that the writer lists as the same word."""
        listed = {plain(part) for part in self.vocabulary.parts}
        roots = {self.root(part) for part in listed}
        forms = {plain(word) for words in self.vocabulary.same for word in words}
        return frozenset(listed | {form for form in forms if self.root(form) in roots})

    @cached_property
    def _joints(self) -> tuple[str, ...]:
        return tuple(map(plain, self.vocabulary.joints))

    @cached_property
    def _ignored(self) -> frozenset[str]:
        return frozenset(map(plain, self.vocabulary.ignored))
