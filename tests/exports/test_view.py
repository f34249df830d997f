"""The HTML view: what the page holds, where nodes stand, and how a real browser shows it."""

from __future__ import annotations

import hashlib
import html.parser
import itertools
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
import time
import urllib.parse

import pytest
from layout import TOP

from exports.view import html as view
from exports.view_layout import positions
from kg.model import Article, Collection, Entity, Evidence, Mention, Page, Span, Statement, Text

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")

BREAKOUT = "</script><script>document.title='owned'</script>"
IMAGE = "<img src=x onerror=\"document.title='owned'\">"
BODY = (
    "本报讯，澜川市教育局局长许知远5月6日到望江区调研。”他强调，要推进“护苗”行动。市教育局、市公安局联合开展“护苗”行动。"
    f"\n{IMAGE}由{BREAKOUT}主办 &amp; 结束<!-- 。"
)


def article() -> Article:
    return Article("lc.txt#1", "lc.txt", "news", "许知远到望江区调研", (), (), Text(BODY, tuple(range(len(BODY)))))


def evidence(quote: str, start: int = 0) -> tuple[Evidence, ...]:
    at = BODY.index(quote, start)
    return (Evidence("lc.txt#1", Span(at, at + len(quote)), quote, "test.rule"),)


def world() -> Collection:
    """One page of the invented 澜川市: six entities that are linked, one that is not, two of them hostile."""
    entities = (
        Entity("person:许知远", "Person", None, "许知远", ()),
        Entity("agency:澜川市教育局", "Agency", "government", "澜川市教育局", ("市教育局", "教育局")),
        Entity("agency:澜川市公安局", "Agency", "police", "澜川市公安局", ("市公安局",)),
        Entity("place:望江区", "Place", "district", "澜川市望江区", ("望江区",)),
        Entity("initiative:护苗", "Initiative", "campaign", "“护苗”行动", ()),
        Entity(f"agency:{BREAKOUT}", "Agency", None, BREAKOUT, (IMAGE,)),
        Entity(f"event:{IMAGE}", "Event", None, IMAGE, (BREAKOUT,)),
        Entity("honour:文明", "Honour", None, "全国文明城市", ()),
    )
    statements = (
        Statement("person:许知远", "holds_post", "agency:澜川市教育局", "局长", evidence("澜川市教育局局长许知远"), "2025-05-07"),
        Statement("person:许知远", "visits", "place:望江区", None, evidence("许知远5月6日到望江区调研"), "2025-05-07"),
        Statement("person:许知远", "leads", "initiative:护苗", None, evidence("推进“护苗”行动"), "2025-05-07"),
        Statement("agency:澜川市教育局", "leads", "initiative:护苗", None, evidence("开展“护苗”行动"), "2025-05-07"),
        Statement("agency:澜川市教育局", "cooperates_with", "agency:澜川市公安局", None, evidence("市教育局、市公安局联合"), "2025-05-07"),
        Statement("agency:澜川市公安局", "cooperates_with", "agency:澜川市教育局", None, evidence("市公安局联合"), "2025-05-07"),
        Statement(f"agency:{BREAKOUT}", "leads", f"event:{IMAGE}", IMAGE, evidence(f"{IMAGE}由{BREAKOUT}主办"), "2025-05-07"),
    )  # fmt: skip
    at = BODY.index("许知远")
    mentions = (Mention("lc.txt#1", Span(at, at + 3), "许知远", "Person", "test.rule"),)
    page = Page("lc.txt", BODY, "澜川日报", "澜川市", "2025-05-07")
    return Collection((page,), (article(),), (), mentions, ("person:许知远",), entities, statements)


@pytest.fixture(scope="module")
def page() -> str:
    return view(world())


