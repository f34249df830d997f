"""From blocks in reading order to articles: which headline stands over or beside which columns.

A column belongs to the headline right above it. One without goes on with the column before it, where a sentence runs over or
the two stand side by side; or it belongs to a headline beside it, which has no column of its own below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.read.pdf.blocks import Block, body_size, draw_out, head_groups, is_byline, overlap, read_blocks
from kg.read.pdf.glyphs import Sheet
from kg.read.pdf.lines import read_lines
from kg.read.pdf.order import in_order

_DATELINE = re.compile(r"(?:本[报刊台网].{0,4}讯|.{2,8}[日]?[讯电](?=[（(\s])|新华社|[（(]\S{0,3}(?:记者|通讯员))")
_CLOSED = re.compile(r"[。！？!?…][”’」』）)》]*\Z|[）)]\Z|摄\Z")
_CREDIT = re.compile(
    r"[（(][^（）()。]{0,40}(?:摄|供图|图|影)[^（）()。]{0,6}[）)]\s*\Z|(?:记者|通讯员)\s?\S{2,8}\s?摄\Z"
)
_SHOWS = re.compile(r"[▲△▼↑←→↓◀▶\s]*(?:图为|[上下左右本]图)")
_FURNITURE = re.compile(
    r"责任?编辑?|美编|版式|校对|投稿|邮箱|\d版|星期[一二三四五六日天]|农历|国内统一|CN\s?\d\d|"
    r"\A《?[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|早报|时报|商报|周报|都市报|导报)》?\Z"
)
_MOST = 1500  # blocks of a page; a newspaper has 50 to 200, a drawing with letters all over has more
_LABEL = 10  # characters of a section's name (要闻, 综合新闻), which no column stands under
_NEAR = 9.0  # ems of body type between a headline and the column beside it
_CLOSE = 3.0  # ems from a headline down to its columns, if another column begins beside it
_GUTTER = 3.5  # ems between two columns of one article
_CAPTION = 30  # lines of a caption over some columns
_FAR = 14.0  # ems over which a column goes on below a picture


@dataclass(eq=False)
class Story:
    """An article as it is printed; `heads` hold kicker, headline and subhead from top to bottom."""

    heads: list[Block] = field(default_factory=list)
    bylines: list[Block] = field(default_factory=list)
    bodies: list[Block] = field(default_factory=list)
    caption: bool = False

    @property
    def blocks(self) -> list[Block]:
        """All blocks in the order in which they are read."""
        return [*self.heads, *self.bylines, *self.bodies]

    @property
    def main(self) -> list[Block]:
        """The headline itself: what is set in the largest type."""
        largest = max((block.size for block in self.heads), default=0.0)
        return [block for block in self.heads if block.size >= 0.93 * largest]


def is_open(block: Block) -> bool:
    """Whether a sentence goes on after a block."""
    return not _CLOSED.search(block.text)


def starts(block: Block) -> bool:
    """Whether a paragraph begins with a block: by its indent or its dateline."""
    return block.indented(block.lines[0]) or bool(_DATELINE.match(block.text))


class Reader:
    """Puts the blocks of one page together; all areas are in points."""

    def __init__(self, sheet: Sheet) -> None:
        lines = read_lines(sheet.glyphs)
        self.em = body_size(lines)
        found = read_blocks(lines, sheet.frames)
        self.is_page = len(found) <= _MOST
        if not self.is_page:
            for block in found:
                block.head = False
        pictures = sheet.pictures if self.is_page else ()
        self.pictures = [one for one in pictures if sum(one.holds(block.area) for block in found) < 3]
        self.groups = head_groups([block for block in found if block.head and not _is_furniture(block)])
        for group in self.groups:
            draw_out(group, found, self.em)
        self.blocks = in_order(self.groups, found, self.pictures, self.em) if self.is_page else found
        self.loose = [block for block in self.blocks if not self.is_page or _is_furniture(block)]
        gone = {id(block) for block in self.loose}
        self.heads = [block for block in self.blocks if block.head and id(block) not in gone]
        self.bylines = [b for b in self.blocks if not b.head and id(b) not in gone and is_byline(b)]
        gone |= {id(block) for block in self.bylines}
        self.bodies = [block for block in self.blocks if not block.head and id(block) not in gone]
        self.indents = sum(any(map(block.indented, block.lines)) for block in self.bodies) * 3 >= len(self.bodies)
        self.stories: list[Story] = []
        self.owner: dict[int, Story] = {}

    def read(self) -> list[Story]:
        """The articles of the page in the order of their first blocks."""
        for group in self.groups:
            story = Story(heads=group)
            self.stories.append(story)
            self.owner.update({id(block): story for block in group})
        self._bylines()
        waiting: list[Block] = []
        self._captions()
        for body in self.bodies:
            above = self._above(body)
            if id(body) in self.owner:
                continue
            if self._is_caption(body):
                self._own(body, Story(caption=True))
            elif above is not None and above.head and self._heads(above, body):
                self._own(body, self.owner[id(above)])
            else:
                waiting.append(body)
        taken = {id(story) for story in self.stories if story.bodies}
        for body in waiting:
            self._own(body, self._owner_of(body, taken) or Story())
        self._photo_heads()
        place = {id(block): i for i, block in enumerate(self.blocks)}
        for story in self.stories:
            story.bodies.sort(key=lambda block: place[id(block)])
        self.loose += [b for story in self.stories if not story.bodies for b in story.blocks]
        found = [story for story in self.stories if story.bodies]
        return sorted(found, key=lambda story: min(place[id(block)] for block in story.blocks))

    def is_clear(self, stories: Sequence[Story]) -> bool:
        """Whether the articles can be relied on: each has a headline and a whole text, and no headline is left."""
        wrong = sum(not self._is_whole(story) for story in stories)
        wrong += sum(block.head and len(block.text) > _LABEL and not _is_furniture(block) for block in self.loose)
        return bool(stories) and wrong * 3 <= len(stories)

    def _is_whole(self, story: Story) -> bool:
        first, last = story.bodies[0], story.bodies[-1]
        if story.caption:
            return True
        begins = not self.indents or starts(first) or len(first.lines) < 3
        return bool(story.heads) and begins and not is_open(last)

    def _own(self, body: Block, story: Story) -> None:
        if not story.blocks:
            self.stories.append(story)
        story.bodies.append(body)
        self.owner[id(body)] = story

    def _bylines(self) -> None:
        """Each byline goes to the headline right above or beside it, else it opens a body."""
        for block in self.bylines:
            above = self._above(block)
            if above is None or not above.head:
                near = [head for head in self.heads if head.frame == block.frame and self._touches(head, block)]
                above = near[0] if near else None
            if above is None:
                self.bodies.append(block)
                self.bodies.sort(key=self.blocks.index)
            else:
                self.owner[id(above)].bylines.append(block)
                self.owner[id(block)] = self.owner[id(above)]

    def _touches(self, head: Block, block: Block) -> bool:
        """Whether a block stands right below or beside a headline, not quite under it."""
        a, b, far = head.area, block.area, 4 * self.em
        return a.left - far < b.right and b.left < a.right + far and a.top < b.top < a.bottom + far

    def _above(self, block: Block) -> Block | None:
        """The nearest block above one in its frame; a byline stands for its headline."""
        found: Block | None = None
        for other in self.blocks:
            if other is block or other.frame != block.frame or other.area.bottom > block.area.top + 0.4 * self.em:
                continue
            if overlap(other.over, block.area) < 0.25 or other in self.loose:
                continue
            if found is None or other.area.bottom > found.area.bottom:
                found = other
        story = self.owner.get(id(found)) if found is not None and not found.head else None
        if found is not None and story and found in story.bylines:
            return story.heads[-1]
        return found

    def _heads(self, head: Block, body: Block) -> bool:
        """Whether the headline above a column is that of its article, not a subhead, nor one whose columns stand beside it."""
        if self._is_subhead(head, body):
            return False
        return body.area.top - head.area.bottom < _CLOSE * self.em or not self._leads_right(head)

    def _is_subhead(self, head: Block, body: Block) -> bool:
        """Whether a headline block parts the paragraphs of an article and opens none: small, in its column, no dateline."""
        if _DATELINE.match(body.text) or head.size > 1.36 * self.em or len(self.owner[id(head)].heads) > 1:
            return False
        above = self._above(head)
        story = self.owner.get(id(above)) if above is not None and not above.head else None
        if story is None or not story.heads or head.area.width > 1.05 * body.area.width:
            return False
        return story.main[0].size > 1.25 * head.size

    def _captions(self) -> None:
        """What stands right below a picture, in columns of which the last ends in a photographer's name."""
        for picture in self.pictures:
            below = [
                body
                for body in self.bodies
                if -self.em < body.area.top - picture.bottom < 3 * self.em
                and body.area.left > picture.left - self.em
                and body.area.right < picture.right + self.em
                and id(body) not in self.owner
            ]
            lines = sum(len(body.lines) for body in below)
            if len(below) > 1 and lines <= _CAPTION and _CREDIT.search(below[-1].text):
                story = Story(caption=True)
                for body in below:
                    self._own(body, story)

    def _is_caption(self, body: Block) -> bool:
        """Whether a block tells of a picture: 图为, a photographer at its end, or right below a picture as wide as it."""
        if len(body.lines) > 10 or _DATELINE.match(body.text):
            return False
        below = any(
            overlap(body.area, picture) > 0.8
            and -self.em < body.area.top - picture.bottom < 3 * self.em
            and body.area.width < 1.1 * picture.width
            for picture in self.pictures
        )
        if _SHOWS.match(body.text):
            return True
        above = self._above(body)
        own_head = above is not None and above.head
        return bool(_CREDIT.search(body.text)) and (below or not own_head)

    def _owner_of(self, body: Block, taken: set[int]) -> Story | None:
        """The article of a column that no headline stands above."""
        above = self._above(body)
        if above is not None and above.head and self._is_subhead(above, body):
            story = self.owner[id(above)]
            upper = self._above(above)
            if upper is not None and id(upper) in self.owner:
                self.stories.remove(story)
                self.owner[id(above)] = self.owner[id(upper)]
                self.owner[id(above)].bodies.append(above)
                return self.owner[id(upper)]
        before = self._before(body)
        dated = bool(_DATELINE.match(body.text))
        if before is not None and not dated and (is_open(before) or (self.indents and not starts(body))):
            return self.owner[id(before)]
        beside = self._beside(body, taken)
        if beside is not None:
            return self.owner[id(beside)]
        if before is not None and (self._side_by_side(before, body) or self._wraps(before, body)):
            return self.owner[id(before)]
        if above is not None and id(above) in self.owner and not _DATELINE.match(body.text):
            story = self.owner[id(above)]
            if not story.caption and body.area.top - above.area.bottom < _FAR * self.em:
                return story
        return None

    def _before(self, body: Block) -> Block | None:
        """The column read before one, in its frame, that has an article."""
        found = None
        for other in self.bodies:
            if other is body:
                break
            story = self.owner.get(id(other))
            if other.frame == body.frame and story and not story.caption:
                found = other
        return found

    def _beside(self, body: Block, taken: set[int]) -> Block | None:
        """The headline without a column of its own that stands next to a block on its left or right."""
        best: tuple[float, Block] | None = None
        for head in self.heads:
            a, b = head.area, body.area
            if a.left > b.right and self._leads_right(head):
                continue
            shared = min(a.bottom, b.bottom) - max(a.top, b.top)
            white = max(a.left - b.right, b.left - a.right)
            if head.frame != body.frame or id(self.owner[id(head)]) in taken or shared < 0.3 * min(a.height, b.height):
                continue
            if -self.em < white < _NEAR * self.em and (best is None or white < best[0]) and self._is_free(head, body):
                best = white, head
        return best[1] if best else None

    def _leads_right(self, head: Block) -> bool:
        """Whether a column begins on the right of a headline: it belongs to that rather than to one on its left."""
        return any(
            body.frame == head.frame
            and -self.em < body.area.left - head.area.right < _NEAR * self.em
            and abs(body.area.top - self.owner[id(head)].heads[0].area.top) < 3 * self.em
            for body in self.bodies
        )

    def _is_free(self, head: Block, body: Block) -> bool:
        """Whether nothing stands between a headline and a block beside it."""
        a, b = head.area, body.area
        left, right = min(a.right, b.right), max(a.left, b.left)
        top, bottom = max(a.top, b.top), min(a.bottom, b.bottom)
        return not any(
            one.area.left < right and one.area.right > left and one.area.top < bottom and one.area.bottom > top
            for one in self.blocks
            if one is not head and one is not body and self.owner.get(id(one)) is not self.owner[id(head)]
        )

    def _wraps(self, before: Block, body: Block) -> bool:
        """Whether a column stands on the right of its article's headline, as high as that begins."""
        heads = self.owner[id(before)].heads
        if not heads:
            return False
        white = body.area.left - max(head.over.right for head in heads)
        return -self.em < white < _GUTTER * self.em and abs(body.area.top - heads[0].area.top) < 1.5 * self.em

    def _side_by_side(self, a: Block, b: Block) -> bool:
        shared = min(a.area.bottom, b.area.bottom) - max(a.area.top, b.area.top)
        white = b.area.left - a.area.right
        return -self.em < white < _GUTTER * self.em and shared > 0.6 * min(a.area.height, b.area.height)

    def _photo_heads(self) -> None:
        """A headline that no column stands under goes to the caption of the picture next to it."""
        taken = {id(story) for story in self.stories if story.bodies}
        for story in [one for one in self.stories if one.caption and not one.heads]:
            beside = self._beside(story.bodies[0], taken)
            if beside is not None:
                other = self.owner[id(beside)]
                story.heads, other.heads = other.heads, []
                self.owner.update({id(block): story for block in story.heads})
        for story in [one for one in self.stories if one.heads and not one.bodies]:
            area = story.heads[-1].area
            for other in self.stories:
                if other.caption and not other.heads and other.bodies[0].frame == story.heads[0].frame:
                    below = other.bodies[0].area
                    if overlap(area, below) > 0.5 and abs(below.top - area.bottom) < 30 * self.em:
                        other.heads = story.heads
                        story.heads = []
                        self.owner.update({id(block): other for block in other.heads})
                        break


def _is_furniture(block: Block) -> bool:
    text = block.text
    return (
        len(block.lines) <= 2
        and len(text) <= 80
        and "。" not in text
        and bool(_FURNITURE.search(text))
        and (not block.head or len(text) <= 8)
    )
