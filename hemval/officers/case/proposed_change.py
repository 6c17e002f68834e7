"""What a provider has said of itself: the difference from what is published, and the file to hand over."""

from dataclasses import dataclass, replace

from flask import Flask, Response, g, redirect
from flask.typing import ResponseReturnValue

from hemval.content.provider import Provider
from hemval.editing.proposal import FORM, PROVIDER, Change, Proposal, proposal_of
from hemval.forms.asked.asking import Asking
from hemval.forms.definition import FormDefinition
from hemval.forms.sent.reference import grouped
from hemval.handover.told import WORDS
from hemval.officers.address import CASES, case
from hemval.officers.workplace import Workplace
from hemval.pages.published import Published
from hemval.queue.desk.errors import SealBroken
from hemval.queue.submission import Submission
from hemval.words.dates import SWEDEN
from hemval.words.text import MAIN_LANGUAGE


@dataclass(frozen=True)
class Difference:
    """One field in words: as it is published, and as it would be."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class ProposedChange:
    """What the page of a case says of a proposal; ``refused`` cannot stand in a file as it was written."""

    differences: tuple[Difference, ...]
    refused: tuple[str, ...]
    download: str


def proposed_change(one: Submission, published: Published | None) -> ProposedChange | None:
    """Tell what a case proposes; None of a case that is no proposal, or of a provider that is gone."""
    provider = _provider(one, published)
    if published is None or provider is None:
        return None
    proposal, refused = _proposal(one, provider)
    form = published.forms.get(FORM)
    asking = Asking(published.content, WORDS, one.received_at.astimezone(SWEDEN).date(), one.answers)
    return ProposedChange(
        tuple(_told(change, form, asking) for change in proposal.changes),
        tuple(_label(field, form) for field in refused),
        _download(one.id),
    )


def add_proposed_change(app: Flask, workplace: Workplace) -> None:
    """Add the file of a proposal."""

    @app.post(f"{CASES}<row_id>/forslag/")
    def proposal(row_id: str) -> ResponseReturnValue:
        """Send the proposal for whoever writes content: nothing in it says who attested it. Logged first."""
        try:
            one = workplace.desk.open_one(row_id, g.officer, workplace.now).submission
        except SealBroken:
            return redirect(case(row_id), 303)
        provider = _provider(one, workplace.published.newest())
        if provider is None:
            return redirect(case(row_id), 303)
        made, _ = _proposal(one, provider)
        response = Response(made.model_dump_json(indent=2), content_type="application/json; charset=utf-8")
        name = f"{provider.id}-{made.attested.isoformat()}.json"
        response.headers.set("Content-Disposition", "attachment", filename=name)
        return response


def _provider(one: Submission, published: Published | None) -> Provider | None:
    if one.form != FORM or published is None:
        return None
    return published.content.providers.get(str(one.answers.get(PROVIDER, "")))


def _proposal(one: Submission, provider: Provider) -> tuple[Proposal, tuple[str, ...]]:
    received = one.received_at.astimezone(SWEDEN).date()
    return proposal_of(one.answers, provider, received, grouped(one.reference))


def _download(row_id: str) -> str:
    return f"{case(row_id)}forslag/"


def _told(change: Change, form: FormDefinition | None, asking: Asking) -> Difference:
    page = form.page(change.field) if form else None
    values = (change.before, change.after)
    if page is None:
        before, after = (str(value) for value in values)
    else:
        alone = replace(asking, answers={})
        before, after = (
            WORDS.say("No information") if value in (None, []) else page.told(value, alone)
            for value in values
        )
    return Difference(_label(change.field, form), before, after)


def _label(field: str, form: FormDefinition | None) -> str:
    page = form.page(field) if form else None
    return page.label(MAIN_LANGUAGE) if page else field
