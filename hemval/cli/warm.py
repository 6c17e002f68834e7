"""A builder that is kept warm: it has read all programs and templates, and builds in a copy of itself.

Run as ``python -m hemval.cli.warm FOLDER``. It makes a site once in a folder that is thrown away, says READY,
and then builds at each line on standard input, answering GOOD or BAD. What was found goes to ``beside``.
"""

import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import click

from hemval.cli.build import BuildFailed, build_site
from hemval.cli.how_far import HowFar
from hemval.cli.languages import make_language
from hemval.cli.starting import read_settings, say
from hemval.content.findings import ContentError, Finding
from hemval.content.folder import Folder
from hemval.content.whole import Content
from hemval.editing.beside import Beside
from hemval.editing.check import examine
from hemval.pages.site import Site
from hemval.settings import PROJECT, Settings
from hemval.words.dates import SWEDEN

READY, GOOD, BAD = "ready", "good", "bad"


def build_and_tell(settings: Settings) -> bool:
    """Build; tell on the terminal and beside the pages how it went. Return whether it went well."""
    findings: list[Finding] = []
    failure = ""
    try:
        with HowFar() as tell:
            build_site(settings, datetime.now(SWEDEN).date(), tell=tell)
        click.echo(say("The site is built: %(place)s", place=settings.places.site), err=True)
    except ContentError as error:
        findings = error.findings
        for finding in findings:
            click.echo(finding.render() + "\n", err=True)
        click.echo(say("The site was not built. The old pages stand."), err=True)
    except BuildFailed as error:
        failure = str(error)
        click.echo(failure, err=True)
    Beside.of(findings, failure).write(settings.places.var)
    return not findings and not failure


def warm_up(settings: Settings) -> None:
    """Build each language once in this process, for what it leaves behind in memory."""
    folder = Folder(settings.places.content, PROJECT)
    today = datetime.now(SWEDEN).date()
    content = examine(folder, today).content
    if isinstance(content, Content):
        with tempfile.TemporaryDirectory() as scratch:
            for language in content.municipality.site.languages:
                make_language(language, folder.own, Path(scratch, language), Site(content, today), _silent)


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""


def serve_builds(settings: Settings) -> None:
    """Build at each line until standard input closes."""
    warm_up(settings)
    _answer(READY)
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            good = False
            try:
                good = build_and_tell(settings)
            finally:
                sys.stderr.flush()
                os._exit(0 if good else 1)
        _, status = os.waitpid(child, 0)
        _answer(GOOD if status == 0 else BAD)


def _answer(word: str) -> None:
    sys.stdout.write(word + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve_builds(read_settings(Path(sys.argv[1])))
