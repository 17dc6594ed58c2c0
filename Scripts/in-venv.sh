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
  # FollowTheMoney needs ICU. Debian's python3-icu saves compiling it; without it pip needs libicu-dev, pkg-config and g++.
  rm -rf "$venv"
  if grep -q followthemoney "$list" && /usr/bin/python3 -c 'import icu, venv, ensurepip' 2>/dev/null; then
    /usr/bin/python3 -m venv --system-site-packages "$venv"
  else
    python3 -m venv "$venv"
  fi
  "$venv/bin/pip" install --quiet --disable-pip-version-check $(sed -n 's/^# pip: //p' "$list") -r "$list" || {
    echo "in-venv: pip failed. On Debian: apt-get install python3-venv python3-icu (or libicu-dev pkg-config g++ python3-dev)" >&2
    exit 1
  }
  touch "$venv/.ready"
fi
PATH="$PWD/$venv/bin:$PATH" exec "$@"
