"""What is to be looked at twice because of other choices."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hemval.officers.across.flags import flags_across
from tests.officers.samples import RECEIVED, choice
from tests.officers.test_chains import ASA, BO, known

NOW = RECEIVED + timedelta(days=2)
PHONE = {"phone": "070-174 06 05"}


def flags(*rows) -> list[list[str]]:
    found = flags_across(rows, NOW.date())
    return [list(found.get(row.header.id, ())) for row in rows]


def with_header(row, **changed):
    return replace(row, header=replace(row.header, **changed))


def test_a_person_with_two_open_ones():
    assert flags(known(0), known(1), known(2, BO)) == [["same-person"], ["same-person"], []]


def test_two_of_one_sitting_are_no_doubles():
    two = known(1)
    same = replace(two, gist=replace(two.gist, reference=known(0).gist.reference))
    assert flags(known(0), same) == [[], []]


@pytest.mark.parametrize(
    ("days", "told"), [(1, ["taken-over-lately"]), (29, ["taken-over-lately"]), (30, [])]
)
def test_one_that_was_taken_over_lately(days, told):
    done = with_header(known(0), state="taken_over", ended_at=NOW - timedelta(days=days))
    assert flags(done, known(1)) == [[], told]


def test_one_that_is_older_than_what_was_taken_over_is_not_told_so():
    assert flags(known(0), with_header(known(1), state="taken_over", ended_at=NOW)) == [[], []]


def test_a_person_who_is_protected_elsewhere():
    hidden = with_header(known(0), protected=True)
    assert flags(hidden, known(1)) == [[], ["protected-elsewhere"]]


def test_every_case_of_a_protected_person_is_flagged():
    hidden = with_header(known(0), protected=True)
    sitting = replace(known(1), gist=replace(known(1).gist, reference=hidden.gist.reference))
    done, opinion = known(2, state="closed"), known(3, form="opinion")
    other, unknown = known(4, BO), known(5, None)
    found = flags_across([hidden, sitting, done, opinion, other, unknown], NOW.date())
    marked = [row for row, flags in found.items() if "protected-elsewhere" in flags]
    assert marked == [one.header.id for one in (sitting, done, opinion)]
    assert found[done.header.id] == {"protected-elsewhere": (hidden.header.id,)}


def test_the_same_name_and_contact_without_a_number():
    asa = {"name": "Åsa Öst", **PHONE}
    assert flags(known(0, None, **asa), known(1, **asa)) == [["perhaps-same-person"]] * 2
    assert flags(known(0, **asa), known(1, BO, **asa)) == [[], []], "two numbers are two persons"
    assert flags(known(0, None, **asa), known(1, None, name="Åsa Öst")) == [[], []]


def test_three_persons_with_one_contact():
    rows = [known(n, None, name=name, **PHONE) for n, name in enumerate(("Åsa", "Bo", "Cia"))]
    assert flags(*rows) == [["one-contact"]] * 3
    assert flags(*rows[:2]) == [[], []], "a couple has one telephone"
    ended = with_header(rows[2], state="closed", ended_at=NOW)
    assert flags(rows[0], rows[1], ended) == [[], [], []]


def test_a_flood_names_a_few(content):
    rows = [known(n, None, name=f"Namn {n}", **PHONE) for n in range(50)]
    assert all(len(found["one-contact"]) == 10 for found in flags_across(rows, NOW.date()).values())


def test_damaged_rows_and_other_forms_are_passed_by():
    damaged = replace(known(0), gist=None)
    assert flags(damaged, known(1), known(2, form="opinion")) == [[], [], []]
    assert choice().form == "choice"
    assert ASA != BO
