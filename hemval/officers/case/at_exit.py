"""What an exit makes an officer look at in a choice: a code that does not go with the rest, and two days."""

from dataclasses import dataclass

from hemval.content.whole import Content
from hemval.forms.addresses import CHOICE
from hemval.forms.asked.asking import CODE_ASKED, TODAY_ASKED, is_given, may_be_of, stopping
from hemval.handover.exit_told import exit_called
from hemval.handover.told import WORDS
from hemval.officers.address import affected_at, tie_at
from hemval.officers.workplace import Workplace
from hemval.queue.desk.rows import Opened
from hemval.queue.desk.tables import OPEN
from hemval.rules.outcome import Outcome
from hemval.rules.working_days import ONE_DAY
from hemval.words.dates import SWEDEN, day_told

Flag = tuple[str, str]
"""A reason to look twice, and what to do about it."""


@dataclass(frozen=True)
class AtExit:
    """Where in an exit a choice stands, or where an officer says whose it is."""

    told: str
    words: str
    """Of the link."""
    href: str


def place_in_exit(workplace: Workplace, opened: Opened) -> AtExit | None:
    """Lead to the person that a choice is of, or to where that is said; None where no exit touches it."""
    content, row_id, answers = workplace.content, opened.header.id, opened.submission.answers
    if content is None or opened.submission.form != CHOICE or not content.exits.root:
        return None
    exits = workplace.desk.exits
    if whose := exits.holder(row_id):
        for exit_id in content.exits.root:
            if any(case.id == whose for case in exits.read(exit_id)):
                told = WORDS.say("Belongs to an exit: %(called)s.", called=exit_called(content, exit_id))
                return AtExit(told, WORDS.say("See the person there"), affected_at(exit_id, whose))
        return None
    leaving = exits.leaving()
    of = [each for each, one in content.exits.root.items() if may_be_of(one.providers, answers, leaving)]
    if not of or row_id not in exits.awaited([opened.header]):
        return None
    told = WORDS.say("The person has a provider that stops, and nobody has said whose the choice is.")
    return AtExit(told, WORDS.say("Find out whose it is"), tie_at(of[0], row_id))


def exit_flags(workplace: Workplace, opened: Opened, now: Outcome | None) -> list[Flag]:
    """Tell them of an open choice; ``now`` is what the rules say of it today."""
    content = workplace.content
    if content is None or opened.submission.form != CHOICE or opened.header.state not in OPEN:
        return []
    return [*_code_of_another(opened, content), *_begins_before(workplace, opened, content, now)]


def _code_of_another(opened: Opened, content: Content) -> list[Flag]:
    """Flag a code beside a provider that does not stop: only paper can say both."""
    answers, day = opened.submission.answers, opened.submission.received_at.astimezone(SWEDEN).date()
    today, leaving = answers.get(TODAY_ASKED), stopping(content, day)
    both = is_given(answers.get(CODE_ASKED)) and is_given(today)
    # Where each help is chosen apart, another may truly help with this one.
    if not both or not leaving or today in leaving or content.municipality.rules_on(day).chosen_apart:
        return []
    known = content.providers.get(str(today))
    advice = WORDS.say(
        "The code is for those who have a provider that stops, but %(provider)s stands here. "
        "Ask who helps today.",
        provider=known.name if known is not None else str(today),
    )
    return [(WORDS.say("The code and who helps today do not go together"), advice)]


def _begins_before(workplace: Workplace, opened: Opened, content: Content, now: Outcome | None) -> list[Flag]:
    """Say which of two days to register: the choice begins earlier than the exit that it counts in.

    With a code that is where several stop and nobody knows by the choice alone which of them helps today.
    """
    start, row_id = now.result.start if now is not None else None, opened.header.id
    if start is None or not workplace.desk.exits.holder(row_id):
        return []
    leaving = next(
        (
            content.providers.get(case.affected.provider)
            for exit_id in content.exits.root
            for case in workplace.desk.exits.read(exit_id)
            if any(choice.submission == row_id for choice in case.choices)
        ),
        None,
    )
    last_day = leaving.agreement.last_day if leaving is not None else None
    if leaving is None or last_day is None or start > last_day:
        return []
    if is_given(opened.submission.answers.get(CODE_ASKED)):
        advice = WORDS.say(
            "The choice has the code, and %(provider)s stops on %(last)s. Register the start on %(after)s: "
            "that is what the exit counts, and not what the rules say below.",
            provider=leaving.name,
            last=day_told(last_day, WORDS),
            after=day_told(last_day + ONE_DAY, WORDS),
        )
        return [(WORDS.say("With the code the new one begins on the day after the last"), advice)]
    advice = WORDS.say(
        "Register the start on %(start)s: that is the one that holds. %(provider)s stops on %(last)s, so the "
        "exit counts from %(after)s. Nobody is without help.",
        start=day_told(start, WORDS),
        provider=leaving.name,
        last=day_told(last_day, WORDS),
        after=day_told(last_day + ONE_DAY, WORDS),
    )
    return [(WORDS.say("The switch begins before the provider’s last day"), advice)]
