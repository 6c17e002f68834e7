"""A day that somebody wishes, in three fields."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import ClassVar, Literal

from pydantic import JsonValue

from hemval.content.provider import Provider
from hemval.forms.asked.asking import Asking
from hemval.forms.columns.column import Identifies
from hemval.forms.paper.face import Digits, PaperPart
from hemval.forms.question import Face, JsonObject, Part
from hemval.forms.rule_sentence import rule_told
from hemval.forms.sent.judging import WISHES
from hemval.forms.typed.day import DAY, MONTH, YEAR, NotADay, day_typed
from hemval.forms.types.group import GroupQuestion, Written
from hemval.rules.told.status import status_told
from hemval.words import Text, sentence
from hemval.words.dates import day_told

FURTHEST = timedelta(days=366)


class DateQuestion(GroupQuestion):
    """Stored as 2026-12-01. A day that lies ahead: from the earliest start, or today, to a year from now."""

    stores: ClassVar[str] = sentence("A day: in words in tables, as 2026-12-01 in JSON")
    identifies: ClassVar[Identifies] = "no"
    longest_typed: ClassVar[int] = 12
    part_names: ClassVar[tuple[str, ...]] = (DAY, MONTH, YEAR)
    refusals: ClassVar[tuple[str, ...]] = ("too-early", "too-late", "stopped")
    error_kinds: ClassVar[tuple[str, ...]] = (
        "missing", "missing-day", "missing-month", "missing-year", "no-such-day", "too-early", "too-late",
        "stopped",
    )  # fmt: skip
    our_errors: ClassVar[Mapping[str, str]] = {
        "missing": sentence("Write the day"),
        "missing-day": sentence("Write which day of the month, in digits"),
        "missing-month": sentence("Write the month, such as 3 or March"),
        "missing-year": sentence("Write the year with four digits"),
        "no-such-day": sentence("There is no such day. Look at the day and the month."),
        "too-early": sentence("Write a later day"),
        "too-late": sentence("Write a day within a year"),
        "stopped": sentence("Write an earlier day, or choose another provider"),
    }

    keys_told: ClassVar[Mapping[str, str]] = {
        "earliest": sentence("The first day there is: start by the rules, or today"),
        "empty": sentence("What it means to leave it out"),
    }

    type: Literal["date"]
    earliest: Literal["start", "today"] = "today"
    """``start`` is the earliest start by the rules, which is then explained below the question."""
    empty: Text | None = None
    """What an optional day left out means: "as soon as possible"."""

    def face(self, asking: Asking) -> Face:
        """Draw the three fields in a row, with what the rules say of the earliest day."""
        told = (rule_told("earliest-start", self.seen(asking)),) if self.earliest == "start" else ()
        return Face("group", parts=self.parts(asking), beside_each_other=True, told=told)

    def parts(self, asking: Asking) -> tuple[Part, ...]:
        """Return day, month and year."""
        labels = {DAY: sentence("Day"), MONTH: sentence("Month"), YEAR: sentence("Year")}
        digits = {"autocomplete": "off", "inputmode": "numeric"}
        return tuple(
            # A month may be written in letters.
            Part(
                f"{self.id}-{part}",
                asking.words.say(labels[part]),
                digits,
                "short" if part == MONTH else "digits",
            )
            for part in self.part_names
        )

    def paper(self, asking: Asking) -> tuple[PaperPart, ...]:
        """Leave boxes for the digits."""
        return (Digits((4, 2, 2), asking.words.say("Date (year, month, day)")),)

    def faults(self, written: Written, asking: Asking) -> Mapping[str, str]:
        """Say what keeps the parts from being a day, one thing at a time."""
        try:
            day = day_typed(written, asking.today)
        except NotADay as error:
            return {error.part: error.kind}
        kind = self._outside(day, asking)
        return {DAY: kind} if kind else {}

    def read(self, written: Written, asking: Asking) -> JsonValue:
        """Return the day."""
        return day_typed(written, asking.today).isoformat()

    def shown(self, answer: JsonValue) -> dict[str, JsonValue]:
        """Show each part in digits."""
        day = _day(answer)
        if day is None:
            return {}
        shown = {DAY: day.day, MONTH: day.month, YEAR: day.year}
        return {f"{self.id}-{part}": str(number) for part, number in shown.items()}

    def largest_answers(self, asking: Asking) -> Sequence[JsonValue]:  # noqa: ARG002 - the same for everybody
        """Return a day of each month: their names are not equally long."""
        return ["", *(date(2028, month, 28).isoformat() for month in range(1, 13))]

    def answer_schema(self) -> JsonObject:
        """Return a day in digits: year, month and day."""
        return {
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "maxLength": 10,
        }

    def told(self, answer: JsonValue, asking: Asking) -> str:
        """Write the day out, or what it means to have left it out."""
        day = _day(answer)
        if day is not None:
            return day_told(day, asking.words)
        return self.empty.in_(asking.words.language) if self.empty else asking.words.say("Not answered")

    def objection(self, answer: JsonValue, asking: Asking) -> str | None:
        """Say that the day has come too near; the rules or the day of today may have changed."""
        if answer == "" and self.optional:
            return None
        day = _day(answer)
        kind = self._outside(day, asking) if day else "missing"
        return self.error(kind, asking) if kind else None

    def error(self, kind: str, asking: Asking) -> str:
        """Return the words for an error, with the day by the rules, or of the provider, that it turns on."""
        words = super().error(kind, asking)
        if kind == "stopped" and (chosen := self._chosen(asking)) is not None:
            return f"{status_told(chosen, asking.today, asking.words)} {words}"
        if kind != "too-early" or self.earliest != "start":
            return words
        return f"{words}. {rule_told('earliest-start', self.seen(asking))}".replace("..", ".")

    def _chosen(self, asking: Asking) -> Provider | None:
        """Return the provider whose start it is, where it is one's."""
        if self.earliest != "start":
            return None
        return asking.content.providers.get(str(self.seen(asking).answers.get(WISHES[0])))

    def _outside(self, day: date, asking: Asking) -> str | None:
        earliest = (self.seen(asking).start.day if self.earliest == "start" else None) or asking.today
        if day < earliest:
            return "too-early"
        chosen = self._chosen(asking)
        if chosen is not None and chosen.agreement.last_day is not None and day > chosen.agreement.last_day:
            return "stopped"
        return "too-late" if day > max(earliest, asking.today) + FURTHEST else None


def _day(answer: JsonValue) -> date | None:
    try:
        return date.fromisoformat(str(answer))
    except ValueError:
        return None
