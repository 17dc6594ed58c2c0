#!/usr/bin/env bash
# Measures the desk over a generated case of 10,000 entries and more.
#
# usage: Benchmarks/desk/run.sh LEGAJO FOLDER [STEP...]
#
# STEPs, all of them by default; FOLDER keeps the case between them:
#   case     generates 1,000 papers of a dozen events each (PAPERS=N for another number) and builds the case
#   first    time and size of the first page: 21 times, one after another
#   pages    pages a second and 99th percentile of the first page (wrk, 8 connections, 20 s)
#   writing  the same while legajo build takes in 300 papers more
#   memory   100,000 requests over all kinds of pages, the desk's memory after every 20,000 (with PAPERS=10 and another FOLDER it takes minutes,
#            not an hour)
set -eu
legajo=$(realpath "$1")
folder=$2
shift 2
here=$(dirname "$(realpath "$0")")
case=$folder/large.legajo
papers=${PAPERS:-1000}
command -v wrk > /dev/null || { echo "run.sh: wrk is missing (Debian: apt-get install wrk)" >&2; exit 1; }
mkdir -p "$folder"

desk=
start() {
    "$legajo" desk --no-open --case "$case" > "$folder/address" 2> "$folder/log" &
    desk=$!
    for _ in $(seq 200); do [ -s "$folder/address" ] && break; sleep 0.1; done
    address=$(head -1 "$folder/address")
    root=${address%%/\?*}
    token=${address##*token=}
    ask / > /dev/null
}
stop() { [ -z "$desk" ] || { kill "$desk" && wait "$desk" 2> /dev/null || true; desk=; }; }
trap stop EXIT
ask() { curl -sS --fail -H "Authorization: Bearer $token" "$root$1"; }
load() { wrk --latency -H "Authorization: Bearer $token" -H "Accept: text/html" "$@"; }
resident() { echo $(($(sed -n 's/^VmRSS:[^0-9]*\([0-9]*\).*/\1/p' "/proc/$desk/status") / 1024)); }

[ $# -gt 0 ] || set -- case first pages writing memory
for step in "$@"; do
    echo "== $step"
    case $step in
    case)
        rm -rf "$folder"/papers "$folder"/large.legajo*
        python3 "$here/generate.py" "$folder/papers" "$papers"
        "$legajo" build "$folder/papers" --case "$case" 2> /dev/null
        start
        ask /review.json | python3 -c 'import json, sys; print(json.load(sys.stdin)["total"], "entries")'
        stop
        ;;
    first)
        start
        for _ in $(seq 21); do
            curl -sS -o /dev/null -H "Authorization: Bearer $token" -w '%{time_total} %{size_download}\n' "$root/"
        done | sort -n | awk '{ time[NR] = $1 * 1000; size = $2 } END { printf "median %.0f ms, slowest %.0f ms, %.0f kB\n", time[11], time[21], size / 1000 }'
        stop
        ;;
    pages)
        start
        load -t1 -c8 -d20s "$root/" | grep -E 'Latency|50%|99%|Requests/sec|Non-2xx|Socket' || true
        stop
        ;;
    writing)
        python3 "$here/generate.py" "$folder/more" 300 --seed 11
        mkdir -p "$folder/papers/more" && cp -r "$folder/more/." "$folder/papers/more/"
        start
        "$legajo" build "$folder/papers" --case "$case" > "$folder/built" 2> /dev/null &
        builder=$!
        began=$(date +%s)
        while kill -0 "$builder" 2> /dev/null && [ $(($(date +%s) - began)) -lt 120 ]; do
            load -t1 -c8 -d5s "$root/" | grep -E '99%|Requests/sec|Non-2xx|Socket' | tr '\n' ' '
            echo
        done
        wait "$builder"
        cat "$folder/built"
        ask /review.json | python3 -c 'import json, sys; print(json.load(sys.stdin)["total"], "entries afterwards")'
        stop
        ;;
    memory)
        start
        {
            printf '%s\n' / /status.json /papers.json /people.json /quotes.json /disagreements.json /reading.json /help.json
            ask /index.json | python3 -c 'import json, sys; [print(e["href"] + ".json") for y in json.load(sys.stdin)["years"] for e in y["entries"]]'
            ask /papers.json | python3 -c 'import json, sys; [print(p["href"] + ".json") for p in json.load(sys.stdin)["dated"][:50]]'
            ask /people.json | python3 -c 'import json, sys; [print(p["href"] + ".json") for p in json.load(sys.stdin)["people"][:20]]'
        } > "$folder/addresses"
        export ADDRESSES="$folder/addresses"
        done=0
        next=0
        echo "at the start: $(resident) MB"
        while [ "$done" -lt 100000 ]; do
            found=$(load -t1 -c8 -d10s -s "$here/mix.lua" "$root/" | sed -n 's/ *\([0-9]*\) requests in.*/\1/p')
            done=$((done + found))
            if [ "$done" -ge "$next" ]; then
                echo "after $done requests: $(resident) MB"
                next=$((next + 20000))
            fi
        done
        stop
        ;;
    *) echo "run.sh: no step is called $step" >&2; exit 1 ;;
    esac
done
