"""A form as it is asked where services are chosen apart: the questions of a choice once for each group."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import Any

from hemval.content.services import SERVICES
from hemval.content.whole import Content
from hemval.forms.apart.group import Group, name_in
from hemval.forms.asked.asking import DO_NOT_KNOW, SERVICES_ASKED
from hemval.forms.asked.when import Required, When, alternatives
from hemval.forms.definition import FormDefinition
from hemval.forms.question import Wording
from hemval.forms.types import AnyQuestion
from hemval.forms.types.choice_of_one import OptionQuestion
from hemval.forms.types.provider import ProviderChoice
from hemval.rules.on_offer import offered_together
from hemval.rules.service_groups import ChosenTogether
from hemval.words import LANGUAGES, Text, words_in
from hemval.words.dates import joined

Names = Mapping[str, str]

_known: list[tuple[FormDefinition, tuple[ChosenTogether, ...], FormDefinition]] = []
KEPT = 16
"""Forms that are remembered as asked; each request asks for one."""


def as_asked(form: FormDefinition, content: Content, day: date) -> FormDefinition:
    """Return a form as the rules of a day have it asked: the same object where nothing is chosen apart."""
    groups = offered_together(content, day)
    for written, of, found in tuple(_known):
        if written is form and of is groups:
            return found
    found = expanded(form, groups)
    _known.append((form, groups, found))
    del _known[:-KEPT]
    return found


def expanded(form: FormDefinition, groups: tuple[ChosenTogether, ...]) -> FormDefinition:
    """Write out what is asked for each group, one whole group after another.

    Everything that a group's questions say of each other follows along. A question for all that looks at one
    of them is asked where it holds for any group.
    """
    each = [page.id for page in form.pages if page.each]
    if len(groups) < 2 or not each:
        return form
    mine = [
        Group(number, _name(group), group.services, {page: name_in(page, number) for page in each})
        for number, group in enumerate(groups, start=1)
    ]
    pages: list[AnyQuestion] = []
    for apart, run in groupby(form.pages, key=lambda page: bool(page.each)):
        run_ = list(run)
        if apart:
            pages += [_of_group(page, group, mine) for group in mine for page in run_]
        else:
            pages += [_of_all(page, mine) for page in run_]
    return form.model_copy(update={"pages": tuple(pages)}).with_groups(mine)


def _name(group: ChosenTogether) -> Text:
    """Return the rules' name of a group or, of what no group has, the help it is."""
    name = {language: group.name.in_(language) for language in LANGUAGES} if group.name else {}
    for language in LANGUAGES:
        words = words_in(language)
        named = name.get(language) or joined([words.say(SERVICES[one]) for one in group.services], words)
        name[language] = named
    return Text(name)


def _of_group(page: AnyQuestion, group: Group, groups: list[Group]) -> AnyQuestion:
    ticked = (*group.services, DO_NOT_KNOW)
    when = tuple(
        {**_renamed(required, group.names), SERVICES_ASKED: ticked} for required in alternatives(page.when)
    )
    update: dict[str, Any] = {
        "id": group.names[page.id],
        "question": _headed(page.question, group),
        "short": _ended(page.short or page.question, group),
        "when": when,
        # The author's words for paper know of no groups; ours are made of the condition.
        "paper_when": None,
        "words": tuple(
            wording.model_copy(
                update={
                    "question": _headed(wording.question, group),
                    "when": _each_renamed(wording.when, [group.names]),
                }
            )
            for wording in page.words
        ),
        "recalls": tuple(group.names.get(name, name) for name in page.recalls),
    }
    if isinstance(page, OptionQuestion):
        update["options"] = _options(page, [group.names])
    if isinstance(page, ProviderChoice):
        update["differs_from"] = tuple(group.names.get(name, name) for name in page.differs_from)
        if page.among == "choosable" and page.none is None:
            earlier = tuple(other.names[page.id] for other in groups[: group.number - 1])
            update["recalls"] = (*earlier, *update["recalls"])
    return page.model_copy(update=update).about(group, page)


def _of_all(page: AnyQuestion, groups: list[Group]) -> AnyQuestion:
    """Return a question for all groups, as it stands where it looks at no question that is asked for each."""
    names = [group.names for group in groups]
    update: dict[str, Any] = {
        "when": _each_renamed(page.when, names),
        "words": tuple(_wording(wording, names) for wording in page.words),
        "recalls": _all_names(page.recalls, names),
    }
    if isinstance(page, OptionQuestion):
        update["options"] = _options(page, names)
    if isinstance(page, ProviderChoice):
        update["differs_from"] = _all_names(page.differs_from, names)
    return page.model_copy(update=update)


def _wording(wording: Wording, names: list[Names]) -> Wording:
    return wording.model_copy(update={"when": _each_renamed(wording.when, names)})


def _options(page: OptionQuestion, names: list[Names]) -> tuple[Any, ...]:
    return tuple(
        option.model_copy(update={"when": _each_renamed(option.when, names)}) for option in page.options
    )


def _all_names(looked_at: tuple[str, ...], names: list[Names]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.get(name, name) for name in looked_at for each in names))


def _each_renamed(when: When, names: list[Names]) -> When:
    """Write a condition for one group or, for several, as one that any of them meets."""
    met: list[Required] = []
    for required in alternatives(when):
        for each in names:
            if (one := _renamed(required, each)) not in met:
                met.append(one)
    return tuple(dict(one) for one in met)


def _renamed(required: Required, names: Names) -> dict[str, tuple[str, ...]]:
    found = {}
    for name, values in required.items():
        kind, dot, rest = name.partition(".")
        found[f"{kind}.{names.get(rest, rest)}" if dot else names.get(name, name)] = values
    return found


def _headed(text: Text, group: Group) -> Text:
    """Begin a question with what it is about: that is what must not be missed."""
    return Text({language: f"{group.heading(language)}: {told}" for language, told in text.root.items()})


def _ended(text: Text, group: Group) -> Text:
    """End short words with what they are about: a colon may follow them."""
    return Text({language: f"{told}, {group.name.in_(language)}" for language, told in text.root.items()})
