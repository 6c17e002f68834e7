"""The WTForms form of one page, generated from its question."""

from collections.abc import Mapping

from pydantic import JsonValue
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from hemval.forms.asking import Asking
from hemval.forms.types import AnyQuestion
from hemval.forms.types.line import LineQuestion
from hemval.forms.way import READ

LONGEST_TYPED = 60
"""Characters. When what is longer is shown cleaned instead, only blanks and hidden characters are gone."""


def page_form(
    question: AnyQuestion, asking: Asking, posted: MultiDict[str, str] | None, typed: Mapping[str, str]
) -> BaseForm:
    """Make the form of a page, filled with what was posted or, on the way back, what was typed before."""
    # Not a subclass of Form: there a question called "validate" or "data" would take the method's place.
    form = BaseForm({question.id: question.make_field(asking)})  # type: ignore[arg-type] # unbound
    answer = typed.get(question.id, asking.answers.get(question.id))
    form.process(posted, data={question.id: answer})
    return form


def answer_of(question: AnyQuestion, form: BaseForm, asking: Asking) -> JsonValue:
    """Return a valid form's answer as it is stored."""
    if not question.puts_a_question:
        return READ
    data = form[question.id].data
    if isinstance(question, LineQuestion):
        return question.read(data, asking) if (data or "").strip() else ""
    return str(data)


def kept_as_typed(question: AnyQuestion, written: str, answer: JsonValue) -> str | None:
    """Return what was typed where it says more than the answer and a cookie can hold it."""
    differs = question.puts_a_question and written != answer
    return written if differs and len(written) <= LONGEST_TYPED else None
