"""Which choices of those whose provider stops belong to nobody on the list, and which are put apart."""

from hemval.forms.addresses import CHOICE
from hemval.forms.asked.asking import may_be_of
from hemval.officers.across.overview import Known
from hemval.officers.exits.looked import Looked, reads
from hemval.officers.lists.board import received
from hemval.officers.workplace import Workplace
from hemval.queue.desk.exits.awaited import HEEDED


def loose_in(workplace: Workplace, one: Looked) -> list[Known]:
    """List the choices whose today's provider stops here and that belong to nobody; the newest last.

    None of an exit that is confirmed: nothing is tied any more, and its own come loose when it is purged.
    """
    if one.end is not None:
        return []
    apart = workplace.desk.exits.apart(one.id)
    return [known for known in _of_here(workplace, one) if known.header.id not in apart]


def apart_in(workplace: Workplace, one: Looked) -> list[Known]:
    """List those that an officer has said are of nobody on this list."""
    apart = workplace.desk.exits.apart(one.id)
    return [known for known in _of_here(workplace, one) if known.header.id in apart]


def _of_here(workplace: Workplace, one: Looked) -> list[Known]:
    gone = workplace.replaced()
    # As a purge sees it: what an exit keeps stands on its page, and there it can be put apart.
    elsewhere = workplace.desk.exits.leaving()
    return [
        known
        for known in _untied(workplace)
        if known.gist is not None
        and may_be_of(one.exit.providers, known.gist.answers, elsewhere)
        and known.header.id not in gone
    ]


def is_of_here(workplace: Workplace, one: Looked, row_id: str) -> bool:
    """Say whether a choice may be of somebody whom this exit touches, said to be of nobody or not."""
    return any(known.header.id == row_id for known in _of_here(workplace, one))


def found_by(workplace: Workplace, one: Looked) -> list[Known]:
    """List what this officer finds and ties: who reads no cases, only what has to do with the exit."""
    return _untied(workplace) if reads() else _of_here(workplace, one)


def _untied(workplace: Workplace) -> list[Known]:
    content, exits = workplace.published.snapshot().content, workplace.desk.exits
    tied = {
        choice.submission
        for exit_id in content.exits.root
        for affected in exits.read(exit_id)
        for choice in affected.choices
    }
    return [
        known
        for known in sorted(workplace.board().rows.values(), key=received)
        if known.header.form == CHOICE and known.header.state in HEEDED and known.header.id not in tied
    ]
