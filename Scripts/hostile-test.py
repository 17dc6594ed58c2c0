#!/usr/bin/env python3
"""Sends the desk what a hostile page or program would send: the right refusals, nothing changed, nothing logged.

usage: hostile-test.py LEGAJO
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Desk:
    def __init__(self, legajo):
        self.folder = tempfile.mkdtemp(prefix="legajo-hostile-")
        shutil.copytree(ROOT / "Samples" / "quintar", Path(self.folder) / "papers")
        self.case = f"{self.folder}/sample.legajo"
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        subprocess.run([legajo, "build", f"{self.folder}/papers", "--case", self.case], check=True, **quiet)
        self.log = open(f"{self.folder}/log", "w+")
        self.process = subprocess.Popen([legajo, "desk", "--no-open", "--case", self.case], stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.address = self.process.stdout.readline().strip()
        self.port = int(re.search(r":(\d+)/", self.address).group(1))
        self.token = self.address.split("token=")[1]
        self.cookie = ""

    def raw(self, data, wait=5.0, drip=None):
        """Sends bytes and gives what comes back; `drip` sends them one by one with that pause."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as line:
            try:
                if drip is None:
                    line.sendall(data)
                else:
                    for at in range(len(data)):
                        line.sendall(data[at:at + 1])
                        time.sleep(drip)
                answer = b""
                while True:
                    part = line.recv(65536)
                    if not part:
                        return answer
                    answer += part
                    head, found, body = answer.partition(b"\r\n\r\n")
                    length = re.search(rb"content-length: (\d+)", head, re.I)
                    if found and length and len(body) >= int(length.group(1)):
                        return answer
            except (TimeoutError, ConnectionError, BrokenPipeError):
                return answer if "answer" in locals() else b""

    def ask(self, method, path, headers=None, body=b"", host=None, session=True, **more):
        lines = [f"{method} {path} HTTP/1.1", f"Host: {host or f'127.0.0.1:{self.port}'}"]
        if session and self.cookie:
            lines.append(f"Cookie: {self.cookie}")
        if body or method == "POST":
            lines.append(f"Content-Length: {len(body)}")
            lines.append("Content-Type: application/x-www-form-urlencoded")
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        answer = self.raw("\r\n".join(lines).encode() + b"\r\n\r\n" + body, **more)
        status = re.match(rb"HTTP/1\.1 (\d+)", answer)
        return int(status.group(1)) if status else 0, answer.decode(errors="replace")

    def form(self):
        _, page = self.ask("GET", "/review")
        return re.search(r'name="form" value="([^"]+)"', page).group(1), re.search(r'action="(/entries/[^/]+)/accept"', page).group(1)

    def memory(self):
        with open(f"/proc/{self.process.pid}/status") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) // 1024

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def main():
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        raise SystemExit("usage: hostile-test.py LEGAJO (the built program)")
    desk = Desk(str(Path(sys.argv[1]).resolve()))
    failed = 0

    def expect(name, got, *wanted):
        nonlocal failed
        good = got in wanted
        failed += not good
        print(f"{'ok   ' if good else 'FAIL '} {name}: {got}" + ("" if good else f", not {' or '.join(map(str, wanted))}"))

    try:
        expect("no session", desk.ask("GET", "/")[0], 401)
        expect("a wrong token", desk.ask("GET", "/?token=" + "A" * 32)[0], 401)
        status, entered = desk.ask("GET", f"/?token={desk.token}")
        expect("the token", status, 303)
        desk.cookie = re.search(r"set-cookie: ([^;\r]+)", entered, re.I).group(1)
        expect("the chronology", desk.ask("GET", "/")[0], 200)

        expect("another host (rebinding)", desk.ask("GET", "/", host="rebind.example")[0], 421)
        expect("another host with our port", desk.ask("GET", "/", host=f"rebind.example:{desk.port}")[0], 421)
        expect("no host", int((re.match(rb"HTTP/1\.1 (\d+)", desk.raw(b"GET / HTTP/1.1\r\n\r\n")) or [0, 0])[1]), 400, 421)

        form, entry = desk.form()
        before = desk.ask("GET", "/review.json")[1].split("\r\n\r\n", 1)[1]
        def accept(headers=None, token=form):
            return desk.ask("POST", f"{entry}/accept", headers, f"form={token}".encode())[0]
        expect("a form from elsewhere", accept({"Origin": "http://elsewhere.example"}), 403)
        expect("a form from a sandbox", accept({"Origin": "null"}), 403)
        expect("a form without a token", accept(token=""), 403)
        expect("a forged token", accept(token="A" * 48), 403)
        expect("a form by GET", desk.ask("GET", f"{entry}/accept?form={form}")[0], 404)
        expect("nothing has changed", desk.ask("GET", "/review.json")[1].split("\r\n\r\n", 1)[1] == before, True)
        expect("the form itself", accept(), 303)
        after = desk.ask("GET", "/review.json")[1].split("\r\n\r\n", 1)[1]
        expect("the form replayed", accept(), 409)
        expect("nothing has changed by it", desk.ask("GET", "/review.json")[1].split("\r\n\r\n", 1)[1] == after, True)

        for path in ("/../../etc/passwd", "/papers/..%2f..%2f..%2fetc%2fpasswd", "/style.css%00.html", "//etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"):
            status, answer = desk.ask("GET", path)
            expect(f"path {path}", status, 400, 404)
            assert "root:" not in answer
        token, _ = desk.form()
        expect("a folder from elsewhere", desk.ask("POST", "/reading/folder", body=f"folder=/etc&form={token}".encode())[0], 422)
        token, _ = desk.form()
        expect("a folder above", desk.ask("POST", "/reading/folder", body=f"folder=../..&form={token}".encode())[0], 422)

        expect("a long address", desk.ask("GET", "/search?q=" + "x" * 15000)[0], 400, 414, 431)
        expect("many headers", desk.ask("GET", "/", {f"X-{n}": "y" * 100 for n in range(500)})[0], 400, 431)
        big = desk.ask("POST", f"{entry}/headline", body=b"headline=" + b"x" * (1 << 20))[0]
        expect("a large form", big, 413)
        head = f"POST /reading/papers HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nCookie: {desk.cookie}\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        oversized = desk.raw(f"{head}Content-Length: {10 << 30}\r\n\r\n--b".encode())
        expect("an upload of 10 GB", int((re.match(rb"HTTP/1\.1 (\d+)", oversized) or [0, 0])[1]), 413)
        for name, data in {
            "no HTTP": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 20, "a broken request line": b"GET\r\n\r\n", "a bare line feed": b"GET / HTTP/1.1\nHost: x\n\n",
            "two lengths": f"POST /enter HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabc".encode(),
            "length and chunks": f"POST /enter HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".encode(),
        }.items():
            answer = desk.raw(data)
            status = int((re.match(rb"HTTP/1\.1 (\d+)", answer) or [0, 0])[1])
            expect(name, status, 0, 400, 403, 404, 421, 401)
        start = time.time()
        # A form of text has 15 seconds to come; an upload has a minute.
        slow = f"POST {entry}/headline HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nCookie: {desk.cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 4000\r\n\r\n".encode()
        with socket.create_connection(("127.0.0.1", desk.port), timeout=40) as line:
            line.sendall(slow)
            line.settimeout(1)
            answer = b""
            while time.time() - start < 35:
                try:
                    line.sendall(b"x")
                    part = line.recv(4096)
                    answer += part
                    if not part or answer:
                        break
                except TimeoutError:
                    continue
                except OSError:
                    break
        expect("a form that trickles in", int((re.match(rb"HTTP/1\.1 (\d+)", answer) or [0, 0])[1]), 408)
        lines = []
        for _ in range(200):
            try:
                lines.append(socket.create_connection(("127.0.0.1", desk.port), timeout=2))
                lines[-1].sendall(b"GET / HT")
            except OSError:
                break
        expect("the desk goes on beside 200 idle connections", desk.ask("GET", "/")[0], 200)
        for line in lines:
            line.close()
        expect("the desk still stands", desk.process.poll() is None, True)
        desk.log.seek(0)
        said = desk.log.read()
        expect("nothing of it is logged", any(word in said for word in (desk.token, desk.cookie, "passwd", "rebind")), False)
        print(f"memory at the end: {desk.memory()} MB")
    finally:
        desk.close()
    print("all held" if failed == 0 else f"{failed} did not hold")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
