"""Which choices are right, by what the notes say of it: nothing is guessed, and what contradicts itself tells nothing."""

import re
import unicodedata
from collections.abc import Sequence

from deckbuilder.base.patterns import lazy
from deckbuilder.base.text import fold
from deckbuilder.read.choices.runs import OpenChoice
from deckbuilder.read.inline import plain

_LABEL = r"[(\[【「『]?\s*(?P<label>10|[A-Ja-jアイウエオカキクケコ1-9])\s*[)\]】」』]?(?![A-Za-z0-9%ァ-ヶーつ]|[.][0-9]|(?!及び|正解)[一-龠])"
_COUNTED = lazy(r"(?:選択肢|肢|番号)\s*(10|[A-Ja-jアイウエオカキクケコ1-9])(?![0-9])|(?<![0-9])(10|[1-9])\s*番(?!目)")
_FIRST = lazy(rf"(?:選択肢|肢)?\s*{_LABEL}")
_FURTHER = lazy(rf"\s*(?:[,、，・&＆/／+＋;]|と|及び|および|and\b|\s)\s*(?:選択肢|肢)?\s*{_LABEL}")
_BEHIND = lazy(
    r"\s*(?:の組み?合わ?せ|が正解|が正しい|です|である|だ|で正解|番)?\s*(?:$|[。.．:：、)(（）\s「『—–―|-]|,(?![0-9])|は|→|=)"
)
_SPELT_OUT = r"[\s.:、)(「『—–―-]*"
"""What may stand between a label and the text of its choice: B. 止め木, B（止め木）."""
_SHUT = lazy(r"[)」』。.]*")
_NAMED = lazy(rf"(?<![A-Za-z0-9ァ-ヶー]){_LABEL}\s*[.:)(「『]\s*(?!\s|$)")
"""A further label with a text behind it."""
_DENIED = lazy(r"誤|不正解|不適|間違|違う|違い|ない|ありません|ので|ため|理由|解説|×|✕")
_TAKEN_BACK = lazy(r"(?:[、,]\s*[A-Jアイウエオカキクケコ1-9])?\s*(?:以外|を?除[くい]|のいずれか|のどちらか|と混同)")
"""What says of the labels in front of it that they are not all right: B、E以外."""
_RUN_TOGETHER = lazy(r"(?P<letters>[A-J]{2,}|[ア-コ]{2,})(?:です|である|だ)?[。.]?")
_PROSE = (
    lazy(
        rf"(?:正解|正答|答え|解答)(?:は|となるのは|:|：)[、,]?\s*{_LABEL}\s*(?:$|[。.．、,:：)\s]|です|で(?:す|ある|しょう)|だ|となる|が|の)"
    ),
    lazy(rf"{_LABEL}\s*が\s*(?:正解|正答|答え|適切|正しい)(?!では|じゃ|とは|だと|と思|か|くな|でな)"),
)


_IS = r"\s*[)）」』]?\s*(?:が正解|が正しい)?(?:です|である|だ|となる|になる)"
_COPULA = lazy(rf"^{_IS}?(?:[。.]|\s|$)|{_IS}[。.]?$")
"""What only says, right behind a label or in the end, that the choice is right."""


def normal(text: str) -> str:
    """Return a text for looking for labels: NFKC, without emphasis, code signs and pictograms in front."""
    text = re.sub(r"\*\*|__|`|==", "", unicodedata.normalize("NFKC", text)).strip()
    return re.sub(r"^[^\w(\[【「『]+", "", text)


def told(rest: str, choices: Sequence[OpenChoice]) -> tuple[frozenset[int], str] | None:
    """Return the places of the right choices that 正解： … tells, and what it says beside; None if it tells none."""
    text = normal(rest)
    labels = {_place(choice.label): at for at, choice in enumerate(choices)}
    if counted := {_place(one or other) for one, other in _COUNTED.findall(text)}:
        found = {labels[label] for label in counted if label in labels}
        return (frozenset(found), "") if len(found) == len(counted) else None
    by_text = _by_text(text, choices)
    labelled = _by_labels(text, labels, choices)
    if labelled is None:
        right = by_text or _run_together(text, labels)
        return (right, "") if right else None
    by_label, end, text_end = labelled
    if _TAKEN_BACK.match(text, text_end):
        return None
    behind = _COPULA.sub("", text[end:]).lstrip(" 　.．:：、。,)）").rstrip(" 　.．:：、。,")
    if (by_text and by_text != by_label) or _names_others(text[end:], labels, by_label):
        return None
    said = _by_text(behind, choices) if behind else None
    if said and not said <= by_label:
        return None
    return by_label, "" if said else behind


