"""Every form of a municipality, in every language, size and both blank and filled in, printed in one call."""

from dataclasses import dataclass

from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.forms.asked.asking import Asking
from hemval.forms.paper.form import filled_form, paper_form
from hemval.forms.reading.loading import load_forms
from hemval.paper.printing import pdfs_of
from hemval.paper.sheet import Sheet
from hemval.words import words_in
from tests.forms.samples import TODAY
from tests.paper.answers import answered
from tests.paper.papers import HOME
from tests.paper.pdf import Pdf


@dataclass(frozen=True)
class Printed:
    """One sheet and what it became."""

    name: str
    filled: bool
    sheet: Sheet
    data: bytes

    @property
    def pdf(self) -> Pdf:
        return Pdf(self.data)


def sheets_of(folder: Folder) -> list[tuple[str, bool, Sheet]]:
    content, findings = load(folder)
    assert content is not None, findings
    forms, findings = load_forms(folder)
    assert findings == []
    made = []
    for form in forms.values():
        for language in content.municipality.site.languages:
            words = words_in(language)
            put = answered(form, Asking(content, words, TODAY, {}))
            for large in (False, True):
                name = f"{form.id}-{language}{'-large' if large else ''}"
                blank = paper_form(form, content, words, TODAY, home=HOME, large=large)
                made.append((name, False, blank))
                made.append((f"{name}-filled", True, filled_form(form, put, home=HOME, large=large)))
    return made


def all_printed(folder: Folder) -> list[Printed]:
    sheets = sheets_of(folder)
    pdfs = pdfs_of([sheet for _, _, sheet in sheets], TODAY)
    return [
        Printed(name, filled, sheet, data) for (name, filled, sheet), data in zip(sheets, pdfs, strict=True)
    ]
