"""hemval build: every language's pages, side by side, put in place when all are done."""

import shlex
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import click

from hemval.cli.how_far import HowFar
from hemval.cli.languages import Made, make_languages
from hemval.cli.side_by_side import Ended
from hemval.cli.starting import say
from hemval.content.findings import ContentError
from hemval.content.folder import Folder
from hemval.content.whole import Content
from hemval.editing.check import examine
from hemval.forms.columns.frozen import FrozenColumns
from hemval.forms.definition import FormDefinition
from hemval.pages.address import provider_page
from hemval.pages.dead_links import linked
from hemval.pages.in_place import put_in_place
from hemval.pages.own_pages import with_own_pages
from hemval.pages.published import UnreadableBuild, with_version, write_published
from hemval.pages.room_redrawn import LOCK, PATIENCE, RoomUnreadable, redraw_room
from hemval.pages.search_file import write_indexes
from hemval.pages.search_index import Index
from hemval.pages.site import Site
from hemval.queue.file_lock import locked
from hemval.settings import PROJECT, Settings
from hemval.words import words_in
from hemval.words.dates import SWEDEN
from hemval.words.text import MAIN_LANGUAGE

Told = Callable[[str, int, int], object]
"""Told of a language how many of how many pages are made."""


def nobody(_language: str, _done: int, _total: int) -> None:
    """Tell nobody."""


PREVIEW_PORT = 8010
"""A port that neither application has by default."""


class BuildFailed(Exception):
    """The site could not be built; the message is a finished sentence. The old site stands as it was."""


@click.command(help=say("Build the site, and publish its content to the form."))
@click.option(
    "--as-of",
    "as_of",
    metavar=say("DAY"),
    help=say("Build a copy, beside the site, as it will be on a day (2027-02-01)."),
)
@click.option("--room", is_flag=True, help=say("Only draw the pages that show room, as room.yml is now."))
@click.pass_obj
def build(settings: Settings, as_of: str | None, room: bool) -> None:
    """Build the site into site/ and publish its content to the form."""
    words = words_in("sv")
    if room:
        draw_room(settings, datetime.now(SWEDEN).date())
        return
    try:
        previewed = date.fromisoformat(as_of) if as_of else None
    except ValueError as error:
        raise click.BadParameter(words.say("Write the day as 2027-02-01."), param_hint="--as-of") from error
    try:
        with HowFar() as tell:
            if previewed is None:
                build_site(settings, datetime.now(SWEDEN).date(), tell=tell)
            else:
                folder = build_preview(settings, previewed, tell)
        if previewed is None:
            click.echo(words.say("The site is built: %(place)s", place=settings.places.site))
        else:
            _tell_of_preview(folder, previewed)
    except ContentError as error:
        for finding in error.findings:
            click.echo(finding.render() + "\n", err=True)
        click.echo(words.say("The site was not built. The old pages stand."), err=True)
        sys.exit(1)
    except BuildFailed as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def draw_room(settings: Settings, today: date) -> None:
    """Draw the pages that show room, and tell how many files were replaced."""
    words = words_in("sv")
    try:
        count = redraw_room(settings.places, Folder(settings.places.content, PROJECT), today)
    except RoomUnreadable:
        told = words.say("room.yml cannot be read, so the old pages stand. Run hemval check.")
    except (UnreadableBuild, FileNotFoundError):
        told = words.say("There is no build to draw room into. Run hemval build.")
    except TimeoutError:
        told = words.say("Another build is under way. Try again when it is done.")
    except OSError as error:
        told = str(_not_in_place(error))
    else:
        click.echo(words.count("%(n)d file shows room anew.", "%(n)d files show room anew.", count))
        return
    click.echo(told, err=True)
    sys.exit(1)


def build_site(
    settings: Settings, today: date, languages: Iterable[str] | None = None, tell: Told = nobody
) -> None:
    """Build the languages in processes of their own, swap the finished tree in and publish its content.

    Raises ``ContentError`` with every finding, ``BuildFailed`` for a dead link or a page that MkDocs refuses.
    """
    places = settings.places
    with _finished(settings, today, languages, tell) as made:
        try:
            places.published.parent.mkdir(exist_ok=True)
            # Written before the swap: a full disk must not leave new pages beside a form that judges by old.
            new = write_published(made.scratch / places.published.name, made.content, made.forms, made.frozen)
            indexes = write_indexes(made.scratch / places.search.name, made.indexes)
            put_in_place(made.tree, places.site)
            new.replace(places.published)
            indexes.replace(places.search)
        except OSError as error:
            raise _not_in_place(error) from error


