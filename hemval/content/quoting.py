"""A line as it should have been written: with quotation marks around the text that needs them."""

import re
from dataclasses import dataclass

from hemval.content.node import Place
from hemval.words import words_in
from hemval.words.sentence import sentence

BEFORE_VALUE = re.compile(r"\s*(?:- +)*(?:[^\W\d][\w.-]*: +)?(?=\S)")
IN_BRACES = re.compile(r"(\s*(?:- +)*(?:[^\W\d][\w.-]*: +)?)\{(.*?)\}?\s*$")
EACH_LANGUAGE = re.compile(r"(?:^|([,;]))\s*([a-z]{2,3}):\s+")
"""Where a text begins within ``{sv: …, en: …}``, and what stands between it and the one before."""
QUOTED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*""")
NEEDS_QUOTES = re.compile(r"^[@`%&*!|>:?#\"'\[{-]|:(?=\s|$)|,|(?<=\s)#|[\[\]{}]")

COLON = sentence("The text holds a colon.")
COMMA = sentence("The text holds a comma, and within { } a comma begins the next text.")
BRACKET = sentence("The text holds a bracket.")
HASH = sentence("What follows # is left out, as a comment.")
FIRST = sentence("A text cannot begin with this sign.")
SEMICOLON = sentence("Between the texts there must be a comma.")
BY_SIGN = {":": COLON, ",": COMMA, "#": HASH}


@dataclass(frozen=True)
class Corrected:
    """The column of the first sign to blame in a line, what it is, and the line as it should be."""

    column: int
    message: str
    written: str


def in_quotes(text: str) -> str | None:
    """Return a text between quotation marks; None where it holds both kinds, or a backslash."""
    quote = "'" if '"' in text else '"'
    return None if quote in text or "\\" in text else f"{quote}{text}{quote}"


def line_in_quotes(line: str) -> str | None:
    """Return a line with its value in quotation marks, without its indentation; None where none is fit."""
    if braces := braces_corrected(line):
        return braces.written
    before = BEFORE_VALUE.match(line)
    value = in_quotes(_without_outer_quotes(line[before.end() :].rstrip())) if before else None
    return f"{before[0].strip()} {value}".strip() if before and value else None


def _without_outer_quotes(text: str) -> str:
    """Take away the marks around ``'it's so'``: the third one is the text's own."""
    outer = text[:1] in {"'", '"'} and text[-1] == text[0] and text.count(text[0]) == 3
    return text[1:-1] if outer else text


def braces_corrected(line: str) -> Corrected | None:
    """Correct ``question: {sv: Ja, tack, en: Yes}``; None where the texts of no language are to blame."""
    group = IN_BRACES.match(line)
    begins = list(EACH_LANGUAGE.finditer(group[2])) if group else []
    if group is None or group[2].count("}") > group[2].count("{"):
        return None
    if not begins or begins[0].start() or begins[0][1]:
        return None
    offset, faults, parts = group.start(2), [], []
    for number, begin in enumerate(begins):
        end = begins[number + 1].start() if number + 1 < len(begins) else len(group[2])
        text = group[2][begin.end() : end].rstrip()
        if begin[1] == ";":
            faults.append((offset + begin.start(1) + 1, SEMICOLON))
        needs = None if QUOTED.fullmatch(text) else NEEDS_QUOTES.search(text)
        if needs:
            told = BRACKET if needs.start() else FIRST
            faults.append((offset + begin.end() + needs.start() + 1, BY_SIGN.get(needs[0], told)))
        quoted = in_quotes(text) if needs else text
        if quoted is None:
            return None
        parts.append(f"{begin[2]}: {quoted}")
    if not faults:
        return None
    return Corrected(*min(faults), f"{group[1].strip()} {{{', '.join(parts)}}}".strip())


def braces_told(number: int, lines: list[str]) -> tuple[Place, str, str] | None:
    """Return place, message and advice where texts in braces need quotation marks; lines count from one."""
    corrected = braces_corrected(lines[number - 1]) if 0 < number <= len(lines) else None
    if corrected is None:
        return None
    say = words_in("sv").say
    if corrected.message == SEMICOLON:
        advice = say("Write it so: %(written)s", written=corrected.written)
    else:
        advice = say("Put the text in quotation marks: %(written)s", written=corrected.written)
    return (number, corrected.column), say(corrected.message), advice
