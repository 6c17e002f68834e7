"""What a mistake in YAML means, for the person who made it."""

import re
from dataclasses import dataclass

import yaml

from hemval.content.node import Place
from hemval.content.quoting import (
    BEFORE_VALUE,
    COLON,
    FIRST,
    braces_corrected,
    braces_told,
    line_in_quotes,
    without_comment,
)
from hemval.words import words_in
from hemval.words.sentence import sentence

QUOTES = ("'", '"')
LANGUAGE_FIRST = re.compile(r"[a-z]{2}: +\S.*[,;] *[a-z]{2}: ")
NO_SPACE_AFTER_COLON = re.compile(r"^\s*(?:- +)*([^\W\d][\w-]*):(?!//)[^\s:]")
NO_SPACE_AFTER_DASH = re.compile(r"^\s*-[^\s-]")

PUT_IN_QUOTES = sentence('Put the whole text in quotation marks: "…".')
SPACE_AFTER_COLON = (
    sentence("There is no space after the colon."),
    sentence("Write a space between the colon and the value."),
)
SPACE_AFTER_DASH = (
    sentence("There is no space after the dash."),
    sentence(
        "Write a space between the dash and the value. A text that begins with a dash needs quotation marks."
    ),
)
UNCLOSED_QUOTE = (
    sentence("The quotation mark that begins here is never closed on its line."),
    sentence("End the text with the same kind of quotation mark."),
)
TEXT_AFTER_QUOTE = (
    sentence("The text in quotation marks has ended, but the line goes on."),
    sentence("If the text holds quotation marks itself, use the other kind around it: '…' or \"…\"."),
)
INDENTATION = (
    sentence("The line is indented in a way that fits no line above it."),
    sentence("Begin the line in the same column as the other keys or dashes of its group."),
)
TOO_DEEP = (
    sentence("The line is indented further than the line above, which already has its value."),
    sentence(
        "Begin the line in the same column as the key above it, or put the whole text in quotation marks."
    ),
)
NEITHER = (
    sentence("The line is neither a key with a value nor an item of a list."),
    sentence(
        "Write a key, a colon, a space and the value. A line that continues a text is indented under it."
    ),
)
LIST_AND_KEYS = (
    sentence("Items of a list and keys are mixed in one group."),
    sentence("Indent the list under its key, or take away the dash."),
)
UNCLOSED_BRACKET = (
    sentence("The bracket that begins here is never closed."),
    sentence("Close the list with ] or }. If it is not a list, put the whole text in quotation marks."),
)
BLOCK_TEXT = (
    sentence("After | or > the text must begin on the next line."),
    sentence(
        "Move the text down, indented. If the sign belongs to the text, put the text in quotation marks."
    ),
)
LIST_BESIDE_KEY = (
    sentence("A list cannot begin on the same line as its key."),
    sentence("Write the first dash on the next line. A text that begins with a dash needs quotation marks."),
)
ESCAPE = (
    sentence('A backslash in "…" is read as a code, and this is none.'),
    sentence("Write the text in '…' instead, or write the backslash twice."),
)
NO_KEY = (
    sentence("The key before the colon is missing."),
    sentence("Write a key, a colon, a space and the value."),
)
DIRECTIVE = (sentence("Lines that begin with % are not used here."), sentence("Take the line away."))
AFTER_END = (
    sentence("There is text after the end of the document."),
    sentence("Take away the line with three dots or dashes: a file holds one document."),
)
STRAY_SIGN = (
    sentence("This sign does not fit here."),
    sentence('Take it away. If it belongs to the text, put the whole text in quotation marks: "…".'),
)
SIGN_FIRST = (FIRST, PUT_IN_QUOTES)
GENERAL = (
    sentence("The file cannot be read from here."),
    sentence(
        "Compare with the lines above: a key, a colon, a space and the value, equally indented in each group."
    ),
)

BY_PROBLEM = (
    ("found unexpected end of stream", UNCLOSED_QUOTE),
    ("found unexpected document separator", UNCLOSED_QUOTE),
    ("found unknown escape character", ESCAPE),
    ("expected escape sequence", ESCAPE),
    ("sequence entries are not allowed", LIST_BESIDE_KEY),
    ("expected '<document start>'", AFTER_END),
    ("found incompatible YAML document", DIRECTIVE),
    ("found duplicate", DIRECTIVE),
    ("expected <block end>, but found '-'", LIST_AND_KEYS),
    ("expected <block end>, but found '?'", LIST_AND_KEYS),
    ("expected <block end>, but found ':'", NO_KEY),
    ("expected <block end>, but found '<block", INDENTATION),
    ("found character", SIGN_FIRST),
    ("expected the node content", SIGN_FIRST),
    ("found undefined tag handle", SIGN_FIRST),
    ("expected <block end>", STRAY_SIGN),
)
BY_CONTEXT = (
    ("while parsing a flow", UNCLOSED_BRACKET),
    ("while scanning a block scalar", BLOCK_TEXT),
    ("while scanning a directive", DIRECTIVE),
    ("while scanning an a", SIGN_FIRST),
    ("while scanning a tag", SIGN_FIRST),
    ("while parsing a tag", SIGN_FIRST),
)
AT_THE_START = (UNCLOSED_QUOTE, UNCLOSED_BRACKET, BLOCK_TEXT)
"""Explained where the text began, not where the reader gave up."""


