"""The forms as officers know them."""

from collections.abc import Iterable

from hemval.forms.addresses import CHOICE_ADDRESS
from hemval.handover.told import form_called
from hemval.pages.published import Published


def forms_in_order(published: Published, met: Iterable[str]) -> list[str]:
    """List the forms, choices first; then those that there are cases of but which are no more."""
    forms = published.forms.values()
    known = sorted(forms, key=lambda form: (form.address != CHOICE_ADDRESS, form_called(form.id, published)))
    return list(dict.fromkeys([*(form.id for form in known), *sorted(met)])) or [""]


def is_choice(form_id: str, published: Published) -> bool:
    """Say whether a form is the choice of a provider; one that is no more may have been."""
    form = published.forms.get(form_id)
    return form is None or form.address == CHOICE_ADDRESS
