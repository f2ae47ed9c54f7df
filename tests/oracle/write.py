"""Writes a proposal as YAML text: block and flow style, anchors, quoted keys, comments, keys in any order."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.oracle.facts import Facts, Path, Typo
from tests.oracle.spell import Speller

Comments = dict[Path, str]


def write(facts: Facts, rng: Random, comments: Comments | None = None) -> str:
    """The text of a proposal; a comment stands behind the value of its path."""
    return _Writer(rng, Speller(rng, facts), comments or {}).document(facts)


class _Writer:
    """Writes one document with one set of habits."""

    def __init__(self, rng: Random, speller: Speller, comments: Comments) -> None:
        self.rng = rng
        self.speller = speller
        self.comments = comments
        self.flow_share = rng.choice([0.0, 0.3, 0.8])
        self.all_flow = not comments and rng.random() < 0.06
        self.quoted_keys = rng.random() < 0.06
        self.anchors = not comments and rng.random() < 0.1
        self.anchored: list[tuple[Any, str]] = []

    def document(self, facts: Facts) -> str:
        """The whole text."""
        if self.rng.random() < 0.3:
            items = list(facts.items())
            self.rng.shuffle(items)
            facts = dict(items)
        if self.all_flow:
            return self.flow(facts, ()) + "\n"
        lines = self.block(facts, (), 0)
        head = ["---"] if self.rng.random() < 0.1 else []
        line_end = "\r\n" if self.rng.random() < 0.05 else "\n"
        return line_end.join([*head, *lines, ""])

    def key(self, key: Any) -> str:
        """A key, misspelt or not."""
        text = key.text if isinstance(key, Typo) else str(key)
        return f'"{text}"' if self.quoted_keys or text.isdigit() else text

    def flow(self, value: Any, path: Path) -> str:
        """A value in flow style, on one line."""
        value = self.single(value, path)
        if isinstance(value, dict):
            return "{" + ", ".join(f"{self.key(k)}: {self.flow(v, (*path, k))}" for k, v in value.items()) + "}"
        if isinstance(value, list) and value:
            return "[" + ", ".join(self.flow(one, (*path, index)) for index, one in enumerate(value)) + "]"
        return self.speller.spell(path, value, in_flow=True)

    def single(self, value: Any, path: Path) -> Any:
        """A lone support, which may be written without a list."""
        lone = path[-1:] == ("support",) and isinstance(value, list) and len(value) == 1
        return value[0] if lone and isinstance(value[0], dict) and self.rng.random() < 0.7 else value

    def shared(self, value: Any, path: Path) -> str:
        """A plan with an anchor, or the alias of an equal one."""
        for earlier, name in self.anchored:
            if earlier == value:
                return f"*{name}"
        kinds = ["plan", "計画", "plan.", "~plan/"]
        self.anchored.append((value, f"{self.rng.choice(kinds)}{len(self.anchored)}"))
        return f"&{self.anchored[-1][1]} {self.flow(value, path)}"

    def block(self, value: Any, path: Path, indent: int) -> list[str]:
        """The lines of a mapping or list in block style."""
        lines: list[str] = []
        pad = " " * indent
        if isinstance(value, dict):
            for key, one in value.items():
                if not path and self.rng.random() < 0.1:
                    # A tab on the blank line is allowed where no text of several lines goes before.
                    is_plain = bool(lines) and lines[-1][:1] not in ("", " ")
                    lines.append("\t" if is_plain and self.rng.random() < 0.2 else "")
                lines += self.entry(f"{pad}{self.key(key)}:", one, (*path, key), indent + 2)
            return lines
        for index, one in enumerate(value):
            inner = self.entry("", one, (*path, index), indent + 2)
            if inner[0].strip() == "" and len(inner) > 1:
                inner = inner[1:]
            lines += [f"{pad}- {inner[0].strip()}", *inner[1:]]
        return lines

    def entry(self, head: str, value: Any, path: Path, indent: int) -> list[str]:
        """One key or item with its value."""
        value = self.single(value, path)
        if not isinstance(value, dict | list) or not value:
            return self.scalar(head, value, path, indent)
        commented = any(where[: len(path)] == path for where in self.comments)
        if not commented and self.anchors and path[0] == "activities" and isinstance(value, list):
            return [f"{head} {self.shared(value, path)}"]
        if not commented and self.rng.random() < self.flow_share:
            return [f"{head} {self.flow(value, path)}"]
        return [head, *self.block(value, path, indent)]

    def scalar(self, head: str, value: Any, path: Path, indent: int) -> list[str]:
        """A value on the line of its key, or a text below it."""
        comment = self.comments.get(path)
        if isinstance(value, str) and path[0] == "activities" and head and self.rng.random() < 0.4:
            return [f"{head} {self.rng.choice(['|', '>', '|-'])}", f"{' ' * indent}{value}"]
        text = f"{head} {self.speller.spell(path, value, in_flow=False)}".rstrip(" ")
        if comment:
            return [f"{text}   {comment}"]
        # A tab before a comment is allowed.
        gap = "\t" if self.rng.random() < 0.2 else "  "
        return [f"{text}{gap}# 確認済み" if self.rng.random() < 0.03 else text]
