"""Every document that a file names must be there, under a name that can be an address."""

from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path

from hemval.content.document import DOCUMENTS, ENDINGS, Document, can_be_served
from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.municipality import Municipality
from hemval.content.placed import Placed
from hemval.content.provider import Profile
from hemval.words import words_in

say = words_in("sv").say


def misnamed_documents(folder: Folder) -> Iterator[Finding]:
    """Find files among the documents that would not be served."""
    for path in folder.own_files(f"{DOCUMENTS}/**/*"):
        if not _is_served(path, folder) and not path.name.startswith("."):
            advice = say(
                "Use small letters a–z, digits and single dashes, directly in documents/, "
                "and one of the endings %(allowed)s.",
                allowed=", ".join(ENDINGS),
            )
            yield Finding(folder.shown(path), 1, 1, say("The document is not published."), "", advice)


def _is_served(path: Path, folder: Folder) -> bool:
    return path.parent == folder.own / DOCUMENTS and can_be_served(path.name)


def documents_of_municipality(
    municipality: Placed[Municipality], known: Collection[str]
) -> Iterator[Finding]:
    """Find documents that ``municipality.yml`` names and that are not there."""
    model = municipality.model
    named: list[tuple[tuple[str | int, ...], Document]] = []
    if model.companies is not None:
        named += [
            (("companies", "documents", n), document) for n, document in enumerate(model.companies.documents)
        ]
    named += [
        (("history", n, "document"), event.document)
        for n, event in enumerate(model.history)
        if event.document
    ]
    for path, document in named:
        if document.file not in known:
            yield municipality.finding((*path, "file"), *unknown_document(document.file, known))


def documents_of_provider(provider: Placed[Profile], known: Collection[str]) -> Iterator[Finding]:
    """Find documents that a profile's follow-ups name and that are not there."""
    for n, report in enumerate(provider.model.follow_ups):
        if report.document is not None and report.document not in known:
            path = ("follow_ups", n, "document")
            yield provider.finding(path, *unknown_document(report.document, known))


def unknown_document(name: str, known: Iterable[str]) -> tuple[str, str]:
    """Return message and advice for a document that is not there."""
    near = get_close_matches(name, list(known), n=1)
    advice = (
        say("Did you mean ”%(name)s”?", name=near[0])
        if near
        else say("Put the file in documents/, and write its name here as the file has it.")
    )
    return say("There is no document %(name)s in documents/.", name=name), advice
