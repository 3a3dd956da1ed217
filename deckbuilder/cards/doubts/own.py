"""What is of one project, experiment or survey of its author only, and taught nowhere."""

from pathlib import PurePosixPath

from deckbuilder.base.blocks import Entry
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.cards.doubts.drafts import name_of, text_of
from deckbuilder.cards.titles import is_own_design, is_own_document


def is_of_own_document(_entry: Entry, draft: Draft) -> bool:
    """Tell whether what is asked stands in a file on its author's program or work, or in the design of what it makes."""
    file = PurePosixPath(draft.span.path).stem
    return any(map(is_own_document, (file, *draft.trail[:1]))) or is_own_design((file, *draft.trail))


def is_in_repository(_entry: Entry, draft: Draft) -> bool:
    """Tell whether an answer is where code of somebody stands, or what is called so there: github.com/leaf/count の Leaf 型."""
    return bool(_REPOSITORY.match(text_of(draft.body[0])))


_REPOSITORY = lazy(r"\[?(?:https?://)?(?:www\.)?(?:github|gitlab|bitbucket)\.(?:com|org)/")


def is_a_file(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a gist is but the file that something is done in: 葉を数える over 【src/leaf/count.py】; /etc/hosts is known to all."""
    return bool(_FILE.fullmatch(text_of(draft.body[0])))


_FILE = lazy(r"(?:\./)?(?:[\w@-][\w.@-]*/)+[\w.@\[\]-]+\.[a-z]{1,5}")


def is_of_a_machine(_entry: Entry, draft: Draft) -> bool:
    """Tell whether an answer is but the address of some machine, as an example has it: 203.0.113.25; not 127.0.0.1."""
    address = _ADDRESS.fullmatch(text_of(draft.body[0]).replace(" ", ""))
    return address is not None and not _KNOWN.match(address[0]) and not name_of(draft).isascii()


_ADDRESS = lazy(r"[0-9]{1,3}(?:\.[0-9]{1,3}){3}(?:/[0-9]{1,2})?")
_KNOWN = lazy(
    r"0\.0|10\.0\.0\.0|127\.|169\.254\.|172\.16\.0\.0|192\.168\.0\.0|22[4-9]\.|2[3-5][0-9]\.|1\.1\.1\.1|8\.8\.8\.8"
)
"""Addresses that mean the same everywhere."""
