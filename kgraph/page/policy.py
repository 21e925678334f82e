"""The policy of a page (Content Security Policy): it runs its own scripts and loads nothing."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable


def write_policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """A policy that allows these scripts and styles, pictures that the page makes itself, and nothing else.

    >>> write_policy(["1"], [""])[:60]
    "default-src 'none'; script-src 'sha256-a4ayc/80/OGda4BO/1o/V"
    """
    script, style = (" ".join(_hash(text) for text in texts) for texts in (scripts, styles))
    return f"default-src 'none'; script-src {script}; style-src {style}; img-src data: blob:"


def check_page(html: str) -> list[str]:
    """What is wrong with a page: anything that would be loaded from elsewhere, or a script that its policy forbids."""
    faults = []
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    if not policy or "default-src 'none'" not in policy[1]:
        return ["the page has no policy that forbids loading"]
    frame = re.sub(r"<(script|style)([^>]*)>.*?</\1>", r"<\1\2>", html, flags=re.S)
    faults += [f"the page loads {found}" for found in re.findall(r"<[^>]+\s(?:src|href)\s*=\s*\"?([^\s\">]+)", frame)]
    for attributes, body in re.findall(r"<(?:script|style)([^>]*)>(.*?)</(?:script|style)>", html, flags=re.S):
        if "application/json" not in attributes and _hash(body) not in policy[1]:
            faults.append(f"the policy forbids the script or style that begins with {body.strip()[:40]!r}")
    return faults


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
