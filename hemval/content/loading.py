"""Read a municipality's folder into one checked whole, with every finding of the run."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Generic, TypeVar

from pydantic import BaseModel

from hemval.content.binding import bind, finding_at
from hemval.content.cross_checks import cross_check
from hemval.content.document import document_sizes
from hemval.content.document_checks import (
    documents_of_municipality,
    documents_of_provider,
    misnamed_documents,
)
from hemval.content.exit import NO_EXITS, Exits
from hemval.content.findings import Finding
from hemval.content.folder import Folder, fingerprint
from hemval.content.logo import logo_findings
from hemval.content.municipality import Municipality
from hemval.content.page_names import unknown_page
from hemval.content.provider import Profile, Provider
from hemval.content.reader import Node, read
from hemval.content.room import Rooms
from hemval.content.search_vocabulary import SearchVocabulary
from hemval.content.survey import Survey
from hemval.content.whole import Content
from hemval.content.word_list import WordList
from hemval.content.word_list_checks import without_swedish
from hemval.words import LANGUAGES, words_in

M = TypeVar("M", bound=BaseModel)

EXITS = "exits.yml"
PROFILES = "provider_profiles/*.yml"
SURVEYS = "provider_profiles/results/*.yml"
WORD_LISTS = "site_src/words"
SEARCH_VOCABULARIES = "site_src/search"


@dataclass(frozen=True)
class Bound(Generic[M]):
    """A model with the text it came from, so that a later check can point at the place."""

    model: M
    node: Node
    name: str
    source: str

    @property
    def stem(self) -> str:
        """The file's name without the ending."""
        return PurePath(self.name).stem

    def finding(
        self, path: tuple[str | int, ...], message: str, advice: str = "", *, at_key: bool = False
    ) -> Finding:
        """Make a finding at a place of this file."""
        return finding_at(self.node, path, self.name, self.source, message, advice, at_key=at_key)


@dataclass
class Loading:
    """One run of reading: the findings so far and the bytes that the version is made of."""

    folder: Folder
    findings: list[Finding] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)

    def bound(self, path: Path, model: type[M]) -> Bound[M] | None:
        """Read one file into a model; its findings are kept."""
        name = self.folder.shown(path)
        node, findings = read(path, name)
        self.findings += findings
        if node is None:
            return None
        content = path.read_bytes()
        self.parts += [name.encode(), content]
        source = content.decode("utf-8-sig", errors="replace")
        result, findings = bind(node, model, name, source)
        self.findings += findings
        return None if result is None else Bound(result, node, name, source)

    def missing(self, name: str) -> None:
        """Note that a file that must be there is not."""
        message = words_in("sv").say("The file %(name)s is missing.", name=name)
        self.findings.append(Finding(name, 1, 1, message))

    @property
    def version(self) -> str:
        """Return the fingerprint of everything read."""
        return fingerprint(self.parts)


def load(folder: Folder) -> tuple[Content | None, list[Finding]]:
    """Read and check everything of one municipality's own; None where something was found."""
    loading = Loading(folder)
    municipality = _required(loading, "municipality.yml", Municipality)
    rooms = _required(loading, "room.yml", Rooms)
    exits = _exits(loading)
    providers = _providers(loading)
    surveys = [
        survey for path in folder.own_files(SURVEYS) if (survey := loading.bound(path, Survey)) is not None
    ]
    ids = [path.stem for path in folder.own_files(PROFILES)]
    word_lists = _by_language(loading, WORD_LISTS, WordList)
    vocabularies = _by_language(loading, SEARCH_VOCABULARIES, SearchVocabulary)
    loading.findings += without_swedish(word_lists)
    loading.findings += cross_check(municipality, rooms, exits, list(providers.values()), surveys, ids)
    _logo(loading, municipality)
    _named_files(loading, municipality, providers.values())
    _misnamed(loading)
    if loading.findings or municipality is None or rooms is None:
        return None, sorted(loading.findings)
    content = Content(
        version=loading.version,
        municipality=municipality.model,
        providers={identity: _with_id(bound.model, identity) for identity, bound in providers.items()},
        surveys=tuple(bound.model for bound in surveys),
        rooms=rooms.model,
        exits=exits.model if exits else NO_EXITS,
        word_lists={language: bound.model for language, bound in word_lists.items()},
        search_vocabularies={language: bound.model for language, bound in vocabularies.items()},
    )
    return content, []


