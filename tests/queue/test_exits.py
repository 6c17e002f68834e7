"""An exit as it is kept: a list comes in, choices find whose they are, and who helps afterwards is stored."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hemval.content.exit import Exits
from hemval.content.room import Rooms
from hemval.content.whole import Content
from hemval.queue.desk import Desk
from hemval.queue.desk.errors import (
    AffectedChanged,
    AffectedDamaged,
    CannotAppoint,
    ConfirmRefused,
    ConfirmTooEarly,
    ExitChanged,
    ExitConfirmed,
    GapsLeft,
    HeldElsewhere,
    ListChanged,
    NoSuchAffected,
    NotTied,
    RunTooEarly,
)
from hemval.queue.desk.exits.confirming import Confirmation
from hemval.queue.desk.exits.noting import Printed, Told
from hemval.queue.desk.exits.register import read_register
from hemval.queue.desk.exits.sealed import named
from hemval.queue.desk.exits.seen import Seen
from hemval.queue.desk.exits.settling import Appointed
from hemval.queue.desk.retention import Retention
from hemval.queue.inbox import Inbox
from hemval.queue.submission import Submission
from hemval.rules.exits.case import Case
from hemval.rules.exits.changes import what_changes
from hemval.rules.exits.plan import mark_of
from hemval.rules.exits.plans import plans
from hemval.rules.exits.proof import Reason, proof
from hemval.settings import Places
from tests.queue.exits import AFTER, BEFORE, FORM, acts, ended, krokom, listed, sent, take_in
from tests.queue.samples import choice
from tests.rules.exits import EXIT
from tests.rules.samples import rule_set

RULE = Retention(30, "Nämndens beslut 2026:7")
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def town() -> Content:
    return krokom()


def come(inbox: Inbox, desk: Desk, *submissions: Submission) -> None:
    for one in submissions:
        inbox.submit(one)
    desk.take_in(AFTER)
    desk.exits.join_new(FORM, None, AFTER)


def found(desk: Desk, town: Content) -> dict[str, tuple[str, str | None]]:
    made = plans(town, EXIT, desk.exits.read(EXIT), AFTER.date())
    return {plan.reference: (plan.status, plan.helper) for plan in made}


def test_a_list_gives_each_a_code_and_a_newer_one_keeps_it(desk: Desk) -> None:
    first = take_in(desk, *(listed(n) for n in range(3)))
    assert len({case.code for case in first}) == 3
    newer = take_in(desk, listed(0), listed(1, hours=9), listed(3))
    codes = {case.reference: case.code for case in first}
    assert [case.reference for case in newer if case.gone_at is not None] == ["HEM-0002"]
    assert all(case.code == codes.get(case.reference, case.code) for case in newer)
    assert [case.affected.hours for case in newer] == [5, 9, 5, 5]
    back = take_in(desk, listed(2))
    assert [case.reference for case in back if case.gone_at is None] == ["HEM-0002"]
    assert acts(desk) == ["exit_listed"] * 3


def test_the_same_list_changes_nothing_and_is_not_logged(desk: Desk) -> None:
    take_in(desk, listed(1))
    take_in(desk, listed(1))
    assert acts(desk) == ["exit_listed"]


def test_what_was_seen_is_taken_in_or_nothing(desk: Desk) -> None:
    with pytest.raises(ListChanged):
        desk.exits.take_in_list(EXIT, [listed(1)], "another", "anna", BEFORE)
    assert desk.exits.read(EXIT) == ()


def test_nothing_outside_a_seal_names_a_reference_or_a_provider(
    inbox: Inbox, desk: Desk, places: Places, town: Content
) -> None:
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, sent("a", code=case.code))
    take_in(desk, listed(1), listed(2))
    desk.exits.run_defaults(town, EXIT, "anna", AFTER)
    desk.close()
    stored = all_bytes(places)
    for part in ("HEM-000", case.code, "utforare-b", "kommunens-hemtjanst", "hela-kommunen"):
        assert part.encode() not in stored


def test_a_code_joins_a_choice_once(inbox: Inbox, desk: Desk, town: Content) -> None:
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, sent("a", code=case.code), sent("b", **{"identity-number": "192711059820"}))
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-b")}
    assert desk.exits.join_new(FORM, None, AFTER) == 0
    assert acts(desk).count("exit_joined") == 1


def test_where_nobody_is_affected_no_choice_is_opened(inbox: Inbox, desk: Desk) -> None:
    come(inbox, desk, sent("a"))
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE submission SET sealed = x'00'")
    assert desk.exits.join_new(FORM, None, AFTER) == 0


def test_a_newer_choice_of_the_same_person_needs_no_code(inbox: Inbox, desk: Desk, town: Content) -> None:
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, sent("a", 1, code=case.code), sent("b", 2, provider="utforare-a"))
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-a")}
    come(inbox, desk, sent("c", 3, today="utforare-a", provider="kommunens-hemtjanst"))
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-a")}, "about another provider's help"


def test_a_withdrawn_choice_counts_no_more(inbox: Inbox, desk: Desk, town: Content) -> None:
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, sent("a", code=case.code))
    row = choice("a").id
    desk.step(row, 1, "withdrawn", "anna", AFTER)
    assert found(desk, town) == {"HEM-0001": ("not-yet", None)}
    desk.undo(row, 2, "anna", AFTER)
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-b")}


def test_two_persons_with_one_code_wait_for_an_officer(inbox: Inbox, desk: Desk, town: Content) -> None:
    (case,) = take_in(desk, listed(1))
    bo = {"name": "Bo Al", "identity-number": "192711059820"}
    other = sent("b", code=case.code, provider="utforare-a", **bo)
    come(inbox, desk, sent("a", code=case.code), other)
    assert found(desk, town) == {"HEM-0001": ("contested", None)}
    desk.exits.tie(choice("b").id, case.id, FORM, None, "anna", AFTER)
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-a")}
    desk.exits.untie(choice("b").id, "anna", AFTER)
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-b")}
    assert desk.exits.join_new(FORM, None, AFTER) == 0, "what an officer untied is not joined by its code"
    with pytest.raises(NotTied):
        desk.exits.untie(choice("b").id, "anna", AFTER)
    assert acts(desk)[-2:] == ["exit_tied", "exit_untied"]


def test_a_choice_without_code_is_tied_by_an_officer(inbox: Inbox, desk: Desk, town: Content) -> None:
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, sent("a"))
    assert found(desk, town) == {"HEM-0001": ("not-yet", None)}
    desk.exits.tie(choice("a").id, case.id, FORM, None, "anna", AFTER)
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-b")}
    with pytest.raises(NoSuchAffected):
        desk.exits.tie(choice("a").id, "0" * 32, FORM, None, "anna", AFTER)


def test_what_followed_a_choice_that_was_tied_wrongly_goes_with_it(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    """The person's next choice has no code either: it follows, and must not stay behind."""
    wrong, right = take_in(desk, listed(1), listed(2))
    come(inbox, desk, sent("a"))
    desk.exits.tie(choice("a").id, wrong.id, FORM, None, "anna", AFTER)
    come(inbox, desk, sent("b", 1, provider="utforare-a"))
    assert found(desk, town)["HEM-0001"] == ("chosen", "utforare-a")
    desk.exits.untie(choice("a").id, "anna", AFTER)
    assert found(desk, town)["HEM-0001"] == ("not-yet", None)
    desk.exits.tie(choice("a").id, right.id, FORM, None, "anna", AFTER)
    desk.exits.join_new(FORM, None, AFTER)
    assert found(desk, town) == {"HEM-0001": ("not-yet", None), "HEM-0002": ("chosen", "utforare-a")}


