"""Which choices stand: whose each is and of which help, by its answers alone."""

from datetime import datetime

from hemval.content.whole import Content
from hemval.forms.asking import services_granted
from hemval.forms.definition import FormDefinition
from hemval.forms.judging import Answers
from hemval.forms.types.identity_number import DECLINED, IdentityNumber
from hemval.rules.service_groups import chosen_together
from hemval.rules.supersession import Entry
from hemval.words.dates import SWEDEN
from hemval.words.text import MAIN_LANGUAGE


def person_of(form: FormDefinition | None, answers: Answers) -> str | None:
    """Return whose answers to a form they are, as it was stored; None where nobody can know."""
    asked = [page.id for page in form.pages if isinstance(page, IdentityNumber)] if form else []
    for number in (answers.get(question) for question in asked):
        if isinstance(number, str) and number not in ("", DECLINED):
            return number
    return None


def entry_of(
    content: Content | None, row_id: str, person: str | None, answers: Answers, received: datetime,
    withdrawn: datetime | None = None,
) -> Entry:  # fmt: skip
    """Return a choice as the rule of the newest sees it.

    Without content nobody knows what is chosen together: only the very same help is then superseded.
    """
    group = _group(content, answers, received)
    return Entry(id=row_id, person=person, group=group, received=received, withdrawn=withdrawn)


def _group(content: Content | None, answers: Answers, received: datetime) -> str:
    granted = services_granted(answers)
    if content is None:
        return " ".join(sorted(granted))
    rules = content.municipality.rules_on(received.astimezone(SWEDEN).date())
    names = [one.name.in_(MAIN_LANGUAGE) if one.name else "" for one in chosen_together(granted, rules)]
    return ", ".join(names)
