"""The findings that docs/writing-yaml.md shows are the ones a writer gets."""

import re
from pathlib import Path
from typing import Literal

import pytest

from hemval.content.binding import bind
from hemval.content.kinds import Day, Line, Model, Phone
from hemval.content.reader import read_text

PAGE = (Path(__file__).parents[2] / "docs" / "writing-yaml.md").read_text("utf-8")
SHOWN = re.findall(r"```yaml\n((?:(?!```).)*)```\n\n```text\n(.*?)\n```", PAGE, flags=re.DOTALL)


class Example(Model):
    name: Line
    begins: Day | None = None
    extras: Literal["allowed", "banned"] = "banned"
    phone: Phone | None = None


def test_the_page_shows_findings() -> None:
    assert len(SHOWN) == 3


@pytest.mark.parametrize(("text", "shown"), SHOWN)
def test_a_shown_finding_is_what_a_writer_gets(text: str, shown: str) -> None:
    node, findings = read_text(text, "exempel.yml")
    if node is not None:
        findings += bind(node, Example, "exempel.yml", text)[1]
    assert "\n".join(finding.render() for finding in findings) == shown
