"""The answers stand on paper as they were given on the web, by the numbers of the blank form."""

import re
from dataclasses import replace

import pytest

from hemval.forms.asked.way import way_through
from hemval.forms.paper.face import Boxes as Room
from hemval.forms.paper.form import filled_form, paper_form
from hemval.paper.printing import pdfs_of
from hemval.paper.sheet import Boxes, Digits, Lines, Sheet
from hemval.words import words_in
from tests.forms.samples import TODAY, asking, choice_form, content_of, form_of
from tests.paper.answers import WRITTEN, answered
from tests.paper.papers import HOME, sheet_of
from tests.paper.pdf import Pdf

OPTIONS = [{"id": "a", "label": "Ett"}, {"id": "b", "label": "Två"}, {"id": "c", "label": "Tre"}]

LONG = "\n".join(["Först det här, som är långt nog för mer än en rad på papper, gång på gång. " * 3, "Sist."])


def parts_of(page: dict, answer: object) -> list:
    """Fill in a form of one question."""
    form = form_of({"id": "q", **page})
    sheet = filled_form(form, asking("lindvik", q=answer), home=HOME)
    return list(sheet.items[0].parts)


def ticked(parts: list) -> list[str]:
    return [one.label.text for part in parts if isinstance(part, Boxes) for one in part.options if one.ticked]


def written(parts: list) -> list[tuple[str, ...] | str]:
    return [part.answer for part in parts if isinstance(part, Lines | Digits)]


@pytest.mark.parametrize(
    ("page", "answer", "crosses", "words"),
    [
        ({"type": "name"}, "Eva Å", [], [("Eva Å",)]),
        ({"type": "identity-number"}, "193804129819", [], ["193804129819"]),
        ({"type": "reference"}, "7K2WXDPM", [], ["7K2WXDPM"]),
        ({"type": "phone"}, "+46 70-174 06 05", [], [("+46 70-174 06 05",)]),
        ({"type": "email", "optional": "yes"}, "", [], [()]),
        ({"type": "email"}, "eva@example.se", [], [("eva@example.se",)]),
        ({"type": "text", "at_most": 200}, "Ett\nTvå", [], [("Ett", "Två")]),
        ({"type": "date"}, "2026-12-03", [], ["20261203"]),
        ({"type": "date", "optional": "yes"}, "", [], [""]),
        ({"type": "address"}, WRITTEN["address"], [], [("Ögatan 1 B",), ("123 45",), ("Åby",)]),
        ({"type": "address", "optional": "yes"}, "", [], [(), (), ()]),
        ({"type": "choice-of-one", "options": OPTIONS}, "b", ["Två"], []),
        ({"type": "choice-of-several", "options": OPTIONS}, ["a", "c"], ["Ett", "Tre"], []),
        ({"type": "choice-of-several", "options": OPTIONS, "none": "Inget"}, ["_none"], ["Inget"], []),
        ({"type": "choice-of-several", "options": OPTIONS, "optional": "yes"}, [], [], []),
        ({"type": "declaration", "statement": "Ja.", "means": ["Det."]}, "yes", ["Ja."], []),
        ({"type": "area"}, "centrum", ["Centrum"], []),
        ({"type": "area"}, "_unknown", ["Jag vet inte"], []),
        ({"type": "provider"}, "bjorkens-hemtjanst", ["Björkens hemtjänst"], []),
        ({"type": "provider", "none": "Ingen"}, "_none", ["Ingen"], []),
        # Who cannot be chosen has no box, and who is gone no name: the answer is not lost for that.
        ({"type": "provider"}, "lyktans-hemtjanst", [], [("Lyktans hemtjänst",)]),
        ({"type": "provider"}, "nagon-annan", [], [("nagon-annan",)]),
        ({"type": "choice-of-several", "options": OPTIONS}, ["a", "z"], ["Ett"], [("z",)]),
    ],
)
def test_each_type_shows_its_answer(page, answer, crosses, words):
    parts = parts_of(page, answer)
    assert ticked(parts) == crosses
    assert written(parts) == words


@pytest.mark.parametrize(
    ("answer", "crosses", "words"),
    [("bjorkens-hemtjanst", [], [("Björkens hemtjänst",)]), ("_none", ["Ingen"], [()])],
)
def test_of_very_many_the_name_is_written(monkeypatch, answer, crosses, words):
    monkeypatch.setattr("hemval.forms.types.provider.MOST_ON_PAPER", 2)
    parts = parts_of({"type": "provider", "none": "Ingen"}, answer)
    assert (ticked(parts), written(parts)) == (crosses, words)


def filled(municipality: str, language: str, *, large: bool = False, **given: object) -> Sheet:
    put = asking(municipality, language, **given)
    return filled_form(choice_form(), answered(choice_form(), put), home=HOME, large=large)


@pytest.mark.parametrize("municipality", ["lindvik", "botkyrka"])
def test_numbers_and_alternatives_are_those_of_the_blank_form(municipality):
    blank = {item.number: item for item in sheet_of(municipality, "sv", False).items if item.number}
    sheet = filled(municipality, "sv")
    asked = [item for item in sheet.items if item.number]
    assert len(asked) > 8
    assert [int(item.number) for item in asked] == sorted(int(item.number) for item in asked)
    for item in asked:
        there = [one.label for part in item.parts if isinstance(part, Boxes) for one in part.options]
        same = [
            one.label for part in blank[item.number].parts if isinstance(part, Boxes) for one in part.options
        ]
        assert there == same
        assert item.only == ""
    assert sheet.identity == sheet_of(municipality, "sv", False).identity


