"""Days and times of day."""

import re
from datetime import date, datetime
from typing import Annotated

from pydantic import BeforeValidator

from hemval.content.kinds.texts import text_of
from hemval.words.wrong import wrong

FIRST_YEAR, LAST_YEAR = 1990, 2100


def _day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    text = text_of(value)
    if not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise wrong(
            "”%(value)s” is not a date.",
            advice="Write year, month and day with dashes, for example 2026-09-01.",
            value=text,
        )
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise wrong(
            "The day %(value)s does not exist.", advice="Check month and day in a calendar.", value=text
        ) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise wrong(
            "The year in %(value)s is outside %(first)s–%(last)s.",
            advice="Check the year.",
            value=text,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    return day


def _clock(value: object) -> str:
    text = text_of(value)
    match = re.fullmatch("([0-9]{1,2})[:.]([0-9]{2})", text)
    if match is None:
        raise wrong(
            "”%(value)s” is not a time of day.",
            advice="Write hour and minute, for example 8:00 or 16:30.",
            value=text,
        )
    hour, minute = int(match[1]), int(match[2])
    # 24:00 is the end of the day: places that never close say 00:00 to 24:00.
    if minute > 59 or hour * 60 + minute > 24 * 60:
        raise wrong(
            "The time %(value)s does not exist.",
            advice="The hour is 0 to 24 and the minute 00 to 59.",
            value=text,
        )
    return f"{hour:02d}:{minute:02d}"


Day = Annotated[date, BeforeValidator(_day)]
Clock = Annotated[str, BeforeValidator(_clock)]
