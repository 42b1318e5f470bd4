"""Nothing leaves the machine and nothing is left on it: read in a network namespace without a way out, with an empty HOME.

onnxruntime 1.32 starts telemetry of its own; `crossread/__init__.py` forbids it before the import. It is silent where CI
and GITHUB_ACTIONS are set, so both are unset here. See docs/nothing-leaves.md.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 30  # telemetry was seen to begin after 10 to 15
# A process of the namespace: a resolver and a server on the loopback that log whoever asks, then what is to be watched.
WATCH = r"""
import os, socket, subprocess, sys, threading, time
log, seconds, command = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
subprocess.run(["ip", "link", "set", "lo", "up"], check=False)
def note(what):
    with open(log, "a") as stream:
        stream.write(what + "\n")
def serve(kind, port):
    server = socket.socket(socket.AF_INET, kind)
    try:
        server.bind(("127.0.0.1", port))
    except OSError as error:
        note(f"not watched {port}: {error}")
        return
    if kind == socket.SOCK_STREAM:
        server.listen()
    while True:
        if kind == socket.SOCK_STREAM:
            note(f"connection to port {port} from {server.accept()[1]}")
        else:
            note(f"datagram to port {port}: {server.recvfrom(512)[0][12:60]!r}")
for kind, port in ((socket.SOCK_DGRAM, 53), (socket.SOCK_STREAM, 53), (socket.SOCK_STREAM, 80), (socket.SOCK_STREAM, 443)):
    threading.Thread(target=serve, args=(kind, port), daemon=True).start()
time.sleep(0.5)
child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
code = child.wait()
if code:
    note(f"ended with {code}: {child.stderr.read()[-500:]!r}")
