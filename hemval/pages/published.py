"""The content as it was last built: what the public process judges answers by, and what the archive keeps."""

import os
import tempfile
from pathlib import Path

from pydantic import ValidationError

from hemval.content.folder import fingerprint
from hemval.content.kinds import Id, Model
from hemval.content.room import Rooms
from hemval.content.whole import Content
from hemval.forms.columns.frozen import FrozenColumns
from hemval.forms.definition import FormDefinition
from hemval.pages.address import page_of_form


class Published(Model):
    """Content and forms of one build; the content's version covers both."""

    content: Content
    forms: dict[Id, FormDefinition]
    frozen: tuple[FrozenColumns, ...] = ()
    """The columns that each version of the forms is handed over in, also of versions that were."""

    def form_at(self, page: str) -> FormDefinition | None:
        """Return the form that stands at a page, as ``page_of_form`` names it."""
        return next((form for form in self.forms.values() if page_of_form(form.address) == page), None)


def write_published(
    path: Path, content: Content, forms: dict[str, FormDefinition], frozen: tuple[FrozenColumns, ...] = ()
) -> Path:
    """Put a build's content and forms in place, whole or not at all; return where they stand."""
    path.parent.mkdir(parents=True, exist_ok=True)
    published = Published(content=content, forms=forms, frozen=frozen)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
        file.write(published.model_dump_json())
        file.flush()
        os.fsync(file.fileno())
    new = Path(file.name)
    new.chmod(0o644)
    return new.replace(path)


def with_version(content: Content, forms: dict[str, FormDefinition]) -> Content:
    """Return the content with the version of a build that it makes with the forms."""
    return content.model_copy(update={"version": version_of(content, forms)})


def version_of(content: Content, forms: dict[str, FormDefinition]) -> str:
    """Return the fingerprint of a build: stored with a choice, it tells which questions were put."""
    parts = [content.version, *(forms[identity].model_dump_json() for identity in sorted(forms))]
    return fingerprint([part.encode() for part in parts])


def with_rooms(content: Content, rooms: Rooms) -> Content:
    """Put room as it stands now into a build's content; it may name providers that are not published yet."""
    known = {name: room for name, room in rooms.root.items() if name in content.providers}
    return content.model_copy(update={"rooms": Rooms(known)})


class UnreadableBuild(Exception):
    """The last build is not one that this version can read: built by another version, or damaged."""


def read_published(path: Path) -> Published:
    """Read the last build's content; raise ``FileNotFoundError`` before the first, or ``UnreadableBuild``."""
    try:
        return Published.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise UnreadableBuild(str(path)) from error
