"""axe with every rule that it has: also those for AAA, those it calls experimental, and best practice."""

from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

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


def axe_faults(page: Page, without: Sequence[str] = ()) -> list[str]:
    """Run axe on the page as it stands and return what it finds, one sentence an element.

    To read axe in takes as long as to run it, so a page that is looked at again keeps it. A rule is left out
    only where the same was looked at elsewhere.
    """
    if not page.evaluate(IS_THERE):
        page.evaluate(AXE_SCRIPT)
    faults: list[str] = page.evaluate(EVERY_RULE, list(without))
    return faults
