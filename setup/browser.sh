#!/bin/sh
# Makes sure that the tests have a browser. What counts as one is said in tests/browser/finding.py.
set -eu
cd "$(dirname "$0")/.."
python=$PWD/.venv/bin/python
find_browser() { "$python" -m tests.browser.finding; }

if find_browser >/dev/null 2>&1; then exit 0; fi
# A browser that was pointed out and does not work is not replaced behind anyone's back.
if [ -n "${CHROMIUM:-}" ]; then exec "$python" -m tests.browser.finding; fi

echo "Hämtar en webbläsare (Chromium) till testerna, någon minut …"
if [ "$(id -u)" = 0 ] && grep -q '^ID=debian' /etc/os-release 2>/dev/null; then
    # A font too: without one, text has no width and the layout tests measure nothing.
    apt-get update -q || true
    install() { DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$1" fonts-dejavu-core; }
    install chromium-headless-shell || install chromium || true
fi
if find_browser >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ]; then
    "$python" -m playwright install --with-deps chromium || true
else
    "$python" -m playwright install chromium || true
fi
exec "$python" -m tests.browser.finding
