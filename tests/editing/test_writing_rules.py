"""docs/writing-rules.md: each example is a rule, and the sentences under it are those that citizens read."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hemval.content.binding import bind
from hemval.content.node import Node
from hemval.content.reader import read_text
from hemval.content.rule_set import RuleSet
from hemval.content.whole import Content
from hemval.pages.municipal_facts import municipal_facts
from hemval.words import words_in
from tests.content.test_findings_in_swedish import PLACES, swedish
from tests.editing.small import TODAY
from tests.rules.samples import content_of

PAGE = (Path(__file__).parents[2] / "docs" / "writing-rules.md").read_text("utf-8")
TOLD = re.findall(r"```yaml\n([^`]*)```\n\n((?:> .*\n)+)", PAGE)
FOUND = re.findall(r"```yaml\n([^`]*)```\n\n```text\n(.*?)\n```", PAGE, flags=re.DOTALL)
LISTED = re.findall(r"^\| ([^|]*(?:…|\.)) \|", PAGE.partition("kontrollen säger")[2], flags=re.MULTILINE)
KEYS = re.findall(
    r"^\| `(\w+)` \|", PAGE.partition("## En uppsättning")[2].partition("## Den som")[0], re.MULTILINE
)


@cache
def lindvik() -> Content:
    return content_of("lindvik")


def plain(node: Node) -> Any:
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, tuple):
        return [plain(item) for item in node.value]
    return {key: plain(value) for key, value in node.value.items()}


def test_the_page_tells_of_every_part_of_a_rule_set() -> None:
    assert list(RuleSet.model_fields) == KEYS
    assert (len(TOLD), len(FOUND)) == (15, 1)
    assert len(LISTED) >= 18


@pytest.mark.parametrize(("text", "told"), TOLD)
def test_an_example_gives_the_sentences_under_it(text: str, told: str) -> None:
    node, findings = read_text(text, "exempel.yml")
    assert node is not None, findings
    municipality = lindvik().municipality
    written = municipality.rules_on(TODAY).model_dump(mode="json") | plain(node)
    rules = RuleSet.model_validate(written)
    content = lindvik().model_copy(
        update={"municipality": municipality.model_copy(update={"rules": (rules,)})}
    )
    facts = municipal_facts(content, words_in("sv"), TODAY)["rules"]
    said = "\n".join(str(fact) for fact in facts.values())
    for sentence in told.splitlines():
        assert sentence.removeprefix("> ") in said


@pytest.mark.parametrize(("text", "shown"), FOUND)
def test_a_shown_finding_is_what_a_writer_gets(text: str, shown: str) -> None:
    node, findings = read_text(text, "regler.yml")
    assert node is not None
    findings += bind(node, RuleSet, "regler.yml", text)[1]
    assert "\n".join(finding.render() for finding in findings) == shown


@pytest.mark.parametrize("sentence", LISTED)
def test_a_listed_finding_is_one_of_ours(sentence: str) -> None:
    written = {PLACES.sub("…", told) for told in swedish().values()}
    assert any(_alike(sentence, told) for told in written)


def _alike(shown: str, told: str) -> bool:
    """Compare without regard to which places are written out, or how each is ended."""

    def pieces(text: str) -> list[str]:
        return [piece.strip(" .") for piece in re.split("…", text) if piece.strip(" .")]

    return pieces(shown) == pieces(told)
