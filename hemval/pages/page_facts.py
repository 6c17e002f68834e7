"""The facts that Markdown pages may print, and the one mechanism that puts them in.

A page shared by all municipalities holds no fact of one: it writes ``{{ help.phone }}`` and the like,
evaluated in a sandbox. An unknown name is a finding with the page's line, and stops the build.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import CodeType
from typing import Any

from jinja2 import Environment, StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import SandboxedEnvironment

from hemval.content.whole import Content
from hemval.forms.definition import FormDefinition
from hemval.pages.asked_facts import Fault, not_alone, unknown_facts, unreadable
from hemval.pages.fact_kinds import Part, Reach, WebLink
from hemval.pages.form_list import form_list
from hemval.pages.municipal_facts import municipal_facts
from hemval.words import Phrase, Words
from hemval.words.text import MAIN_LANGUAGE

PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
"""What Markdown or HTML could read as more than a character."""

REACH_ALONE = re.compile(r'^<a (href="(?:tel|mailto)&#58;.*</a>)$', re.MULTILINE)
"""A number or an address with a line to itself, which nobody should have to aim at."""

ASKS = re.compile(r"\{\{|\{%|\{##")
"""What makes a text more than text: most ask for nothing, and need not be read as a template."""

WRONG_IN_TEMPLATE = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What an expression in a page can raise."""


class UnknownFact(ValueError):
    """A page asks for what cannot be printed; the message is a finished sentence, ``line`` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class FactPrinter:
    """Fills facts into Markdown in one language."""

    facts: dict[str, Any]
    words: Words
    templates: Environment | None = None

    def into_markdown(self, markdown: str) -> str:
        """Return Markdown with its facts in, which cannot bring markup with them; raise ``UnknownFact``."""
        return self._fill(markdown, in_markdown=True)

    def into_text(self, text: str) -> str:
        """Return text with its facts in, as they are: a template escapes it; raise ``UnknownFact``."""
        return self._fill(text, in_markdown=False)

    def faults(self, text: str) -> list[Fault]:
        """Find everything in a text that cannot be printed, also where this municipality skips it."""
        if not ASKS.search(text):
            return []
        try:
            tree = _parsed(text)
            _compiled(text, in_markdown=False)
        except TemplateSyntaxError as error:
            return [unreadable(text, error.lineno)]
        found = unknown_facts(tree, text, self.facts) + not_alone(text, self.facts)
        if not found:
            try:
                self.into_text(text)
            except UnknownFact as error:
                found.append(unreadable(text, error.line))
        return found

    def _fill(self, text: str, *, in_markdown: bool) -> str:
        if not ASKS.search(text):
            return text
        try:
            env = _environment(self._in_markdown if in_markdown else _as_text)
            code = _compiled(text, in_markdown=in_markdown)
            filled = Template.from_code(env, code, env.make_globals(None)).render(self.facts)
            return REACH_ALONE.sub(r'<a class="reach" \1', filled) if in_markdown else filled
        except WRONG_IN_TEMPLATE as error:
            line = getattr(error, "lineno", None) or _line_in_page(error)
            raise UnknownFact(unreadable(text, line).message, line) from error

    def _in_markdown(self, value: object) -> object:
        if isinstance(value, Part):
            if self.templates is None:
                return ""
            # Markdown leaves a block of HTML alone when it begins a line and has nothing beside it.
            template = self.templates.get_template(value.template)
            return f"\n{template.render(language=self.words.language, **value.matter()).strip()}\n"
        return _without_markup(value, self.words.language)


def _environment(finalize: Callable[[object], object]) -> SandboxedEnvironment:
    # Facts are escaped one by one in ``finalize``; the page's own text, which is Markdown, is not.
    # ``{#id}`` is how a writer names a heading, so Jinja's comments give way.
    return SandboxedEnvironment(
        undefined=StrictUndefined,
        finalize=finalize,
        autoescape=False,
        comment_start_string="{##",
        comment_end_string="##}",
    )


@lru_cache(2048)
def _parsed(text: str) -> nodes.Template:
    """Read a text as a template, to be looked through."""
    return _environment(_as_text).parse(text)


@lru_cache(2048)
def _compiled(text: str, *, in_markdown: bool) -> CodeType:
    """Compile a text once a process: the check and the build both fill it in, and ``hemval serve`` often."""
    # What stands between quotation marks in an expression is finished here already.
    return _environment(_plain_in_markdown if in_markdown else _as_text).compile(text)


def _plain_in_markdown(value: object) -> object:
    return _without_markup(value, MAIN_LANGUAGE)


def _line_in_page(error: Exception) -> int:
    """Find the template's line in a traceback: an undefined name carries none itself."""
    trace = error.__traceback__
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _without_markup(value: object, language: str) -> object:
    """Write a fact so that neither Markdown nor HTML sees anything in it but characters.

    A text in another language than the page's is marked with its own.
    """
    if isinstance(value, Phrase):
        text = _without_markup(value.text, language)
        return text if value.language == language else f'<span lang="{value.language}">{text}</span>'
    if isinstance(value, WebLink):
        return f"<{value.address}>"
    if isinstance(value, Reach):
        told = str(_without_markup(value.told, language)).replace("&#64;", "<wbr>&#64;")
        return f'<a href="{_without_markup(value.href, language)}">{told}</a>'
    if isinstance(value, str):
        one_line = " ".join(value.split())
        return PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", one_line)
    return _as_text(value)


def _as_text(value: object) -> object:
    """Print nothing for a fact that a municipality does not have, and a phrase's words alone."""
    if isinstance(value, Phrase):
        return value.text
    if isinstance(value, WebLink):
        return value.address
    if isinstance(value, Reach):
        return value.told
    return "" if value is None or isinstance(value, Part) else value


def fact_printer(
    content: Content,
    words: Words,
    today: date,
    templates: Environment | None = None,
    forms: Iterable[FormDefinition] = (),
) -> FactPrinter:
    """Gather the facts of a municipality in a language on a day; without templates no part is drawn."""
    facts = municipal_facts(content, words, today)
    return FactPrinter({**facts, "forms": form_list(forms, words)}, words, templates)
