"""The four note types. Their schema is frozen: ids, number and order of fields and templates.

Anki pairs fields and templates by id, so a spare field may be renamed and filled later; it must
never be removed, and none may be added. How a card looks may change, and what its fields are called
in Anki: templates, CSS and labels are not part of the schema.
"""

import hashlib
import json
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import NamedTuple

import msgspec

from deckbuilder.base.notes import Kind, Note

_TEMPLATES = Path(__file__).parent / "templates"


class Shown(NamedTuple):
    """How Anki's editor shows a field: its name there, what it says while the field is empty, and whether it is folded."""

    label: str
    description: str
    collapsed: bool = False


_SHOWN = {
    "Prompt": Shown("質問", "カードの表に出る問い、または用語"),
    "Answer": Shown("答え", "カードの裏に出る答え"),
    "Choices": Shown("選択肢", "問いの下に並ぶ選択肢。並び順は日ごとに変わります"),
    "Text": Shown("穴埋めの文", "隠す所に c1 などの印がある文"),
    "Term": Shown("用語", "文の上に出る用語"),
    "Occlusion": Shown("図の覆い", "図の上の覆いの位置。図の編集画面で動かせます"),
    "Image": Shown("図", "覆いをかける図"),
    "Header": Shown("図の題", "図の上に出る題"),
    "Comments": Shown("コメント", "裏の下に出る自分用のコメント"),
    "Place": Shown("場所", "カードの一番上に出る見出し"),
    "Cue": Shown("手がかり", "問いに添える手がかり。何を答えるかなど"),
    "Extra": Shown("補足", "裏の答えの下に出る説明"),
    "Source": Shown("出典", "元のノートのファイルと見出し"),
    "Reverse": Shown("逆向きの問い", "要点から用語を答えるカードの表。空ならそのカードはありません", True),
    "ReverseCue": Shown("逆向きの手がかり", "逆向きの問いに添える手がかり。空なら「これは何？（用語）」", True),
    "Typed": Shown("入力する答え", "打ち込んで答えるカードの正解。空なら打ち込みません", True),
    "Speech": Shown("読み上げ", "音声で読み上げる文。空なら読み上げません", True),
    "Scale": Shown("文字の大きさ", "文字の倍率。空なら標準", True),
    "Status": Shown("状態", "元のノートから消えた項目に出る知らせ", True),
    "Meta": Shown("管理情報", "更新のための記録。変更しないでください", True),
}


class Field(msgspec.Struct, frozen=True):
    """A field of a note type; `tag` is the role of an image-occlusion field (0-4)."""

    name: str
    id: int
    tag: int | None = None

    @property
    def is_spare(self) -> bool:
        """Tell whether nothing is in it yet."""
        return self.name.startswith("Spare")

    @property
    def shown(self) -> Shown:
        """How Anki shows it."""
        if self.is_spare:
            return Shown(self.name.replace("Spare", "予備"), "今は使っていません", True)
        return _SHOWN[self.name]


class Template(msgspec.Struct, frozen=True):
    """A card template; `stem` names its files, STEM_front.html and STEM_back.html."""

    name: str
    id: int
    stem: str
    needs: tuple[str, tuple[int, ...]]
    """Which of its note type's fields its front is empty without: `all` or `any` of these, by their positions."""


class NoteType(msgspec.Struct, frozen=True, dict=True):
    """A note type as it stands in every package."""

    id: int
    name: str
    kind: Kind
    fields: tuple[Field, ...]
    templates: tuple[Template, ...]
    sort_field: int

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """The names of its fields, in order."""
        return tuple(field.name for field in self.fields)

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """What its fields are called in Anki, in order; templates use these."""
        return tuple(field.shown.label for field in self.fields)


def _fields(base: int, *names: str) -> tuple[Field, ...]:
    return tuple(Field(name, base + index) for index, name in enumerate(names))