"""
# In the process itself every look at the network is noted: names, sockets of the internet, and connections.
HOOK = r"""
import os, sys, time
log = os.environ["CROSSREAD_TEST_LOG"]
def audit(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.connect", "socket.sendto", "socket.bind"):
        with open(log, "a") as stream:
            stream.write(f"{event} {arguments[1:]!r}\n")
sys.addaudithook(audit)
import crossread.cli
begun = time.monotonic()
sys.argv[0] = "crossread"
try:
    crossread.cli.main()
except SystemExit as end:
    if end.code:
        raise
from crossread.pipeline import read
while time.monotonic() - begun < float(os.environ["CROSSREAD_TEST_SECONDS"]):
    read([sys.argv[2]])
    time.sleep(0.2)
"""

# The workbench reads what is uploaded, while reports are read by two processes beside it, for as long.
DESK = r"""
import subprocess, sys, time, urllib.request
library, out, report = sys.argv[1:]
begun = time.monotonic()
def asked(path, data=None, kind=""):
    call = urllib.request.Request("http://127.0.0.1:8765" + path, data, {"content-type": kind} if data else {})
    return urllib.request.urlopen(call, timeout=60).read()
desk = subprocess.Popen([sys.executable, "-m", "crossread", "serve", "--library", library, "--port", "8765"], stdout=subprocess.DEVNULL)
while True:
    try:
        asked("/health")
        break
    except OSError:
        assert desk.poll() is None and time.monotonic() - begun < 120
        time.sleep(0.2)
def upload():
    text = open(report, "rb").read()
    part = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n' + text + b"\r\n--x--\r\n"
    asked("/api/v1/reports", part, "multipart/form-data; boundary=x")
upload()
while time.monotonic() - begun < 120 and asked("/api/v1/search?q=cranes").count(b"harbour") == 0:
    time.sleep(0.5)
assert b"harbour" in asked("/api/v1/search?q=cranes")
read = [sys.executable, "-m", "crossread", "read", report, "--quiet", "--jobs", "2", "--json", out]
while True:
    subprocess.run(read, check=True)
    if time.monotonic() - begun > SECONDS:
        break
desk.terminate()
desk.wait(60)
"""


def _namespace() -> list[str]:
    command = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-r", "-n"]
    if shutil.which("unshare") is None or subprocess.run([*command, "true"], capture_output=True).returncode:
        pytest.skip("NOT PROVED HERE: network namespaces are not allowed on this machine (unshare -n)")
    return command


@pytest.fixture
def alone(tmp_path: Path) -> dict[str, str]:
    """Return an environment with an empty HOME that knows of no CI and no wish against telemetry."""
    for name in ("home", "tmp", "in"):
        (tmp_path / name).mkdir()
    kept = {key: os.environ[key] for key in ("PATH", "PYTHONPATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV") if key in os.environ}
    return {**kept, "HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}


def test_a_run_asks_nobody_and_writes_only_its_outputs(tmp_path: Path, alone: dict[str, str]) -> None:
    namespace = _namespace()
    (tmp_path / "in/a.txt").write_text("The port of Velm has 12 cranes, the harbour master said on Monday. “We will buy two more,” said Ada Holm.")
    (tmp_path / "in/b.html").write_text("<html><body><article><h1>Cranes</h1>" + "<p>The port of Velm has bought two cranes for 3 million euros, the mayor said on Monday.</p>" * 3 + "</article></body></html>")
    (tmp_path / "in/c.eml").write_text("From: a@b.example\nSubject: Cranes\nDate: Mon, 09 Jun 2031 10:00:00 +0200\n\nThe port of Velm has 12 cranes, the harbour master said.\n")
    log = tmp_path / "log.txt"
    out = tmp_path / "out"
    out.mkdir()
    wanted = ["--json", f"{out}/d.json", "--html", f"{out}/d.html", "--tables", f"{out}/tables"]
    before = {path for path in tmp_path.rglob("*")}
    done = subprocess.run(
        [*namespace, sys.executable, "-c", WATCH, str(log), str(SECONDS), sys.executable, "-c", HOOK, "read", str(tmp_path / "in"), "--quiet", *wanted],
        env={**alone, "CROSSREAD_TEST_LOG": str(log), "CROSSREAD_TEST_SECONDS": str(SECONDS)}, capture_output=True, timeout=600, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    asked = [line for line in (log.read_text().splitlines() if log.exists() else []) if not line.startswith("not watched")]
    assert asked == []
    new = {path for path in tmp_path.rglob("*")} - before - {log}
    assert (out / "d.json").exists()
    assert all(path.is_relative_to(out) for path in new), [path for path in new if not path.is_relative_to(out)]


def test_workbench_and_workers_ask_nobody(tmp_path: Path, alone: dict[str, str]) -> None:
    pytest.importorskip("fastapi", reason="NOT PROVED HERE: the extra `library` is not installed")
    namespace, log, out = _namespace(), tmp_path / "log.txt", tmp_path / "out"
    out.mkdir()
    (tmp_path / "in/a.txt").write_text("The port of Velm has 12 cranes, the harbour master said on Monday.")
    before = {path for path in tmp_path.rglob("*")}
    script = f"SECONDS = {SECONDS}\n{DESK}"
    command = [sys.executable, "-c", script, str(out / "library"), str(out / "d.json"), str(tmp_path / "in/a.txt")]
    done = subprocess.run([*namespace, sys.executable, "-c", WATCH, str(log), str(SECONDS), *command], env=alone, capture_output=True, timeout=600, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert [line for line in (log.read_text().splitlines() if log.exists() else []) if not line.startswith("not watched")] == []
    assert (out / "d.json").exists() and (out / "library").exists()
    assert [path for path in {path for path in tmp_path.rglob("*")} - before - {log} if not path.is_relative_to(out)] == []


def test_a_local_ray_cluster_asks_nobody(tmp_path: Path, alone: dict[str, str]) -> None:
    pytest.importorskip("ray", reason="NOT PROVED HERE: Ray is not installed (pip install 'crossread[cluster]')")
    for n in range(2):
        (tmp_path / f"in/{n}.txt").write_text(f"The port of Velm has {12 + n} cranes, the harbour master said on Monday.")
    log, out = tmp_path / "log.txt", tmp_path / "d.json"
    command = [sys.executable, "-m", "crossread", "read", str(tmp_path / "in"), "--quiet", "--json", str(out), "--executor", "ray", "--jobs", "2"]
    before = _left_in_tmp()
    done = subprocess.run([*_namespace(), sys.executable, "-c", WATCH, str(log), "1", *command], env=alone, capture_output=True, timeout=900, cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    said = log.read_text() if log.exists() else ""
    assert [line for line in said.splitlines() if not line.startswith("not watched")] == []
    assert out.exists()
    assert _left_in_tmp() <= before


def _left_in_tmp() -> set[Path]:
    """Return what a cluster may leave behind; servers of the library's tests come and go beside it."""
    found = {*Path("/tmp").glob("crossread-*"), *Path("/tmp").glob("ray*")}
    return {path for path in found if not path.name.startswith("crossread-pg-")}


def test_the_watch_sees_who_asks(tmp_path: Path, alone: dict[str, str]) -> None:
    log = tmp_path / "log.txt"
    call = "import socket\nfor port in (80, 443):\n    socket.create_connection(('127.0.0.1', port), 2)\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x' * 40, ('127.0.0.1', 53))\nimport time; time.sleep(1)"
    subprocess.run([*_namespace(), sys.executable, "-c", WATCH, str(log), "1", sys.executable, "-c", call], env=alone, capture_output=True, timeout=60)
    said = log.read_text()
    if "not watched" in said:
        pytest.skip(f"NOT PROVED HERE: {said}")
    assert "port 80" in said and "port 443" in said and "port 53" in said


@pytest.mark.parametrize("module", ["crossread", "crossread.cli", "crossread.pipeline", "crossread.model_runtime.network", "crossread.model_runtime.pair_model", "crossread.collect", "crossread.executors.worker", "crossread.library", "training", "benchmarks.slopes"])
def test_every_way_in_forbids_telemetry_before_the_network_is_loaded(module: str) -> None:
    code = f"import sys, {module}, os; assert os.environ['ORT_DISABLE_TELEMETRY'] == '1'"
    env = {key: value for key, value in os.environ.items() if key != "ORT_DISABLE_TELEMETRY"}
    assert subprocess.run([sys.executable, "-c", code], env=env).returncode == 0
