"""The facts that Markdown pages may print, and the one mechanism that puts them in.

A page shared by all municipalities holds no fact of one: it writes ``{{ help.phone }}`` and the like,
evaluated in a sandbox. An unknown name is a finding with the page's line, and stops the build.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from hemval.content.whole import Content
from hemval.pages.asked_facts import Fault, unknown_facts, unreadable
from hemval.rules.told import lead_time_told, no_choice_told, when_full_told
from hemval.words import Phrase, Words, sentence
from hemval.words.dates import number_told

LAW_NAMES = {
    "LOV": sentence("the Act on System of Choice in the Public Sector (LOV)"),
    "LOU": sentence("the Public Procurement Act (LOU)"),
}

ACCESSIBLE = {
    "full": sentence("The website meets the requirements of the act (fully compliant)."),
    "partial": sentence("The website meets some of the act's requirements, not all (partially compliant)."),
    "none": sentence("The website does not meet the requirements of the act (not compliant)."),
}

PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
"""What Markdown or HTML could read as more than a character."""

WRONG_IN_TEMPLATE = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What an expression in a page can raise."""


@dataclass(frozen=True)
class WebLink:
    """An address that a page prints as a link to itself."""

    address: str


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

    def into_markdown(self, markdown: str) -> str:
        """Return Markdown with its facts in, which cannot bring markup with them; raise ``UnknownFact``."""
        return self._fill(markdown, lambda value: _without_markup(value, self.words.language))

    def into_text(self, text: str) -> str:
        """Return text with its facts in, as they are: a template escapes it; raise ``UnknownFact``."""
        return self._fill(text, _as_text)

    def faults(self, text: str) -> list[Fault]:
        """Find everything in a text that cannot be printed, also where this municipality skips it."""
        try:
            self._environment(_as_text).from_string(text)
        except TemplateSyntaxError as error:
            return [unreadable(text, error.lineno)]
        found = unknown_facts(self._environment(_as_text).parse(text), text, self.facts)
        if not found:
            try:
                self.into_text(text)
            except UnknownFact as error:
                found.append(unreadable(text, error.line))
        return found

    def _fill(self, text: str, finalize: Callable[[object], object]) -> str:
        try:
            return self._environment(finalize).from_string(text).render(self.facts)
        except WRONG_IN_TEMPLATE as error:
            line = getattr(error, "lineno", None) or _line_in_page(error)
            raise UnknownFact(unreadable(text, line).message, line) from error

    def _environment(self, finalize: Callable[[object], object]) -> SandboxedEnvironment:
        # Facts are escaped one by one in ``finalize``; the page's own text, which is Markdown, is not.
        # ``{#id}`` is how a writer names a heading, so Jinja's comments give way.
        return SandboxedEnvironment(
            undefined=StrictUndefined,
            finalize=finalize,
            autoescape=False,
            comment_start_string="{##",
            comment_end_string="##}",
        )


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
    return "" if value is None else value


def fact_printer(content: Content, words: Words, today: date) -> FactPrinter:
    """Gather the facts of a municipality in a language on a day."""
    return FactPrinter(_facts(content, words, today), words)


def _facts(content: Content, words: Words, today: date) -> dict[str, Any]:
    municipality = content.municipality
    rules = municipality.rules_on(today)
    language = words.language
    survey = content.latest_survey
    contracted = content.contracted(today)
    help_, data, accessibility = municipality.help, municipality.personal_data, municipality.accessibility
    return {
        "municipality": {
            "name": municipality.name,
            "short_name": municipality.short_name,
            "several_areas": len(municipality.areas) > 1,
        },
        "providers": {
            "number": number_told(len(contracted), words),
            "some_only_household": any(p.agreement.approved_for == ("service",) for p in contracted),
        },
        "help": {
            "phone": help_.phone,
            "hours": help_.hours.phrase(language),
            "email": help_.email,
            "visit": help_.visit.phrase(language),
            "post": help_.post.phrase(language),
        },
        "responsible": {
            "decides": municipality.responsible.decides.phrase(language),
            "follows_up": municipality.responsible.follows_up.phrase(language),
        },
        "personal_data": {
            "controller": data.controller.phrase(language),
            "data_protection_officer": data.data_protection_officer.phrase(language),
            "kept_days": data.kept_days,
            "retention_decision": data.retention_decision.phrase(language),
            "identity_number": data.identity_number,
        },
        "accessibility": {
            "status": words.say(ACCESSIBLE[accessibility.status]),
            "assessed": accessibility.assessed.phrase(language),
            "supervisor": accessibility.supervisor.phrase(language),
            "supervisor_address": WebLink(address) if (address := accessibility.supervisor_address) else None,
        },
        "rules": {
            "no_choice": no_choice_told(rules, content, words),
            "lead_time": lead_time_told(rules, words),
            "when_full": when_full_told(rules, words),
            "alarm": rules.alarm_in_choice,
            "extras": rules.extras == "allowed",
            "own_time": rules.own_time.phrase(language) if rules.own_time else None,
            "ranked": number_told(rules.ranked_choices, words),
            "several_choices": rules.ranked_choices > 1,
            "law": rules.law if rules.law in LAW_NAMES else None,
            "law_name": words.say(LAW_NAMES[rules.law]) if rules.law in LAW_NAMES else None,
        },
        "survey": {"year": survey.year, "asked": survey.asked.phrase(language)} if survey else None,
    }
