#!/usr/bin/env python3
"""Instructions of the hot loops on fixed input, counted by valgrind's callgrind: instructions.py LEGAJO [--pin] [--only NAME]

A clock on a shared machine hides a slow-down of a tenth; a count of instructions does not. Each loop is counted twice, over its input once and over
the same input given several times, and the difference is what one more pass costs: loading models is left out. Benchmarks/instructions.json holds the
counts; one that exceeds its pin by more than the margin fails. Where valgrind is absent, or the architecture is another, it says so and passes.
"""
import argparse
import base64
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PINS = os.path.join(HERE, "instructions.json")
MARGIN = 0.05
SAMPLE = os.path.join(HERE, "../Samples/quintar")
# name: (command, files of the sample, passes)
LOOPS = {
    "read": (["select"], ["2011-05-17-sentence.html", "2019-09-13-restored.html"], 5),
    "annotate": (["annotate"], ["freed.txt"], 2),
}


def count(command, lines):
    """Instructions of a command over some lines."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "in")
        with open(path, "w") as out:
            out.write("".join(lines))
        # Without a seed of their own, hash tables take the same paths in every run.
        environment = dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1")
        with open(path) as source:
            done = subprocess.run(
                ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/out", *command],
                stdin=source, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment)
        found = re.search(r"Collected : (\d+)", done.stderr)
        if done.returncode != 0 or not found:
            sys.exit(f"instructions: {' '.join(command)} ended with {done.returncode} under valgrind\n{done.stderr[-1500:]}")
        return int(found[1])


def without_symbols(legajo):
    """A copy beside the program, where it finds its data: valgrind cannot read the debugging symbols that Swift writes."""
    copy = os.path.join(os.path.dirname(os.path.abspath(legajo)), "legajo-counted")
    subprocess.run(["strip", "--strip-debug", "-o", copy, legajo], check=True)
    return copy


def line(name):
    with open(os.path.join(SAMPLE, name), "rb") as handle:
        return json.dumps({"name": name, "base64": base64.b64encode(handle.read()).decode()}) + "\n"


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("legajo")
    ap.add_argument("--pin", action="store_true", help="take today's counts as the pins")
    ap.add_argument("--only", choices=sorted(LOOPS))
    a = ap.parse_args()
    if not shutil.which("valgrind") or not shutil.which("strip"):
        return print("instructions: valgrind or strip is not installed; nothing was counted")
    with open(PINS) as handle:
        pins = json.load(handle)
    if pins.get("machine") not in (None, platform.machine()):
        return print(f"instructions: pinned on {pins['machine']}; nothing was counted")
    pins["machine"] = platform.machine()
    failed = False
    legajo = without_symbols(a.legajo)
    for name, (command, files, passes) in LOOPS.items():
        if a.only not in (None, name):
            continue
        lines = [line(f) for f in files]
        now = (count([legajo, *command], lines * (1 + passes)) - count([legajo, *command], lines)) // passes
        pin = pins["counts"].get(name)
        print(f"instructions: {name}: {now:,}" + (f", {100 * (now / pin - 1):+.1f} % of its pin" if pin else ", not pinned"))
        if a.pin or pin is None:
            pins["counts"][name] = now
        elif now > pin * (1 + MARGIN):
            failed = True
            print(f"instructions: {name} takes more than {100 * MARGIN:.0f} % more than its pin {pin:,}; make it as fast as it was, or pin anew with the reason in the commit")
    os.remove(legajo)
    if a.pin:
        with open(PINS, "w") as out:
            out.write(json.dumps(pins, indent=2, sort_keys=True) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
