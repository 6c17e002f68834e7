"""The officers' table of reasons to look twice: each once, in the words of the screen."""

import re

from hemval.handover.told import REASONS, WORDS, reason_told
from hemval.officers.across.flags import TOLD
from hemval.officers.case.rules_told import SHORT
from hemval.settings import PROJECT

DAMAGED = "Skadat, går inte att öppna"


def test_each_reason_has_one_row_in_the_words_of_the_screen() -> None:
    guide = (PROJECT / "docs" / "officers.md").read_text(encoding="utf-8")
    table = guide[guide.index("**Titta extra på** står") :].split("\n\n")[1]
    rows = re.findall(r"^\| (.+?) \| .+ \|$", table, re.MULTILINE)[1:]
    flags = [WORDS.say(told) for told in (*(seen for seen, _ in TOLD.values()), *SHORT.values())]
    assert sorted(rows) == sorted([*map(reason_told, REASONS), *flags, DAMAGED])
