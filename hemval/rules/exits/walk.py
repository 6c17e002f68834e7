"""Take the affected one after another in a fixed order, so that a run that was cut off goes on as it began.

Whoever chose comes in order of receipt, between them what was stored when it was stored, and last those who
have not chosen, by reference. What is given to one is taken before the next is looked at.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from hemval.content.whole import Content
from hemval.rules.exits.case import Case, Joined
from hemval.rules.exits.counting import Part, parts_of
from hemval.rules.exits.deadline import last_to_choose
from hemval.rules.exits.holding import Fault, day_after
from hemval.rules.exits.known import Known, known_of
from hemval.rules.exits.places import Places, with_room_at
from hemval.rules.exits.plan import Gap, Plan
from hemval.rules.exits.plan_made import plan_apart, plan_hidden, plan_judged, plan_of_nothing, plan_stored
from hemval.rules.outcome import Outcome, judged
from hemval.rules.situation import Situation
from hemval.rules.turn import given_in_turn, round_of
from hemval.words.dates import SWEDEN

Turns = Mapping[str, str]
"""The provider that was given last, by the round (``hemval.rules.turn``)."""


@dataclass(frozen=True)
class Step:
    """A person's part on the way: what stands of it, and what a run would store."""

    plan: Plan
    to_store: Outcome | None = None
    """What the rule gives, where nothing is stored or what is stored holds no more."""
    unplaced: Gap | None = None
    """Why the rule gives nobody, where it was asked."""
    replaces: Fault | None = None
    """Why what is stored before holds no more."""
    until: date | None = None
    """The day until which the person's own letter lets them choose, where a run does not ask the rule yet."""


