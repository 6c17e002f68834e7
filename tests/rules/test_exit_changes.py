"""A newer list of affected: who is new, of whom something else is said, who is gone and who is back."""

from hemval.content.affected_list import Affected
from hemval.rules.exits.changes import what_changes
from tests.rules.exits import SENT, affected


def listed(reference: str, **changes: object) -> Affected:
    return Affected.model_validate({"reference": reference, "provider": "utforare-c", **changes})


def test_each_is_in_one_place() -> None:
    held = [
        affected(1, "utforare-c"),
        affected(2, "utforare-c"),
        affected(3, "utforare-c"),
        affected(4, "utforare-c", gone_at=SENT),
        affected(5, "utforare-c", gone_at=SENT),
    ]
    newer = [listed("A-0001"), listed("A-0002", hours=20), listed("A-0004"), listed("A-0006")]
    found = what_changes(held, newer)
    assert [one.reference for one in found.new] == ["A-0006"]
    assert [(one.case.reference, one.affected.hours) for one in found.changed] == [("A-0002", 20)]
    assert [one.reference for one in found.gone] == ["A-0003"]
    assert [one.case.reference for one in found.back] == ["A-0004"]
    assert found.same == 1
    assert found.anything


def test_the_same_list_changes_nothing_and_another_has_another_mark() -> None:
    held = [affected(1, "utforare-c")]
    assert not what_changes(held, [listed("A-0001")]).anything
    assert what_changes(held, []).mark != what_changes(held, [listed("A-0001", hours=1)]).mark
