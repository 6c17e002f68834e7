"""The check: every finding of a municipality's folder in one run."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from hemval.content.document import document_sizes
from hemval.content.findings import Finding, line_of
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.page_names import unknown_page
from hemval.content.whole import Content
from hemval.editing.colours import colour_findings
from hemval.editing.form_languages import untranslated
from hemval.editing.frozen_columns import moved_columns
from hemval.editing.heading_faults import heading_faults
from hemval.editing.left_over import left_over
from hemval.editing.link_faults import link_faults
from hemval.editing.prose.against import Against
from hemval.editing.prose.contradictions import data_contradictions, page_contradictions
from hemval.editing.room_days import room_day_findings
from hemval.editing.rule_faults import rule_fault_findings
from hemval.editing.word_lists import word_list_findings
from hemval.forms.columns.frozen import FrozenColumns, load_frozen
from hemval.forms.cookie.largest_draft import draft_findings
from hemval.forms.definition import FormDefinition
from hemval.forms.reading.loading import load_forms
from hemval.pages.asked_facts import Fault
from hemval.pages.document_links import document_faults
from hemval.pages.known_addresses import Known, known_addresses
from hemval.pages.markdown_boxes import box_faults
from hemval.pages.page_facts import FactPrinter, fact_printer
from hemval.pages.raw_html import raw_html
from hemval.pages.written import Body, WrittenPage, body_of, read_page
from hemval.pages.written_files import unread_files
from hemval.words import LANGUAGES, sentence, words_in
from hemval.words.text import MAIN_LANGUAGE

say = words_in("sv").say

WITHOUT_SWEDISH = sentence("Write the Swedish page first, in site_src/sv/, and give both the same file name.")


@dataclass(frozen=True)
class Examined:
    """What was read of a folder, and everything that is wrong with it; ``content`` is None where data are."""

    content: Content | None
    forms: dict[str, FormDefinition]
    frozen: tuple[FrozenColumns, ...]
    findings: list[Finding]


def check(folder: Folder, today: date) -> list[Finding]:
    """Check the data, the forms and the pages; sorted by place.

    What pages ask for is held against the data only where the data are whole.
    """
    return examine(folder, today).findings


def examine(folder: Folder, today: date) -> Examined:
    """Check as ``check`` does and return what was read too: a build reads nothing twice."""
    content, findings = load(folder)
    forms, of_forms = load_forms(folder)
    known = known_addresses(folder, content, None if of_forms else forms.values(), today)
    frozen, of_columns = load_frozen(folder, forms)
    of_forms += [*of_columns, *moved_columns(folder, forms, frozen)]
    if content is not None:
        findings += colour_findings(folder, content)
        findings += left_over(folder, content)
        findings += room_day_findings(folder, content, today)
        findings += rule_fault_findings(folder, content, today)
        findings += word_list_findings(folder, content, today)
        of_forms += draft_findings(forms.values(), content, today)
        of_forms += data_contradictions(folder, content, forms, today)
        of_forms += untranslated(folder, forms, content.municipality.site.languages)
    of_pages = _pages(folder, content, known, today)
    return Examined(content, forms, frozen, sorted([*findings, *of_forms, *of_pages]))


def _pages(folder: Folder, content: Content | None, known: Known, today: date) -> Iterator[Finding]:
    documents = document_sizes(folder)
    for language in content.municipality.site.languages if content else LANGUAGES:
        printer = fact_printer(content, words_in(language), today) if content else None
        against = Against(content, today, language) if content else None
        for path in unread_files(folder, language):
            advice = say("Pages end in .md, pictures in .jpg, .png or .svg. Documents stand in documents/.")
            yield Finding(folder.shown(path), 1, 1, say("The file is not read."), "", advice)
        for path in folder.files(f"site_src/{language}", "**/*.md"):
            name = folder.shown(path)
            page, findings = read_page(path, name)
            yield from findings
            if language != MAIN_LANGUAGE and not _swedish_of(folder, path, language):
                yield Finding(
                    name, 1, 1, say("There is no Swedish page of this name."), "", say(WITHOUT_SWEDISH)
                )
            in_folder = _in_folder(folder, path, language)
            if known.twice(language, in_folder):
                message = say("The address of this page is that of a page made from data.")
                yield Finding(name, 1, 1, message, "", say("Give the file another name."))
            # What stands before the text may be wrong; the text is read all the same.
            body = body_of(path)
            faults = [*raw_html(body.text), *document_faults(body.text, documents)]
            faults += box_faults(body.text)
            faults += link_faults(body.text, known, language, in_folder)
            if page is not None:
                faults += heading_faults(body.text)
            if printer is not None and against is not None:
                faults += _against_data(body.text, against, printer)
            yield from _in_body(faults, body, path, name)
            if page is not None:
                yield from _related(page, path, name, folder)
            if page is not None and printer is not None and against is not None:
                yield from _of_itself(page, path, name, against, printer)


def _swedish_of(folder: Folder, path: Path, language: str) -> bool:
    """Say whether the page stands in Swedish too: every page leads to itself in the site's languages."""
    return folder.find(f"site_src/{MAIN_LANGUAGE}/{_in_folder(folder, path, language)}") is not None


def _in_folder(folder: Folder, path: Path, language: str) -> str:
    """Return a page's file as links name it: from the folder of its language."""
    root = next(root for root in folder.roots if path.is_relative_to(root / "site_src" / language))
    return path.relative_to(root / "site_src" / language).as_posix()


def _related(page: WrittenPage, path: Path, name: str, folder: Folder) -> Iterator[Finding]:
    source = path.read_text(encoding="utf-8-sig")
    for number, related in enumerate(page.meta.related):
        if unknown := unknown_page(related, folder):
            line, column = page.places[f"related.{number}"]
            message, advice = unknown
            yield Finding(name, line, column, message, line_of(source, line), advice)


def _against_data(text: str, against: Against, printer: FactPrinter) -> Iterator[Fault]:
    """Find facts that there are not, and prose that says otherwise than the facts there are."""
    yield from printer.faults(text)
    yield from page_contradictions(text, against, printer)


def _of_itself(
    page: WrittenPage, path: Path, name: str, against: Against, printer: FactPrinter
) -> Iterator[Finding]:
    source = path.read_text(encoding="utf-8-sig")
    for key in ("title", "lead", "description"):
        for fault in _against_data(getattr(page.meta, key) or "", against, printer):
            line, column = page.places[key]
            yield Finding(name, line, column, fault.message, line_of(source, line), fault.advice)


def _in_body(faults: Iterable[Fault], body: Body, path: Path, name: str) -> Iterator[Finding]:
    """Place what was found in a page's body in the page's file."""
    source = path.read_text(encoding="utf-8-sig", errors="replace")
    for fault in faults:
        line = body.line + fault.line - 1
        yield Finding(name, line, fault.column, fault.message, line_of(source, line), fault.advice)
