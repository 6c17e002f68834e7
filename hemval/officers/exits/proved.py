"""The proof that nobody is left without help, and the file that the case system is corrected by."""

import hashlib
from datetime import date
from typing import Literal

from flask import Flask, Response, abort, flash, g, redirect
from flask.typing import ResponseReturnValue

from hemval.handover.batch_file import FORMATS as MEDIA
from hemval.handover.exit_file import FORMATS, exit_file
from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, exit_at, exit_file_at, finish_at, proof_at, report_at, rule_at
from hemval.officers.batches.told import FORMAT_BUTTONS
from hemval.officers.exits.by_reason import Reference, UnderReason, by_reason, reference
from hemval.officers.exits.looked import Looked, fetch, log_shown, look
from hemval.officers.exits.told_days import told_otherwise
from hemval.officers.signing_in.again import ask_again, is_fresh
from hemval.officers.workplace import Workplace
from hemval.queue.desk.exits.sealed import named
from hemval.rules.exits.plan import mark_of
from hemval.rules.exits.proof import Proof, Unproved, proof
from hemval.rules.exits.run import Run
from hemval.words import sentence
from hemval.words.dates import SWEDEN

When = Literal["overdue", "at-risk", "other"]


def add_proved(app: Flask, workplace: Workplace) -> None:
    """Add the proof, which prints on paper, and where the file is fetched."""

    @app.get(proof_at("<exit_id>"))
    def exit_proof(exit_id: str) -> ResponseReturnValue:
        """Hold each reference against what is published now. Whoever is named is logged first."""
        up_to_date = fetch(workplace)
        one = look(workplace, exit_id)
        return _page(workplace, one, up_to_date=up_to_date)

    @app.post(exit_file_at("<exit_id>", "<ending>"))
    def exit_file_fetched(exit_id: str, ending: str) -> ResponseReturnValue:
        """Send the file; its format and SHA-256 are logged with whom it is about, before it is sent.

        A post: a browser that fetches ahead is not logged.
        """
        if ending not in FORMATS:
            abort(404)
        if not is_fresh(workplace):
            return ask_again("exit_proof", exit_id=exit_id)
        fetch(workplace)
        one, now = look(workplace, exit_id), workplace.now
        file = exit_file(one.plans, one.content, one.called, now)
        if not file.rows:
            flash(sentence("There is nobody to put in the file yet."))
            return redirect(proof_at(exit_id), 303)
        data = FORMATS[ending](file)
        inside = dict.fromkeys(plan.case.id for plan in one.plans if plan.status not in ("gone", "protected"))
        about = [named(exit_id), ending, hashlib.sha256(data).hexdigest(), mark_of(one.plans), *inside]
        with workplace.desk.logged("exit_file", about, g.officer, now):
            response = Response(data, content_type=MEDIA[ending].media_type)
        name = f"{exit_id}-{now.astimezone(SWEDEN):%Y-%m-%d}.{ending}"
        response.headers.set("Content-Disposition", "attachment", filename=name)
        return response


def proved(one: Looked) -> Proof:
    """Prove an exit as it stands."""
    return proof(one.content, one.id, one.cases, one.plans)


def gaps_of(one: Looked, found: Proof) -> list[tuple[Unproved, Reference]]:
    """Return the gaps with whose they are, those at risk first."""
    back = WORDS.say("The letter came back")

    def also(gap: Unproved) -> str:
        return back if gap.undeliverable and gap.unasked is None else ""

    return [(gap, reference(one.id, gap.affected, gap.reference, gap.group, also(gap))) for gap in found.gaps]


def _to_do(workplace: Workplace, one: Looked) -> Run | None:
    """Return what the rule would do, where it can be run and somebody has nobody."""
    if one.end is not None or not any(plan.gap is not None for plan in one.plans):
        return None
    run = workplace.desk.exits.foreseen(one.content, one.id, workplace.now)
    return run if run.is_due(workplace.now.date()) else None


def _when(gap: Unproved, today: date) -> When:
    """Say under which heading a gap stands: each stands under one."""
    if gap.is_overdue(today):
        return "overdue"
    return "at-risk" if gap.at_risk else "other"


def _page(workplace: Workplace, one: Looked, *, up_to_date: bool) -> Response:
    found = proved(one)
    gaps = gaps_of(one, found)
    log_shown(workplace, one.id, (whose.id for _, whose in gaps))

    today = workplace.now.date()

    def told(when: When) -> list[UnderReason]:
        return by_reason(
            (gap.unasked or gap.reason, whose) for gap, whose in gaps if _when(gap, today) == when
        )

    run = _to_do(workplace, one)
    in_file = [plan for plan in one.plans if plan.status not in ("gone", "protected")]
    return workplace.answer(
        "exit_proof.html",
        workplace.view(WORDS.say("Is anybody left without help?"), EXITS),
        back=exit_at(one.id),
        called=one.called,
        told_otherwise=told_otherwise(one),
        up_to_date=up_to_date,
        proof=found,
        overdue=told("overdue"),
        at_risk=told("at-risk"),
        others=told("other"),
        buttons=[(exit_file_at(one.id, ending), FORMAT_BUTTONS[ending]) for ending in FORMATS],
        in_file=len(in_file),
        protected=len({plan.case.id for plan in one.plans if plan.status == "protected"}),
        to_run=run is not None and bool(run.given),
        to_appoint=run is not None and len(run.unplaced) > 1,
        rule=rule_at(one.id),
        report=report_at(one.id),
        finish=finish_at(one.id),
        ended=one.end is not None,
    )
