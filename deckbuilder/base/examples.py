"""What `explain` shows of a message: notes that bring it about, and the same notes mended."""

from typing import NamedTuple


class Example(NamedTuple):
    """Notes before and after they are mended."""

    before: str
    after: str


EXAMPLES = {
    "N101": Example(
        "- 表示\n画面に書くこと。\n```python\nprint(1)", "- 表示\n画面に書くこと。\n```python\nprint(1)\n```"
    ),
    "N102": Example("Q: 日本の首都は？", "Q: 日本の首都は？\nA: 東京"),
    "N103": Example(
        "- 首都【穴うめ】\n日本の首都は **東京** である。", "- 首都【穴埋め】\n日本の首都は **東京** である。"
    ),
    "N104": Example(
        "- 甲\n一つめの語である。\n- 乙\n- 丙\n三つめの語である。",
        "- 甲\n一つめの語である。\n- 乙\n二つめの語である。\n- 丙\n三つめの語である。",
    ),
    "N105": Example(
        "- 色\n" + "\n".join(f"・{colour}" for colour in "赤青黄緑紫白黒茶灰"),
        "- 色\n【明るい色】\n・赤\n・黄\n・白\n【暗い色】\n・黒\n・茶\n・灰",
    ),
    "N106": Example("- 語：意味\n<!-- あとで直す", "- 語：意味\n<!-- あとで直す -->"),
    "N107": Example("- 語：意味\n\n【図表】", "- 料金\n【図表】\n| 型 | 値段 |\n|---|---|\n| 甲 | 100円 |"),
    "N109": Example("- 首都【穴埋め】\n日本の首都は東京である。", "- 首都【穴埋め】\n日本の首都は **東京** である。"),
    "N112": Example("- 語\n文に<script>x</script>を入れる。", "- 語\n文に `<script>` を入れる。"),
    "N113": Example("- 語：意味\n<!-- allow: N105 -->", "- 語：意味"),
    "N116": Example("日本の首都は{{c1::東京}}である。", "日本の首都は **東京** である。"),
    "N120": Example("- 面積【入力】\n【$x^2$】", "- 面積【入力】\n【xの二乗】"),
    "N301": Example("- 語：意味\n- 語：意味", "- 語：意味"),
    "N401": Example("- 語\n意味である。\n![図](zu.png)", "- 語\n意味である。"),
}
"""By code, of messages that a few lines of notes show."""
