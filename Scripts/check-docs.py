#!/usr/bin/env python3
"""The documentation check: usage: check-docs.py LEGAJO

Fails when a command, an option, a value of --format or an exit code that the program knows is not named in Docs/commands.md or
Docs/exchange.md; when a page names a command that the program does not have; when a relative link in a Markdown file leads nowhere; when
a target of Package.swift has no row in Docs/overview.md. Standard library only. Exit code 0 or 1.
"""
import json
import os
import re
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")


def read(path):
    with open(os.path.join(ROOT, path), encoding="utf-8") as handle:
        return handle.read()


def commands(info, path=()):
    """(path, arguments) of every command that is shown to people."""
    path = path + (info["commandName"],)
    yield path[1:], [a for a in info.get("arguments", []) if a.get("shouldDisplay", True)]
    for sub in info.get("subcommands", []):
        if sub["commandName"] != "help" and sub.get("shouldDisplay", True):
            yield from commands(sub, path)


def main(legajo):
    trouble = []
    help_text = subprocess.run([legajo, "--experimental-dump-help"], capture_output=True, check=True).stdout
    tree = json.loads(help_text)["command"]
    page = read("Docs/commands.md")
    exchange = read("Docs/exchange.md")
    known = set()
    for path, arguments in commands(tree):
        if path:
            known.add(path[0])
        name = " ".join(("legajo",) + path)
        section = page if not path else next((s for s in re.split(r"(?m)^(?=##+ )", page) if re.match(rf"##+ `{re.escape(name)}`", s)), None)
        if section is None:
            trouble.append(f"Docs/commands.md has no section '## `{name}`'")
            continue
        for a in arguments:
            for n in a.get("names") or []:
                if n["kind"] == "long" and n["name"] not in ("help", "version", "case") and f"--{n['name'].removeprefix('no-')}" not in section and f"--{n['name']}" not in section:
                    trouble.append(f"Docs/commands.md: {name} does not name --{n['name']}")
        if path == ("export",):
            for a in arguments:
                if a.get("valueName") == "format":
                    for value in a.get("allValues") or []:
                        if f"`{value}`" not in exchange:
                            trouble.append(f"Docs/exchange.md does not name the format `{value}`")
    for shown in re.findall(r"(?m)^\s*(?:\$ )?legajo ([a-z]+)\b", page + read("README.md")):
        if shown not in known and shown != "help":
            trouble.append(f"a page shows 'legajo {shown}', which is no command")
    source = read("Sources/legajo/Support/ExitStatus.swift")
    for code in re.findall(r"case \w+ = (\d)", source):
        if not re.search(rf"(?m)^\| {code} \|", page):
            trouble.append(f"Docs/commands.md has no row for exit code {code}")
    overview = read("Docs/overview.md")
    for target in re.findall(r'Floor\(\s*name: "([^"]+)"', read("Package.swift")):
        if f"| `{target}` |" not in overview:
            trouble.append(f"Docs/overview.md has no row for the target {target}")
    listed = subprocess.run(["git", "ls-files", "*.md"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    for path in listed:
        text = re.sub(r"(?s)```.*?```", "", read(path))
        for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
            if not re.match(r"[a-z]+:", link) and not os.path.exists(os.path.join(ROOT, os.path.dirname(path), link)):
                trouble.append(f"{path}: the link to {link} leads nowhere")
    for line in trouble:
        print(f"docs: {line}")
    print(f"docs: {len(known)} commands, {len(listed)} pages checked, {len(trouble)} to mend")
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]) if len(sys.argv) == 2 else __doc__)
