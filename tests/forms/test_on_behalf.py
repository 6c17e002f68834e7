"""Who chooses for another is never spoken to as if the help were their own."""

import re
from collections.abc import Iterator

import pytest
from pydantic import JsonValue

from hemval.forms.asked.way import way_through
from hemval.forms.question import Question
from tests.forms.samples import asking, choice_form, shipped_forms

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
    "call-whom": "^Mig som fyller i|^Me, the one|^Numret skriver du|^You write the number",
    "phone": "till dig eller|to you or to someone else you|whom you trust|^Du vill inte|^You would rather",
}
"""Where who fills in answers for themselves, and what is said to them then."""

PERSONAL: dict[str, JsonValue] = {
    "protected": True, "helper": "Eva Öberg", "name": "Åsa Öberg", "identity-number": "193804129819"
}  # fmt: skip
RIGHT: dict[str, dict[str, JsonValue]] = {
    "together": {"who": "together"},
    **{
        authority: {"who": "represent", "authority": authority, "wants": "yes", "tie": "yes"}
        for authority in ("guardian", "administrator", "future-power", "power", "relative")
    },
}
WAYS: dict[str, dict[str, JsonValue]] = {
    "first": {"kind": "first", "contact": "phone", "call-whom": "person"},
    "switch": {"kind": "switch", "contact": "letter", "identity-number": "_declined"},
    "no-choice": {"kind": "no-choice", "contact": "phone", "call-whom": "helper"},
    "call-me": {"kind": "call-me", "contact": "text-phone", "call-whom": "trusted"},
    "alarm": {"granted": "alarm", "kind": "first", "contact": "letter"},
}
FOUND: dict[str, dict[str, JsonValue]] = {
    "choice": {"granted": "yes", **PERSONAL, "support": ["_none"]},
    "withdraw": {"kind": "withdraw", "reference": "7K2WXDPM", **PERSONAL},
}
"""What is answered before it is asked how we get in touch."""
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
                "granted": "yes", **PERSONAL, "support": ["interpreter"], "phone": "0701740605",
                "interpreter-language": "Persiska", "area": "centrum", "provider": provider,
                "today": PROVIDERS[municipality][2], "second": "_none", **answers, **RIGHT[right],
            }  # fmt: skip
            at = asking(municipality, language, **given)
            for page in way_through(FORM, at).pages:
                if page.id in OF_WHO_FILLS_IN or (page.id, given.get("call-whom")) == ("phone", "helper"):
                    continue
                for told in said(page, at):
                    rest = re.sub(ASKED_OF_BOTH.get(page.id, "^$"), "", told)
                    wrong = SPOKEN_TO[language].search(rest)
                    assert told in DO_NOT_KNOW or not wrong, f"{page.id}: {told}"


@pytest.mark.parametrize("who", ["together", "represent"])
@pytest.mark.parametrize("contact", ["phone", "text-phone"])
@pytest.mark.parametrize(("form", "person"), [("choice", "ska få hjälpen"), ("withdraw", "valet gäller")])
def test_a_call_says_whose_number_it_is(form, person, contact, who):
    right = {"authority": "guardian", "wants": "yes", "tie": "no"} if who == "represent" else {}
    given = {**FOUND[form], **right, "who": who, "contact": contact}
    whose = {
        "person": (f"Vilket telefonnummer har den som {person}?", "off"),
        "helper": ("Vilket telefonnummer har du som fyller i?", "tel"),
        "trusted": ("Vilket telefonnummer har den som ni litar på?", "off"),
    }
    for whom, (asked, proposed) in whose.items():
        at = asking(**given, **{"call-whom": whom})
        found = way_through(shipped_forms()[form], at)
        assert found.page("call-whom") is not None
        page = found.page("phone")
        assert page is not None
        assert page.question.in_("sv") == asked
        assert page.face(at).attributes["autocomplete"] == proposed
    found = way_through(shipped_forms()[form], asking(**given))
    assert found.next is not None
    assert found.next.id == "call-whom", "no number before it is known whose"


@pytest.mark.parametrize("form", FOUND)
@pytest.mark.parametrize("answers", [{"who": "myself", "contact": "phone"}, {"contact": "letter"}])
def test_who_is_called_for_themselves_or_gets_letters_is_not_asked_whom(form, answers):
    at = asking(**{**FOUND[form], "who": "together", **answers})
    assert way_through(shipped_forms()[form], at).page("call-whom") is None


def test_letters_go_to_the_person():
    page = way_through(FORM, asking(**FOUND["choice"], who="together")).page("contact")
    assert page is not None
    assert page.hint is not None
    assert "Brev skickar vi till den som ska få hjälpen" in page.hint.in_("sv")


def test_a_relative_without_a_power_of_attorney_is_told_that_they_may_represent():
    at = asking()
    hints = {choice.value: choice.hint for choice in FORM.pages[0].face(at).choices}
    assert "utan fullmakt" in hints["represent"]
    relative = next(one for one in FORM.pages[1].face(at).choices if one.value == "relative")
    assert relative.hint.startswith("Du får fylla i.")
