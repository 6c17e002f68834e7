"""An exit as it stands while a command runs."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from hemval.cli.at_the_desk import by_command, open_desk
from hemval.cli.starting import Refusal, say
from hemval.content.folder import Folder
from hemval.content.whole import Content
from hemval.forms.addresses import CHOICE
from hemval.handover.exit_recipients import Recipients, days_told, recipients, wanted_still
from hemval.handover.merged_letters import ToWrite
from hemval.pages.published import Published
from hemval.queue.desk import Desk
from hemval.queue.desk.exits.planned import Planned
from hemval.queue.desk.exits.sealed import named
from hemval.rules.exits.case import Case
from hemval.rules.exits.plan import Plan
from hemval.rules.exits.proof import Proof, proof
from hemval.settings import PROJECT, Settings
from hemval.web.published import PublishedContent
from hemval.words import words_in
from hemval.words.dates import SWEDEN, day_told


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

    def deleted_on(self) -> date | None:
        """Return the day on which what was kept of the exit was purged; None where it is here."""
        if self.desk.exits.end_of(self.exit_id) is None or self.cases():
            return None
        done = self.desk.log.last_of([named(self.exit_id)], ["exit_purge"])
        return done.at.astimezone(SWEDEN).date() if done is not None else None

    def recipients(self, *, reminder: bool) -> Recipients:
        """Return whom letters of a kind are to go to today."""
        return recipients(self.content, self.exit_id, self.plans(), self.today, reminder=reminder)

    def wanted_still(self, some: Iterable[ToWrite], *, reminder: bool) -> Sequence[ToWrite]:
        """Keep of some letters those that are to go out by what is known now."""
        return wanted_still(self.content, self.exit_id, self.plans(), self.today, some, reminder=reminder)

    def log_printed(self, letters: Iterable[ToWrite], *, reminder: bool) -> None:
        """Log whose letters are printed, before they are given."""
        days = days_told(letters)
        self.desk.exits.log_printed(self.exit_id, days, self.who, self.at, reminder=reminder)

    def log(self, shown: Iterable[str]) -> None:
        """Note by their ids whom a command shows, before it does; nothing where it shows nobody."""
        if ids := list(dict.fromkeys(shown)):
            with self.desk.logged("exit_seen", [named(self.exit_id), *ids], self.who, self.at):
                pass


@contextmanager
def opened(settings: Settings, exit_id: str, *, purged: bool = False) -> Iterator[Now]:
    """Open an exit with all that has come in; refuse one that exits.yml does not have.

    And one that is ``purged``, but to tell of it.
    """
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
        found = Now(desk, build, exit_id, now, by_command())
        if not purged and (day := found.deleted_on()) is not None:
            raise Refusal(purged_told(day))
        yield found


def purged_told(day: date) -> str:
    """Say that nothing is left of an exit but numbers."""
    words = words_in("sv")
    told = words.say("What was kept of the exit was deleted on %(day)s.", day=day_told(day, words))
    return f"{told} {words.say('Only numbers are left.')}"


def published_now(settings: Settings) -> Published | None:
    """Return the last build with room and exits as they stand; None where any of it cannot be read."""
    return PublishedContent(settings.places, Folder(settings.places.content, PROJECT)).newest()
