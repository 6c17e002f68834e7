"""Whether a municipality's colours are seen by old eyes: each finding names the pair and what would do."""

import re
from collections.abc import Iterator
from pathlib import Path

from hemval.content.findings import Finding, line_of
from hemval.content.folder import Folder
from hemval.content.node import place_of
from hemval.content.reader import read
from hemval.content.whole import Content
from hemval.pages.look_files import TOKENS
from hemval.pages.palette import OWN, Faint, Palette, faint, nearest_brand, palette
from hemval.words import sentence, words_in

say = words_in("sv").say

SETTINGS = "municipality.yml"

PLACES = {
    "paper": sentence("the page"),
    "sheet": sentence("white surfaces"),
    "cool": sentence("the help block"),
    "brand": sentence("buttons"),
    "menu": sentence("the menu"),
}
"""What a ground is called by those who do not know our tokens; others go by the token's name."""


def colour_findings(folder: Folder, content: Content) -> Iterator[Finding]:
    """Find the municipality's colour where it is too faint, and pairs of tokens where it has its own."""
    tokens = folder.find(TOKENS)
    if tokens is None:
        return
    shared = palette(tokens.read_text(encoding="utf-8"))
    look = content.municipality.look
    colours = shared.with_look(look)
    told = set()
    for pair in faint(colours):
        of_look = look is not None and pair.fore in OWN
        key = ("look", pair.scheme) if of_look else (pair.fore, pair.ground, pair.scheme)
        if key not in told:
            yield _of_look(folder, pair, colours) if of_look else _of_token(folder, tokens, pair, colours)
        told.add(key)


def _of_look(folder: Folder, pair: Faint, colours: Palette) -> Finding:
    """Point at the setting; only the worst of its pairs is told, since one other colour mends them all."""
    path = folder.own / SETTINGS
    source = path.read_text(encoding="utf-8-sig")
    node, _ = read(path, SETTINGS)
    dark = pair.scheme == "dark"
    key = "colour_dark" if dark else "colour"
    line, column = place_of(node, ("look", key)) if node else (1, 1)
    better = nearest_brand(colours.of(pair.scheme)["brand"], colours, pair.scheme)
    if dark:
        advice = say(
            "The nearest lighter colour that is seen is %(colour)s. Or take the line away.", colour=better
        )
    else:
        advice = say("The nearest darker colour that is seen is %(colour)s.", colour=better)
    return Finding(SETTINGS, line, column, _told(pair, colours), line_of(source, line), advice)


def _of_token(folder: Folder, tokens: Path, pair: Faint, colours: Palette) -> Finding:
    source = tokens.read_text(encoding="utf-8")
    places = [found.start() for found in re.finditer(rf"--{pair.fore}\s*:", source)]
    start = places[-1 if pair.scheme == "dark" else 0] if places else 0
    line = source.count("\n", 0, start) + 1
    column = start - source.rfind("\n", 0, start)
    advice = say("Make one of them lighter or darker.")
    name = folder.shown(tokens)
    return Finding(name, line, column, _told(pair, colours), line_of(source, line), advice)


def _told(pair: Faint, colours: Palette) -> str:
    scheme = colours.of(pair.scheme)
    return say(
        "The colour %(fore)s on %(ground)s (%(place)s, %(scheme)s) has the contrast %(seen)s to 1. "
        "At least %(least)s to 1 is needed.",
        fore=scheme[pair.fore],
        ground=scheme[pair.ground],
        place=say(PLACES.get(pair.ground, pair.ground)),
        scheme=say("dark") if pair.scheme == "dark" else say("light"),
        # Rounded down, so that what is too faint is never told as enough.
        seen=f"{int(pair.contrast * 10) / 10:.1f}".replace(".", ","),
        least=f"{pair.least:.0f}",
    )
