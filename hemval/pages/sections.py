"""A page's body cut at its second-level headings, for templates that set sections side by side."""

import re

HEADING = re.compile(r"(?=<h2[ >])")


def sections(html: str) -> list[str]:
    """Return what stands before the first heading, if anything, and each section with its heading."""
    return [part.strip() for part in HEADING.split(html) if part.strip()]
