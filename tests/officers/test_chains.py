"""Which choices are replaced by newer ones."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.handover.chains import chains_of as in_file
from hemval.officers.across.chains import Chains, chains_of
from hemval.officers.across.gist import gist_of
from hemval.officers.across.overview import Known
from hemval.queue.desk.batch_files import Contents
from hemval.queue.desk.tables import Header
from hemval.queue.submission import Submission
from tests.forms.samples import choice_form
from tests.officers.samples import RECEIVED, choice
from tests.officers.test_gist import LOOKED
from tests.rules.cases import checked

ASA, BO = "193804129819", "194001019806"


@pytest.fixture(scope="module")
def form():
    return choice_form()


def row(
    n: int, person: str | None = ASA, state: str = "new", form: str = "choice", *, protected: bool = False,
    **other: object,
) -> tuple[Header, Submission]:  # fmt: skip
    at = RECEIVED + timedelta(hours=n)
    ended = at + timedelta(minutes=other.pop("after", 30)) if state in ("closed", "withdrawn") else None
    answers = {"identity-number": person} if person else {}
    one = choice(n, answers=answers | other, received_at=at, form=form)
    return Header(one.id, at, at, form, 1, state, 1, ended, None, protected=protected, ended_at=ended), one


def known(n: int, *given: object, **other: object) -> Known:
    header, one = row(n, *given, **other)
    return Known(header, gist_of(one, LOOKED))


def chains(content, *rows: Known) -> Chains:
    found = [chains_of(order, content) for order in permutations(rows)]
    assert all(one == found[0] for one in found), "the order that they are given in does not matter"
    return found[0]


def replaced(content, *rows: Known) -> list[bool]:
    return [chains(content, *rows).is_replaced(row.header) for row in rows]


def test_the_newest_of_a_person_stands(content):
    rows = known(0), known(1), known(2), known(3, BO)
    assert replaced(content, *rows) == [True, True, False, False]
    found, ids = chains(content, *rows), [row.header.id for row in rows]
    assert found.replaced_by(ids[0]) == [ids[1], ids[2]]
    assert found.replaces(ids[2]) == [ids[1], ids[0]]


def test_who_did_not_say_who_it_is_stands_alone(content):
    assert replaced(content, known(0, None), known(1, None)) == [False, False]


def test_other_forms_replace_nothing(content):
    assert replaced(content, known(0), known(1, form="opinion")) == [False, False]


def test_what_is_done_is_in_the_chain_but_not_to_be_done_again(content):
    rows = known(0, state="taken_over"), known(1)
    assert replaced(content, *rows) == [False, False]
    assert chains(content, *rows).replaces(rows[1].header.id) == [rows[0].header.id]


def test_a_newer_one_closed_as_a_double_hides_nothing(content):
    assert replaced(content, known(0), known(1, state="closed")) == [False, False]
    assert replaced(content, known(0), known(1, state="closed"), known(2)) == [True, False, False]


def test_a_withdrawn_one_brings_nothing_back_and_is_replaced_by_nothing(content):
    assert replaced(content, known(0), known(1, state="withdrawn")) == [True, False]
    rows = known(0, state="withdrawn"), known(1)
    assert chains(content, *rows) == Chains()
    late = known(0, state="withdrawn", after=90), known(1)
    assert chains(content, *late).newer == {late[0].header.id: late[1].header.id}


def test_help_that_is_chosen_apart_is_replaced_apart(content):
    today = content.municipality.rules_on(RECEIVED.date())
    groups = [{"name": {"sv": "städning", "en": "cleaning"}, "services": ("cleaning",)},
              {"name": {"sv": "omvårdnad", "en": "care"}, "services": ("personal-care",)}]  # fmt: skip
    rules = type(today).model_validate(today.model_dump() | {"chosen_apart": groups})
    apart = content.model_copy(
        update={"municipality": content.municipality.model_copy(update={"rules": (rules,)})}
    )
    cleaning, care = {"services": ["cleaning"]}, {"services": ["personal-care"]}
    rows = known(0, **cleaning), known(1, **care), known(2, **cleaning)
    assert replaced(apart, *rows) == [True, False, False]
    assert replaced(content, *rows) == [True, True, False], "chosen at once, the newest is about all help"
    assert replaced(None, *rows) == [True, False, False], "where the rules cannot be read"


ROWS = st.lists(
    st.tuples(
        st.sampled_from([ASA, BO, None, "_declined"]),
        st.sampled_from(["new", "awaiting", "queued", "taken_over", "closed", "withdrawn"]),
        st.integers(1, 200),
        st.sampled_from([["cleaning"], ["personal-care"], ["personal-care", "cleaning"]]),
        st.booleans(),
    ),
    max_size=6,
)


@checked
@given(ROWS)
def test_the_list_and_the_file_say_the_same_of_every_choice(content, form, rows):
    both = [
        row(n, person, state, after=after, services=services, protected=protected)
        for n, (person, state, after, services, protected) in enumerate(rows)
    ]
    listed = chains_of([Known(header, gist_of(one, LOOKED)) for header, one in both], content)
    made_at = RECEIVED + timedelta(days=2)
    told = in_file(Contents(1, "choice", made_at, (), (), tuple(both)), form, content)
    named = {one.id: one.reference for header, one in both if not header.protected}
    assert told.keys() == named.keys(), "of a protected one nothing is told"
    for row_id, chain in told.items():
        newer = [named[one] for one in listed.replaced_by(row_id) if one in named]
        older = [named[one] for one in listed.replaces(row_id) if one in named]
        assert (chain.superseded_by, chain.supersedes) == (next(iter(newer), None), next(iter(older), None))
        assert bool(chain.told()["superseded_by"]) == (row_id in listed.newer), "left empty"


def test_a_file_says_what_was_so_when_its_batch_was_made(content, form):
    both = row(0), row(1, state="closed", after=60)
    for hours, replaced_then in ((1.5, True), (3, False)):
        contents = Contents(1, "choice", RECEIVED + timedelta(hours=hours), (), (), both)
        assert bool(in_file(contents, form, content)[both[0][0].id].superseded_by) == replaced_then
