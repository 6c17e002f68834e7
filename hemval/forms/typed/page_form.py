"""The WTForms form of one page, generated from its question: a field, or one for each of its parts."""

from collections.abc import Mapping

from pydantic import JsonValue
from werkzeug.datastructures import MultiDict
from wtforms.form import BaseForm

from hemval.forms.asked.asking import Asking
from hemval.forms.types import AnyQuestion


def page_form(
    question: AnyQuestion, asking: Asking, posted: MultiDict[str, str] | None, typed: Mapping[str, str]
) -> BaseForm:
    """Make the form of a page, filled with what was posted or, on the way back, what was typed before."""
    # Not a subclass of Form: there a question called "validate" or "data" would take the method's place.
    fields = question.make_fields(asking)
    form = BaseForm(fields)  # type: ignore[arg-type] # unbound
    answered = question.id in asking.answers
    # A field that is left out of what was posted is empty: it does not mean what stands today.
    initial = question.initial(asking) if posted is None else {}
    shown = question.shown(asking.answers[question.id]) if answered else initial
    form.process(posted, data={name: typed.get(name, shown.get(name)) for name in fields})
    return form


def answer_of(question: AnyQuestion, form: BaseForm, asking: Asking) -> JsonValue:
    """Return a valid form's answer as it is stored."""
    return question.answer(form.data, asking)


def errors_of(form: BaseForm) -> dict[str, str]:
    """Return what is wrong, by field, in the order of the page."""
    return {field.name: str(field.errors[0]) for field in form if field.errors}


def kept_as_typed(question: AnyQuestion, written: Mapping[str, str], answer: JsonValue) -> dict[str, str]:
    """Return, by field, what was typed where it says more than the answer and a cookie can hold it."""
    return {
        name: written[name]
        for name, shown in question.shown(answer).items()
        if name in written
        and isinstance(shown, str)
        and written[name] != shown
        and len(written[name]) <= question.typed_room
    }
