"""The templates and how they are prepared: once for MkDocs and once for the applications, the same way."""

from collections.abc import Callable, Iterable
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from hemval.content.folder import Folder
from hemval.words import Phrase, Words, words_in

THEME = "site_src/theme"


class Compiled(BytecodeCache):
    """Templates compiled once a process, whatever the language: that takes longer than to draw the page."""

    def __init__(self) -> None:
        self.kept: dict[str, tuple[str, CodeType]] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled of this file, unless the file has changed since."""
        checksum, code = self.kept.get(bucket.key, ("", None))
        if checksum == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self.kept[bucket.key] = bucket.checksum, bucket.code


COMPILED = Compiled()
"""For all that ``environment`` makes; they compile alike."""


def theme_folders(folder: Folder) -> list[Path]:
    """List the folders that templates are looked for in, the municipality's own first."""
    return [root / THEME for root in folder.roots if (root / THEME).is_dir()]


def environment(folder: Folder, language: str, further: Iterable[str] = ()) -> Environment:
    """Make the environment of one language; templates that none of ours is are looked for ``further``."""
    loader = FileSystemLoader([*(str(path) for path in theme_folders(folder)), *further])
    env = Environment(loader=loader, autoescape=True, auto_reload=False, bytecode_cache=COMPILED)
    return prepared(env, words_in(language))


def prepared(env: Environment, words: Words) -> Environment:
    """Prepare an environment, whoever made it: escaping on, unknown names an error, sentences at hand.

    MkDocs makes its environment without escaping: a provider's name with a script in it came out live.
    """
    env.autoescape = True
    env.undefined = StrictUndefined
    env.trim_blocks = env.lstrip_blocks = True
    env.globals["_"] = _escaping(words.say)
    env.globals["in_its_language"] = in_its_language
    env.globals["ngettext"] = words.count
    return env


def _escaping(say: Callable[..., str]) -> Callable[..., Markup]:
    """Make sentences safe to print: ours as they are, what is filled in escaped."""

    known: dict[str, Markup] = {}

    def translate(sentence: str, /, **values: object) -> Markup:
        template = known.get(sentence)
        if template is None:
            known[sentence] = template = Markup(say(sentence))  # noqa: S704 - a catalogue is ours
        return template % values if values else template

    return translate


def in_its_language(phrase: Phrase, language: str) -> Markup:
    """Print a phrase, marked where it is in another language than the page: called a hundred times a page."""
    text = escape(phrase.text)
    if phrase.language == language:
        return text
    return Markup('<span lang="{}">{}</span>').format(phrase.language, text)
