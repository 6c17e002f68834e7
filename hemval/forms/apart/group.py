"""A group of services that is chosen by itself, as a form asks about it (``hemval.rules.service_groups``)."""

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import JsonValue

from hemval.content.services import Service
from hemval.forms.asked.asking import DO_NOT_KNOW, SERVICES_ASKED, services_granted
from hemval.words import Text
from hemval.words.plain import sentence_case

Answers = Mapping[str, JsonValue]


@dataclass(frozen=True)
class Group:
    """One group: its name, its services, and what the questions about it are called."""

    number: int
    """From 1, in the rules' order."""
    name: Text
    """As the rules write it: "städning"."""
    services: tuple[Service, ...]
    names: Mapping[str, str]
    """The questions asked for each group: the id in the form as written, and the id for this group."""

    def heading(self, language: str) -> str:
        """Return the name as a heading or a sentence begins with it."""
        return sentence_case(self.name.in_(language))

    def meant(self, answers: Answers) -> tuple[Service, ...]:
        """Return the group's services that the choice is about: all where the person does not know.

        Then whoever is chosen must be able to give all of it. Nothing where the choice is about other help.
        """
        if answers.get(SERVICES_ASKED) == [DO_NOT_KNOW]:
            return self.services
        granted = services_granted(answers)
        return tuple(service for service in self.services if service in granted)

    def own(self, answers: Answers) -> dict[str, JsonValue]:
        """Return the answers as if the group were all that was asked about: with the questions' own names."""
        each = set(self.names)
        mine = set(self.names.values())
        found: dict[str, JsonValue] = {}
        for name, answer in answers.items():
            if name not in mine and not _of_another(name, each):
                found[name] = answer
        found |= {own: answers[mine] for own, mine in self.names.items() if mine in answers}
        if SERVICES_ASKED in answers:
            found[SERVICES_ASKED] = list(self.meant(answers))
        return found


def name_in(question: str, number: int) -> str:
    """Return the id that a question has for a group: the first keeps the one that was written."""
    return question if number == 1 else f"{question}-{number}"


def _of_another(name: str, each: set[str]) -> bool:
    question, _, number = name.rpartition("-")
    return name in each or (question in each and number.isdigit())
