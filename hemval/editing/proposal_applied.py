"""A provider's file as it is with a proposal in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from hemval.content.binding import bind
from hemval.content.findings import ContentError
from hemval.content.kinds import Model
from hemval.content.node import Node
from hemval.content.profile_fields import FIELDS, plain_profile, with_stated
from hemval.content.provider import Agreement, Contact, Continuity, Offer, Profile, Review, Staff
from hemval.content.reader import read_text
from hemval.editing.line_changes import changes_between, plain_value
from hemval.editing.proposal import Change, Proposal, still_open
from hemval.editing.rewritten import Path, Value, rewritten

MODELS: Mapping[Path, type[Model]] = {
    (): Profile,
    ("agreement",): Agreement,
    ("offer",): Offer,
    ("staff",): Staff,
    ("staff", "continuity"): Continuity,
    ("contact",): Contact,
    ("review",): Review,
}
ORDER = {path: tuple(model.model_fields) for path, model in MODELS.items()}


@dataclass(frozen=True)
class Applied:
    """The file's new text, what was changed in it, and what was left since somebody else changed it."""

    text: str
    made: tuple[Change, ...]
    left: tuple[Change, ...]


class NotApplied(Exception):
    """The file would not say what was meant: nothing is to be written."""


def applied(proposal: Proposal, text: str, name: str, reviewed: date) -> Applied:
    """Put a proposal into the text of a provider's file; ``reviewed`` is the day when staff read it.

    Raises ``ContentError`` where the file has faults already, ``ValidationError`` where it could not hold
    the proposal, and ``NotApplied`` where the new text does not read to exactly what was meant.
    """
    node, profile = _read(text, name)
    made, left = still_open(proposal, profile)
    wanted = with_stated(profile, {change.field: change.after for change in made})
    attested = max(proposal.attested, profile.review.attested or proposal.attested)
    review = Review(attested=attested, reviewed=reviewed)
    wanted = wanted.model_copy(update={"review": review})
    changes: dict[Path, Value | None] = {}
    for change in made:
        path = FIELDS[change.field]
        changes |= changes_between(path, plain_value(_at(node, path)), _at_plain(wanted, path))
    for field in ("attested", "reviewed"):
        changes |= changes_between(
            ("review", field), plain_value(_at(node, ("review", field))), str(getattr(review, field))
        )
    new = rewritten(text, changes, ORDER)
    try:
        _, read = _read(new, name)
    except ContentError as error:
        raise NotApplied(str(error)) from error
    if plain_profile(read) != plain_profile(wanted):
        raise NotApplied(name)
    return Applied(new, made, left)


def _read(text: str, name: str) -> tuple[Node, Profile]:
    node, findings = read_text(text, name)
    if node is None or findings:
        raise ContentError(findings)
    profile, findings = bind(node, Profile, name, text)
    if profile is None:
        raise ContentError(findings)
    return node, profile


def _at(node: Node, path: Path) -> Node | None:
    found: Node | None = node
    for part in path:
        found = found.child(part) if found is not None else None
    return found


def _at_plain(profile: Profile, path: Path) -> Value | None:
    plain: Any = plain_profile(profile)
    for part in path:
        plain = plain[part] if plain is not None else None
    return None if plain is None else _written(plain)


def _written(plain: Any) -> Value:  # noqa: ANN401 - whatever a profile holds
    """Return a value as files have it: all text, and nothing for what says nothing."""
    if isinstance(plain, dict):
        return {key: _written(value) for key, value in _present(plain)}
    return [_written(item) for item in plain] if isinstance(plain, list | tuple) else str(plain)


def _present(plain: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((key, value) for key, value in plain.items() if value is not None)
