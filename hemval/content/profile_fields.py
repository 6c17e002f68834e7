"""What a provider may say of itself, field by field. The rest of its file is the municipality's alone.

Values are plain, as in the file: text, lists and mappings. None is a field that says nothing.
"""

from collections.abc import Mapping
from typing import Any

from pydantic import JsonValue

from hemval.content.provider import Profile

FIELDS: Mapping[str, tuple[str, ...]] = {
    "presentation": ("offer", "presentation"),
    "hours": ("agreement", "hours"),
    "specialities": ("offer", "specialities"),
    "languages": ("offer", "languages"),
    "extras": ("offer", "extras"),
    "staff-number": ("staff", "number"),
    "trained-share": ("staff", "trained_share"),
    "continuity-people": ("staff", "continuity", "people"),
    "continuity-year": ("staff", "continuity", "year"),
    "phone": ("contact", "phone"),
    "phone-hours": ("contact", "hours"),
    "email": ("contact", "email"),
    "web": ("contact", "web"),
    "visit": ("contact", "visit"),
}
"""Where each stands in the file. Agreement, areas, identity, follow-ups and review are never among them."""


def plain_profile(profile: Profile) -> dict[str, Any]:
    """Return a profile as its file has it, every field written out."""
    return profile.model_dump(mode="json", exclude={"id"})


def stated(profile: Profile) -> dict[str, JsonValue]:
    """Return what the provider says of itself today, by field."""
    plain = plain_profile(profile)
    return {field: _at(plain, path) for field, path in FIELDS.items()}


def with_stated(profile: Profile, changes: Mapping[str, JsonValue]) -> Profile:
    """Return the profile with other values in some fields; raise ``ValidationError`` where it cannot be."""
    plain = plain_profile(profile)
    for field, value in changes.items():
        *above, name = FIELDS[field]
        place = plain
        for part in above:
            place[part] = place[part] or {}
            place = place[part]
        place[name] = value
    return Profile.model_validate(plain)


def _at(plain: Any, path: tuple[str, ...]) -> JsonValue:  # noqa: ANN401 - whatever a file may hold
    for part in path:
        plain = plain[part] if plain is not None else None
    value: JsonValue = plain
    return value