BASIC = NoteType(
    id=1763791201001,
    name="Deckbuilder 基本",
    kind="basic",
    fields=_fields(
        7304120501100,
        "Prompt", "Answer", "Place", "Cue", "Extra", "Source", "Reverse", "Typed",
        "Speech", "Scale", "Status", "Meta", "ReverseCue", "Spare2", "Spare3", "Spare4",
    ),
    templates=(
        Template("用語 → 答え", 7304120501201, "basic", ("all", (0,))),
        Template("答え → 用語", 7304120501202, "reverse", ("all", (6,))),
    ),
    sort_field=0,
)  # fmt: skip
CLOZE = NoteType(
    id=1763791201002,
    name="Deckbuilder 穴埋め",
    kind="cloze",
    fields=_fields(
        7304120502100,
        "Text", "Term", "Place", "Cue", "Extra", "Source", "Speech", "Scale", "Status", "Meta",
        "Spare1", "Spare2", "Spare3", "Spare4",
    ),
    templates=(Template("穴埋め", 7304120502201, "cloze", ("any", (1, 2, 3, 7))),),
    sort_field=0,
)  # fmt: skip
_OCCLUSION_FIELDS = _fields(
    7304120503100,
    "Occlusion", "Image", "Header", "Extra", "Comments", "Place", "Source", "Scale", "Status",
    "Meta", "Spare1", "Spare2", "Spare3", "Spare4",
)  # fmt: skip
OCCLUSION = NoteType(
    id=1763791201003,
    name="Deckbuilder 図表",
    kind="occlusion",
    fields=tuple(
        Field(field.name, field.id, index if index < 5 else None) for index, field in enumerate(_OCCLUSION_FIELDS)
    ),
    templates=(Template("図表", 7304120503201, "occlusion", ("any", (1, 2, 5, 7))),),
    sort_field=2,
)
CHOICE = NoteType(
    id=1763791201004,
    name="Deckbuilder 選択",
    kind="choice",
    fields=_fields(
        7304120504100,
        "Prompt", "Answer", "Choices", "Place", "Cue", "Extra", "Source", "Speech", "Scale", "Status",
        "Meta", "Spare1", "Spare2", "Spare3", "Spare4", "Spare5", "Spare6",
    ),
    templates=(Template("選択", 7304120504201, "choice", ("any", (0, 2, 3, 4, 8))),),
    sort_field=0,
)  # fmt: skip
ALL: dict[Kind, NoteType] = {notetype.kind: notetype for notetype in (BASIC, CLOZE, OCCLUSION, CHOICE)}

ANSWER_FIELDS: dict[Kind, str] = {"basic": "Answer", "cloze": "Text", "occlusion": "Occlusion", "choice": "Answer"}
"""The field of each kind that holds what it asks for."""
HIDDEN_FIELD = "Meta"
"""Where a note carries its identity; on no card, left out of plain searches."""


def label(name: str) -> str:
    """Return what a field is called in Anki."""
    return _LABELS[name]


_LABELS = {field.name: field.shown.label for notetype in ALL.values() for field in notetype.fields}


def field(note: Note, name: str) -> str:
    """Return the field of a note that has this name."""
    at = _INDEX[note.kind, name]
    return note.joined.split(b"\x1f", at + 1)[at].decode()


_INDEX = {(notetype.kind, name): at for notetype in ALL.values() for at, name in enumerate(notetype.field_names)}


@cache
def sides(stem: str, tts_language: str) -> tuple[str, str]:
    """Return the (front, back) template text of a card, its language for speech and its script filled in."""
    script = _TEMPLATES / f"{stem}.js"
    values = {"@tts@": tts_language, "@script@": script.read_text("utf-8") if script.exists() else ""}
    front, back = ((_TEMPLATES / f"{stem}_{side}.html").read_text("utf-8") for side in ("front", "back"))
    for placeholder, value in values.items():
        front, back = front.replace(placeholder, value), back.replace(placeholder, value)
    return front, back


@cache
def css(kind: Kind) -> str:
    """Return the style sheet of a note type: the common one, then its own."""
    own = ("card", kind) if kind in ("occlusion", "choice") else ("card",)
    return "".join((_TEMPLATES / f"{name}.css").read_text("utf-8") for name in own)


@cache
def look(notetype: NoteType, tts_language: str) -> str:
    """Return a hash of all of a note type that may change without a change of schema."""
    texts = [sides(template.stem, tts_language) for template in notetype.templates]
    fields = [text for field in notetype.fields for text in (field.shown.label, field.shown.description)]
    names = [notetype.name, *fields, *(template.name for template in notetype.templates)]
    return look_of(names, texts, css(notetype.kind))


def look_of(names: Sequence[str], texts: Sequence[tuple[str, str]], style: str) -> str:
    """Return the hash of a look, whether it is ours or stands in a package.

    `names` are those of the type, of its fields, each with its description, and of its templates.
    """
    text = json.dumps([names, texts, style], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
