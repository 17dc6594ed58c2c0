#!/usr/bin/env bash
# Scripts/torture.sh LEGAJO [PAPERS]: what a case file must outlive. Builds a case, decides 30 things, adds 5 papers, makes the file one
# that an older version left behind (so that every paper is annotated anew and a step of the schema is gone through), kills the build at
# 20 random points, moves the files, and ends with every decision in force and `verify` clean. Exits 1 where anything was lost.
# SEED=N repeats the same kills.
set -eu
legajo=$(realpath "$1")
papers=${2:-300}
here=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case=$work/case.legajo
RANDOM=${SEED:-$$}
say() { echo "torture: $*"; }
fail() { echo "torture: FAILS: $*" >&2; exit 1; }
clock() { date +%s%N; }

python3 "$here/Benchmarks/case/generate.py" "$work/all" "$((papers + 5))" --seed 11
mkdir -p "$work/papers" "$work/new"
find "$work/all" -name '*.txt' | sort | head -n "$papers" | xargs cp -t "$work/papers/"
find "$work/all" -name '*.txt' | sort | tail -n 5 | xargs cp -t "$work/new/"
began=$(clock)
"$legajo" build "$work/papers" --case "$case" --quiet >/dev/null || fail "the first build"
# Half as long again as a whole build took: kills fall before, in and behind the reconciliation, some behind the end.
span=$((($(clock) - began) * 3 / 2000000))
say "built $papers papers in $((span * 2 / 3)) ms"

python3 - "$case" >"$work/decisions.csv" <<'PY'
import csv, json, sqlite3, sys
rows = sqlite3.connect(sys.argv[1]).execute("SELECT entry FROM events ORDER BY day, id")
events = [e for e in (json.loads(r[0]) for r in rows) if e["evidence"]][:30]
out = csv.writer(sys.stdout)
out.writerow(["action", "on", "role", "value", "why", "who", "when"])
for n, e in enumerate(events):
    action, role, value = [
        ("accept", "", ""), ("reject", "", ""), ("headline", "", f"Decided headline {n}"), ("date", "", f"2019-0{1 + n % 9}-11"),
        ("participant", "patient", f"Decided Person {n}"),
    ][n % 5]
    out.writerow([action, e["id"] if isinstance(e["id"], str) else e["id"]["id"], role, value, f"reason {n}", "ida", f"2026-01-01T00:00:{n:02}Z"])
PY
"$legajo" decide --from "$work/decisions.csv" --case "$case" >/dev/null || fail "decide --from"
say "decided 30 things"

# What an older version leaves: other names of its parts on every row, and a file without the schema's last two steps.
older() {
  python3 - "$case" <<'PY'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("UPDATE files SET made_by = '0.0'")
db.execute("UPDATE facts SET value = '0.0.0' WHERE key = 'madeBy'")
steps = [r[0] for r in db.execute("SELECT identifier FROM grdb_migrations ORDER BY rowid")]
last = ["0.2 large cases", "0.2 solved", "0.2 long entries"]
assert steps[-len(last):] == last, f"the schema has a step that this script does not know how to undo: {steps}"
db.executescript("DROP TABLE solved; DROP TABLE unreviewed; DROP TABLE fits; DROP INDEX events_review;"
    "DELETE FROM grdb_migrations WHERE identifier IN ('0.2 large cases', '0.2 solved', '0.2 long entries');")
db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
PY
}

cp "$work"/new/*.txt "$work/papers/"
kept=0
finished=0
for round in $(seq 20); do
  # Every few rounds the program is newer than the file again, or all papers lie in a folder of another name.
  case $((round % 3)) in
    1) older ;;
    2) mkdir -p "$work/next/r$round" && find "$work/papers" -name '*.txt' -exec mv -t "$work/next/r$round/" {} + && rm -r "$work/papers" && mv "$work/next" "$work/papers" ;;
  esac
  "$legajo" build "$work/papers" --case "$case" --quiet >/dev/null 2>&1 &
  pid=$!
  pause=$((RANDOM * span / 32768))
  sleep "$((pause / 1000)).$(printf %03d $((pause % 1000)))"
  kill -9 $pid 2>/dev/null || true
  if wait $pid 2>/dev/null; then finished=$((finished + 1)); fi
  "$legajo" log --case "$case" --format json >"$work/log.json" || fail "the case cannot be read after kill $round"
  python3 -c 'import json, sys; log = json.load(open(sys.argv[1])); sys.exit(len(log["decisions"] if isinstance(log, dict) else log) != 30)' \
    "$work/log.json" || fail "the log lost a decision at kill $round"
  kept=$((kept + 1))
done
say "killed $((kept - finished)) builds, $finished were done before"

older
"$legajo" build "$work/papers" --case "$case" >"$work/last.txt" || fail "the build after the kills"
"$legajo" verify --case "$case" >"$work/verify.txt" || { cat "$work/verify.txt" >&2; fail "verify"; }
"$legajo" log --case "$case" --format json >"$work/log.json"
python3 - "$work/decisions.csv" "$case" "$work/log.json" "$((papers + 5))" <<'PY' || fail "a decision was lost"
import csv, json, sqlite3, sys
case = sqlite3.connect(sys.argv[2])
events = {r[0]: json.loads(r[1]) for r in case.execute("SELECT id, entry FROM events")}
log = json.load(open(sys.argv[3]))
log = log["decisions"] if isinstance(log, dict) else log
unfit = {d["hash"]: d["unfit"] for d in log if d.get("unfit")}
lost = []


def spans(value):
    """Every passage inside a decision, whatever its kind."""
    if isinstance(value, dict):
        if {"document", "start", "end"} <= value.keys():
            yield value
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)


for row, decision in zip(csv.DictReader(open(sys.argv[1])), log):
    # An entry keeps its passages, not always its id: the first paper that tells it may be one of the new.
    passages = [p for p in spans(decision["action"])]
    found = [events[row["on"]]] if row["on"] in events else [
        e for e in events.values() if any(
            p["document"] == q["document"] and p["start"] < q["end"] and q["start"] < p["end"]
            for p in spans(e["evidence"]) for q in passages)]
    held = {
        "accept": lambda e: e["review"] in ("accepted", "corrected"),
        "reject": lambda e: e["review"] == "rejected",
        "headline": lambda e: e["headline"] == row["value"],
        "date": lambda e: e["date"]["edtf"] == row["value"],
        "participant": lambda e: any(p["name"] == row["value"] and p["role"] == row["role"] for p in e["participants"]),
    }[row["action"]]
    if decision["hash"] not in unfit and not any(held(e) for e in found):
        lost.append(f"{row['action']} {row['on']} {row['value']}")
print(f"torture: {len(log)} decisions in the log, {len(log) - len(unfit) - len(lost)} in force, {len(unfit)} listed as unfit")
for line in lost:
    print("torture: lost:", line, file=sys.stderr)
papers = case.execute("SELECT count(*) FROM dates").fetchone()[0]
if papers != int(sys.argv[4]):
    lost.append("papers")
    print(f"torture: {papers} papers in the case, not {sys.argv[4]}", file=sys.stderr)
sys.exit(1 if lost or len(log) != 30 or unfit else 0)
PY
say "every decision is in force, and verify is clean"
