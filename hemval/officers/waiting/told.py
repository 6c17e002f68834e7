"""Waiting lists as officers read them: who stands where, and why; and whose queue a choice can be put in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from hemval.content.whole import Content
from hemval.forms.sent.judging import judged_by_all
from hemval.forms.sent.reference import grouped
from hemval.handover.told import WORDS
from hemval.officers.across.gist import Gist
from hemval.officers.across.overview import Known
from hemval.officers.case.told import state_told
from hemval.officers.lists.board import Board
from hemval.officers.workplace import Workplace
from hemval.queue.desk.rows import Opened
from hemval.queue.desk.tables import Header
from hemval.queue.desk.waiting_places import Queued
from hemval.rules.neutral_order import in_neutral_order
from hemval.rules.waiting import MovedAhead, Place
from hemval.rules.working_days import OFFICE, working_days_since
from hemval.words.dates import SWEDEN, day_told, moment_told


@dataclass(frozen=True)
class PlaceLine:
    """A place in a queue; of one whose person has protected personal data nothing but that it is taken."""

    id: str
    number: int
    reference: str
    name: str
    received: str
    waited: str
    why: tuple[str, ...]
    offered: str
    """When room was offered; empty where it has not been, or was answered."""
    is_next: bool
    moved: bool
    """Whether it stands here by an exception, which can be taken back until room is offered."""
    version: int
    seen: str
    ahead: tuple[tuple[str, str], ...]
    """Those who stand before it and were offered nothing: ids and words."""
    protected: bool = False

    @property
    def to_press(self) -> bool:
        """Say whether something waits to be noted here: an answer, or that room is offered."""
        return bool(self.offered) or self.is_next


@dataclass(frozen=True)
class Last:
    """The last answer that was noted in a queue: it can be undone there."""

    id: str
    version: int
    told: str


def last_told(header: Header, reference: str) -> Last:
    """Tell the last answer; ``reference`` is empty for who is not to be told of."""
    whose = grouped(reference) if reference else WORDS.say("Protected personal data")
    return Last(header.id, header.version, f"{whose}: {state_told(header, when=True)}")


def waiting_now(workplace: Workplace) -> list[Queued]:
    """Return those who wait and whose choice no newer one has replaced."""
    gone = replaced(workplace)
    return [one for one in workplace.desk.queued() if one.header.id not in gone]


def replaced(workplace: Workplace) -> Collection[str]:
    """Return the choices that a newer one of the same person has replaced: they wait no longer."""
    return workplace.board().chains.newer


def place_lines(
    order: Sequence[Place], queued: Sequence[Queued], opened: Sequence[Opened], names: dict[str, str],
    next_one: str | None, today: date,
) -> list[PlaceLine]:  # fmt: skip
    """Tell each place in order."""
    rows = {one.header.id: one for one in queued}
    references = {one.header.id: grouped(one.submission.reference) for one in opened}
    lines: list[PlaceLine] = []
    for place in order:
        one = rows[place.waiting.id]
        header, waits = one.header, one.waits
        offered = ""
        if waits is not None and waits.offered_at is not None:
            moment = moment_told(waits.offered_at, WORDS)
            offered = WORDS.say("Offered room by %(who)s %(moment)s", who=waits.offered_by, moment=moment)
        received = place.waiting.received.astimezone(SWEDEN).date()
        days = working_days_since(received, today, OFFICE)
        lines.append(
            PlaceLine(
                id=header.id,
                number=place.number,
                reference=references.get(header.id, ""),
                name=names.get(header.id, ""),
                received=received.isoformat(),
                waited=WORDS.count("%(n)d working day", "%(n)d working days", days),
                why=tuple(_why(place, header)),
                offered=offered,
                is_next=header.id == next_one,
                moved=place.moved is not None and not offered,
                version=header.version,
                seen=one.seen,
                ahead=tuple((line.id, _place_told(line)) for line in lines if not line.offered),
                protected=header.protected,
            )
        )
    return lines


def _place_told(line: PlaceLine) -> str:
    return WORDS.say("place %(number)d, %(reference)s", number=line.number, reference=line.reference or "–")


def _why(place: Place, header: Header) -> list[str]:
    told = [] if place.moved is None else [_moved_told(place.moved, protected=header.protected)]
    if place.waiting.received < header.received_at:
        told.append(WORDS.say("Has taken over the place of an earlier choice. The time counts from that."))
    if place.overtaken_by:
        told.append(
            WORDS.count(
                "%(n)d that came later was moved ahead.",
                "%(n)d that came later were moved ahead.",
                len(place.overtaken_by),
            )
        )
    return told


def _moved_told(moved: MovedAhead, *, protected: bool) -> str:
    """Say who moved it and why; not why where the words may tell who it is that is protected."""
    day = day_told(moved.at.astimezone(SWEDEN).date(), WORDS)
    if protected:
        return WORDS.say("Moved ahead by %(who)s %(day)s.", who=moved.by, day=day)
    return WORDS.say("Moved ahead by %(who)s %(day)s: %(reason)s", who=moved.by, day=day, reason=moved.reason)


def queues_for(known: Known | None, content: Content | None, today: date) -> list[tuple[str, str]]:
    """List the providers that a choice wishes for, the one first whose queue the rules say; ids and names."""
    gist = known.gist if known is not None else None
    if known is None or gist is None or content is None:
        return []
    wished = [content.providers[one] for one in dict.fromkeys(gist.wished) if one in content.providers]
    open_ones = [one for one in wished if one.agreement.status(today) != "ended"]
    first = _waits_for(known, gist, content)
    full = [one.id for one in open_ones if content.room_state(one, today) == "queue"]
    chosen = first or (full[0] if full else "")
    return [(one.id, one.name) for one in sorted(open_ones, key=lambda one: one.id != chosen)]


def gives_place(board: Board, row_id: str, provider: str) -> list[str]:
    """List the older choices whose place in a provider's queue a choice may take over, the newest first.

    Only as far back as each wishes for that provider and is open or closed by an officer: who asked for
    another meanwhile, or took it back, has left the queue.
    """
    found = []
    for older in board.chains.replaces(row_id):
        known = board.rows.get(older)
        if known is None or known.gist is None or provider not in known.gist.wished:
            break
        if known.header.state in ("taken_over", "withdrawn"):
            break
        found.append(older)
    return found


def _waits_for(known: Known, gist: Gist, content: Content) -> str | None:
    header = known.header
    judged = judged_by_all(content, header.form, gist.answers, header.received_at, header.id, {})
    return judged.result.waits_for if judged is not None else None


def counted(queued: Sequence[Queued], content: Content, today: date) -> list[tuple[str, str, int, int]]:
    """List each provider with how many wait and how many of them are offered room; ids and names."""
    with_queue = {one.provider for one in queued if one.provider}
    listed = {one.id: one for one in content.contracted(today)}
    listed |= {one: content.providers[one] for one in with_queue if one in content.providers}
    rows = [
        (
            one.id,
            one.name,
            sum(each.provider == one.id for each in queued),
            sum(each.provider == one.id and each.offered for each in queued),
        )
        for one in in_neutral_order(listed.values())
    ]
    return rows + [
        (one, one, sum(each.provider == one for each in queued), 0)
        for one in sorted(with_queue - listed.keys())
    ]
