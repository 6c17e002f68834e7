"""Documents that pages lead to: files in the municipality's own folder, served as they are."""

from re import fullmatch

from hemval.content.folder import Folder
from hemval.content.kinds import Line, Model
from hemval.words import Text

DOCUMENTS = "documents"

ENDINGS = ("pdf", "docx", "xlsx", "odt", "ods", "csv")
"""What is served: never anything that a browser would run."""


class Document(Model):
    """A document and what its link says; its kind and size are written there when the site is built."""

    file: Line
    """Its name in documents/."""
    title: Text


def document_sizes(folder: Folder) -> dict[str, int]:
    """Return each document's size in bytes by its name; the names are what ``can_be_served`` asks for."""
    return {
        path.name: path.stat().st_size
        for path in folder.own_files(f"{DOCUMENTS}/*")
        if can_be_served(path.name)
    }


def can_be_served(name: str) -> bool:
    """Say whether a file's name can be an address for ever: no å, no blanks, a kind that is only read."""
    return fullmatch(rf"[a-z0-9]+(-[a-z0-9]+)*\.({'|'.join(ENDINGS)})", name) is not None
