"""What a municipality's site looks like: one colour and a logotype, both its own."""

import re
from pathlib import PurePosixPath
from typing import Annotated

from pydantic import BeforeValidator

from hemval.content.kinds import Line, Model, wrong
from hemval.content.kinds.texts import text_of
from hemval.words.plain import line

KINDS = (".svg", ".png")
"""What a logotype's file may be: what all browsers show, also as a page's icon."""


def _colour(value: object) -> str:
    """Take a colour as style guides write it, also without the sign, which begins a comment in YAML."""
    text = text_of(value)
    match = re.fullmatch("#?([0-9a-fA-F]{6})", text)
    if match is None:
        raise wrong(
            "”%(value)s” is not a colour.",
            advice='Write # and six digits or letters a–f in quotation marks, for example "#0b4a42".',
            value=text,
        )
    return f"#{match[1].lower()}"


def _picture(value: object) -> str:
    text = line(text_of(value))
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or "\\" in text:
        raise wrong(
            "The file %(name)s is not in the municipality's folder.",
            advice="Write its way from the folder that municipality.yml stands in, for example logo.svg.",
            name=text,
        )
    if path.suffix not in KINDS:
        raise wrong(
            "The logotype %(name)s is of a kind that is not used.",
            advice="Save it as .svg (sharp at every size) or .png.",
            name=text,
        )
    return text


Colour = Annotated[str, BeforeValidator(_colour)]
Picture = Annotated[Line, BeforeValidator(_picture)]


class Look(Model):
    """The municipality's own look: ``look:`` in ``municipality.yml``."""

    colour: Colour
    """Headings' mark, buttons and the menu. Must be seen on the page: 7:1."""
    colour_dark: Colour | None = None
    """The same where the reader has chosen dark; made from ``colour`` where it is left out."""
    logo: Picture | None = None
    """Stands before the name in the head of every page, so it needs no words of its own."""

    @property
    def logo_address(self) -> str:
        """Return where the logotype answers; empty without one."""
        return f"/assets/logo{PurePosixPath(self.logo).suffix}" if self.logo else ""
