"""The neutral order: the Swedish alphabet, and nothing else about a provider."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hemval.rules.neutral_order import alphabetical_key, in_neutral_order
from tests.rules.samples import provider

IN_ORDER = [
    "AB Omsorg", "Ágnes vård", "Alma", "anna", "Beda", "Émilie", "Esters", "Wilma", "Über vård", "Yngve",
    "Zackes", "Åsas", "Ælgens", "Ängens", "Öbergs", "Østers",
]  # fmt: skip


def test_the_swedish_alphabet():
    shuffled = random.Random(1).sample(IN_ORDER, len(IN_ORDER))
    found = in_neutral_order(provider(f"p{n}", name) for n, name in enumerate(shuffled))
    assert [p.name for p in found] == IN_ORDER


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Zackes", "Åsas"),
        ("Åsas", "Ängens"),
        ("Ängens", "Öbergs"),
        ("anna", "Beda"),
        ("Alma", "anna"),
        ("Émilie", "Esters"),
        ("Ágnes", "Alma"),
        ("Álma", "Beda"),
        ("Über", "Zackes"),
        ("A\u030asas", "Ängens"),
        ("Zackes", "A\u030asas"),
    ],
)
def test_one_before_the_other(first, second):
    assert alphabetical_key(first) < alphabetical_key(second)


NAMES = st.lists(st.sampled_from(IN_ORDER), min_size=1, max_size=12)


@given(NAMES, st.randoms())
def test_the_order_does_not_depend_on_the_order_of_the_files(names, dice):
    providers = [provider(f"p{n}", name) for n, name in enumerate(names)]
    shuffled = providers.copy()
    dice.shuffle(shuffled)
    assert in_neutral_order(shuffled) == in_neutral_order(providers)


@given(st.lists(st.sampled_from(IN_ORDER), min_size=1, max_size=12, unique=True), st.randoms())
def test_other_ids_change_nothing(names, dice):
    """Renaming the files renames the outcomes and moves none."""
    numbers = list(range(len(names)))
    dice.shuffle(numbers)
    before = [p.name for p in in_neutral_order(provider(f"p{n}", name) for n, name in enumerate(names))]
    after = [
        p.name
        for p in in_neutral_order(provider(f"q{n}", name) for n, name in zip(numbers, names, strict=True))
    ]
    assert before == after
