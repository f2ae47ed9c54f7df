"""Times `aspire`, installed from its wheel, against its peers in one run, and prints medians and ratios.

    python -m benchmarks.run [--rounds 9] [--quick] [--json FILE] [--document FILE]

Makes a fresh environment (needs PyPI), builds and installs the wheel with the peers, compiles the bytecode, writes its
own proposals, and then runs every command in turn, several times over: what disturbs one round disturbs all commands.
"""

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import measuring, proposals

HERE = Path(__file__).resolve().parent
MARK = "<!-- measured: written by benchmarks/run.py -->\n"
END = "<!-- end -->\n"
# Their names begin so.
LONG = ("10000", "400 faulty", "1000 check-jsonschema")
LONG_ROUNDS = 3  # of those, which take many seconds
IN_PROCESS = {"reading.py": ("compose", "in process"), "mending.py": ("no edits", "edits")}  # and what they measure
PEERS = ("check-jsonschema", "yamllint", "fastjsonschema", "distributed")  # of the extra `benchmark`


class Bench(NamedTuple):
    """The environment and the files of one run."""

    python: str
    scripts: Path
    work: Path

    def script(self, name: str) -> str:
        """Return the path of an installed command."""
        return str(self.scripts / name)


class Target(NamedTuple):
    """A ratio of two measures, with what it must not exceed (or, where `at_least`, not fall short of)."""

    name: str
    measure: str
    against: str
    bound: float
    at_least: bool = False


TARGETS = (
    Target("one clean proposal, concise / import typer, yaml", "check", "floor", 1.25),
    Target("one clean proposal, concise / check-jsonschema", "check", "check-jsonschema", 0.28),
    Target("one clean proposal, concise / yamllint", "check", "yamllint", 1.0),
    Target("with findings, full, Japanese / import typer, yaml", "check full", "floor", 1.9),
    Target("aspire --version / import typer", "version", "typer", 1.2),
    Target("aspire --help / import typer", "help", "typer", 2.0),
    Target("1,000 proposals: check-jsonschema / aspire", "1000 check-jsonschema", "1000", 16.0, at_least=True),
    Target("1,000 proposals / bare libyaml + schema loop", "1000", "1000 bare", 3.0),
    Target("1,000 proposals: one process / two", "1000", "1000 two", 1.8, at_least=True),
    Target("10,000 proposals: one process / two", "10000", "10000 two", 1.8, at_least=True),
    Target("1,000 clean proposals: --diff / check", "1000 diff", "1000", 1.1),
    Target("a proposal with mends, in process: without edits / with them", "no edits", "edits", 0.97),
    Target("memory: 10,000 files / 1,000 files", "10000 memory", "1000 memory", 1.15),
    Target("memory: 10,000 differing / 1,000, csv", "10000 csv memory", "1000 csv memory", 1.15),
    Target("memory: 10,000 differing / 1,000, --together", "10000 together memory", "1000 together memory", 1.15),
    Target("memory: 10,000 files, JSON into a file / concise", "10000 into a file memory", "10000 memory", 1.6),
    Target("memory: 100,000 faults / 10,000, JSON into a file", "400 faulty memory", "40 faulty memory", 1.15),
    Target("time for each file: 100 to 10,000 / 100 to 1,000", "each of 10000", "each of 1000", 1.1),
    Target("a proposal of 1 MB / libyaml's load of it", "large", "large load", 4.0),
    Target("a proposal of 6 KB, in process / libyaml's compose of it", "in process", "compose", 2.2),
)


def prepared(work: Path) -> Bench:
    """Return an environment with the wheel and the peers in it, its bytecode compiled, and the files to check."""
    environment = work / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    scripts = environment / ("Scripts" if os.name == "nt" else "bin")
    python = str(scripts / "python")
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([python, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(work), str(proposals.ROOT)], check=True)
    wheel = next(work.glob("aspire_cli-*.whl"))
    subprocess.run([*pip, f"{wheel}[benchmark]"], check=True)
    subprocess.run([python, "-m", "compileall", "-q", str(environment / "lib")], check=False)
    (work / "clean.proposal.yaml").write_text(proposals.clean(), encoding="utf-8")
    (work / "faulty.proposal.yaml").write_text(proposals.faulty(), encoding="utf-8")
    (work / "large.proposal.yaml").write_text(proposals.large(), encoding="utf-8")
    for number in (100, 1_000, 10_000):
        proposals.folder(work / str(number), number)
    for number in (1_000, 10_000):
        proposals.folder(work / f"{number} differing", number, proposals.differing)
    for number in (40, 400):
        proposals.faulty_folder(work / f"{number} faulty", number)
    schema = json.loads((proposals.ROOT / "schemas" / "proposal.schema.json").read_text(encoding="utf-8"))
    schema["$schema"] = "http://json-schema.org/draft-07/schema"
    schema.pop("$id", None)  # the compiled function would bear its name
    (work / "schema.json").write_text(json.dumps(schema), encoding="utf-8")
    compile_it = "import fastjsonschema, json, sys; print(fastjsonschema.compile_to_code(json.load(open(sys.argv[1]))))"
    code = subprocess.run([python, "-c", compile_it, str(work / "schema.json")], capture_output=True, check=True).stdout
    (work / "validator.py").write_bytes(code)
    return Bench(python, scripts, work)


