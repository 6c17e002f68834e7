"""axe with every rule that it has: also those for AAA, those it calls experimental, and best practice."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

EVERY_RULE = """async () => {
    const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: true}]));
    const found = await axe.run(document, {rules, resultTypes: ["violations"]});
    return found.violations.flatMap(broken => broken.nodes.map(
        node => `axe ${broken.id}: ${broken.help}: ${node.html.slice(0, 200)} ${node.failureSummary}`));
}"""

IS_THERE = "() => typeof axe === 'object'"


def axe_faults(page: Page) -> list[str]:
    """Run axe on the page as it stands and return what it finds, one sentence an element.

    To read axe in takes as long as to run it, so a page that is looked at again keeps it.
    """
    if not page.evaluate(IS_THERE):
        page.evaluate(AXE_SCRIPT)
    faults: list[str] = page.evaluate(EVERY_RULE)
    return faults
