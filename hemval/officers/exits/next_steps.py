"""What is to be done of an exit, in its order, and how far each step has come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from hemval.handover.exit_fetched import Fetched, fetched_told
from hemval.handover.exit_recipients import recipients
from hemval.handover.told import WORDS
from hemval.officers.exits.looked import Looked
from hemval.queue.desk.exits.confirming import first_to_confirm
from hemval.rules.exits.holding import Fault
from hemval.rules.exits.plan import OPEN
from hemval.words import sentence
from hemval.words.dates import SWEDEN, day_told

State = Literal["done", "now", "later"]

STATES: dict[State, str] = {
    "done": sentence("Done"),
    "now": sentence("To do now"),
    "later": sentence("Later"),
}


@dataclass(frozen=True)
class Step:
    """One of them."""

    endpoint: str
    """The page where it is done."""
    label: str
    state: State
    told: str
    done_by: str = ""
    """The act itself, where more may see the page than may do it."""

    @property
    def act(self) -> str:
        """Return what an officer must be let to do for the step to be theirs."""
        return self.done_by or self.endpoint

    @property
    def state_told(self) -> str:
        """Say how far it has come in a word or two."""
        return WORDS.say(STATES[self.state])


def steps(one: Looked, today: date, file: Fetched) -> list[Step]:
    """List them, each with whether it is to be done now; none of an exit that is confirmed."""
    return list(_steps(one, today, file)) if one.end is None else []


def _steps(one: Looked, today: date, file: Fetched) -> Iterator[Step]:
    here, plan = one.present, one.exit
    yield Step(
        "exit_list",
        WORDS.say("Read the list in from the case system"),
        "done" if here else "now",
        WORDS.count("%(n)d reference is read in.", "%(n)d references are read in.", len(here))
        if here
        else WORDS.say("No list is read in yet."),
    )
    yield _letters(one, today)
    for day in plan.reminders:
        yield _reminder(one, day, today)
    yield _rule(one, today)
    gaps = one.progress.gaps
    yield Step(
        "exit_proof",
        WORDS.say("Check that nobody is left without help"),
        "done" if here and not gaps else "now" if here and today > plan.deadline else "later",
        _gaps_told(gaps) if here else "",
    )
    yield Step(
        "exit_proof",
        WORDS.say("Fetch the file for the case system"),
        "later" if not here or gaps else "done" if file == "current" else "now",
        fetched_told(file) if file == "changed" else "",
        done_by="exit_file_fetched",
    )
    first = first_to_confirm(one.content, one.id)
    early = first is not None and today < first
    yield Step(
        "exit_confirm",
        WORDS.say("Confirm when all of it stands in the case system"),
        "now" if file == "current" and not gaps and not early else "later",
        WORDS.say("It can be confirmed from %(day)s.", day=day_told(first, WORDS)) if first and early else "",
    )


def _letters(one: Looked, today: date) -> Step:
    """Tell of those to whom a letter can still be made, and of those whom only a call reaches."""
    here = one.present
    to = recipients(one.content, one.id, one.plans, today, reminder=False)
    posted = sum(case.told_at is not None for case in here)
    without = {plan.case.id for plan in one.plans if plan.gap is not None}
    told = []
    if posted:
        numbers = "%(posted)d of %(n)d letter is posted.", "%(posted)d of %(n)d letters are posted."
        told.append(WORDS.count(*numbers, len(here), posted=posted))
    elif to.to_write or not to.too_late:
        told.append(WORDS.say("They go out on %(day)s.", day=day_told(one.exit.letters, WORDS)))
    # Whoever has somebody by now is told by the decision, not by a letter.
    late = sum(each.id in without for each in to.too_late)
    if late:
        called = "%(n)d can have no letter any more. Call.", "%(n)d can have no letters any more. Call."
        told.append(WORDS.count(*called, late))
    left = bool(to.to_write or late)
    state: State = "later" if not here or (today < one.exit.letters and left) else "now" if left else "done"
    return Step("exit_letters", WORDS.say("Post the letters"), state, " ".join(told))


def _reminder(one: Looked, day: date, today: date) -> Step:
    reminded = [
        case.reminded_at.astimezone(SWEDEN).date() for case in one.present if case.reminded_at is not None
    ]
    silent = any(plan.to_remind for plan in one.plans)
    reached = len(recipients(one.content, one.id, one.plans, today, reminder=True).to_write)
    is_sent = any(sent >= day for sent in reminded) or (today >= day and bool(one.present) and not silent)
    passed = today > one.exit.deadline
    # Whom no letter has reached, no reminder does.
    state: State = "done" if is_sent or passed else "now" if today >= day and reached else "later"
    return Step(
        "exit_letters",
        WORDS.say("Remind those who have not chosen, on %(day)s", day=day_told(day, WORDS)),
        state,
        WORDS.count("%(n)d has not chosen yet.", "%(n)d have not chosen yet.", reached)
        if reached and state != "done"
        else "",
    )


def _rule(one: Looked, today: date) -> Step:
    again = ("to-run", *get_args(Fault))
    waiting = {plan.case.id for plan in one.plans if plan.gap in (*OPEN, *again)}
    due = today > one.exit.deadline
    label = WORDS.say("Run the rule for those who have not chosen")
    if not due:
        day = day_told(one.exit.deadline, WORDS)
        return Step("exit_rule", label, "later", WORDS.say("The last day to choose is %(day)s.", day=day))
    told = [WORDS.count("%(n)d has nobody yet.", "%(n)d have nobody yet.", len(waiting))] if waiting else []
    alone = {plan.case.id for plan in one.plans if plan.gap in ("must-appoint", "nobody")}
    if alone:
        appoint = "For %(n)d person you appoint somebody.", "For %(n)d people you appoint somebody."
        told.append(WORDS.count(*appoint, len(alone)))
    # Whom a letter still lets choose, the rule waits for: then there is nothing to run.
    ready = alone or any(plan.gap in again for plan in one.plans)
    state: State = "now" if ready and one.present else "later" if waiting or not one.present else "done"
    return Step("exit_rule", label, state, " ".join(told))


def _gaps_told(gaps: int) -> str:
    if not gaps:
        return WORDS.say("All have somebody who helps from the day after the last.")
    return WORDS.count(
        "%(n)d has nobody who helps from the day after the last.",
        "%(n)d have nobody who helps from the day after the last.",
        gaps,
    )
