"""The command itself, as a hook calls it: large files under a bound on memory and time, and files that are none."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.helpers import unmeasured
from tests.hostile import attacks, catalogue
from tests.hostile.cases import BASE, EITHER, REJECT
from tests.hostile.safety import faults_of

if os.name == "nt":
    pytest.skip("needs POSIX's bounds on a process", allow_module_level=True)

pytestmark = pytest.mark.slow
KIBIBYTES = 256 * 1024
HANGS = 20  # seconds of the processor, on however slow a machine; `benchmarks/hostile.py` measures what it takes
BOUNDED = f'ulimit -v {KIBIBYTES} 2>/dev/null; ulimit -t {HANGS}; exec "$@"'
WITHOUT_LIBYAML = "import sys; sys.modules['yaml._yaml'] = None\n"
ASPIRE = [sys.executable, "-m", "aspire_cli"]
COMMAND = [*ASPIRE, "check"]
# Whoever starts the tests in the background has them ignore Ctrl-C.
INTERRUPTIBLE = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from aspire_cli.__main__ import main
main()
"""
ENVIRONMENT = unmeasured() | {"ASPIRE_LANG": "en", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def run(*arguments, cwd, command="check", **options):
    """Run the command under the bounds, and hold what always holds of it."""
    given = {"stdin": subprocess.DEVNULL, "capture_output": True, "env": ENVIRONMENT, "timeout": 60}
    done = subprocess.run(
        ["sh", "-c", BOUNDED, "sh", *ASPIRE, command, *arguments], cwd=cwd, check=False, **(given | options)
    )
    assert done.returncode in (0, 1, 2), done.stderr
    assert b"Traceback" not in (done.stderr or b"")
    return done


@pytest.fixture(params=["fastest", "pure"])
def environment(request, tmp_path):
    """The variables of a process that has libyaml, and of one that has not."""
    if request.param == "fastest":
        return ENVIRONMENT
    room = tmp_path / "startup"
    room.mkdir()
    (room / "sitecustomize.py").write_text(WITHOUT_LIBYAML, encoding="utf-8")
    return ENVIRONMENT | {"PYTHONPATH": os.pathsep.join(filter(None, [str(room), os.environ.get("PYTHONPATH")]))}


def test_a_process_without_libyaml_has_none(environment):
    code = "import yaml; print(yaml.__with_libyaml__)"
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str(environment is ENVIRONMENT)


@pytest.mark.parametrize("name", catalogue.LARGE)
def test_a_large_file_is_within_the_bounds(name, environment, tmp_path):
    """Holds "No input takes long" of SECURITY.md."""
    case = catalogue.LARGE[name]
    (tmp_path / "p.yaml").write_bytes(case.data)
    done = run("--format", "json", "--lang", "both", "p.yaml", cwd=tmp_path, env=environment)
    assert case.must == EITHER or done.returncode == (case.must == REJECT)
    assert faults_of("json", done.stdout.decode()) == []
    (entry,) = json.loads(done.stdout)["files"]
    if case.rule:
        assert case.rule in {finding["rule"] for finding in entry["findings"]}
    assert json.loads(done.stdout)["summary"]["errors"] >= len(
        [one for one in entry["findings"] if one["severity"] == "error"]
    )


@pytest.mark.parametrize("command", ["fit", "budget"])
@pytest.mark.parametrize("name", catalogue.LARGE)
def test_a_large_file_is_within_the_bounds_beside_its_limits_and_other_schemes(command, name, tmp_path):
    (tmp_path / "p.yaml").write_bytes(catalogue.LARGE[name].data)
    done = run("--format", "json", "p.yaml", cwd=tmp_path, command=command)
    assert isinstance(json.loads(done.stdout), dict)


@pytest.mark.parametrize("form", ["full", "sarif", "junit", "html", "markdown"])
def test_many_findings_are_quick_in_every_format(form, tmp_path):
    (tmp_path / "p.yaml").write_bytes(catalogue.LARGE["large-wrong-entries"].data)
    done = run("--format", form, "p.yaml", cwd=tmp_path)
    assert done.returncode == 1
    assert faults_of(form, done.stdout.decode()) == []


def test_names_of_every_kind(tmp_path):
    names = [os.fsencode(name) for name in attacks.NAMES if "/" not in name]
    for name in names:
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:  # noqa: PTH118, PTH123
            file.write(BASE.replace("field: quantum", "field: alchemy").encode())
    for form in ("concise", "github", "sarif"):
        done = run("--format", form, "--", *names, cwd=tmp_path)
        assert done.returncode == 1
        assert faults_of(form, done.stdout.decode()) == []
        assert done.stderr == b""


@pytest.mark.parametrize(
    ("redirected", "status"),
    [
        ("- <&-", 2),
        ("missing.yaml 2>/dev/full", 2),
        ("p.yaml >/dev/full", 2),
        ("--output /dev/full p.yaml", 2),
        ("- </dev/zero", 1),
    ],
)
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_streams_that_give_and_take_nothing(redirected, status, tmp_path):
    (tmp_path / "p.yaml").write_text(BASE, encoding="utf-8")
    line = f'"{sys.executable}" -m aspire_cli check {redirected}'
    done = subprocess.run(
        ["sh", "-c", line], cwd=tmp_path, capture_output=True, env=ENVIRONMENT, check=False, timeout=60
    )
    assert done.returncode == status
    assert b"Traceback" not in done.stderr
    assert b"internal" not in done.stderr


def test_a_file_that_vanishes_while_others_are_checked(tmp_path):
    for number in range(400):
        (tmp_path / f"{number}.proposal.yaml").write_text(BASE, encoding="utf-8")
    process = subprocess.Popen(
        [*COMMAND, "--format", "concise", "."],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    for number in range(399, 0, -1):
        (tmp_path / f"{number}.proposal.yaml").unlink()
    said, complaints = process.communicate(timeout=60)
    assert process.returncode in (0, 2)
    assert b"Traceback" not in complaints
    assert b"internal" not in complaints
    assert b"0.proposal.yaml" in said


def test_two_runs_that_write_the_same_file_leave_a_whole_one(tmp_path):
    (tmp_path / "p.yaml").write_text(BASE, encoding="utf-8")
    runs = [
        subprocess.Popen(
            [*COMMAND, "--format", "json", "--output", "out.json", "p.yaml"], cwd=tmp_path, env=ENVIRONMENT
        )
        for _ in range(4)
    ]
    assert [process.wait(timeout=60) for process in runs] == [0] * 4
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["summary"]["files"] == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.json", "p.yaml"]


def test_an_interrupted_run_leaves_nothing_half_written(tmp_path):
    """Holds "Files are written whole or not at all" of SECURITY.md."""
    for number in range(300):
        (tmp_path / f"{number}.proposal.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "out.json").write_text("earlier", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", INTERRUPTIBLE, "check", "--jobs", "1", "--format", "json", "--output", "out.json", "."],
        cwd=tmp_path,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    time.sleep(0.4)
    process.send_signal(signal.SIGINT)
    _, complaints = process.communicate(timeout=60)
    assert process.returncode in (130, 0)  # 0: it was quicker
    assert b"Traceback" not in complaints
    written = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert written == "earlier" or json.loads(written)["summary"]["files"] == 300
    assert not list(tmp_path.glob(".aspire*"))


def test_nothing_is_fetched_and_nothing_else_is_opened(tmp_path):
    """Holds "Reading a proposal does nothing but read it" of SECURITY.md.

    Audit hooks see every socket and every file that Python opens."""
    watched = (
        "import sys\n"
        "opened = []\n"
        "def watch(event, arguments):\n"
        "    if event.startswith(('socket.', 'urllib.', 'http.', 'ftplib.', 'subprocess.', 'os.system', 'os.exec')):\n"
        "        opened.append(event)\n"
        "    if event == 'open' and isinstance(arguments[0], str) and 'passwd' in arguments[0]:\n"
        "        opened.append(arguments[0])\n"
        "sys.addaudithook(watch)\n"
        "from aspire_cli.cli.app import run\n"
        "status = run(['check', '--format', 'json', 'p.yaml'])\n"
        "sys.exit(repr(opened) if opened else 0)\n"
    )
    for name in ("paths-nobody-opens", "schema-nobody-opens", "tag-call", "value-links"):
        (tmp_path / "p.yaml").write_bytes(catalogue.SMALL[name].data)
        done = subprocess.run(
            [sys.executable, "-c", watched], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
