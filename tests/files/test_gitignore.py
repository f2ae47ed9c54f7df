"""What git ignores, told without git: held against git itself, and against files made to hinder."""

import os
import random
import shutil
import subprocess
import time
from contextlib import suppress
from pathlib import Path

import pytest

from aspire_cli import limits
from aspire_cli.files import find, git_folder, git_index
from aspire_cli.files.git_patterns import Patterns, lines_of
from aspire_cli.files.gitignore import ignored
from tests.files.gitignore_lines import LAST, PIECES, STEPS, WRITTEN
from tests.integration.repositories import isolated, must_git

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def environment(tmp_path_factory):
    return isolated(tmp_path_factory.mktemp("home"))


def paths_below(folder, generator, count):
    """Return as many paths of files below a folder, from one to four steps deep."""
    found = set()
    while len(found) < count:
        folders = generator.choices(STEPS, k=generator.choice((0, 1, 1, 2, 3)))
        found.add("/".join([*([folder] if folder else []), *folders, generator.choice(LAST + STEPS)]))
    return sorted(found)


def generated(generator, count):
    for _ in range(count):
        steps = ["".join(generator.choices(PIECES, k=generator.choice((1, 1, 2, 3)))) for _ in range(4)]
        written = "/".join(steps[: generator.choice((1, 1, 2, 2, 3, 4))])
        yield "!" * (generator.random() < 0.1) + "/" * (generator.random() < 0.2) + written


def as_git_says(folder, environment, paths):
    """Return what git ignores of some paths."""
    said = subprocess.run(
        ["git", "check-ignore", "-z", "--stdin"],
        cwd=folder,
        env=environment,
        input="\0".join(paths).encode(),
        capture_output=True,
        check=False,
    )
    assert said.returncode in (0, 1), said.stderr
    return set(filter(None, said.stdout.decode().split("\0")))


def as_told_here(folder, paths):
    found = ignored([str(folder / path) for path in paths], [str(folder)])
    assert (found.patterns_unread, found.indexes_unread) == ((), ())
    return {path for path in paths if str(folder / path) in found.paths}


@needs_git
class TestPatterns:
    """Each set of lines is a .gitignore in a folder of its own, so that git has to be asked but once."""

    def compared(self, folder, environment, files, seed):
        must_git(folder, environment, "init", "--quiet")
        generator = random.Random(seed)
        paths = []
        for number, content in enumerate(files):
            place = folder / f"p{number}"
            place.mkdir()
            (place / ".gitignore").write_bytes(content.encode())
            paths += paths_below(f"p{number}", generator, 30)
        said, told = as_git_says(folder, environment, paths), as_told_here(folder, paths)
        wrong = [(files[int(path[1 : path.index("/")])], path, path in said) for path in sorted(said ^ told)]
        assert wrong == []
        assert len(said) > len(files)  # or nothing was compared

    def test_one_line_each(self, tmp_path, environment):
        lines = [*WRITTEN, *generated(random.Random(1), 600)]
        self.compared(tmp_path, environment, lines, seed=2)

    def test_many_lines_together(self, tmp_path, environment):
        generator = random.Random(3)
        lines = [*WRITTEN, *generated(generator, 600)]
        lines += [f"!{line}" for line in lines]
        files = ["\n".join(generator.choices(lines, k=generator.randint(2, 30))) for _ in range(150)]
        self.compared(tmp_path, environment, ["\ufeffa\n", "a\r\n\r\n!a/b\r\n", "a\n\n", *files], seed=4)

    def test_where_upper_and_lower_case_are_one(self, tmp_path, environment, monkeypatch):
        monkeypatch.setattr(git_folder, "_folds", lambda folder: True)
        environment |= {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "core.ignorecase", "GIT_CONFIG_VALUE_0": "true"}
        self.compared(tmp_path, environment, [*WRITTEN, *generated(random.Random(5), 200)], seed=6)


def made(folder, environment, *, tracked=(), patterns=""):
    """Make a repository in which these files are added, and then a .gitignore is written."""
    must_git(folder, environment, "init", "--quiet")
    for path in tracked:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()
    if tracked:
        must_git(folder, environment, "add", "--force", "--", *tracked)
    (folder / ".gitignore").write_text(patterns, encoding="utf-8")
    return folder


def put(folder, *paths):
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).touch()


