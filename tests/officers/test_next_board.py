"""The board is made anew only where something changed, and comes to the same as if all of it were."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from hemval.officers.across.overview import Known
from hemval.officers.lists.board import Board
from hemval.officers.lists.next_board import board_after
from tests.officers.samples import COMPLETE, RECEIVED, choice
from tests.officers.test_chains import ASA, BO, known
from tests.rules.cases import checked

TODAY = RECEIVED.date() + timedelta(days=2)
STATES = ["new", "awaiting", "taken_over", "closed", "withdrawn"]
ROWS = st.builds(
    lambda n, person, state, phone, name, days, **around: (n, person, state, phone, name, days, around),
    st.integers(0, 5),
    st.sampled_from([ASA, BO, None]),
    st.sampled_from(STATES),
    st.sampled_from(["070-174 06 05", "070-174 06 06"]),
    st.sampled_from(["Åsa Öst", "Bo Ek"]),
    st.sampled_from([1, 40]),
    protected=st.sampled_from([False, False, False, True]),
    damaged=st.sampled_from([False, False, False, True]),
    warned=st.booleans(),
    old=st.booleans(),
    reference=st.sampled_from(["", *(choice(n).reference for n in range(3))]),
)


def row(n: int, person: str | None, state: str, phone: str, name: str, days: int, around: dict) -> Known:
    one = known(n, person, state, name=name, phone=phone, identity=person or "")
    header = replace(
        one.header,
        protected=around["protected"],
        ended_at=RECEIVED - timedelta(days=days) if state == "taken_over" else one.header.ended_at,
        warned_at=RECEIVED if around["warned"] else None,
        form="choice" if n < 5 else "opinion",
    )
    if around["old"]:
        header = replace(header, received_at=header.received_at - timedelta(days=170))
    gist = replace(one.gist, references=(around["reference"],) if around["reference"] else ())
    return Known(header, None if around["damaged"] else gist)


def whole(content, rows: dict[str, Known]) -> Board:
    return board_after(Board(TODAY, content), rows, frozenset(rows))


def told(board: Board) -> dict[str, object]:
    """Return a board with the rows that have something in common in no order."""
    ties = {name: {key: sorted(rows) for key, rows in of.items()} for name, of in vars(board.ties).items()}
    return vars(board) | {"ties": ties, "across": {row: list(of.items()) for row, of in board.across.items()}}


@checked
@given(st.lists(st.lists(ROWS, max_size=4), max_size=4), st.data())
def test_it_comes_to_the_same(content, turns, data):
    rows: dict[str, Known] = {}
    board = whole(content, rows)
    for turn in turns:
        gone = data.draw(st.sets(st.sampled_from(sorted(rows)))) if rows else set()
        after = {id_: one for id_, one in rows.items() if id_ not in gone}
        after |= {one.header.id: one for one in (row(*drawn) for drawn in turn)}
        changed = {id_ for id_ in rows.keys() | after.keys() if rows.get(id_) != after.get(id_)}
        board, rows = board_after(board, after, changed), after
        assert told(board) == told(whole(content, rows))


def test_what_has_nothing_to_do_with_the_change_is_left_alone(content):
    rows = {one.header.id: one for one in (known(0), known(1), known(2, BO), known(3, BO))}
    board = whole(content, rows)
    closed = known(3, BO, "closed")
    after = board_after(board, rows | {closed.header.id: closed}, {closed.header.id})
    asas = known(0).header.id
    assert after.across[asas] is board.across[asas], "it was not worked out again"
    assert board.rows[closed.header.id].header.state == "new", "who has the board from before keeps it"
    assert len(board.tabs["choice", "nya"]) == 2


def test_the_way_from_a_change_is_two_ties_long(content):
    """What is seen of Åsa's choice, which the new one touches, follows from Åsa's other one as well."""
    mine = [known(0, phone="070-174 06 05"), known(1, phone="070-174 06 06")]
    new = known(2, BO, phone="070-174 06 05")
    rows = {one.header.id: one for one in (*mine, new)}
    after = board_after(whole(content, {one.header.id: one for one in mine}), rows, {new.header.id})
    assert told(after) == told(whole(content, rows))
    assert after.chains.is_replaced(mine[0].header)
    assert "same-person" in after.across[mine[0].header.id]


def test_what_was_tied_to_one_that_is_gone_is_looked_at_again(content):
    rows = {one.header.id: one for one in (known(0), known(1))}
    (gone,) = {known(1).header.id}
    after = board_after(whole(content, rows), {row: one for row, one in rows.items() if row != gone}, {gone})
    assert (after.flagged, after.across, after.chains.newer) == (frozenset(), {}, {})
    assert after.ties == whole(content, dict(after.rows)).ties


def test_one_that_is_read_anew_is_judged_anew(content):
    one = known(0, **COMPLETE)
    board = whole(content, {one.header.id: one})
    assert not board.rules
    anew = replace(one, gist=known(0, **COMPLETE | {"provider": "gone"}).gist)
    after = board_after(board, {one.header.id: anew}, {one.header.id})
    assert after.rules[one.header.id]
    assert after.flagged == {one.header.id}
