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
# What tests write lies in memory where there is plenty of it, and programs may run from there: a store waits for the
# disk at each commit, thousands of times, with nothing to be seen of it. What an end by kill -9 leaves is the same
# on any file system; cuts of power are simulated (tests/queue/power_cut.py), here and everywhere.
memory=/dev/shm
room() { df -Pk "$memory" 2>/dev/null | awk 'END { print int($4 / 1024 / 1024) }'; }
if [ -w "$memory" ] && [ "$(room)" -ge 4 ] && folder=$(mktemp -d "$memory/hemval-tests.XXXXXX"); then
    trap 'rm -rf "$folder"' EXIT
    trap 'exit 130' INT TERM
    printf '#!/bin/sh\n' >"$folder/try" && chmod +x "$folder/try"
    if "$folder/try" 2>/dev/null; then set -- --basetemp="$folder/run"; fi
fi
# One file stays on one worker: what a file shares (a built site, a browser) is made once. Files go in the order
# of their names, with the browser's first: the fewest tests first or last says nothing of how long they take, and
# a long file that begins last leaves the other workers idle.
"$bin/python" -m pytest --quiet --numprocesses auto --dist loadfile --no-loadscope-reorder "$@"
