#!/usr/bin/env python3
"""Papers per CPU second of datasketch's MinHash and LSH on the .txt files below a folder: word 4-grams, 96 functions, as Legajo has them."""
import pathlib
import re
import sys
import time

from datasketch import MinHash, MinHashLSH

texts = [p.read_text(encoding="utf-8") for p in sorted(pathlib.Path(sys.argv[1]).rglob("*.txt"))]
start = time.process_time()
index = MinHashLSH(num_perm=96, params=(32, 3))
near = 0
for n, text in enumerate(texts):
    words = re.findall(r"\w+", text.lower())
    signature = MinHash(num_perm=96)
    signature.update_batch({" ".join(words[i : i + 4]).encode() for i in range(max(1, len(words) - 3))})
    near += bool(index.query(signature))
    index.insert(str(n), signature)
print("datasketch", round(len(texts) / (time.process_time() - start), 1), near)
