#!/usr/bin/env python3
"""The evaluation gate: measures every quality score whose data is present and holds it against Evaluation/floors.json.

usage: evaluate.py --legajo BINARY [--shared FOLDER] [--only PREFIX] [--pin] [--lower REASON]

Scores are named SET.MEASURE ("case.seeds.mean", "timex.timebank.value"); a larger one is better, save those whose name ends in
"leaked". A score below its floor fails the gate. Where the digest of the data differs from the one that a floor was measured on, the
new score is printed beside the old floor and does not fail: pin it anew in a commit. --pin writes floors for new scores and raises
those that were beaten; it lowers one only with --lower, whose reason goes into the file. Where the shared evaluation data is absent the
gate says so and passes. Standard library only. Exit code 0 held, 1 a score fell below its floor, 3 unusable input.
"""
import argparse
import concurrent.futures
import hashlib
import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile

import ranges

HERE = os.path.dirname(os.path.abspath(__file__))
FLOORS = os.path.join(HERE, "floors.json")
SLACK = 0.0005  # scores are compared after rounding to three digits


def digest(*paths):
    """SHA-256 over the names and bytes of all files below the paths, in order."""
    h = hashlib.sha256()
    for path in paths:
        files = [path] if os.path.isfile(path) else sorted(
            os.path.join(d, f) for d, _, fs in os.walk(path) for f in fs)
        for f in files:
            h.update(os.path.relpath(f, path).encode() + b"\0")
            with open(f, "rb") as handle:
                h.update(hashlib.sha256(handle.read()).digest())
    return h.hexdigest()[:16]


def run(command, **kw):
    done = subprocess.run(command, capture_output=True, **kw)
    if done.returncode not in (0, 1):
        sys.stderr.write(done.stderr.decode(errors="replace")[-2000:])
        raise RuntimeError(f"{' '.join(map(str, command))[:200]}: exit code {done.returncode}")
    return done.stdout


def rows(text):
    """'  0.871  name  (6 of 7)' lines as {name: value}."""
    out = {}
    for line in text.splitlines():
        m = re.match(r"\s*([\d.]+)\s\s(.+?)(?:\s\s?\(.*)?$", line)
        if m:
            out[m[2].strip()] = float(m[1])
    return out


