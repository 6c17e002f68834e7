#!/bin/sh
# Every check there is. pytest comes last, so that its closing line is the last thing printed.
set -eu
cd "$(dirname "$0")/.."
setup/environment.sh test
setup/browser.sh
bin=$PWD/.venv/bin
# Some containers forbid it. Here every worker, and every process that a test starts, would compile all anew.
unset PYTHONDONTWRITEBYTECODE
echo "ruff …"
"$bin/ruff" check --quiet .
echo "mypy …"
"$bin/mypy" --no-error-summary
echo "import-linter …"
"$bin/lint-imports" --no-logo >.venv/lint-imports.txt 2>&1 || { cat .venv/lint-imports.txt; exit 1; }
echo "pytest …"
# One file stays on one worker: what a file shares (a built site, a browser) is made once. Files go in the order
# of their names, with the browser's first: the fewest tests first or last says nothing of how long they take, and
# a long file that begins last leaves the other workers idle.
exec "$bin/python" -m pytest --quiet --numprocesses auto --dist loadfile --no-loadscope-reorder