@pytest.mark.parametrize("first", ["untied", "tied elsewhere"])
def test_what_followed_and_is_purged_is_not_lost(inbox: Inbox, desk: Desk, town: Content, first: str) -> None:
    wrong, right = take_in(desk, listed(1), listed(2))
    come(inbox, desk, sent("a"))
    desk.exits.tie(choice("a").id, wrong.id, FORM, None, "anna", AFTER)
    come(inbox, desk, sent("b", 1, provider="utforare-a"))
    desk.step(choice("b").id, 1, "taken_over", "anna", AFTER)
    desk.purge(RULE, "hemval", AFTER + 30 * DAY)
    if first == "untied":
        desk.exits.untie(choice("a").id, "anna", AFTER)
    desk.exits.tie(choice("a").id, right.id, FORM, None, "anna", AFTER)
    assert found(desk, town) == {"HEM-0001": ("not-yet", None), "HEM-0002": ("chosen", "utforare-a")}


def test_what_has_the_code_stays_when_another_choice_is_untied(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, sent("a", code=case.code), sent("b", 1, code=case.code), sent("c", 2))
    desk.exits.untie(choice("a").id, "anna", AFTER)
    assert [one.submission for one in desk.exits.read(EXIT)[0].choices] == [choice("b").id, choice("c").id]