def commands(bench: Bench, quick: bool) -> dict[str, list[str]]:
    """Return every command to time, by the name of its measure."""
    aspire = bench.script("aspire")
    schema = str(proposals.ROOT / "schemas" / "proposal.schema.json")
    clean, faulty, large = (str(bench.work / f"{name}.proposal.yaml") for name in ("clean", "faulty", "large"))
    load = "import sys, yaml; yaml.load(open(sys.argv[1], 'rb'), Loader=yaml.CSafeLoader)"
    thousand = str(bench.work / "1000")
    found = {
        "python": [bench.python, "-c", "pass"],
        "typer": [bench.python, "-c", "import typer"],
        "floor": [bench.python, "-c", "import typer, yaml"],
        "version": [aspire, "--version"],
        "help": [aspire, "--help"],
        "check": [aspire, "check", "--format", "concise", clean],
        "check full": [aspire, "check", "--format", "full", "--lang", "ja", faulty],
        "yamllint": [bench.script("yamllint"), "-d", "relaxed", clean],
        "check-jsonschema": [bench.script("check-jsonschema"), "--schemafile", schema, clean],
        "large": [aspire, "check", "--format", "concise", large],
        "large load": [bench.python, "-c", load, large],
        "100": [aspire, "check", "-j", "1", str(bench.work / "100")],
        "1000": [aspire, "check", "-j", "1", thousand],
        "1000 diff": [aspire, "check", "--diff", "-j", "1", thousand],
        "1000 two": [aspire, "check", "-j", "2", thousand],
        "1000 bare": [bench.python, str(HERE / "bare_loop.py"), thousand, str(bench.work / "validator.py")],
    }
    if not quick:
        files = [str(file) for file in sorted((bench.work / "1000").rglob("*.yaml"))]
        found["1000 check-jsonschema"] = [bench.script("check-jsonschema"), "--schemafile", schema, *files]
        found["10000"] = [aspire, "check", "-j", "1", str(bench.work / "10000")]
        found["10000 two"] = [aspire, "check", "-j", "2", str(bench.work / "10000")]
        for number in ("1000", "10000"):
            differing = [aspire, "check", "-j", "1", str(bench.work / f"{number} differing")]
            found[f"{number} csv"] = [*differing, "-f", "csv"]
            found[f"{number} together"] = [*differing, "--together"]
        into_a_file = [aspire, "check", "-j", "1", "-f", "json", "-o", str(bench.work / "out.json")]
        found["10000 into a file"] = [*into_a_file, str(bench.work / "10000")]
        for number in ("40", "400"):
            found[f"{number} faulty"] = [*into_a_file, str(bench.work / f"{number} faulty")]
    return found


def timed(command: Sequence[str], folder: Path) -> measuring.Taken:
    """Return what a command takes in a folder: one without settings, so that every tool runs with its defaults."""
    return measuring.taken(command, folder, {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "NO_COLOR": "1"})


def measured(bench: Bench, rounds: int, quick: bool) -> dict[str, list[float]]:
    """Return every measure, round by round: seconds, or kilobytes where its name ends in memory."""
    series: dict[str, list[float]] = {}
    for round_ in range(rounds + 1):
        for name, command in commands(bench, quick).items():
            if round_ > LONG_ROUNDS and name.startswith(LONG):
                continue  # each takes seconds: the first rounds say enough
            taken, peak = timed(command, bench.work)
            if round_:  # the first round only warms the caches
                series.setdefault(name, []).append(taken)
                series.setdefault(f"{name} memory", []).append(peak)
        if round_:
            for file, names in IN_PROCESS.items():
                command = [bench.python, str(HERE / file), "--rounds", "100"]
                said = subprocess.run(command, cwd=bench.work, capture_output=True, text=True, check=True).stdout
                for name, milliseconds in zip(names, re.findall(r"([\d.]+) ms", said), strict=True):
                    series.setdefault(name, []).append(float(milliseconds) / 1000)
    if "10000" in series:
        series["each of 10000"] = _each(series["10000"], series["100"], 9_900)
        series["each of 1000"] = _each(series["1000"], series["100"], 900)
    return series


