"""axe with every rule that it has: also those for AAA, those it calls experimental, and best practice."""

from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

COLOURS = (Path(__file__).parent / "colours.js").read_text(encoding="utf-8")

EVERY_RULE = """async (without) => {
    const rules = Object.fromEntries(
        axe.getRules().map(rule => [rule.ruleId, {enabled: !without.includes(rule.ruleId)}]));
    const found = await axe.run(document, {rules, resultTypes: ["violations"]});
    return found.violations.flatMap(broken => broken.nodes.map(
        node => `axe ${broken.id}: ${broken.help}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
}"""

IS_THERE = "() => typeof axe === 'object'"

CONTRAST = ("color-contrast", "color-contrast-enhanced")
"""More than half of what axe takes."""

_passed: set[str] = set()
"""Kinds of text whose contrast axe has passed."""


def axe_faults(page: Page, *, colours: bool = True) -> list[str]:
    """Run axe on the page as it stands and return what it finds, one sentence an element.

    To read axe in takes as long as to run it, so a page that is looked at again keeps it. Contrast is run
    where any text has colours, size or ground that axe has not passed before in this process: it is as
    readable on the next page. Colours are left out only where they were looked at elsewhere.
    """
    if not page.evaluate(IS_THERE):
        page.evaluate(AXE_SCRIPT)
    faults: list[str] = page.evaluate(EVERY_RULE, list(CONTRAST))
    if colours and not _passed.issuperset(page.evaluate(COLOURS, [])):
        told = page.evaluate(COLOURS, list(CONTRAST))
        faults += told["faults"]
        _passed.update(told["passed"])
    return faults