def test_no_purge_takes_a_choice_before_somebody_has_said_whose_it_is(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    """Registered without a code: purged, it leaves no sign, and the person is given somebody by the rule."""
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, sent("a"), sent("b", today="utforare-a"), sent("c"))
    for draft, end in (("a", "taken_over"), ("b", "taken_over"), ("c", "closed")):
        desk.step(choice(draft).id, 1, end, "anna", AFTER)
    later = AFTER + 30 * DAY
    assert [one.id for one in desk.plan(30, later.date()).due] == [choice("b").id, choice("c").id]
    desk.purge(RULE, "hemval", later)
    assert [one.id for one in desk.list_all()] == [choice("a").id]
    desk.exits.tie(choice("a").id, case.id, FORM, None, "anna", later)
    desk.purge(RULE, "hemval", later)
    assert desk.list_all() == []
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-b")}


def test_an_ended_exit_keeps_no_choice_from_its_purge(inbox: Inbox, desk: Desk) -> None:
    take_in(desk, listed(1))
    come(inbox, desk, sent("a"))
    desk.step(choice("a").id, 1, "taken_over", "anna", AFTER)
    ended(desk, AFTER)
    desk.purge(RULE, "hemval", AFTER + 30 * DAY)
    assert desk.list_all() == []


def test_nothing_of_what_is_purged_stays_in_memory(inbox: Inbox, desk: Desk, town: Content) -> None:
    cases = take_in(desk, listed(1), listed(2))
    come(inbox, desk, sent("a", code=cases[0].code))
    inbox.submit(sent("b", today="utforare-a"))
    desk.take_in(AFTER)
    desk.exits.join_new(FORM, town, AFTER)
    desk.exits.planned(town, EXIT, AFTER.date())
    assert len(desk.exits._joiner._signs) == 1
    desk.step(choice("b").id, 1, "closed", "anna", AFTER)
    ended(desk, AFTER)
    desk.purge(RULE, "hemval", AFTER + 30 * DAY)
    assert (desk.exits.register._opened, desk.exits._planner._made) == ({}, {})
    desk.exits.join_new(FORM, town, AFTER)
    assert desk.exits._joiner._signs == {}


def test_what_was_read_without_content_is_read_anew(inbox: Inbox, desk: Desk, town: Content) -> None:
    """Without the form nobody knows whose a choice is."""
    take_in(desk, listed(1))
    inbox.submit(sent("a"))
    desk.take_in(AFTER)
    desk.exits.join_new(None, None, AFTER)
    desk.exits.join_new(FORM, town, AFTER)
    (signs,) = desk.exits._joiner._signs.values()
    assert signs.person


def test_what_a_choice_is_about_is_kept_by_its_services(inbox: Inbox, desk: Desk, town: Content) -> None:
    """Also of what no group has, and whatever a group is called later."""
    apart = [{"name": {"sv": "Städning", "en": "Cleaning"}, "services": ["cleaning"]}]
    rules = (rule_set(chosen_apart=apart),)
    parted = town.model_copy(update={"municipality": town.municipality.model_copy(update={"rules": rules})})
    (case,) = take_in(desk, listed(1))
    inbox.submit(sent("a", code=case.code, services=["cleaning", "personal-care"]))
    desk.take_in(AFTER)
    desk.exits.join_new(FORM, parted, AFTER)
    (held,) = desk.exits.read(EXIT)[0].choices
    assert (held.groups, held.services) == (("Städning", ""), ("cleaning", "personal-care"))


def test_letters_are_noted(desk: Desk) -> None:
    one, two = take_in(desk, listed(1), listed(2))
    assert desk.exits.note(EXIT, [one.id, two.id, one.id], "letter", "anna", BEFORE) == 2
    desk.exits.note(EXIT, [two.id], "undeliverable", "anna", AFTER)
    desk.exits.note(EXIT, [one.id], "reminder", "anna", AFTER)
    held = desk.exits.read(EXIT)
    noted = [(case.told_at, case.reminded_at, case.undeliverable_at) for case in held]
    assert noted == [(BEFORE, AFTER, None), (BEFORE, None, AFTER)]
    desk.exits.note(EXIT, [two.id], "deliverable", "anna", AFTER)
    assert desk.exits.read(EXIT)[1].undeliverable_at is None
    with pytest.raises(NoSuchAffected):
        desk.exits.note(EXIT, [one.id, "0" * 32], "letter", "anna", AFTER)
    assert acts(desk)[-4:] == ["exit_posted", "exit_undeliverable", "exit_reminded", "exit_deliverable"]


