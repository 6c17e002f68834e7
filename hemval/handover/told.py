"""What stands around a choice, in words: form, channel, reasons to look twice."""

from datetime import datetime

from hemval.pages.published import Published
from hemval.words import sentence, words_in
from hemval.words.dates import SWEDEN
from hemval.words.text import MAIN_LANGUAGE

WORDS = words_in(MAIN_LANGUAGE)
"""Officers read Swedish, whatever language the citizen used."""

CHANNELS = {
    "web": sentence("The web"),
    "paper": sentence("Paper"),
    "phone": sentence("Telephone"),
    "visit": sentence("Visit"),
}

REASONS = {
    "quick": (
        sentence("Sent unusually fast"),
        sentence("Call and ask whether the person made the choice. A program may have filled in the form."),
    ),
    "tie": (
        sentence("The representative has a tie with a provider"),
        sentence(
            "Call the person, not the representative. If the person cannot take a position, read the answers "
            "with extra care."
        ),
    ),
    "no-authority": (
        sentence("The representative has no written authority"),
        sentence("Call the person and ask what they want, before you do anything."),
    ),
    "incomplete": (
        sentence("Answers are missing"),
        sentence("It was registered although questions are not answered. Call and ask."),
    ),
    "cannot-be-chosen": (
        sentence("An answer is not allowed"),
        sentence("It was registered with an answer that the rules do not allow. Call and ask."),
    ),
    "beside-the-way": (
        sentence("An answer too many"),
        sentence("A question was answered that was not for the person. Call and ask what is meant."),
    ),
    "form-stops": (
        sentence("The form says stop"),
        sentence("By its answers the form ends before it is sent. Call before you do anything."),
    ),
    "declined": (
        sentence("The person would rather not write the personal identity number"),
        sentence("Call the person and find the right decision together, before you do anything."),
    ),
    "help-unknown": (
        sentence("The person does not know which help is granted"),
        sentence("See in the decision which help it is. What is not granted is not to be chosen."),
    ),
    "area-unknown": (
        sentence("Unclear whether the provider works where the person lives"),
        sentence(
            "Look the area up by the address, or call and ask where the person lives, before the provider "
            "is given the case."
        ),
    ),
    "help-missing": (
        sentence("Which help it is about is missing"),
        sentence("See in the decision which help it is, or call and ask. The rules have judged nothing."),
    ),
    "trap": (
        sentence("A hidden field was filled in"),
        sentence("Call before you do anything. A program has probably filled in the form."),
    ),
}
"""Reasons to look twice at a choice: what was seen, and what to do."""

IF_REACHED = sentence("Ask, if whoever wrote can be reached.")
ADVICE_BESIDE_CHOICES = {
    "quick": sentence("A program may have filled in the form. If a human wrote it, do as usual."),
    "trap": sentence("A program has probably filled in the form. If a human wrote it, do as usual."),
    "incomplete": IF_REACHED,
    "cannot-be-chosen": IF_REACHED,
    "beside-the-way": IF_REACHED,
    "form-stops": sentence("By its answers the form ends before it is sent. Read them first."),
}
"""What is to be done in other forms, where it is something else: there may be nobody to call."""

UNKNOWN_REASON = sentence("Look at this one twice, and call before you do anything.")


def form_called(form: str, published: Published | None) -> str:
    """Return what officers call a form, in its author's words; one that is published no more keeps its id."""
    known = published.forms.get(form) if published else None
    return (known.called or known.title).in_(MAIN_LANGUAGE) if known else form


def channel_told(channel: str) -> str:
    """Name the way a choice came."""
    return WORDS.say(CHANNELS[channel])


def reason_told(reason: str) -> str:
    """Say in a few words why to look twice."""
    return WORDS.say(REASONS[reason][0]) if reason in REASONS else reason


def reason_advice(reason: str, *, of_choice: bool = True) -> str:
    """Say what an officer does about it."""
    if not of_choice and reason in ADVICE_BESIDE_CHOICES:
        return WORDS.say(ADVICE_BESIDE_CHOICES[reason])
    return WORDS.say(REASONS[reason][1] if reason in REASONS else UNKNOWN_REASON)


def sortable(moment: datetime) -> str:
    """Write a moment in Swedish time so that a spreadsheet sorts it right: 2026-12-02 10:30:05."""
    return moment.astimezone(SWEDEN).strftime("%Y-%m-%d %H:%M:%S")
