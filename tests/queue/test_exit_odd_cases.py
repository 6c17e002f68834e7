"""The odd cases of an exit that turn on what is kept: codes used twice, lists that come back, successors."""

import pytest

from hemval.content.whole import Content
from hemval.queue.desk import Desk
from hemval.queue.desk.errors import CannotAppoint
from hemval.queue.desk.exits.settling import Appointed
from hemval.queue.inbox import Inbox
from hemval.rules.exits.plans import plans
from hemval.rules.exits.proof import proof
from tests.queue.exits import AFTER, krokom, listed, sent, take_in
from tests.queue.samples import choice
from tests.queue.test_exits import come, found
from tests.rules.exits import EXIT
from tests.rules.test_exit_plans import with_areas, with_last_day

HOME = "kommunens-hemtjanst"


@pytest.fixture(scope="module")
def town() -> Content:
    return krokom()


def gaps(desk: Desk, town: Content) -> dict[str, str]:
    cases = desk.exits.read(EXIT)
    proved = proof(town, EXIT, cases, plans(town, EXIT, cases, AFTER.date()))
    return {gap.reference: gap.reason for gap in proved.gaps}


def test_a_code_that_one_person_uses_twice_gives_the_later_choice(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    (case,) = take_in(desk, listed(1))
    later = sent("b", 2, code=case.code, provider="utforare-a")
    come(inbox, desk, sent("a", 1, code=case.code), later)
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-a")}
    desk.step(choice("b").id, 1, "withdrawn", "anna", AFTER)
    assert gaps(desk, town) == {"HEM-0001": "to-run"}, "who takes it back has not gone back to the first"
    desk.undo(choice("b").id, 2, "anna", AFTER)
    desk.step(choice("b").id, 3, "closed", "anna", AFTER)
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-b")}, "one that was no choice took nothing"


def test_a_choice_withdrawn_after_it_was_joined_leaves_its_person_to_the_rule(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, sent("a", code=case.code))
    desk.step(choice("a").id, 1, "withdrawn", "anna", AFTER)
    assert gaps(desk, town) == {"HEM-0001": "to-run"}
    desk.exits.run_defaults(town, EXIT, "anna", AFTER)
    assert found(desk, town) == {"HEM-0001": ("default", HOME)}


def test_a_reference_that_comes_back_has_its_code_and_its_choice(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    one, two = take_in(desk, listed(1), listed(2))
    come(inbox, desk, sent("a", code=one.code))
    assert found(desk, town)["HEM-0001"] == ("chosen", "utforare-b")
    take_in(desk, listed(2))
    assert found(desk, town)["HEM-0001"] == ("gone", None)
    assert gaps(desk, town) == {"HEM-0002": "to-run"}, "who has left needs nobody"
    back = take_in(desk, listed(1, hours=9), listed(2))
    assert [(case.id, case.code, case.gone_at) for case in back] == [
        (one.id, one.code, None),
        (two.id, two.code, None),
    ]
    assert found(desk, town)["HEM-0001"] == ("chosen", "utforare-b")


def test_a_successor_that_leaves_too_after_it_was_appointed_is_a_gap_until_another_is(
    desk: Desk, town: Content
) -> None:
    (case,) = take_in(desk, listed(1))
    desk.exits.appoint(town, EXIT, Appointed((case.id,), "utforare-b"), "anna", AFTER)
    assert gaps(desk, town) == {}
    later = with_last_day(town, "utforare-b", "2027-05-15")
    assert gaps(desk, later) == {"HEM-0001": "successor-stops"}
    ran = desk.exits.run_defaults(later, EXIT, "anna", AFTER)
    assert (ran.stored, [one.why for one in ran.left.unplaced]) == (0, ["must-appoint"]), "an officer decided"
    desk.exits.appoint(later, EXIT, Appointed((case.id,), HOME), "anna", AFTER)
    assert (found(desk, later), gaps(desk, later)) == ({"HEM-0001": ("appointed", HOME)}, {})
    assert desk.replay().affected == ()


def test_an_area_that_nobody_serves_is_named_and_an_officer_is_refused_there_too(
    desk: Desk, town: Content
) -> None:
    case, _ = take_in(desk, listed(1), listed(2, area=None))
    narrow = town
    for name in (HOME, "utforare-a", "utforare-b"):
        narrow = with_areas(narrow, name, ["annan"])
    ran = desk.exits.run_defaults(narrow, EXIT, "anna", AFTER)
    assert [(one.plan.reference, one.why) for one in ran.left.unplaced] == [("HEM-0001", "nobody")]
    assert gaps(desk, narrow) == {"HEM-0001": "nobody", "HEM-0002": "area-unknown"}
    with pytest.raises(CannotAppoint) as refused:
        desk.exits.appoint(narrow, EXIT, Appointed((case.id,), HOME), "anna", AFTER)
    assert refused.value.values["reason"] == "successor-other-area"
    assert gaps(desk, town) == {"HEM-0001": "to-run"}
    assert desk.exits.run_defaults(town, EXIT, "anna", AFTER).stored == 1, "once somebody works there"
    assert gaps(desk, town) == {}
