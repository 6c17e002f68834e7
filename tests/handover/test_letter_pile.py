"""What lies in a pile of letters that is still to be posted."""

from datetime import timedelta

from hemval.handover.letter_pile import pile
from hemval.queue.desk.exits.noting import Printed, Told
from hemval.rules.exits.plans import plans
from tests.rules.exits import EXIT, LAST_DAY, SENT, affected, choice, example

HOUR = timedelta(hours=1)


def test_who_is_protected_since_the_reminders_were_printed_is_named_whatever_else_was_posted() -> None:
    town = example("krokom", "utforare-c")
    days = Told(LAST_DAY, town.exits.root[EXIT].deadline)
    told = {"told_at": SENT, "told_day": LAST_DAY}
    marked = affected(1, "utforare-c", choice(1, protected=True), **told)
    other = affected(2, "utforare-c", **told)
    newcomer = affected(3, "utforare-c", told_at=SENT + 2 * HOUR, told_day=LAST_DAY)
    printed = {one.id: Printed(SENT + HOUR, days) for one in (marked, other)}
    today = town.exits.root[EXIT].letters
    made = plans(town, EXIT, [marked, other, newcomer], today)
    found = pile(town, EXIT, made, printed, today, reminder=True)
    assert other.id in found.ids
    assert found.take_out == (marked.id,)
