"""What a citizen sent in, as it stands inside the seal."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from hemval.rules.outcome import Outcome

SCHEMA_VERSION: Literal[2] = 2
"""Version of this payload. A sealed row cannot be migrated by SQL: readers must know every version.

1: without ``outcome``. 2: with it.
"""

Channel = Literal["web", "paper", "phone", "visit"]


class Asked(BaseModel):
    """One question as it was put and answered, in Swedish, so that no later edit changes what was said."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    question: str
    answer: str


class OtherOutcome(BaseModel):
    """What another version of Hemval judged, kept as it was stored: the choice around it opens anyway."""

    model_config = ConfigDict(extra="allow", frozen=True)


StoredOutcome = Annotated[Outcome | OtherOutcome, Field(union_mode="left_to_right")]


class Submission(BaseModel):
    """A choice or another form, complete: stored sealed, opened only by officers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: Literal[1, 2] = SCHEMA_VERSION
    id: str
    """The row's id, compared with the row outside the seal when it is opened."""
    reference: str
    """What the citizen was given to say on the telephone, without its spaces."""
    received_at: datetime
    form: str
    form_version: int
    content_version: str
    """Fingerprint of the published content that the answers were checked against."""
    language: str
    channel: Channel
    answers: dict[str, JsonValue]
    asked: tuple[Asked, ...]
    review: tuple[str, ...] = ()
    """Reasons to look twice (too fast, honeypot); they never refuse a citizen."""
    outcome: StoredOutcome | None = None
    """What the rules said when it was sent; None where no rule settles it, and in version 1."""
