"""What the rules see in the way of each open choice as things are now, for the list: remembered for a while.

It holds for a content and a day: when either changes, all are judged again.
"""

import threading
from collections.abc import Iterable, Mapping
from datetime import date

from hemval.content.whole import Content
from hemval.forms.sent.judging import judged_when_sent
from hemval.officers.across.overview import Known
from hemval.officers.case.rules_told import in_the_way
from hemval.queue.desk.tables import OPEN
from hemval.rules.reason import Code


class RulesAtAGlance:
    """The codes of what stands in the way, by row; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._content: Content | None = None
        self._day: date | None = None
        self._kept: dict[str, tuple[Code, ...]] = {}

    def of(
        self, known: Iterable[Known], content: Content | None, day: date
    ) -> Mapping[str, tuple[Code, ...]]:
        """Return them for all open rows; nothing where what is published cannot be read."""
        if content is None:
            return {}
        with self._lock:
            before = self._kept if content is self._content and day == self._day else {}
            self._content, self._day = content, day
            self._kept = {
                one.header.id: before[one.header.id] if one.header.id in before else _codes(one, content)
                for one in known
                if one.header.state in OPEN
            }
            return self._kept


def _codes(one: Known, content: Content) -> tuple[Code, ...]:
    """Judge by the providers that the choice names: what stands in their way is the same by all."""
    if one.gist is None:
        return ()
    header, answers = one.header, one.gist.answers
    now = judged_when_sent(content, header.form, answers, header.received_at, header.id)
    found = in_the_way(now, answers) if now is not None else ()
    return tuple(dict.fromkeys(reason.code for reason in found))