def test_which_days_a_letter_told_are_kept(desk: Desk, town: Content) -> None:
    one, _ = take_in(desk, listed(1), listed(2))
    desk.exits.note(EXIT, [one.id], "letter", "anna", BEFORE, town)
    told = town.providers["utforare-c"].agreement.last_day
    assert [case.told_day for case in desk.exits.read(EXIT)] == [told, None]
    assert [case.told_deadline for case in desk.exits.read(EXIT)] == [date(2027, 4, 19), None]
    desk.exits.note(EXIT, [one.id], "undeliverable", "anna", AFTER, town)
    take_in(desk, listed(1, hours=9), listed(2))
    assert desk.exits.read(EXIT)[0].told_day == told


@pytest.mark.parametrize("waits", ["not-wait", "call-me"])
def test_who_wants_a_call_and_no_place_in_the_queue_does_not_leave_it_to_the_municipality(
    inbox: Inbox, desk: Desk, town: Content, waits: str
) -> None:
    (case,) = take_in(desk, listed(1))
    inbox.submit(sent("a", code=case.code, queue=waits))
    desk.take_in(AFTER)
    assert desk.exits.join_new(FORM, town, AFTER) == 1
    (plan,) = desk.exits.planned(town, EXIT, date(2027, 4, 1)).plans
    assert (plan.status, plan.gap, plan.to_call) == ("call-me", "call-me", True)


def test_a_printed_letter_is_kept_with_the_day_it_tells(desk: Desk, town: Content) -> None:
    one, two = take_in(desk, listed(1), listed(2))
    told, other = Told(date(2027, 5, 1), date(2027, 4, 1)), date(2027, 5, 2)
    desk.exits.log_printed(EXIT, {one.id: told, two.id: replace(told, last_day=other)}, "anna", BEFORE)
    assert acts(desk)[-2:] == ["exit_letters", "exit_letters"]
    printed = desk.exits.printed(EXIT)
    assert printed[one.id] == Printed(BEFORE, told, reminder=False)
    assert desk.exits.printed(EXIT, reminder=True) == {}
    desk.exits.note(EXIT, [one.id, two.id], "letter", "anna", AFTER, town)
    assert [case.told_day for case in desk.exits.read(EXIT)] == [told.last_day, other]


def test_a_day_to_choose_that_a_letter_promised_is_never_lowered_by_a_later_letter(
    desk: Desk, town: Content
) -> None:
    (one,) = take_in(desk, listed(1))
    late = Told(date(2027, 5, 15), date(2027, 5, 3))
    for told in (late, Told(date(2027, 5, 1), date(2027, 4, 19))):
        desk.exits.log_printed(EXIT, {one.id: told}, "anna", BEFORE)
        desk.exits.note(EXIT, [one.id], "letter", "anna", BEFORE, town)
    assert [case.told_deadline for case in desk.exits.read(EXIT)] == [late.deadline]


def test_a_link_of_letters_without_their_days_is_read_as_days_that_are_not_known(
    desk: Desk, town: Content
) -> None:
    """The first Hemval that printed letters logged whose they were, and no days."""
    (one,) = take_in(desk, listed(1))
    with desk.logged("exit_letters", [named(EXIT), one.id], "anna", BEFORE):
        pass
    assert desk.exits.printed(EXIT) == {one.id: Printed(BEFORE, None)}
    desk.exits.note(EXIT, [one.id], "letter", "anna", AFTER, town)
    assert desk.exits.read(EXIT)[0].told_day == town.providers["utforare-c"].agreement.last_day


def test_an_act_on_what_another_has_changed_is_refused(desk: Desk, town: Content) -> None:
    one, two = take_in(desk, listed(1), listed(2))
    seen = Seen(EXIT, one.id, one.mark)
    desk.exits.note(EXIT, [two.id], "undeliverable", "bo", BEFORE)
    desk.exits.note(EXIT, [one.id], "undeliverable", "anna", BEFORE, seen=seen)
    before = acts(desk)
    appointed = Appointed((one.id,), "utforare-a")
    with pytest.raises(AffectedChanged):
        desk.exits.note(EXIT, [one.id], "deliverable", "bo", AFTER, seen=seen)
    with pytest.raises(AffectedChanged):
        desk.exits.appoint(town, EXIT, appointed, "bo", AFTER, [seen])
    with pytest.raises(AffectedChanged):
        desk.exits.tie(choice("a").id, one.id, FORM, None, "bo", AFTER, seen)
    with pytest.raises(AffectedChanged):
        desk.exits.untie(choice("a").id, "bo", AFTER, seen)
    with pytest.raises(NoSuchAffected):
        desk.exits.appoint(town, EXIT, appointed, "bo", AFTER, [Seen(EXIT, "0" * 32, one.mark)])
    assert acts(desk) == before
    held = desk.exits.read(EXIT)[0]
    desk.exits.appoint(town, EXIT, appointed, "bo", AFTER, [Seen(EXIT, one.id, held.mark)])


