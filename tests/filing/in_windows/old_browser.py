"""The oldest browser that we promise, Chromium 78, driven over its own pipe: Playwright speaks only to newer ones.

It comes in an npm package of the lint (package.json) that was made for servers without a screen, packed with brotli.
"""

import json
import os
import select
import subprocess
import time
from pathlib import Path
from typing import Any

import brotli

from tests.services import die_with_parent
from tests.sources import ROOT

PACKED = ROOT / "node_modules/chrome-aws-lambda/bin/chromium.br"
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-zygote", "--lang=zh-CN", "--remote-debugging-pipe"]
PATIENCE = 30  # seconds


def unpacked_browser(folder: Path) -> Path:
    """The program, unpacked; FileNotFoundError where scripts/setup --test has not brought the package."""
    program = folder / "chromium-78"
    program.write_bytes(brotli.decompress(PACKED.read_bytes()))
    program.chmod(0o755)
    return program


class OldBrowser:
    """One window; what it asked the network for is in `requests`, what its scripts complain about in `faults`."""

    def __init__(self, program: Path, profile: Path, *, width: int = 1366, height: int = 768) -> None:
        hears, self.says = os.pipe()
        self.hears, says = os.pipe()
        command = [str(program), *FLAGS, f"--user-data-dir={profile}", f"--window-size={width},{height}", "about:blank"]
        # The browser listens on 3 and answers on 4.
        self.process = subprocess.Popen(
            ["bash", "-c", f'exec "$@" 3<&{hears} 4>&{says}', "bash", *command],
            pass_fds=(hears, says),
            stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent,
        )
        os.close(hears)
        os.close(says)
        self.number, self.rest, self.session = 0, b"", None
        self.requests: list[dict] = []
        self.faults: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network"):
            self.ask(f"{domain}.enable")
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.ask("Emulation.setDeviceMetricsOverride", **size)

    def ask(self, method: str, **values: Any) -> dict:
        """One command of the DevTools protocol and its answer."""
        self.number += 1
        message = {"id": self.number, "method": method, "params": values}
        os.write(
            self.says, json.dumps(message | ({"sessionId": self.session} if self.session else {})).encode() + b"\0"
        )
        until = time.monotonic() + PATIENCE
        while True:
            answer = self.next_message(until)
            if answer.get("id") == self.number:
                assert "error" not in answer, f"{method}: {answer['error']}"
                return answer["result"]

    def next_message(self, until: float) -> dict:
        """The next thing the browser says; events are noted on the way."""
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.hears], [], [], max(until - time.monotonic(), 0))
            assert ready, "the old browser does not answer"
            self.rest += os.read(self.hears, 1 << 20)
        line, _, self.rest = self.rest.partition(b"\0")
        message = json.loads(line)
        self.note(message.get("method"), message.get("params", {}))
        return message

    def note(self, event: str | None, told: dict) -> None:
        if event == "Network.requestWillBeSent":
            self.requests.append(told["request"])
        elif event == "Runtime.exceptionThrown":
            self.faults.append(told["exceptionDetails"].get("exception", {}).get("description", "?"))
        elif event == "Page.javascriptDialogOpening":
            self.faults.append(f"asks before leaving: {told['type']}")

    def posts(self, ending: str) -> int:
        """How many times something was sent to addresses that end so."""
        return sum(one["method"] == "POST" and one["url"].endswith(ending) for one in self.requests)

    def reads(self, script: str) -> Any:
        """The value of an expression in the page."""
        result = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result["exceptionDetails"]
        return result["result"].get("value")

    def waits(self, script: str) -> None:
        """Until an expression in the page is true; between two pages there is none."""
        until = time.monotonic() + PATIENCE
        while not self.reads(f"document.readyState === 'complete' && Boolean({script})"):
            assert time.monotonic() < until, f"never true: {script}\n{self.reads('document.body.innerText')}"
            time.sleep(0.05)

    def shows(self, text: str, place: str = "body") -> None:
        there = json.dumps(place)
        self.waits(f"(document.querySelector({there}) || document.body).innerText.includes({json.dumps(text)})")

    def goes(self, address: str) -> None:
        self.ask("Page.navigate", url=address)
        self.waits(f"location.href.startsWith({json.dumps(address)})")

    def clicks(self, selector: str) -> None:
        """The mouse on the middle of the first element that is meant."""
        self.waits(f"document.querySelector({json.dumps(selector)})")
        x, y = self.reads(
            f"""(() => {{ const at = document.querySelector({json.dumps(selector)});
                at.scrollIntoView({{ block: 'center' }});
                const box = at.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]; }})()"""
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def presses(self, name: str) -> None:
        """A button of the bar at the foot, by its words."""
        number = self.reads(
            f"[...document.querySelectorAll('.actions button')].findIndex(one => one.innerText.trim() === {json.dumps(name)})"
        )
        self.reads(f"void (document.querySelectorAll('.actions button')[{number}].dataset.meant = 'yes')")
        self.clicks(".actions [data-meant]")

    def types(self, selector: str, text: str) -> None:
        self.clicks(selector)
        self.ask("Input.insertText", text=text)

    def pastes(self, selector: str, text: str) -> None:
        """What Ctrl+V brings: this browser has no clipboard of its own."""
        self.clicks(selector)
        self.reads(
            f"""void (() => {{ const data = new DataTransfer(); data.setData('text/plain', {json.dumps(text)});
                document.activeElement.dispatchEvent(
                    new ClipboardEvent('paste', {{ clipboardData: data, bubbles: true, cancelable: true }})); }})()"""
        )

    def picture(self) -> str:
        """The window as PNG in base64."""
        return self.ask("Page.captureScreenshot")["data"]

    def close(self) -> None:
        self.process.kill()
        self.process.wait(timeout=PATIENCE)
        os.close(self.says)
        os.close(self.hears)
