"""Why the rules said what they said: data that is stored, told in words and compared a year later."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Code = Literal[
    # the earliest start
    "told-on", "told-late", "counted", "at-most", "month", "not-promised", "moved", "earliest", "latest",
    "exit",
    # the wishes
    "wish-granted", "wish-hindered", "wish-full", "wish-waits", "wish-next", "keeps", "cannot-keep",
    "until-start", "elsewhere",
    # the no-choice rule
    "no-wish", "wishes-out", "candidate-out", "named", "most-free", "free-unknown", "tie", "period",
    "in-turn", "drawn", "appointed", "nobody-left", "when-handled",
]  # fmt: skip
"""What a reason says; ``hemval.rules.told.reasons`` has a sentence for each."""

Value = str | int | tuple[str, ...]


class Reason(BaseModel):
    """One step: what it says, and the days (ISO 8601), providers' ids and numbers that it says it of."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Code
    values: dict[str, Value] = {}


def because(code: Code, **values: Value) -> Reason:
    """Make a reason."""
    return Reason(code=code, values=values)
