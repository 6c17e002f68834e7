"""What the word list asks for, held against the facts that there are."""

from collections.abc import Iterator
from datetime import date

from hemval.content.binding import finding_at
from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.loading import WORD_LISTS
from hemval.content.node import Path
from hemval.content.reader import read
from hemval.content.whole import Content
from hemval.content.word_list import WordList
from hemval.editing.prose.against import Against
from hemval.editing.prose.contradictions import page_contradictions
from hemval.pages.asked_facts import Fault
from hemval.pages.page_facts import FactPrinter, fact_printer
from hemval.words import words_in


def word_list_findings(folder: Folder, content: Content, today: date) -> Iterator[Finding]:
    """Find what no fact answers; the file is read again only where there is something to point at."""
    for language, word_list in content.word_lists.items():
        printer = fact_printer(content, words_in(language), today)
        faults = list(_faults(word_list, Against(content, today, language), printer))
        path = folder.find(f"{WORD_LISTS}/{language}.yml") if faults else None
        node = read(path, path.name)[0] if path else None
        if path is None or node is None:
            continue
        name, source = folder.shown(path), path.read_text(encoding="utf-8-sig")
        for place, fault in faults:
            yield finding_at(node, place, name, source, fault.message, fault.advice)


def _faults(word_list: WordList, against: Against, printer: FactPrinter) -> Iterator[tuple[Path, Fault]]:
    for number, entry in enumerate(word_list.words):
        condition = f"{{% if {entry.when} %}}{{% endif %}}" if entry.when else ""
        asked = {"word": entry.word, "long": entry.long, "short": entry.short or "", "when": condition}
        for key, text in asked.items():
            for fault in (*printer.faults(text), *page_contradictions(text, against, printer)):
                yield ("words", number, key), fault
