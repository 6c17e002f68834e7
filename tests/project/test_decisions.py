"""Each decision has a number of its own, none is left out, and the list leads to all of them."""

import re

from tests.project.running import PROJECT

DECISIONS = PROJECT / "docs" / "decisions"
RECORDS = sorted(DECISIONS.glob("[0-9]*.md"))


def test_decisions_are_numbered_without_gap_or_double() -> None:
    assert [int(path.name[:4]) for path in RECORDS] == list(range(1, len(RECORDS) + 1))


def test_the_list_names_every_decision_as_it_names_itself() -> None:
    listed = re.findall(
        r"^- \[(\d+\. .+)\]\((.+)\)$", (DECISIONS / "README.md").read_text("utf-8"), re.MULTILINE
    )
    titles = [path.read_text("utf-8").partition("\n")[0].removeprefix("# ") for path in RECORDS]
    assert listed == list(zip(titles, (path.name for path in RECORDS), strict=True))
