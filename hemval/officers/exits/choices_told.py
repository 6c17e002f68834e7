"""The choices that belong to somebody an exit touches, and who can be appointed for them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from hemval.content.whole import Content
from hemval.handover.exit_told import REASONS, provider_told
from hemval.handover.told import WORDS, channel_told
from hemval.officers.exits.counts_told import counts_told
from hemval.officers.exits.listed_told import differs_told
from hemval.officers.exits.looked import Looked
from hemval.rules.exits.case import Case, Joined
from hemval.rules.exits.counting import is_contested
from hemval.rules.exits.deadline import last_day_of
from hemval.rules.exits.holding import day_after, fault_of_successor
from hemval.rules.exits.places import Places
from hemval.rules.exits.plan import Plan
from hemval.rules.neutral_order import in_neutral_order
from hemval.rules.situation import Situation
from hemval.rules.told.room import room_told
from hemval.words import sentence
from hemval.words.dates import SWEDEN, joined, moment_told

KINDS = {
    "first": sentence("Asks for a provider"),
    "switch": sentence("Asks for a provider"),
    "no-choice": sentence("Leaves it to the municipality"),
    "call-me": sentence("Wants to be called"),
}

FILLED = sentence("Has a queue when those who have chosen already are counted")


@dataclass(frozen=True)
class ChoiceTold:
    """A choice that came with the code, or that an officer tied."""

    submission: str
    exists: bool
    """Whether the case is still here: it is deleted before the exit is."""
    reference: str
    """What tells two choices of one code apart; nothing of a protected person's."""
    name: str
    """Who sent it, where the code is used by several; for who may read cases."""
    received: str
    channel: str
    what: str
    differs: tuple[tuple[str, str], ...]
    """What it says otherwise than the list, each under its heading."""
    state: str
    tied: str
    can_be_untied: bool
    to_settle: bool
    """Whether an officer is to say if it is the right one."""


@dataclass(frozen=True)
class Appointable:
    """A provider that can help from the day after."""

    id: str
    name: str
    room: str


@dataclass(frozen=True)
class CanAppoint:
    """Who can be appointed for a person, or for a group of services that is chosen by itself."""

    group: str
    start: date
    able: tuple[Appointable, ...]
    unable: tuple[tuple[str, str], ...]
    """The others, each with why not."""
    helped: bool
    """Whether somebody helps already."""


def choices_told(
    one: Looked, case: Case, here: Mapping[str, str], names: Mapping[str, str], *, reads: bool
) -> list[ChoiceTold]:
    """Tell the choices, the newest first; ``here`` are the references of the cases not deleted yet.

    What a choice says is for who ``reads`` cases: for others it stays that it came, and whether it counts.
    """
    mine = [plan for plan in one.plans if plan.case.id == case.id]
    contested = is_contested(case)
    return [
        ChoiceTold(
            submission=choice.submission,
            exists=choice.submission in here,
            reference="" if case.protected else here.get(choice.submission, ""),
            name="" if case.protected else names.get(choice.submission, ""),
            received=moment_told(choice.received, WORDS),
            channel=channel_told(choice.channel) if reads else "",
            what=_what(choice, one.content) if reads and not case.protected else "",
            differs=_differs(choice, case, one.content) if reads and not case.protected else (),
            state=counts_told(choice, case, mine, here, last_day_of(case, one.content)),
            tied=WORDS.say("Tied by %(who)s", who=choice.tied_by) if choice.tied_by else "",
            can_be_untied=True,
            to_settle=contested and not choice.closed and choice.withdrawn is None,
        )
        for choice in sorted(case.choices, key=lambda choice: choice.received, reverse=True)
    ]


def can_appoint(one: Looked, case: Case, today: date) -> list[CanAppoint]:
    """List for each part of the help who can give it from the day after, and why others cannot."""
    provider = one.content.providers.get(case.affected.provider)
    last_day = provider.agreement.last_day if provider is not None else None
    if last_day is None or case.lost or case.gone_at is not None:
        return []
    start = max(day_after(last_day), today)
    # What somebody has chosen and can have is taken from nobody: there nobody is appointed.
    return [
        _of(plan, one, start, today)
        for plan in one.plans
        if plan.case.id == case.id and not (plan.status == "chosen" and plan.gap is None)
    ]


def _of(plan: Plan, one: Looked, start: date, today: date) -> CanAppoint:
    content, area = one.content, plan.case.affected.area
    able, unable = [], []
    full = _filled(one, plan, today)
    for each in in_neutral_order(content.contracted(today)):
        if each.id in one.exit.providers:
            continue
        fault = fault_of_successor(each.id, content, start, area, plan.services)
        if fault is None:
            state = content.room_state(each, today, area)
            room = WORDS.say(FILLED) if state == "open" and each.id in full else room_told(state, WORDS)
            able.append(Appointable(each.id, each.name, room))
        else:
            unable.append((each.name, WORDS.say(REASONS[fault][0])))
    return CanAppoint(plan.group, start, tuple(able), tuple(unable), helped=plan.gap is None)


def _filled(one: Looked, plan: Plan, today: date) -> set[str]:
    """Return who has a queue for a person when the others of the exit have what they are to have."""
    places, parts = Places(one.content, one.exit), Counter(each.case.id for each in one.plans)

    def hours(of: Plan) -> int | None:
        whole = of.case.affected.hours
        return -(-whole // parts[of.case.id]) if whole is not None else None

    for each in one.plans:
        if each.case.id != plan.case.id and each.helper is not None and each.start is not None:
            places.take(each.helper, each.case.affected.area, hours(each), each.start)
    listed = plan.case.affected
    situation = Situation(
        received=datetime.combine(today, time(12), SWEDEN),
        kind="exit",
        today=listed.provider,
        area=listed.area,
        services=plan.services,
    )
    return {each.id for each in places.inputs(situation, hours(plan)).providers if each.room == "queue"}


def _differs(choice: Joined, case: Case, content: Content) -> tuple[tuple[str, str], ...]:
    return tuple(differs_told(choice.area, choice.today, choice.received, case.affected, content))


def _what(choice: Joined, content: Content) -> str:
    told = WORDS.say(KINDS[choice.kind]) if choice.kind in KINDS else ""
    wishes = joined([provider_told(each, content) for each in choice.wishes], WORDS)
    parts = [part for part in (told, wishes) if part]
    groups = [group for group in choice.groups if group]
    return ": ".join(parts) + (f" ({', '.join(groups)})" if groups else "")
