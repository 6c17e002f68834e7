"""Addresses of pages. They are promises: what was printed once answers for ever."""

from hemval.forms.addresses import CHOICE_ADDRESS, LARGE
from hemval.words import LANGUAGES
from hemval.words.text import MAIN_LANGUAGE

PROVIDERS = "utforare/"
BY_LANGUAGE = f"{PROVIDERS}sprak/"
BY_AREA = f"{PROVIDERS}omrade/"
BY_PAGE = f"{PROVIDERS}sida/"
"""Parts of the list; ``content.cross_checks.RESERVED`` keeps providers from being named so."""
COMPARE = "jamfor/"
CHOOSE = f"{CHOICE_ADDRESS}/"
FORMS = "formular/"
"""The municipality's other forms, each at its own address below."""
OPINION = f"{FORMS}synpunkter/"
"""The form in which one says what one thinks of a provider."""
SELECTION = "urval/"
"""The list, filtered."""
COMPARE_SELECTED = "jamfor/urval/"
"""Up to three providers side by side."""
SEARCH = "sok/"
FEEDBACK = "synpunkt/"
"""Where "did this help?" is sent."""
STOPPING = "om-din-utforare-slutar/"
FOLLOW_UPS = "uppfoljning/"
FOR_PROVIDERS = "for-utforare/"
SITE_MAP = "webbkarta/"
DATA = "oppna-data/"
TEXT_SIZE = "storre-text/"
WORD_LIST = "ordlista/"
ERRORS = "fel/"
"""Where a web server finds the page of each status: ``/fel/502.html``, ``/en/fel/502.html``."""
DOCUMENT = "dokument/"
"""Documents answer here by their file's name, the same in every language."""
PAPER = "blanketter/"
"""The forms on paper: a page, and the files below it."""

DYNAMIC = (CHOOSE, FORMS, SELECTION, COMPARE_SELECTED, SEARCH, FEEDBACK)
"""What the application answers; all else is a file that any web server can send."""


def address(language: str, page: str = "") -> str:
    """Return a page's address in a language: ``/utforare/``, ``/en/utforare/``."""
    return f"/{page}" if language == MAIN_LANGUAGE else f"/{language}/{page}"


def language_and_page(asked: str) -> tuple[str, str]:
    """Take an address apart: ``/en/utforare/`` is ``en`` and ``utforare/``; a site may lack the language."""
    first, _, rest = asked.removeprefix("/").partition("/")
    if first in LANGUAGES and first != MAIN_LANGUAGE:
        return first, rest
    return MAIN_LANGUAGE, asked.removeprefix("/")


def page_of_form(form_address: str) -> str:
    """Return the part of a form's address that is the same in every language: ``formular/synpunkter/``."""
    return CHOOSE if form_address == CHOICE_ADDRESS else f"{FORMS}{form_address}/"


def paper_name(form_address: str, *, large: bool = False) -> str:
    """Return where a form on paper lies within its language's part of the site: ``blanketter/valj.pdf``."""
    return f"{PAPER}{form_address}{LARGE if large else ''}.pdf"


def provider_page(provider_id: str) -> str:
    """Return the part of a provider's address that is the same in every language."""
    return f"{PROVIDERS}{provider_id}/"
