"""What officers look for in a case, and nothing more of it: kept in memory instead of the whole.

Which answers those are follows from the types of a form's questions, never from the ids of one form.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from pydantic import JsonValue

from hemval.forms.asked.asking import DO_NOT_KNOW
from hemval.forms.definition import FormDefinition
from hemval.forms.question import Question
from hemval.forms.sent.judging import looked_at
from hemval.forms.sent.standing import numbers_asked, person_in
from hemval.forms.types.email import Email
from hemval.forms.types.name import Name
from hemval.forms.types.phone import PhoneNumber
from hemval.forms.types.provider import ProviderChoice
from hemval.forms.types.reference import Reference
from hemval.queue.submission import Submission

UNFOLDED = str.maketrans({"ø": "o", "æ": "ae", "đ": "d", "ł": "l", "ð": "d", "þ": "th"})
"""Letters that have no accent to take off, but are written without their stroke by many."""

COUNTRY = "46"


@dataclass(frozen=True)
class Looked:
    """Which questions of a form are looked at: their ids."""

    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    whose: str = ""
    """The name of the person that the form is about: the one that its author puts in the list."""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()

    @classmethod
    def of(cls, form: FormDefinition | None) -> Self:
        """Find them by their types; none in a form that is no more."""
        pages = form.pages if form else ()

        def ids(kind: type[Question]) -> tuple[str, ...]:
            return tuple(page.id for page in pages if isinstance(page, kind))

        names = ids(Name)
        line = form.line if form else ()
        return cls(
            numbers=numbers_asked(form),
            names=names,
            whose=next((name for name in (*line, *names[-1:]) if name in names), ""),
            phones=ids(PhoneNumber),
            emails=ids(Email),
            references=tuple(page.id for page in pages if isinstance(page, Reference) and page.of == "sent"),
            wishes=tuple(
                page.id for page in pages if isinstance(page, ProviderChoice) and page.among == "choosable"
            ),
        )


@dataclass(frozen=True, slots=True)
class Gist:
    """What is kept of a case."""

    reference: str
    person: str | None
    """The identity number as it is stored; None where none was given."""
    name: str
    """The person's name, folded."""
    names: tuple[str, ...]
    """All names in it, folded: also of who filled it in for another."""
    contacts: tuple[str, ...]
    """Telephone numbers as digits, and e-mail addresses."""
    references: tuple[str, ...]
    """Those of other cases, that it names."""
    wished: tuple[str, ...]
    """The providers that it asks for, the dearest first."""
    answers: Mapping[str, JsonValue]
    """The answers that the rules look at: nothing that names a person."""
    review: tuple[str, ...]


def gist_of(one: Submission, looked: Looked) -> Gist:
    """Take out of a submission what is kept of it."""
    answers = one.answers
    names = {question: fold(answer) for question, answer in _written(answers, looked.names)}
    phones = (phone_digits(answer) for _, answer in _written(answers, looked.phones))
    emails = (answer.casefold() for _, answer in _written(answers, looked.emails))
    return Gist(
        reference=one.reference,
        person=person_in(answers, looked.numbers),
        name=names.get(looked.whose, ""),
        names=tuple(names.values()),
        contacts=tuple(dict.fromkeys(contact for contact in (*phones, *emails) if contact)),
        references=tuple(answer for _, answer in _written(answers, looked.references)),
        wished=tuple(answer for _, answer in _written(answers, looked.wishes)),
        answers=looked_at(answers),
        review=one.review,
    )


def fold(text: str) -> str:
    """Write text so that it is found however it was typed: "Åsa Öst", "ÅSA ÖST" and "asa ost" are one.

    Who searches by telephone or with another keyboard does not have every letter; it finds too many rather
    than none.
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in apart if not unicodedata.combining(sign)).translate(UNFOLDED)
    return " ".join(re.sub(r"[^\w@.]+", " ", plain).split())


def phone_digits(text: str) -> str:
    """Return a number's digits as they are dialled in Sweden: +46 (0)70 and 0046 70 are 070."""
    digits = re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))
    abroad = digits.removeprefix("00") if digits.startswith("00") else digits
    if abroad.startswith(COUNTRY) and (abroad != digits or "+" in text):
        return "0" + abroad.removeprefix(COUNTRY).lstrip("0")
    return digits


def _written(answers: Mapping[str, JsonValue], questions: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what was written in answer to questions; nothing for one passed by, or declined."""
    for question in questions:
        answer = answers.get(question)
        if isinstance(answer, str) and answer and not answer.startswith(DO_NOT_KNOW[0]):
            yield question, answer