@dataclass(frozen=True)
class Explained:
    """A place with finished sentences."""

    place: Place
    message: str
    advice: str


def explain(error: Exception, lines: list[str], last: yaml.Event | None) -> Explained:
    """Explain why reading stopped; ``last`` is the last thing that was read well."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        # What raises anything else is a code in "…" for a character that does not exist.
        return _absurd_code(lines, last.end_mark if last else None)
    here = (error.problem_mark.line + 1, error.problem_mark.column + 1)
    began = error.context_mark or error.problem_mark
    start = (began.line + 1, began.column + 1)
    problem, context = error.problem or "", error.context or ""
    for line in (here[0], start[0]):
        if told := braces_told(line, lines):
            return Explained(*told)
    found = _by_problem(problem, context, here, start, lines, last)
    return _with_example(found, lines)


def _by_problem(
    problem: str, context: str, here: Place, start: Place, lines: list[str], last: yaml.Event | None
) -> Explained:
    if problem.startswith("mapping values"):
        return _second_colon(here, lines)
    if problem.startswith("could not find expected ':'"):
        return _no_colon(start, lines)
    if problem.startswith("expected <block end>, but found '<scalar>'"):
        return _after_value(here, lines, last)
    for beginning, sentences in BY_CONTEXT:
        if context.startswith(beginning):
            return explained(start, sentences)
    for beginning, sentences in BY_PROBLEM:
        if problem.startswith(beginning):
            if sentences == LIST_AND_KEYS and NO_SPACE_AFTER_DASH.match(lines[here[0] - 1]):
                return explained(here, SPACE_AFTER_DASH)
            return explained(start if sentences in AT_THE_START else here, sentences)
    return explained(here, GENERAL)


def _with_example(found: Explained, lines: list[str]) -> Explained:
    """Show the line in quotation marks where that is what the advice asks for."""
    say = words_in("sv").say
    if found.advice not in {say(PUT_IN_QUOTES), say(TEXT_AFTER_QUOTE[1])}:
        return found
    written = line_in_quotes(found.place[0], lines)
    if written is None:
        return found
    advice = say("Put the text in quotation marks: %(written)s", written=written)
    return Explained(found.place, found.message, advice)


def _absurd_code(lines: list[str], mark: yaml.error.Mark | yaml._yaml.Mark | None) -> Explained:
    if mark is None or "\\" not in lines[mark.line][mark.column :]:
        return explained((mark.line + 1, 1) if mark else (1, 1), GENERAL)
    return explained((mark.line + 1, lines[mark.line].index("\\", mark.column) + 1), ESCAPE)


def _second_colon(here: Place, lines: list[str]) -> Explained:
    line = lines[here[0] - 1]
    if match := re.match(r"(\s*(?:- +)*[\w-]+: +)(?=\S)", line[: here[1] - 1]):
        value, comment = without_comment(line[match.end() :])
        if LANGUAGE_FIRST.match(value):
            say, braces = words_in("sv").say, f"{match[1].strip()} {{{value}}}{comment}"
            corrected = braces_corrected(braces)
            advice = say("Write it so: %(written)s", written=corrected.written if corrected else braces)
            message = say("Texts in several languages on one line need { } around them.")
            return Explained((here[0], match.end() + 1), message, advice)
        return explained(here, (COLON, PUT_IN_QUOTES))
    above = next((n for n in range(here[0] - 2, -1, -1) if lines[n].strip()), None)
    if above is not None and (match := NO_SPACE_AFTER_COLON.match(lines[above])):
        return explained((above + 1, match.end(1) + 2), SPACE_AFTER_COLON)
    indent = len(line) - len(line.lstrip()) + 1
    return explained((here[0], indent), TOO_DEEP)


def _no_colon(start: Place, lines: list[str]) -> Explained:
    line = lines[start[0] - 1]
    if match := NO_SPACE_AFTER_COLON.match(line):
        return explained((start[0], match.end(1) + 2), SPACE_AFTER_COLON)
    return explained(start, SPACE_AFTER_DASH if NO_SPACE_AFTER_DASH.match(line) else NEITHER)


def _after_value(here: Place, lines: list[str], last: yaml.Event | None) -> Explained:
    began = last.start_mark if isinstance(last, yaml.ScalarEvent) and last.style in QUOTES else None
    if began and began.line + 1 < here[0]:
        return explained((began.line + 1, began.column + 1), UNCLOSED_QUOTE)
    line = lines[here[0] - 1]
    if line[: here[1] - 1].rstrip().endswith(QUOTES):
        return explained(here, TEXT_AFTER_QUOTE)
    if isinstance(last, yaml.SequenceEndEvent | yaml.MappingEndEvent) and (
        before := BEFORE_VALUE.match(line)
    ):
        return explained((here[0], before.end() + 1), SIGN_FIRST)
    return explained(here, INDENTATION)


def explained(place: Place, sentences: tuple[str, str]) -> Explained:
    """Return finished sentences at a place."""
    say = words_in("sv").say
    return Explained(place, say(sentences[0]), say(sentences[1]))
