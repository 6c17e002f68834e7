"""Forms say everything in every language of the site: half a question cannot be answered."""

from collections.abc import Iterator, Mapping, Sequence

from pydantic import BaseModel

from hemval.content.binding import finding_at
from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.node import Path
from hemval.content.reader import read
from hemval.forms.definition import FormDefinition
from hemval.words import Text, words_in
from hemval.words.dates import language_told


def untranslated(
    folder: Folder, forms: Mapping[str, FormDefinition], languages: Sequence[str]
) -> Iterator[Finding]:
    """Find the texts of forms that lack one of the site's languages.

    On a page a text in Swedish stands marked among others; of a form a person must understand each word.
    """
    words = words_in("sv")
    for identity, form in forms.items():
        path = folder.find(f"forms/{identity}.yml")
        node = read(path, path.name)[0] if path else None
        if path is None or node is None:
            continue
        source = path.read_text(encoding="utf-8-sig")
        for place, text in texts_of(form):
            for language in languages:
                if language not in text.root:
                    message = words.say(
                        "The text is missing in %(language)s.", language=language_told(language, words)
                    )
                    advice = words.say("Add a line with %(language)s: and the text.", language=language)
                    yield finding_at(node, place, folder.shown(path), source, message, advice, at_key=True)


def texts_of(value: object, place: Path = ()) -> Iterator[tuple[Path, Text]]:
    """List every text that a model holds, with the keys that lead to it."""
    if isinstance(value, Text):
        yield place, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from texts_of(getattr(value, name), (*place, name))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts_of(inner, (*place, key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from texts_of(inner, (*place, number))
