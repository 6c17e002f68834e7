"""Words: a line, a paragraph, a yes or no."""

from typing import Annotated

from pydantic import BeforeValidator

from hemval.content.kinds.as_schema import written
from hemval.words.plain import LINE_LIMIT, PARAGRAPH_LIMIT, line, paragraph
from hemval.words.wrong import wrong

YES = {"ja", "yes", "true"}
NO = {"nej", "no", "false"}


def text_of(value: object) -> str:
    """Return a value that is text, stripped; refuse a list or mapping by saying how it came to be one."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        raise wrong(
            "A single value is needed here, but the lines are read as keys with values.",
            advice="If it is one text with a colon in it, put the whole text in quotation marks.",
        )
    if isinstance(value, list | tuple):
        raise wrong(
            "A single value is needed here, but this is a list.",
            advice="Write one value after the colon, without dashes and square brackets.",
        )
    raise wrong("A text is needed here.", advice="Write the value as text.")


def _line(value: object) -> str:
    return line(text_of(value))


def _paragraph(value: object) -> str:
    return paragraph(text_of(value))


def _yes_or_no(value: object) -> bool:
    if isinstance(value, bool):
        return value
    text = text_of(value)
    if text.lower() in YES | NO:
        return text.lower() in YES
    raise wrong("”%(value)s” is neither yes nor no.", advice="Write ja or nej.", value=text)


Line = Annotated[str, BeforeValidator(_line), written(longest=LINE_LIMIT)]
Paragraph = Annotated[str, BeforeValidator(_paragraph), written(longest=PARAGRAPH_LIMIT)]
YesNo = Annotated[bool, BeforeValidator(_yes_or_no), written("[Jj][Aa]|[Yy]es|[Tt]rue|[Nn]ej|[Nn]o|[Ff]alse")]
