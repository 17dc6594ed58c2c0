#!/usr/bin/env python3
"""Pages per CPU second of trafilatura and of libxml2's HTML parser (through lxml) on a folder of .html files."""
import pathlib
import sys
import time

import lxml.html
import trafilatura

pages = [p.read_bytes() for p in sorted(pathlib.Path(sys.argv[1]).glob("*.html*"))]


def measure(name, read):
    read(pages[0])
    start = time.process_time()
    for page in pages:
        try:
            read(page)
        except Exception:
            pass
    print(name, round(len(pages) / (time.process_time() - start), 1))


def parser():
    return lxml.html.HTMLParser(encoding="utf-8")


measure("libxml2-parse", lambda page: lxml.html.document_fromstring(page, parser=parser()))
measure("trafilatura-fast", lambda page: trafilatura.bare_extraction(page, fast=True, with_metadata=True))
measure("trafilatura", lambda page: trafilatura.bare_extraction(page, with_metadata=True))
