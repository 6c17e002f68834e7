"""What a writer tells the search about words: ``site_src/search/<language>.yml``."""

from typing import Annotated

from pydantic import AfterValidator

from hemval.content.kinds import Line, Model, wrong


def _single(text: str) -> str:
    if not text.isalnum():
        # Two words where one is looked up would never be found, without anyone noticing.
        raise wrong("”%(text)s” is not a single word.", advice="Write one word in each place.", text=text)
    return text


Word = Annotated[Line, AfterValidator(_single)]
"""One word: letters and digits, nothing between them."""


class SearchVocabulary(Model):
    """What the search must know of a language beyond its grammar."""

    ignored: tuple[Word, ...]
    """Words that say nothing of what somebody looks for, unless they are all that was written."""
    same: tuple[tuple[Word, ...], ...]
    """Forms of one word that no rule of grammar joins: natt, nätter."""
    related: dict[Word, tuple[Word, ...]]
    """Words that people write, each with those that the pages use, the nearest first."""
    parts: tuple[Word, ...]
    """Words that longer words are made of: trygghet and larm, of which trygghetslarm is made."""
    joints: tuple[Word, ...] = ()
    """Letters that stand between the parts of a word: the s of trygghetslarm."""
    common: tuple[Line, ...]
    """Addresses of questions to offer before anything is asked: ``fragor/#avgift``."""
