"""Say from inside a model what is wrong, as a sentence that is translated later."""

from collections.abc import Sequence

from pydantic_core import PydanticCustomError

WRONG = "hemval"
"""The error type that marks our own errors among pydantic's."""


def wrong(
    message: str, /, *, advice: str = "", at: str | Sequence[str | int] = (), **values: object
) -> PydanticCustomError:
    """Make the error a validator raises: message ids with ``%(name)s`` places, and what fills them.

    ``at`` names the key (or path) below the validated value that is to blame, for checks of a whole model.
    The error's own text is the English sentence.
    """
    path = [at] if isinstance(at, str) else list(at)
    english = message % values if values else message
    context = {"message": message, "advice": advice, "at": path, "values": values}
    return PydanticCustomError(WRONG, english, context)
