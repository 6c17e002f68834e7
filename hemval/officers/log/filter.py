"""What of the log an address asks for. A row's id may stand there, a reference never."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from werkzeug.datastructures import MultiDict

from hemval.forms.typed.day import DAY, MONTH, YEAR, NotADay, day_typed
from hemval.officers.address import LOG
from hemval.queue.desk.log_reading import Sought
from hemval.words.dates import SWEDEN

WHO, ACT, FROM, TO, ROW, UP_TO, PAGE = "vem", "atgard", "fran", "till", "rad", "post", "sida"

ROW_ID = re.compile(r"[0-9a-f]{32}")
MOST_ROWS = 50
"""A sitting has a few; an address has room for these."""


@dataclass(frozen=True)
class LogFilter:
    """The filters as they were typed, and what they ask for."""

    who: str
    act: str
    first: str
    last: str
    rows: tuple[str, ...]
    sought: Sought
    faults: tuple[str, ...] = ()
    """The fields that hold no day."""

    @property
    def any(self) -> bool:
        """Tell whether anything is left out."""
        return bool(self.who or self.act or self.first or self.last or self.rows)

    def address(self, up_to: int, page: int = 1) -> str:
        """Return where a page of this stands: the same entries, whatever is added meanwhile."""
        asked = [(WHO, self.who), (ACT, self.act), (FROM, self.first), (TO, self.last)]
        given = [(name, value) for name, value in asked if value]
        given += [(ROW, row) for row in self.rows]
        given += [(UP_TO, str(up_to)), (PAGE, str(page))]
        return f"{LOG}?{urlencode(given)}"


def log_filter(asked: MultiDict[str, str], today: date) -> LogFilter:
    """Read the filters; a day that cannot be read is told, and nothing is shown for it."""
    rows = tuple(dict.fromkeys(row for row in asked.getlist(ROW) if ROW_ID.fullmatch(row)))[:MOST_ROWS]
    found = LogFilter(
        who=asked.get(WHO, "").strip(),
        act=asked.get(ACT, "").strip(),
        first=asked.get(FROM, "").strip(),
        last=asked.get(TO, "").strip(),
        rows=rows,
        sought=Sought(),
    )
    faults = []
    limits: dict[str, datetime | None] = {FROM: None, TO: None}
    for name, typed in ((FROM, found.first), (TO, found.last)):
        try:
            limits[name] = _midnight(typed, today) if typed else None
        except (NotADay, OverflowError):
            faults.append(name)
    last = limits[TO]
    sought = Sought(
        who=found.who,
        act=found.act,
        since=limits[FROM],
        before=_next(last) if last else None,
        rows=rows,
        up_to=_number(asked.get(UP_TO, "")),
    )
    return replace(found, sought=sought, faults=tuple(faults))


def address_of_rows(rows: list[str]) -> str:
    """Return where everything stands that was done with some rows."""
    return f"{LOG}?{urlencode([(ROW, row) for row in rows[:MOST_ROWS]])}"


def _midnight(typed: str, today: date) -> datetime:
    day = day_typed({DAY: typed, MONTH: "", YEAR: ""}, today)
    if day.year not in range(2000, 2900):
        raise NotADay(YEAR, "no-such-day")
    return datetime.combine(day, time(), SWEDEN)


def _next(midnight: datetime) -> datetime:
    """Return the midnight after: 23, 24 or 25 hours later."""
    return datetime.combine(midnight.date() + timedelta(days=1), time(), SWEDEN)


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,15}", text) else None