def build_preview(settings: Settings, day: date, tell: Told = nobody) -> Path:
    """Build the site as it will be on a day into a folder of its own, which nothing but a preview reads.

    Raises as ``build_site`` does.
    """
    folder = settings.places.var / "preview" / day.isoformat()
    with _finished(settings, day, None, tell) as made:
        try:
            folder.parent.mkdir(exist_ok=True)
            put_in_place(made.tree, folder)
        except OSError as error:
            raise _not_in_place(error) from error
    return folder


def _tell_of_preview(folder: Path, day: date) -> None:
    say = words_in("sv").say
    click.echo(say("This is how the site will be on %(day)s: %(place)s", day=day.isoformat(), place=folder))
    click.echo(say("The site itself and the form are as they were."))
    click.echo(say("To look at it: %(command)s", command=_showing(folder)))
    click.echo(
        say("Then open %(address)s. The form is not there.", address=f"http://127.0.0.1:{PREVIEW_PORT}/")
    )


def _showing(folder: Path) -> str:
    return f"python3 -m http.server {PREVIEW_PORT} --bind 127.0.0.1 --directory {shlex.quote(str(folder))}"


def _not_in_place(error: OSError) -> BuildFailed:
    reason = f"{error.strerror}: {error.filename}" if error.filename else error.strerror or str(error)
    return BuildFailed(
        words_in("sv").say(
            "The new pages could not be put in place (%(reason)s). The old stand.", reason=reason
        )
    )


@dataclass(frozen=True)
class Finished:
    """A whole site that has not yet taken its place, and what it was made of."""

    tree: Path
    scratch: Path
    content: Content
    forms: dict[str, FormDefinition]
    frozen: tuple[FrozenColumns, ...]
    indexes: dict[str, Index]


@contextmanager
def _finished(
    settings: Settings, today: date, languages: Iterable[str] | None, tell: Told
) -> Iterator[Finished]:
    """Make a whole site in a scratch folder, alone: two builds would throw each other's pages away."""
    places = settings.places
    places.var.mkdir(exist_ok=True)
    with ExitStack() as stack:
        try:
            stack.enter_context(locked(places.var / LOCK, PATIENCE))
        except TimeoutError as error:
            told = words_in("sv").say("Another build is under way. Try again when it is done.")
            raise BuildFailed(told) from error
        except OSError as error:  # left by a build that root ran
            raise _not_in_place(error) from error
        folder = Folder(places.content, PROJECT)
        examined = examine(folder, today)
        if examined.findings or examined.content is None:
            raise ContentError(examined.findings)
        content = with_version(examined.content, examined.forms)
        content = with_own_pages(content.as_published(today), folder, today)
        site = Site(content, today, tuple(examined.forms.values()))
        wanted = list(languages or content.municipality.site.languages)
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=places.var, prefix="build-")))
        made = _made(folder, wanted, scratch, site, tell)
        tree = scratch / "site"
        _join(wanted, scratch, tree)
        _check_links(tree, made, site)
        indexes = {language.language: language.index for language in made if language.index}
        yield Finished(tree, scratch, content, examined.forms, examined.frozen, indexes)


def _made(folder: Folder, wanted: list[str], scratch: Path, site: Site, tell: Told) -> list[Made]:
    """Make the languages; raise ``BuildFailed`` where MkDocs refuses a page."""
    try:
        made = make_languages(folder, wanted, scratch, site, tell)
    except Ended as error:
        told = words_in("sv").say(
            "The pages could not be made (%(language)s). Why stands above.", language=error
        )
        raise BuildFailed(told) from error
    if failures := [language.failure for language in made if language.failure]:
        raise BuildFailed("\n".join(failures))
    return made


def _check_links(tree: Path, made: list[Made], site: Site) -> None:
    """Raise ``BuildFailed`` for links that lead nowhere and pages that none leads to."""
    say = words_in("sv").say
    pages = {
        page if each.language == MAIN_LANGUAGE else f"{each.language}/{page}": anchors
        for each in made
        for page, anchors in each.anchors.items()
    }
    links = linked(tree, pages, site.addresses_of_forms)
    told = [say("%(page)s: the link %(href)s leads nowhere.", page=d.page, href=d.href) for d in links.dead()]
    told += [
        say("%(page)s: no other page leads here. Link to it from one.", page=page)
        for page in links.orphans([provider_page(one.id) for one in site.content.ended(site.today)])
    ]
    if told:
        raise BuildFailed("\n".join(told))


def _join(languages: list[str], built: Path, tree: Path) -> None:
    """Put the languages into one tree: Swedish on top, others in folders, the assets once."""
    (built / MAIN_LANGUAGE).rename(tree)
    for language in languages:
        if language != MAIN_LANGUAGE:
            shutil.rmtree(built / language / "assets", ignore_errors=True)
            (built / language).rename(tree / language)
