"""Prose that says something else than the data: on pages, in notices, in forms and in the providers' words.

Only sentences that can hardly mean anything else are found; a sentence about the past is left alone, and a
paragraph that ends with ``{: .historia }`` too.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePath

from hemval.content.binding import finding_at
from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.node import Node, Path
from hemval.content.provider import Provider
from hemval.content.reader import read
from hemval.content.whole import Content
from hemval.editing.form_languages import texts_of
from hemval.editing.prose.against import Against, Contradiction
from hemval.editing.prose.days import contradicted_days
from hemval.editing.prose.no_choice import contradicted_no_choice
from hemval.editing.prose.numbers import contradicted_numbers
from hemval.editing.prose.prices import contradicted_prices
from hemval.editing.prose.sentences import sentences
from hemval.editing.prose.shown_pieces import fault_at, only_shown
from hemval.editing.prose.times import contradicted_times
from hemval.forms.definition import FormDefinition
from hemval.pages.asked_facts import Fault
from hemval.pages.page_facts import FactPrinter
from hemval.words import Text, words_in

SETTINGS = "municipality.yml"

say = words_in("sv").say


def contradicted(text: str, against: Against, speaker: Provider | None = None) -> list[Contradiction]:
    """Find what a text says otherwise than the data, in the text's order."""
    read_as = sentences(text)
    found = [
        *contradicted_numbers(read_as, against),
        *contradicted_times(read_as, against),
        *contradicted_no_choice(read_as, against),
        *contradicted_days(read_as, against, speaker),
        *contradicted_prices(read_as, against),
    ]
    return sorted(found, key=lambda each: each.start)


def page_contradictions(text: str, against: Against, printer: FactPrinter) -> Iterator[Fault]:
    """Find what a page says otherwise than the data, in the pieces that this municipality shows."""
    if not contradicted(text, against):
        return
    shown = only_shown(text, printer)
    for each in contradicted(shown, against):
        advice = (
            say("Write {{ %(fact)s }} instead, and it always agrees.", fact=each.fact)
            if each.fact
            else say("Correct the sentence, or the data where they are wrong.")
        )
        past = say("Is it about the past? Write {: .historia } on the line below the paragraph.")
        yield fault_at(text, each.start, each.message, f"{advice} {past}")


def data_contradictions(
    folder: Folder, content: Content, forms: Mapping[str, FormDefinition], today: date
) -> Iterator[Finding]:
    """Find what notices, what companies read, providers' presentations and forms say otherwise."""
    municipality = content.municipality
    for number, notice in enumerate(municipality.notices):
        if today <= notice.last_day:
            told = [(("notices", number, "text"), notice.text)]
            yield from _in_file(folder, SETTINGS, told, content, max(today, notice.first_day))
    yield from _in_file(folder, SETTINGS, texts_of(municipality.companies, ("companies",)), content, today)
    for provider in content.providers.values():
        own = [(("offer", "presentation"), provider.offer.presentation)]
        name = f"provider_profiles/{provider.id}.yml"
        yield from _in_file(folder, name, own, content, today, provider)
    for identity, form in forms.items():
        yield from _in_file(folder, f"forms/{identity}.yml", texts_of(form), content, today)


def _in_file(
    folder: Folder,
    name: str,
    texts: Iterable[tuple[Path, Text]],
    content: Content,
    today: date,
    speaker: Provider | None = None,
) -> Iterator[Finding]:
    """Find contradictions in a file's texts; it is read again only where there is something to point at."""
    found = [
        ((*place, language), each)
        for place, text in texts
        for language, written in text.root.items()
        for each in contradicted(written, Against(content, today, language), speaker)
    ]
    path = folder.find(name) if found else None
    node = read(path, PurePath(name).name)[0] if path else None
    if path is None or node is None:
        return
    source = path.read_text(encoding="utf-8-sig")
    advice = say("Write it as the data have it, or without the figure, the name or the day.")
    for place, each in found:
        yield finding_at(node, _written(node, place), folder.shown(path), source, each.message, advice)


def _written(node: Node, place: Path) -> Path:
    """Leave the language out where the text is written without one."""
    found: Node | None = node
    for part in place[:-1]:
        found = found.child(part) if found else None
    return place[:-1] if found and isinstance(found.value, str) else place
