"""Before a provider is appointed for somebody: a page that says for whom, with what, who and from when."""

from flask import Response, request

from hemval.handover.told import WORDS
from hemval.officers.address import EXITS, affected_at
from hemval.officers.exits.affected_told import affected_told
from hemval.officers.exits.choices_told import can_appoint
from hemval.officers.exits.looked import Looked, log_one, reads
from hemval.officers.workplace import Workplace
from hemval.rules.exits.case import Case
from hemval.words.dates import day_told

YES = "yes"
"""The field that says that the page was read."""


def to_appoint(workplace: Workplace, one: Looked, found: Case, at: str) -> Response | str:
    """Ask whether a provider is to be appointed; return why not where that cannot be."""
    group, wanted = request.form.get("group", ""), request.form.get("provider", "")
    part = next((each for each in can_appoint(one, found, workplace.now.date()) if each.group == group), None)
    able = next((each for each in part.able if each.id == wanted), None) if part is not None else None
    if part is None or able is None:
        provider = one.content.providers.get(wanted)
        why = dict(part.unable) if part is not None else {}
        return why.get(provider.name if provider is not None else "", WORDS.say("Choose a provider"))
    log_one(workplace, one.id, found)
    return workplace.answer(
        "exit_appoint.html",
        workplace.view(WORDS.say("Is this provider to be appointed?"), EXITS),
        back=affected_at(one.id, found.id),
        here=at,
        called=one.called,
        one=affected_told(one, found, reads=reads()),
        group=group,
        able=able,
        start=day_told(part.start, WORDS),
        seen=request.form.get("seen", ""),
        yes=YES,
    )
