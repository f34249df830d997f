"""How fast pages become articles: text against PDF, against the whole build, and how time grows with a page's length.

    python bench/segment.py PAGES… [--repeat N]

The articles of the pages are also set as PDFs (by the tests' typesetter, which needs reportlab), so that both are read in
one run. Prints pages a second for read + segment, its share of the build of the same pages, and microseconds a character
of pages of 10,000 characters up to a megabyte.
"""

from __future__ import annotations

import argparse
import pathlib
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tests"))

from pdf_setting import Paper, Setting, piece_of

from kg.model import Page
from kg.pipeline import collect, process_issue
from kg.read import find, pages
from kg.resolve import resolve
from kg.segment import issues, segment

LENGTHS = (10_000, 30_000, 100_000, 300_000, 1_000_000)


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def read_all(paths: Iterable[pathlib.Path]) -> list[Page]:
    return [page for path in paths for page in pages(path)]


def as_pdfs(found: Sequence[Page], folder: pathlib.Path) -> list[pathlib.Path]:
    """Each page's articles set anew in four columns."""
    done = []
    for number, page in enumerate(found):
        pieces = [piece_of(article) for article in segment(page)[0]]
        paper = Paper()
        bands = [[Setting(piece, 2) for piece in pieces[at : at + 2]] for at in range(0, len(pieces), 2)]
        paper.page([band for band in bands if all(one.piece.headline for one in band)], 4)
        done.append(paper.save(folder / f"{number}.pdf"))
    return done


def build(paths: Sequence[pathlib.Path]) -> None:
    resolve([result for group in issues(read_all(paths)) for result in process_issue(group)])


def speed(paths: Sequence[pathlib.Path], times: int) -> str:
    """Pages a second for reading, for reading and segmenting, and for all that a build does."""
    read = seconds(lambda: [read_all(paths) for _ in range(times)])
    cut = seconds(lambda: [segment(page) for _ in range(times) for page in read_all(paths)])
    whole = seconds(lambda: [build(paths) for _ in range(times)])
    count = times * len(paths)
    return (
        f"read {count / read:8.1f} pages/s   read + segment {count / cut:8.1f} pages/s   build {count / whole:8.1f} pages/s   "
        f"read + segment is {100 * cut / whole:4.1f} % of the build"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    parser.add_argument("--repeat", type=int, default=10)
    args = parser.parse_args()
    texts = [source.path for source in find(args.paths)[0]]
    found = read_all(texts)
    collect(args.paths)  # lexicons are read once, outside the measured runs
    with tempfile.TemporaryDirectory() as folder:
        papers = as_pdfs(found, pathlib.Path(folder))
        print(f"{len(found)} pages, {sum(len(page.raw) for page in found):,} characters, {args.repeat} times\n")
        for name, paths in (("text", texts), ("PDF", papers)):
            print(f"{name:5s} {speed(paths, args.repeat)}")
    raw = "\n\n".join(page.raw for page in found)
    whole = raw * -(-LENGTHS[-1] // len(raw))
    print("\nmicroseconds a character to segment one page of")
    for length in LENGTHS:
        spent = seconds(lambda length=length: segment(Page("p", whole[:length])))
        print(f"{length:12,} characters  {1e6 * spent / length:6.2f}")


if __name__ == "__main__":
    main()
