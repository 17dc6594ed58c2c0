#!/usr/bin/env bash
# The main job on the sample case: build it, print the chronology, ask the status of one man on one day as known on two days.
set -eu
legajo=$1
here=$(cd "$(dirname "$0")/.." && pwd)
case_file=$(mktemp -d)/quintar.legajo
trap 'rm -rf "$(dirname "$case_file")"' EXIT

say() { printf '\n$ legajo %s\n' "$*"; }

say build Samples/quintar --case quintar.legajo
"$legajo" build "$here/Samples/quintar" --case "$case_file"
say timeline
"$legajo" timeline --case "$case_file" --no-pager
for as_of in 2017-06-01 2019-12-01; do
  say "status \"Anselmo Quintar\" --on 2017-06-01 --as-of $as_of"
  "$legajo" status "Anselmo Quintar" --on 2017-06-01 --as-of "$as_of" --case "$case_file"
done
