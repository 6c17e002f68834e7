"""Say from inside a model what is wrong, as a sentence that is translated later."""

from collections.abc import Sequence

from pydantic_core import PydanticCustomError

WRONG = "hemval"
"""The error type that marks our own errors among pydantic's."""


def wrong(
    message: str,
    /,
    *,
    advice: str = "",
    at: str | Sequence[str | int] = (),
    at_key: bool = False,
    instead_of: str = "",
    possible: Sequence[str] = (),
    **values: object,
) -> PydanticCustomError:
    """Make the error a validator raises: message ids with ``%(name)s`` places, and what fills them.

    ``at`` names the key (or path) below the validated value that is to blame, for checks of a whole model;
    ``at_key`` blames the last key of it and not its value. Of ``possible`` names that can stand
    ``instead_of`` the one that was written, the advice tells the nearest, or all, where there is no other.
    A tuple among the values is told as a list.
    The error's own text is the English sentence.
    """
    path = [at] if isinstance(at, str) else list(at)
    english = message % values if values else message
    context = {
        "message": message,
        "advice": advice,
        "at": path,
        "at_key": at_key,
        "instead_of": instead_of,
        "possible": tuple(possible),
        "values": values,
    }
    return PydanticCustomError(WRONG, english, context)
