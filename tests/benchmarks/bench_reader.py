"""How fast tables are read and refused; run as a script, prints ratios to ``numpy.loadtxt``.

Usage: python tests/benchmarks/bench_reader.py [rows]
"""

import argparse
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from gmm_explorer.files import DataFileError, ImportOptions, preview_table, read_dataset

N_COLUMNS = 3
LONGEST_REFUSAL = 2.0  # seconds


def main() -> int:
    """Write tables, read each, and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=1_000_000)
    n_rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        reading(Path(folder), n_rows)
        slowest = refusing(Path(folder), 2 * n_rows)
    return 0 if slowest < LONGEST_REFUSAL else 1


def reading(folder: Path, n_rows: int) -> None:
    """Read one table in several ways of writing it."""
    X = np.random.default_rng(0).normal(size=(n_rows, N_COLUMNS)) * [1.0, 100.0, 1e-6]
    plain = folder / "plain.csv"
    np.savetxt(plain, X, "%.17g", delimiter=",", header="a,b,c", comments="")
    text = plain.read_text()
    whole = seconds(lambda: np.loadtxt(plain, delimiter=",", skiprows=1))
    print(f"{n_rows:,} x {N_COLUMNS}, 17 digits; numpy.loadtxt {whole:.2f} s")
    written = {
        "comma": text,
        "semicolon, decimal comma": text.replace(",", ";").replace(".", ","),
        "tabulator": text.replace(",", "\t"),
        "white space": text.replace(",", "  "),
        "quoted": "".join(
            f'"{line.replace(",", chr(34) + "," + chr(34))}"\n' for line in text.splitlines()
        ),
        "with comments": "# mine\n" + text,
        "windows": text.replace("\n", "\r\n"),
    }
    for name, content in written.items():
        path = folder / "table.csv"
        path.write_bytes(content.encode())
        show(name, seconds(lambda path=path: read_dataset(path)), whole)
    path.write_bytes(text.encode("utf-16"))
    show("UTF-16", seconds(lambda: read_dataset(path)), whole)
    np.save(folder / "table.npy", X)
    show("npy", seconds(lambda: read_dataset(folder / "table.npy")), whole)
    show("preview", seconds(lambda: preview_table(plain)), whole)
    with plain.open("a") as stream:
        stream.write("1,n/a,2\n")
    consent = ImportOptions(drop_incomplete=True)
    show("one row left out", seconds(lambda: read_dataset(plain, options=consent)), whole)


def refusing(folder: Path, n_rows: int) -> float:
    """Refuse large files for the last thing in them; return the longest time."""
    X = np.random.default_rng(0).normal(size=(n_rows // 10, 2))
    good = "\n".join(f"{x!r},{y!r}" for x, y in X.tolist()) + "\n"
    path, times = folder / "bad.csv", []
    last_lines = {
        "word at the end": "1.0,oops\n",
        "nan at the end": "1.0,nan\n",
        "short row at the end": "1.0\n",
        "quotation mark at the end": '1.0,"2.0\n',
        "control character at the end": "1.0,2\x01\n",
    }
    for name, line in last_lines.items():
        path.write_text("x,y\n" + good * 10 + line)
        times.append(refused(name, path))
    path.write_text("1," * 25_000_000)
    times.append(refused("one line of 50 MB", path))
    path.write_bytes(b"x,y\n" + (good * 10).encode() + b"\xff,1\n")
    times.append(refused("not UTF-8 at the end", path))
    bomb = folder / "bomb.npz"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        header = np.lib.format.magic(1, 0) + b"\x46\x00"
        text = b"{'descr': '<f8', 'fortran_order': False, 'shape': (250000000,), }"
        with archive.open("X.npy", "w", force_zip64=True) as member:
            member.write(header + text.ljust(70))
            for _ in range(200):
                member.write(bytes(10_000_000))
    times.append(refused("zip bomb of 2 GB", bomb))
    print(f"longest refusal {max(times):.2f} s")
    return max(times)


def refused(name: str, path: Path) -> float:
    """Return how long it takes to refuse a file."""
    begun = time.perf_counter()
    try:
        read_dataset(path)
    except DataFileError as refusal:
        taken = time.perf_counter() - begun
        print(f"  {name:<32} {taken:5.2f} s  {refusal}")
        return taken
    raise SystemExit(f"{name}: it was read")


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work takes."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def show(name: str, taken: float, whole: float) -> None:
    """Print a time and its ratio."""
    print(f"  {name:<32} {taken:5.2f} s  {taken / whole:4.2f} times numpy.loadtxt")


if __name__ == "__main__":
    sys.exit(main())
