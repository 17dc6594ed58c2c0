#!/usr/bin/env python3
"""Holds every page of the sample's desk against WCAG 2.2 AA with axe-core at 360 and 1280 pixels, and its contrast in the dark too.

usage: accessibility-test.py LEGAJO

axe-core comes from the PyPI package in requirements-axe.txt (`make accessibility` puts it where it belongs); skipped with a message where it,
Chromium or its driver is absent.
"""

import importlib.util
import sys
from pathlib import Path

from screenshots import pages
from webdriver import Browser, Desk, program, sample, skip

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe():
    package = importlib.util.find_spec("axe_playwright_python")
    script = package and Path(package.submodule_search_locations[0]) / "axe.min.js"
    if not script or not script.exists():
        skip("axe-core is not here (make accessibility, or pip install --no-deps axe-playwright-python)")
    return script.read_text()


def main():
    legajo = program()
    script = axe()
    desk = Desk(legajo, sample())
    browser = Browser(wait=200)
    found = {}
    checked = 0
    try:
        browser.ask("POST", "/timeouts", {"script": 180_000})
        browser.open(desk.address)
        for name, path in pages(desk).items():
            for width in (360, 1280):
                for dark in (False, True):
                    browser.width(width)
                    browser.dark(dark)
                    browser.open(desk.root + path)
                    browser.run("for (const one of document.querySelectorAll('details')) one.open = true")
                    browser.run(script)
                    result = browser.ask("POST", "/execute/async", {"script": """
                        const done = arguments[arguments.length - 1];
                        axe.run(document, {runOnly: arguments[0], resultTypes: ['violations'], preload: false})
                          .then(found => done({version: axe.version, violations: found.violations}), error => done({error: String(error)}))
                        """, "args": [["color-contrast"] if dark else RULES]})
                    if "error" in result:
                        raise SystemExit(f"axe-core failed on {path}: {result['error']}")
                    checked += 1
                    for violation in result["violations"]:
                        for node in violation["nodes"]:
                            key = (violation["id"], violation["help"], str(node["target"]))
                            found.setdefault(key, set()).add(f"{name} {width}{' dark' if dark else ''}")
    finally:
        browser.close()
        desk.close()
    for (rule, words, target), places in sorted(found.items()):
        print(f"FAIL  {rule}: {words}\n      {target} on {', '.join(sorted(places))}")
    print(f"axe-core {result['version']}: {checked} pages looked at, {len(found)} violations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
