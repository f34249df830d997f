"""How fast PDFs are read, against their text: pages a second for reading alone, and for reading and cutting into articles.

    python bench/pdf.py PAPER.pdf… [--repeat N]

The same pages are read as PDF and, written to text files, as text.
"""

from __future__ import annotations

import argparse
import pathlib
import tempfile
import time
from collections.abc import Callable, Iterable

from kg.model import Page
from kg.read import pages
from kg.segment import segment


def rate(work: Callable[[], Iterable[Page]], repeat: int) -> float:
    start, count = time.process_time(), 0
    for _ in range(repeat):
        count += sum(1 for _ in work())
    return count / (time.process_time() - start)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("--repeat", type=int, default=5)
    args = parser.parse_args()
    found = [page for path in args.paths for page in pages(path)]
    with tempfile.TemporaryDirectory() as folder:
        texts = []
        for number, page in enumerate(found):
            texts.append(pathlib.Path(folder) / f"{number}.txt")
            texts[-1].write_text(page.raw, encoding="utf-8")
        for page in found:
            segment(page)  # lexicons are read once, outside the measured runs
        print(f"{len(found)} pages, {sum(len(page.raw) for page in found):,} characters\n")
        for name, paths in (("PDF", args.paths), ("text", texts)):
            read = rate(lambda paths=paths: [page for path in paths for page in pages(path)], args.repeat)
            cut = rate(
                lambda paths=paths: [segment(page) and page for path in paths for page in pages(path)], args.repeat
            )
            print(f"{name:5s} read {read:8.1f} pages/s   read + articles {cut:8.1f} pages/s")


if __name__ == "__main__":
    main()
