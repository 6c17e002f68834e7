"""The check: every finding of a municipality's folder in one run."""

from datetime import date

from hemval.content.findings import Finding, line_of
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.forms.loading import load_forms
from hemval.pages.page_facts import UnknownFact, fact_printer
from hemval.pages.written import read_page
from hemval.words import words_in


def check(folder: Folder, today: date) -> list[Finding]:
    """Check the data, the forms and the pages; sorted by place."""
    content, findings = load(folder)
    _, of_forms = load_forms(folder)
    findings = [*findings, *of_forms]
    if content is not None:
        findings += _pages(folder, content, today)
    return sorted(findings)


def _pages(folder: Folder, content: Content, today: date) -> list[Finding]:
    findings: list[Finding] = []
    for language in content.municipality.site.languages:
        printer = fact_printer(content, words_in(language), today)
        for path in folder.files(f"site_src/{language}", "**/*.md"):
            name = folder.shown(path)
            page, found = read_page(path, name)
            findings += found
            if page is None:
                continue
            try:
                for text in (page.meta.title, page.meta.lead, page.meta.description):
                    printer.into_text(text or "")
                line = page.body_line
                printer.into_markdown(page.body)
            except UnknownFact as error:
                at = line + error.line - 1
                source = path.read_text(encoding="utf-8-sig")
                findings.append(Finding(name, at, 1, str(error), line_of(source, at)))
    return findings
