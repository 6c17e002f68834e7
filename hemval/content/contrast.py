"""How well a colour is seen on another: WCAG 2.2's relative luminance and contrast ratio."""

from colorsys import hls_to_rgb, rgb_to_hls

Rgb = tuple[int, int, int]

TEXT = 7.0
"""Least contrast of text: WCAG 1.4.6 (AAA), since most readers are over 80."""
EDGE = 3.0
"""Least contrast of what shows where a control is: WCAG 1.4.11."""

STEPS = 400
"""How finely a better colour is looked for, on the way to black or white."""


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours written ``#rrggbb``: from 1 (the same) to 21 (black on white)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour: 0 for black, 1 for white."""
    red, green, blue = (_linear(part / 255) for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def mixed(colour: str, other: str, share: float) -> str:
    """Return a colour with a share, 0 to 1, of another mixed into it."""
    parts = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(part + (to - part) * share):02x}" for part, to in parts)


def nearest_seen(colour: str, grounds: tuple[str, ...], *, lighter: bool, least: float = TEXT) -> str:
    """Return the colour itself, or the nearest lighter or darker one of its hue that is seen on every ground.

    Where none is seen, white or black is returned: the grounds themselves are then to blame.
    """
    end = 1.0 if lighter else 0.0
    hue, lightness, saturation = rgb_to_hls(*(part / 255 for part in rgb(colour)))
    tried = colour
    for step in range(STEPS + 1):
        if step:
            tried = _written(hls_to_rgb(hue, lightness + (end - lightness) * step / STEPS, saturation))
        if all(contrast(tried, ground) >= least for ground in grounds):
            return tried
    return tried


def rgb(colour: str) -> Rgb:
    """Return the parts, 0 to 255, of a colour written ``#rrggbb``; raise ``ValueError`` for other text."""
    digits = colour.removeprefix("#")
    if len(digits) != 6 or not colour.startswith("#"):
        raise ValueError(colour)
    red, green, blue = bytes.fromhex(digits)
    return red, green, blue


def muted(colour: str, most: float) -> str:
    """Return the colour with its saturation, 0 to 1, brought down to the most that is wanted."""
    hue, lightness, saturation = rgb_to_hls(*(part / 255 for part in rgb(colour)))
    return _written(hls_to_rgb(hue, lightness, min(saturation, most)))


def tint(colour: str, lightness: float, most: float) -> str:
    """Return a surface of the colour's hue, so light or dark, and at most so saturated, each 0 to 1."""
    hue, _, saturation = rgb_to_hls(*(part / 255 for part in rgb(colour)))
    return _written(hls_to_rgb(hue, lightness, min(saturation, most)))


def _written(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
