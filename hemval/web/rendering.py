"""Pages of the applications, drawn with the site's own templates."""

from jinja2 import Environment

from hemval.content.folder import Folder
from hemval.pages.theme import environment
from hemval.pages.view import View
from hemval.words import LANGUAGES


class Renderer:
    """The templates, prepared once a language."""

    def __init__(self, folder: Folder) -> None:
        self.environments: dict[str, Environment] = {
            language: environment(folder, language) for language in LANGUAGES
        }

    def page(self, template: str, view: View, **matter: object) -> str:
        """Draw a page: the layout's view and the page's own matter, nothing of Flask's."""
        return self.environments[view.language].get_template(template).render(view=view, **matter)
