"""Who chooses for another is never spoken to as if the help were their own."""

import re
from collections.abc import Iterator

import pytest
from pydantic import JsonValue

from hemval.forms.question import Question
from hemval.forms.way import way_through
from tests.forms.samples import asking, choice_form

SPOKEN_TO = {
    "sv": re.compile(r"\b(du|dig|din|ditt|dina|jag|mig|min|mitt)\b", re.I),
    "en": re.compile(r"\b(you|your|I|me|my)\b"),
}
FORM = choice_form()

DO_NOT_KNOW = ("Jag vet inte", "I do not know")

OF_WHO_FILLS_IN = {"who", "authority", "tie", "helper", "protected", "identity-number", "email"}
"""Questions about who fills in, or what that person is to do."""

ASKED_OF_BOTH = {
    "services": "att du inte vet|that you do not know",
    "contact": "ringa den som ska få hjälpen eller dig|help, or you",
    "phone": "till dig eller|to you or to someone else you trust|^Du vill inte|^You would rather not write",
}
"""Where who fills in answers for themselves, and what is said to them then."""

RIGHT: dict[str, dict[str, JsonValue]] = {
    "together": {"who": "together"},
    **{
        authority: {"who": "represent", "authority": authority, "wants": "yes", "tie": "yes"}
        for authority in ("guardian", "administrator", "future-power", "power", "relative")
    },
}
WAYS: dict[str, dict[str, JsonValue]] = {
    "first": {"kind": "first", "contact": "phone"},
    "switch": {"kind": "switch", "contact": "letter", "identity-number": "_declined"},
    "no-choice": {"kind": "no-choice", "contact": "phone"},
    "alarm": {"granted": "alarm", "kind": "first", "contact": "letter"},
}
PROVIDERS = {
    "lindvik": ("fjordens-omsorg", "kommunens-hemtjanst", "bjorkens-hemtjanst"),
    "botkyrka": ("utforare-b", "utforare-c", "utforare-a"),
}


def said(page: Question, at) -> Iterator[str]:
    """List all that a page can say to who is asked, but what it says of providers."""
    language = at.words.language
    texts = [page.question, page.hint, page.why, *getattr(page, "body", ())]
    yield from (text.in_(language) for text in texts if text is not None)
    if page.puts_a_question:
        yield page.label(language)
        yield from (page.error(kind, at) for kind in page.error_kinds if kind in page.errors)
        face = page.face(at)
        yield from face.told
        for choice in face.choices:
            yield from (choice.label.text, choice.hint, choice.hindrance)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("municipality", ["lindvik", "botkyrka"])
@pytest.mark.parametrize("right", RIGHT)
def test_nobody_is_taken_for_the_one_they_help(municipality, language, right):
    for answers in WAYS.values():
        for provider in PROVIDERS[municipality][:2]:
            given = {
                "granted": "yes", "protected": True, "helper": "Eva Öberg", "name": "Åsa Öberg",
                "identity-number": "193804129819", "support": ["interpreter"], "phone": "0701740605",
                "interpreter-language": "Persiska", "area": "centrum", "provider": provider,
                "today": PROVIDERS[municipality][2], "second": "_none", **answers, **RIGHT[right],
            }  # fmt: skip
            at = asking(municipality, language, **given)
            for page in way_through(FORM, at).pages:
                if page.id in OF_WHO_FILLS_IN:
                    continue
                for told in said(page, at):
                    rest = re.sub(ASKED_OF_BOTH.get(page.id, "^$"), "", told)
                    wrong = SPOKEN_TO[language].search(rest)
                    assert told in DO_NOT_KNOW or not wrong, f"{page.id}: {told}"


def test_how_we_get_in_touch_says_with_whom():
    at = asking(who="together", granted="yes")
    page = way_through(FORM, at).page("contact")
    assert page is not None
    assert page.hint is not None
    for whom in ("ringa den som ska få hjälpen eller dig", "Brev skickar vi till den som ska få hjälpen"):
        assert whom in page.hint.in_("sv")


def test_a_relative_without_a_power_of_attorney_is_told_that_they_may_represent():
    at = asking()
    hints = {choice.value: choice.hint for choice in FORM.pages[0].face(at).choices}
    assert "utan fullmakt" in hints["represent"]
    relative = next(one for one in FORM.pages[1].face(at).choices if one.value == "relative")
    assert relative.hint.startswith("Du får fylla i.")
