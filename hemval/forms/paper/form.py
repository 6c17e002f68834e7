"""A form on paper: the same questions as on the web, in the same order and words."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from pydantic import JsonValue

from hemval.content.whole import Content
from hemval.forms.apart.expanding import as_asked
from hemval.forms.asked.asking import Asking
from hemval.forms.asked.way import way_through
from hemval.forms.definition import FormDefinition
from hemval.forms.paper import face as paper_face
from hemval.forms.paper.condition import Conditions, OnPaper
from hemval.forms.paper.filling import filled
from hemval.forms.types import AnyQuestion
from hemval.forms.types.choice_of_one import OptionQuestion
from hemval.paper import sheet as printed
from hemval.words import Phrase, Words
from hemval.words.dates import day_told

POSTCODE = re.compile(r"\b\d{3} ?\d{2}\b")
"""What tells an address from an instruction such as "post it to your care officer"."""

PERSONAL_DATA_PAGE = "personuppgifter/"


def paper_form(
    form: FormDefinition, content: Content, words: Words, today: date, *, home: str, large: bool = False
) -> printed.Sheet:
    """Lay a form out for paper, blank; ``home`` is the site's whole address in the language."""
    asking = OnPaper(content, words, today, answers={})
    return PaperForm(form, asking, home).sheet(large=large)


def filled_form(form: FormDefinition, asking: Asking, *, home: str, large: bool = False) -> printed.Sheet:
    """Lay a form out with a person's answers, for them to sign.

    The questions are those that were on their way, in the words that they were asked in: nobody signs a
    "What is your name?" that is answered with another's. Numbers and alternatives are the blank form's.
    """
    way = way_through(form, asking)
    given = [
        Given(page, asking.answers[page.id])
        for page in way.pages
        if page.puts_a_question and page.id in way.answered
    ]
    blank = OnPaper(asking.content, asking.words, asking.today, answers={})
    return PaperForm(form, blank, home, given).sheet(large=large)


class Given(NamedTuple):
    """A question as it was asked, and its answer."""

    page: AnyQuestion
    answer: JsonValue


