"""The files that a municipality looks like itself by: stylesheet, icon and logotype."""

from collections.abc import Mapping

from hemval.content.folder import Folder
from hemval.content.look import Look
from hemval.pages.generated import GeneratedFile
from hemval.pages.palette import look_css, palette
from hemval.pages.stylesheet import STYLES, stylesheet

ICON = f"{STYLES}/icon.svg"
TOKENS = f"{STYLES}/tokens.css"
SHARED_COLOUR = "#0b4a42"
"""The colour that the icon is drawn in."""


def look_files(
    folder: Folder, look: Look | None, sheets: Mapping[str, tuple[str, ...]]
) -> list[GeneratedFile]:
    """Make them; the same for both applications but for the stylesheets and what they are joined from."""
    own = look_tokens(folder, look)
    made = [
        GeneratedFile(f"assets/{name}.css", stylesheet(folder, parts, own)) for name, parts in sheets.items()
    ]
    # The officers' process starts from what was last published, and its file may since have gone.
    if look is not None and look.logo is not None and (picture := folder.own / look.logo).is_file():
        return [*made, GeneratedFile(look.logo_address.lstrip("/"), picture.read_bytes())]
    icon = folder.find(ICON)
    if icon is None:
        raise FileNotFoundError(ICON)
    drawn = icon.read_text(encoding="utf-8")
    colour = look.colour if look else SHARED_COLOUR
    return [*made, GeneratedFile("assets/icon.svg", drawn.replace(SHARED_COLOUR, colour))]


def look_tokens(folder: Folder, look: Look | None) -> str:
    """Return the tokens that follow from the municipality's colour; nothing where it has none."""
    tokens = folder.find(TOKENS)
    if look is None or tokens is None:
        return ""
    return look_css(palette(tokens.read_text(encoding="utf-8")).with_look(look))
