"""Results of the national user survey: ``provider_profiles/results/<year>.yml``."""

from typing import Annotated

from pydantic import Field, model_validator

from hemval.content.kinds import Id, Line, Model, Share, WebAddress, Whole, wrong
from hemval.words import Text

FEWEST_ANSWERS = 7
"""A result of fewer is never shown; a municipality may ask for more."""


class Result(Model):
    """The share of positive answers (the two best alternatives together) and how many answered."""

    share: Share
    answers: Whole


class Question(Model):
    """One question of the survey with everybody's results."""

    id: Id
    wording: Text
    """The question as it was put."""
    told: Text
    """What ``%(share)s`` of 100 said, as a sentence."""
    kolada: Line | None = None
    country: Share | None = None
    municipality: Result | None = None
    providers: dict[Id, Result] = {}

    @model_validator(mode="after")
    def _sentence_has_a_place_for_the_share(self) -> "Question":
        for language, words in self.told.root.items():
            if words.count("%(share)s") != 1 or words.replace("%(share)s", "").count("%"):
                raise wrong(
                    "The sentence must have %(place)s once, where the number stands.",
                    at=("told", language),
                    place="%(share)s",
                )
        return self


class Survey(Model):
    """One year's survey."""

    year: Annotated[Whole, Field(ge=2000, le=2100)]
    source: Text
    address: WebAddress | None = None
    asked: Text
    """Who was asked, and who was not."""
    questions: tuple[Question, ...] = Field(min_length=1, max_length=5)
    """At most five: more cannot be compared (EXPERIENCE)."""
