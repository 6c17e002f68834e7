"""The rows that answers make where services are chosen apart, also of what an officer keyed in from paper."""

from typing import Any

from werkzeug.datastructures import MultiDict

from hemval.forms.asked.asking import Asking
from hemval.forms.typed.entry import Keyed, keyed, on_paper
from hemval.queue.making import Sitting, submissions_of
from hemval.queue.submission import Submission
from hemval.words import words_in
from tests.forms.samples import TODAY, apart, choice_form
from tests.municipalities import NOW

PERSON = {
    "who": "myself", "granted": "yes", "name": "Åsa Öberg", "identity-number": "193804129819",
    "support": "_none", "contact": "phone", "phone": "070-174 06 05", "kind": "first", "area": "norra",
    "second": "_none", "second-2": "_none",
}  # fmt: skip
OPEN, FULL, OWN = "bjorkens-hemtjanst", "fjordens-omsorg", "kommunens-hemtjanst"


def rows(services: list[str], **given: Any) -> tuple[Keyed, tuple[Submission, ...]]:
    """Key a paper in, and return what was read and what is stored."""
    blank = Asking(apart(), words_in("sv"), TODAY, {})
    posted = MultiDict({**PERSON, **{name.replace("_", "-"): said for name, said in given.items()}})
    posted.setlist("services", services)
    paper = on_paper(choice_form(), blank)
    said = keyed(paper, blank, posted)
    sitting = Sitting("d" * 22, b"s" * 32, NOW, "sv", channel="paper", beside=said.beside)
    answered = Asking(apart(), words_in("sv"), TODAY, said.answers)
    return said, submissions_of(paper.form, said.questions, answered, sitting)


def told(one: Submission) -> dict[str, str]:
    return {asked.id: asked.answer for asked in one.asked}


def test_paper_becomes_a_row_for_each_kind_of_help():
    said, (cleaning, care) = rows(["cleaning", "personal-care"], provider=OPEN, provider_2=OWN)
    assert said.problems == ()
    assert cleaning.reference == care.reference
    assert cleaning.id != care.id
    assert (cleaning.answers["provider"], care.answers["provider"]) == (OPEN, OWN)
    assert told(care)["services"] == "Personlig omvårdnad"
    assert {asked.question for asked in cleaning.asked} == {asked.question for asked in care.asked}
    assert rows(["cleaning", "personal-care"], provider=OPEN, provider_2=OWN)[1] == (cleaning, care)
    _, (same, other) = rows(["cleaning", "personal-care"], provider=OPEN, provider_2=OPEN)
    assert same == cleaning
    assert other.id != care.id


def test_what_is_written_about_other_help_is_told_once_and_never_judged_by():
    said, (cleaning, care) = rows(
        ["cleaning", "personal-care"], provider=OPEN, provider_2=OWN, provider_3=FULL
    )
    assert [problem.kind for problem in said.problems] == ["beside"]
    assert told(cleaning)["provider-3"] == "Fjordens omsorg (frågan gällde inte personen)"
    assert "provider-3" not in told(care)
    assert all("provider-3" not in one.answers for one in (cleaning, care))


def test_a_provider_that_gives_none_of_it_is_told_of_and_kept():
    said, (care,) = rows(["personal-care"], area="sodra", provider_2="strandlyckans-hemservice")
    assert [problem.kind for problem in said.problems if problem.page == "provider-2"] == ["refused"]
    assert care.answers["provider"] == "strandlyckans-hemservice"


def test_where_nobody_ticked_which_help_it_is_nothing_that_was_written_is_lost():
    said, (one,) = rows([], provider=OPEN, provider_2=OWN)
    assert "missing" in {problem.kind for problem in said.problems}
    assert (told(one)["provider"], told(one)["provider-2"]) == ("Björkens hemtjänst", "Kommunens hemtjänst")


def test_who_does_not_know_is_flagged_in_each_row():
    _, all_ = rows(["_unknown"], provider=OPEN, provider_2=OPEN, provider_3=OPEN)
    assert [one.review for one in all_] == [("help-unknown",)] * 3
    assert [len(one.answers["services"]) for one in all_] == [2, 2, 2]  # type: ignore[arg-type]


def test_where_the_area_is_not_known_only_the_row_that_it_matters_to_says_so():
    _, (cleaning, care) = rows(["cleaning", "personal-care"], area="_unknown", provider=OPEN, provider_2=OWN)
    assert (cleaning.review, care.review) == (("area-unknown",), ())
