"""Read a municipality's forms, its own taking the place of the shared ones."""

import re

from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.loading import Loading
from hemval.content.page_names import unknown_page
from hemval.forms.definition import FormDefinition, FormFile
from hemval.forms.reading.address_faults import Named, address_findings
from hemval.forms.reading.lead_faults import lead_findings
from hemval.words import words_in


def load_forms(folder: Folder) -> tuple[dict[str, FormDefinition], list[Finding]]:
    """Read every file in forms/; the findings of all."""
    loading = Loading(folder)
    forms: dict[str, FormDefinition] = {}
    named: list[Named] = []
    for path in folder.files("forms", "*.yml"):
        bound = loading.bound(path, FormFile)
        if bound is not None:
            if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
                say = words_in("sv").say
                message = say("The file's name must be small letters a to z, digits and single dashes.")
                loading.findings.append(bound.finding((), message))
                continue
            if bound.model.about and (unknown := unknown_page(bound.model.about, folder)):
                loading.findings.append(bound.finding(("about",), *unknown))
            named.append(Named(bound, path.is_relative_to(folder.own)))
            forms[path.stem] = FormDefinition.model_construct(id=path.stem, **dict(bound.model))
    return forms, sorted([*loading.findings, *address_findings(named), *lead_findings(named, forms)])