def _by_labels(
    text: str, labels: dict[str, int], choices: Sequence[OpenChoice]
) -> tuple[frozenset[int], int, int] | None:
    """Return the choices whose labels a text begins with, each maybe with its text, and where the last label and its text end."""
    match = _FIRST.match(text)
    found: list[int] = []
    end = text_end = 0
    while match:
        at = labels.get(_place(match["label"]))
        if at is None:
            return None
        found.append(at)
        end = match.end()
        text_end = _text_end(text, end, choices[at])
        match = _FURTHER.match(text, end) or _FURTHER.match(text, text_end)
    return (frozenset(found), end, text_end) if found and _BEHIND.match(text, end) else None


def _text_end(text: str, at: int, choice: OpenChoice) -> int:
    """Return where the choice's own text ends that stands behind its label; `at` if it does not."""
    own = normal(choice.open_text.md).rstrip("。. ")
    match = re.compile(_SPELT_OUT + re.escape(own)).match(text, at) if own else None
    if match is None:
        return at
    shut = _SHUT.match(text, match.end())
    return shut.end() if shut else match.end()


def _names_others(behind: str, labels: dict[str, int], right: frozenset[int]) -> bool:
    """Tell whether an answer goes on with other labels and their texts, and does not explain them: B. 木の棒 と E. 縄."""
    named = {labels.get(_place(match["label"])) for match in _NAMED.finditer(behind)} - {None}
    return not named <= right and not _DENIED.search(behind)


def _run_together(text: str, labels: dict[str, int]) -> frozenset[int] | None:
    """Return the choices of letters without anything between them: BE."""
    match = _RUN_TOGETHER.fullmatch(text)
    found = {labels.get(letter) for letter in match["letters"]} if match else {None}
    return frozenset(at for at in found if at is not None) if None not in found else None


def _by_text(text: str, choices: Sequence[OpenChoice]) -> frozenset[int] | None:
    """Return the one choice that a text is, word for word, maybe right behind its label, or the several that it lists."""
    texts = [_folded(choice.open_text.md) for choice in choices]
    says = [{text, _folded(choice.label + text)} for choice, text in zip(choices, texts, strict=True)]
    for parts in ([text], re.split("[、,]|と", text)):
        saying = [[at for at, own in enumerate(says) if _folded(part) in own] for part in parts]
        if all(len(found) == 1 for found in saying) and all(texts):
            return frozenset(at for (at,) in saying)
    return None


def _folded(text: str) -> str:
    bare = re.sub(r"[。．.「」『』()（）]", "", fold(plain(text)))
    return re.sub(r"(?:の組み?合わ?せ|です|である)$", "", bare)


def _place(label: str) -> str:
    label = unicodedata.normalize("NFKC", label)
    return label.upper() if label.isascii() else label


def prose(texts: Sequence[str], choices: Sequence[OpenChoice]) -> frozenset[int] | None:
    """Return the right choice that running text tells of: したがって、（ウ）が正解である。"""
    labels = {_place(choice.label): at for at, choice in enumerate(choices)}
    found = {
        _place(match["label"]) for text in map(normal, texts) for pattern in _PROSE for match in pattern.finditer(text)
    }
    if len(found) != 1 or not found <= labels.keys():
        return None
    return frozenset({labels[found.pop()]})


def marked(question: str, choices: Sequence[OpenChoice]) -> frozenset[int] | None:
    """Return the choices that are marked as right in themselves: [x], ✓, （正）.

    （正） and （誤） say what a statement is; which is right then depends on what is asked for.
    """
    said = [choice.said for choice in choices]
    right = frozenset(at for at, one in enumerate(said) if one == "right")
    if right:
        return right
    wrong_wanted = bool(re.search(r"誤|不適切|適切でない|適当でない|正しくない|間違", question))
    wanted = "false" if wrong_wanted else "true"
    found = frozenset(at for at, one in enumerate(said) if one == wanted)
    return found if "true" in said and "false" in said and len(found) == 1 else None
