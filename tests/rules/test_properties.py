"""What holds of every case: somebody helps, nobody is favoured, and the same comes to the same."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from hemval.content.no_choice import Appointed
from hemval.rules.candidate import can_go_on, helps_on, verdict_on
from hemval.rules.lead_time import earliest_start
from hemval.rules.outcome import Outcome, judged
from hemval.rules.reason import Reason
from hemval.rules.situation import Inputs, narrowed
from hemval.rules.working_days import may_start
from tests.rules.cases import CASES, IDS, checked

ONE_DAY = timedelta(days=1)


def codes(outcome: Outcome) -> list[str]:
    return [one.code for one in outcome.result.reasons]


@checked
@given(CASES)
def test_nobody_is_without_a_provider(case):
    outcome = judged(case)
    result = outcome.result
    helps = result.provider or result.meanwhile
    assert result.appoint is (helps is None)
    if result.appoint:
        assert {"appointed", "nobody-left"} & set(codes(outcome))
    if result.provider is not None:
        assert result.waits_for is None
        assert result.meanwhile is None
    if result.meanwhile is not None:
        assert result.waits_for is not None
    assert result.waits_for is None or result.waits_for != helps


@checked
@given(CASES)
def test_whoever_helps_works_there_then_with_what_was_granted(case):
    result = judged(case).result
    helps = case.standing(result.provider or result.meanwhile)
    if helps is None:
        assert result.appoint
        return
    by = result.start or result.latest or case.situation.moment.date()
    assert helps_on(helps, by)
    assert not helps.applied
    if case.situation.area is not None:
        assert case.situation.area in helps.areas
    granted = [one for one in case.situation.services if one != "alarm" or case.rules.alarm_in_choice]
    assert all(
        one in helps.approved_for or (one == "cleaning" and "service" in helps.approved_for)
        for one in granted
    )
    if helps.room == "closed":
        assert helps.id == case.situation.today
    if helps.room == "queue":
        named = getattr(case.rules.no_choice, "provider", None)
        assert helps.id in (case.situation.today, named)


@checked
@given(CASES)
def test_who_is_waited_for_was_asked_for_and_is_full(case):
    result = judged(case).result
    if result.waits_for is None:
        return
    assert result.waits_for in case.situation.wishes
    waited_for = case.standing(result.waits_for)
    assert waited_for.room == "queue"
    assert verdict_on(waited_for, case, result.start or result.latest).choosable


@checked
@given(CASES)
def test_a_wish_that_can_be_had_is_never_passed_over(case):
    result = judged(case).result
    by = result.start or result.latest
    today = case.situation.today
    able = [
        wish
        for wish in case.situation.wishes
        if (one := case.standing(wish))
        and (can_go_on if wish == today else verdict_on)(one, case, by).choosable
    ]
    if not able:
        assert result.waits_for is None
        return
    with_room = [one for one in able if one == today or case.standing(one).room != "queue"]
    if case.rules.when_full == "next-choice" and with_room:
        assert result.provider == with_room[0]
    elif able[0] in with_room:
        assert result.provider == able[0]
    else:
        assert result.waits_for == able[0]


@checked
@given(CASES)
def test_todays_provider_stays_until_the_new_one_starts(case):
    outcome = judged(case)
    result, now = outcome.result, case.situation.moment.date()
    today = case.standing(case.situation.today)
    if today is None or not helps_on(today, now):
        return
    by = result.start or result.latest
    if by is not None and today.last_day is not None:
        # It is there the day before, or another helps from tomorrow: no day in between is nobody's.
        assert by <= today.last_day + ONE_DAY
    if result.waits_for is not None and can_go_on(today, case, by).choosable:
        assert result.meanwhile == today.id
    helps = result.provider or result.meanwhile
    if helps not in (None, today.id) and case.situation.kind != "exit":
        assert "until-start" in codes(outcome)


@checked
@given(CASES)
def test_the_start_is_by_the_lead_time_unless_someone_stops_before_it(case):
    outcome = judged(case)
    result, situation = outcome.result, case.situation
    lead = earliest_start(case.rules, situation.moment.date(), situation.moment.time())
    if "exit" not in codes(outcome):
        assert (result.start, result.latest) == (lead.day, lead.latest)
        assert result.start is None or may_start(result.start, case.rules.lead_time)
    elif result.start is not None:
        today = case.standing(situation.today)
        assert result.start == max(today.last_day + ONE_DAY, situation.moment.date())
        assert situation.kind == "exit" or result.start < lead.day
    if result.start and result.latest:
        assert result.start <= result.latest


@checked
@given(CASES)
def test_a_warned_or_excluded_provider_is_never_given_by_the_rule(case):
    outcome = judged(case)
    helps = case.standing(outcome.result.provider or outcome.result.meanwhile)
    by_rule = {"named", "most-free", "period", "in-turn", "drawn"} & set(codes(outcome))
    if helps is None or not by_rule:
        return
    if case.rules.no_choice.kind != "one-provider":
        assert not helps.warned
        assert helps.id not in getattr(case.rules.no_choice, "excluded", ())
    if (order := getattr(case.rules.no_choice, "order_in", None)) is not None:
        assert helps.id in order(case.situation.area)


@checked
@given(CASES)
def test_the_municipality_appoints_only_where_the_rules_name_nobody(case):
    outcome = judged(case)
    if isinstance(case.rules.no_choice, Appointed) and not case.situation.wishes:
        assert outcome.result.appoint or "keeps" in codes(outcome)
    if "appointed" in codes(outcome):
        assert outcome.result.appoint


@checked
@given(CASES)
def test_the_same_inputs_come_to_the_same_and_what_is_stored_replays_equal(case):
    outcome = judged(case)
    assert judged(case) == outcome
    stored = Outcome.model_validate_json(outcome.model_dump_json())
    assert stored == outcome
    assert stored.replayed == stored
    assert stored.replayed.model_dump_json() == outcome.model_dump_json()


@checked
@given(CASES)
def test_what_is_settled_when_it_is_sent_stays_so_when_all_providers_are_seen(case):
    at_once, later = judged(narrowed(case)).result, judged(case).result
    assert (at_once.start, at_once.latest, at_once.waits_for) == (later.start, later.latest, later.waits_for)
    if "when-handled" not in [one.code for one in at_once.reasons]:
        assert at_once == later


# Equal treatment

NEW_IDS = st.lists(
    st.from_regex(r"[a-z]{1,6}(-[a-z]{1,3})?", fullmatch=True),
    min_size=len(IDS),
    max_size=len(IDS),
    unique=True,
)
NEW_NAMES = st.lists(st.text(min_size=1, max_size=12), min_size=len(IDS), max_size=len(IDS))


def renamed(case: Inputs, new: dict[str, str], names: dict[str, str]) -> Inputs:
    """Call every provider something else, everywhere in a case."""

    def ids(value: object) -> object:
        if isinstance(value, str):
            return new.get(value, value)
        if isinstance(value, dict):
            return {key: ids(one) for key, one in value.items()}
        return [ids(one) for one in value] if isinstance(value, list | tuple) else value

    said = case.model_dump(mode="json")
    for part in ("wishes", "today"):
        said["situation"][part] = ids(said["situation"][part])
    said["last_given"] = ids(said["last_given"])
    said["rules"]["no_choice"] = ids(said["rules"]["no_choice"])
    for one in said["providers"]:
        one["name"] = names[one["id"]]
        one["id"] = new[one["id"]]
    return Inputs.model_validate(said)


def renamed_reason(reason: Reason, new: dict[str, str]) -> Reason:
    values = {
        key: tuple(new.get(one, one) for one in value)
        if isinstance(value, tuple)
        else new.get(str(value), value)
        for key, value in reason.values.items()
    }
    return Reason(code=reason.code, values=values)


@checked
@given(CASES, NEW_IDS, NEW_NAMES)
def test_renaming_providers_renames_the_outcome_and_changes_nothing_else(case, ids, names):
    new = dict(zip(IDS, sorted(ids), strict=True))
    outcome = judged(case).result
    other = judged(renamed(case, new, dict(zip(IDS, names, strict=True)))).result
    assert other.provider == new.get(str(outcome.provider))
    assert other.waits_for == new.get(str(outcome.waits_for))
    assert other.meanwhile == new.get(str(outcome.meanwhile))
    assert (other.start, other.latest, other.appoint) == (outcome.start, outcome.latest, outcome.appoint)
    assert list(other.reasons) == [renamed_reason(one, new) for one in outcome.reasons]


@checked
@given(CASES, st.permutations(IDS))
def test_but_for_lot_and_turn_not_even_the_ids_order_matters(case, others):
    """A wish, a queue, a period, a named provider and the most room are the same whatever the ids are."""
    outcome = judged(case)
    if {"drawn", "in-turn", "tie"} & set(codes(outcome)):
        return
    new = dict(zip(IDS, others, strict=True))
    swapped = renamed(case, new, {one: one for one in IDS})
    in_order = tuple(sorted(swapped.providers, key=lambda one: one.id))
    other = judged(swapped.model_copy(update={"providers": in_order})).result
    assert other.provider == new.get(str(outcome.result.provider))
    assert other.meanwhile == new.get(str(outcome.result.meanwhile))
    assert other.waits_for == new.get(str(outcome.result.waits_for))


@checked
@given(CASES, st.sampled_from(IDS))
def test_only_those_that_the_rules_look_at_matter(case, extra):
    """A provider in another area, that nobody asked for and no rule of turns counts, changes nothing."""
    if case.situation.area is None or case.standing(extra) is None:
        return
    if extra in (*case.situation.wishes, case.situation.today):
        return
    elsewhere = [
        one.model_copy(update={"areas": ("annanstans",)}) if one.id == extra else one
        for one in case.providers
    ]
    there = judged(case.model_copy(update={"providers": tuple(elsewhere)})).result
    without = judged(
        case.model_copy(update={"providers": tuple(one for one in elsewhere if one.id != extra)})
    ).result
    helped = [(one.provider, one.meanwhile, one.waits_for, one.start) for one in (there, without)]
    assert helped[0] == helped[1]
