"""Room at the providers: seen by co-ordinators at a glance, and changed one provider at a time."""

import hashlib
import logging
import os
from collections.abc import Mapping
from datetime import date

from flask import Flask, Response, abort, flash, g, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from hemval.content.findings import ContentError
from hemval.content.provider import Provider
from hemval.content.room import Rooms
from hemval.content.whole import Content
from hemval.editing.put_in import write_in_place
from hemval.editing.rewritten import Value
from hemval.editing.room_changed import RoomFile, RoomRefused, read_room_file, room_changed
from hemval.handover.told import WORDS
from hemval.officers.address import ROOM, room_of
from hemval.officers.room.form import (
    field_of,
    filled,
    in_their_order,
    named,
    place_of,
    prefix_of,
    still,
    told_of,
    typed,
)
from hemval.officers.room.told import room_line
from hemval.officers.too_late import PROVIDER, too_late, who_did_what
from hemval.officers.waiting.told import waiting_now
from hemval.officers.workplace import Workplace
from hemval.pages.published import UnreadableBuild, with_rooms
from hemval.pages.room_redrawn import RoomUnreadable, redraw_room, rooms_shown
from hemval.queue.file_lock import locked
from hemval.rules.neutral_order import in_neutral_order
from hemval.words import sentence

log = logging.getLogger(__name__)

LOCK = "room.lock"
"""In the officers' own folder: one change at a time."""

PATIENCE = 5.0
"""Seconds that a co-ordinator waits for another's change, or for a build."""

SEEN = "seen"
"""The field with the mark of what the page showed."""

SHOWN = sentence("Room at %(name)s is saved, and the website shows it.")
SAVED = sentence(
    "Room at %(name)s is saved. The form goes by it now. The pages show it as soon as they are drawn again."
)
UNCHANGED = sentence("Nothing was changed at %(name)s.")


class SeenIsGone(Exception):
    """Somebody has changed what the page showed: nothing was written."""


class NotWritten(Exception):
    """The file system does not let the file be written: nothing was."""


def add_room(app: Flask, workplace: Workplace) -> None:
    """Add the table of all providers, the page of one, and what they save."""

    @app.get(ROOM)
    def rooms() -> ResponseReturnValue:
        """Show room at every provider, and whether the pages show it."""
        return _table(workplace)

    @app.route(room_of("<provider_id>"), methods=["GET", "POST"])
    def room(provider_id: str) -> ResponseReturnValue:
        """Show what is said of a provider's room, or save what is typed."""
        file, provider = _file(workplace), _provider(workplace, provider_id)
        if file is None:
            return _table(workplace, not_written=request.method == "POST")
        held, areas = file.rooms.root.get(provider.id), _areas(provider, workplace)
        if request.method != "POST":
            return _form(workplace, provider, file, MultiDict(filled(held, areas, _today(workplace))), {})
        wanted = typed(request.form, held, areas)
        try:
            return _save(workplace, provider, wanted)
        except RoomRefused as refused:
            faults = {field_of(path, wanted): fault.message for path, fault in reversed(refused.faults)}
            problems = {
                field: told_of(field, request.form.get(field, ""), faults[field], _today(workplace))
                for field in sorted(faults, key=lambda field: in_their_order(field, areas))
            }
            return _form(workplace, provider, file, request.form, problems)

    @app.post(f"{room_of('<provider_id>')}stammer/")
    def room_still(provider_id: str) -> ResponseReturnValue:
        """Say that room is today as it was."""
        file, provider = _file(workplace), _provider(workplace, provider_id)
        held = file.rooms.root.get(provider.id) if file else None
        if held is None:
            abort(400)
        try:
            return _save(workplace, provider, still(held, _today(workplace)))
        except RoomRefused:
            return redirect(room_of(provider.id), 303)


def _today(workplace: Workplace) -> date:
    return workplace.now.date()


def _file(workplace: Workplace) -> RoomFile | None:
    """Read room.yml as it is at this moment; None where it cannot be read."""
    try:
        return read_room_file(workplace.published.room_file.read_bytes().decode("utf-8"))
    except (OSError, UnicodeDecodeError, ContentError):
        return None


def _content(workplace: Workplace, file: RoomFile | None) -> Content:
    return with_rooms(workplace.published.snapshot().content, file.rooms if file else Rooms({}))


def _provider(workplace: Workplace, provider_id: str) -> Provider:
    found = workplace.published.snapshot().content.providers.get(provider_id)
    if found is None or found.agreement.status(_today(workplace)) == "ended":
        abort(404)
    return found


def _areas(provider: Provider, workplace: Workplace) -> list[str]:
    """List the areas that the form has a part for; none where the provider works in one alone."""
    known = workplace.published.snapshot().content.municipality.areas
    areas = [area for area in known if area in provider.agreement.areas]
    return areas if len(areas) > 1 else []


def _can_write(workplace: Workplace) -> bool:
    file = workplace.published.room_file.resolve()
    return os.access(file.parent, os.W_OK)