def load_rooms(folder: Folder) -> Rooms | None:
    """Read only the statement about room; None where something in it is wrong."""
    loading = Loading(folder)
    rooms = _required(loading, "room.yml", Rooms)
    return rooms.model if rooms is not None and not loading.findings else None


def load_exits(folder: Folder) -> Exits | None:
    """Read only the exits, of which there may be none; None where something in the file is wrong."""
    loading = Loading(folder)
    exits = _exits(loading)
    if loading.findings:
        return None
    return exits.model if exits is not None else NO_EXITS


def _exits(loading: Loading) -> Bound[Exits] | None:
    """Read the exits; most municipalities have none, and no file."""
    path = loading.folder.own / EXITS
    return loading.bound(path, Exits) if path.is_file() else None


def _required(loading: Loading, name: str, model: type[M]) -> Bound[M] | None:
    path = loading.folder.own / name
    if not path.is_file():
        loading.missing(name)
        return None
    return loading.bound(path, model)


def _by_language(loading: Loading, folder: str, model: type[M]) -> dict[str, Bound[M]]:
    """Read a file a language, the municipality's own in place of the shared one of the same language."""
    found = {path.stem: loading.bound(path, model) for path in loading.folder.files(folder, "*.yml")}
    return {language: bound for language, bound in found.items() if bound and language in LANGUAGES}


def _providers(loading: Loading) -> dict[str, Bound[Profile]]:
    found: dict[str, Bound[Profile]] = {}
    for path in loading.folder.own_files(PROFILES):
        bound = loading.bound(path, Profile)
        if bound is not None:
            found[path.stem] = bound
    if not loading.folder.own_files(PROFILES):
        loading.missing(PROFILES)
    return found


def _logo(loading: Loading, municipality: Bound[Municipality] | None) -> None:
    """Read the logotype, which must be a picture and nothing else."""
    look = municipality.model.look if municipality else None
    if municipality is None or look is None or look.logo is None:
        return
    path = loading.folder.own / look.logo
    if path.is_file():
        loading.parts += [look.logo.encode(), path.read_bytes()]
        loading.findings += logo_findings(path, look.logo)
    else:
        message = words_in("sv").say("The file %(name)s is missing.", name=look.logo)
        loading.findings.append(municipality.finding(("look", "logo"), message))


def _named_files(
    loading: Loading, municipality: Bound[Municipality] | None, providers: Iterable[Bound[Profile]]
) -> None:
    """Find documents and pages that are named and not there, and documents that cannot be served."""
    known = document_sizes(loading.folder)
    loading.findings += misnamed_documents(loading.folder)
    if municipality is not None:
        loading.findings += documents_of_municipality(municipality, known)
        loading.findings += [
            municipality.finding(("notices", number, "page"), *unknown)
            for number, notice in enumerate(municipality.model.notices)
            if notice.page and (unknown := unknown_page(notice.page, loading.folder))
        ]
    for provider in providers:
        loading.findings += documents_of_provider(provider, known)


def _misnamed(loading: Loading) -> None:
    """Find files that look like data but that nothing reads: .yaml, .YML."""
    say = words_in("sv").say
    read = {*loading.folder.own_files(PROFILES), *loading.folder.own_files(SURVEYS)}
    for path in loading.folder.own_files("provider_profiles/**/*"):
        if path.suffix.lower() in {".yml", ".yaml"} and path not in read:
            message = say("The file is not read.")
            advice = say(
                "Its name must end in .yml, and it must stand in provider_profiles/ or in results/ there."
            )
            loading.findings.append(Finding(loading.folder.shown(path), 1, 1, message, "", advice))


def _with_id(profile: Profile, identity: str) -> Provider:
    """Join a checked profile with its id; nothing is left to check."""
    return Provider.model_construct(id=identity, **dict(profile))