def test_a_run_stores_what_it_foresaw_and_a_second_one_nothing(desk: Desk, town: Content) -> None:
    take_in(desk, *(listed(n) for n in range(120)))
    with pytest.raises(RunTooEarly):
        desk.exits.run_defaults(town, EXIT, "anna", AFTER - DAY)
    told: list[tuple[int, int]] = []
    ran = desk.exits.run_defaults(town, EXIT, "anna", AFTER, lambda done, of: told.append((done, of)))
    assert (ran.stored, told) == (120, [(50, 120), (100, 120), (120, 120)])
    assert set(found(desk, town).values()) == {("default", "kommunens-hemtjanst")}
    assert desk.exits.run_defaults(town, EXIT, "anna", AFTER).stored == 0
    assert acts(desk).count("exit_run") == 3
    cases = desk.exits.read(EXIT)
    proved = proof(town, EXIT, cases, plans(town, EXIT, cases, AFTER.date()))
    assert (proved.references, proved.holds) == (120, True)
    assert all(one.outcome is not None and one.outcome.replayed == one.outcome for one in cases[0].settled)


def test_a_choice_that_comes_during_a_run_is_not_run_over(inbox: Inbox, desk: Desk, town: Content) -> None:
    cases = take_in(desk, *(listed(n) for n in range(60)))

    def a_choice_comes(done: int, _of: int) -> None:
        if done == 50:
            come(inbox, desk, sent("a", code=cases[55].code))

    assert desk.exits.run_defaults(town, EXIT, "anna", AFTER, a_choice_comes).stored == 59
    assert found(desk, town)["HEM-0055"] == ("chosen", "utforare-b")


def test_a_later_choice_wins_over_what_the_rule_gave(inbox: Inbox, desk: Desk, town: Content) -> None:
    (case,) = take_in(desk, listed(1))
    desk.exits.run_defaults(town, EXIT, "anna", AFTER)
    come(inbox, desk, sent("a", code=case.code))
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-b")}


def test_an_officer_appoints_for_all_of_them_or_none(desk: Desk, town: Content) -> None:
    one, two = take_in(desk, listed(1), listed(2, area="annan"))
    with pytest.raises(CannotAppoint) as refused:
        desk.exits.appoint(town, EXIT, Appointed((one.id, two.id), "utforare-a"), "anna", AFTER)
    assert refused.value.values == {"reference": "HEM-0002", "reason": "successor-other-area"}
    with pytest.raises(CannotAppoint):
        desk.exits.appoint(town, EXIT, Appointed((one.id,), "utforare-c"), "anna", AFTER)
    assert found(desk, town)["HEM-0001"] == ("not-yet", None)
    assert desk.exits.appoint(town, EXIT, Appointed((one.id,), "utforare-a"), "anna", AFTER) == 1
    assert found(desk, town)["HEM-0001"] == ("appointed", "utforare-a")
    assert acts(desk)[-1] == "exit_appointed"


