"""Who helps from the day after, one person after another: the examples, and what can happen."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hemval.content.room import Rooms
from hemval.content.whole import Content
from hemval.handover.exit_told import why_and_advice
from hemval.rules.exits.case import Case, Joined, Settled
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.plans import most_urgent_first, plans
from hemval.rules.exits.progress import progress, without_help
from hemval.rules.exits.proof import proof
from hemval.rules.exits.run import foreseen
from tests.rules.exits import (
    EXIT,
    LAST_DAY,
    RUN,
    SENT,
    TODAY,
    affected,
    choice,
    example,
    exits,
    run_of,
    stored,
)
from tests.rules.samples import rule_set, told

HOME = "kommunens-hemtjanst"
MAY_15, MAY_16 = date(2027, 5, 15), date(2027, 5, 16)
BOTH = ("service", "personal-care")


@pytest.fixture(scope="module")
def krokom() -> Content:
    return example("krokom", "utforare-c").model_copy(
        update={"exits": exits("utforare-c", deadline="2027-04-19")}
    )


@pytest.fixture(scope="module")
def orebro() -> Content:
    return example("orebro", "utforare-a", "utforare-b", "utforare-c")


def plan_of(content: Content, case: Case, today: date = TODAY) -> Plan:
    (plan,) = plans(content, EXIT, [case], today)
    return plan


def test_krokom_who_chooses_and_who_does_not_have_help_from_16_may(krokom: Content) -> None:
    chose = affected(1, "utforare-c", choice(1, "utforare-b"))
    silent = affected(2, "utforare-c")
    first, second = plans(krokom, EXIT, [silent, chose], TODAY)
    assert (first.status, first.provider, first.start, first.gap) == ("chosen", "utforare-b", MAY_16, None)
    assert (second.status, second.provider, second.gap) == ("not-yet", None, "to-run")
    run = run_of(krokom, [chose, silent])
    assert [(one.plan.reference, one.helper, one.outcome.result.start) for one in run.given] == [
        ("A-0002", HOME, MAY_16)
    ]
    assert run.by_provider == {HOME: 1}
    _, second = plans(krokom, EXIT, stored([chose, silent], run.given), TODAY)
    assert (second.status, second.provider, second.start, second.gap) == ("default", HOME, MAY_16, None)
    assert "no-wish" in told(second.reasons)


def test_when_the_time_is_over_it_is_said_whom_the_rule_finds_nobody_for(
    krokom: Content, orebro: Content
) -> None:
    before, after = date(2027, 1, 11), date(2027, 1, 12)
    silent = affected(1, "utforare-a")
    assert [plan_of(orebro, silent, day).gap for day in (before, after)] == ["not-yet", "must-appoint"]
    # Nobody of the example is approved for it in the area.
    nowhere = affected(2, "utforare-c", area="nowhere")
    assert [plan_of(krokom, nowhere, day).gap for day in (date(2027, 4, 19), TODAY)] == ["not-yet", "nobody"]
    assert plan_of(krokom, nowhere).reasons
    given = plan_of(krokom, affected(3, "utforare-c"))
    assert (given.gap, given.helper, given.outcome) == ("to-run", None, None), (
        "what is not stored is not told"
    )


def test_krokom_the_run_is_due_on_the_day_after_the_deadline(krokom: Content) -> None:
    run = run_of(krokom, [])
    assert not run.is_due(date(2027, 4, 19))
    assert run.is_due(date(2027, 4, 20))


def test_orebro_the_municipality_appoints_whoever_does_not_choose(orebro: Content) -> None:
    cases = [affected(1, "utforare-a", choice(1, "utforare-d")), affected(2, "utforare-b")]
    run = foreseen(orebro, EXIT, cases, SENT)
    assert run.given == ()
    assert [(one.plan.reference, one.why) for one in run.unplaced] == [("A-0002", "must-appoint")]
    appointed = Settled("appointed", SENT, "anna", date(2027, 1, 31), date(2027, 2, 1), "utforare-d")
    plan = plan_of(orebro, replace(cases[1], settled=(appointed,)))
    assert (plan.status, plan.provider, plan.start, plan.gap) == (
        "appointed", "utforare-d", date(2027, 2, 1), None
    )  # fmt: skip


def test_each_goes_by_the_last_day_of_their_own_provider(krokom: Content) -> None:
    earlier = with_last_day(krokom, "utforare-b", "2027-03-31").model_copy(
        update={"exits": exits("utforare-b", "utforare-c")}
    )
    cases = [affected(1, "utforare-b"), affected(2, "utforare-c")]
    run = foreseen(earlier, EXIT, cases, SENT)
    assert [one.outcome.result.start for one in run.given] == [date(2027, 4, 1), MAY_16]


def with_last_day(content: Content, identity: str, last_day: str | None) -> Content:
    one = content.providers[identity]
    day = date.fromisoformat(last_day) if last_day else None
    agreement = one.agreement.model_copy(update={"last_day": day, "end": "leaves" if day else None})
    changed = one.model_copy(update={"agreement": agreement})
    return content.model_copy(update={"providers": {**content.providers, identity: changed}})


def test_a_later_valid_choice_wins_over_an_older_and_over_the_rule(krokom: Content) -> None:
    silent = affected(1, "utforare-c")
    (case,) = stored([silent], run_of(krokom, [silent]).given)
    same = {"person": "the same"}
    first = choice(1, "utforare-a", **same)
    later = choice(2, "utforare-b", **same)
    assert plan_of(krokom, replace(case, choices=(later, first))).provider == "utforare-b"
    taken_back = replace(later, withdrawn=SENT + timedelta(days=3))
    assert plan_of(krokom, replace(case, choices=(first, taken_back))).provider == HOME
    assert (
        plan_of(krokom, replace(case, choices=(first, replace(later, closed=True)))).provider == "utforare-a"
    )


def test_a_choice_that_comes_when_somebody_helps_already_is_an_ordinary_switch(krokom: Content) -> None:
    silent = affected(1, "utforare-c")
    (case,) = stored([silent], run_of(krokom, [silent]).given)
    late = choice(1, "utforare-b", received=SENT + timedelta(days=90))
    plan = plan_of(krokom, replace(case, choices=(late,)))
    assert (plan.status, plan.provider, plan.start) == ("default", HOME, MAY_16)
    nobody_helps = plan_of(krokom, replace(silent, choices=(late,)))
    assert (nobody_helps.status, nobody_helps.gap) == ("chosen", "late")


def test_a_switch_after_the_last_day_leaves_who_was_chosen_before(krokom: Content) -> None:
    same = {"person": "the same"}
    first = choice(1, "utforare-b", **same)
    later = choice(2, "utforare-a", received=SENT + timedelta(days=90), **same)
    plan = plan_of(krokom, affected(1, "utforare-c", first, later), later.received.date())
    assert (plan.provider, plan.start, plan.gap) == ("utforare-b", MAY_16, None)
    undecided = plan_of(krokom, affected(1, "utforare-c", replace(first, wishes=()), later))
    assert (undecided.provider, undecided.gap) == ("utforare-a", "late")


def test_choices_of_different_persons_are_seen_also_when_somebody_is_stored(krokom: Content) -> None:
    silent = affected(1, "utforare-c")
    (given,) = stored([silent], run_of(krokom, [silent]).given)
    two = [choice(n, "utforare-a", received=RUN + timedelta(hours=n)) for n in (1, 2)]
    contested = replace(given, choices=tuple(two))
    plan = plan_of(krokom, contested)
    assert (plan.status, plan.helper, plan.gap) == ("contested", HOME, None)
    assert run_of(krokom, [contested]).given == ()
    at = RUN + timedelta(hours=3)
    appointed = replace(contested, settled=(Settled("appointed", at, "anna", MAY_15, MAY_16, HOME),))
    assert plan_of(krokom, appointed).status == "appointed"


def test_a_code_that_two_have_used_counts_for_nobody_until_an_officer_says_whose_it_is(
    krokom: Content,
) -> None:
    hers, another = choice(1, "utforare-a"), choice(2, "utforare-b")
    case = affected(1, "utforare-c", hers, another)
    plan = plan_of(krokom, case)
    assert (plan.status, plan.gap, plan.provider) == ("contested", "contested", None)
    run = run_of(krokom, [case])
    assert (run.given, run.unplaced, [one.status for one in run.skipped]) == ((), (), ["contested"])
    tied = replace(hers, tied_by="anna")
    plan = plan_of(krokom, replace(case, choices=(tied, another)))
    assert (plan.status, plan.provider) == ("chosen", "utforare-a")
    assert (
        plan_of(krokom, replace(case, choices=(hers, replace(another, closed=True)))).provider == "utforare-a"
    )


def test_a_newer_choice_that_may_be_the_persons_is_asked_about_after_an_officer_tied_one(
    krokom: Content,
) -> None:
    paper = choice(
        1, "utforare-a", person="", name="ada ek", tied_by="anna", tied_at=SENT + timedelta(days=2)
    )
    newer = choice(5000, "utforare-b", person="", name="ek, ada")
    assert newer.received > SENT + timedelta(days=2)
    plan = plan_of(krokom, affected(1, "utforare-c", paper, newer))
    assert (plan.status, plan.helper) == ("contested", None)
    heard = replace(newer, received=SENT + timedelta(days=1))
    plan = plan_of(krokom, affected(1, "utforare-c", paper, heard))
    assert (plan.status, plan.helper) == ("chosen", "utforare-a")
    tied = replace(newer, tied_by="anna", tied_at=SENT + timedelta(days=5))
    assert plan_of(krokom, affected(1, "utforare-c", paper, tied)).helper == "utforare-b"


def test_who_writes_no_number_is_known_by_name(krokom: Content) -> None:
    unnamed = {"person": "", "name": "åsa öst"}
    case = affected(1, "utforare-c", choice(1, "utforare-a", **unnamed), choice(2, "utforare-b", **unnamed))
    assert plan_of(krokom, case).provider == "utforare-b"
    nameless = {"person": "", "name": ""}
    case = affected(1, "utforare-c", choice(1, "utforare-a", **nameless), choice(2, "utforare-b", **nameless))
    assert plan_of(krokom, case).status == "contested"


def test_a_protected_person_is_handled_by_telephone_and_nobody_reads_who_helps(krokom: Content) -> None:
    case = affected(1, "utforare-c", choice(1, "utforare-a", protected=True))
    plan = plan_of(krokom, case)
    assert (plan.status, plan.gap, plan.provider, plan.outcome) == ("protected", "protected", None, None)
    assert not plan.to_remind
    run = run_of(krokom, [case])
    assert (run.given, [one.status for one in run.skipped]) == ((), ["protected"])
    appointed = Settled(
        "appointed", RUN, "anna", MAY_15, MAY_16, "utforare-a", choice=case.choices[0].submission
    )
    plan = plan_of(krokom, replace(case, settled=(appointed,)))
    assert (plan.status, plan.gap, plan.provider, plan.helper, plan.start) == (
        "protected", None, None, None, MAY_16
    )  # fmt: skip


def test_what_the_rule_gave_before_a_case_was_protected_is_no_help_until_an_officer_appoints(
    krokom: Content,
) -> None:
    asks = choice(1)
    case = affected(1, "utforare-c", asks)
    (given,) = stored([case], run_of(krokom, [case]).given)
    marked = replace(given, choices=(replace(asks, protected=True),))
    made = plans(krokom, EXIT, [marked], TODAY)
    assert [(plan.status, plan.gap) for plan in made] == [("protected", "protected")]
    assert proof(krokom, EXIT, [marked], made).reasons == {"protected": 1}
    appointed = replace(marked, settled=(Settled("appointed", RUN, "anna", MAY_15, MAY_16, HOME),))
    assert proof(krokom, EXIT, [appointed], plans(krokom, EXIT, [appointed], TODAY)).holds


@pytest.mark.parametrize("case", [affected(1, "utforare-a"), affected(1, "utforare-c", damaged=True)])
def test_a_protected_person_is_hidden_whatever_else_is_wrong(krokom: Content, case: Case) -> None:
    plain, hidden = (
        plan_of(krokom, replace(case, choices=(choice(1, "utforare-b", protected=on),)))
        for on in (False, True)
    )
    assert (plain.status, hidden.status) == ("not-yet", "protected")
    assert plain.gap == hidden.gap


def test_who_waits_for_a_full_provider_has_somebody_meanwhile(krokom: Content) -> None:
    full = with_room(krokom, "utforare-b", {"state": "queue", "as_of": "2026-11-18"})
    case = affected(1, "utforare-c", choice(1, "utforare-b"))
    plan = plan_of(full, case)
    assert (plan.status, plan.waits_for, plan.meanwhile, plan.helper, plan.gap) == (
        "waits", "utforare-b", HOME, HOME, None
    )  # fmt: skip
    run = run_of(full, [case])
    assert run.by_provider == {HOME: 1}
    (kept,) = stored([case], run.given)
    assert plan_of(full, kept).status == "waits"
    assert run_of(full, [kept]).given == ()


@pytest.mark.parametrize("state", ["queue", "closed"])
def test_who_is_registered_somewhere_has_that_place_whatever_is_full_since(
    krokom: Content, state: str
) -> None:
    full = with_room(krokom, "utforare-b", {"state": state, "as_of": "2027-04-01"})
    wishes = ("utforare-a", "utforare-b")
    case = affected(1, "utforare-c", choice(1, *wishes, given="utforare-b"))
    plan = plan_of(full, case)
    assert (plan.status, plan.provider, plan.start, plan.gap) == ("chosen", "utforare-b", MAY_16, None)
    assert run_of(full, [case]).given == ()
    stops = with_last_day(full, "utforare-b", "2027-05-15")
    assert plan_of(stops, case).provider == "utforare-a"


def test_a_place_in_a_queue_that_became_a_place_takes_the_place_of_who_helps_meanwhile(
    krokom: Content,
) -> None:
    full = with_room(krokom, "utforare-b", {"state": "queue", "as_of": "2027-04-01"})
    case = affected(1, "utforare-c", choice(1, "utforare-b"))
    (waits,) = stored([case], run_of(full, [case]).given)
    accepted = replace(waits, choices=(replace(case.choices[0], given="utforare-b"),))
    plan = plan_of(full, accepted)
    assert (plan.status, plan.provider) == ("chosen", "utforare-b")


def with_room(content: Content, identity: str, room: dict[str, object]) -> Content:
    held = {**{name: one.model_dump() for name, one in content.rooms.root.items()}, identity: room}
    return content.model_copy(update={"rooms": Rooms.model_validate(held)})


def test_a_ceiling_is_kept_across_the_choices_in_the_order_they_came(krokom: Content) -> None:
    """Utförare A has room for a hundred hours: two of forty go in, the third waits, one of twenty goes in."""
    wants = [(3, 40), (1, 40), (2, 40), (4, 20)]
    cases = [affected(n, "utforare-c", choice(n, "utforare-a"), hours=hours) for n, hours in wants]
    found = {plan.reference: plan.status for plan in plans(krokom, EXIT, cases, TODAY)}
    assert found == {"A-0001": "chosen", "A-0002": "chosen", "A-0003": "waits", "A-0004": "chosen"}


def test_a_statement_about_room_from_after_the_start_has_the_hours_already(krokom: Content) -> None:
    known = {"state": "open", "granted_hours": 700, "ceilings": [{"hours": 800, "told": "2026-03-01"}]}
    after = with_room(krokom, "utforare-a", {**known, "as_of": "2027-05-20"})
    cases = [affected(n, "utforare-c", choice(n, "utforare-a"), hours=60) for n in (1, 2)]
    assert [plan.status for plan in plans(after, EXIT, cases, TODAY)] == ["chosen", "chosen"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda content: with_last_day(content, "utforare-c", "2027-05-31"), "day-moved"),
        (lambda content: with_last_day(content, HOME, "2027-05-15"), "successor-stops"),
        (lambda content: with_areas(content, HOME, ["soder"]), "successor-other-area"),
        (lambda content: with_services(content, HOME, ["service"]), "successor-other-service"),
        (lambda content: without(content, HOME), "successor-unknown"),
    ],
)
def test_what_is_stored_and_holds_no_more_is_named_and_given_anew(
    krokom: Content, change, fault: str
) -> None:
    silent = affected(1, "utforare-c", area="hela-kommunen", services=BOTH)
    (case,) = stored([silent], run_of(krokom, [silent]).given)
    changed = change(krokom)
    plan = plan_of(changed, case)
    assert (plan.status, plan.gap) == ("default", fault)
    run = run_of(changed, [case])
    if fault == "day-moved":
        assert [(one.replaces, one.outcome.result.start) for one in run.given] == [(fault, date(2027, 6, 1))]
        assert plan_of(changed, *stored([case], run.given)).gap is None
    else:
        assert [one.why for one in run.unplaced] == ["nobody"]


def with_areas(content: Content, identity: str, areas: list[str]) -> Content:
    return _with_agreement(content, identity, areas=tuple(areas))


def with_services(content: Content, identity: str, services: list[str]) -> Content:
    return _with_agreement(content, identity, approved_for=tuple(services))


def _with_agreement(content: Content, identity: str, **update: object) -> Content:
    one = content.providers[identity]
    changed = one.model_copy(update={"agreement": one.agreement.model_copy(update=update)})
    return content.model_copy(update={"providers": {**content.providers, identity: changed}})


def without(content: Content, identity: str) -> Content:
    left = {name: one for name, one in content.providers.items() if name != identity}
    return content.model_copy(update={"providers": left})


def test_a_wish_for_one_that_leaves_too_is_no_successor(krokom: Content) -> None:
    both = with_last_day(krokom, "utforare-b", "2027-05-15")
    case = affected(1, "utforare-c", choice(1, "utforare-b"))
    plan = plan_of(both, case)
    assert (plan.status, plan.gap) == ("unmet", "to-run")
    assert "wish-hindered:utforare-b:stops" in told(plan.reasons)
    assert [one.helper for one in run_of(both, [case]).given] == [HOME]


def test_an_area_that_nobody_serves_has_nobody_and_it_is_said(krokom: Content) -> None:
    narrow = krokom
    for name in (HOME, "utforare-a", "utforare-b"):
        narrow = with_areas(narrow, name, ["annan"])
    case = affected(1, "utforare-c", area="hela-kommunen")
    assert [(one.plan.reference, one.why) for one in run_of(narrow, [case]).unplaced] == [
        ("A-0001", "nobody")
    ]


def test_without_a_last_day_or_in_no_exit_nothing_is_said_to_hold(krokom: Content) -> None:
    assert plan_of(with_last_day(krokom, "utforare-c", None), affected(1, "utforare-c")).gap == "no-last-day"
    assert plan_of(krokom, affected(1, "utforare-a")).gap == "not-in-exit"
    assert plan_of(krokom, affected(1, "utforare-c", damaged=True)).gap == "damaged"
    gone = plan_of(krokom, affected(1, "utforare-c", gone_at=SENT))
    assert (gone.status, gone.gap) == ("gone", None)


def test_who_asks_the_municipality_to_decide_or_to_call_is_not_reminded(krokom: Content) -> None:
    day = date(2027, 4, 19)
    for answer, heard in (
        (choice(1), "left-to-rule"),
        (choice(1, kind="call-me"), "call-me"),
        (choice(1, kind="switch"), "call-me"),
        (choice(1, "utforare-c"), "unmet"),
    ):
        answered = plan_of(krokom, affected(1, "utforare-c", answer), day)
        assert (answered.status, answered.gap, answered.to_remind) == (heard, heard, False)
        assert answered.is_urgent == answered.to_call == (heard != "left-to-rule")
        over = plan_of(krokom, affected(1, "utforare-c", answer))
        assert (over.status, over.gap) == (heard, "to-run")
    assert plan_of(krokom, affected(1, "utforare-c"), day).to_remind
    assert not plan_of(krokom, affected(1, "utforare-c")).to_remind, "the time to choose is over"
    assert not plan_of(krokom, affected(1, "utforare-c", undeliverable_at=SENT), day).to_remind


def test_who_chose_a_full_provider_is_told_as_waiting_and_keeps_the_place_whoever_helps(
    orebro: Content,
) -> None:
    case = affected(1, "utforare-a", choice(1, "utforare-e", received=datetime(2026, 12, 1, 9, tzinfo=UTC)))
    before, after = (plan_of(orebro, case, day) for day in (date(2027, 1, 11), date(2027, 1, 12)))
    assert [(one.status, one.waits_for, one.gap, one.to_remind) for one in (before, after)] == [
        ("waits", "utforare-e", "alone", False),
        ("waits", "utforare-e", "must-appoint", False),
    ]

    def appointed(provider: str) -> Case:
        days = date(2027, 1, 31), date(2027, 2, 1)
        return replace(case, settled=(Settled("appointed", RUN, "anna", *days, provider),))

    held = appointed("utforare-d")
    plan = plan_of(orebro, held)
    assert (plan.status, plan.waits_for, plan.helper, plan.gap) == (
        "waits", "utforare-e", "utforare-d", None
    )  # fmt: skip
    assert proof(orebro, EXIT, [held], [plan]).holds
    assert plan_of(orebro, appointed("utforare-e")).status == "appointed", "who has it waits for nobody"
    room = with_room(orebro, "utforare-e", {"state": "open", "as_of": "2026-11-18"})
    assert (plan_of(room, held).status, plan_of(room, held).provider) == ("chosen", "utforare-e")
    protected = replace(held, choices=(replace(held.choices[0], protected=True),))
    assert plan_of(orebro, protected).gap is None, "the wait makes an appointment no less"


def test_services_chosen_apart_have_a_plan_each(krokom: Content) -> None:
    apart = [
        {"name": {"sv": "Hemmet", "en": "The home"}, "services": ["service"]},
        {"name": {"sv": "Omvårdnad", "en": "Care"}, "services": ["personal-care"]},
    ]
    rules = rule_set(
        no_choice={"kind": "one-provider", "provider": HOME}, ranked_choices=1, chosen_apart=apart
    )
    content = krokom.model_copy(
        update={"municipality": krokom.municipality.model_copy(update={"rules": (rules,)})}
    )
    same = {"person": "the same"}
    home = choice(1, "utforare-a", groups=("Hemmet",), **same)
    case = affected(1, "utforare-c", home, choice(2, groups=("Omvårdnad",), **same), services=BOTH, hours=7)
    first, second = plans(content, EXIT, [case], TODAY)
    assert (first.group, first.status, first.provider) == ("Hemmet", "chosen", "utforare-a")
    assert (second.group, second.status) == ("Omvårdnad", "left-to-rule")
    assert progress([first, second], TODAY).count("left-to-rule") == 1
    (kept,) = stored([case], run_of(content, [case]).given)
    assert [plan.helper for plan in plans(content, EXIT, [kept], TODAY)] == ["utforare-a", HOME]
    run = run_of(content, [affected(1, "utforare-c", services=BOTH)])
    assert (len(run.given), run.persons, run.by_provider, run.without_hours) == (2, 1, {HOME: 1}, 1)
    unknown = affected(1, "utforare-c", home, choice(3, "utforare-b", groups=("Omvårdnad",), **same))
    assert [plan.provider for plan in plans(content, EXIT, [unknown], TODAY)] == ["utforare-a", "utforare-b"]


def parted(content: Content, *groups: tuple[str, str]) -> Content:
    """Make the services of each named group chosen apart."""
    apart = [{"name": {"sv": name, "en": name}, "services": [service]} for name, service in groups]
    rules = rule_set(no_choice={"kind": "one-provider", "provider": HOME}, chosen_apart=apart)
    municipality = content.municipality.model_copy(update={"rules": (rules,)})
    return content.model_copy(update={"municipality": municipality})


def of_group(n: int, wish: str, group: str, service: str) -> Joined:
    return choice(n, wish, groups=(group,), services=(service,), person="the same")


@pytest.mark.parametrize("services", [("cleaning", "personal-care"), ()])
def test_what_no_group_has_is_chosen_apart_from_the_groups(krokom: Content, services: list[str]) -> None:
    content = parted(krokom, ("Städning", "cleaning"))
    mine = (
        of_group(1, "utforare-a", "Städning", "cleaning"),
        of_group(2, "utforare-b", "", "personal-care"),
    )
    found = plans(content, EXIT, [affected(1, "utforare-c", *mine, services=services)], TODAY)
    assert {plan.group: plan.provider for plan in found} == {"Städning": "utforare-a", "": "utforare-b"}


def test_a_group_with_another_name_keeps_what_was_chosen_and_stored(krokom: Content) -> None:
    content = parted(krokom, ("Städning", "cleaning"), ("Omvårdnad", "personal-care"))
    renamed = parted(krokom, ("Städhjälp", "cleaning"), ("Omvårdnad", "personal-care"))
    mine = of_group(1, "utforare-a", "Omvårdnad", "personal-care")
    case = affected(1, "utforare-c", mine, services=("cleaning", "personal-care"))
    (kept,) = stored([case], run_of(content, [case]).given)
    assert run_of(renamed, [kept]).given == ()
    assert [plan.helper for plan in plans(renamed, EXIT, [kept], TODAY)] == ["utforare-a", HOME]
    other = affected(1, "utforare-c", of_group(1, "utforare-a", "Städning", "cleaning"), services=BOTH)
    assert {plan.group: plan.helper for plan in plans(renamed, EXIT, [other], TODAY)} == {
        "Städhjälp": "utforare-a", "Omvårdnad": None, "": None
    }  # fmt: skip


def test_an_appointment_for_all_help_is_kept_when_the_list_tells_which(krokom: Content) -> None:
    kept = Settled("appointed", RUN, "anna", MAY_15, MAY_16, "utforare-a")
    case = affected(1, "utforare-c", settled=(kept,), services=("cleaning", "personal-care"))
    content = parted(krokom, ("Städning", "cleaning"), ("Omvårdnad", "personal-care"))
    assert run_of(content, [case]).given == ()
    assert [plan.helper for plan in plans(content, EXIT, [case], TODAY)] == ["utforare-a"] * 2


def test_where_the_municipality_appoints_it_is_said_too_that_somebody_was_never_asked(
    orebro: Content,
) -> None:
    cases = [affected(1, "utforare-a"), affected(2, "utforare-a", told_at=SENT)]
    late = orebro.exits.root[EXIT].deadline + timedelta(days=1)
    found = plans(orebro, EXIT, cases, late)
    assert [(plan.gap, plan.unasked) for plan in found] == [
        ("must-appoint", "no-letter-appoint"),
        ("must-appoint", None),
    ]
    why, advice = why_and_advice(found[0].unasked)
    assert (why, advice.partition(",")[0]) == (
        "Har inte fått något brev, och kommunen ska utse en utförare",
        "Ring personen",
    )


def test_who_got_no_letter_was_not_asked_once_letters_are_out(krokom: Content) -> None:
    cases = [
        affected(1, "utforare-c"),
        affected(2, "utforare-c", told_at=SENT),
        affected(3, "utforare-c", choice(3)),
        affected(4, "utforare-c", undeliverable_at=SENT),
        affected(5, "utforare-c", choice(5, protected=True)),
    ]

    def unasked(today: date) -> list[str | None]:
        return [plan.unasked for plan in plans(krokom, EXIT, cases, today)]

    assert unasked(date(2026, 10, 31)) == [None, None, None, "returned", None]
    assert unasked(date(2026, 11, 1)) == ["no-letter", None, None, "returned", None]
    assert unasked(TODAY) == ["no-letter-late", None, None, None, None]
    assert [plan.reference for plan in run_of(krokom, cases).without_letter] == ["A-0001"]
    assert unasked(LAST_DAY + timedelta(days=1)) == [None] * 5, "somebody is to help first"
    found = plans(krokom, EXIT, cases, LAST_DAY)
    assert without_help(found) == (0, None)
    assert without_help(plans(krokom, EXIT, cases, LAST_DAY + timedelta(days=1))) == (
        5,
        LAST_DAY + timedelta(days=1),
    )


def test_whom_an_officer_decided_on_the_rule_gives_no_other(krokom: Content) -> None:
    appointed = Settled("appointed", RUN, "anna", MAY_15, MAY_16, "utforare-a")
    case = affected(1, "utforare-c", settled=(appointed,))
    moved = with_last_day(krokom, "utforare-c", "2027-05-31")
    run = run_of(moved, [case])
    assert run.given == ()
    assert [(one.why, one.plan.gap, one.plan.provider) for one in run.unplaced] == [
        ("must-appoint", "day-moved", "utforare-a")
    ]


def test_who_is_at_risk_comes_first(krokom: Content) -> None:
    cases = [
        affected(1, "utforare-c", choice(1, "utforare-a")),
        affected(2, "utforare-c"),
        affected(3, "utforare-c", undeliverable_at=SENT),
    ]
    before = plans(krokom, EXIT, cases, date(2027, 3, 1))
    assert [(plan.reference, plan.at_risk) for plan in most_urgent_first(before)] == [
        ("A-0003", False), ("A-0002", False), ("A-0001", False)
    ]  # fmt: skip
    after = plans(krokom, EXIT, cases, date(2027, 4, 20))
    assert [plan.at_risk for plan in after] == [False, True, True]
    told_of = progress(after, date(2027, 4, 20))
    assert (told_of.affected, told_of.gaps, told_of.undeliverable, told_of.days_left) == (3, 2, 1, 25)
