#!/usr/bin/env bash
# Trains short models twice from the same data and compares the bytes: train-twice.sh LEGAJO_TRAIN DATA [options of train]
# Without further options, one round of every part on a fortieth of the sentences; the whole path to the file is gone through.
set -eu
train=$1 data=$2
shift 2
[ $# -gt 0 ] || set -- --every 40 --tagger-epochs 1 --parser-epochs 1 --name-epochs 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$train" train "$data" --output "$work/a" "$@" >/dev/null 2>&1
"$train" train "$data" --output "$work/b" "$@" >/dev/null 2>&1
cmp "$work/a" "$work/b" && echo "train-twice: the same $(stat -c %s "$work/a") bytes both times"
