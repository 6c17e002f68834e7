"""What the rules say, as sentences for citizens; each module is named for what it tells."""

from hemval.rules.no_choice_told import no_choice_told
from hemval.rules.provider_told import HOW_OFTEN, languages_told, provider_summary
from hemval.rules.room_told import room_told, when_full_told
from hemval.rules.start_told import earliest_start_told, lead_time_told
from hemval.rules.status_told import change_told, hindrance_told, status_in_short, status_told

__all__ = [
    "HOW_OFTEN",
    "change_told",
    "earliest_start_told",
    "hindrance_told",
    "languages_told",
    "lead_time_told",
    "no_choice_told",
    "provider_summary",
    "room_told",
    "status_in_short",
    "status_told",
    "when_full_told",
]
