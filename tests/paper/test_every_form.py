"""Every form there is, in every language and size, blank and filled in: what must hold of all of them."""

import pytest
from page import validate_pdf_bytes

from hemval.paper.sheet import Boxes, Lines
from tests.forms.samples import FOLDERS
from tests.paper.matrix import Printed, all_printed


@pytest.mark.parametrize("municipality", sorted(FOLDERS))
def test_every_form_holds_as_it_is_printed(municipality):
    """One process prints them all; a validation costs some hundredths of a second."""
    every = all_printed(FOLDERS[municipality])
    assert len(every) >= 4
    assert {one.name: faults for one in every if (faults := faults_of(one))} == {}


def faults_of(one: Printed) -> list[str]:
    report = validate_pdf_bytes(one.data, profile="ua1")
    found = [] if report.is_compliant else [str(failure.message) for failure in report.failures]
    pdf, text, at = one.pdf, one.pdf.text(), 0
    for item in one.sheet.items:
        for words in (item.title.text, *labels(item)):
            at = text.find(words, at)
            if at < 0:
                return [*found, f"out of order: {words}"]
    strokes = pdf.strokes()
    boxes = [s for s in strokes if s.height > 1 and s.width == pytest.approx(s.height, abs=0.1)]
    room = sum(
        len(part.options) for item in one.sheet.items for part in item.parts if isinstance(part, Boxes)
    )
    if len(boxes) != room or any(round(box.width, 1) < 6 for box in boxes):
        found.append(f"{len(boxes)} boxes for {room} answers")
    if any(s.left < 19 or s.left + s.width > 191 for s in strokes):
        found.append("something is drawn in the margin")
    if one.filled and not any(part.answer for part in lines(one)) and "×" not in text:
        found.append("nothing is filled in")
    return found


def labels(item) -> list[str]:
    return [
        told
        for part in item.parts
        for told in (
            [option.label.text for option in part.options]
            if isinstance(part, Boxes)
            else [getattr(part, "label", "")]
        )
    ]


def lines(one: Printed) -> list[Lines]:
    return [part for item in one.sheet.items for part in item.parts if isinstance(part, Lines)]