def search(*folders):
    """Return which files below some folders are left, from the last of them, and all that was told."""
    named, known = [str(folder) for folder in folders], set()
    found = [one.path for one in find.listed(named, known_to_git=known)]
    told = ignored(found, named, known)
    everywhere = ignored(found, named)  # each folder is looked into
    assert told.paths == everywhere.paths
    assert list(map(str, told.patterns_unread)) == list(map(str, everywhere.patterns_unread))
    return [os.path.relpath(path, folders[-1]) for path in found if path not in told.paths], told


def left(*folders):
    found, told = search(*folders)
    assert (told.patterns_unread, told.indexes_unread) == ((), ())
    return found


@needs_git
class TestTracked:
    TRACKED = ("draft/a.proposal.yaml", "提案/x.proposal.yaml", "b.proposal.yaml")

    @pytest.fixture
    def repository(self, tmp_path, environment):
        made(tmp_path, environment, tracked=self.TRACKED, patterns="*\n")
        put(tmp_path, "draft/new.proposal.yaml", "new.proposal.yaml")
        return tmp_path

    @pytest.mark.parametrize("version", [2, 3, 4])
    def test_is_checked_though_a_pattern_matches_it(self, repository, environment, version):
        must_git(repository, environment, "update-index", "--index-version", str(version))
        if version == 3:  # which git writes where it needs it only
            must_git(repository, environment, "add", "--force", "--intent-to-add", "draft/new.proposal.yaml")
        kept = {*self.TRACKED, *(["draft/new.proposal.yaml"] if version == 3 else [])}
        assert (repository / ".git" / "index").read_bytes()[7] == version
        assert set(left(repository)) == kept

    def test_names_of_objects_may_be_longer(self, tmp_path, environment):
        must_git(tmp_path, environment, "init", "--quiet", "--object-format=sha256")
        made(tmp_path, environment, tracked=self.TRACKED, patterns="*\n")
        put(tmp_path, "new.proposal.yaml")
        assert set(left(tmp_path)) == set(self.TRACKED)

    def test_a_folder_of_a_sparse_index_is_tracked_as_a_whole(self, repository, environment):
        must_git(repository, environment, "commit", "--quiet", "--message", "All")
        must_git(repository, environment, "sparse-checkout", "set", "--cone", "--sparse-index", "draft")
        put(repository, "提案/y.proposal.yaml")
        assert b"sdir" in (repository / ".git" / "index").read_bytes()
        assert set(left(repository)) == {"draft/a.proposal.yaml", "提案/y.proposal.yaml", "b.proposal.yaml"}

    def test_in_a_repository_without_an_index_nothing_is(self, tmp_path, environment):
        made(tmp_path, environment, patterns="a*\n")
        put(tmp_path, "a.proposal.yaml", "b.proposal.yaml")
        assert left(tmp_path) == ["b.proposal.yaml"]

    @pytest.mark.parametrize("kind", ["split", "version", "cut", "empty", "pipe", "large"])
    def test_what_cannot_be_read_is_told(self, repository, environment, kind, monkeypatch):
        index = repository / ".git" / "index"
        if kind == "split":
            must_git(repository, environment, "update-index", "--split-index")
        elif kind == "large":
            monkeypatch.setattr(limits, "LARGEST_INDEX", 100)
        elif kind == "pipe":
            index.unlink()
            os.mkfifo(index)
        else:
            content = index.read_bytes()
            index.write_bytes({"version": content[:7] + b"\5" + content[8:], "cut": content[:-30], "empty": b""}[kind])
        found, told = search(repository)
        assert found == []
        assert [error.path for error in told.indexes_unread] == [str(index)]

    def test_no_index_breaks_the_reading(self, repository, environment):
        contents = []
        for version in (2, 4):
            must_git(repository, environment, "update-index", "--index-version", str(version))
            contents.append((repository / ".git" / "index").read_bytes())
        generator = random.Random(7)
        for _ in range(3_000):
            content = bytearray(generator.choice(contents))
            for _ in range(generator.randint(1, 4)):
                content[generator.randrange(len(content))] = generator.randrange(256)
            del content[generator.choice([len(content), generator.randrange(len(content))]) :]
            with suppress(git_index.UnknownIndexError):
                assert git_index.tracked(bytes(content), {b"b.proposal.yaml"}) <= {b"b.proposal.yaml"}


