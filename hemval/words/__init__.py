"""Sentences for people: gettext catalogues and the one way to look a sentence up.

A message id is the sentence in plain English; ``sv/*.po`` holds the Swedish, one file an audience
(citizen, writer, officer, operator). English needs no file: its sentences are the ids.
"""

from hemval.words.catalogue import LANGUAGES, Words, words_in
from hemval.words.sentence import sentence
from hemval.words.text import Phrase, Text

__all__ = ["LANGUAGES", "Phrase", "Text", "Words", "sentence", "words_in"]
