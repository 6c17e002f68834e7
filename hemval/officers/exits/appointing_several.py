"""Appoint one provider for several whom the rule gives nobody: tick them, see for whom and what, say yes."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Flask, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.content.provider import Provider
from hemval.content.whole import Content
from hemval.handover.exit_told import REASONS, STATUSES, UNASKED, provider_told
from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, rule_at, several_at
from hemval.officers.exits.appointing import YES
from hemval.officers.exits.by_reason import Reference, by_reason, reference
from hemval.officers.exits.ended import ended_page
from hemval.officers.exits.looked import Looked, fetch, log_shown, look
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.workplace import Workplace
from hemval.queue.desk.errors import AffectedChanged, CannotAppoint, ExitConfirmed, NoSuchAffected
from hemval.queue.desk.exits.seen import Seen
from hemval.queue.desk.exits.settling import Appointed
from hemval.rules.exits.holding import Fault, day_after, fault_of_successor
from hemval.rules.exits.plan import Gap, Plan
from hemval.rules.exits.run import Run
from hemval.rules.neutral_order import in_neutral_order
from hemval.rules.told.room import room_told
from hemval.words import sentence
from hemval.words.dates import day_told, joined

AT_ONCE = 200
"""Persons with a box to tick on one page: those after them come when these have somebody."""

THOSE = "b"
"""The field that says for whom, once for each."""

CHANGED = sentence("Nothing was stored: what is known has changed since you opened the page.")


@dataclass(frozen=True)
class ToAppoint:
    """Those whom the rule gives nobody for one reason, for all their help or one group of it."""

    reason: str
    advice: str
    group: str
    persons: int
    those: tuple[Reference, ...]
    able: tuple[tuple[str, str, str], ...]
    """Who can help at least one of them: id, name and room."""

    @property
    def left(self) -> int:
        """Return how many have no box on this page."""
        return self.persons - len(self.those)


def add_appointing_several(app: Flask, workplace: Workplace) -> None:
    """Add the page that asks, and the act."""

    @app.post(several_at("<exit_id>"))
    def appoint_several(exit_id: str) -> ResponseReturnValue:
        """Ask first; then appoint for all of them or, where anything has changed, for nobody."""
        if not is_fresh(workplace):
            return ask_again("exit_rule", exit_id=exit_id)
        fetch(workplace)
        one = look(workplace, exit_id)
        if one.end is not None:
            return ended_page(workplace, exit_id)
        group, ids = request.form.get("group", ""), request.form.getlist(THOSE)
        provider = one.content.providers.get(request.form.get("provider", ""))
        if provider is None or not ids:
            flash(
                WORDS.say("Choose a provider")
                if ids
                else sentence("Tick for whom the provider is appointed.")
            )
            return redirect(rule_at(exit_id), 303)
        run = workplace.desk.exits.foreseen(one.content, exit_id, workplace.now)
        asked = [each.plan for each in run.unplaced if each.plan.group == group and each.plan.case.id in ids]
        if not request.form.get(YES):
            return _sure(workplace, one, provider, group, asked)
        return _appoint(workplace, one, provider, group, asked, ids)


def to_appoint(run: Run, one: Looked, today: date) -> list[ToAppoint]:
    """List whom an officer is to appoint for, those with the same reason and help together."""
    held: dict[tuple[Gap, str], list[Plan]] = {}
    for each in run.unplaced:
        held.setdefault((each.why, each.plan.group), []).append(each.plan)
    return [
        ToAppoint(
            reason=WORDS.say(REASONS[why][0]),
            advice=WORDS.say(REASONS[why][1]),
            group=group,
            persons=len(some),
            those=tuple(_reference(one.id, plan, one.content) for plan in some[:AT_ONCE]),
            able=tuple(
                (each.id, each.name, room_told(one.content.room_state(each, today), WORDS))
                for each in in_neutral_order(one.content.contracted(today))
                if any(_fault(each.id, plan, one, today) is None for plan in some)
            ),
        )
        for (why, group), some in held.items()
    ]


def _reference(exit_id: str, plan: Plan, content: Content) -> Reference:
    """Lead to one of them, with what an officer is to know before the tick stays: all are ticked."""
    waits = provider_told(plan.waits_for, content)
    told = WORDS.say("waits for %(provider)s", provider=waits) if waits else ""
    if plan.status in ("call-me", "unmet"):
        told = WORDS.say(STATUSES[plan.status])
    elif plan.status == "appointed":
        told = WORDS.say("was appointed %(provider)s", provider=provider_told(plan.provider, content))
    elif plan.had_no_letter:
        told = WORDS.say(UNASKED["no-letter"][0])
    elif plan.case.undeliverable_at is not None and not plan.has_answered:
        told = WORDS.say(UNASKED["returned"][0])
    return reference(exit_id, plan.case.id, plan.reference, told)


def _fault(provider: str, plan: Plan, one: Looked, today: date) -> Fault | None:
    if plan.last_day is None or provider in one.exit.providers:
        return "successor-stops"
    return fault_of_successor(
        provider, one.content, _start(plan.last_day, today), plan.case.affected.area, plan.services
    )


def _start(last_day: date, today: date) -> date:
    return max(day_after(last_day), today)


def _sure(
    workplace: Workplace, one: Looked, provider: Provider, group: str, asked: Sequence[Plan]
) -> ResponseReturnValue:
    today = workplace.now.date()
    faults = {plan.case.id: _fault(provider.id, plan, one, today) for plan in asked}
    able = [plan for plan in asked if faults[plan.case.id] is None]
    if not asked:
        flash(CHANGED)
        return redirect(rule_at(one.id), 303)
    log_shown(workplace, one.id, (plan.case.id for plan in asked))
    starts = sorted({_start(plan.last_day, today) for plan in able if plan.last_day is not None})
    hours = [plan.case.affected.hours for plan in able]
    known = [each for each in hours if each is not None]
    return workplace.answer(
        "exit_appoint_several.html",
        workplace.view(WORDS.say("Is this provider to be appointed?"), EXITS),
        back=rule_at(one.id),
        here=several_at(one.id),
        called=one.called,
        provider=provider,
        group=group,
        starts=joined([day_told(day, WORDS) for day in starts], WORDS),
        hours=str(sum(known)) if known else "",
        without_hours=len(hours) - len(known),
        room=room_told(one.content.room_state(provider, today), WORDS),
        able=[_reference(one.id, plan, one.content) for plan in able],
        unable=by_reason(
            (fault, _reference(one.id, plan, one.content))
            for plan in asked
            if (fault := faults[plan.case.id]) is not None
        ),
        those=THOSE,
        seen=_mark(provider, able),
        yes=YES,
    )


def _appoint(
    workplace: Workplace,
    one: Looked,
    provider: Provider,
    group: str,
    asked: Sequence[Plan],
    ids: Sequence[str],
) -> ResponseReturnValue:
    if asked or not _is_done(one, provider, group, ids):
        if len(asked) != len(set(ids)) or _mark(provider, asked) != request.form.get("seen", ""):
            flash(CHANGED)
            return redirect(rule_at(one.id), 303)
        seen = [Seen(one.id, plan.case.id, plan.case.mark) for plan in asked]
        try:
            workplace.desk.exits.appoint(
                one.content, one.id, Appointed(tuple(ids), provider.id, group), g.officer, workplace.now, seen
            )
        except ExitConfirmed:
            return ended_page(workplace, one.id)
        except (AffectedChanged, NoSuchAffected, CannotAppoint):
            flash(CHANGED)
            return redirect(rule_at(one.id), 303)
    told = WORDS.count(
        "%(provider)s is appointed for %(n)d person.",
        "%(provider)s is appointed for %(n)d persons.",
        len(set(ids)),
        provider=provider.name,
    )
    flash(told)
    return redirect(rule_at(one.id), 303)


def _is_done(one: Looked, provider: Provider, group: str, ids: Sequence[str]) -> bool:
    """Say whether it stands so already, as when the button was pressed twice."""
    done = {
        case.id
        for case in one.cases
        for each in case.settled
        if each.kind == "appointed" and each.group == group and each.helper == provider.id
    }
    return done.issuperset(ids)


def _mark(provider: Provider, able: Iterable[Plan]) -> str:
    """Return a mark of just what would be stored, and of all that is known of those it is for."""
    lines = [provider.id, *sorted(f"{plan.case.id} {plan.group} {plan.case.mark}" for plan in able)]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