def test_nobody_is_appointed_over_a_choice_that_can_be_met_or_for_help_that_is_not_given(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    one, two = take_in(desk, listed(1), listed(2))
    come(inbox, desk, sent("a", code=one.code))
    with pytest.raises(CannotAppoint, match="has-chosen"):
        desk.exits.appoint(town, EXIT, Appointed((two.id, one.id), "utforare-a"), "anna", AFTER)
    with pytest.raises(CannotAppoint, match="no-such-part"):
        desk.exits.appoint(town, EXIT, Appointed((two.id,), "utforare-a", "Städning"), "anna", AFTER)
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-b"), "HEM-0002": ("not-yet", None)}
    assert "exit_appointed" not in acts(desk)
    desk.protect(choice("a").id, 1, "anna", AFTER, on=True)
    assert desk.exits.appoint(town, EXIT, Appointed((one.id,), "utforare-a"), "anna", AFTER) == 1


def test_a_day_that_moved_is_seen_and_the_next_run_mends_it(desk: Desk, town: Content) -> None:
    take_in(desk, listed(1))
    desk.exits.run_defaults(town, EXIT, "anna", AFTER)
    later = with_last_day(town, "2027-05-31")
    (plan,) = plans(later, EXIT, desk.exits.read(EXIT), AFTER.date())
    assert plan.gap == "day-moved"
    assert desk.exits.run_defaults(later, EXIT, "anna", AFTER).stored == 1
    (plan,) = plans(later, EXIT, desk.exits.read(EXIT), AFTER.date())
    assert (plan.gap, plan.start and plan.start.isoformat()) == (None, "2027-06-01")


def with_last_day(town: Content, day: str) -> Content:
    one = town.providers["utforare-c"]
    agreement = one.agreement.model_validate({**one.agreement.model_dump(), "last_day": day})
    providers = {**town.providers, one.id: one.model_copy(update={"agreement": agreement})}
    return town.model_copy(update={"providers": providers})


def test_what_is_damaged_is_named_and_keeps_the_others_in_sight(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    cases = take_in(desk, *(listed(n) for n in range(4)))
    come(inbox, desk, sent("a", code=cases[1].code))
    desk.exits.run_defaults(town, EXIT, "anna", AFTER)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE affected SET sealed = x'00' WHERE id = ?", (cases[0].id,))
        connection.exec_driver_sql("UPDATE joined SET sealed = x'00' WHERE affected = ?", (cases[1].id,))
        connection.exec_driver_sql(
            "UPDATE settled SET sealed = (SELECT sealed FROM settled WHERE affected = ?) WHERE affected = ?",
            (cases[3].id, cases[2].id),
        )
    held = desk.exits.read(EXIT)
    assert read_register(desk.queue, desk.keys, EXIT) == held
    proved = proof(town, EXIT, held, plans(town, EXIT, held, AFTER.date()))
    assert proved.reasons == {"damaged": 3}
    assert {gap.reference for gap in proved.gaps} == {f"?{cases[0].id[:8]}", "HEM-0001", "HEM-0002"}


def test_a_damaged_choice_of_a_protected_person_still_protects(inbox: Inbox, desk: Desk) -> None:
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, sent("a", code=case.code))
    desk.protect(choice("a").id, 1, "anna", AFTER, on=True)
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE joined SET sealed = x'00'")
    (held,) = desk.exits.read(EXIT)
    assert (held.damaged, held.protected) == (True, True)
    assert not held.lost


def test_no_list_is_taken_in_while_nobody_can_read_who_somebody_is(inbox: Inbox, desk: Desk) -> None:
    """Taken in, the person would be gone and come anew, with another code and without the choice."""
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, sent("a", code=case.code))
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("UPDATE affected SET sealed = x'00'")
    with pytest.raises(AffectedDamaged):
        take_in(desk, listed(1))
    (held,) = desk.exits.read(EXIT)
    assert (held.id, held.lost, held.gone_at, len(held.choices)) == (case.id, True, None, 1)


def test_a_list_is_refused_while_an_exit_that_exits_yml_lost_holds_somebody_of_it(
    desk: Desk, town: Content
) -> None:
    """The exit was given another id: taken in anew, all would have other codes and no choice."""
    take_in(desk, listed(1))
    renamed = Exits.model_validate({"avslut-2027": town.exits.root[EXIT].model_dump()})
    lost = town.model_copy(update={"exits": renamed})
    seen = what_changes((), [listed(1)]).mark
    with pytest.raises(HeldElsewhere):
        desk.exits.take_in_list("avslut-2027", [listed(1)], seen, "anna", BEFORE, lost)
    assert desk.exits.unconfirmed(lost, BEFORE.date()) == (EXIT,)
    others = what_changes((), [listed(2)]).mark
    desk.exits.take_in_list("avslut-2027", [listed(2)], others, "anna", BEFORE, lost)


def test_in_two_exits_todays_provider_says_which_a_choice_is_of(inbox: Inbox, desk: Desk) -> None:
    """Ada goes from C to B, and B stops too."""
    (one,) = take_in(desk, listed(1))
    people = [listed(1, provider="utforare-b")]
    desk.exits.take_in_list("andra", people, what_changes((), people).mark, "anna", BEFORE)
    (two,) = desk.exits.read("andra")
    come(inbox, desk, sent("a", code=one.code))
    come(inbox, desk, sent("b", 1, code=two.code, today="utforare-b", provider="utforare-a"))
    come(inbox, desk, sent("c", 2, today="utforare-b", provider="kommunens-hemtjanst"))
    wishes = [[each.wishes for each in desk.exits.read(of)[0].choices] for of in (EXIT, "andra")]
    assert wishes == [[("utforare-b",)], [("utforare-a",), ("kommunens-hemtjanst",)]]


