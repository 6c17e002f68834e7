#!/bin/sh
# Makes sure that the tests have a browser, on a fresh Debian the one without windows: the tests' tabs cost it a
# quarter of the time. What counts as a browser is said in tests/browser/finding.py.
set -eu
cd "$(dirname "$0")/.."
python=$PWD/.venv/bin/python
find_browser() { "$python" -m tests.browser.finding; }
debian() { [ "$(id -u)" = 0 ] && grep -q '^ID=debian' /etc/os-release 2>/dev/null; }
# A font too: without one, text has no width and the layout tests measure nothing.
install() { DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$1" fonts-dejavu-core; }

# A browser that was pointed out is not replaced behind anyone's back, whether it works or not.
if [ -n "${CHROMIUM:-}" ]; then exec "$python" -m tests.browser.finding >/dev/null; fi
found=$(find_browser 2>/dev/null) || found=
case $found in */chromium-headless-shell) exit 0 ;; esac
if [ -n "$found" ] && ! debian; then exit 0; fi

echo "Hämtar en webbläsare (Chromium) till testerna, någon minut …"
if debian; then
    timeout 120 apt-get update -q || true
    install chromium-headless-shell || [ -n "$found" ] || install chromium || true
fi
if find_browser >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ]; then
    "$python" -m playwright install --with-deps chromium || true
else
    "$python" -m playwright install chromium || true
fi
exec "$python" -m tests.browser.finding
