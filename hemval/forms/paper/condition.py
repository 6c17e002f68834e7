"""Who is to answer a question, in words: on paper nobody turns the page for the reader."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from hemval.content.provider import Provider
from hemval.content.services import Service
from hemval.forms.asked.asking import CODE_ASKED, GIVEN, RULE_FACTS, TODAY_ASKED, Asking
from hemval.forms.asked.condition import always_false, can_hold
from hemval.forms.asked.when import Required, When, alternatives
from hemval.forms.definition import FormDefinition
from hemval.forms.paper.face import Boxes
from hemval.forms.types import AnyQuestion
from hemval.forms.types.reference import Reference
from hemval.rules.choosable import Verdict
from hemval.words import sentence

ROOM_TOLD = {
    "open": sentence("the provider that you ticked in question %(number)s has room"),
    "queue": sentence("the provider that you ticked in question %(number)s has a queue"),
    "closed": sentence("the provider that you ticked in question %(number)s takes no new people"),
}

WRITTEN = sentence("you wrote something in question %(number)s")
LEFT_EMPTY = sentence("you left question %(number)s empty")

RULES = "rules."
ROOM = "room."


@dataclass(frozen=True)
class OnPaper(Asking):
    """The questions as paper puts them: to everybody at once, so what only some are asked is there too."""

    def holds(self, when: When) -> bool:
        """Say whether a condition can hold for somebody, by the rules in force."""
        return not always_false(when, self._rules_told)

    def verdict(self, provider: Provider, about: Sequence[Service] = ()) -> Verdict:
        """Let who begins in time for an exit under way be ticked: by somebody whose provider stops."""
        verdict = super().verdict(provider, about)
        if verdict.choosable:
            return verdict
        by_exit = (replace(self, answers={TODAY_ASKED: one, CODE_ASKED: GIVEN}) for one in self._leaving)
        return next(
            (one for each in by_exit if (one := Asking.verdict(each, provider, about)).choosable), verdict
        )

    @property
    def _leaving(self) -> list[str]:
        return [name for one in self.content.exits_under_way(self.today).values() for name in one.providers]

    def undecided(self, when: When, printed: Container[str]) -> list[Required]:
        """List what is enough, as far as each person decides it: by answers to questions that are printed."""
        by_answers = [
            {name: values for name, values in required.items() if not name.startswith(RULES)}
            for required in alternatives(when)
            if can_hold(required, self._rules_told)
        ]
        return [one for one in by_answers if all(name.removeprefix(ROOM) in printed for name in one)]

    @property
    def _rules_told(self) -> dict[str, str]:
        return {f"{RULES}{name}": self.fact(f"{RULES}{name}") for name in RULE_FACTS}


class Conditions:
    """Tells the conditions of one form, with the numbers that its questions have on paper."""

    def __init__(self, form: FormDefinition, numbers: Mapping[str, int], asking: OnPaper) -> None:
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
        """Say a condition: "you ticked ”Switch” in question 5"; nothing where anybody meets it."""
        enough = _as_one(self.asking.undecided(when, self.numbers))
        told = [self._required(required) for required in enough]
        return self._or(told) if all(told) else ""

    def _required(self, required: Required) -> str:
        for name in [name for name in required if name.startswith(ROOM)]:
            # Who answers that question at all is said there.
            before = self.form.page(name.removeprefix(ROOM))
            there = alternatives(before.when) if before else ()
            required = {
                one: values
                for one, values in required.items()
                if all(other.get(one) != values for other in there)
            }
        told = [part for name, values in required.items() for part in [self._part(name, values)] if part]
        return self._joined(told, self.say("%(these)s and %(last)s"))

    def _part(self, name: str, values: Sequence[str]) -> str:
        page = self.form.page(name.removeprefix(ROOM))
        if page is None or page.id not in self.numbers:
            return ""
        number = self.numbers[page.id]
        if name.startswith(ROOM):
            return self._or([self.say(ROOM_TOLD[value], number=number) for value in values])
        if isinstance(page, Reference):
            # Nothing is ticked there: something is written, or not.
            done = (WRITTEN if value == GIVEN else LEFT_EMPTY for value in values)
            return self._or([self.say(one, number=number) for one in done])
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


def _as_one(enough: Sequence[Required]) -> Sequence[Required]:
    """Write several answers to the same question as one condition with more values."""
    names = {name for required in enough for name in required}
    if len(names) == 1 and all(enough):
        (name,) = names
        return [{name: tuple(dict.fromkeys(value for one in enough for value in one[name]))}]
    return enough
