"""Write docs/schemas/form.json, by which editors help with forms; run when a form may hold something new.

``.venv/bin/python -m setup.schemas``
"""

from hemval.editing.editor_schema import FILE, editor_schema
from hemval.settings import PROJECT

if __name__ == "__main__":
    (PROJECT / FILE).write_text(editor_schema(), encoding="utf-8")
