"""hemval build: every language's pages, side by side, put in place when all are done."""

import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from datetime import date, datetime
from pathlib import Path

import click

from hemval.content.findings import ContentError
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.editing.check import check
from hemval.forms.loading import load_forms
from hemval.pages.dead_links import dead_links
from hemval.pages.published import write_published
from hemval.settings import PROJECT, Settings
from hemval.words import words_in
from hemval.words.dates import SWEDEN
from hemval.words.text import MAIN_LANGUAGE


class BuildFailed(Exception):
    """The site could not be built; the message is a finished sentence. The old site stands as it was."""


@click.command()
@click.option("--as-of", "as_of", metavar="DAY", help="Build the site as it stands on a day (2027-02-01).")
@click.pass_obj
def build(settings: Settings, as_of: str | None) -> None:
    """Build the site into site/ and publish its content to the form."""
    words = words_in("sv")
    try:
        today = date.fromisoformat(as_of) if as_of else datetime.now(SWEDEN).date()
    except ValueError as error:
        raise click.BadParameter(words.say("Write the day as 2027-02-01."), param_hint="--as-of") from error
    try:
        build_site(settings, today)
    except ContentError as error:
        for finding in error.findings:
            click.echo(finding.render() + "\n", err=True)
        click.echo(words.say("The site was not built. The old pages stand."), err=True)
        sys.exit(1)
    except BuildFailed as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(words.say("The site is built: %(place)s", place=settings.places.site))


def build_site(settings: Settings, today: date, languages: Iterable[str] | None = None) -> None:
    """Build the languages in processes of their own and swap the finished tree in.

    Raises ``ContentError`` with every finding, ``BuildFailed`` for a dead link or a page that MkDocs refuses.
    """
    places = settings.places
    folder = Folder(places.content, PROJECT)
    findings = check(folder, today)
    content, _ = load(folder)
    forms, _ = load_forms(folder)
    if findings or content is None:
        raise ContentError(findings)
    wanted = list(languages or content.municipality.site.languages)
    places.var.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=places.var, prefix="build-") as scratch:
        tree = Path(scratch) / "site"
        jobs = [(language, folder.own, Path(scratch) / language, today) for language in wanted]
        with ProcessPoolExecutor() as pool:
            failures = [failure for failure in pool.map(_build_language, jobs) if failure]
        if failures:
            raise BuildFailed("\n".join(failures))
        _join(wanted, Path(scratch), tree)
        say = words_in("sv").say
        if dead := dead_links(tree):
            told = [say("%(page)s: the link %(href)s leads nowhere.", page=d.page, href=d.href) for d in dead]
            raise BuildFailed("\n".join(told))
        _swap(tree, places.site, Path(scratch) / "old")
    write_published(places.published, content, forms, today)


def _build_language(job: tuple[str, Path, Path, date]) -> str:
    """Build one language; return what went wrong, or nothing."""
    language, content, target, today = job
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    options = {"content": str(content), "language": language, "as_of": today.isoformat()}
    kept = _KeptWarnings()
    logging.getLogger("mkdocs").addHandler(kept)
    try:
        mkdocs_build(
            load_config(
                str(PROJECT / "mkdocs.yml"),
                docs_dir=str(PROJECT / "site_src" / language),
                site_dir=str(target),
                plugins=[{"hemval": options}],
            )
        )
    except (MkDocsException, Abort) as error:
        return "\n".join([*kept.messages, f"{language}: {error}"])
    return ""


class _KeptWarnings(logging.Handler):
    """Keeps what MkDocs complains of, to be told by us in the right place."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _join(languages: list[str], built: Path, tree: Path) -> None:
    """Put the languages into one tree: Swedish on top, others in folders, the assets once."""
    (built / MAIN_LANGUAGE).rename(tree)
    for language in languages:
        if language != MAIN_LANGUAGE:
            shutil.rmtree(built / language / "assets", ignore_errors=True)
            (built / language).rename(tree / language)


def _swap(tree: Path, site: Path, old: Path) -> None:
    """Put the finished tree in place by renames, so that nobody meets a half-built site."""
    if site.exists():
        site.rename(old)
    tree.rename(site)
