"""Blocks of an article's text, and what part of the page each is: headline, body, caption, teaser, byline, ..."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc

from kgraph.records import Slice, Zone

STORY_ZONES = frozenset(("headline", "body", "caption"))  # where the article itself tells its story
SENTENCE_END = re.compile(r"[.!?…:;]\s*[\"'”’“»)\]]*\s*$")
# Lines of running text that were broken at a fixed width are this long.
WRAPPED = range(45, 110)
HEADING_WORDS = 14
NAME = r"[A-Z][\w.’'-]*(?:\s+(?:(?:van|von|de|del|der|al|bin|la)\s+)?[A-Z][\w.’'-]*){0,3}"
BYLINE = re.compile(
    rf"^(?:by|BY|By)\s+(?P<by>{NAME}(?:(?:,\s*|,?\s+and\s+){NAME})*)(?:\s*[,|–—-].*)?$"
    rf"|^(?:(?P<outlet>{NAME})['’]s?\s+)?(?P<who>{NAME}(?:(?:,\s*|,?\s+and\s+){NAME})*)\s+"
    r"(?:also\s+)?(?:contributed|reported)\s+(?:to|from)\b.*$"
    rf"|^\(?(?:Additional\s+)?(?:[Rr]eporting|[Ww]riting|[Ee]diting)\s+(?:and\s+\w+\s+)?by\s+(?P<rep>{NAME}"
    rf"(?:(?:,\s*|,?\s+and\s+){NAME})*).*$"
)
# "May 3, 2013 | 10:15 am", "TASS Apr 12, 2016, 09.40AM GMT": a line that only dates the article.
DATELINE = re.compile(
    r"^(?:(?i:published|updated|posted|last modified|first published)\b.{0,60}\d.*"
    r"|(?:[A-Z][\w.]*\s+){0,4}(?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[A-Za-z]*\.?\s+\d{1,2},?\s+\d{4}\b.{0,40}"
    r"|\d{1,2}\s+(?i:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[A-Za-z]*\.?\s+\d{4}\b.{0,40})(?<![^m]\.)$"
)
BOILERPLATE = re.compile(
    r"^\W*(?:follow (?:us|me|@)|sign up|subscribe|click here|tap here|give a comment|leave a (?:comment"
    r"|reply)|post a comment"
    r"|advertisement\b|share this|like us on|join (?:us|our)|copyright\b|©|all rights reserved|terms of (?:use|service)"
    r"|privacy policy|cookie|disclaimer|newsletter|download (?:the|our) app|watch live|contact us|skip to"
    r"|this (?:site|website|article was (?:originally|automatically))|the views expressed|views expressed"
    r"|log in|register\b"
    r"|for more (?:news|stories|information)|support our|donate\b|print this|e-?mail this|comments?(?: \(\d+\))?\W*$)"
    r"|all rights reserved|may not be (?:published|reproduced|republished|redistributed)"
    r"|without (?:prior )?(?:written )?permission"
    r"|for general information purposes|information on this (?:web ?site|page)|strictly at your own risk"
    r"|use of (?:this|our) website"
    r"|^https?://\S+$|^www\.\S+$",
    re.IGNORECASE,
)
# Once one of these is seen near the end, all that follows is the page's own matter.
PAGE_END = re.compile(
    r"^\W*(?:follow us|disclaimers?\b|give a comment|leave a (?:comment|reply)|post a comment|copyright|©"
    r"|all rights reserved|related (?:articles|stories|posts)|most (?:read|popular)|more from\b)",
    re.IGNORECASE,
)
TEASER = re.compile(
    r"^\W*(?:read (?:more|also|next|the full)|see also|also read|related|more on this|more:|watch|listen"
    r"|live updates|in pictures"
    r"|opinion|analysis|explainer|recommended|don[’']t miss|trending|editor[’']s picks?|what to know)\b\s*:?"
    r"|here[’']?s what (?:you need to|to|we) know|what you need to know|everything (?:you need|we know)"
    r"|\bthings to know\b"
    r"|^(?:how|why|what|who|where|when)\b[^.?!]{15,120}$",
    re.IGNORECASE,
)
# The same words without a colon may begin a sentence of the story: "Opinion polls published on Friday show ..."
STORY = re.compile(
    r"^\W*(?:related|watch|listen|opinion|analysis|explainer|recommended|trending|in pictures)\b(?!\s*[:|–—-])",
    re.IGNORECASE,
)
CREDIT = re.compile(
    r"\((?:ap|reuters|afp|getty|epa|xinhua|file)[^)]*(?:photo|image|images|picture)?[^)]*\)\s*$|\b(?:photo|image|picture|photograph)s?"
    r"(?:\s+(?:by|credit|courtesy|released))?\s*:|/(?:AFP|AP|Reuters|Getty|EPA)\b|\bgetty images\b"
    r"|\bfile (?:photo|picture|image)\b"
    r"|^(?:photo|image|picture|caption)\b\s*[:|]|(?:pictured|shown) (?:above|below|here)",
    re.IGNORECASE,
)
SCENE = re.compile(
    r"\b(?:is|are) (?:seen|pictured|shown)\b|\bin this (?:file|undated|handout|photo|picture|image|frame)\b"
    r"|^(?:(?:[A-Z][\w’'-]*|a|an|the|two|three|several|people|of|and)\s+){1,5}"
    r"(?:participate|gather|hold|walk|stand|sit|march|wave|carry|pose|look|attend|speak|speaks|attends|holds|walks|stands"
    r"|take part|takes part|react|reacts|arrive|arrives|patrol|patrols|inspect|inspects|clash|ride|rides"
    r"|leave|leaves)\b"
)
DATED_PLACE = re.compile(
    r"\b(?:in|at|near|outside|on)\b.*\b(?:on|until|,)\s*(?:\w+day|\w+\.?\s+\d{1,2}|\d{1,2}\s+\w+|\d{4})", re.IGNORECASE
)
CAPTION_WORDS = 45
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|said|says|[a-z]+ed|[a-z]+[^s]s)\b"
)

# What another story's headline lacks: a pronoun at its beginning, a verb of saying, or, at some length, small words.
SMALL = r"\b(?:the|a|an|his|her|their|its)\b"
AUXILIARY = r"\b(?:was|were|had|has|have|is|are|will|would|could|did|does)\b"
TELLING = re.compile(
    r"^(?:He|She|They|It|This|These|Those|There)\b|\b(?:said|stated|announced|added|told)\b"
    rf"|^(?=(?:\S+\s+){{15}})(?:.*{SMALL}.*{AUXILIARY}|.*{AUXILIARY}.*{SMALL})"
)


def find_blocks(text: str) -> list[Slice]:
    """Paragraphs of a text, without the white space around them.

    Blank lines part them; a single line break does as well, unless the text is broken at a fixed width.

    >>> [block.of("One.\\nTwo.\\n\\nThree") for block in find_blocks("One.\\nTwo.\\n\\nThree")]
    ['One.', 'Two.', 'Three']
    """
    paragraphs = [_strip(text, *m.span()) for m in re.finditer(r"(?:[^\n]|\n(?![ \t\r]*\n))+", text)]
    paragraphs = [p for p in paragraphs if p.end > p.start]
    if _is_wrapped(text, paragraphs):
        return paragraphs
    return [line for p in paragraphs for line in _lines(text, p)]


def _strip(text: str, start: int, end: int) -> Slice:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Slice(start, end)


def _lines(text: str, block: Slice) -> Iterator[Slice]:
    for match in re.finditer(r"[^\n]+", block.of(text)):
        line = _strip(text, block.start + match.start(), block.start + match.end())
        if line.end > line.start:
            yield line


def _is_wrapped(text: str, paragraphs: list[Slice]) -> bool:
    inner = [line.of(text) for p in paragraphs for line in list(_lines(text, p))[:-1]]
    if len(inner) < 4:
        return False
    running = sum(len(line) in WRAPPED and not SENTENCE_END.search(line) for line in inner)
    return running >= 0.6 * len(inner)


def find_zones(text: str, title: str | None = None) -> list[Zone]:
    """The blocks of a text, each with its zone; every character that is not white space lies in one.

    >>> [z.name for z in find_zones("Floods in Arvo\\n\\nBy Lena Holt\\n\\nTwo villages were cut off. Follow us.")]
    ['headline', 'byline', 'body']
    """
    blocks = find_blocks(text)
    running = [_is_running(block.of(text)) for block in blocks]
    zones: list[Zone] = []
    ended = False
    for number, block in enumerate(blocks):
        words = block.of(text)
        if number > len(blocks) / 2 and PAGE_END.search(words):
            ended = ended or sum(running[number + 1 :]) < 2  # "© Ada Voss" under a picture in the middle ends nothing
        name = "boilerplate" if ended else _zone_of(words, number, len(blocks), title, zones)
        zones.append(Zone(block, name))
    return zones


def _is_running(words: str) -> bool:
    """Whether a block is a paragraph of a story."""
    return len(words.split()) > 25 and bool(SENTENCE_END.search(words)) and not BOILERPLATE.search(words)


def _zone_of(words: str, number: int, count: int, title: str | None, before: list[Zone]) -> str:
    size = len(words.split())
    ended = bool(SENTENCE_END.search(words))
    if size <= 60 and BOILERPLATE.search(words) and (size <= 12 or not _quoted(words)):
        return "boilerplate"
    if BYLINE.match(words) and size <= 40:
        return "byline"
    if DATELINE.match(words) and size <= 14:
        return "byline"
    if (
        count > 1
        and not any(z.name in ("headline", "body") for z in before)
        and (_same(words, title) or (not ended and size <= 30))
    ):
        return "headline"
    if size <= CAPTION_WORDS and (
        CREDIT.search(words) or (SCENE.search(words) and DATED_PLACE.search(words) and not _quoted(words))
    ):
        return "caption"
    if number and not ended and count > 2:
        return _unended(words, size)
    if TEASER.match(words) and size <= 25 and number and not STORY.match(words):
        return "teaser"
    return "body"


def _unended(words: str, size: int) -> str:
    """A block without a full stop is a heading, a teaser of another story, or text that just lacks it."""
    if TEASER.search(words):
        return "teaser"
    if size <= 6 or (size <= HEADING_WORDS and not FINITE.search(words)):
        return "heading"
    if size > 30 or _quoted(words) or not words[:1].isupper() or TELLING.search(words):
        return "body"
    return "teaser"


def _quoted(words: str) -> bool:
    return bool(re.search(r"[\"“”«»]", words))


def _same(words: str, title: str | None) -> bool:
    return (
        bool(title)
        and re.sub(r"\W+", " ", words).strip().casefold() == re.sub(r"\W+", " ", title or "").strip().casefold()
    )


def find_authors(text: str, zones: list[Zone]) -> tuple[str, ...]:
    """The people that bylines name, in order.

    >>> find_authors("By Lena Holt and Omar Reyes", [Zone(Slice(0, 27), "byline")])
    ('Lena Holt', 'Omar Reyes')
    """
    names: list[str] = []
    for zone in zones:
        match = BYLINE.match(zone.slice.of(text)) if zone.name == "byline" else None
        if match:
            people = next(g for g in (match["by"], match["who"], match["rep"]) if g)
            names += [n for n in re.split(r",\s*(?:and\s+)?|\s+and\s+", people) if n]
    return tuple(dict.fromkeys(names))


def zones_by_token(doc: Doc, zones: list[Zone]) -> list[str]:
    """The name of the zone that each token stands in."""
    names, position = [], 0
    for token in doc:
        while position < len(zones) - 1 and token.idx >= zones[position].slice.end:
            position += 1
        names.append(zones[position].name if zones else "body")
    return names
