"""A line as it should have been written: with quotation marks around the text that needs them."""

import re
from dataclasses import dataclass
from itertools import accumulate

from hemval.content.node import Place
from hemval.words import LANGUAGES, words_in
from hemval.words.sentence import sentence

BEFORE_VALUE = re.compile(r"\s*(?:- +)*(?:[^\W\d][\w.-]*: +)?(?=\S)")
IN_BRACES = re.compile(r"(\s*(?:- +)*(?:[^\W\d][\w.-]*: +)?)\{(.*)\}(\s+#\s[^}]*)?\s*$")
EACH_LANGUAGE = re.compile(rf"(?:^|([,;]))\s*({'|'.join(LANGUAGES)}):\s+")
"""Where a text begins within ``{sv: …, en: …}``, and what stands between it and the one before."""
COMMENT = re.compile(r"\s+#(?:\s.*)?$")
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


def without_comment(text: str) -> tuple[str, str]:
    """Part a text from the comment that a writer put after it, with the blank before ``#``."""
    comment = COMMENT.search(text)
    return (text[: comment.start()], f" {comment[0].strip()}") if comment else (text.rstrip(), "")


def line_in_quotes(number: int, lines: list[str]) -> str | None:
    """Return a line with its value in quotation marks, without its indentation; None where none is fit.

    A comment stays one. A text that goes on below needs more than a line; lines count from one.
    """
    line = lines[number - 1]
    if braces := braces_corrected(line):
        return braces.written
    before = BEFORE_VALUE.match(line)
    if before is None or _goes_on(before, lines[number:]):
        return None
    text, comment = without_comment(line[before.end() :])
    quoted = in_quotes(_without_outer_quotes(text)) if text and not (comment and text[0] in "'\"") else None
    return f"{before[0].strip()} {quoted}{comment}".strip() if quoted else None


def _goes_on(before: re.Match[str], below: list[str]) -> bool:
    """Say whether the next line is indented further than the key, or the dash, that the value is of."""
    following = next((line for line in below if line.strip()), "")
    key = len(before[0]) - len(before[0].lstrip("- "))
    column = key if before[0].strip("- ") else before[0].rfind("-")
    return bool(before[0].strip()) and len(following) - len(following.lstrip()) > column


def _without_outer_quotes(text: str) -> str:
    """Take away the marks around ``'it's so'`` and ``"He says "no" now"``; ``"Yes" or "no"`` has none."""
    if text[:1] not in {"'", '"'} or text[-1] != text[0] or text.count(text[0]) < 3:
        return text
    second = text.index(text[0], 1)
    closes = not text[second - 1].isspace() and not text[second + 1].isalnum()
    return text if closes else text[1:-1]


def braces_corrected(line: str) -> Corrected | None:
    """Correct ``question: {sv: Ja, tack, en: Yes}``; None where the texts of no language are to blame."""
    group = IN_BRACES.match(line)
    begins = list(EACH_LANGUAGE.finditer(group[2])) if group else []
    if group is None or _closes_before_the_end(group[2]):
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
    return Corrected(
        *min(faults),
        f"{group[1].strip()} {{{', '.join(parts)}}}".strip() + without_comment(f"}}{group[3] or ''}")[1],
    )


def _closes_before_the_end(text: str) -> bool:
    depths = accumulate((sign == "{") - (sign == "}") for sign in text)
    return min(depths, default=0) < 0


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
