"""Letters on their way to an officer: printed some at a time, logged before they leave, and kept nowhere."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack

from flask import Response, g

from hemval.handover.address_list import AddressList
from hemval.handover.exit_recipients import days_told, wanted_still
from hemval.handover.merged_letters import ToWrite, file_called, merged
from hemval.handover.told import WORDS
from hemval.officers.address import EXITS
from hemval.officers.exits.looked import Looked, fetch
from hemval.officers.too_late import too_late
from hemval.officers.workplace import Workplace
from hemval.paper.personal import NotPrinted, Printers
from hemval.queue.desk.exits.sealed import named
from hemval.words.dates import SWEDEN

log = logging.getLogger(__name__)


def letters_sent(
    workplace: Workplace, one: Looked, met: Sequence[ToWrite], addresses: AddressList, printers: Printers,
    *, reminder: bool,
) -> Response:  # fmt: skip
    """Answer with the first letters, and send the others as they are printed: nobody else prints meanwhile.

    So no proxy cuts off a long merge. Raises what ``Printers`` does where it cannot begin.
    """
    who, now = g.officer, workplace.now
    day = now.astimezone(SWEDEN).date()
    exits = workplace.desk.exits

    def seen(some: Sequence[ToWrite]) -> None:
        with workplace.desk.logged("exit_seen", [named(one.id), *(each.id for each in some)], who, now):
            pass

    def printed(letters: Sequence[ToWrite]) -> None:
        exits.log_printed(one.id, days_told(letters), who, now, reminder=reminder)

    def wanted(some: Sequence[ToWrite]) -> Sequence[ToWrite]:
        fetch(workplace)
        plans = exits.planned(one.content, one.id, day).plans
        return wanted_still(one.content, one.id, plans, day, some, reminder=reminder)

    with ExitStack() as held:
        print_ = held.enter_context(printers.taken())
        made = merged(
            met, addresses, one.content, day, lambda sheet: print_(sheet, day), seen, printed,
            wanted, reminder=reminder,
        )  # fmt: skip
        first = next(made)
        release = held.pop_all().close
    name = file_called(len(met), reminder=reminder)
    if name.endswith(".pdf"):
        release()
        response = Response(first, content_type="application/pdf")
    else:
        response = Response(_sent_on(first, made, release), content_type="application/zip")
        # Where the browser has gone before anything was sent, nothing is iterated.
        response.call_on_close(release)
    response.headers.set("Content-Disposition", "attachment", filename=f"{one.id}-{day}-{name}")
    return response


def _sent_on(first: bytes, others: Iterator[bytes], release: Callable[[], None]) -> Iterator[bytes]:
    """Give the rest of a file; where that cannot be printed the connection is cut, and it opens nowhere."""
    try:
        yield first
        yield from others
    except NotPrinted as error:
        log.error("letters could not be printed to the end: %s", type(error).__name__)
        raise
    finally:
        release()


def under_way(workplace: Workplace, see: str) -> Response:
    """Say that the printer is taken, by a second press or by a colleague: the first goes on."""
    title = WORDS.say("Letters are being made already")
    told = WORDS.say(
        "They go on. See whether the file comes. "
        "If it does not, wait half a minute and press the button once more."
    )
    response = too_late(workplace, title, EXITS, told, see, WORDS.say("Go back"))
    response.status_code = 503
    response.headers["Retry-After"] = "30"
    return response