def _each(many: list[float], few: list[float], more: int) -> list[float]:
    """Return what each file takes, round by round, by what so many more of them take."""
    return [(of_many - of_few) / more for of_many, of_few in zip(many, few, strict=False)]


def ratios(series: dict[str, list[float]]) -> list[dict[str, Any]]:
    """Return each target with its ratio, as far as it was measured: the median of the ratios of the rounds.

    Within a round the two were measured shortly one after the other, on a machine as busy with other things.
    """
    return [
        {
            "name": target.name,
            "ratio": round(ratio, 2),
            "bound": target.bound,
            "kind": "at least" if target.at_least else "at most",
            "met": ratio >= target.bound if target.at_least else ratio <= target.bound,
        }
        for target in TARGETS
        if target.measure in series and target.against in series
        for ratio in [_ratio(series[target.measure], series[target.against])]
    ]


def _ratio(measure: list[float], against: list[float]) -> float:
    return statistics.median(one / other for one, other in zip(measure, against, strict=False))


def table(result: dict[str, Any]) -> str:
    """Return the result as Markdown: the machine, the ratios, the medians."""
    lines = [f"- {key}: {value}" for key, value in result["machine"].items()]
    lines += ["", "| ratio | measured | target | |", "|---|---:|---:|---|"]
    for row in result["ratios"]:
        lines.append(
            f"| {row['name']} | {row['ratio']:.2f} | {row['kind']} {row['bound']} | {'✓' if row['met'] else '✗'} |"
        )
    lines += ["", "| measure | median |", "|---|---:|"]
    for name, values in result["rounds"].items():
        value = statistics.median(values)
        shown = f"{value / 1024:.0f} MB" if name.endswith("memory") else f"{value * 1000:.1f} ms"
        if not name.endswith("memory") or name in ("check memory", "1000 memory", "10000 memory"):
            lines.append(f"| {name} | {shown} |")
    if result["executors"]:
        lines += ["", *(f"- {line}" for line in result["executors"])]
    return "\n".join(lines) + "\n"


def executors(bench: Bench) -> list[str]:
    """Return what `check_many` does on each executor, a line each."""
    command = [bench.python, "benchmarks/executors.py", str(bench.work / "10000")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=proposals.ROOT)
    return done.stdout.splitlines()


def put(text: str, document: Path) -> None:
    """Write the table between the marks of a document."""
    before, mark, rest = document.read_text(encoding="utf-8").partition(MARK)
    if not mark:
        raise SystemExit(f"{document} has no line {MARK.strip()}")
    _, end, after = rest.partition(END)
    document.write_text(f"{before}{mark}\n{text}\n{end}{after}", encoding="utf-8")


def machine(bench: Bench, rounds: int) -> dict[str, str]:
    """Return what the figures belong to: date, machine, versions."""
    listed = subprocess.run([bench.python, "-m", "pip", "list", "--format=json"], capture_output=True, check=True)
    versions = {entry["name"].lower(): entry["version"] for entry in json.loads(listed.stdout)}
    names = ("aspire-cli", "typer", "pyyaml", "rich", "jsonschema", *PEERS)
    return {
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, {platform.system()}",
        "python": platform.python_version(),
        "versions": ", ".join(f"{name} {versions[name]}" for name in names if name in versions),
        "rounds": str(rounds),
    }


def main(write: Callable[[str], object] = print) -> int:
    """Run the benchmarks and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--quick", action="store_true", help="leave out what takes long")
    parser.add_argument("--json", type=Path, help="write the result here as JSON")
    parser.add_argument("--document", type=Path, help="write the table into this document, between its marks")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        bench = prepared(Path(folder))
        series = measured(bench, arguments.rounds, arguments.quick)
        result = {"machine": machine(bench, arguments.rounds), "ratios": ratios(series), "rounds": series}
        result["executors"] = [] if arguments.quick else executors(bench)
    text = table(result)
    write(text)
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if arguments.document:
        put(text, arguments.document)
    return 0


if __name__ == "__main__":
    sys.exit(main())
