"""A municipality of a few lines, so that many mistakes can be tried in little time."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from hemval.content.findings import Finding
from hemval.content.folder import Folder
from hemval.content.loading import load
from hemval.content.whole import Content
from hemval.editing.rule_faults import rule_fault_findings

TODAY = date(2026, 11, 23)

RULES = """\
  - valid_from: 2026-01-01
    law: LOV
    no_choice: {kind: one-provider, provider: kommunen}
    when_full: queue-and-stay
    lead_time: {kind: working-days, days: 5}
    alarm_in_choice: nej
    extras: allowed
    ranked_choices: 2
"""
MUNICIPALITY = """\
name: Ekviks kommun
short_name: Ekvik
site: {title: Välj, address: "https://ekvik.test", languages: [sv, en], published: 2026-11-03,
       reviewed: 2026-11-12, reviewed_by: kontoret}
help:
  phone: 08-465 004 00
  hours: Vardagar
  visit: Torget 1
  post: Ekvik
responsible: {decides: Nämnden, follows_up: Kontoret}
personal_data:
  controller: Nämnden
  data_protection_officer: Ombudet
  identity_number: ja
  kept_days: 30
  retention_decision: Beslutet
accessibility: {status: full, assessed: Vi har prövat., supervisor: Myndigheten}
areas:
  norra: Norra Ekvik
  sodra: Södra Ekvik
rules:
"""

FIRST_LINE = MUNICIPALITY.count("\n") + 1
"""The line of municipality.yml on which the rules begin."""

PROVIDER = """\
name: {name}
identity: {{legal_name: {name}, operating_form: {form}}}
agreement:
  {days}
  approved_for: [{services}]
  areas: [{areas}]
  hours: Alla dagar
offer: {{presentation: Vi finns., languages: {{sv: always}}}}
contact: {{}}
review: {{reviewed: 2026-11-01}}
"""

ROOM = """\
kommunen: {state: open, as_of: 2026-11-18}
alfa: {state: open, as_of: 2026-11-18}
beta: {state: open, as_of: 2026-11-18}
"""


def provider(
    name: str,
    form: str = "private",
    days: str = "begins: 2020-01-01",
    services: str = "service, personal-care",
    areas: str = "norra, sodra",
) -> str:
    """Write a provider's file."""
    return PROVIDER.format(name=name, form=form, days=days, services=services, areas=areas)


PROVIDERS: Mapping[str, str] = {
    "kommunen": provider("Kommunens hemtjänst", "municipal"),
    "alfa": provider("Alfa omsorg"),
    "beta": provider("Beta hemtjänst", areas="norra"),
}


def small(
    folder: Path,
    rules: str = RULES,
    providers: Mapping[str, str] | None = None,
    room: str = ROOM,
    rest: str = "",
) -> Folder:
    """Write the municipality with other rules, providers or room; ``rest`` follows the rules."""
    (folder / "provider_profiles").mkdir(parents=True)
    (folder / "municipality.yml").write_text(MUNICIPALITY + rules + rest, "utf-8")
    (folder / "room.yml").write_text(room, "utf-8")
    for identity, text in {**PROVIDERS, **(providers or {})}.items():
        (folder / "provider_profiles" / f"{identity}.yml").write_text(text, "utf-8")
    return Folder(folder, folder)


def checked(folder: Folder, today: date = TODAY) -> tuple[Content | None, list[Finding]]:
    """Read and check the data and the rules, as ``hemval check`` begins."""
    content, found = load(folder)
    if content is not None:
        found += rule_fault_findings(folder, content, today)
    return content, sorted(found)
