"""The facts that Markdown pages may print, and the one mechanism that puts them in.

A page shared by all municipalities holds no fact of one: it writes ``{{ help.phone }}`` and the like,
evaluated in a sandbox. An unknown name stops the build with the page's name and line.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from hemval.content.whole import Content
from hemval.rules.told import lead_time_told, no_choice_told, when_full_told
from hemval.words import Words, sentence
from hemval.words.dates import number_told

LAW_NAMES = {
    "LOV": sentence("the Act on System of Choice in the Public Sector (LOV)"),
    "LOU": sentence("the Public Procurement Act (LOU)"),
}

PUNCTUATION = re.compile(r"[\\`*_{}\[\]()#+!|<>&\"'~^=:]")
"""What Markdown or HTML could read as more than a character."""


class UnknownFact(ValueError):
    """A page names a fact that there is not; the message is a finished sentence, ``line`` counts from 1."""

    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class FactPrinter:
    """Fills facts into Markdown in one language."""

    facts: dict[str, Any]
    words: Words

    def into_markdown(self, markdown: str) -> str:
        """Return Markdown with its facts in, which cannot bring markup with them; raise ``UnknownFact``."""
        return self._fill(markdown, _without_markup)

    def into_text(self, text: str) -> str:
        """Return text with its facts in, as they are: a template escapes it; raise ``UnknownFact``."""
        return self._fill(text, _nothing_for_none)

    def _fill(self, text: str, finalize: Callable[[object], object]) -> str:
        # Facts are escaped one by one in ``finalize``; the page's own text, which is Markdown, is not.
        # ``{#id}`` is how a writer names a heading, so Jinja's comments give way.
        env = SandboxedEnvironment(
            undefined=StrictUndefined,
            finalize=finalize,
            autoescape=False,
            comment_start_string="{##",
            comment_end_string="##}",
        )
        try:
            return env.from_string(text).render(self.facts)
        except TemplateError as error:
            line = getattr(error, "lineno", None) or _line_in_page(error)
            reason = error.message or ""
            raise UnknownFact(
                self.words.say("The page asks for a fact that there is not: %(reason)s", reason=reason), line
            ) from error


def _line_in_page(error: TemplateError) -> int:
    """Find the template's line in a traceback: an undefined name carries none itself."""
    trace = error.__traceback__
    line = 1
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _without_markup(value: object) -> object:
    """Write a fact so that neither Markdown nor HTML sees anything in it but characters."""
    if isinstance(value, str):
        return PUNCTUATION.sub(lambda match: f"&#{ord(match[0])};", value)
    return _nothing_for_none(value)


def _nothing_for_none(value: object) -> object:
    return "" if value is None else value


def fact_printer(content: Content, words: Words, today: date) -> FactPrinter:
    """Gather the facts of a municipality in a language on a day."""
    return FactPrinter(_facts(content, words, today), words)


def _facts(content: Content, words: Words, today: date) -> dict[str, Any]:
    municipality = content.municipality
    rules = municipality.rules_on(today)
    language = words.language
    survey = content.latest_survey
    help_, data = municipality.help, municipality.personal_data
    return {
        "municipality": {"name": municipality.name, "short_name": municipality.short_name},
        "providers": {"number": number_told(len(content.contracted(today)), words)},
        "help": {
            "phone": help_.phone,
            "hours": help_.hours.in_(language),
            "email": help_.email,
            "visit": help_.visit.in_(language),
            "post": help_.post.in_(language),
        },
        "responsible": {
            "decides": municipality.responsible.decides.in_(language),
            "follows_up": municipality.responsible.follows_up.in_(language),
        },
        "personal_data": {
            "controller": data.controller.in_(language),
            "data_protection_officer": data.data_protection_officer.in_(language),
            "kept_days": data.kept_days,
            "retention_decision": data.retention_decision.in_(language),
            "identity_number": data.identity_number,
        },
        "rules": {
            "no_choice": no_choice_told(rules, content, words),
            "lead_time": lead_time_told(rules, words),
            "when_full": when_full_told(rules, words),
            "alarm": rules.alarm_in_choice,
            "extras": rules.extras == "allowed",
            "own_time": rules.own_time.in_(language) if rules.own_time else None,
            "ranked": number_told(rules.ranked_choices, words),
            "law": rules.law,
            "law_name": words.say(LAW_NAMES[rules.law]),
        },
        "survey": {"year": survey.year, "asked": survey.asked.in_(language)} if survey else None,
    }
