"""What an officer chooses a batch by: days, a provider and a state, as the address or a form says it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from hemval.forms.typed.day import DAY, MONTH, YEAR, NotADay, day_typed
from hemval.handover.told import WORDS
from hemval.queue.desk.batch import Chosen
from hemval.queue.desk.tables import STATES

FIRST, LAST, PROVIDER, STATE = "fran", "till", "utforare", "lage"
FIELDS = (FIRST, LAST, PROVIDER, STATE)


@dataclass(frozen=True)
class Selection:
    """What was chosen, as it was typed, and what is wrong with it by field."""

    chosen: Chosen
    typed: Mapping[str, str]
    wrong: Mapping[str, str]

    def address(self, base: str, form: str) -> str:
        """Return where the same selection stands."""
        fields = {"blankett": form, **self.typed}
        return f"{base}?{urlencode({name: value for name, value in fields.items() if value})}"


def selection_of(fields: Mapping[str, str], today: date) -> Selection:
    """Read a selection; a provider that is not ours finds nothing, and a state that is none is left out."""
    typed = {name: fields.get(name, "").strip()[:80] for name in FIELDS}
    wrong = {}
    days = {}
    for name in (FIRST, LAST):
        try:
            days[name] = day_typed({DAY: typed[name], MONTH: "", YEAR: ""}, today) if typed[name] else None
        except NotADay:
            days[name], wrong[name] = None, WORDS.say("Write a day, like this: 2026-12-01.")
    first, last = days[FIRST], days[LAST]
    if first and last and last < first:
        wrong[LAST] = WORDS.say("The last day comes before the first.")
    state = next((state for state in STATES if state == typed[STATE]), None)
    chosen = Chosen(selection=True, first=first, last=last, provider=typed[PROVIDER], state=state)
    return Selection(chosen, typed, wrong)
