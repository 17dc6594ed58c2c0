#!/usr/bin/env bash
# Scripts/torture.sh LEGAJO [PAPERS]: builds a case, decides 30 things, adds 5 papers, kills the build at 20 random points, moves
# files, and ends with every decision applied or listed and `verify` clean. Exits 1 where anything was lost.
set -eu
legajo=$(realpath "$1")
papers=${2:-400}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case=$work/case.legajo
say() { echo "torture: $*"; }
fail() { echo "torture: FAILS: $*" >&2; exit 1; }

python3 "$here/Benchmarks/case/generate.py" "$work/all" "$((papers + 5))" --seed 11
mkdir -p "$work/papers" "$work/new"
find "$work/all" -name '*.txt' | sort | head -n "$papers" | xargs -I{} cp {} "$work/papers/"
find "$work/all" -name '*.txt' | sort | tail -n 5 | xargs -I{} cp {} "$work/new/"
"$legajo" build "$work/papers" --case "$case" >/dev/null 2>&1
say "built $papers papers"

"$legajo" export --case "$case" --format json >"$work/before.json"
python3 - "$work/before.json" >"$work/decisions.csv" <<'PY'
import csv, json, sys
events = [e for e in json.load(open(sys.argv[1]))["events"] if e["evidence"]][:30]
out = csv.writer(sys.stdout)
out.writerow(["action", "on", "value", "why", "who", "when"])
for n, e in enumerate(events):
    action, value = [("accept", ""), ("reject", ""), ("headline", f"Decided headline {n}")][n % 3]
    out.writerow([action, e["id"], value, f"reason {n}", "ida", f"2026-01-01T00:00:{n:02}Z"])
PY
"$legajo" decide --from "$work/decisions.csv" --case "$case" >/dev/null 2>&1 || fail "decide --from"
say "decided 30 things"

cp "$work"/new/*.txt "$work/papers/"
for round in $(seq 20); do
  # Every round moves all papers to a folder of another name, so that each is read again and the build has work when it is killed.
  mkdir -p "$work/next/r$round" && find "$work/papers" -name '*.txt' -exec mv {} "$work/next/r$round/" \; && rm -r "$work/papers" && mv "$work/next" "$work/papers"
  "$legajo" build "$work/papers" --case "$case" >/dev/null 2>&1 &
  pid=$!
  sleep "0.$((RANDOM % 10))$((RANDOM % 10))"
  kill -9 $pid 2>/dev/null || true
  wait $pid 2>/dev/null || true
  "$legajo" log --case "$case" --format json >"$work/log.json" 2>/dev/null || fail "the case cannot be read after kill $round"
done
say "killed 20 builds"

"$legajo" build "$work/papers" --case "$case" >/dev/null 2>&1 || fail "the build after the kills"
"$legajo" verify --case "$case" >"$work/verify.txt" 2>&1 || { cat "$work/verify.txt" >&2; fail "verify"; }
"$legajo" export --case "$case" --format json >"$work/after.json"
"$legajo" log --case "$case" --format json >"$work/log.json"
python3 - "$work/after.json" "$work/log.json" <<'PY' || fail "a decision was lost"
import json, sys
events = json.load(open(sys.argv[1]))["events"]
log = json.load(open(sys.argv[2]))
decisions = log["decisions"] if isinstance(log, dict) else log
unfit = sum(1 for d in decisions if d.get("unfit"))
states = {s: sum(e["review"] == s for e in events) for s in ("accepted", "rejected", "corrected")}
print(f"torture: {len(decisions)} decisions in the log, {unfit} listed as unfit, applied: {states}")
sys.exit(0 if len(decisions) == 30 and sum(states.values()) + unfit >= 28 else 1)
PY
say "every decision is applied or listed, and verify is clean"