def test_what_was_not_asked_is_left_out_and_nothing_is_signed():
    put = answered(choice_form(), asking("lindvik"))
    way = way_through(choice_form(), put)
    sheet = filled_form(choice_form(), put, home=HOME)
    titles = [item.title.text for item in sheet.items if item.number]
    asked = [page for page in way.pages if page.puts_a_question and page.available(replace(put, mail=False))]
    assert titles == [page.heading(put) for page in asked], "paper sends no e-mail, and asks for no address"
    assert [item.title.text for item in sheet.items if item.boxed] == []
    sign = next(item for item in sheet.items if item.title.text == "Skriv under")
    assert set(written(list(sign.parts))) == {(), ""}


@pytest.mark.parametrize(("signed", "asked"), [(True, True), (False, False)])
def test_who_may_be_anonymous_is_not_asked_to_sign(signed, asked):
    form = form_of({"id": "q", "type": "name"}).model_copy(update={"signed": signed})
    put = asking("lindvik", q="Eva")
    blank = paper_form(form, put.content, put.words, TODAY, home=HOME)
    sheet = filled_form(form, put, home=HOME)
    for one in (blank, sheet):
        assert ("Skriv under" in [item.title.text for item in one.items]) is asked
    assert any("Skriv under" in told.text for told in sheet.intro) is asked


def test_who_represents_somebody_signs_what_was_asked():
    mine = choice_form().page("name").question.in_("sv")
    sheet = filled("lindvik", "sv", who="represent")
    titles = [item.title.text for item in sheet.items]
    assert mine not in titles
    assert "Vad heter den som ska få hjälpen?" in titles


def test_what_is_printed_says_every_answer_in_the_order_of_the_form():
    """One call prints all; a cross is words to whoever listens."""
    sheets = {
        (language, large): filled("lindvik", language, large=large)
        for language in ("sv", "en")
        for large in (False, True)
    }
    for ((language, _large), sheet), data in zip(
        sheets.items(), pdfs_of(list(sheets.values()), TODAY), strict=True
    ):
        pdf = Pdf(data)
        text = pdf.text()
        at = -1
        for item in sheet.items:
            at = text.find(item.title.text, at + 1)
            assert at >= 0, item.title
        for part in (part for item in sheet.items for part in item.parts):
            if isinstance(part, Lines):
                assert all(re.search(r"\s+".join(map(re.escape, row.split())), text) for row in part.answer)
            if isinstance(part, Digits) and part.answer:
                assert part.answer in "".join(text.split())
        crosses = [one.ticked for item in sheet.items for one in boxes_in(item)]
        say = words_in(language).say
        told = {True: say("ticked"), False: say("not ticked")}
        assert pdf.alternatives() == [told[one] for one in crosses]
        assert text.count("×") == sum(crosses) > 5
        assert all(say("Filled in on the web") in pdf.foot(page) for page in range(len(pdf.pages)))


def boxes_in(item) -> list:
    return [one for part in item.parts if isinstance(part, Boxes) for one in part.options]


def test_a_blank_form_says_nothing_of_crosses():
    (pdf,) = (Pdf(data) for data in pdfs_of([sheet_of("lindvik", "sv", False)], TODAY))
    assert pdf.alternatives() == []
    assert "Ifylld" not in pdf.foot(0)


def test_a_long_text_gets_as_many_lines_as_it_needs_over_pages():
    form = form_of({"id": "q", "type": "text", "at_most": 2000})
    sheets = [
        filled_form(form, asking("lindvik", q=text), home=HOME, large=True)
        for text in ("Kort.", LONG, LONG * 8, "x" * 400)
    ]
    short, long, longest, unbroken = map(Pdf, pdfs_of(sheets, TODAY))
    assert ruled(short) == ruled(Pdf(blank_of(form)))
    assert ruled(short) <= ruled(long) < ruled(longest)
    assert len(longest.pages) > len(long.pages)
    assert "".join(unbroken.text().split()).count("x") >= 400
    for pdf in (long, longest, unbroken):
        widest = max(one.left + one.width for one in pdf.strokes())
        assert widest < 210 - 19
    assert " ".join(LONG.split()) in " ".join(long.text().split())


def blank_of(form) -> bytes:
    return pdfs_of(
        [paper_form(form, content_of("lindvik"), words_in("sv"), TODAY, home=HOME, large=True)], TODAY
    )[0]


def ruled(pdf: Pdf) -> int:
    return sum(one.height < 0.1 and one.width > 100 for one in pdf.strokes()) - len(pdf.pages)


def test_an_answer_is_never_markup():
    form = form_of({"id": "q", "type": "text", "at_most": 200})
    hostile = '#panic() "}],"x":" *b* <script>'
    sheet = filled_form(form, asking("lindvik", q=hostile), home=HOME)
    assert hostile in Pdf(pdfs_of([sheet], TODAY)[0]).text()


def test_the_blank_room_is_the_same_whatever_was_answered():
    """What has been chosen already leaves the list on the web; on paper it stays, as on the blank form."""
    page = choice_form().page("second")
    blank = [part for part in page.paper(asking("lindvik")) if isinstance(part, Room)]
    sheet = filled("lindvik", "sv", who="myself", kind="first")
    item = next(item for item in sheet.items if item.title.text == page.heading(asking("lindvik")))
    assert len(boxes_in(item)) == sum(len(part.options) for part in blank)
