#!/usr/bin/env bash
# Scripts/in-venv.sh NAME COMMAND...: runs COMMAND inside .venv-NAME, made from Scripts/requirements-NAME.txt when missing or older.
# A line "# pip: OPTIONS" in that list gives options of pip install.
set -eu
cd "$(dirname "$0")/.."
name=$1
shift
list=Scripts/requirements-$name.txt
venv=.venv-$name
if [ ! -e "$venv/.ready" ] || [ "$list" -nt "$venv/.ready" ]; then
  echo "in-venv: installing from PyPI into $venv: $(grep -v '^#' "$list" | tr '\n' ' ')" >&2
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check $(sed -n 's/^# pip: //p' "$list") -r "$list"
  touch "$venv/.ready"
fi
PATH="$PWD/$venv/bin:$PATH" exec "$@"
