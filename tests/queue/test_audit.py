"""Every kind of tampering with the log is found, and the first broken link is named."""

from collections.abc import Callable

import pytest

from hemval.queue.desk import Desk
from hemval.queue.desk.audit import START, Entry, Head, append, check, read_entries
from tests.queue.samples import NOW

KEY = b"k" * 32


@pytest.fixture
def chain(desk: Desk) -> list[Entry]:
    with desk.queue.writing() as connection:
        for n in range(8):
            append(connection, KEY, f"officer {n % 2}", "open", [f"row {n}"], NOW)
        return read_entries(connection)


def edited(entry: Entry, **values: object) -> Entry:
    return Entry(**{**vars(entry), **values})  # type: ignore[arg-type]


def swapped(chain: list[Entry]) -> list[Entry]:
    """Two acts change places, each with the other's number, as one would do it in the file."""
    third, fourth = chain[3], chain[4]
    return [*chain[:3], edited(fourth, seq=4), edited(third, seq=5), *chain[5:]]


def inserted(chain: list[Entry]) -> list[Entry]:
    copy = edited(chain[2], seq=4, previous=chain[2].mac)
    return [*chain[:3], copy, *(edited(entry, seq=entry.seq + 1) for entry in chain[3:])]


def renumbered_without_one(chain: list[Entry]) -> list[Entry]:
    rest = [edited(entry, seq=entry.seq - 1) for entry in chain[4:]]
    return [*chain[:3], edited(rest[0], previous=chain[2].mac), *rest[1:]]


def replaced(chain: list[Entry], **values: object) -> list[Entry]:
    return [*chain[:3], edited(chain[3], **values), *chain[4:]]


KINDS: dict[str, tuple[Callable[[list[Entry]], list[Entry]], int]] = {
    "who": (lambda chain: replaced(chain, who="someone else"), 4),
    "time": (lambda chain: replaced(chain, at="2026-12-02T09:31:00.000000+00:00"), 4),
    "act": (lambda chain: replaced(chain, act="take_over"), 4),
    "rows": (lambda chain: replaced(chain, rows='["row 9"]'), 4),
    "mac": (lambda chain: replaced(chain, mac="0" * 64), 4),
    "first deleted": (lambda chain: chain[1:], 2),
    "middle deleted": (lambda chain: [*chain[:3], *chain[4:]], 5),
    "middle deleted, renumbered": (renumbered_without_one, 4),
    "swapped": (swapped, 4),
    "inserted": (inserted, 4),
    "repeated at the end": (lambda chain: [*chain, edited(chain[-1], seq=9)], 9),
    "last deleted": (lambda chain: chain[:-1], 8),
    "all deleted": (lambda chain: [], 8),
}


@pytest.mark.parametrize("kind", KINDS)
def test_tampering_is_found_at_the_first_broken_link(chain: list[Entry], kind: str) -> None:
    tamper, broken_at = KINDS[kind]
    outside = Head(chain[-1].seq, chain[-1].mac)
    assert check(chain, KEY, [outside]).how is None
    verdict = check(tamper(chain), KEY, [outside])
    assert verdict.how is not None
    assert verdict.broken_at == broken_at


def test_only_a_head_kept_outside_shows_that_the_end_was_cut_off(chain: list[Entry]) -> None:
    assert check(chain[:-1], KEY).how is None
    assert check(chain[:-1], KEY, [Head(chain[-1].seq, chain[-1].mac)]).how == "head"


def test_a_chain_that_has_grown_since_still_holds_an_older_head(chain: list[Entry]) -> None:
    verdict = check(chain, KEY, [Head(chain[4].seq, chain[4].mac)])
    assert (verdict.how, verdict.sound, verdict.head.seq) == (None, 8, 8)


def test_the_wrong_key_is_found(chain: list[Entry]) -> None:
    assert check(chain, b"x" * 32).broken_at == 1


def test_someone_without_the_key_cannot_write_the_chain_anew(desk: Desk) -> None:
    with desk.queue.writing() as connection:
        append(connection, b"guessed" * 5, "anna", "open", ["row"], NOW)
        append(connection, b"guessed" * 5, "anna", "open", ["row"], NOW)
    verdict = desk.verify()
    assert (verdict.broken_at, verdict.how) == (1, "mac")


def test_an_empty_log_is_whole() -> None:
    assert check([], KEY, [Head(0, START)]).how is None


def test_links_of_an_older_copy_do_not_fit_into_this_chain(desk: Desk, chain: list[Entry]) -> None:
    """Each mac is good by itself: the file was restored once, and worked on, with the same key."""
    with desk.queue.writing() as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE seq > 2")
        for n in range(3, 9):
            append(connection, KEY, "officer 2", "open", [f"other row {n}"], NOW)
        other = read_entries(connection)
    assert check(other, KEY).how is None
    assert check([*chain[:4], *other[4:]], KEY).how == "link"


def test_a_head_reads_back() -> None:
    head = Head(12, "ab" * 32)
    assert (
        Head.parse(str(head)) == Head.parse(head.grouped) == Head.parse(f" {head.grouped.upper()} ") == head
    )
    for text in ("", "12", "12:xyz", "-1:" + "ab" * 32, "1٢:" + "ab" * 32):
        with pytest.raises(ValueError, match="head"):
            Head.parse(text)


def test_no_two_fields_can_be_shifted_into_each_other(desk: Desk) -> None:
    """The mac is over a list, not over joined text."""
    with desk.queue.writing() as connection:
        first = append(connection, KEY, "ab", "open", [], NOW)
    assert check([first], KEY).how is None
    shifted = edited(first, who="a", act="bopen")
    assert check([shifted], KEY).how == "mac"


def test_nobody_waits_while_the_log_and_the_outcomes_are_checked(desk: Desk, chain: list[Entry]) -> None:
    """There is one connection for all officers: a check that took it would fail here, after its patience."""
    with desk.queue.reading():
        assert desk.verify().broken_at == 1, "by another key"
        assert desk.replay().equal == 0
    with desk.queue.apart() as apart, apart.reading() as connection:
        before = read_entries(connection)
        with desk.queue.writing() as other:
            append(other, KEY, "anna", "open", ["row"], NOW)
        assert read_entries(connection) == before, "it sees one moment"
