"""Who is to answer a question, in words: on paper nobody turns the page for the reader."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hemval.forms.asking import RULE_FACTS, Asking
from hemval.forms.condition import When, always_false
from hemval.forms.definition import FormDefinition
from hemval.forms.paper_face import Boxes
from hemval.forms.types import AnyQuestion
from hemval.words import sentence

ROOM_TOLD = {
    "open": sentence("the provider that you ticked in question %(number)s has room"),
    "queue": sentence("the provider that you ticked in question %(number)s has a queue"),
    "closed": sentence("the provider that you ticked in question %(number)s takes no new people"),
}

RULES = "rules."
ROOM = "room."


@dataclass(frozen=True)
class OnPaper(Asking):
    """The questions as paper puts them: to everybody at once, so what only some are asked is there too."""

    def holds(self, when: When) -> bool:
        """Say whether a condition can hold for somebody, by the rules in force."""
        facts = {f"{RULES}{name}": self.fact(f"{RULES}{name}") for name in RULE_FACTS}
        return not always_false(when, facts)


def undecided(when: When) -> dict[str, tuple[str, ...]]:
    """Return what of a condition each person decides by their answers."""
    return {name: values for name, values in when.items() if not name.startswith(RULES)}


class Conditions:
    """Tells the conditions of one form, with the numbers that its questions have on paper."""

    def __init__(self, form: FormDefinition, numbers: Mapping[str, int], asking: Asking) -> None:
        self.form = form
        self.numbers = numbers
        self.asking = asking
        self.say = asking.words.say

    def told(self, page: AnyQuestion) -> str:
        """Say who is to answer a question, or to read what stands there; empty where it is everybody."""
        if not (told := self.of(page.when)):
            return ""
        if page.puts_a_question:
            return self.say("Answer only if %(condition)s.", condition=told)
        return self.say("Read this if %(condition)s.", condition=told)

    def of_option(self, when: When) -> str:
        """Say who may tick an alternative; empty where it is everybody."""
        told = self.of(when)
        return self.say("Only if %(condition)s.", condition=told) if told else ""

    def of(self, when: When) -> str:
        """Say a condition: "you ticked ”Switch” in question 5"."""
        asked = undecided(when)
        for name in [name for name in asked if name.startswith(ROOM)]:
            # Who answers that question at all is said there.
            before = self.form.page(name.removeprefix(ROOM))
            asked = {
                one: values for one, values in asked.items() if not before or before.when.get(one) != values
            }
        told = [part for name, values in asked.items() for part in [self._part(name, values)] if part]
        return self._joined(told, self.say("%(these)s and %(last)s"))

    def _part(self, name: str, values: Sequence[str]) -> str:
        page = self.form.page(name.removeprefix(ROOM))
        if page is None or page.id not in self.numbers:
            return ""
        number = self.numbers[page.id]
        if name.startswith(ROOM):
            return self._or([self.say(ROOM_TOLD[value], number=number) for value in values])
        labels = {
            option.value: option.label.text
            for part in page.paper(self.asking)
            if isinstance(part, Boxes)
            for option in part.options
        }
        told = [labels.get(value) or page.told(value, self.asking) for value in values]
        ticked = [self.say("”%(answer)s”", answer=answer) for answer in told]
        return self.say(
            "you ticked %(answers)s in question %(number)s", answers=self._or(ticked), number=number
        )

    def _or(self, told: list[str]) -> str:
        return self._joined(told, self.say("%(these)s or %(last)s"))

    @staticmethod
    def _joined(told: list[str], last: str) -> str:
        if len(told) < 2:
            return "".join(told)
        return last % {"these": ", ".join(told[:-1]), "last": told[-1]}
