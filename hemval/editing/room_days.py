"""Statements about room that are from a day to come: nobody knows yet."""

from collections.abc import Iterator
from datetime import date

from hemval.content.binding import finding_at
from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.reader import read
from hemval.content.whole import Content
from hemval.words import words_in

ROOMS = "room.yml"


def room_day_findings(folder: Folder, content: Content, today: date) -> Iterator[Finding]:
    """Find statements from after today.

    A day before the site's own review is no judge: a preview of a day gone by, or a clock that is wrong.
    """
    late = [identity for identity, room in content.rooms.root.items() if room.as_of > today]
    if not late or today < content.municipality.site.reviewed:
        return
    say = words_in("sv").say
    path = folder.own / ROOMS
    node, _ = read(path, ROOMS)
    if node is None:
        return
    source = path.read_text(encoding="utf-8-sig")
    for identity in late:
        message = say("The day is still to come.")
        advice = say("Write the day on which you last knew that it was so, today at the latest.")
        yield finding_at(node, (identity, "as_of"), ROOMS, source, message, advice)
