"""Times `check_many` over a folder here, on processes and on a Dask cluster, the start of the workers left out.

usage: executors.py FOLDER
"""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from aspire_cli import check, check_many

WORKERS = 2


@contextmanager
def here() -> Iterator[Executor | None]:
    """Give no executor: the checking is done in this process."""
    yield None


@contextmanager
def processes() -> Iterator[Executor | None]:
    """Give a pool of processes."""
    with ProcessPoolExecutor(WORKERS) as executor:
        yield executor


@contextmanager
def dask() -> Iterator[Executor | None]:
    """Give the executor of a Dask cluster of separate processes on this machine."""
    from distributed import Client, LocalCluster

    cluster = LocalCluster(
        n_workers=WORKERS, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    )
    with cluster, Client(cluster) as client:
        yield client.get_executor(pure=False)


def main() -> None:
    """Print for each executor how many proposals it checks in a second."""
    paths = sorted(Path(sys.argv[1]).rglob("*.proposal.yaml"))
    check(paths[0])  # what is read once is read
    for executor_of in (here, processes, dask):
        with executor_of() as executor:
            list(check_many(paths[:200], executor))  # the workers have started and have imported all they need
            start = time.perf_counter()
            number = sum(1 for _ in check_many(paths, executor))
            seconds = time.perf_counter() - start
        print(f"check_many, {executor_of.__name__}: {number / seconds:,.0f} proposals a second")


if __name__ == "__main__":
    main()