class Walk:
    """One way through all affected of an exit."""

    def __init__(self, content: Content, exit_id: str, turns: Turns, now: datetime | None = None) -> None:
        self.content = content
        self.exit_id = exit_id
        self.exit = content.exits.root[exit_id]
        self.places = Places(content, self.exit)
        self.turns = dict(turns)
        self.now = now
        """When those who have not chosen are given somebody; None where that is left to a run."""

    def steps(self, cases: Iterable[Case]) -> list[Step]:
        """Return a step for each person and part, in the order that they were taken in."""
        apart: list[Step] = []
        known: list[Known] = []
        for case in cases:
            last_day, gap = self._stops(case)
            rules = self.content.municipality.rules_on(last_day or self.exit.deadline)
            for part in parts_of(case, rules):
                if case.gone_at is not None or gap is not None or last_day is None:
                    apart.append(Step(plan_apart(case, part, last_day, gap)))
                else:
                    known.append(known_of(case, part, last_day, self.content, self.exit.providers))
        return [*(self._step(one) for one in sorted(known, key=lambda one: one.order)), *apart]

    def _stops(self, case: Case) -> tuple[date | None, Gap | None]:
        """Return the last day of the person's own provider, or why there is none."""
        provider = self.content.providers.get(case.affected.provider)
        last_day = provider.agreement.last_day if provider is not None else None
        if case.gone_at is not None:
            return last_day, None
        if case.unknown:
            return last_day, "damaged"
        if case.affected.provider not in self.exit.providers:
            return last_day, "not-in-exit"
        return last_day, "no-last-day" if last_day is None else None

    def _step(self, one: Known) -> Step:
        if one.case.protected:
            # Handled by telephone: the run leaves them alone, and no list says who helps. Only an officer
            # who appoints has seen to it that somebody is told.
            return Step(plan_hidden((self._of_appointed(one) or self._of_any(one)).plan))
        return self._of_any(one)

    def _of_any(self, one: Known) -> Step:
        return self._of_registered(one) or self._of_wish(one) or self._of_stored(one) or self._of_nothing(one)

    def _of_appointed(self, one: Known) -> Step | None:
        appointed = one.settled is not None and one.settled.kind == "appointed"
        return self._as_stored(one) if appointed else None

    def _of_registered(self, one: Known) -> Step | None:
        """Let stand what the case system has: the person has a place there, whatever is full since."""
        if one.wish is None or not one.registered:
            return None
        wishes = (one.registered, *(wish for wish in one.wish.wishes if wish != one.registered))
        outcome = self._judge(one, replace(one.wish, wishes=wishes))
        if outcome.result.provider != one.registered:
            return None
        self._place(one, outcome)
        return Step(plan_judged(one, outcome))

    def _of_wish(self, one: Known) -> Step | None:
        """Give what was wished for, where that can be; a later valid choice wins over what is stored."""
        if one.wish is None or one.answered:
            return None
        outcome = self._judge(one, one.wish)
        result = outcome.result
        if result.provider is not None and result.provider in one.wish.wishes:
            self._place(one, outcome)
            return Step(plan_judged(one, outcome))
        if one.holds or result.waits_for is None or result.meanwhile is None:
            return None
        self._place(one, outcome)
        # Who helps meanwhile is given by the rule: a run stores it as that.
        return Step(plan_judged(one, outcome), to_store=outcome, replaces=one.fault)

    def _of_stored(self, one: Known) -> Step | None:
        """Let stand what is stored; who has a place in the queue of another keeps it meanwhile."""
        step = self._as_stored(one)
        if step is None or one.wish is None or one.contested or step.plan.helper is None:
            return step
        waits_for = self._judge(one, one.wish).result.waits_for
        if waits_for is None or waits_for == step.plan.helper or step.plan.waits_for is not None:
            return step
        helper = step.plan.helper
        waits = replace(step.plan, status="waits", provider=None, waits_for=waits_for, meanwhile=helper)
        return replace(step, plan=waits)

    def _as_stored(self, one: Known) -> Step | None:
        settled = one.settled
        if settled is None or not one.holds:
            return None
        if settled.helper is not None:
            self.places.take(settled.helper, one.case.affected.area, one.hours, settled.start)
        return Step(plan_stored(one, settled))

    def _of_nothing(self, one: Known) -> Step:
        """Give by the rule, where a run asks for it; until then the person may still choose."""
        asked = self.now is not None and not one.contested and not one.case.protected
        outcome = self._judge(one, one.wish) if asked or one.wish is not None else None
        settled = one.settled
        # What the rule would give is told of nobody before it is stored.
        told = outcome if one.wish is not None else None
        plan = plan_stored(one, settled) if settled is not None else plan_of_nothing(one, told)
        if outcome is None or not asked:
            return Step(plan)
        if (until := self._may_choose_until(one.case)) is not None:
            return Step(plan, until=until)
        appointed = settled is not None and settled.kind == "appointed"
        if outcome.result.appoint or appointed:
            # What an officer decided, the rule does not undo: an officer is to look at it again.
            why = "must-appoint" if appointed else _why_nobody(outcome)
            return Step(replace(plan, outcome=outcome), unplaced=why, replaces=one.fault)
        self._place(one, outcome)
        return Step(plan, to_store=outcome, replaces=one.fault)

    def _may_choose_until(self, case: Case) -> date | None:
        """Return the day of the person's own letter, where the plan's has passed before it and it has not."""
        until = last_to_choose(case, self.content, self.exit_id)
        today = self.now.astimezone(SWEDEN).date() if self.now is not None else date.min
        return until if until > self.exit.deadline and until >= today else None

    def _judge(self, one: Known, choice: Joined | None) -> Outcome:
        received = choice.received if choice is not None else self.now
        assert received is not None  # noqa: S101 - without a choice it is judged in a run, which has a time
        situation = Situation(
            received=received,
            kind="exit",
            wishes=choice.wishes if choice is not None else (),
            today=one.case.affected.provider,
            area=one.case.affected.area,
            services=one.part.services,
            seed=seed_of(one.case, one.part),
        )
        inputs = self.places.inputs(situation, one.hours)
        if choice is not None and choice.given and choice.given not in self.exit.providers:
            inputs = with_room_at(inputs, choice.given)
        last_given = self.turns.get(round_of(inputs) or "")
        return judged(inputs.model_copy(update={"last_given": last_given}))

    def _place(self, one: Known, outcome: Outcome) -> None:
        """Take the room and the turn that somebody was given."""
        result = outcome.result
        helper = result.provider or result.meanwhile
        start = result.start or day_after(one.last_day)
        if helper is not None:
            self.places.take(helper, one.case.affected.area, one.hours, start)
        place, given = round_of(outcome.inputs), given_in_turn(outcome)
        if place is not None and given is not None and not one.case.protected:
            # What nobody stores takes no turn: a run that is cut off would not know of it.
            self.turns[place] = given


def seed_of(case: Case, part: Part) -> str:
    """Return what a draw by lot is made from: known before the draw, and chosen by nobody."""
    return f"{case.id} {part.group}" if part.group else case.id


def _why_nobody(outcome: Outcome) -> Gap:
    codes = {one.code for one in outcome.result.reasons}
    return "must-appoint" if "appointed" in codes else "nobody"
