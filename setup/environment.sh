#!/bin/sh
# Makes .venv from a hashed lock: `setup/environment.sh run` or `test`. A second run takes no time.
# Everything in .venv comes from the lock, so whatever looks half-made is made again from nothing.
set -eu
cd "$(dirname "$0")/.."
HERE=$(pwd -P)
VENV=$HERE/.venv
MARK=$VENV/hemval-made          # what is installed, written when an install is complete
LIST=$VENV/hemval-installed     # every name in site-packages at that time
WANTED=${1:-run}
unset PYTHONPATH PYTHONHOME
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_REQUIRE_VIRTUALENV=1 PIP_NO_INPUT=1

say() { printf '%s\n' "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }

find_python() {
    without= unpacked=
    for name in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        found=$(command -v "$name" 2>/dev/null) || continue
        "$found" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        if ! "$found" -c 'import ensurepip, venv' 2>/dev/null; then
            without=${without:-$(basename "$name")}
        elif ! "$found" -c 'import lzma' 2>/dev/null; then
            unpacked=${unpacked:-$found}
        else
            say "$found"
            return
        fi
    done
    if [ -n "$without" ]; then
        stop "Python finns ($without), men delen som gör egna miljöer (venv) saknas.
Gör så här på Debian och Ubuntu, och kör sedan kommandot igen:
    sudo apt-get install -y $without-venv"
    fi
    if [ -n "$unpacked" ]; then
        stop "$unpacked är byggd utan modulen lzma, som Hemval packar svar med.
Debians och Ubuntus egen Python har den: make serve PYTHON=/usr/bin/python3
Har du byggt Python själv? Gör så här, bygg om den och kör sedan kommandot igen:
    sudo apt-get install -y liblzma-dev"
    fi
    stop "Hemval behöver Python 3.11 eller nyare, och det finns ingen sådan${PYTHON:+ under namnet $PYTHON}.
Gör så här på Debian och Ubuntu, och kör sedan kommandot igen:
    sudo apt-get install -y python3 python3-venv
Finns Python på annan plats? Peka ut det: make serve PYTHON=/sökväg/till/python3.11"
}

sum() { cat "$@" | cksum | tr ' ' '-'; }

# What a complete environment says of itself: where it stands, its Python, its lock, Hemval's own description.
describe() {
    version=$("$VENV/bin/python" -c 'import sys, pip; print(sys.version.split()[0])' 2>/dev/null) || version=broken
    say "$HERE $version run=$(sum requirements/run.txt pyproject.toml)"
    if [ "$1" = test ]; then say "test=$(sum requirements/test.txt)"; fi
}

whole() {
    [ -f "$MARK" ] && [ -f "$LIST" ] || return 1
    site=$(echo "$VENV"/lib/python*/site-packages)
    while read -r name; do
        [ -e "$site/$name" ] || return 1
    done <"$LIST"
}

made_for() { whole && [ "$(head -n "$([ "$1" = test ] && echo 2 || echo 1)" "$MARK")" = "$(describe "$1")" ]; }

# Two commands at once (serve and test) take turns. Without flock they must be run one after the other.
exec 9<requirements/run.txt
if command -v flock >/dev/null; then flock 9; fi

if made_for "$WANTED"; then exit 0; fi

if ! made_for run; then
    python=$(find_python)
    if [ -e "$VENV" ] || [ -L "$VENV" ]; then
        if [ -d "$VENV" ] && [ ! -e "$MARK" ] && [ ! -e "$VENV/pyvenv.cfg" ] && [ -n "$(ls -A "$VENV")" ]; then
            stop "Mappen .venv innehåller något annat än en Pythonmiljö. Flytta den, och kör sedan kommandot igen."
        fi
        [ -d "$VENV" ] || [ -L "$VENV" ] ||
            stop "Här ligger en fil som heter .venv, där Hemval behöver en mapp. Flytta den, och kör sedan kommandot igen."
        say "Miljön i .venv är gammal, flyttad eller halvfärdig. Den görs om."
        rm -rf "$VENV" || stop "Mappen .venv kunde inte tas bort. Kontrollera att du får skriva i $HERE."
    fi
    say "Gör en Pythonmiljö i .venv med $python …"
    mkdir "$VENV" 2>/dev/null ||
        stop "Det går inte att skriva i $HERE. Byt ägare på mappen eller kör som den användare som äger den."
    "$python" -m venv "$VENV" || stop "Pythonmiljön kunde inte göras. Läs felet ovanför och kör sedan kommandot igen."
fi

# From here until the mark is written back, the environment counts as half-made.
rm -f "$MARK"
ALL=$(grep -c == "requirements/$WANTED.txt")
LOG=$VENV/hemval-install.log
say "Hämtar och installerar $ALL paket ur requirements/$WANTED.txt (någon minut) …"
"$VENV/bin/python" -m pip install --progress-bar off --require-hashes -r "requirements/$WANTED.txt" >"$LOG" 2>&1 &
pip=$!
trap 'kill $pip 2>/dev/null; stop "Avbrutet. Kör kommandot igen, så görs miljön om."' INT TERM HUP
seconds=0
while kill -0 $pip 2>/dev/null; do
    sleep 1
    seconds=$((seconds + 1))
    if [ $((seconds % 5)) = 0 ]; then
        if grep -q '^Installing' "$LOG"; then
            say "    packar upp …"
        else
            say "    $(grep -Ec '^ *(Collecting|Processing|Requirement)' "$LOG" || true) av $ALL paket …"
        fi
    fi
done
trap - INT TERM HUP
if ! wait $pip; then
    tail -n 15 "$LOG" >&2
    stop "Paketen kunde inte hämtas. Kontrollera nätet och diskutrymmet (df -h .), och kör sedan kommandot igen.
Paketen hämtas från den källa som pip är inställd på: .venv/bin/python -m pip config list"
fi
say "Installerar Hemval …"
"$VENV/bin/python" -m pip install --quiet --no-build-isolation --no-deps --no-index -e . ||
    stop "Hemval kunde inte installeras i .venv. Läs felet ovanför, rätta det och kör sedan kommandot igen."
(cd "$VENV"/lib/python*/site-packages && find . -mindepth 1 -maxdepth 1 ! -name __pycache__) >"$LIST"
describe "$WANTED" >"$MARK.new"
mv "$MARK.new" "$MARK"
