"""Pages of PDFs: the articles of the sample pages, set anew in columns, come out as they went in."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from layout import SEEDS
from pdf_setting import Paper, Piece, Setting, piece_of, random_bands, squeezed

from exports import write
from kg.boxes import boxes_of
from kg.cards import card
from kg.errors import KanwangError
from kg.graph import to_networkx
from kg.model import Span
from kg.pipeline import collect, load, segmented, update
from kg.read import find
from kg.read.pdf import pdf_pages
from kg.segment import segment

pytest.importorskip("reportlab", reason="reportlab makes the PDFs")


@pytest.fixture(scope="module")
def pieces() -> list[Piece]:
    """The articles of the sample pages that have a headline, and captions."""
    found = [piece_of(article) for _, articles, _ in segmented([SEEDS / "pages"]) for article in articles]
    return [piece for piece in found if piece.headline or piece.caption]


def news(pieces: list[Piece], count: int) -> list[Piece]:
    return [piece for piece in pieces if piece.headline and not piece.caption and not piece.byline][:count]


def found_in(path: Path) -> dict[str, str]:
    """Headline by body, without spaces, of all articles of a PDF."""
    return {
        squeezed(article.chars[article.body :]): squeezed(article.headline or "")
        for page in pdf_pages(path)
        for article in segment(page)[0]
    }


def wanted(settings: list[Setting]) -> dict[str, str]:
    return {one.piece.body: squeezed(one.piece.headline) for one in settings}


@pytest.fixture(scope="module")
def lone_letters(tmp_path_factory) -> bool:
    """Whether letters that stand alone can be read: pdfium drops those of a font that is neither in the file nor installed."""
    paper = Paper()
    paper.pages.append(
        [("text", text, 100.0, base, 20.0, 0.0) for text, base in (("河", 100.0), ("望江区开学", 160.0))]
    )
    paper.heights.append(200.0)
    (page,) = pdf_pages(paper.save(tmp_path_factory.mktemp("font") / "p.pdf"))
    return "河" in page.raw


NO_FONT = "no Chinese font is installed, and the PDFs of the tests carry none"


@pytest.mark.parametrize(
    ("head", "columns"),
    [
        (head, n)
        for head, fewest in (("above", 1), ("beside", 2), ("short", 2), ("downwards", 3))
        for n in range(fewest, 5)
    ],
)
@pytest.mark.parametrize("boxed", [False, True])
@pytest.mark.parametrize("shadow", [False, True])
def test_simple_layouts(pieces, tmp_path, columns, head, boxed, shadow, request) -> None:
    if head == "downwards" and not request.getfixturevalue("lone_letters"):
        pytest.skip(NO_FONT)
    settings = [Setting(piece, columns, head, boxed, shadow=shadow) for piece in news(pieces, 4)]
    paper = Paper()
    paper.page([[one] for one in settings], columns)
    path = paper.save(tmp_path / "p.pdf")
    assert found_in(path) == wanted(settings)
    assert len(pdf_pages(path)[0].given) == 4


@pytest.mark.parametrize(("size", "column", "columns"), [(9.0, 135.0, 5), (10.5, 178.5, 4), (8.0, 104.0, 7)])
def test_mixed_pages_give_the_articles_set_on_them(pieces, lone_letters, tmp_path, size, column, columns) -> None:
    if not lone_letters:
        pytest.skip(NO_FONT)
    right = total = 0
    for seed in range(1000, 1015):
        rng = random.Random(seed)
        paper = Paper(size=size, column=column)
        bands = random_bands(rng.sample(pieces, 7), rng, columns)
        paper.page(bands, columns)
        want = wanted([one for band in bands for one in band])
        found = found_in(paper.save(tmp_path / "p.pdf"))
        total += len(want)
        right += sum(found.get(body) == headline for body, headline in want.items())
    assert right >= 0.95 * total, f"{right} of {total}"


def test_a_pdf_gives_what_its_text_gives(pieces, tmp_path) -> None:
    settings = [Setting(piece, 3) for piece in news(pieces, 5)]
    paper = Paper()
    paper.page([[one] for one in settings], 3)
    (page,) = pdf_pages(paper.save(tmp_path / "p.pdf"))
    (tmp_path / "p.txt").write_text(page.raw, encoding="utf-8")
    bodies = {squeezed(a.chars[a.body :]) for _, found, _ in segmented([tmp_path / "p.txt"]) for a in found}
    assert bodies == {one.piece.body for one in settings}


def test_a_caption_under_its_picture_is_an_article_of_its_own(pieces, tmp_path) -> None:
    one, other = news(pieces, 2)
    photo = Piece(paragraphs=("近日，望江区滨江公园的荷花竞相开放，吸引市民前来赏花拍照。（贺兰 摄）",), caption=True)
    paper = Paper()
    paper.page([[Setting(one, 2), Setting(photo, 1, picture=True)], [Setting(other, 3)]], 3)
    (page,) = pdf_pages(paper.save(tmp_path / "p.pdf"))
    articles, left = segment(page)
    caption = [article for article in articles if article.kind == "photo-caption"]
    assert [squeezed(article.chars) for article in caption] == [photo.body]
    assert [article.headline for article in caption] == [None]
    assert [page.raw[piece.start : piece.end][:2] for piece in left] == ["责编"]


def test_kicker_and_subhead_are_other_headlines(tmp_path) -> None:
    piece = Piece(
        "望江区召开防汛工作会议",
        ("秦望舒要求",),
        ("备足物资 守住堤防",),
        "□ 记者 沈微 通讯员 潘路",
        ("昨日，望江区召开防汛工作会议，要求各街道各部门压实责任，备足物资，确保安全度汛。" * 4,),
    )
    paper = Paper()
    paper.page([[Setting(piece, 3)]], 3)
    (article,) = segment(pdf_pages(paper.save(tmp_path / "p.pdf"))[0])[0]
    assert (article.headline, article.other_headlines) == (
        "望江区召开防汛工作会议",
        ("秦望舒要求", "备足物资 守住堤防"),
    )
    assert [article.quote(span) for span in article.bylines] == ["□ 记者 沈微 通讯员 潘路"]


def two_pages(pieces: list[Piece], path: Path) -> Path:
    paper = Paper()
    for piece in news(pieces, 2):
        paper.page([[Setting(piece, 3)]], 3)
    return paper.save(path)


def test_pages_are_numbered_and_every_line_knows_its_place(pieces, tmp_path) -> None:
    pages = pdf_pages(two_pages(pieces, tmp_path / "p.pdf"))
    assert [(page.id, page.number) for page in pages] == [("p.pdf/1", 1), ("p.pdf/2", 2)]
    for page in pages:
        lines = [line.strip() for line in page.raw.split("\n") if line.strip()]
        assert [page.raw[box.start : box.end] for box in page.boxes] == lines
        (article,) = segment(page)[0]
        boxes = boxes_of(page, article, Span(article.body, article.body + 12))
        assert boxes and all(0 <= box.left < box.right and 0 <= box.top < box.bottom for box in boxes)
        assert boxes_of(page, article, Span(0, 2))[0].top < boxes[0].top
        assert [page.raw[o] for o in article.text.offsets] == list(article.text.chars)


def test_a_graph_of_a_pdf_tells_page_and_place(pieces, tmp_path) -> None:
    two_pages(pieces, tmp_path / "p.pdf")
    collection = collect([tmp_path / "p.pdf"])
    write(collection, "jsonl", tmp_path / "out")
    rows = (tmp_path / "out" / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    evidence = [one for row in rows for one in json.loads(row)["evidence"]]
    assert {one["pdf_page"] for one in evidence} == {1, 2} and all(one["boxes"] for one in evidence)
    graph = to_networkx(collection)
    shown = "\n".join(line for node in graph for line in card(graph, node))
    assert "第1页）" in shown and "第2页）" in shown


def test_a_graph_file_keeps_what_a_pdf_gave(pieces, tmp_path) -> None:
    two_pages(pieces, tmp_path / "p.pdf")
    report = update([tmp_path], tmp_path / "g.kg")
    assert report.built == ("p.pdf/1", "p.pdf/2")
    assert load(tmp_path / "g.kg").pages == pdf_pages(tmp_path / "p.pdf")
    assert update([tmp_path / "p.pdf"], tmp_path / "g.kg").built == ()


def test_a_page_of_text_tells_no_place(sample, tmp_path) -> None:
    write(sample, "jsonl", tmp_path / "out")
    text = (tmp_path / "out" / "statements.jsonl").read_text(encoding="utf-8")
    assert '"pdf_page"' not in text and '"boxes"' not in text


def test_what_cannot_be_read_is_told_in_one_line(pieces, tmp_path) -> None:
    paper = Paper()
    paper.page([[Setting(piece, 2)] for piece in news(pieces, 1)], 2)
    whole = paper.data()
    cases = {
        "locked": (paper.data(password="geheim"), "password"),
        "scan": (paper.data(text=False), "no text layer: run OCR first"),
        "broken": (whole[:300], "broken"),
        "empty": (b"", "broken"),
        "other": (b"\x89PNG\r\n", "broken"),
    }
    for name, (data, told) in cases.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(data)
        with pytest.raises(KanwangError, match=told) as error:
            pdf_pages(path)
        assert "\n" not in str(error.value) and path.name in str(error.value)
    with pytest.raises(KanwangError, match=r"none\.pdf"):
        pdf_pages(tmp_path / "none.pdf")


def test_a_page_with_more_letters_than_any_newspaper_is_refused(pieces, tmp_path, monkeypatch) -> None:
    paper = Paper()
    paper.page([[Setting(piece, 2)] for piece in news(pieces, 1)], 2)
    path = paper.save(tmp_path / "crowd.pdf")
    monkeypatch.setattr("kg.read.pdf.glyphs.MOST", 20)
    with pytest.raises(KanwangError, match=r"Page 1 of .*crowd\.pdf has .* characters"):
        pdf_pages(path)


def test_a_damaged_pdf_raises_nothing_else(pieces, tmp_path) -> None:
    paper = Paper()
    paper.page([[Setting(piece, 2)] for piece in news(pieces, 2)], 2)
    whole = bytearray(paper.data())
    rng = random.Random(7)
    path = tmp_path / "p.pdf"
    read = 0
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(rng.choice([1, 5, 50])):
            data[rng.randrange(len(data))] = rng.randrange(256)
        path.write_bytes(data[: rng.choice([len(data), rng.randrange(len(data))])])
        try:
            read += any(page.raw for page in pdf_pages(path))
        except KanwangError as error:
            assert "\n" not in str(error)
    assert read, "some are still read"


def test_letters_all_over_a_page_are_text_without_articles(tmp_path) -> None:
    paper = Paper(width=1000.0, pages=[[]], heights=[1400.0])
    rng = random.Random(1)
    for _ in range(4000):
        paper.put(rng.choice("望江区开学，。"), rng.random() * 900, rng.random() * 1300, rng.choice([3, 6, 9, 30]))
    (page,) = pdf_pages(paper.save(tmp_path / "p.pdf"))
    assert page.given == () and page.boxes
    segment(page)


def test_a_folder_gives_its_pdfs(pieces, tmp_path) -> None:
    two_pages(pieces, tmp_path / "2024-06-07.PDF")
    sources, skipped = find([tmp_path])
    assert [source.id for source in sources] == ["2024-06-07.PDF"] and not skipped
    assert {page.date for page in pdf_pages(sources[0])} == {"2024-06-07"}
