"""References that can be said on the telephone, and identities that follow from the draft."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.forms.sent.reference import ALPHABET, LENGTH, NAMES, NotAReference, grouped, normalise, spelled
from hemval.queue.reference import reference_of, row_id_of
from hemval.words import words_in

ANSWERS = {"name": "Åsa", "provider": "a"}

drafts = st.text(max_size=40)
secrets = st.binary(min_size=32, max_size=32)


@given(drafts, secrets)
def test_a_draft_always_gets_the_same_row_and_a_good_reference(draft: str, secret: bytes) -> None:
    row_id, reference = row_id_of(draft, ANSWERS, secret), reference_of(draft, secret)
    assert row_id_of(draft, dict(reversed(ANSWERS.items())), secret) == row_id
    assert reference_of(draft, secret) == reference
    assert len(row_id) == 32
    assert set(row_id) <= set("0123456789abcdef")
    assert normalise(reference) == reference


@given(drafts, drafts, secrets, secrets)
def test_another_draft_or_secret_gives_another_identity(a: str, b: str, s: bytes, t: bytes) -> None:
    if (a, s) != (b, t):
        assert row_id_of(a, ANSWERS, s) != row_id_of(b, ANSWERS, t)


def test_a_changed_answer_makes_another_row_with_the_same_reference() -> None:
    changed = {**ANSWERS, "provider": "b"}
    assert row_id_of("x", ANSWERS, bytes(32)) != row_id_of("x", changed, bytes(32))
    assert row_id_of("x", {}, bytes(32)) != row_id_of("x{}", {}, bytes(32))


def test_row_and_reference_do_not_follow_from_each_other() -> None:
    """The reference is said aloud; the row id it belongs to must not be readable from it."""
    row_id, reference = row_id_of("x", ANSWERS, bytes(32)), reference_of("x", bytes(32))
    number = int(row_id, 16)
    digits = ""
    for _ in range(LENGTH - 1):
        number, value = divmod(number, 23)
        digits += ALPHABET[value]
    assert digits != reference[:-1]


@given(drafts, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_wrong_sign_is_found(draft: str, place: int, sign: str) -> None:
    reference = reference_of(draft, bytes(32))
    wrong = reference[:place] + sign + reference[place + 1 :]
    if wrong == reference:
        assert normalise(wrong) == reference
    else:
        with pytest.raises(NotAReference, match="check"):
            normalise(wrong)


@given(drafts, st.integers(0, LENGTH - 2))
def test_every_swap_of_neighbours_is_found(draft: str, place: int) -> None:
    reference = reference_of(draft, bytes(32))
    wrong = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
    if wrong != reference:
        with pytest.raises(NotAReference, match="check"):
            normalise(wrong)


def test_the_alphabet_is_prime_and_has_no_vowels_or_look_alikes() -> None:
    assert len(set(ALPHABET)) == 23
    assert not set(ALPHABET) & set("AEIOUYÅÄÖ")
    for alike in ("0OQ", "1I", "2Z", "5S", "6G", "8B", "UV"):
        assert len(set(alike) & set(ALPHABET)) <= 1


@given(drafts)
def test_what_an_officer_types_is_understood(draft: str) -> None:
    reference = reference_of(draft, bytes(32))
    for typed in (
        grouped(reference),
        grouped(reference).lower(),
        f" {reference[:2]}-{reference[2:5]}–{reference[5:]} ",
        grouped(reference).replace(" ", "\u00a0"),
    ):
        assert normalise(typed) == reference


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "length"),
        ("TL4VCNN", "length"),
        ("TL4VCNNCC", "length"),
        ("TL٤VCNNC", "character"),
        ("TL4VCNNA", "character"),
        ("ＴL4VCNNC", "character"),
        ("ſL4VCNNC", "character"),
        ("TL4V\u200bCNNC", "character"),
        ("TL4V/CNN", "character"),
        ("TL4VCNN0", "character"),
        ("TL4VCNN1", "character"),
    ],
)
def test_what_is_no_reference_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(NotAReference) as refused:
        normalise(typed)
    assert refused.value.reason == reason


@pytest.mark.parametrize("seed", range(20))
def test_a_sign_taken_for_another_is_understood(seed: int) -> None:
    reference = reference_of(str(seed), bytes(32))
    misread = reference.translate(str.maketrans("2SGB", "Z568"))
    assert normalise(misread) == normalise(misread.lower()) == reference


def test_it_is_spelled_with_swedish_names() -> None:
    assert spelled("B4CD", words_in("sv").say) == "B som i Bertil, 4, C som i Caesar, D som i David"
    assert set(NAMES) == set(ALPHABET) - set("0123456789")
    for letter, sentence in NAMES.items():
        swedish = words_in("sv").say(sentence)
        assert swedish.startswith(f"{letter} som i {letter}")