@needs_git
@pytest.mark.parametrize("seed", range(8))
def test_of_a_whole_repository_git_says_the_same(tmp_path, environment, seed):
    generator = random.Random(seed)
    names = ["a", "b", "x y", "提案", "build"]
    lines = [f"{take_back}{line}" for line in ["*", "a/", "/b", "b/*", "*.yaml", *WRITTEN] for take_back in ("", "!")]
    folders = ["", *("/".join(generator.choices(names, k=generator.randint(1, 3))) + "/" for _ in range(25))]
    files = [f"{folder}{name}proposal.yaml" for folder in folders for name in ("", "a.", "b.")]
    must_git(tmp_path, environment, "init", "--quiet")
    put(tmp_path, *files)
    tracked = generator.sample(files, 20)
    must_git(tmp_path, environment, "add", "--force", "--", *tracked)
    for folder in generator.sample(folders, 8):
        (tmp_path / folder / ".gitignore").write_text("\n".join(generator.choices(lines, k=4)), encoding="utf-8")
    (tmp_path / ".git" / "info" / "exclude").write_text("\n".join(generator.choices(lines, k=3)), encoding="utf-8")
    said = must_git(tmp_path, environment, "ls-files", "-z", "--others", "--ignored", "--exclude-standard")
    assert sorted(left(tmp_path)) == sorted(set(files) - set(said.split("\0")))


