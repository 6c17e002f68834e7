"""A form as its author wrote it: ``forms/<id>.yml``."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from pydantic import Field, PrivateAttr, model_validator

from hemval.content.kinds import Id, Line, Model, Whole, YesNo, wrong
from hemval.content.kinds.identity import free_id
from hemval.content.profile_fields import FIELDS
from hemval.content.refusals import nearest
from hemval.forms.apart.group import Group
from hemval.forms.asked.asking import SERVICES_ASKED
from hemval.forms.asked.condition import Around, check_condition
from hemval.forms.asked.when import When
from hemval.forms.flags import Told
from hemval.forms.question import Question
from hemval.forms.rule_sentence import check_rule
from hemval.forms.types import AnyQuestion
from hemval.forms.types.choice_of_one import OptionQuestion
from hemval.forms.types.name import Name
from hemval.forms.types.provider import ProviderChoice
from hemval.words import Text, sentence

TAKEN = ("blankett", "kontrollera", "kvitto", "radera", "sprak")
"""Last parts of addresses that the application itself answers at, beside the pages."""

ANOTHER_ID = sentence("Give this page another id, for example %(next)s.")
CAN_SHOW = sentence("The line can show: %(allowed)s.")


class Paragraph(Model):
    """A paragraph of the receipt, shown where its condition holds."""

    keys_told: ClassVar[Mapping[str, str]] = {
        "leads_to": sentence("The form that a link below leads to"),
        "when": sentence("When it is there"),
        "heading": sentence("A heading over the paragraph"),
        "text": sentence("The paragraph"),
        "rule": sentence("A sentence that the rules make, by its name"),
        "outcome": sentence("yes tells what the rules come to"),
        "flag": sentence("There only where an officer looks twice for this reason"),
    }

    when: When = {}
    heading: Text | None = None
    text: Text | None = None
    rule: Line | None = None
    """A sentence of the rules by its name in ``hemval.rules.told.rule_sentences``, after the text if any."""
    leads_to: Id | None = None
    """The id of another form that the paragraph tells of: a link to it follows."""

    outcome: YesNo = False
    """What the rules come to, after the text if any; the whole is left out where no rule settles it."""
    flag: Told | None = None
    """There only where an answer has this flag, beside what ``when`` requires."""

    @model_validator(mode="after")
    def _says_something(self) -> "Paragraph":
        if self.text is None and self.rule is None and not self.outcome:
            raise wrong("The paragraph says nothing.", advice="Write text:, rule: or outcome:.")
        if self.rule is not None:
            check_rule(self.rule)
        return self


class FormFile(Model):
    """What stands in a form's file."""

    keys_told: ClassVar[Mapping[str, str]] = {
        "version": sentence("The form's version: raise it when a question changes"),
        "address": sentence("The last part of the form's address on the web"),
        "about": sentence("The page that tells of what the form is for: a file in site_src/sv"),
        "title": sentence("The form's heading"),
        "called": sentence("What officers call the form, where that is not its heading"),
        "line": sentence("The answers that stand in a line of the officers' list"),
        "sent": sentence("The heading of the receipt"),
        "not_a_decision": sentence("What the receipt says that it is not"),
        "signed": sentence("Whether paper asks for a signature"),
        "pages": sentence("The questions, in order: one a page"),
        "receipt": sentence("The paragraphs of the receipt"),
    }

    version: Whole
    """Raised by its author when questions change; stored with every answer."""
    address: Id
    """The last part of its address on the web, and its name on paper."""
    about: Line | None = None
    """The file of the page that tells of what the form is for: Back leads there from its first question."""
    title: Text
    called: Text | None = None
    """What officers call it, such as "Choices"; else its title."""
    line: tuple[Id, ...] = ()
    """The questions whose answers stand on a line of the officers' list, in order."""
    sent: Text
    """The heading of the receipt."""
    not_a_decision: Text | None = None
    """What the receipt says that it is not, where someone could take it for a decision."""
    signed: YesNo = True
    """Whether paper asks for a signature: not where one may be anonymous."""
    pages: tuple[AnyQuestion, ...] = Field(min_length=1)
    receipt: tuple[Paragraph, ...] = ()

    @model_validator(mode="after")
    def _pages_fit_together(self) -> "FormFile":
        seen: dict[str, Question] = {}
        around = Around(seen, {page.id for page in self.pages})
        for number, page in enumerate(self.pages):
            _check_id(page, number, around)
            check_condition(page.id, page.when, around, ["pages", number, "when"])
            for place, option in enumerate(page.options if isinstance(page, OptionQuestion) else ()):
                check_condition(page.id, option.when, around, ["pages", number, "options", place, "when"])
            _check_words(page, number, around)
            _check_answers(page, number, seen)
            seen[page.id] = page
        for number, name in enumerate(self.line):
            _check_line(seen, name, ["line", number])
        for number, part in enumerate(self.receipt):
            check_condition("receipt", part.when, around, ["receipt", number, "when"])
        return self


class FormDefinition(FormFile):
    """A form whole, with its id, which is the file's name."""

    id: Id
    _groups: tuple[Group, ...] = PrivateAttr(default=())

    @property
    def groups(self) -> tuple[Group, ...]:
        """Return the groups of services that the form is written out for, where they are chosen apart."""
        return self._groups

    def with_groups(self, groups: Iterable[Group]) -> "FormDefinition":
        """Say for which groups the form is written out; for a fresh copy."""
        self._groups = tuple(groups)
        return self

    def page(self, identity: str) -> AnyQuestion | None:
        """Return the page of an id."""
        return next((page for page in self.pages if page.id == identity), None)

    @property
    def asks_for_provider(self) -> ProviderChoice | None:
        """Return the first question of a provider to choose; where there is none, the first of any provider.

        Who comes from a provider's page means that one, and never the one that helps today.
        """
        asked = [page for page in self.pages if isinstance(page, ProviderChoice)]
        return min(asked, key=lambda page: page.among != "choosable", default=None)


