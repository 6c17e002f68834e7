"""Read a municipality's forms, its own taking the place of the shared ones."""

from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.loading import Loading
from hemval.forms.definition import FormDefinition, FormFile


def load_forms(folder: Folder) -> tuple[dict[str, FormDefinition], list[Finding]]:
    """Read every file in forms/; the findings of all."""
    loading = Loading(folder)
    forms: dict[str, FormDefinition] = {}
    for path in folder.files("forms", "*.yml"):
        bound = loading.bound(path, FormFile)
        if bound is not None:
            forms[path.stem] = FormDefinition.model_construct(id=path.stem, **dict(bound.model))
    return forms, sorted(loading.findings)