class PaperForm:
    """Writes one form in one language on one day, blank or with what is given."""

    def __init__(
        self,
        form: FormDefinition,
        asking: OnPaper,
        home: str,
        given: Sequence[Given] | None = None,
    ) -> None:
        self.form = as_asked(form, asking.content, asking.today)
        self.asking = asking
        self.home = home
        self.given = given
        self.words = asking.words
        self.say = asking.words.say
        self.help = asking.content.municipality.help
        self.pages = _printed(self.form, asking)
        self.numbers = _numbers(self.pages)
        self.conditions = Conditions(self.form, self.numbers, self.asking)

    def sheet(self, *, large: bool) -> printed.Sheet:
        """Return the whole form."""
        before, between, after = self.say("Page {} of {}").split("{}")
        return printed.Sheet(
            language=self.words.language,
            large=large,
            title=self.form.title.in_(self.words.language),
            sender=self._sender(),
            reply_label=self.say("Send the form to"),
            reply=self._reply(),
            intro=self._intro(),
            items=(
                *self._asked(),
                self._personal_data(),
                *([self._sign()] if self.form.signed else []),
                self._sending(),
            ),
            or_=self.say("or"),
            identity=self.say(
                "%(municipality)s, form %(form)s, version %(version)s, %(day)s",
                municipality=self.asking.content.municipality.short_name,
                form=f"{self.form.id}-{self.words.language}",
                version=self.form.version,
                day=day_told(self.asking.today, self.words),
            ),
            page_of=(before, between, after),
            filled=None if self.blank else self._filled(),
        )

    @property
    def blank(self) -> bool:
        """True where nothing is filled in."""
        return self.given is None

    def _asked(self) -> Iterator[printed.Item]:
        if self.given is None:
            yield from map(self._item, self.pages)
        else:
            yield from itertools.starmap(self._item, self.given)

    def _filled(self) -> printed.Filled:
        return printed.Filled(self.say("Filled in on the web"), self.say("ticked"), self.say("not ticked"))

    def _item(self, page: AnyQuestion, answer: JsonValue = None) -> printed.Item:
        language = self.words.language
        number = self.numbers.get(page.id)
        title = page.question.phrase(language)
        if page.optional:
            title = Phrase(f"{title.text} {self.say('(optional)')}", title.language)
        return printed.Item(
            title=title,
            parts=tuple(part for face in self._faces(page, answer) for part in self._parts(face)),
            number=str(number) if number else "",
            only=self._only(page),
            notes=tuple(text.phrase(language) for text in (page.hint, page.why) if text is not None),
            boxed=not page.puts_a_question,
        )

    def _only(self, page: AnyQuestion) -> str:
        """Say who is to answer; where it is filled in, nobody else is asked."""
        if not self.blank:
            return ""
        return page.paper_when.in_(self.words.language) if page.paper_when else self.conditions.told(page)

    def _faces(self, page: AnyQuestion, answer: JsonValue) -> Iterable[paper_face.PaperPart]:
        """Return what a question leaves room for; an alternative that not everybody has says who has it."""
        only = {}
        if isinstance(page, OptionQuestion) and self.blank:
            only = {option.id: self.conditions.of_option(option.when) for option in page.options}
        for face in filled(page, answer, self.asking):
            if isinstance(face, paper_face.Boxes):
                options = (
                    replace(one, hint=" ".join(filter(None, (only.get(one.value), one.hint))))
                    for one in face.options
                )
                yield replace(face, options=tuple(options))
            else:
                yield face

    def _parts(self, face: paper_face.PaperPart) -> Iterable[printed.Part]:
        match face:
            case paper_face.Lines(label, lines, answer):
                yield printed.Lines(label, lines, answer=tuple(answer.splitlines()))
            case paper_face.Digits(groups, label, answer):
                yield printed.Digits(label, groups, answer=answer)
            case paper_face.Said(paragraphs):
                yield printed.Paragraphs(paragraphs)
            case paper_face.Boxes():
                yield from self._boxes(face)

    def _boxes(self, face: paper_face.Boxes) -> Iterable[printed.Part]:
        if any(one.dated for one in face.options):
            day = day_told(self.asking.today, self.words)
            as_of = self.say("This is how it was on %(day)s. Ask us how it is now.", day=day)
            yield printed.Paragraphs((self._phrase(as_of),))
        told = self.say("Tick one box or more.") if face.several else self.say("Tick one box.")
        free = tuple(self._option(one, face) for one in face.options if not one.hindrance)
        yield printed.Boxes(told if len(free) > 1 and self.blank else "", free)
        barred = tuple(self._option(one, face) for one in face.options if one.hindrance)
        if barred:
            yield printed.Barred(self.say("Cannot be chosen now"), barred)

    def _option(self, one: paper_face.PaperOption, face: paper_face.Boxes) -> printed.Option:
        told = one.hindrance or one.hint
        notes = (self._phrase(told),) if told else ()
        return printed.Option(one.label, notes, one.apart, one.value in face.answer)

    def _sender(self) -> tuple[Phrase, ...]:
        municipality = self.asking.content.municipality
        service = municipality.site.title.phrase(self.words.language)
        return (Phrase(municipality.name, "sv"), service)

    def _reply(self) -> tuple[Phrase, ...]:
        """Return the postal address line by line; nothing where the municipality tells of none."""
        post = self.help.post.phrase(self.words.language)
        if not POSTCODE.search(post.text):
            return ()
        return tuple(Phrase(line.strip(), "sv") for line in post.text.split(","))

    def _intro(self) -> tuple[Phrase, ...]:
        example = self.asking.content.municipality.example_of
        first = [example.phrase(self.words.language)] if example else []
        told = self._for_who_fills_in() if self.blank else self._for_who_signs()
        if self.help.phone:
            hours = self.help.hours.in_(self.words.language)
            told.append(
                self.say(
                    "Do you want help? Call %(phone)s (%(hours)s). We can fill the form in together.",
                    phone=self.help.phone,
                    hours=hours[:1].lower() + hours[1:],
                )
            )
        return (*first, *(self._phrase(text) for text in told))

    def _for_who_signs(self) -> list[str]:
        return [
            self.say("You have filled this form in on the web. Nothing has been sent."),
            self.say("Check that everything is right. Sign it, and post it or hand it in.")
            if self.form.signed
            else self.say("Check that everything is right. Post it or hand it in."),
            self.say("Questions that are not for you are left out. The others keep their numbers."),
        ]

    def _for_who_fills_in(self) -> list[str]:
        told = [self.say("Write clearly. Tick a box with a cross. Skip the questions that are not for you.")]
        if any(page.words for page in self.pages):
            told.append(
                self.say(
                    "Are you filling this in for someone else? "
                    "Answer for that person, unless it says otherwise."
                )
            )
        return told

    def _sign(self) -> printed.Item:
        return printed.Item(
            title=self._phrase(self.say("Sign")),
            parts=(
                printed.Lines(self.say("Signature of the person who has filled this in"), 1),
                printed.Lines(self.say("Name in capital letters"), 1),
                printed.Digits(self.say("Date (year, month, day)"), (4, 2, 2)),
            ),
        )

    def _sending(self) -> printed.Item:
        post, visit = (text.phrase(self.words.language) for text in (self.help.post, self.help.visit))
        if self._reply():
            post = post._replace(text=self.say("Post it to: %(post)s", post=post.text))
            visit = visit._replace(text=self.say("Or hand it in: %(visit)s", visit=visit.text))
        told = tuple(one._replace(text=one.text.rstrip(".") + ".") for one in (post, visit))
        return printed.Item(self._phrase(self.say("When you are done")), (printed.Paragraphs(told),))

    def _personal_data(self) -> printed.Item:
        data = self.asking.content.municipality.personal_data
        language = self.words.language
        controller, officer = data.controller.phrase(language), data.data_protection_officer.phrase(language)
        told = [
            self.say("Responsible for your data: %(controller)s.", controller=controller.text),
            self.say(
                "Questions about your data (to the data protection officer): %(officer)s.",
                officer=officer.text,
            ),
            self.say("We use the data only for what this form is about. Write nothing about your health."),
            self.say("You may see what we have written about you, and have faults corrected."),
            self.say("Read more at %(address)s, or ask us.", address=f"{self.home}{PERSONAL_DATA_PAGE}"),
        ]
        return printed.Item(
            self._phrase(self.say("Your personal data")),
            (printed.Paragraphs(tuple(self._phrase(text) for text in told)),),
        )

    def _phrase(self, told: str) -> Phrase:
        return Phrase(told, self.words.language)


def _printed(form: FormDefinition, asking: OnPaper) -> list[AnyQuestion]:
    """List the pages that somebody can come to; none depends on an answer that nobody is asked for."""
    pages: list[AnyQuestion] = []
    for page in form.pages:
        if page.available(asking) and asking.undecided(page.when, {one.id for one in pages}):
            pages.append(page)
    return pages


def _numbers(pages: Iterable[AnyQuestion]) -> Mapping[str, int]:
    """Number the questions; what only says something has no number."""
    numbers = itertools.count(1)
    return {page.id: next(numbers) for page in pages if page.puts_a_question}
