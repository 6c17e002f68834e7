"""Forms that cannot stand at the address that they ask for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from hemval.content.findings import Finding
from hemval.content.loading import Bound
from hemval.forms.addresses import CHOICE, CHOICE_ADDRESS, LARGE
from hemval.forms.definition import FormFile
from hemval.words import words_in

say = words_in("sv").say


@dataclass(frozen=True)
class Named:
    """A form as it was read; ``own`` where the municipality wrote it."""

    form: Bound[FormFile]
    own: bool

    @property
    def order(self) -> tuple[bool, str]:
        """Who comes later is told: the municipality's own form, for it cannot mend the shared one."""
        return self.own, self.form.name


def address_findings(forms: Iterable[Named]) -> Iterator[Finding]:
    """Find forms that cannot stand at the address that they ask for."""
    taken: dict[str, str] = {}
    for named in sorted(forms, key=lambda named: named.order):
        form = named.form
        if fault := _fault(form.stem, form.model.address, taken):
            yield form.finding(("address",), *fault)
        taken.setdefault(form.model.address, PurePath(form.name).name)


def _fault(form: str, wanted: str, taken: dict[str, str]) -> tuple[str, str] | None:
    another = say("Give the form another address.")
    if form == CHOICE:
        told = say("The form choice stands at %(address)s, where the site leads.", address=CHOICE_ADDRESS)
        return None if wanted == CHOICE_ADDRESS else (told, say("Write address: valj"))
    if wanted == CHOICE_ADDRESS:
        return say("The address %(address)s is that of the form choice.", address=wanted), another
    if wanted.endswith(LARGE):
        return say("An address cannot end in %(end)s: so do forms in large letters.", end=LARGE), another
    if wanted in taken:
        told = say("%(other)s has the address %(address)s already.", other=taken[wanted], address=wanted)
        return told, another
    return None
