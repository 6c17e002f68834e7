"""The WTForms form of one page, generated from its question."""

from collections.abc import Mapping

from pydantic import JsonValue
from werkzeug.datastructures import MultiDict
from wtforms import Form

from hemval.forms.asking import Asking
from hemval.forms.types import AnyQuestion
from hemval.forms.types.line import LineQuestion
from hemval.forms.way import READ


def page_form(
    question: AnyQuestion, asking: Asking, posted: MultiDict[str, str] | None, typed: Mapping[str, str]
) -> Form:
    """Make the form of a page, filled with what was posted or, on the way back, what was typed before."""
    generated: type[Form] = type("PageForm", (Form,), {question.id: question.make_field(asking)})
    answer = typed.get(question.id, asking.answers.get(question.id))
    return generated(posted, data={question.id: answer})


def answer_of(question: AnyQuestion, form: Form, asking: Asking) -> JsonValue:
    """Return a valid form's answer as it is stored."""
    if not question.puts_a_question:
        return READ
    data = form[question.id].data
    if isinstance(question, LineQuestion):
        return question.read(data, asking) if (data or "").strip() else ""
    return str(data)
