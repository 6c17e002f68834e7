"""Every receipt of the choice form, read as one text: nothing twice, nothing that does not fit."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from itertools import cycle, product

import pytest

from hemval.content.whole import Content
from hemval.forms.asked.asking import Asking
from hemval.forms.asked.way import objections, way_through, without_abandoned
from hemval.forms.cookie.largest_outcome import longest_outcome
from hemval.forms.cookie.receipt import receipt_paragraphs
from hemval.forms.sent.judging import judged_when_sent
from hemval.rules.outcome import Outcome
from hemval.rules.told.outcome import told_to_citizen
from hemval.words.dates import SWEDEN
from tests.forms.samples import TODAY, asking, choice_form, content_of

FORM = choice_form()
NOW = datetime(2026, 11, 23, 10, tzinfo=SWEDEN)
OPEN, QUEUE, TODAYS = "bjorkens-hemtjanst", "fjordens-omsorg", "solgardens-hemtjanst"
HOW_FULL = ("queue-and-stay", "queue-and-elsewhere", "next-choice")
LEAD_TIMES = (
    {"kind": "working-days", "days": 5, "first_day": "informed", "holidays": ["public"]},
    {"kind": "working-days", "days": 5, "at_most": 10, "first_day": "informed", "late_after": "09:00"},
    {"kind": "days", "at_most": 6, "first_day": "informed"},
    {"kind": "not-promised"},
)
NO_CHOICE = (
    {"kind": "one-provider", "provider": "kommunens-hemtjanst"},
    {"kind": "free-capacity"},
    {"kind": "appointed"},
)
HEADINGS = {
    "sv": [["Vad händer nu?", "Vill du ändra valet?"], ["Vad händer nu?", "Om du ändrar dig"]],
    "en": [["What happens now?", "Do you want to change the choice?"],
           ["What happens now?", "If you change your mind"]],
}  # fmt: skip
CALLS_FIRST = {
    "sv": "Du har ingen fullmakt. Därför ringer vi ",
    "en": "You have no power of attorney. So we call ",
}
ASKS_TOO = {"sv": "Därför frågar vi också personen själv.", "en": "So we ask the person too."}
CHOSEN = re.compile(r"\b(läser valet|ändra valet|reads the choice|change the choice)\b", re.I)
NOBODY = re.compile(r"\b(din|ditt|dig|yours?|new provider|nya utföraren)\b", re.I)


def by_rules(**changes: object) -> Content:
    """Return Lindvik with other rules, in force all along."""
    content = content_of("lindvik")
    rules = content.municipality.rules_on(TODAY)
    changed = type(rules).model_validate(
        {**rules.model_dump(), "valid_from": date(2020, 1, 1), "alarm_in_choice": True, **changes}
    )
    return content.model_copy(
        update={"municipality": content.municipality.model_copy(update={"rules": (changed,)})}
    )


def answers() -> Iterator[dict[str, str]]:
    """List the answers that a receipt turns on; who has only an alarm can choose the municipality's own."""
    for kind in ("first", "switch"):
        yield {"kind": kind, "provider": OPEN, "second": "_none"}
        yield {"kind": kind, "provider": "kommunens-hemtjanst", "second": "_none", "granted": "alarm"}
        for second, queue in product(("_none", OPEN), ("wait", "not-wait", "call-me")):
            yield {"kind": kind, "provider": QUEUE, "second": second, "queue": queue}
    yield from ({"kind": "no-choice", "granted": granted} for granted in ("yes", "alarm"))
    yield {"kind": "call-me"}


def cases(language: str) -> Iterator[tuple[Asking, Outcome | None]]:
    """Go through everything that a receipt turns on."""
    rules = [*product(HOW_FULL, LEAD_TIMES[:1], NO_CHOICE), *product(HOW_FULL[:1], LEAD_TIMES[1:], NO_CHOICE)]
    authorities = cycle(("guardian", "relative", "relative"))
    for when_full, lead_time, no_choice in rules:
        content = by_rules(when_full=when_full, lead_time=lead_time, no_choice=no_choice)
        for who, given in product(("myself", "represent"), answers()):
            person = {
                "who": who, "authority": next(authorities), "wants": "yes", "tie": "yes", "granted": "yes",
                "protected": True, "helper": "Bo Ek", "name": "Åsa Öberg", "identity-number": "193804129819",
                "support": ["_none"], "contact": "phone", "phone": "070-174 06 05", "today": TODAYS,
                "area": "centrum", "start": "", "reason": [], "email": "", **given,
            }  # fmt: skip
            asked = replace(asking(language=language, **person), content=content, clock=time(10))
            sent = without_abandoned(FORM, asked)
            if not objections(way_through(FORM, sent), sent):
                yield sent, judged_when_sent(content, "choice", sent.answers, NOW, "seed")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_receipt_reads_as_one_text(language: str) -> None:
    longest = {}
    texts = set()
    for sent, outcome in cases(language):
        paragraphs = receipt_paragraphs(FORM, sent, outcome)
        told = " ".join(text for _, text, _ in paragraphs)
        texts.add(told)
        sentences = re.findall(r"[^.]+\.", told)
        assert len(sentences) == len(set(sentences)), told
        # "You go through everything together" is said to both.
        assert not NOBODY.search(told), told
        called = sent.answers["kind"] == "call-me"
        assert [heading for heading, _, _ in paragraphs if heading] == HEADINGS[language][called]
        assert paragraphs[0][0], "nothing stands above the first heading"
        assert [leads_to for _, _, leads_to in paragraphs if leads_to] == ["choice" if called else "withdraw"]
        assert not (called and CHOSEN.search(told)), told
        assert told.count(ASKS_TOO[language]) == (sent.answers.get("tie") == "yes")
        assert told.count(CALLS_FIRST[language]) == (sent.answers.get("authority") == "relative")
        # Who helps and from when: either the rules say it, or somebody calls.
        assert (outcome is None) == (sent.answers["kind"] == "call-me" or sent.answers.get("queue") in (
            "not-wait", "call-me"))  # fmt: skip
        if outcome is not None:
            assert told_to_citizen(outcome, sent.words) in told
            of_all = longest.setdefault(id(sent.content), longest_outcome(sent))
            assert of_all is not None
            measured = told_to_citizen(of_all, sent.words)
            assert len(told_to_citizen(outcome, sent.words)) <= len(measured)
    assert len(texts) > 20, "sabotage: the cases differ"


def test_a_sentence_said_twice_would_be_seen() -> None:
    form = FORM.model_copy(update={"receipt": (*FORM.receipt, *FORM.receipt)})
    sent, outcome = next(cases("sv"))
    told = " ".join(text for _, text, _ in receipt_paragraphs(form, sent, outcome))
    sentences = re.findall(r"[^.]+\.", told)
    assert len(sentences) > len(set(sentences))
