"""Run the rule for those who have not chosen: see first what it will do, then say yes."""

import hashlib
from dataclasses import dataclass

from flask import Flask, Response, flash, g, redirect, request
from flask.typing import ResponseReturnValue

from hemval.content.whole import Content
from hemval.handover.exit_told import provider_told
from hemval.handover.exit_warned import printed_not_posted_told, without_letter_told
from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, exit_at, plan_of, posted_at, proof_at, rule_at, several_at
from hemval.officers.exits.appointing_several import THOSE, to_appoint
from hemval.officers.exits.by_reason import Reference, UnderReason, by_reason, reference
from hemval.officers.exits.ended import ended_page
from hemval.officers.exits.looked import Looked, fetch, log_shown, look
from hemval.officers.exits.told_days import told_otherwise
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.workplace import Workplace
from hemval.queue.desk.errors import ExitConfirmed, RunTooEarly
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.progress import persons_in
from hemval.rules.exits.run import Run
from hemval.rules.told.no_choice import no_choice_told
from hemval.words import sentence
from hemval.words.dates import day_told


@dataclass(frozen=True)
class GivenTo:
    """What a provider would get."""

    name: str
    count: str
    references: tuple[Reference, ...]


@dataclass(frozen=True)
class WithoutLetter:
    """Those whom the rule is run for though they were never asked."""

    told: str
    advice: str
    number: int
    made: str
    """Of how many a letter was made that nobody has noted as posted; empty where of none."""
    references: tuple[Reference, ...]


def add_rule(app: Flask, workplace: Workplace) -> None:
    """Add the page with its button."""

    @app.get(rule_at("<exit_id>"))
    def exit_rule(exit_id: str) -> ResponseReturnValue:
        """Show what a run would do now. Who is shown is logged first."""
        fetch(workplace)
        one = look(workplace, exit_id)
        if one.end is not None:
            return ended_page(workplace, exit_id)
        if not is_fresh(workplace):
            return ask_again("exit_rule", exit_id=exit_id)
        return _page(workplace, one)

    @app.post(rule_at("<exit_id>"))
    def run_rule(exit_id: str) -> ResponseReturnValue:
        """Store what was seen; a second press finds nobody left to give anything."""
        if not is_fresh(workplace):
            return ask_again("exit_rule", exit_id=exit_id)
        fetch(workplace)
        one = look(workplace, exit_id)
        run = _foreseen(workplace, one)
        if run.given and mark_of(run) != request.form.get("seen", ""):
            flash(sentence("Nothing was stored: what is known has changed since you opened the page."))
            return redirect(rule_at(exit_id), 303)
        try:
            ran = workplace.desk.exits.run_defaults(one.content, exit_id, g.officer, workplace.now)
        except ExitConfirmed:
            return ended_page(workplace, exit_id)
        except RunTooEarly:
            return redirect(rule_at(exit_id), 303)
        flash(
            WORDS.count(
                "The rule is run: %(n)d has got a provider.",
                "The rule is run: %(n)d have got a provider.",
                ran.persons,
            )
            if ran.persons
            else WORDS.say("The rule is run already. Nobody was left for it.")
        )
        return redirect(rule_at(exit_id), 303)


def mark_of(run: Run) -> str:
    """Return a mark of just what a run would store: done is what was seen, or nothing."""
    lines = [f"{one.plan.case.id} {one.plan.group} {one.helper} {one.plan.last_day}" for one in run.given]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _foreseen(workplace: Workplace, one: Looked) -> Run:
    return workplace.desk.exits.foreseen(one.content, one.id, workplace.now)


def _page(workplace: Workplace, one: Looked) -> Response:
    run = _foreseen(workplace, one)
    due = run.is_due(workplace.now.date())
    if due:
        about = [*(each.plan for each in run.given), *run.left]
        log_shown(workplace, one.id, (plan.case.id for plan in about))
    rules = one.content.rules_at_exit(one.exit.providers[0], one.exit.deadline)
    return workplace.answer(
        "exit_rule.html",
        workplace.view(WORDS.say("The rule for those who have not chosen"), EXITS),
        back=exit_at(one.id),
        called=one.called,
        here=rule_at(one.id),
        told_otherwise=told_otherwise(one),
        rule=no_choice_told(rules, one.content, WORDS, to_reader=False),
        due=due,
        first_day=day_told(run.first_day, WORDS),
        waiting=persons_in(_yet_to_give(run)),
        waiting_for=_waiting_for(one.id, run),
        held=len(one.present),
        given=given_to(run, one.id, one.content),
        count=run.persons,
        to_appoint=to_appoint(run, one, workplace.now.date()) if due else [],
        several=several_at(one.id),
        those=THOSE,
        skipped=_skipped(one.id, run),
        replaced=by_reason(
            (each.replaces, _reference(one.id, each.plan)) for each in run.given if each.replaces is not None
        ),
        without_hours=run.without_hours,
        without_letter=_without_letter(workplace, one, run) if due else None,
        seen=mark_of(run),
        proof=proof_at(one.id),
        plan=plan_of(one.id),
        posted=posted_at(one.id),
    )


def given_to(run: Run, exit_id: str, content: Content) -> list[GivenTo]:
    """Tell whom each provider would get, who gets the most first."""
    return [
        GivenTo(
            provider_told(provider, content),
            WORDS.count("%(n)d person", "%(n)d persons", count),
            tuple(_reference(exit_id, one.plan) for one in run.given if one.helper == provider),
        )
        for provider, count in run.by_provider.items()
    ]


def _yet_to_give(run: Run) -> list[Plan]:
    """List those who have nobody yet and whom the rule is for."""
    asked = [one.plan for one in run.given], [one.plan for one in run.unplaced]
    return [*asked[0], *asked[1], *(plan for _, plan in run.waiting)]


def _waiting_for(exit_id: str, run: Run) -> list[tuple[str, list[Reference]]]:
    """List those whose letter lets them choose still, by the day that it tells."""
    days = sorted({day for day, _ in run.waiting})
    return [
        (day_told(day, WORDS), [_reference(exit_id, plan) for until, plan in run.waiting if until == day])
        for day in days
    ]


def _without_letter(workplace: Workplace, one: Looked, run: Run) -> WithoutLetter | None:
    """Tell whom the rule is run for though they were never asked; None where there is nobody."""
    found = run.without_letter
    if not found:
        return None
    told, advice = without_letter_told(found, workplace.now.date())
    made = persons_in(plan for plan in found if plan.case.id in workplace.desk.exits.printed(one.id))
    return WithoutLetter(
        told=told,
        advice=advice,
        number=persons_in(found),
        made=printed_not_posted_told(made) if made else "",
        references=tuple(_reference(one.id, plan) for plan in found),
    )


def _skipped(exit_id: str, run: Run) -> list[UnderReason]:
    return by_reason((plan.gap, _reference(exit_id, plan)) for plan in run.skipped if plan.gap is not None)


def _reference(exit_id: str, plan: Plan) -> Reference:
    return reference(exit_id, plan.case.id, plan.reference, plan.group)