class Gate:
    def __init__(self, legajo, shared):
        self.legajo, self.shared, self.eval = legajo, shared, os.path.join(shared, "eval")
        self.measure = os.path.join(os.path.dirname(legajo), "legajo-measure")

    def case(self, prefix, folder):
        out = run(["bash", os.path.join(self.eval, "run_case.sh"), self.legajo, folder]).decode()
        got = rows(out)
        mean = next(v for k, v in got.items() if k.startswith("mean of"))
        scores = {f"{prefix}.mean": mean}
        for label, key in (("evidence at its offsets", "evidence"), ("events found", "events"),
                           ("legal acts that are right", "legal-acts"), ("status questions", "status")):
            if label in got:
                scores[f"{prefix}.{key}"] = got[label]
        return scores, digest(folder)

    def timex(self, name):
        data = os.path.join(self.shared, "data/timex", name)
        with tempfile.TemporaryDirectory() as work:
            bare, tagged = os.path.join(work, "bare"), os.path.join(work, "tagged")
            run([sys.executable, os.path.join(self.eval, "strip_timex.py"), data, bare])
            files = [os.path.join(bare, f) for f in sorted(os.listdir(bare))]
            run([self.legajo, "annotate", *files, "--format", "timeml", "--out", tagged])
            got = json.loads(run([sys.executable, os.path.join(self.eval, "score_timex.py"), data, tagged, "--json"]))
        return {f"timex.{name}.value": got["value"]["F1"], f"timex.{name}.relaxed": got["relaxed"]["F1"]}, digest(data)

    def pages(self, name):
        data = os.path.join(self.shared, "data/pages", name)
        files = sorted(os.path.join(data, f) for f in os.listdir(data) if not f.endswith(".jsonl"))
        with tempfile.NamedTemporaryFile(suffix=".jsonl") as out:
            # each page by a block model that has seen no page of its publisher
            out.write(run([self.legajo, "read", *files, "--format", "jsonl", "--held-out"]))
            out.flush()
            got = rows(run([sys.executable, os.path.join(self.eval, "score_articles.py"),
                            os.path.join(data, "gold.jsonl"), out.name]).decode())
            total, stated, held = ranges.measure(data, out.name)
        names = (("body F1", "body"), ("paragraphs", "paragraphs"), ("captions leaked", "captions-leaked"),
                 ("credits leaked", "credits-leaked"), ("captions returned", "captions-apart"), ("titles", "titles"),
                 ("authors", "authors"), ("publication dates", "days"))
        scores = {}
        for label, value in got.items():
            key = next((k for start, k in names if label.startswith(start)), None)
            if key:
                scores[f"pages.{name}.{key}"] = value
        scores[f"pages.{name}.ranges"] = held / max(1, total)
        scores[f"pages.{name}.ranges-true"] = held / max(1, stated)
        return scores, digest(data)

    def trees(self, name):
        gold = os.path.join(self.shared, "data/language", name, "dev.conllu")
        with tempfile.NamedTemporaryFile(suffix=".conllu") as out, open(gold, "rb") as handle:
            out.write(run([self.legajo, "analyze", "--conllu"], stdin=handle))
            out.flush()
            got = rows(run([sys.executable, os.path.join(self.eval, "score_conllu.py"), gold, out.name]).decode())
        return {f"language.{name}.upos": got["UPOS"] / 100, f"language.{name}.las": got["LAS"] / 100}, digest(gold)

    def raw(self, key, gold, genres=()):
        """Tokens and sentences found in the running text of a treebank: F1 of their spans, counted without white space."""
        want, paragraphs = [], []
        kept = not genres
        for block in open(gold, encoding="utf-8").read().strip().split("\n\n"):
            lines = block.split("\n")
            for line in lines:
                if line.startswith("# newdoc"):
                    kept = not genres
                if line.startswith("# meta::genre = "):
                    kept = not genres or line[16:] in genres
            if not kept:
                continue
            opens = any(l.startswith(("# newpar", "# newdoc")) for l in lines)
            paragraphs.append(("\n\n" if opens and paragraphs else "", next(l[9:] for l in lines if l.startswith("# text = "))))
            want.append([l.split("\t")[1] for l in lines if l.split("\t")[0].isdigit()])
        text = "".join(gap + sentence + " " for gap, sentence in paragraphs)
        with tempfile.NamedTemporaryFile(suffix=".txt") as file:
            file.write(text.encode())
            file.flush()
            out = run([self.legajo, "analyze", file.name, "--format", "conllu"]).decode()
        found = [[l.split("\t")[1] for l in block.split("\n") if l.split("\t")[0].isdigit()] for block in out.strip().split("\n\n")]

        def spans(sentences):
            at, tokens, wholes = 0, set(), set()
            for sentence in sentences:
                start = at
                for form in sentence:
                    length = len("".join(form.split()))
                    tokens.add((at, at + length))
                    at += length
                wholes.add((start, at))
            return tokens, wholes

        def f1(a, b):
            return 2 * len(a & b) / max(1, len(a) + len(b))
        (a, b), (c, d) = spans(want), spans(found)
        return {f"language.{key}.tokens": f1(a, c), f"language.{key}.sentences": f1(b, d)}, digest(gold)

    def names(self, key, gold):
        with tempfile.NamedTemporaryFile(suffix=".iob") as out, open(gold, "rb") as handle:
            out.write(run([self.legajo, "analyze", "--names"], stdin=handle))
            out.flush()
            text = run([sys.executable, os.path.join(self.eval, "score_names.py"), gold, out.name]).decode()
        m = re.search(r"([\d.]+)\s+F1 all", text)
        return {f"language.names.{key}": float(m[1]) / 100}, digest(gold)

    def ledgers(self):
        folder = os.path.join(self.shared, "ledger-cases")
        files = sorted(os.path.join(folder, f) for f in os.listdir(folder))
        text = run([self.legajo, "ledger", "check", *files]).decode()
        m = re.search(r"(\d+) passed, (\d+) failed", text)
        return {"ledger.cases": int(m[1]) / max(1, int(m[1]) + int(m[2]))}, digest(folder)

    def hidden_days(self, folders):
        text = run([self.measure, "hidden-days", *folders]).decode()
        return {"date.hidden.right-or-open": float(re.search(r"right-or-open ([\d.]+)", text)[1])}, digest(*folders)

    def coreference(self, archive):
        with tempfile.TemporaryDirectory() as work:
            with tarfile.open(archive) as tar:
                tar.extractall(work, filter="data")
            folder = next(d for d, names, _ in os.walk(work) if any(n.isdigit() for n in names))
            text = run([self.measure, "coreference", folder]).decode()
        got = {m[1]: float(m[2]) for m in re.finditer(r"^(\S+) .*?([\d.]+)$", text, re.M)}
        return {"events.ecb.conll": got["merger"], "events.ecb.same-lemma": got["same-lemma"]}, digest(archive)

    def jobs(self):
        """(name, function) of every measurement whose data is here."""
        out = []

        def add(name, present, f, *args):
            if os.path.exists(present):
                out.append((name, lambda: f(*args)))
        gold = os.path.join(self.shared, "gold")
        for name in sorted(os.listdir(gold)) if os.path.isdir(gold) else []:
            add(f"case.{name}", os.path.join(gold, name, "gold.json"), self.case, f"case.{name}", os.path.join(gold, name))
        own = os.path.join(HERE, "cases")
        for name in sorted(os.listdir(own)) if os.path.isdir(own) else []:
            add(f"own.{name}", os.path.join(own, name, "gold.json"), self.case, f"own.{name}", os.path.join(own, name))
        data = os.path.join(self.shared, "data")
        for name in ("timebank", "aquaint", "wikiwars"):
            add(f"timex.{name}", os.path.join(data, "timex", name), self.timex, name)
        for name in ("publishers", "english-news"):
            add(f"pages.{name}", os.path.join(data, "pages", name), self.pages, name)
        for name in ("ewt", "gum"):
            add(f"language.{name}", os.path.join(data, "language", name, "dev.conllu"), self.trees, name)
            add(f"language.{name}-raw", os.path.join(data, "language", name, "dev.conllu"), self.raw, f"{name}-raw",
                os.path.join(data, "language", name, "dev.conllu"))
        add("language.news-raw", os.path.join(data, "language/gum/dev.conllu"), self.raw, "news-raw",
            os.path.join(data, "language/gum/dev.conllu"), ("news", "speech"))
        uner = os.path.join(data, "language/names/uner_dev.iob2")
        add("language.names.uner", uner, self.names, "uner", uner)
        mine = os.path.join(HERE, "..", "Tests/LanguageTests/Data/news-names.iob")
        add("language.names.news", mine, self.names, "news", mine)
        if os.path.exists(self.measure):
            cases = [os.path.join(gold, n) for n in sorted(os.listdir(gold))] if os.path.isdir(gold) else []
            add("date.hidden", gold, self.hidden_days, cases)
            ecb = os.path.join(data, "events/ecbplus/ecbplus-topics-1-35.tar.gz")
            add("events.ecb", ecb, self.coreference, ecb)
        else:
            print(f"evaluate: {self.measure} is not built: hidden days and coreference are not measured", file=sys.stderr)
        add("ledger.cases", os.path.join(self.shared, "ledger-cases"), self.ledgers)
        return out


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--legajo", required=True), ap.add_argument("--shared", default="../shared")
    ap.add_argument("--only", default=""), ap.add_argument("--pin", action="store_true"), ap.add_argument("--lower")
    a = ap.parse_args()
    if not os.path.isdir(os.path.join(a.shared, "eval")):
        print("evaluate: the shared evaluation data is not here; nothing measured, nothing failed")
        return 0
    try:
        with open(FLOORS) as handle:
            floors = {f["score"]: f for f in json.load(handle)["floors"]}
    except OSError:
        floors = {}
    except (ValueError, KeyError) as e:
        print(f"evaluate: {FLOORS} cannot be read: {e}", file=sys.stderr)
        return 3
    gate = Gate(os.path.abspath(a.legajo), os.path.abspath(a.shared))
    jobs = [(n, f) for n, f in gate.jobs() if n.startswith(a.only) or a.only.startswith(n)]
    failed, changed, measured = [], [], {}
    print(f"{'score':42}{'now':>8}{'floor':>8}")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        for name, future in [(n, pool.submit(f)) for n, f in jobs]:
            try:
                scores, data = future.result()
            except Exception as e:  # a measurement that cannot be made is a failed one, and the others still run
                print(f"{name:42}{'—':>8}  {e}")
                failed.append(name)
                continue
            for score, value in scores.items():
                if not score.startswith(a.only):
                    continue
                measured[score] = {"score": score, "floor": round(value, 4), "digest": data}
                floor = floors.get(score)
                note = ""
                if floor is None:
                    note = "no floor yet"
                elif floor["digest"] != data:
                    note = "data changed since the floor was pinned"
                    changed.append(score)
                else:
                    worse = value > floor["floor"] + SLACK if score.endswith("leaked") else value < floor["floor"] - SLACK
                    if worse:
                        note = "BELOW"
                        failed.append(score)
                shown = f"{floor['floor']:8.3f}" if floor else f"{'':8}"
                print(f"{score:42}{value:8.3f}{shown}  {note}".rstrip(), flush=True)
    if a.pin:
        for score, new in measured.items():
            old = floors.get(score)
            better = old is None or old["digest"] != new["digest"] or (
                new["floor"] < old["floor"] if score.endswith("leaked") else new["floor"] > old["floor"])
            if better:
                floors[score] = new
            elif a.lower and new["floor"] != old["floor"]:
                floors[score] = {**new, "lowered": a.lower}
        with open(FLOORS, "w") as handle:
            json.dump({"floors": [floors[k] for k in sorted(floors)]}, handle, indent=1)
            handle.write("\n")
        print(f"evaluate: {len(floors)} floors pinned in {os.path.relpath(FLOORS)}")
        return 0
    print(f"{len(measured) - len([f for f in failed if f in measured])} passed, {len(failed)} failed"
          + (f", {len(changed)} on changed data" if changed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
