"""The site's colours: the tokens of the stylesheet, with the municipality's own colour in its places."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from hemval.content.contrast import EDGE, TEXT, contrast, mixed, muted, nearest_seen, tint
from hemval.content.look import Look

SCHEMES = ("light", "dark")

AS_TEXT = {
    "ink": ("paper", "sheet", "warm", "cool"),
    "soft": ("paper", "sheet", "warm", "cool"),
    "link": ("paper", "sheet", "warm", "cool"),
    "brand": ("paper", "sheet", "cool"),
    "on-brand": ("brand",),
    "on-menu": ("menu",),
    "wrong": ("paper", "sheet"),
    "focus-ink": ("focus",),
}
"""What text is written in, and on what."""

AS_EDGE = {
    "ink": ("paper", "sheet"),
    "brand": ("paper", "sheet"),
    "wrong": ("paper", "sheet"),
    "focus-ink": ("focus",),
}
"""What shows where a control is, or that it has focus or is wrong."""

OWN = ("brand", "on-brand", "menu", "on-menu", "cool")
"""The tokens that follow from the municipality's colour."""

WHITE = "#ffffff"

CALM, CLEAR = 0.45, 9.0
"""Saturation at most and contrast of the brand that is made for the dark, where strong colours shimmer."""

DUSK = 0.35
"""How much of the dark page is mixed into the menu there: a large strong field glares in the dark."""

BLOCK = re.compile(r"(?P<dark>@media \(prefers-color-scheme: dark\) \{\s*)?:root \{(?P<body>[^}]*)\}")
TOKEN = re.compile(r"--(?P<name>[a-z-]+):\s*(?P<value>#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})\s*;")

Colours = Mapping[str, str]


@dataclass(frozen=True)
class Palette:
    """The colours by their tokens' names, for each of the two schemes that a reader's system may ask for."""

    light: Colours
    dark: Colours

    def of(self, scheme: str) -> Colours:
        """Return the colours of a scheme."""
        return self.light if scheme == "light" else self.dark

    def with_look(self, look: Look | None) -> "Palette":
        """Return the colours with a municipality's own in their places."""
        if look is None:
            return self
        return Palette({**self.light, **_light(look)}, {**self.dark, **_dark(look, self.dark)})


@dataclass(frozen=True)
class Faint:
    """A pair of colours that is not seen well enough."""

    scheme: str
    fore: str
    ground: str
    contrast: float
    least: float


def palette(css: str) -> Palette:
    """Read the colours from the file of tokens: what dark leaves out is as in light."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for block in BLOCK.finditer(css):
        for token in TOKEN.finditer(block["body"]):
            (dark if block["dark"] else light)[token["name"]] = _whole(token["value"])
    return Palette(light, {**light, **dark})


def faint(colours: Palette) -> list[Faint]:
    """Find every pair that is too faint, the worst first."""
    found = [
        Faint(scheme, fore, ground, seen, least)
        for scheme in SCHEMES
        for pairs, least in ((AS_TEXT, TEXT), (AS_EDGE, EDGE))
        for fore, grounds in pairs.items()
        for ground in grounds
        if (seen := contrast(colours.of(scheme)[fore], colours.of(scheme)[ground])) < least
    ]
    return sorted(found, key=lambda pair: pair.contrast / pair.least)


def nearest_brand(colour: str, colours: Palette, scheme: str) -> str:
    """Return the nearest colour that is seen wherever the municipality's stands."""
    if scheme == "dark":
        return nearest_seen(colour, tuple(colours.dark[ground] for ground in AS_TEXT["brand"]), lighter=True)
    # A ground is tinted by the colour, and a darker one may be rounded to another tint.
    light = colours.with_look(Look(colour=colour)).light
    grounds = tuple(light[ground] for ground in AS_TEXT["brand"])
    better = nearest_seen(colour, (*grounds, WHITE), lighter=False)
    return colour if better == colour else nearest_brand(better, colours, scheme)


def look_css(colours: Palette) -> str:
    """Return the municipality's tokens, to be put after the shared ones."""
    light, dark = (";".join(f"--{name}:{colours.of(s)[name]}" for name in OWN) for s in SCHEMES)
    return f":root{{{light}}}@media (prefers-color-scheme: dark){{:root{{{dark}}}}}"


def _light(look: Look) -> Colours:
    brand, cool = look.colour, tint(look.colour, 0.92, 0.22)
    return {"brand": brand, "on-brand": WHITE, "menu": brand, "on-menu": WHITE, "cool": cool}


def _dark(look: Look, dark: Colours) -> Colours:
    """Lighten the colour until it is seen in the dark, and dim the menu."""
    cool = tint(look.colour, 0.15, 0.2)
    grounds = (dark["paper"], dark["sheet"], cool)
    return {
        "cool": cool,
        "brand": look.colour_dark
        or nearest_seen(muted(look.colour, CALM), grounds, lighter=True, least=CLEAR),
        "on-brand": dark["paper"],
        "menu": nearest_seen(mixed(look.colour, dark["paper"], DUSK), (dark["ink"],), lighter=False),
        "on-menu": dark["ink"],
    }


def _whole(value: str) -> str:
    """Write a colour of three digits with six."""
    digits = value[1:].lower()
    return f"#{''.join(digit * 2 for digit in digits) if len(digits) == 3 else digits}"