@needs_git
class TestWhere:
    """The same files are left wherever one stands, and as git has it in the repository that was searched."""

    @pytest.fixture
    def outer(self, tmp_path, environment):
        outer = tmp_path / "outer"
        outer.mkdir()
        tracked = ("a.proposal.yaml", "scratch/kept.proposal.yaml")
        made(outer, environment, tracked=tracked, patterns="scratch/\nvendor/\nlib/\n")
        put(outer, "scratch/b.proposal.yaml", "call/c.proposal.yaml", "call/old/d.proposal.yaml")
        (outer / "call" / ".gitignore").write_text("/old\n", encoding="utf-8")
        return outer

    LEFT = ("a.proposal.yaml", "call/c.proposal.yaml", "scratch/kept.proposal.yaml")

    def test_from_within_above_and_outside(self, outer, tmp_path, monkeypatch):
        for place, folder in ((outer, "."), (outer / "call", ".."), (tmp_path, "outer"), ("/", str(outer))):
            monkeypatch.chdir(place)
            assert sorted(left(Path(folder))) == sorted(self.LEFT)
            for written in (folder, f"{folder}/", f".//{folder}" if folder[0] != "/" else folder):
                found = [one.path for one in find.listed([written])]
                assert len(found) - len(ignored(found, [written]).paths) == len(self.LEFT)
        assert sorted(left(tmp_path)) == sorted(f"outer/{path}" for path in self.LEFT)

    def test_a_folder_that_git_ignores_may_be_searched(self, outer, monkeypatch):
        assert left(outer / "scratch") == ["kept.proposal.yaml"]
        monkeypatch.chdir(outer / "scratch")
        assert left(Path()) == ["kept.proposal.yaml"]
        assert left(outer / "call" / "old") == []

    def test_through_a_link(self, outer, tmp_path):
        (tmp_path / "link").symlink_to(outer / "call")
        assert left(tmp_path / "link") == ["c.proposal.yaml"]
        assert left(tmp_path / "link" / "..") == sorted(self.LEFT)

    def test_in_a_second_working_tree(self, outer, tmp_path, environment):
        (outer / ".git" / "info" / "exclude").write_text("*.private.proposal.yaml\n", encoding="utf-8")
        must_git(outer, environment, "add", ".gitignore", "call")
        must_git(outer, environment, "commit", "--quiet", "--message", "All")
        must_git(outer, environment, "worktree", "add", "--quiet", "../second")
        second = tmp_path / "second"
        put(second, "scratch/new.proposal.yaml", "x.private.proposal.yaml", "call/old/d.proposal.yaml")
        assert (second / ".git").is_file()
        assert sorted(left(second)) == sorted(self.LEFT)
        must_git(second, environment, "add", "--force", "x.private.proposal.yaml")  # its index is its own
        assert sorted(left(second)) == sorted([*self.LEFT, "x.private.proposal.yaml"])

    def submodule(self, outer, tmp_path, environment):
        library = tmp_path / "library"
        library.mkdir()
        made(library, environment, tracked=("in.proposal.yaml", "draft/in.proposal.yaml"), patterns="draft\n")
        must_git(library, environment, "commit", "--quiet", "--message", "All")
        add = ("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", "--force", str(library), "lib")
        must_git(outer, environment, *add)
        (outer / "lib" / ".gitignore").write_text("draft\n", encoding="utf-8")
        put(outer, "lib/draft/new.proposal.yaml", "lib/scratch/new.proposal.yaml")

    def test_a_submodule_that_a_pattern_matches(self, outer, tmp_path, environment):
        self.submodule(outer, tmp_path, environment)
        inside = ["lib/draft/in.proposal.yaml", "lib/in.proposal.yaml", "lib/scratch/new.proposal.yaml"]
        assert sorted(left(outer)) == sorted([*self.LEFT, *inside])
        assert sorted(f"lib/{path}" for path in left(outer / "lib")) == inside

    def test_what_lies_in_a_submodule_that_is_not_there(self, outer, tmp_path, environment):
        self.submodule(outer, tmp_path, environment)
        (outer / "lib" / ".git").unlink()
        assert "lib/draft/new.proposal.yaml" in left(outer)

    def test_a_repository_within(self, outer, environment):
        for name in ("vendor", "beside"):
            (outer / name).mkdir()
            made(outer / name, environment, tracked=("in.proposal.yaml",), patterns="draft\n")
            put(outer / name, "draft/in.proposal.yaml", "sub/in.proposal.yaml")
        theirs = ["in.proposal.yaml", "sub/in.proposal.yaml"]
        assert sorted(left(outer)) == sorted([*self.LEFT, *(f"beside/{path}" for path in theirs)])
        assert left(outer / "vendor") == theirs
        assert left(outer / "vendor" / "sub") == ["in.proposal.yaml"]

    def test_in_whatever_order_they_are_named(self, outer, environment):
        inner = outer / "vendor"
        inner.mkdir()
        made(inner, environment, patterns="draft\n")
        put(inner, "draft/in.proposal.yaml", "sub/in.proposal.yaml", "in.proposal.yaml")
        named = (outer, inner / "sub", outer / "scratch")
        wanted = sorted([*self.LEFT, "vendor/sub/in.proposal.yaml"])
        for one, two, three in ((0, 1, 2), (2, 1, 0), (1, 0, 2)):
            found, _ = search(named[one], named[two], named[three], outer)
            assert sorted(found) == wanted

    def test_a_file_in_place_of_the_folder_that_leads_nowhere(self, outer):
        (outer / ".git").rename(outer.parent / "elsewhere")
        (outer / ".git").write_text("gitdir: ../gone\n", encoding="utf-8")
        found, told = search(outer)
        assert found == ["a.proposal.yaml", "call/c.proposal.yaml"]
        assert [error.path for error in told.indexes_unread] == [str(outer / ".git" / "index")]

    @pytest.mark.parametrize("content", [b"", b"gitdir:", b"x" * 10_000, b"gitdir: \0\n", b"\xff"])
    def test_any_other_file_makes_no_repository(self, outer, content):
        (outer / ".git").rename(outer.parent / "elsewhere")
        (outer / ".git").write_bytes(content)
        found, told = search(outer)
        assert len(found) in (2, 5)
        assert len(told.patterns_unread) == 0

    def test_a_folder_that_is_only_called_so_makes_none(self, tmp_path):
        (tmp_path / ".git").mkdir()
        (tmp_path / ".gitignore").write_text("*\n", encoding="utf-8")
        put(tmp_path, "proposal.yaml")
        assert left(tmp_path) == ["proposal.yaml"]

    def test_the_user_s_own_patterns_have_no_part(self, outer, environment, tmp_path, monkeypatch):
        (tmp_path / "mine").write_text("*\n", encoding="utf-8")
        must_git(outer, environment, "config", "core.excludesFile", str(tmp_path / "mine"))
        assert sorted(left(outer)) == sorted(self.LEFT)

    @pytest.mark.skipif(os.name == "nt" or os.uname().sysname == "Darwin", reason="names are text there")
    def test_names_that_are_no_text(self, tmp_path, environment):
        made(tmp_path, environment, patterns="")
        (tmp_path / ".gitignore").write_bytes(b"\xff*\n")
        put(tmp_path, os.fsdecode(b"\xffa.proposal.yaml"), os.fsdecode(b"\xfea.proposal.yaml"))
        assert left(tmp_path) == [os.fsdecode(b"\xfea.proposal.yaml")]


