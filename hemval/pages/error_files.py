"""Error pages as files, so that a web server can say what is wrong also when the application is down."""

from collections.abc import Mapping
from datetime import date

from jinja2 import Environment

from hemval.content.whole import Content
from hemval.pages.address import ERRORS, address
from hemval.pages.error_told import TOLD, told_of
from hemval.pages.generated import GeneratedFile
from hemval.pages.site import Site
from hemval.pages.view import PageFacts, View, make_view
from hemval.words import Words

NOT_FOUND = "404.html"
"""The page that web servers look for, and the template of what is not here."""


def error_files(env: Environment, site: Site, words: Words) -> list[GeneratedFile]:
    """Make a page for every status, in one language. No link leads to them."""
    languages = site.content.municipality.site.languages
    made = []
    for path, status in {NOT_FOUND: 404, **{f"{ERRORS}{status}.html": status for status in TOLD}}.items():
        elsewhere = {language: address(language, path) for language in languages}
        view, said = error_view(site.content, words, status, elsewhere, site.today)
        html = env.get_template(template_of(status)).render(view=view, **said)
        made.append(GeneratedFile(path, html))
    return made


def error_view(
    content: Content, words: Words, status: int, elsewhere: Mapping[str, str], today: date
) -> tuple[View, dict[str, str]]:
    """Return the layout's object and what the template says more; ``elsewhere`` leads to other languages."""
    told = told_of(status)
    facts = PageFacts(words.say(told.title), ERRORS, failed=True, elsewhere=elsewhere)
    said = {"told": words.say(told.told), "more": words.say(told.more) if told.more else ""}
    return make_view(content, words, facts, today), said


def template_of(status: int) -> str:
    """Return the template of a status: who asked for what is not here gets help to find it."""
    return NOT_FOUND if status in (404, 405) else "error.html"