def _check_line(pages: Mapping[str, Question], name: str, at: Sequence[str | int]) -> None:
    """Refuse what a list cannot show, and what nobody who passes the screen should read."""
    page = pages.get(name)
    shown = tuple(one.id for one in pages.values() if one.puts_a_question and _can_be_passed_by(one))
    if page is None or not page.puts_a_question:
        raise wrong(
            "The line names %(name)s, which is no question of the form.",
            advice="" if nearest(name, list(shown)) else CAN_SHOW,
            at=at,
            instead_of=name,
            possible=shown,
            name=name,
            allowed=shown,
        )
    if not _can_be_passed_by(page):
        raise wrong(
            "The line cannot show %(name)s: of what identifies a person, a list shows the name alone.",
            advice=CAN_SHOW,
            at=at,
            name=name,
            allowed=shown,
        )


def _can_be_passed_by(page: Question) -> bool:
    """Say whether anyone who passes the screen may read the answer."""
    return page.identifies != "yes" or isinstance(page, Name)


def _check_id(page: Question, number: int, around: Around) -> None:
    at: list[str | int] = ["pages", number, "id"]
    seen = around.earlier
    if page.id in seen:
        raise wrong(
            "Two pages have the id %(id)s.",
            advice=ANOTHER_ID,
            at=at,
            id=page.id,
            next=free_id(page.id, around.ids),
        )
    for other in seen.values():
        if {page.id, *page.field_names()} & {other.id, *other.field_names()}:
            raise wrong(
                "The page %(page)s would have a field of the same name as the page %(other)s.",
                advice="Give one of them another id.",
                at=at,
                page=page.id,
                other=other.id,
            )
        if other.each and re.fullmatch(rf"{re.escape(other.id)}-[0-9]+", page.id):
            raise wrong(
                "The id %(id)s is what the page %(page)s is called for a group of services.",
                advice="Give one of them another id.",
                at=at,
                id=page.id,
                page=other.id,
            )
    asked = seen.get(SERVICES_ASKED)
    if page.each and (asked is None or getattr(asked, "type", "") != SERVICES_ASKED):
        raise wrong(
            "The page %(page)s is asked for each group, but nothing before it asks which help it is.",
            advice="Write a page with id: services and type: services before it.",
            at=["pages", number, "each"],
            page=page.id,
        )
    if page.id in TAKEN:
        raise wrong(
            "No page can have the id %(id)s: the form has a page of its own there.",
            advice=ANOTHER_ID,
            at=at,
            id=page.id,
            next=free_id(page.id, around.ids),
        )
    if page.profile and page.id not in FIELDS:
        raise wrong(
            "%(id)s is nothing that a provider may change in its profile.",
            at=at,
            instead_of=page.id,
            possible=tuple(FIELDS),
            id=page.id,
        )
    if page.profile and not isinstance(seen.get("provider"), ProviderChoice):
        raise wrong(
            "The page %(page)s shows a profile, but no earlier page called provider asks whose.",
            advice="Put a page with id: provider and type: provider before it.",
            at=["pages", number, "profile"],
            page=page.id,
        )


def _check_words(page: AnyQuestion, number: int, around: Around) -> None:
    """Look at the words for others than the person."""
    for place, wording in enumerate(page.words):
        at: list[str | int] = ["pages", number, "words", place]
        check_condition(page.id, wording.when, around, [*at, "when"])
        _check_errors(page, wording.errors, [*at, "errors"])
        if wording.body and page.puts_a_question:
            raise wrong("Only a page that asks nothing has body:.", at=[*at, "body"])
        if wording.whose and not hasattr(page, "whose"):
            raise wrong("Only a page that says whose answer it asks for has whose:.", at=[*at, "whose"])


def _check_errors(page: AnyQuestion, errors: Iterable[str], at: Sequence[str | int]) -> None:
    for kind in errors:
        if kind not in page.error_kinds:
            raise wrong(
                "The page %(page)s has no error called %(kind)s.",
                at=[*at, kind],
                at_key=True,
                instead_of=kind,
                possible=page.error_kinds,
                page=page.id,
                kind=kind,
            )


def _check_answers(page: AnyQuestion, number: int, seen: Mapping[str, Question]) -> None:
    """Look at what a page says of its own answers."""
    _check_errors(page, page.errors, ["pages", number, "errors"])
    if page.optional and not page.can_be_optional:
        raise wrong(
            "Only a question answered in writing can be optional.",
            advice="Add an alternative such as ”I do not know”.",
            at=["pages", number, "optional"],
        )
    for place, name in enumerate(getattr(page, "differs_from", ())):
        if name not in seen:
            raise wrong(
                "The page %(page)s cannot differ from %(name)s, which is no earlier page.",
                at=["pages", number, "differs_from", place],
                instead_of=name,
                possible=tuple(seen),
                page=page.id,
                name=name,
            )
    for place, name in enumerate(page.recalls):
        if name not in seen or not seen[name].puts_a_question:
            raise wrong(
                "The page %(page)s cannot recall %(name)s, which is no earlier question.",
                at=["pages", number, "recalls", place],
                instead_of=name,
                possible=tuple(one.id for one in seen.values() if one.puts_a_question),
                page=page.id,
                name=name,
            )
