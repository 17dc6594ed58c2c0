"""A small WebDriver client (W3C WebDriver, JSON over HTTP) and a desk to drive it at: standard library alone."""

import base64
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
KEYS = {"tab": "\ue004", "enter": "\ue007", "left": "\ue012", "right": "\ue014", "end": "\ue010", "home": "\ue011"}


def missing():
    """What the browser test needs and is not there, or None."""
    for program in ("chromedriver", "chromium"):
        if shutil.which(program) is None:
            return program
    return None


class Desk:
    """The sample case, built into a folder of its own, and its desk."""

    def __init__(self, legajo, papers):
        self.legajo = str(Path(legajo).resolve())
        self.folder = tempfile.mkdtemp(prefix="legajo-desk-")
        self.papers = Path(self.folder) / "papers"
        shutil.copytree(papers, self.papers)
        self.case = str(Path(self.folder) / "quintar.legajo")
        subprocess.run([self.legajo, "build", str(self.papers), "--case", self.case], check=True, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        self.process = subprocess.Popen(
            [self.legajo, "desk", "--no-open", "--case", self.case], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        if not self.address.startswith("http://127.0.0.1:"):
            raise SystemExit(f"legajo desk printed no address: {self.address!r} {self.process.stderr.read()}")
        self.root = self.address.split("/?")[0]
        self.token = self.address.split("token=")[1]

    def json(self, path):
        request = urllib.request.Request(self.root + path, headers={"Authorization": f"Bearer {self.token}", "Accept": "application/json"})
        with urllib.request.urlopen(request) as answer:
            return json.load(answer)

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        shutil.rmtree(self.folder, ignore_errors=True)


class Browser:
    def __init__(self, width=1280, height=900, dark=False, wait=60):
        self.wait = wait
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.driver = subprocess.Popen(["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.base = f"http://127.0.0.1:{port}"
        for _ in range(100):
            try:
                self.call("GET", "/status")
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        arguments = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", f"--window-size={width},{height}"]
        if dark:
            arguments.append("--force-dark-mode")
        options = {"args": arguments, "binary": shutil.which("chromium")}
        capabilities = {"alwaysMatch": {"browserName": "chrome", "goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}}}
        self.session = self.call("POST", "/session", {"capabilities": capabilities})["sessionId"]

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data=data, method=method, headers={"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=self.wait) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)["value"].get("message", "").split("\n")[0]) from None

    def ask(self, method, path, body=None):
        return self.call(method, f"/session/{self.session}{path}", body)

    def open(self, address):
        self.ask("POST", "/url", {"url": address})

    @property
    def url(self):
        return self.ask("GET", "/url")

    def find(self, selector, wait=5.0):
        end = time.time() + wait
        while True:
            try:
                return self.ask("POST", "/element", {"using": "css selector", "value": selector})[ELEMENT]
            except RuntimeError:
                if time.time() > end:
                    raise RuntimeError(f"no {selector} on {self.url}") from None
                time.sleep(0.05)

    def all(self, selector):
        return [one[ELEMENT] for one in self.ask("POST", "/elements", {"using": "css selector", "value": selector})]

    def text(self, selector):
        return self.ask("GET", f"/element/{self.find(selector)}/text")

    def click(self, selector):
        """Brings it into view at once (a smooth scroll would move it away from under the pointer), then clicks."""
        element = self.find(selector)
        self.run("arguments[0].scrollIntoView({behavior: 'instant', block: 'center'})", {ELEMENT: element})
        self.ask("POST", f"/element/{element}/click", {})

    def type(self, selector, words, clear=True):
        element = self.find(selector)
        if clear:
            self.ask("POST", f"/element/{element}/clear", {})
        self.ask("POST", f"/element/{element}/value", {"text": words})

    def press(self, key):
        key = KEYS.get(key, key)
        actions = [{"type": "key", "id": "keyboard", "actions": [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]}]
        self.ask("POST", "/actions", {"actions": actions})

    def run(self, script, *arguments):
        return self.ask("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def until(self, what, condition, wait=10.0):
        end = time.time() + wait
        while time.time() < end:
            try:
                if condition():
                    return
            except RuntimeError:
                pass
            time.sleep(0.05)
        raise RuntimeError(f"waited in vain for: {what} (on {self.url})")

    def command(self, name, parameters):
        return self.ask("POST", "/goog/cdp/execute", {"cmd": name, "params": parameters})

    def keep_downloads(self, folder):
        self.command("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})

    def width(self, width, height=900):
        self.command("Emulation.setDeviceMetricsOverride", {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})

    def dark(self, dark):
        self.command("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})

    def scripts(self, allowed):
        self.command("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def print(self, path):
        """The page as it is printed, as PDF."""
        Path(path).write_bytes(base64.b64decode(self.command("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": False})["data"]))

    def picture(self, path, width, dark=False, most=4000):
        """The whole page at a width, as PNG."""
        self.dark(dark)
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        self.command("Emulation.setDeviceMetricsOverride", metrics)
        height = min(most, self.run("return document.documentElement.scrollHeight"))
        metrics["height"] = max(600, height)
        self.command("Emulation.setDeviceMetricsOverride", metrics)
        shot = self.command("Page.captureScreenshot", {"format": "png"})
        Path(path).write_bytes(base64.b64decode(shot["data"]))

    def complaints(self):
        """What the browser's console says is wrong: refused scripts and styles among it."""
        return [entry["message"] for entry in self.ask("POST", "/se/log", {"type": "browser"}) if entry["level"] == "SEVERE"]

    def close(self):
        try:
            self.ask("DELETE", "")
        except (RuntimeError, urllib.error.URLError):
            pass
        self.driver.terminate()
        self.driver.wait(timeout=10)


def sample():
    return Path(__file__).resolve().parent.parent / "Samples" / "quintar"


def skip(reason):
    print(f"skipped: {reason}", file=sys.stderr)
    raise SystemExit(0)


def program():
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        raise SystemExit(f"usage: {Path(sys.argv[0]).name} LEGAJO (the built program)")
    lacking = missing()
    if lacking:
        skip(f"{lacking} is not installed (Debian: apt-get install chromium chromium-driver)")
    return sys.argv[1]
