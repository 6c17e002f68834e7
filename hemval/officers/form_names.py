"""The forms as officers know them."""

from collections.abc import Iterable

from hemval.forms.addresses import CHOICE_ADDRESS
from hemval.handover.told import form_told
from hemval.pages.published import Published
from hemval.words.text import MAIN_LANGUAGE


def forms_in_order(published: Published, met: Iterable[str]) -> list[str]:
    """List the forms, choices first; then those that there are cases of but which are no more."""
    forms = published.forms.values()
    known = sorted(forms, key=lambda form: (form.address != CHOICE_ADDRESS, called_of(form.id, published)))
    return list(dict.fromkeys([*(form.id for form in known), *sorted(met)])) or [""]


def called_of(form_id: str, published: Published) -> str:
    """Return what officers call a form; one that is no more keeps its id."""
    form = published.forms.get(form_id)
    return (form.called or form.title).in_(MAIN_LANGUAGE) if form else form_told(form_id)


def is_choice(form_id: str, published: Published) -> bool:
    """Say whether a form is the choice of a provider; one that is no more may have been."""
    form = published.forms.get(form_id)
    return form is None or form.address == CHOICE_ADDRESS
