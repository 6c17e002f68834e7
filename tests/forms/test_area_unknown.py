"""Who does not know the area and wants somebody who works in some areas only: nobody has checked it."""

import pytest

from hemval.forms.asked.way import way_through
from hemval.forms.cookie.receipt import receipt_paragraphs
from hemval.forms.flags import flags_given
from tests.forms.samples import asking, choice_form, content_of, shipped_forms

EVERYWHERE, SOME, OTHER = "kommunens-hemtjanst", "bjorkens-hemtjanst", "solgardens-hemtjanst"
TOLD = {"sv": "Först ser vi efter vilka utförare som arbetar där.", "en": "First we see which providers work"}


def test_the_samples_are_what_they_are_called() -> None:
    content = content_of("lindvik")
    there = [content.works_everywhere(content.providers[one]) for one in (EVERYWHERE, SOME, OTHER)]
    assert there == [True, False, False]
    botkyrka = content_of("botkyrka")
    assert all(map(botkyrka.works_everywhere, botkyrka.providers.values()))


@pytest.mark.parametrize(
    ("answers", "flagged"),
    [
        ({"area": "_unknown", "provider": SOME}, True),
        ({"area": "_unknown", "provider": EVERYWHERE}, False),
        ({"area": "_unknown", "provider": EVERYWHERE, "second": SOME}, True),
        ({"area": "_unknown", "provider": SOME, "second": OTHER}, True),
        ({"area": "_unknown", "provider": EVERYWHERE, "second": "_none"}, False),
        ({"area": "_unknown", "provider": EVERYWHERE, "kind": "switch", "today": SOME}, False),
        ({"area": "_unknown", "provider": SOME, "address": {"street": "Storgatan 1"}}, True),
        ({"area": "norra", "provider": SOME}, False),
        ({"area": "_unknown", "provider": "gone"}, False),
        ({"provider": SOME}, True),
    ],
)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_officer_and_citizen_are_told_where_it_matters(
    answers: dict[str, object], language: str, *, flagged: bool
) -> None:
    at = asking(language=language, **{"kind": "first", **answers})  # type: ignore[arg-type]
    assert flags_given(choice_form().pages, at) == (("area-unknown",) if flagged else ())
    told = " ".join(text for _, text, _ in receipt_paragraphs(choice_form(), at, None))
    assert (TOLD[language] in told) == flagged


def test_who_is_told_of_and_not_chosen_needs_no_area() -> None:
    at = asking(provider=SOME, kind="praise")
    assert flags_given(way_through(shipped_forms()["opinion"], at).pages, at) == ()
