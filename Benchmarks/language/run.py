#!/usr/bin/env python3
"""Tags and trees beside UDPipe 1 in one run: run.py DATA LEGAJO_TRAIN MODEL [--udpipe FILE] [--rounds N] [--every N] [--speed FILE]

DATA holds ewt/ and gum/ with train.conllu and dev.conllu. UDPipe (PyPI: ufal.udpipe) is trained here on the same training files,
tagger and parser, unless FILE holds a model of an earlier run; its training takes much longer than ours. --rounds N gives it N rounds
over the data for each instead of its own numbers of rounds (20 and 10). Its tagger is not asked for lemmas, which are not compared: that
makes its training several times shorter, and its tagging faster.
--every N trains it on every Nth sentence only. --speed FILE prints UDPipe's speed on one CoNLL-U file and nothing else.
Prints UPOS, XPOS, UAS and LAS over gold tokens of both development parts, and words a CPU second of tagging and parsing.
"""
import argparse, os, re, subprocess, time


def sentences(path):
    return open(path, encoding="utf-8").read().strip().split("\n\n")


def words(text):
    return [c for c in (l.split("\t") for l in text.split("\n")) if len(c) == 10 and c[0].isdigit()]


def score(gold, system):
    n = u = x = h = l = 0
    for g, s in zip(gold, system):
        n += 1; u += g[3] == s[3]; x += g[4] == s[4]; h += g[6] == s[6]
        l += g[6] == s[6] and g[7].split(":")[0] == s[7].split(":")[0]
    return "UPOS %.2f  XPOS %.2f  UAS %.2f  LAS %.2f" % tuple(100 * v / n for v in (u, x, h, l))


def train(udpipe, data, path, rounds, every):
    def read(names):
        out = []
        for name in names:
            reader = udpipe.InputFormat.newConlluInputFormat()
            reader.setText(open(f"{data}/{name}", encoding="utf-8").read())
            error = udpipe.ProcessingError()
            sentence = udpipe.Sentence()
            while reader.nextSentence(sentence, error):
                out.append(sentence); sentence = udpipe.Sentence()
        return udpipe.Sentences(out[::every])
    error = udpipe.ProcessingError()
    model = udpipe.Trainer.train(
        "morphodita_parsito", read(["ewt/train.conllu", "gum/train.conllu"]), udpipe.Sentences(), "none",
        "models=1;provide_lemma=0;use_lemma=0" + (f";iterations={rounds}" if rounds else ""), f"iterations={rounds}" if rounds else "", error)
    if error.occurred():
        raise SystemExit("run.py: UDPipe: " + error.message)
    open(path, "wb").write(model if isinstance(model, bytes) else model.encode("latin-1", "surrogateescape"))


def loaded(a):
    import ufal.udpipe as udpipe
    if not os.path.exists(a.udpipe):
        start = time.process_time()
        train(udpipe, a.data, a.udpipe, a.rounds, a.every)
        print("  trained in %.0f CPU seconds" % (time.process_time() - start))
    model = udpipe.Model.load(a.udpipe)
    if model is None:
        raise SystemExit(f"run.py: {a.udpipe}: no model of UDPipe")
    return udpipe, model


def speed(a):
    udpipe, model = loaded(a)
    text = open(a.speed, encoding="utf-8").read()
    count = len(words(text))
    spent = []
    for parser in (udpipe.Pipeline.NONE, udpipe.Pipeline.DEFAULT):
        pipeline = udpipe.Pipeline(model, "conllu", udpipe.Pipeline.DEFAULT, parser, "conllu")
        start = time.process_time()
        pipeline.process(text, udpipe.ProcessingError())
        spent.append(time.process_time() - start)
    print("udpipe-tagging %.0f words a CPU second" % (count / spent[0]))
    print("udpipe-parsing %.0f words a CPU second" % (count / (spent[1] - spent[0])))
    print("udpipe-both %.0f words a CPU second" % (count / spent[1]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data"); parser.add_argument("train"); parser.add_argument("model"); parser.add_argument("--udpipe", default="udpipe.model")
    parser.add_argument("--rounds", type=int); parser.add_argument("--every", type=int, default=1); parser.add_argument("--speed", metavar="FILE")
    a = parser.parse_args()
    if a.speed:
        return speed(a)
    print("ours")
    out = subprocess.run([a.train, "score", a.data, "--model", a.model], capture_output=True, text=True, check=True).stdout
    print(re.sub(r"^", "  ", out.strip(), flags=re.M))
    out = subprocess.run([a.train, "speed", a.data + "/ewt/dev.conllu", "--model", a.model], capture_output=True, text=True, check=True).stdout
    print(re.sub(r"^", "  ", out.strip(), flags=re.M))
    print("UDPipe 1")
    udpipe, model = loaded(a)
    for name in ("ewt", "gum"):
        gold = sentences(f"{a.data}/{name}/dev.conllu")
        error = udpipe.ProcessingError()
        for stage, options in (("tagging", (udpipe.Pipeline.DEFAULT, udpipe.Pipeline.NONE)), ("both", (udpipe.Pipeline.DEFAULT, udpipe.Pipeline.DEFAULT))):
            pipeline = udpipe.Pipeline(model, "conllu", options[0], options[1], "conllu")
            start = time.process_time()
            system = pipeline.process("\n\n".join(gold) + "\n\n", error)
            spent = time.process_time() - start
            g = words("\n".join(gold))
            print(f"  {name} dev, {stage}: {len(g) / spent:.0f} words a CPU second")
        print(f"  {name} dev: {score(g, words(system))}")


if __name__ == "__main__":
    main()