def test_who_has_something_damaged_is_appointed_for_and_what_is_damaged_next_is_named_again(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    (case,) = take_in(desk, listed(1))
    come(inbox, desk, sent("a", code=case.code))
    spoil(desk, "joined")
    assert gaps(desk, town) == {"damaged": 1}
    assert desk.exits.appoint(town, EXIT, Appointed((case.id,), "utforare-a"), "anna", AFTER) == 1
    assert (found(desk, town), gaps(desk, town)) == ({"HEM-0001": ("appointed", "utforare-a")}, {})
    come(inbox, desk, sent("b", 600, code=case.code))
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-b")}
    spoil(desk, "joined")
    assert gaps(desk, town) == {"damaged": 1}
    spoil(desk, "affected")
    with pytest.raises(NoSuchAffected):
        desk.exits.appoint(town, EXIT, Appointed((case.id,), "utforare-a"), "anna", AFTER)


def spoil(desk: Desk, table: str) -> None:
    with desk.queue.writing() as connection:
        connection.exec_driver_sql(f"UPDATE {table} SET sealed = x'00'")


def gaps(desk: Desk, town: Content) -> dict[Reason, int]:
    cases = desk.exits.read(EXIT)
    return dict(proof(town, EXIT, cases, plans(town, EXIT, cases, AFTER.date())).reasons)


def test_an_exit_is_confirmed_after_its_last_day_by_the_proof_and_as_it_was_seen(
    desk: Desk, town: Content
) -> None:
    one, two = take_in(desk, listed(1), listed(2))
    last = datetime(2027, 5, 15, 21, tzinfo=UTC)
    over = last + timedelta(hours=1)

    def confirmed(now: datetime, **said: object) -> None:
        desk.exits.confirm(town, EXIT, Confirmation(**said), "anna", now)

    with pytest.raises(ConfirmTooEarly):
        confirmed(last, outside=[one.id, two.id])
    with pytest.raises(GapsLeft):
        confirmed(over, outside=[one.id])
    seen = mark_of(desk.exits.planned(town, EXIT, over.date()).plans)
    desk.exits.appoint(town, EXIT, Appointed((two.id,), "utforare-a"), "anna", AFTER)
    with pytest.raises(ExitChanged):
        confirmed(over, outside=[one.id], seen=seen)
    assert desk.exits.end_of(EXIT) is None
    seen = mark_of(desk.exits.planned(town, EXIT, over.date()).plans)
    for _ in range(2):
        confirmed(over, outside=[one.id, two.id], seen=seen)
    with desk.queue.reading() as connection:
        rows = "SELECT rows FROM audit WHERE act = 'exit_confirmed'"
        links = list(connection.exec_driver_sql(rows).scalars())
    assert [json.loads(link) for link in links] == [[f"exit:{EXIT}", one.id]]


def test_an_ended_exit_changes_no_more_and_can_be_taken_back_for_a_day(desk: Desk, town: Content) -> None:
    with pytest.raises(ConfirmRefused):
        ended(desk, AFTER)
    (case,) = take_in(desk, listed(1))
    ended(desk, AFTER)
    ended(desk, AFTER)
    end = desk.exits.end_of(EXIT)
    assert end is not None
    assert (end.confirmed_by, end.can_undo(AFTER)) == ("anna", True)
    with pytest.raises(ExitConfirmed):
        desk.exits.run_defaults(town, EXIT, "anna", AFTER)
    with pytest.raises(ExitConfirmed):
        desk.exits.note(EXIT, [case.id], "letter", "anna", AFTER)
    with pytest.raises(ConfirmRefused):
        desk.exits.undo_confirm(EXIT, "anna", AFTER + DAY)
    desk.exits.undo_confirm(EXIT, "anna", AFTER)
    assert desk.exits.run_defaults(town, EXIT, "anna", AFTER).stored == 1
    assert acts(desk).count("exit_confirmed") == 1


def test_a_choice_that_has_ended_is_remembered_when_it_is_purged(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    one, two = take_in(desk, listed(1), listed(2))
    other = sent("b", code=two.code, **{"identity-number": "192711059820"})
    come(inbox, desk, sent("a", code=one.code), other)
    desk.step(choice("a").id, 1, "taken_over", "anna", AFTER)
    desk.step(choice("b").id, 1, "closed", "anna", AFTER)
    desk.protect(choice("a").id, 2, "anna", AFTER, on=True)
    assert desk.purge(RULE, "hemval", AFTER + 30 * DAY).rows == {"choice": 2}
    held: dict[str, Case] = {case.reference: case for case in desk.exits.read(EXIT)}
    assert [case.protected for case in held.values()] == [True, False]
    assert [case.choices[0].closed for case in held.values()] == [False, True]
    assert found(desk, town)["HEM-0001"] == ("protected", None)


@pytest.mark.parametrize("end", ["withdrawn", "closed"])
def test_what_counts_and_who_is_protected_is_not_changed_by_a_purge(
    inbox: Inbox, desk: Desk, town: Content, end: str
) -> None:
    """Were the newest of Ada's forgotten, the older one that it took the place of would come back."""
    one, two = take_in(desk, listed(1), listed(2))
    newer = sent("b", 600, code=one.code, provider="utforare-a")
    other = sent("c", code=two.code, **{"identity-number": "192711059820"})
    come(inbox, desk, sent("a", code=one.code), newer, other)
    desk.step(choice("b").id, 1, "withdrawn", "anna", AFTER)
    desk.protect(choice("c").id, 1, "anna", AFTER, on=True)
    desk.step(choice("c").id, 2, end, "anna", AFTER)
    before = desk.exits.read(EXIT)
    assert found(desk, town) == {"HEM-0001": ("not-yet", None), "HEM-0002": ("protected", None)}
    assert desk.purge(RULE, "hemval", AFTER + 30 * DAY).rows == {"choice": 2}
    assert desk.exits.read(EXIT) == before


def test_a_choice_that_was_registered_is_not_lost_when_the_provider_is_full_later(
    inbox: Inbox, desk: Desk, town: Content
) -> None:
    one, two = take_in(desk, listed(1), listed(2))
    come(inbox, desk, sent("a", code=one.code))
    desk.take_over(choice("a").id, 1, "anna", AFTER, town)
    later = without_room(town, "utforare-b")
    other = {"identity-number": "192711059820", "name": "Bo"}
    come(inbox, desk, sent("b", code=two.code, **other))
    assert desk.exits.run_defaults(later, EXIT, "anna", AFTER).stored == 1
    mine = {"HEM-0001": ("chosen", "utforare-b"), "HEM-0002": ("default", "kommunens-hemtjanst")}
    assert found(desk, later) == mine
    desk.purge(RULE, "hemval", AFTER + 30 * DAY)
    assert found(desk, later) == mine


def without_room(town: Content, provider: str) -> Content:
    full = Rooms.model_validate({provider: {"state": "closed", "as_of": "2027-04-19"}}).root
    return town.model_copy(update={"rooms": Rooms.model_construct(root={**town.rooms.root, **full})})


def test_an_ended_exit_goes_when_its_days_have_passed(
    inbox: Inbox, desk: Desk, places: Places, town: Content
) -> None:
    cases = take_in(desk, *(listed(n) for n in range(3)))
    come(inbox, desk, sent("a", code=cases[0].code))
    desk.exits.run_defaults(town, EXIT, "anna", AFTER)
    ended(desk, AFTER)
    pieces = pieces_of(desk)
    assert pieces[0] in all_bytes(places)
    assert desk.purge(RULE, "hemval", AFTER + 29 * DAY).rows == {}
    assert len(desk.exits.read(EXIT)) == 3
    assert desk.purge(RULE, "hemval", AFTER + 30 * DAY).rows == {EXIT: 3}
    assert desk.exits.read(EXIT) == ()
    assert [(one.month, one.form, one.rows) for one in desk.tally()] == [("2027-04", EXIT, 3)]
    assert acts(desk)[-1] == "exit_purge"
    with desk.queue.reading() as connection:
        for table in ("affected", "joined", "settled"):
            assert connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() == 0
    assert desk.gone_without_purge() == ()
    left = all_bytes(places)
    assert not [piece for piece in pieces if piece in left]


def pieces_of(desk: Desk) -> list[bytes]:
    """Return parts of every seal of an exit: one found in a file is something that was left."""
    seals: list[bytes] = []
    with desk.queue.reading() as connection:
        for table in ("affected", "joined", "settled"):
            seals += connection.exec_driver_sql(f"SELECT sealed FROM {table}").scalars()
    return [sealed[at : at + 32] for sealed in seals for at in range(512, len(sealed) - 32, 128)]


def all_bytes(places: Places) -> bytes:
    return b"".join(path.read_bytes() for path in places.officers.iterdir() if "queue" in path.name)


def test_the_register_opens_a_seal_once(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = take_in(desk, listed(1), listed(2))
    opened: list[object] = []
    monkeypatch.setattr("hemval.queue.desk.exits.register.open_inside", lambda *given: opened.append(given))
    assert desk.exits.read(EXIT) == before
    assert opened == []


def test_a_choice_of_an_unknown_person_is_told_by_the_name(inbox: Inbox, desk: Desk, town: Content) -> None:
    (case,) = take_in(desk, listed(1))
    unnumbered = {"identity-number": "_declined"}
    come(inbox, desk, sent("a", 1, code=case.code, **unnumbered))
    come(inbox, desk, sent("b", 2, code=case.code, name="ADA  EK", provider="utforare-a", **unnumbered))
    assert found(desk, town) == {"HEM-0001": ("chosen", "utforare-a")}
    (held,) = desk.exits.read(EXIT)
    assert replace(held.choices[0], submission="").name == held.choices[1].name
