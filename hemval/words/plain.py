"""Plain text: what a sentence may hold, and how to show what it may not."""

import re
import unicodedata

from hemval.words.wrong import wrong

LINE_LIMIT = 200
PARAGRAPH_LIMIT = 2_000

HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffd-\uffff\U000e0000-\U000e007f]"
    # The joiners belong to Persian and Indic spelling and to emoji; among Latin letters they only hide.
    "|(?<![\u0300-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0300-\U0010ffff])"
)
"""Characters nobody can see: control, direction (bidi), zero width, broken. Not tab, LF and CR."""

HTML = re.compile(r"</?[a-zA-Z]|<!--|<![a-zA-Z]|<\?")
"""The start of a tag as browsers see it; ``<`` before a blank or a digit is only a sign."""


def line(text: str) -> str:
    """Return one line of text, composed (NFC) and stripped; refuse what is hidden, HTML, broken or long."""
    text = unicodedata.normalize("NFC", text).strip()
    if "\n" in text or "\r" in text:
        raise wrong(
            "The text must stand on one line.",
            advice="Take away the line breaks. In YAML, write the text after the colon on the same line.",
        )
    if "\t" in text:
        raise wrong("The text holds a tab.", advice="Write ordinary spaces instead.")
    return _within(text, LINE_LIMIT)


def paragraph(text: str) -> str:
    """Return text in lines, as ``line`` does; spaces before a line break are dropped."""
    text = unicodedata.normalize("NFC", text).strip().replace("\r\n", "\n").replace("\r", "\n")
    if "\t" in text:
        raise wrong("The text holds a tab.", advice="Write ordinary spaces instead.")
    return _within(re.sub(r" +\n", "\n", text), PARAGRAPH_LIMIT)


def _within(text: str, limit: int) -> str:
    if not text:
        raise wrong("The text is empty.", advice="Write the text, or take the line away.")
    if hidden := HIDDEN.search(text):
        raise wrong(
            "The text holds the hidden character %(name)s.",
            advice="Erase it and write the text again by hand. It often comes along when text is pasted.",
            name=named(hidden[0]),
        )
    if html := HTML.search(text):
        raise wrong(
            "The text holds HTML: ”%(tag)s”. HTML is not used here.",
            advice="Write plain text. Put a space after < if you mean ”less than”.",
            tag=text[html.start() : html.start() + 20],
        )
    if len(text) > limit:
        raise wrong(
            "The text has %(length)s characters; at most %(limit)s fit.",
            advice="Shorten the text.",
            length=len(text),
            limit=limit,
        )
    return text


def named(character: str) -> str:
    """Return what to call a character that cannot be shown, such as ``U+202E``."""
    return f"U+{ord(character):04X}"


def visible(text: str) -> str:
    """Return text with every hidden character written out, so that it cannot deceive the reader."""
    return re.sub("[\u200c\u200d]", _written_out, HIDDEN.sub(_written_out, text))


def _written_out(match: re.Match[str]) -> str:
    return f"<{named(match[0])}>"


def sentence_case(text: str) -> str:
    """Begin with a capital and leave the rest."""
    return text[:1].upper() + text[1:]
