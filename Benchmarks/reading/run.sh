#!/bin/bash
# Pages read per CPU second: Legajo, trafilatura (fast and default) and libxml2's parse alone, side by side on the same pages in one run.
#
# usage: Benchmarks/reading/run.sh PAGES_FOLDER [PYTHON] [LEGAJO_TRAIN]
#
# PAGES_FOLDER holds *.html.gz (the shared evaluation data, where present). PYTHON has trafilatura and lxml installed:
#   python3 -m venv env && env/bin/pip install trafilatura lxml lxml_html_clean
set -eu
pages=$1
python=${2:-python3}
here=$(cd "$(dirname "$0")" && pwd)
train=${3:-$here/../../.build/release/legajo-train}
[ -x "$train" ] || { echo "run.sh: $train is missing: swift build -c release --product legajo-train" >&2; exit 1; }
# Unpacked once, so that everybody reads the same bytes from memory.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for page in "$pages"/*.html.gz; do gunzip -c "$page" > "$folder/$(basename "$page" .gz)"; done
for round in 1 2 3; do
    "$python" "$here/peers.py" "$folder"
    "$train" read-speed "$folder"
done | sort | awk '
    { name = $1; if (!(name in best) || $2 > best[name]) best[name] = $2 }
    END {
        for (name in best) printf "%-24s %8.1f pages a CPU second\n", name, best[name]
        printf "legajo / trafilatura-fast %.2f\n", best["legajo"] / best["trafilatura-fast"]
        printf "legajo / libxml2-parse    %.2f\n", best["legajo"] / best["libxml2-parse"]
    }' | sort