@needs_git
@pytest.mark.skipif(os.name == "nt", reason="needs POSIX's pipes and links")
class TestHindered:
    @pytest.fixture
    def repository(self, tmp_path, environment):
        put(tmp_path, "a.proposal.yaml", "sub/a.proposal.yaml")
        must_git(tmp_path, environment, "init", "--quiet")
        (tmp_path / "sub" / ".gitignore").write_text("a*\n", encoding="utf-8")
        return tmp_path

    @pytest.mark.parametrize("kind", ["pipe", "link", "device", "folder", "large", "wildcards"])
    @pytest.mark.parametrize("name", [".gitignore", ".git/info/exclude"])
    def test_what_is_no_ordinary_file_is_told_and_not_waited_for(self, repository, kind, name):
        """Holds "Nothing is run" of SECURITY.md."""
        place = repository / name
        place.unlink(missing_ok=True)
        if kind == "pipe":
            os.mkfifo(place)
        elif kind == "link":
            (repository / "other").write_text("*\n", encoding="utf-8")
            place.symlink_to(repository / "other")
        elif kind == "device":
            place.symlink_to("/dev/zero")
        elif kind == "folder":
            place.mkdir()
        else:
            line = "*a*\n" if kind == "wildcards" else "abc\n"
            place.write_text(line * (limits.LARGEST_IGNORE_FILE // 4 + (kind == "large")), encoding="utf-8")
        found, told = search(repository)
        if (kind, name) == ("link", ".git/info/exclude"):  # what git itself is given there, nobody can commit
            assert (found, told.patterns_unread) == ([], ())
        else:
            assert found == ["a.proposal.yaml"]
            assert [error.path for error in told.patterns_unread] == [str(place)]

    def test_wildcards_are_bounded_in_all_that_bear_on_a_file(self, repository):
        (repository / ".gitignore").write_text("*c\n" * (limits.MOST_WILDCARDS // 2), encoding="utf-8")
        found, told = search(repository)
        assert found == ["a.proposal.yaml", "sub/a.proposal.yaml"]
        assert [error.path for error in told.patterns_unread] == [str(repository / "sub" / ".gitignore")]

    def test_nothing_is_run(self, repository, monkeypatch):
        def run(*arguments, **options):
            raise AssertionError(f"{arguments} is run")

        for module, names in ((subprocess, ("Popen", "_fork_exec")), (os, ("posix_spawn", "fork", "system", "execve"))):
            for name in names:
                monkeypatch.setattr(module, name, run)
        assert left(repository) == ["a.proposal.yaml"]


class TestTime:
    """A match takes at most the length of the path times that of the patterns; where each star tries all, for ever."""

    LONG = b"a/" * 60 + b"a" * 250 + b".proposal.yaml"

    @pytest.mark.parametrize(
        "content",
        [
            "*a" * 100 + "*b",
            "a*" * 2_000 + "b/",
            "**/" * 2_000 + "b",
            "**/a/*a*a*a/" * 300 + "b",
            "**/*" * 1_000 + "/b",
            "[!b]*" * 1_500 + "b",
            "\n".join(f"*a*{number}" for number in range(1_500)),
            "\n".join(f"**/a*/**/{number}" for number in range(1_000)),
            "\n".join(f"a{number}" for number in range(100_000)),
            "a.proposal.yaml\n" + "x/\n" * 100_000,
        ],
    )
    def test_hostile_patterns_come_to_an_end(self, content):
        """Holds "No input takes long" of SECURITY.md."""
        started = time.perf_counter()
        patterns = Patterns(lines_of(content.encode()))
        assert patterns.weight <= limits.MOST_WILDCARDS
        for _ in range(5):
            patterns.verdict(self.LONG, is_folder=False)
        assert time.perf_counter() - started < 10  # seconds; on an idle machine none takes more than 0.7

    def test_an_index_of_long_paths_comes_to_an_end(self):
        # Of version 4: each path keeps all of the one before it but a letter.
        entry = bytes(24) + (0o100644).to_bytes(4, "big") + bytes(32)
        first = entry + (4_000).to_bytes(2, "big") + b"\0" + b"a" * 4_000 + b"\0"
        others = (entry + (4_000).to_bytes(2, "big") + b"\1" + b"b\0") * 50_000
        index = b"DIRC" + (4).to_bytes(4, "big") + (50_001).to_bytes(4, "big") + first + others + bytes(20)
        started = time.perf_counter()
        assert git_index.tracked(index, {b"a" * 4_000}) == {b"a" * 4_000}
        assert time.perf_counter() - started < 10  # seconds; 0.1 on an idle machine
