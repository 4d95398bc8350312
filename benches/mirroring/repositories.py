#!/usr/bin/env python3
"""Makes bare repositories to measure with, the same ones each time.

    repositories.py small FOLDER COUNT     so many of a few commits each
    repositories.py large FOLDER MEGABYTES incompressible files in many commits
    repositories.py references FOLDER COMMITS HEADS PULLS   text, four objects a commit
    repositories.py blob FOLDER MEGABYTES  one file
    repositories.py text FOLDER MEGABYTES  programs, pages, tables and notebooks of a teacher

Prints nothing. What is made holds nothing that the gate should see.
"""

import pathlib
import random
import subprocess
import sys

WORDS = (
    "value index result élève self config parser data compass passage user request response node children "
    "length triangle fonction mesure température disk task local import window document message session "
    "update render matrix vecteur exercice correction author public static default"
).split()
LICENCE = b'{"license": "MIT"}'


class Import:
    """One `git fast-import` into a new bare repository."""

    def __init__(self, path):
        init = ["git", "init", "--quiet", "--bare", "--initial-branch=main", path]
        subprocess.run(init, check=True)
        importing = ["git", "-C", path, "-c", "core.compression=1", "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet"]
        self.child = subprocess.Popen(importing, stdin=subprocess.PIPE)
        self.out, self.mark = self.child.stdin, 0

    def commit(self, reference, files, parent=None):
        self.mark += 1
        head = f"commit {reference}\nmark :{self.mark}\ncommitter A <a@example.org> {1_700_000_000 + self.mark} +0000\n"
        self.out.write(head.encode() + b"data 1\nx\n")
        if parent:
            self.out.write(f"from :{parent}\n".encode())
        for path, data in files:
            self.out.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")

    def set(self, reference, mark):
        self.out.write(f"reset {reference}\nfrom :{mark}\n\n".encode())

    def end(self):
        self.out.close()
        if self.child.wait() != 0:
            sys.exit("git fast-import failed")


class Text:
    """Lines of one kind, drawn from many that were made before: to make each would take longer than to read it."""

    def __init__(self, numbers, line):
        self.numbers, self.lines = numbers, [line(numbers) for _ in range(20_000)]
        self.length = sum(map(len, self.lines)) / len(self.lines)

    def of(self, size):
        parts = []
        for _ in range(max(1, int(size / self.length / 8))):
            start = self.numbers.randrange(len(self.lines) - 8)
            parts += self.lines[start : start + 8]
        return "".join(parts).encode()


def program(numbers):
    a, b, c = numbers.choices(WORDS, k=3)
    return f"    self.{a} = {b}.{c}({numbers.randrange(1000)})  # voir {b} et {c}\n"


def prose(numbers):
    return " ".join(numbers.choices(WORDS, k=11)) + " ([page](https://example.org/cours.html)).\n\n"


def table(numbers):
    cells = [f"{numbers.randrange(100_000)}.{numbers.randrange(1000):03}" for _ in range(8)]
    return ";".join(cells) + f";2024-{1 + numbers.randrange(12):02}-07T08:00:00;{numbers.choice(WORDS)}\n"


def notebook(numbers):
    if numbers.randrange(30):
        return f'    "{program(numbers).strip()}\\n",\n'
    symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return f'     "image/png": "iVBORw0KGgo{"".join(numbers.choices(symbols, k=6000))}\\n",\n'


def small(folder, count):
    text = Text(random.Random(1), program)
    for number in range(int(count)):
        importing = Import(f"{folder}/p{number}.git")
        importing.commit("refs/heads/main", [("package.json", LICENCE), ("README.md", b"# Cours\n")])
        for step in range(20):
            importing.commit("refs/heads/main", [(f"src/f{step % 5}.py", text.of(2000))])
        importing.set("refs/tags/v1", importing.mark)
        importing.end()


def large(folder, megabytes):
    numbers = random.Random(2)
    importing = Import(f"{folder}/grand.git")
    for number in range(int(megabytes) * 10):
        files = [("package.json", LICENCE)] if number == 0 else []
        for part in range(3):
            files.append((f"d{number % 50}/f{number % 700}-{part}.bin", numbers.randbytes(33_000)))
        importing.commit("refs/heads/main", files)
    importing.end()


def references(folder, commits, heads, pulls):
    text = Text(random.Random(3), program)
    importing = Import(f"{folder}/refs.git")
    importing.commit("refs/heads/main", [("package.json", LICENCE)])
    every = max(1, int(commits) // int(heads))
    for number in range(int(commits)):
        importing.commit("refs/heads/main", [(f"d{number % 60}/f{number % 997}.py", text.of(2500))])
        if number % every == 0:
            kind = "tags/v" if number % (4 * every) == 0 else "heads/h"
            importing.set(f"refs/{kind}{number}", importing.mark)
    last = importing.mark
    for number in range(int(pulls)):
        files = [(f"d{number % 60}/f{number % 997}.py", text.of(200))]
        importing.commit(f"refs/pull/{number}/head", files, parent=last - number % 900)
    importing.end()


def blob(folder, megabytes):
    importing = Import(f"{folder}/blob.git")
    importing.commit("refs/heads/main", [("package.json", LICENCE), ("README.md", b"# Cours\n")])
    importing.commit("refs/heads/main", [("film.bin", random.Random(4).randbytes(int(megabytes) * 1_000_000))])
    importing.end()


def lessons(folder, megabytes):
    numbers = random.Random(5)
    importing = Import(f"{folder}/cours.git")
    importing.commit("refs/heads/main", [("package.json", LICENCE), ("README.md", b"# Cours\n")])
    made = [(program, "py"), (program, "js"), (prose, "md"), (table, "csv"), (table, "csv"), (notebook, "ipynb")]
    kinds = [(Text(numbers, line), end) for line, end in made]
    left, number = int(megabytes) * 1_000_000, 0
    while left > 0:
        kind, end = kinds[number % len(kinds)]
        data = kind.of(2_000 + numbers.randrange(60_000))
        importing.commit("refs/heads/main", [(f"d{number % 40}/f{number}.{end}", data)])
        left, number = left - len(data), number + 1
    importing.end()


if __name__ == "__main__":
    made = {"small": small, "large": large, "references": references, "blob": blob, "text": lessons}
    kind, folder, *rest = sys.argv[1:]
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    made[kind](folder, *rest)