class Elements(html.parser.HTMLParser):
    """The elements of a document with their attributes, and the text of those that have an id."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.text = ""
        self.inside = ""
        self.feed(text)

    def handle_starttag(self, tag, attrs) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = tag
        if tag == "script":
            self.scripts.append("")

    def handle_endtag(self, tag) -> None:
        self.inside = ""

    def handle_data(self, data) -> None:
        if self.inside == "script":
            self.scripts[-1] += data
        elif self.inside != "style":
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def data(page: str) -> dict:
    return json.loads(Elements(page).scripts[0])


# --- the page ---


def test_the_page_asks_no_host_for_anything(page) -> None:
    elements = Elements(page)
    for tag, attributes in elements.elements:
        for name in ("src", "href", "srcset", "action", "data", "poster"):
            assert (attributes.get(name) or "data:").startswith("data:"), (tag, attributes)
    styles = re.findall(r"<style>(.*?)</style>", page, re.S)
    assert len(styles) == 2
    assert not re.search(r"@import|url\((?![\"']?data:)", "".join(styles))
    assert "sourceMappingURL" not in page


def test_only_the_two_scripts_of_the_page_may_run(page) -> None:
    policy = next(meta["content"] for meta in Elements(page).all("meta") if "http-equiv" in meta)
    assert "default-src 'none'" in policy
    assert policy.count("sha256-") == 2
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_the_data_cannot_end_its_element(page) -> None:
    elements = Elements(page)
    assert len(elements.scripts) == 3
    assert not re.search("[<>&]", elements.scripts[0])
    names = [node["label"] for node in data(page)["nodes"]]
    assert BREAKOUT in names and IMAGE in names
    assert "owned" not in elements.text


def test_nodes_and_edges_are_those_of_the_graph(page) -> None:
    found = data(page)
    assert len(found["nodes"]) == 8
    assert len(found["statements"]) == 7
    # The two statements of cooperation are one edge, and so drawn once.
    assert len(found["edges"]) == 6
    ids = {node["entity"]: node["id"] for node in found["nodes"]}
    pair = sorted((ids["agency:澜川市教育局"], ids["agency:澜川市公安局"]))
    edge = next(edge for edge in found["edges"] if [edge["from"], edge["to"]] == pair)
    assert len(edge["statements"]) == 2 and edge["arrows"] == ""
    pair = (ids["person:许知远"], ids["place:望江区"])
    edge = next(edge for edge in found["edges"] if {edge["from"], edge["to"]} == set(pair))
    assert edge["arrows"] == ("to" if edge["from"] == pair[0] else "from")


def test_a_quote_stands_in_its_sentence(page) -> None:
    found = data(page)
    by_quote = {row[1]: row for statement in found["statements"] for row in statement["evidence"]}
    assert by_quote["澜川市教育局局长许知远"][:3] == ["本报讯，", "澜川市教育局局长许知远", "5月6日到望江区调研。"]
    assert by_quote["推进“护苗”行动"][:3] == ["他强调，要", "推进“护苗”行动", "。"]


def test_larger_nodes_have_more_statements(page) -> None:
    nodes = sorted(data(page)["nodes"], key=lambda node: node["degree"])
    sizes = [node["size"] for node in nodes]
    assert sizes == sorted(sizes) and sizes[0] < sizes[-1]


def test_half_a_surrogate_pair_does_no_harm() -> None:
    entity = Entity("person:a", "Person", None, "许\ud800知\x00远\u2028", ())
    text = view(Collection((), (), (), (), (), (entity,), ()))
    assert text.encode("utf-8").decode("utf-8") == text
    assert data(text)["nodes"][0]["label"] == "许?知\x00远\u2028"


def test_an_empty_collection_gives_a_page() -> None:
    found = data(view(Collection((), (), (), (), (), (), ())))
    assert found["nodes"] == [] and found["edges"] == []


def test_the_page_is_the_same_under_any_hash_seed(page) -> None:
    script = (
        "import sys, hashlib; sys.path[:0] = ['tests', 'tests/exports']; import test_view; "
        "from exports.view import html; from exports.view_layout import positions; "
        "print(hashlib.sha256(html(test_view.world()).encode()).hexdigest(), positions(*test_view.net(300)))"
    )
    outputs = set()
    for seed, locale in (("1", "C"), ("4711", "C.UTF-8")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": locale, "PYTHONPATH": str(TOP)}
        done = subprocess.run([sys.executable, "-c", script], cwd=TOP, env=environment, capture_output=True, check=True)
        outputs.add(done.stdout)
    assert len(outputs) == 1
    assert hashlib.sha256(page.encode()).hexdigest() in outputs.pop().decode()


# --- where nodes stand ---


def net(count: int) -> tuple[list[float], list[tuple[int, int, float]]]:
    """Communities of forty round a hub, some links across, and a tenth of nodes alone."""
    dice = random.Random(7)
    links = []
    for node in range(count * 9 // 10):
        hub = node // 40 * 40
        if node != hub:
            links.append((node, hub, 1.0))
        if dice.random() < 0.3:
            links.append((node, dice.randrange(count * 9 // 10), 2.0))
    return [float(dice.randint(8, 40)) for _ in range(count)], links


LAYOUTS = {
    "empty": ([], []),
    "one": ([10.0], []),
    "one on itself": ([10.0], [(0, 0, 1.0)]),
    "two": ([10.0, 12.0], [(0, 1, 1.0), (1, 0, 3.0)]),
    "alone": ([10.0] * 150, []),
    "pairs": ([10.0] * 300, [(at, at + 1, 1.0) for at in range(0, 300, 2)]),
    "star": ([30.0] + [9.0] * 400, [(0, at, 1.0) for at in range(1, 401)]),
    "chain": ([10.0] * 100, [(at, at + 1, 1.0) for at in range(99)]),
    "complete": ([10.0] * 30, [(a, b, 1.0) for a, b in itertools.combinations(range(30), 2)]),
    "communities": net(400),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_node_has_a_place_of_its_own(name) -> None:
    radii, links = LAYOUTS[name]
    found = positions(radii, links)
    assert len(found) == len(radii)
    assert all(math.isfinite(x) and math.isfinite(y) for x, y in found)
    # Discs do not lie on one another: centres are farther apart than the smaller of two discs is wide.
    for (a, b), (c, d) in itertools.combinations(zip(found, radii, strict=True), 2):
        assert math.dist(a, c) > min(b, d)


@pytest.mark.parametrize("name", ["pairs", "star", "communities"])
def test_linked_nodes_are_near(name) -> None:
    radii, links = LAYOUTS[name]
    found = positions(radii, links)
    of_links = sorted(math.dist(found[a], found[b]) for a, b, _ in links if a != b)
    of_all = sorted(math.dist(a, b) for a, b in itertools.combinations(found, 2))
    assert of_links[len(of_links) // 2] < of_all[len(of_all) // 2] / (1.2 if name == "star" else 2)


def test_a_node_without_links_moves_no_other() -> None:
    radii, links = LAYOUTS["communities"]
    linked = [node for pair in links for node in pair[:2]]
    more = positions([*radii, 10.0], links)
    fewer = positions(radii, links)
    assert all(more[node] == fewer[node] for node in linked)


def test_five_thousand_nodes_take_seconds() -> None:
    start = time.process_time()
    positions(*net(5000))
    assert time.process_time() - start < 20


# --- in a browser ---

browser = [
    pytest.mark.xdist_group("chromium"),
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]
# Not the page's own: presses what a reader would press, once the page stands.
DRIVE = """<script>
const press = (key) => document.getElementById("search").dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
const search = (text) => { const box = document.getElementById("search"); box.focus(); box.value = text; box.dispatchEvent(new Event("input")); };
%s
</script></body>"""


def browse(tmp_path, page: str, select: str = "", drive: str = "") -> Elements:
    """The document as it stands after the page's scripts, and those of `drive`, have run."""
    if drive:
        page = re.sub("<meta http-equiv=[^>]*>", "", page).replace("</body>", DRIVE % drive)
    file = tmp_path / "view.html"
    file.write_text(page, encoding="utf-8")
    address = file.as_uri() + (f"#select={urllib.parse.quote(select)}" if select else "")
    switches = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --dump-dom --window-size=1200,800 --virtual-time-budget=6000"
    )
    command = [str(CHROMIUM), *switches.split(), f"--user-data-dir={tmp_path / 'profile'}", address]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True)
    found = Elements(done.stdout)
    assert found.all("body")[0].get("data-ready") == "yes", done.stderr[-2000:]
    return found


