"""What of a choice says whose it is and what it wishes for: read once a process from each sealed row."""

from dataclasses import dataclass
from datetime import datetime

from hemval.content.services import Service
from hemval.content.whole import Content
from hemval.forms.addresses import CHOICE
from hemval.forms.asked.asking import CODE_ASKED, DO_NOT_KNOW, services_granted
from hemval.forms.definition import FormDefinition
from hemval.forms.sent.judging import AREA, KIND, TODAY, situation_of
from hemval.forms.sent.standing import numbers_asked, person_in
from hemval.forms.types.name import Name
from hemval.queue.desk.exits.sealed import SealedJoined, digest_of
from hemval.queue.desk.keys import DeskKeys
from hemval.queue.submission import Submission
from hemval.rules.service_groups import ChosenTogether, chosen_together
from hemval.words.dates import SWEDEN
from hemval.words.text import MAIN_LANGUAGE


@dataclass(frozen=True, slots=True)
class Signs:
    """What is kept of a choice until it is joined: no name and no number, but digests of them."""

    submission: str
    received: datetime
    code: str
    today: str
    channel: str
    kind: str
    wishes: tuple[str, ...]
    groups: tuple[str, ...]
    services: tuple[Service, ...]
    area: str
    person: str
    name: str

    def joined_to(
        self, affected: str, by: str = "", *, tied_at: datetime | None = None, followed: bool = False
    ) -> SealedJoined:
        """Return what is sealed of the choice beside an affected person."""
        return SealedJoined(
            submission=self.submission,
            affected=affected,
            received=self.received,
            channel=self.channel,
            kind=self.kind,
            wishes=self.wishes,
            groups=self.groups,
            services=self.services,
            area=self.area,
            today=self.today,
            person=self.person,
            name=self.name,
            by=by,
            tied_at=tied_at,
            followed=followed,
        )


def signs_of(one: Submission, keys: DeskKeys, form: FormDefinition | None, content: Content | None) -> Signs:
    """Take them out of a choice; ``form`` says which answers name a person, ``content`` what is apart."""
    apart = _apart(one, content)
    situation = situation_of(content, CHOICE, one.answers, one.received_at, one.id)
    return Signs(
        submission=one.id,
        received=one.received_at,
        code=_said(one, CODE_ASKED),
        today=_said(one, TODAY),
        channel=one.channel,
        kind=str(one.answers.get(KIND, "")),
        wishes=situation.wishes if situation is not None else (),
        groups=tuple(each.name.in_(MAIN_LANGUAGE) if each.name else "" for each in apart),
        services=tuple(service for each in apart for service in each.services),
        area=_said(one, AREA),
        person=digest_of(keys, "person", person_in(one.answers, numbers_asked(form)) or ""),
        name=digest_of(keys, "name", _name(one, form)),
    )


def _said(one: Submission, question: str) -> str:
    answer = one.answers.get(question)
    return answer if isinstance(answer, str) and not answer.startswith(DO_NOT_KNOW[0]) else ""


def _name(one: Submission, form: FormDefinition | None) -> str:
    """Return the name of the person that the choice is about, written alike however it was typed."""
    names = [page.id for page in form.pages if isinstance(page, Name)] if form else []
    line = form.line if form else ()
    whose = next((name for name in (*line, *names[-1:]) if name in names), "")
    return " ".join(_said(one, whose).casefold().split()) if whose else ""


def _apart(one: Submission, content: Content | None) -> tuple[ChosenTogether, ...]:
    """Return what a choice is about, by what is chosen apart; nothing where that is all help together."""
    if content is None:
        return ()
    rules = content.municipality.rules_on(one.received_at.astimezone(SWEDEN).date())
    if not rules.chosen_apart:
        return ()
    return chosen_together(services_granted(one.answers), rules)
