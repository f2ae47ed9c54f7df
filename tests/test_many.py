"""Many proposals: order, broken files, and executors of threads, processes and separate machines' workers."""

import os
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from itertools import count, islice

import pytest

from aspire_cli import api, check, check_many, load_programme, many, workers
from aspire_cli.files.find import FileError
from tests.helpers import proposal, unmeasured

GOOD = proposal("top")
FAULTY = GOOD.replace("field: quantum", "field: alchemy")


@pytest.fixture
def sources(tmp_path):
    """Files, a missing file, texts and bytes: enough for several batches."""
    paths = []
    for number in range(many.BATCH * 2 + 5):
        path = tmp_path / f"{number}.proposal.yaml"
        path.write_text(GOOD if number % 3 else FAULTY, encoding="utf-8")
        paths.append(path)
    return [*paths, tmp_path / "missing.yaml", FAULTY, GOOD.encode()]


def verdicts(outcomes):
    return ["missing" if isinstance(outcome, FileError) else outcome.verdict for outcome in outcomes]


def expected(sources):
    faulty = [index % 3 == 0 for index in range(len(sources) - 3)]
    return [*("does-not-fit" if wrong else "fits" for wrong in faulty), "missing", "does-not-fit", "fits"]


def test_keeps_the_order_and_goes_on_after_a_missing_file(sources):
    assert verdicts(check_many(sources)) == expected(sources)


@pytest.mark.parametrize("executor_class", [ThreadPoolExecutor, ProcessPoolExecutor])
def test_gives_the_same_on_an_executor(sources, executor_class):
    here = list(check_many(sources))
    with executor_class(2) as executor:
        there = list(check_many(sources, executor))
    assert [outcome for outcome in there if not isinstance(outcome, FileError)] == [
        outcome for outcome in here if not isinstance(outcome, FileError)
    ]
    assert verdicts(there) == verdicts(here)


def test_gives_the_same_where_processes_start_anew(sources, monkeypatch):
    monkeypatch.setattr(workers, "START", "spawn")
    work = many.Work(api.options(None, None, None, True))
    assert verdicts(many.in_processes(sources, work, 2)) == expected(sources)


def test_goes_on_when_all_that_may_be_under_way_has_come(sources, monkeypatch):
    monkeypatch.setattr(many, "AHEAD", 1)
    work = many.Work(api.options(None, None, None, True))
    assert verdicts(many.in_processes(sources, work, 2)) == expected(sources)


def test_towards_the_end_ever_less_is_taken_up_so_that_no_process_waits_long_for_the_others():
    left = many._Left(GOOD for _ in range(1000))
    sizes = [len(batch) for batch in iter(lambda: left.batch(many.BATCH, 2), [])]
    assert sum(sizes) == 1000
    assert sizes == sorted(sizes, reverse=True)
    assert sizes.count(many.BATCH) == len(sizes[:-14])
    assert sizes[-4:] == [1] * 4


@pytest.mark.slow
@pytest.mark.parametrize("start", ["spawn", "fork"])
def test_a_process_looks_for_no_module_where_the_proposals_are(tmp_path, start):
    """Holds "Nothing is run" of SECURITY.md."""
    here = tmp_path / "here"
    here.mkdir()
    for number in range(2 * many.BATCH):
        (here / f"{number}.proposal.yaml").write_text(GOOD, encoding="utf-8")
    for name in ("multiprocessing", "selectors", "struct", "threading", "types"):
        (here / f"{name}.py").write_text("open('ran', 'w')\nraise SystemExit(7)\n", encoding="utf-8")
    command = tmp_path / "command.py"  # as an installed one: Python looks beside it, not in the working directory
    command.write_text(
        "import sys\n"
        "from aspire_cli import __main__, workers\n"
        f"workers.START = {start!r}\n"
        "if __name__ == '__main__':\n"
        "    sys.argv[1:] = ['check', '--jobs', '2']\n"
        "    __main__.main()\n",
        encoding="utf-8",
    )
    done = subprocess.run([sys.executable, command], cwd=here, env=unmeasured(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert not (here / "ran").exists()


def test_takes_sources_up_only_as_it_goes_on(monkeypatch):
    monkeypatch.setattr(many, "AHEAD", 4)
    taken = []

    def endless():
        for number in count():
            taken.append(number)
            yield GOOD

    with ThreadPoolExecutor(2) as executor:
        first = list(islice(check_many(endless(), executor), 3))
        assert [report.verdict for report in first] == ["fits"] * 3
    assert len(taken) <= many.BATCH * many.AHEAD


def test_own_programme_crosses_to_the_other_process(tmp_path):
    shipped = load_programme()
    larger = shipped.schemes["top"]._replace(direct_cap=1, total_cap=1)
    own = shipped._replace(schemes={**shipped.schemes, "top": larger})
    with ProcessPoolExecutor(1) as executor:
        (report,) = check_many([GOOD], executor, programme=own)
    assert "budget-total-cap" in {finding.rule for finding in report.findings}


def test_what_crosses_is_plain_data():
    report = check(FAULTY)
    again = pickle.loads(pickle.dumps(report))
    assert again == report
    assert [finding.message_in("ja") for finding in again.findings] == [
        finding.message_in("ja") for finding in report.findings
    ]


def test_unknown_rule_is_said_before_anything_is_checked():
    with pytest.raises(ValueError, match="no such rule: budget-cap"):
        check_many([GOOD], rules=["budget-cap"])


@pytest.mark.slow
def test_runs_on_a_dask_cluster_of_separate_processes(sources):
    distributed = pytest.importorskip("distributed", reason="the extra aspire-cli[dask] is not installed")
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    )
    with cluster, distributed.Client(cluster) as client:
        pids = set(client.run(os.getpid).values())
        assert len(pids) == 2
        assert os.getpid() not in pids
        outcomes = list(check_many(sources, client.get_executor(pure=False)))
    assert verdicts(outcomes) == expected(sources)


def run(*arguments, cwd, given=None):
    command = [sys.executable, "-m", "aspire_cli", "check", "--lang", "en", *arguments]
    return subprocess.run(command, cwd=cwd, input=given, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_command_says_the_same_with_one_process_and_with_two(sources, tmp_path):
    (tmp_path / "broken.proposal.yaml").write_bytes(b"scheme: [top\n")
    one, two = (run("-j", jobs, ".", "missing.yaml", cwd=tmp_path) for jobs in ("1", "2"))
    assert one.returncode == 2  # a path that is not there is wrong use, and does not stop the rest
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)
    assert "missing.yaml: cannot be read" in one.stderr
    assert "broken.proposal.yaml:1:9: error yaml-syntax" in one.stdout
    assert one.stdout.count("proposal.yaml: Fits") == sum(verdict == "fits" for verdict in expected(sources)[:-3])


def test_standard_input_is_read_among_many_files_too(sources, tmp_path):
    one, two = (run("-j", jobs, "-", ".", cwd=tmp_path, given=FAULTY) for jobs in ("1", "2"))
    assert "<stdin>:6:8: error field-not-listed" in one.stdout
    assert (two.returncode, two.stdout, two.stderr) == (one.returncode, one.stdout, one.stderr)
