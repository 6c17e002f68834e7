"""The site's languages, each made by MkDocs in a process of its own, side by side."""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from hemval.cli.side_by_side import Tell, side_by_side
from hemval.content.folder import Folder
from hemval.pages.dead_links import Anchors, anchors_of
from hemval.pages.progress import Progress
from hemval.pages.search_index import Index
from hemval.pages.search_site import language_index
from hemval.pages.site import Site
from hemval.settings import PROJECT


@dataclass(frozen=True)
class Made:
    """A language's pages as they were made, and what was read of them while they were at hand."""

    language: str
    failure: str = ""
    """What MkDocs says, where it refuses a page; empty where all is well."""
    anchors: dict[str, Anchors] = field(default_factory=dict, repr=False)
    """Each page's links, by its file in the language's folder."""
    index: Index | None = field(default=None, repr=False)
    """What the search looks in; None where it has no words of the language."""


def make_languages(
    folder: Folder, wanted: list[str], scratch: Path, site: Site, tell: Callable[[str, int, int], object]
) -> list[Made]:
    """Make each language in a folder of its name; raise ``Ended`` where a process died."""
    _quiet()
    import mkdocs.commands.build  # noqa: F401 - once, for the processes that begin with what this one has read

    work = {
        language: partial(make_language, language, folder.own, scratch / language, site)
        for language in wanted
    }
    return side_by_side(work, tell)


def make_language(language: str, content: Path, target: Path, site: Site, tell: Tell) -> Made:
    """Make one language in this process."""
    _quiet()
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    options = {"content": str(content), "language": language, "site": site, "progress": Progress(tell)}
    options["papers"] = str(content / "var" / "papers" / language)
    kept = _KeptWarnings()
    logging.getLogger("mkdocs").addHandler(kept)
    try:
        build(
            load_config(
                str(PROJECT / "mkdocs.yml"),
                docs_dir=str(PROJECT / "site_src" / language),
                site_dir=str(target),
                plugins=[{"hemval": options}],
            )
        )
    except (MkDocsException, Abort) as error:
        return Made(language, "\n".join([*kept.messages, f"{language}: {error}"]))
    finally:
        logging.getLogger("mkdocs").removeHandler(kept)
    return Made(language, "", anchors_of(target), language_index(target, site.content, language))


def _quiet() -> None:
    """Silence Material's notice of its end, which is ours to know of, not a writer's."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"


class _KeptWarnings(logging.Handler):
    """Keeps what MkDocs complains of, to be told by us in the right place."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
