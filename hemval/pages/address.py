"""Addresses of pages. They are promises: what was printed once answers for ever."""

from hemval.words.text import MAIN_LANGUAGE

PROVIDERS = "utforare/"
COMPARE = "jamfor/"
CHOOSE = "valj/"


def address(language: str, page: str = "") -> str:
    """Return a page's address in a language: ``/utforare/``, ``/en/utforare/``."""
    return f"/{page}" if language == MAIN_LANGUAGE else f"/{language}/{page}"


def provider_page(provider_id: str) -> str:
    """Return the part of a provider's address that is the same in every language."""
    return f"{PROVIDERS}{provider_id}/"
