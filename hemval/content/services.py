"""The kinds of help that a provider may be approved for, and a person granted."""

from typing import Literal

from hemval.words.sentence import sentence

Service = Literal[
    "service", "cleaning", "laundry", "shopping", "personal-care", "alarm", "escort", "respite", "night"
]

HOUSEHOLD: tuple[Service, ...] = ("cleaning", "laundry", "shopping")
"""Parts of ``service``, help in the household: who may give the whole may give each part."""

NEEDED: tuple[Service, ...] = ("service", "personal-care")
"""What anyone may be granted; who gives other help is not told by all municipalities."""

SERVICES = {
    "service": sentence("help with the household"),
    "cleaning": sentence("cleaning"),
    "laundry": sentence("laundry"),
    "shopping": sentence("shopping"),
    "personal-care": sentence("personal care"),
    "alarm": sentence("safety alarm"),
    "escort": sentence("escort"),
    "respite": sentence("respite at home"),
    "night": sentence("help at night"),
}
"""Each in words."""


def gives(approved_for: tuple[Service, ...], service: Service) -> bool:
    """Say whether approval covers a service."""
    return service in approved_for or (service in HOUSEHOLD and "service" in approved_for)
