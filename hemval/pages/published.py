"""The content as it was last built: what the public process judges answers by, and what the archive keeps."""

import os
import tempfile
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from hemval.content.kinds import Day, Id, Model
from hemval.content.whole import Content
from hemval.forms.definition import FormDefinition


class Published(Model):
    """Content and forms of one build."""

    built_for: Day
    """The day that the pages were built for."""
    content: Content
    forms: dict[Id, FormDefinition]


def write_published(path: Path, content: Content, forms: dict[str, FormDefinition], today: date) -> None:
    """Put a build's content in place, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    published = Published(built_for=today, content=content, forms=forms)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False) as file:
        file.write(published.model_dump_json())
        file.flush()
        os.fsync(file.fileno())
    new = Path(file.name)
    new.chmod(0o644)
    new.replace(path)


class UnreadableBuild(Exception):
    """The last build is not one that this version can read: built by another version, or damaged."""


def read_published(path: Path) -> Published:
    """Read the last build's content; raise ``FileNotFoundError`` before the first, or ``UnreadableBuild``."""
    try:
        return Published.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise UnreadableBuild(str(path)) from error
