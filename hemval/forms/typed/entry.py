"""Answers keyed in from paper or from a talk, all at once: what they say, and what is wrong with them.

Paper stops nobody: it may lack an answer, name a provider that is full, or answer what was not to be
answered. Nothing of that is dropped. What can be read is kept, and what is wrong is told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, Literal

from pydantic import JsonValue
from werkzeug.datastructures import MultiDict

from hemval.content.provider import Provider
from hemval.content.services import Service
from hemval.forms.asked.asking import Asking
from hemval.forms.asked.when import names_in
from hemval.forms.definition import FormDefinition
from hemval.forms.paper.condition import ROOM, OnPaper
from hemval.forms.paper.form import PaperForm
from hemval.forms.typed.day import DAY, MONTH, YEAR, NotADay, day_typed
from hemval.forms.typed.page_form import answer_of, errors_of, page_form
from hemval.forms.types import AnyQuestion
from hemval.forms.types.choice_of_one import OptionQuestion
from hemval.forms.types.group import GroupQuestion
from hemval.rules.choosable import Verdict

NOON = time(12)
"""The hour of an earlier day: nobody knows when the letter came, and by noon it came within the day."""

LONGEST_AGO = timedelta(days=366)

Kind = Literal["unreadable", "missing", "refused", "beside", "stop"]
"""What can be wrong. Only what is unreadable must be corrected; the rest can be kept as it is."""


@dataclass(frozen=True)
class AsKeyed(OnPaper):
    """Takes in what anybody could have answered; what this person can answer is judged afterwards."""

    def verdict(self, provider: Provider, about: Sequence[Service] = ()) -> Verdict:  # noqa: ARG002 - the same for all
        """Let every provider be named."""
        return Verdict()


@dataclass(frozen=True)
class Problem:
    """Something to look at again, at the field that it concerns."""

    field: str
    page: str
    told: str
    kind: Kind


@dataclass(frozen=True)
class Keyed:
    """What was keyed in, read by the rules of the day it came."""

    questions: tuple[AnyQuestion, ...]
    """Those on the person's way, answered or not, and those answered beside it: in the form's order."""
    answers: Mapping[str, JsonValue]
    beside: Mapping[str, JsonValue]
    """Answers to questions that were not for this person."""
    problems: tuple[Problem, ...]
    values: Mapping[str, Any]
    """What stands in each field, as it was keyed."""

    @property
    def readable(self) -> bool:
        """Say whether all that was keyed in can be kept as it is."""
        return all(problem.kind != "unreadable" for problem in self.problems)

    @property
    def told(self) -> frozenset[str]:
        """Return what each problem is about, to tell a new one from one that was told before."""
        return frozenset(f"{problem.kind}.{problem.field}" for problem in self.problems)


def moment_received(typed: str, now: datetime) -> datetime:
    """Return when something came: now, or at noon of an earlier day; raise ``NotADay``."""
    day = day_typed({DAY: typed, MONTH: "", YEAR: ""}, now.date())
    if day == now.date():
        return now
    if day > now.date():
        raise NotADay(DAY, "too-late")
    if now.date() - day > LONGEST_AGO:
        raise NotADay(DAY, "too-early")
    return datetime.combine(day, NOON, now.tzinfo)


def on_paper(form: FormDefinition, asking: Asking) -> PaperForm:
    """Return the form as it stands on paper that day: which questions, with which numbers, for whom."""
    blank = OnPaper(asking.content, asking.words, asking.today, {}, asking.clock)
    return PaperForm(form, blank, "")


def keyed(paper: PaperForm, asking: Asking, posted: MultiDict[str, str]) -> Keyed:
    """Read what was posted for a form; ``asking`` is of the day that it came, without answers."""
    return _Reading(paper, asking, posted).read()


class _Reading:
    """Goes through the form once, in its order: a condition sees only what was answered before."""

    def __init__(self, paper: PaperForm, asking: Asking, posted: MultiDict[str, str]) -> None:
        self.paper = paper
        self.posted = posted
        self.answers: dict[str, JsonValue] = {}
        self.beside: dict[str, JsonValue] = {}
        self.asking = replace(asking, answers=self.answers)
        self.anybody = AsKeyed(asking.content, asking.words, asking.today, {}, asking.clock)
        self.questions: list[AnyQuestion] = []
        self.problems: list[Problem] = []
        self.values: dict[str, Any] = {}
        self.unknown: set[str] = set()

    def read(self) -> Keyed:
        """Return all that was keyed in."""
        for page in self.paper.pages:
            if page.puts_a_question:
                self._question(page.worded(self.asking))
            elif page.ends_here and page.holds(self.asking):
                self._wrong(page, page.id, self._stops(page), "stop")
        return Keyed(tuple(self.questions), self.answers, self.beside, tuple(self.problems), self.values)

    def _question(self, page: AnyQuestion) -> None:
        form = page_form(page, self.anybody, self.posted, {})
        self.values |= form.data
        given = any(value.strip() for name in page.field_names() for value in self.posted.getlist(name))
        right = form.validate()
        on_the_way = page.holds(self.asking)
        may_be = on_the_way or not self.unknown.isdisjoint(_looks_at(page))
        if not given:
            self._left_out(page, errors_of(form), on_the_way=on_the_way, may_be=may_be)
            if on_the_way and right:
                self.answers[page.id] = answer_of(page, form, self.anybody)
            return
        self.questions.append(page)
        if unreadable := self._unreadable(page, {} if right else errors_of(form)):
            for name, told in unreadable.items():
                self._wrong(page, name, told, "unreadable")
            self.unknown.add(page.id)
            return
        answer = answer_of(page, form, self.anybody)
        if not may_be:
            self.beside[page.id] = answer
            self._wrong(page, page.field_names()[0], self._not_for_them(page), "beside")
            return
        self.answers[page.id] = answer
        if objection := self._objection(page, answer):
            self._wrong(page, page.field_names()[0], objection, "refused")

    def _left_out(
        self, page: AnyQuestion, errors: Mapping[str, str], *, on_the_way: bool, may_be: bool
    ) -> None:
        if may_be and errors:
            self.unknown.add(page.id)
        if on_the_way:
            self.questions.append(page)
            for name, told in list(errors.items())[:1]:
                self._wrong(page, name, told, "missing")

    def _unreadable(self, page: AnyQuestion, errors: Mapping[str, str]) -> Mapping[str, str]:
        """Return what no answer can be made of: what fails although anybody may answer it so."""
        face = page.face(self.anybody)
        if face.macro == "choices":
            known = {choice.value for choice in face.choices}
            if {value for value in self.posted.getlist(page.id) if value} - known:
                return {page.id: self.asking.words.say("The answer is not there any more. Choose again.")}
            return errors
        if not errors or not isinstance(page, GroupQuestion):
            return errors
        try:
            page.answer(self.values, self.anybody)
        except ValueError:
            return errors
        return {}

    def _objection(self, page: AnyQuestion, answer: JsonValue) -> str | None:
        """Say why this person cannot answer so, or nothing."""
        if page.optional and answer == page.left_out:
            return None
        objection = page.objection(answer, self.asking)
        if objection is None or not isinstance(page, OptionQuestion):
            return objection
        taken = answer if isinstance(answer, list) else [answer]
        closed = [one for one in page.options if one.id in taken and not self.asking.holds(one.when)]
        told = [
            self.asking.words.say(
                "”%(answer)s” does not go with the other answers. %(condition)s",
                answer=one.label.in_(self.asking.words.language),
                condition=self.paper.conditions.of_option(one.when),
            ).strip()
            for one in closed
        ]
        return " ".join(told) or objection

    def _stops(self, page: AnyQuestion) -> str:
        heading = page.worded(self.asking).question.in_(self.asking.words.language)
        return self.asking.words.say("The form ends here for whoever answers so: ”%(page)s”.", page=heading)

    def _not_for_them(self, page: AnyQuestion) -> str:
        say = self.asking.words.say
        told = say("It is answered, although the other answers say that it was not to be.")
        return f"{told} {only_for(self.paper, page)}".strip()

    def _wrong(self, page: AnyQuestion, name: str, told: str, kind: Kind) -> None:
        self.problems.append(Problem(name, page.id, told, kind))


def only_for(paper: PaperForm, page: AnyQuestion) -> str:
    """Say who is to answer a question, as paper says it; empty where it is everybody."""
    return page.paper_when.in_(paper.words.language) if page.paper_when else paper.conditions.told(page)


def _looks_at(page: AnyQuestion) -> set[str]:
    """Return the questions whose answers decide whether a page is for a person."""
    return {name.removeprefix(ROOM) for name in names_in(page.when)}
