"""What kinds of notes are called, and what of the notes they ask."""

from deckbuilder.base.notes import Kind
from deckbuilder.base.words import Words

NOTE_KINDS: dict[Kind, Words] = {
    "basic": Words("basic", "基本"),
    "cloze": Words("cloze", "穴埋め"),
    "occlusion": Words("occlusion", "画像"),
    "choice": Words("choice", "選択"),
}
CARD_ROLES = {
    "gist": Words("gist", "要点"),
    "definition": Words("definition", "説明"),
    "question": Words("question", "問い"),
    "sentence": Words("sentence", "文"),
    "caution": Words("caution", "注意書き"),
    "label": Words("labelled line", "名札つきの行"),
    "list": Words("list", "箇条書き"),
    "cell": Words("cell", "表のマス"),
    "table": Words("table", "表"),
    "diagram": Words("diagram", "図"),
    "choice": Words("choice", "選択問題"),
}
"""What the drafts of the rules ask."""