class TestBrowser:
    pytestmark = browser

    def test_shows_the_graph(self, tmp_path, page) -> None:
        found = browse(tmp_path, page)
        body = found.all("body")[0]
        assert (body["data-nodes"], body["data-edges"]) == ("8", "6")
        # The honour has no statement and is hidden at first.
        assert body["data-shown"] == "7"
        assert body.get("class") in (None, "")
        assert "1 版 · 1 篇 · 8 个实体 · 7 条陈述" in found.text
        assert len(found.all("canvas")) == 1

    def test_opens_the_card_that_the_address_names(self, tmp_path, page) -> None:
        found = browse(tmp_path, page, "agency:澜川市教育局")
        assert found.all("body")[0]["class"] == "open"
        for text in (
            "澜川市教育局",
            "机构 · 政府机构",
            "市教育局、教育局",
            "局长",
            "澜川市教育局局长许知远",
            "2025-05-07",
            "lc.txt",
        ):
            assert text in found.text
        groups = [(s["data-predicate"], s["data-way"]) for s in found.all("section")]
        assert groups == [("holds_post", "in"), ("leads", "out"), ("cooperates_with", "both")]

    @pytest.mark.parametrize("select", [f"agency:{BREAKOUT}", f"event:{IMAGE}"])
    def test_hostile_text_is_shown_and_does_nothing(self, tmp_path, page, select) -> None:
        found = browse(tmp_path, page, select)
        assert found.all("body")[0]["class"] == "open"
        assert found.all("img") == []
        assert len(found.all("script")) == 3
        assert "刊网 Kanwang" in found.text
        assert BREAKOUT in found.text and IMAGE in found.text
        assert f"{IMAGE}由{BREAKOUT}主办" in found.text

    def test_hostile_text_does_nothing_even_where_scripts_may_run(self, tmp_path, page) -> None:
        found = browse(
            tmp_path, page, f"agency:{BREAKOUT}", drive="search('img'); document.body.dataset.was = document.title;"
        )
        assert found.all("body")[0]["data-was"] == "刊网 Kanwang"
        assert found.all("img") == []
        assert len(found.all("script")) == 4

    def test_an_unknown_entity_opens_nothing(self, tmp_path, page) -> None:
        assert browse(tmp_path, page, "person:无此人").all("body")[0].get("class") in (None, "")

    def test_an_entity_without_statements_is_shown_when_it_is_chosen(self, tmp_path, page) -> None:
        found = browse(tmp_path, page, "honour:文明")
        assert found.all("body")[0]["data-shown"] == "8"
        assert "没有陈述" in found.text

    def test_search_finds_an_alias_and_enter_opens_its_card(self, tmp_path, page) -> None:
        found = browse(tmp_path, page, drive="search('市公安局'); press('Enter');")
        assert urllib.parse.unquote(found.text).count("公安机关") == 1
        assert [s["data-predicate"] for s in found.all("section")] == ["cooperates_with"]

    def test_search_offers_names(self, tmp_path, page) -> None:
        found = browse(
            tmp_path,
            page,
            drive="search('澜川'); document.body.dataset.offered = document.getElementById('found').innerText;",
        )
        offered = found.all("body")[0]["data-offered"] or ""
        assert all(name in offered for name in ("澜川市教育局", "澜川市公安局", "澜川市望江区"))

    def test_a_neighbour_in_the_card_opens_its_own(self, tmp_path, page) -> None:
        click = "document.querySelector('[data-entity=\"place:望江区\"]').click();"
        found = browse(tmp_path, page, "person:许知远", drive=click)
        assert [(s["data-predicate"], s["data-way"]) for s in found.all("section")] == [("visits", "in")]

    def test_the_legend_filters(self, tmp_path, page) -> None:
        found = browse(tmp_path, page, drive="document.querySelector('[data-type=Agency]').click();")
        assert found.all("body")[0]["data-shown"] == "4"

    def test_the_checkbox_shows_entities_without_statements(self, tmp_path, page) -> None:
        found = browse(tmp_path, page, drive="document.getElementById('alone').click();")
        assert found.all("body")[0]["data-shown"] == "8"

    def test_speaks_english(self, tmp_path, page) -> None:
        found = browse(tmp_path, page, "person:许知远", drive="document.getElementById('language').click();")
        assert "holds post" in found.text and "1 mention on 1 page" in found.text
        assert found.all("html")[0]["lang"] == "en"

    def test_shows_an_empty_graph(self, tmp_path) -> None:
        found = browse(tmp_path, view(Collection((), (), (), (), (), (), ())))
        assert found.all("body")[0]["data-nodes"] == "0"
        assert "图中没有实体" in found.text
