"""What a writer sees beside the pages in ``hemval serve``: what was found last, and pages that renew.

It stands around the citizens' application as another program would, and only ``hemval serve`` puts it there.
Its style and script are files under an address of their own, so the pages keep the policy that citizens get.
"""

import json
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from markupsafe import Markup, escape
from werkzeug.wrappers import Response

from hemval.content.findings import Finding, pointed_at
from hemval.words import words_in
from hemval.words.text import MAIN_LANGUAGE

OWN = "/_fynd/"
"""Where our own files answer: no page can have the address, since names begin with a letter."""

FILE = "serve.json"
HERE = Path(__file__).parent
KINDS = {"beside.css": "text/css; charset=utf-8", "beside.js": "text/javascript; charset=utf-8"}
VALIDATORS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE")

words = words_in("sv")


@dataclass(frozen=True)
class Beside:
    """How the last build went; ``version`` is another after each."""

    version: str
    findings: tuple[Finding, ...] = ()
    failure: str = ""

    @classmethod
    def of(cls, findings: Iterable[Finding], failure: str) -> "Beside":
        """Tell of a build that has just ended."""
        return cls(str(time.time_ns()), tuple(findings), failure)

    def write(self, var: Path) -> None:
        """Put it where the pages' process finds it, whole or not at all."""
        new = var / f"{FILE}.new"
        new.write_text(json.dumps(asdict(self)), encoding="utf-8")
        new.replace(var / FILE)


def read_beside(var: Path) -> Beside:
    """Read how the last build went; before the first, nothing is wrong."""
    try:
        told = json.loads((var / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Beside("0")
    return Beside(told["version"], tuple(Finding(**each) for each in told["findings"]), told["failure"])


class WithFindings:
    """The citizens' application with the findings beside each page."""

    def __init__(self, app: WSGIApplication, var: Path) -> None:
        self.app = app
        self.var = var

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer as the application does; a page gets what was found last in its body."""
        path = environ.get("PATH_INFO", "")
        if path.startswith(OWN):
            return self._own(path.removeprefix(OWN))(environ, start)
        for validator in VALIDATORS:  # a page that has not changed has other findings beside it
            environ.pop(validator, None)
        response = Response.from_app(self.app, environ, buffered=True)
        if response.mimetype == "text/html" and environ["REQUEST_METHOD"] != "HEAD":
            response.direct_passthrough = False
            response.set_data(with_findings(response.get_data(as_text=True), read_beside(self.var), path))
            for header in ("ETag", "Last-Modified"):
                response.headers.pop(header, None)
            response.headers["Cache-Control"] = "no-store"
        return response(environ, start)

    def _own(self, name: str) -> Response:
        if name == "version.js":
            content, kind = f'hemvalBuilt("{read_beside(self.var).version}");\n', KINDS["beside.js"]
        elif name in KINDS:
            content, kind = (HERE / name).read_text(encoding="utf-8"), KINDS[name]
        else:
            return Response(status=404)
        return Response(content, content_type=kind, headers={"Cache-Control": "no-store"})


def with_findings(html: str, beside: Beside, path: str) -> str:
    """Put the findings into a page: those of the page's own file first."""
    head = Markup(
        '<link rel="stylesheet" href="{own}beside.css">\n'
        '<script src="{own}beside.js" data-built="{version}" defer></script>\n</head>'
    ).format(own=OWN, version=beside.version)
    html = html.replace("</head>", head, 1)
    if not beside.findings and not beside.failure:
        return html
    before, end, after = html.rpartition("</body>")
    return f"{before}{_aside(beside, path)}{end}{after}"


def files_of(path: str) -> tuple[str, ...]:
    """Name the files that the page at an address may be made of."""
    parts = [part for part in path.split("/") if part]
    language = parts.pop(0) if parts and len(parts[0]) == 2 else MAIN_LANGUAGE
    if len(parts) == 2 and parts[0] == "utforare":
        return (f"provider_profiles/{parts[1]}.yml",)
    folder = f"site_src/{language}/"
    name = "/".join(parts)
    return (f"{folder}{name}.md", f"{folder}{name}/index.md") if name else (f"{folder}index.md",)


def _aside(beside: Beside, path: str) -> Markup:
    own = [finding for finding in beside.findings if finding.file in files_of(path)]
    others = [finding for finding in beside.findings if finding not in own]
    n = len(beside.findings)
    title = words.count("%(n)s finding.", "%(n)s findings.", n) if n else words.say("The build stopped.")
    told = words.say("You see the pages as they were before. Save again when it is mended.")
    parts = [
        Markup('<aside class="build-findings" lang="sv" aria-labelledby="build-findings-title">\n'),
        Markup('<h2 id="build-findings-title">{}</h2>\n<p>{}</p>\n').format(title.rstrip("."), told),
    ]
    for heading, found in ((words.say("On this page"), own), (words.say("In other files"), others)):
        if found:
            parts.append(Markup("<h3>{}</h3>\n<ol>\n").format(heading) if own else Markup("<ol>\n"))
            parts += [_item(finding) for finding in found]
            parts.append(Markup("</ol>\n"))
    if beside.failure:
        parts.append(Markup("<p>{}</p>\n").format(Markup("<br>").join(beside.failure.split("\n"))))
    parts.append(Markup("</aside>\n"))
    return Markup("").join(parts)


def _item(finding: Finding) -> Markup:
    place = f"{finding.file}:{finding.line}:{finding.column}"
    item = Markup("<li><strong>{}</strong> <code>{}</code>").format(finding.message, place)
    if finding.source_line.strip():
        shown, caret = pointed_at(finding.source_line, finding.column)
        item += Markup("<pre>{}</pre>").format(f"{shown}\n{' ' * caret}^")
    if finding.advice:
        item += Markup("<p>{}</p>").format(escape(finding.advice))
    return item + Markup("</li>\n")
