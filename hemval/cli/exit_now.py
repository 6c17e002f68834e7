"""An exit as it stands while a command runs."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from hemval.cli.at_the_desk import by_command, open_desk
from hemval.cli.starting import Refusal, say
from hemval.content.folder import Folder
from hemval.content.whole import Content
from hemval.forms.addresses import CHOICE
from hemval.pages.published import Published
from hemval.queue.desk import Desk
from hemval.queue.desk.exits.planned import Planned
from hemval.queue.desk.exits.sealed import named
from hemval.rules.exits.case import Case
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.proof import Proof, proof
from hemval.settings import PROJECT, Settings
from hemval.web.published import PublishedContent
from hemval.words.dates import SWEDEN


@dataclass(frozen=True)
class Now:
    """An exit as it stands while a command runs."""

    desk: Desk
    build: Published
    exit_id: str
    at: datetime
    who: str

    @property
    def content(self) -> Content:
        """Return what is published, with room and exits as they stand."""
        return self.build.content

    @property
    def today(self) -> date:
        """Return the Swedish day."""
        return self.at.astimezone(SWEDEN).date()

    def cases(self) -> tuple[Case, ...]:
        """Return all affected, also those who are gone."""
        return self.desk.exits.read(self.exit_id)

    def plans(self) -> tuple[Plan, ...]:
        """Return what is to become of each."""
        return self._planned.plans

    def proof(self) -> Proof:
        """Prove that nobody is left without help."""
        planned = self._planned
        return proof(self.content, self.exit_id, planned.cases, planned.plans)

    @property
    def _planned(self) -> Planned:
        return self.desk.exits.planned(self.content, self.exit_id, self.today)

    def log(self, shown: Iterable[str]) -> None:
        """Note by their ids whom a command shows, before it does; nothing where it shows nobody."""
        if ids := list(dict.fromkeys(shown)):
            with self.desk.logged("exit_seen", [named(self.exit_id), *ids], self.who, self.at):
                pass


@contextmanager
def opened(settings: Settings, exit_id: str) -> Iterator[Now]:
    """Open an exit with all that has come in; refuse one that exits.yml does not have."""
    build = published_now(settings)
    if build is None:
        raise Refusal(say("The rules stand in what is published, and that cannot be read. Run hemval build."))
    known = build.content.exits.root
    if exit_id not in known:
        here = say("These exist: %(names)s.", names=", ".join(sorted(known))) if known else ""
        raise Refusal(say("There is no exit %(exit)s in exits.yml.", exit=exit_id), here)
    with open_desk(settings.places) as desk:
        now = datetime.now(UTC)
        desk.take_in(now)
        desk.exits.join_new(build.forms.get(CHOICE), build.content, now)
        yield Now(desk, build, exit_id, now, by_command())


def published_now(settings: Settings) -> Published | None:
    """Return the last build with room and exits as they stand; None where any of it cannot be read."""
    return PublishedContent(settings.places, Folder(settings.places.content, PROJECT)).newest()