def _save(workplace: Workplace, provider: Provider, wanted: Mapping[str, Value]) -> ResponseReturnValue:
    """Write what differs, draw the pages, and lead back to the table."""
    try:
        changed = _write(workplace, provider.id, wanted)
    except SeenIsGone:
        if not _says_so(workplace, provider.id, wanted):
            return _conflict(workplace, provider)
        changed = True  # the same press once more, or a colleague who saw the same
    except (NotWritten, TimeoutError) as error:
        log.error("room.yml was not written: %s", error)
        return _table(workplace, not_written=True)
    told = UNCHANGED if not changed else SHOWN if _drawn(workplace) else SAVED
    flash(WORDS.say(told, name=provider.name))
    return redirect(ROOM, 303)


def _says_so(workplace: Workplace, provider: str, wanted: Mapping[str, Value]) -> bool:
    """Say whether the file says by now what is to be saved."""
    file = _file(workplace)
    folder = workplace.published.folder
    return file is not None and room_changed(file, provider, wanted, folder, _today(workplace)) == file.text


def _conflict(workplace: Workplace, provider: Provider) -> Response:
    """Say who was first; of a file that an editor has written since nobody knows."""
    file = _file(workplace)
    print_ = hashlib.sha256(file.text.encode()).hexdigest() if file else ""
    ours = workplace.desk.log.last_of([print_], PROVIDER) is not None
    about, title = [provider.id] if ours else [], WORDS.say("Room was changed meanwhile")
    told = f"{provider.name}: {who_did_what(workplace, about, PROVIDER)}"
    return too_late(
        workplace, title, ROOM, told, room_of(provider.id), WORDS.say("See what is said of it now")
    )


def _write(workplace: Workplace, provider: str, wanted: Mapping[str, Value]) -> bool:
    """Change the file where it still says what the page showed; return False where nothing differs."""
    path, folder = workplace.published.room_file, workplace.published.folder
    with locked(workplace.places.officers / LOCK, PATIENCE):
        file = _file(workplace)
        if file is None or file.seen(provider) != request.form.get(SEEN):
            raise SeenIsGone
        new = room_changed(file, provider, wanted, folder, _today(workplace))
        if new == file.text:
            return False
        print_ = hashlib.sha256(new.encode()).hexdigest()
        with workplace.desk.logged("room", [provider, print_], g.officer, workplace.now):
            # Read once more: an editor knows no lock, and the check took its time.
            if path.read_bytes() != file.text.encode():
                raise SeenIsGone
            try:
                write_in_place(path, new)
            except OSError as error:
                raise NotWritten(type(error).__name__) from error
    return True


def _drawn(workplace: Workplace) -> bool:
    """Draw the pages where this process may write them; elsewhere whoever builds does, on seeing the file."""
    places = workplace.places
    if not os.access(places.site, os.W_OK):
        return False
    try:
        redraw_room(places, workplace.published.folder, _today(workplace), PATIENCE)
    except (RoomUnreadable, UnreadableBuild, TimeoutError, OSError) as error:
        log.error("the pages that show room were not drawn: %s", type(error).__name__)
        return False
    return True


def _table(workplace: Workplace, *, not_written: bool = False) -> Response:
    file, today = _file(workplace), _today(workplace)
    content, shown = _content(workplace, file), rooms_shown(workplace.places)
    lines = [
        room_line(one, content, shown, file.seen(one.id) if file else "", today)
        for one in in_neutral_order(content.contracted(today))
    ]
    return workplace.answer(
        "rooms.html",
        workplace.view(WORDS.say("Room"), ROOM, failed=not_written),
        503 if not_written else 200,
        lines=lines,
        readable=file is not None,
        can_write=_can_write(workplace),
        not_written=not_written,
        hours=any(line.hours or line.ceilings for line in lines),
        behind=[line.name for line in lines if not line.shown] if shown else [],
    )


def _form(
    workplace: Workplace, provider: Provider, file: RoomFile, values: MultiDict[str, str],
    problems: Mapping[str, str],
) -> Response:  # fmt: skip
    content, today, held = _content(workplace, file), _today(workplace), file.rooms.root.get(provider.id)
    notice = content.municipality.rules_on(today).ceiling_notice
    called = {area: name.in_(WORDS.language) for area, name in content.municipality.areas.items()}
    areas = [
        place_of(
            prefix_of(area),
            called[area],
            held.areas.get(area) if held else None,
            notice,
            today,
        )
        for area in _areas(provider, workplace)
    ]
    return workplace.answer(
        "room.html",
        workplace.view(WORDS.say("Room at %(name)s", name=provider.name), ROOM, failed=bool(problems)),
        400 if problems else 200,
        action=room_of(provider.id),
        back=ROOM,
        seen=request.form.get(SEEN) or file.seen(provider.id),
        whole=place_of("", "", held, notice, today),
        areas=areas,
        values=values,
        problems=problems,
        summary=[(field, named(field, told, called)) for field, told in problems.items()],
        wrong_places={field[: -len(field.rpartition(".")[2])] for field in problems},
        notice=notice,
        queued=sum(one.provider == provider.id for one in waiting_now(workplace)),
        can_write=_can_write(workplace),
    )
