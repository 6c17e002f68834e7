#!/bin/sh
# Removes what can be made again. Never var/: choices and keys live there.
set -eu
cd "$(dirname "$0")/.."
rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache site site.* ./*.egg-info
find . -path ./.git -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +
echo "Miljön och det byggda är borttagna. Val och nycklar i var/ är orörda."
