"""Make a submission of answers: one way for all, whoever writes them in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pydantic import JsonValue

from hemval.forms.apart.one_choice import choices_of
from hemval.forms.asked.asking import SERVICES_ASKED, Asking
from hemval.forms.definition import FormDefinition
from hemval.forms.flags import flags_given
from hemval.forms.question import Question
from hemval.forms.sent.judging import judged_when_sent
from hemval.queue.reference import reference_of, row_id_of
from hemval.queue.submission import Asked, Channel, Submission
from hemval.words import words_in
from hemval.words.text import MAIN_LANGUAGE


@dataclass(frozen=True)
class Sitting:
    """Who wrote the answers in, and how they came."""

    draft_id: str
    secret: bytes
    """The process's own: with the draft it gives the row's id and the reference."""
    received_at: datetime
    language: str
    """The language that the person used."""
    channel: Channel = "web"
    review: tuple[str, ...] = ()
    """Reasons to look twice besides those that answers give."""
    beside: Mapping[str, JsonValue] | None = None
    """Answers to questions that were not for this person: told to officers, never judged by.

    None where the way through the form allows of none.
    """


def submissions_of(
    form: FormDefinition, questions: Sequence[Question], asking: Asking, sitting: Sitting
) -> tuple[Submission, ...]:
    """Return what is stored of the answers to a form as it was asked: a row for each choice that they make.

    All with one reference. Where services are chosen apart, each row has its group's answers under the names
    in the form's file, and its own help: to whoever reads rows, a choice of that help and nothing else.
    """
    choices = choices_of(form, asking)
    if choices[0].group is None:
        return (submission_of(form, questions, asking, sitting),)
    chosen = [one.group for one in choices]
    # Written in about help that the choice is not about: told of in the first row, by its name there.
    left_over = [page for page in questions if page.group and page.group not in chosen]
    help_ = asking.answers.get(SERVICES_ASKED)
    flags = [flag for page in questions if page.id == SERVICES_ASKED for flag in page.flags(help_, asking)]
    rows = []
    for one in choices:
        mine = [page.as_written for page in questions if page.group in (None, one.group)]
        beside = sitting.beside
        if beside is not None and one.group is not None:
            told = {page.id: beside[page.id] for page in left_over if page.id in beside}
            beside = {**one.group.own(beside), **told}
        around = replace(sitting, review=(*flags, *sitting.review), beside=beside)
        rows.append(submission_of(form, [*mine, *left_over], one.asking, around))
        left_over = []
    return tuple(rows)


def submission_of(
    form: FormDefinition, questions: Sequence[Question], asking: Asking, sitting: Sitting
) -> Submission:
    """Return what is stored of the answers to some questions, in their order; officers read it in Swedish."""
    swedish = replace(asking, words=words_in(MAIN_LANGUAGE))
    asked = [page for page in questions if page.puts_a_question]
    answers = {page.id: asking.answers[page.id] for page in asked if page.id in asking.answers}
    row_id = row_id_of(sitting.draft_id, _said(answers, sitting), sitting.secret)
    received_at = sitting.received_at.astimezone(UTC)
    return Submission(
        id=row_id,
        reference=reference_of(sitting.draft_id, sitting.secret),
        received_at=received_at,
        form=form.id,
        form_version=form.version,
        content_version=asking.content.version,
        language=sitting.language,
        channel=sitting.channel,
        answers=answers,
        asked=tuple(
            Asked(
                id=page.id, question=page.label(MAIN_LANGUAGE), answer=_told(page, answers, sitting, swedish)
            )
            for page in asked
        ),
        review=(*flags_given(asked, asking), *sitting.review),
        outcome=judged_when_sent(asking.content, form.id, answers, received_at, row_id),
    )


def _said(answers: Mapping[str, JsonValue], sitting: Sitting) -> Mapping[str, JsonValue]:
    """Return what makes a row another: who corrects the day on paper and sends again gets a new one.

    Not the hour: a second press is the same row. No question's id begins with "_".
    """
    if sitting.beside is None:
        return answers
    day = sitting.received_at.date().isoformat()
    around: list[JsonValue] = [sitting.channel, sitting.language, day, dict(sitting.beside)]
    return {**answers, "_around": around}


def _told(page: Question, answers: Mapping[str, JsonValue], sitting: Sitting, swedish: Asking) -> str:
    if page.id in answers:
        return page.told(answers[page.id], swedish)
    beside = sitting.beside or {}
    if page.id in beside:
        told = page.told(beside[page.id], swedish)
        return swedish.words.say("%(answer)s (this question was not for the person)", answer=told)
    return swedish.words.say("Not answered")
