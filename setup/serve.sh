#!/bin/sh
# From a fresh clone to both applications running. The steps are the same commands an operator runs by hand.
set -eu
cd "$(dirname "$0")/.."
setup/environment.sh run
bin=$PWD/.venv/bin
var=${HEMVAL_CONTENT:-$PWD}/var

# Keys are made once. Half of them is a matter for a person: the commands below say what is missing.
if [ ! -e "$var/public" ] && [ ! -e "$var/inbox" ] && [ ! -e "$var/officers" ]; then
    echo "Gör nycklar och en inloggning för demonstrationen …"
    "$bin/hemval" init --demonstration
fi
echo "Läser innehållet …"
"$bin/hemval" check
echo "Bygger sidorna …"
"$bin/hemval" build
exec "$bin/python" server.py
