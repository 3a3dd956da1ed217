"""The card checks: judged on labelled cards, each by a case and its close miss, and on the shipped deck.

`pytest tests/test_lint.py --accept` writes the table in docs/card-quality.md anew.
"""

import io
import re
from functools import cache
from pathlib import Path
from random import Random

import msgspec
import pytest
from msgspec.structs import fields, replace
from PIL import Image

from deckbuilder.app.lint import figures, findings, spread
from deckbuilder.base.catalogue import CATALOGUE
from deckbuilder.base.diagnostics import severity, text
from deckbuilder.base.model import Limits
from deckbuilder.base.notes import joined
from deckbuilder.pipeline.build import Build
from deckbuilder.quality import checks, many_cards, no_fact, one_card, small_signs
from deckbuilder.quality.card_texts import CardText, card_texts
from deckbuilder.quality.findings import Finding
from tests.builds import build, rebuilt
from tests.labelled import CODES, cards, labelled_build, labels, score, table
from tests.test_cases import MEDIA
from tests.test_engine import shipped

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs" / "card-quality.md"
BEGIN, END = "<!-- scores: made by tests/test_lint.py -->\n", "\n<!-- end of scores -->"
GUARDED = {"N265"}
"""What the builder never lets into a note, so that no notes can show it."""
UNSURE = {"N240", "N241", "N242", "N243", "N244", "N245", "N246", "N247", "N248", "N249"}
"""Why a reading is not sure, which keeps a card from being made."""
UNLABELLED = {"N230", "N234", "N236", "N237", "N238", "N281", "N283", "N284", "N286", "N287"} | UNSURE
"""Codes of which the labelled cards have few."""
DIARY = "".join(f"## {leaf}枚目の葉\n朝に開いて、夜になると閉じていくことが多くなった。\n" for leaf in range(1, 13))
"""What does not define what it stands below, over and over."""
SPEAK_AT_ONCE = b"[quality]\nnear_share = 0\ncue_share = 0\n"


# --- the labelled cards ---------------------------------------------------------------------------


def test_the_labelled_cards_are_many_and_of_every_kind() -> None:
    assert not labelled_build().failed
    assert len(cards()) > 900
    assert set().union(*labels().bad.values(), *labels().close.values()) <= set(CODES)
    few = {code for code in CODES if score(code).bad < 4 or score(code).close < 4}
    assert few == GUARDED | UNLABELLED


@pytest.mark.parametrize("code", [code for code in CODES if severity(code) == "error"])
def test_an_error_is_never_wrong(code: str) -> None:
    assert score(code).wrong == []


def test_the_scores_in_the_docs_are_up_to_date(accept: bool) -> None:
    written = DOCS.read_text("utf-8")
    head, rest = written.split(BEGIN)
    _, tail = rest.split(END)
    if accept:
        DOCS.write_text(f"{head}{BEGIN}\n{table()}\n{END}{tail}", "utf-8")
    assert f"{BEGIN}\n{table()}\n{END}" in DOCS.read_text("utf-8")


def test_the_docs_have_every_check_and_every_limit() -> None:
    written = DOCS.read_text("utf-8")
    assert [code for code in CODES if code not in written] == []
    limits = [f"`{limit.name}` {limit.default:g}" for limit in fields(Limits)]
    assert [limit for limit in limits if limit not in written] == []


# --- each check, and its close miss ---------------------------------------------------------------


def q(question: str, answer: str) -> str:
    return f"Q: {question}\nA: {answer}\n\n"


def marked(*words: str) -> str:
    return "、".join(f"**{word}**" for word in words)


LETTERS = "甲 乙 丙 丁 戊 己 庚 辛 壬 癸".split()
LONG = "朝の市場では、近くの港で揚がったばかりの魚や、山の畑から運ばれてきた野菜が並び、"
"""A clause of 40 characters."""
WIDE_TABLE = "| 名 | 一 | 二 | 三 |\n|---|---|---|---|\n"
ROWS = "".join(f"| {name} | 赤い{name} | 青い{name} | 白い{name} |\n" for name in LETTERS)

CASES = {
    "N201": (q("民法とは？", "あ" * 26), q("民法とは？", "あ" * 25)),
    "N251": (q("民法とは？", "あ" * 41), q("ISO は？", "International Organization for Standardization")),
    "N202": (q("あ" * 51, "民法"), q("あ" * 50, "民法")),
    "N252": (q("あ" * 81, "民法"), q("a" * 81, "民法")),
    "N228": (q("雨が降った。川が増えた。水位は？", "3 m"), q("Mr. Fox と Dr. Who が会った。場所は？", "港")),
    "N203": (q("維新の三傑は？", "西郷、大久保、木戸"), q("画家は？", "レオナルド・ダ・ヴィンチ")),
    "N253": (q("調味料は？", "砂糖、塩、酢、醤油、味噌"), q("騎士は？", "ドン・キホーテ・デ・ラ・マンチャ")),
    "N204": (q("いつ、どこで行われる？", "京都"), q("何回から何回までが正常か？", "60〜100回")),
    "N254": (q("いつ、どこで、誰が行う？", "京都"), q("施行は何年何月何日か？", "1947年5月3日")),
    "N205": (q("永続ボリュームを求めるものは？", "永続ボリューム要求"), q("縦の静脈は？", "上大静脈")),
    "N255": (q("心房細動が起こる場所は？", "心房"), q("整数か。int か str か？", "int")),
    "N206": (
        q("日清戦争の講和条約は？", "下関条約") + q("日清戦争の下関条約で得た島は？", "台湾"),
        q("日清戦争の講和条約は？", "下関条約") + q("下関条約の全権は？", "伊藤博文"),
    ),
    "N257": (q("「行」の音は？", "コウ") + q("「行」の音は？", "ギョウ"), "- 行\nコウ\n\n## 呉音\n- 行\nギョウ\n"),
    "N208": (
        q(f"{LONG}朝に来るのは誰か？", "漁師") + q(f"{LONG}昼に来るのは誰か？", "料理人"),
        q("35条書面の相手方は？", "買主") + q("37条書面の相手方は？", "両方"),
    ),
    "N209": (
        q("平均の散らばりは？", "標準誤差") + q("値の散らばりは？", "標準偏差"),
        q("関ヶ原の戦いは？", "1600年") + q("幕府が開かれたのは？", "1603年"),
    ),
    "N210": (q("EKS の特徴は？", "自動"), "- 昆虫\n昆虫の特徴は、体が **三つ** に分かれることである。\n"),
    "N211": ("- 富士山【基本】\n3776\n", "- 富士山の高さ【基本】\n3776\n"),
    "N212": (q("動脈血か静脈血か？", "動脈血"), q("公序良俗に反する行為の効力は？", "無効")),
    "N213": (f"## {'見' * 28}\n" + q("誰か？", "王"), f"## {'見' * 27}\n" + q("誰か？", "王")),
    "N263": (q("次のうち、正しいものはどれか？", "甲"), q("周期表1族の「次の」金属は？", "ナトリウム")),
    "N214": (f"{marked(*LETTERS[:6])}。\n", "- 六つ\n" + "".join(f"・{letter}\n" for letter in LETTERS[:6])),
    "N264": (f"{marked(*LETTERS[:9])}。\n", f"{marked(*LETTERS[:8])}。\n"),
    "N224": (f"{LONG * 3}==海== に着く。\n", f"{LONG * 2}==海== に着く。\n"),
    "N274": (f"{LONG * 5}==海== に着く。\n", f"{LONG * 4}==海== に着く。\n"),
    "N225": (f"港から{LONG}=={'あ' * 21}== が届く。\n", f"港から{LONG}=={'魚' * 21}== が届く。\n"),
    "N275": (f"港から{LONG}=={'魚' * 36}== が届く。\n", f"港から{LONG}=={'a' * 36}== が届く。\n"),
    "N226": ("網は ==分離された== 。\n", "作曲は ==チャイコフスキー== 。\n"),
    "N282": (
        q("水車を止める物は？", "水門\n解説：A. 水門<br>B. 止め木<br>正解：B"),
        q("水車を止める物は？", "止め木\n解説：A. 水門<br>B. 止め木<br>正解：B"),
    ),
    "N277": ("東京 ==は== 首都である。\n", "桃は ==もも== と書く。\n"),
    "N266": (
        "- 色\n【一覧】\n" + "".join(f"・{letter}\n" for letter in LETTERS[:4]),
        "- 色\n" + "".join(f"・{letter}\n" for letter in LETTERS[:4]),
    ),
    "N217": (WIDE_TABLE + ROWS, WIDE_TABLE + ROWS[: len(ROWS) // 2] + "\n" + WIDE_TABLE + ROWS[len(ROWS) // 2 :]),
    "N267": ("| 名 |  |\n|---|---|\n| 甲 | 一 |\n", "| 名 | 値 |\n|---|---|\n| 甲 | 一 |\n"),
    "N218": ("- 抵当権\n【担保物権の一つ】\n", "- 抵当権【逆】\n占有を移さない担保。\n"),
    "N219": ("現在の上限は ==5つ== である。\n", "将来の額を割り引いた **現在価値** 。\n"),
    "N220": (f"{LONG * 10}。\n", f"{LONG * 4}==川== に着く。{LONG * 4}==丘== に着く。\n- 山\n高い所である。\n木がある。\n"),
    "N221": (f"{LONG * 2}{'あ' * 25}==海== に着く。\n", f"{LONG * 2}{'あ' * 5}==海== に着く。\n"),
    "N271": (f"{LONG * 6}==海== に着く。\n", f"{LONG * 5}==海== に着く。\n"),
    "N281": ("## 3\n- りんご\n- みかん\n", "## 果物\n- りんご\n- みかん\n"),
    "N283": ("- 適用\n第3条の規定は、住民に及ぶ。2項\n", "- 議員\n定数は **3** 人である。\n"),
    "N284": ("- STEP 1\n機材を置く。\n", "- 機材\n測るための道具。\n"),
    "N234": ("- $\\frac{a}{b}$\n【基本】\n割り算である。\n", "- 式 $a$\n割り算である。\n"),
    "N285": ("- 復元\nやさしい版を参照\n", "- 復元\n元に戻すこと。\n"),
    "N286": (
        "## 朝\n- 湯を少し冷ましてからゆっくり注ぎます\n- 茶葉\n- 急須\n",
        "## 朝\n- 少し冷ました湯を注ぐときに使う急須の蓋\n- 茶葉\n- 急須\n",
    ),
    "N287": ("- 葉柄\n【支柱】\n・夏だけ緑\n・冬は枯れる\n", "- 葉柄\n【支柱】\n昼と夜で向きを変えることもある。\n- 托葉\n【小葉】\n"),
    "N236": ("静的に加えて ==動的== にも配る。\n", "静かな場所で ==動的== に配る。\n"),
    "N237": ("魚には ==鯛== などがいる。\n", "魚の王は ==鯛== である。\n"),
    "N238": (q("葉の数", "5枚"), q("葉の数は？", "5枚")),
    "N230": ("- 復元\nやさしい版を参照\n", "- 復元\n元に戻すこと。\n"),
    "N240": ("## 気孔\n夜になると閉じていることが多くなった。\n", "## 気孔\n葉の裏にある穴である。\n"),
    "N241": ("## 葉\n- 光を受ける\n- 表皮\n", "## 葉の要素\n- 表皮\n- 葉脈\n"),
    "N242": ("ある朝に葉を8枚集めた。\n", "葉は最大8枚まで集める。\n"),
    "N243": ("## 本書の使い方\n- 索引：終わりの頁で語を探す所\n", "## 本の作り\n- 索引：終わりの頁で語を探す所\n"),
    "N244": ("- 葉を数える\n```\na = read()\nprint(a)\n```\n", "- 葉を数える\n```\ncount leaf\n```\n"),
    "N245": ("葉は昼に**光を受けて育つ**。\n", "葉は昼に**光合成**をして育つ。\n"),
    "N246": ("| 木 | 備考 |\n|---|---|\n| 桜 | 春に咲く |\n", "| 木 | 季節 |\n|---|---|\n| 桜 | 春に咲く |\n"),
    "N247": (f"- 気孔：葉の裏の穴\n\n{DIARY}", f"- 気孔：葉の裏にある穴\n\n{DIARY[:60]}"),
    "N248": ("- 気孔：葉の裏に多く、朝の光を受けて開いて水と酸素を外へ出し、夜になると水を失わないように閉じているとても小さな穴\n", "- 気孔：葉の裏の穴である。葉の裏に多く、朝の光を受けて開いて水と酸素を外へ出し、夜になると閉じる。\n"),
    "N249": ("Q: 葉の穴も数えられる？\n葉は朝に水をやると開いた\n", "Q: 葉の穴も数えられる？\nA: 数えられる。\n"),
    "N222": ("- 式\n説明。\n```\n" + "あ" * 21 + "\n```\n", "- 式\n説明。\n```\n" + "<" * 40 + "\n```\n![図](eks.png)\n"),
}  # fmt: skip
"""Notes that bring a code about, and close ones that do not."""


def lint_codes(notes: str, settings: bytes = SPEAK_AT_ONCE) -> set[str]:
    result = build(f"# 章\n\n{notes}", settings=settings, media=MEDIA)
    assert {found.code for found in result.diagnostics if severity(found.code) == "error"} <= {"N010"}
    return {finding.code for finding in [*findings(result), *(offer.finding for offer in result.offers)]}


@pytest.mark.parametrize("code", CASES)
def test_a_check_finds_its_case_and_spares_the_close_one(code: str) -> None:
    bad, good = CASES[code]
    assert code in lint_codes(bad)
    assert code not in lint_codes(good)


def as_notes(example: str) -> str:
    """Return what an example of the catalogue is in notes; nothing for one that is only described."""
    parts = example.split(" and ")
    if any(re.search(r"[a-z]{2,} [a-z]{2,}", part) for part in parts):
        return ""
    return "".join(q(*part.split(" → ")) if " → " in part else f"{part}\n" for part in parts)


EXAMPLES = {code: notes for code in CODES if (notes := as_notes(CATALOGUE[code].example.en))}


@pytest.mark.parametrize("below", ["※混同注意\n", "\n※混同注意\n"])
def test_a_line_of_warning_below_both_settles_a_pair_that_is_mixed_up(below: str) -> None:
    one, other = "Q: 平均の散らばりは？\nA: 標準誤差\n", "Q: 値の散らばりは？\nA: 標準偏差\n"
    assert "N209" in lint_codes(f"{one}\n{other}")
    assert "N209" not in lint_codes(one + below + "\n" + other + below)


def test_many_examples_are_notes() -> None:
    assert len(EXAMPLES) >= 15


@pytest.mark.parametrize("code", EXAMPLES)
def test_an_example_of_the_catalogue_brings_its_message_about(code: str) -> None:
    assert code in lint_codes(EXAMPLES[code])


def test_a_cloze_that_anki_would_read_otherwise() -> None:
    card_text = next(card_texts(build("# 章\n==std::vector== は動く配列。\n").deck.notes))
    assert list(one_card.cloze_form(card_text, Limits())) == []
    nested = ("{{c1::外の{{c2::内}}}}", *card_text.note.fields[1:])
    found = list(one_card.cloze_form(_with_fields(card_text, nested), Limits()))
    assert [finding.code for finding in found] == ["N265"]


def _with_fields(card_text: CardText, values: tuple[str, ...]) -> CardText:
    return card_text._replace(note=msgspec.structs.replace(card_text.note, joined=joined(values)))


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("首都 **東京** には、庁舎として **東京都庁** がある。\n", ["東京"]),
        ("- 三つの循環\n・上大静脈\n・静脈\n・心臓\n", ["静脈"]),
        ("相手は **公開鍵** で暗号化し、本人は **秘密鍵** で復号する。\n", []),
        ("間隔は ==5分== と ==15分== の二通りである。\n", []),
        ("**水** は、水素と **酸素** からなる。\n", []),
    ],
)
def test_a_gap_of_the_same_note_must_not_say_the_answer(notes: str, found: list[str]) -> None:
    result = build(f"# 章\n\n{notes}")
    assert [f.card_text.answer for f in findings(result) if f.code in ("N255", "N230") and f.card_text] == found


def test_a_picture_too_large_for_a_phone_is_found_once() -> None:
    notes = "# 章\n- 甲\n![形](heavy.gif)\n- 乙\n![形](heavy.gif)と![点](light.gif)\n- 丙\n![音](heavy.mp3)\n"
    target = io.BytesIO()
    Image.new("L", (4, 4)).save(target, "GIF")
    heavy, light = (target.getvalue().ljust(size, b"\0") for size in (300_001, 300_000))
    media = {"media/heavy.gif": heavy, "media/light.gif": light, "media/heavy.mp3": heavy}
    found = [f for f in findings(build(notes, media=media)) if f.code == "N222"]
    assert [(f.span.first, text(f.diagnostic)) for f in found] == [(2, "a picture of 300 KB does not fit a phone")]


def test_every_code_has_a_case() -> None:
    assert set(CASES) | GUARDED == set(CODES)


@cache
def all_cases() -> Build:
    """Return one build of all cases and their close ones, a file for both."""
    notes = tuple((f"{code}.md", f"# 章\n\n{bad}\n# 他\n\n{good}".encode()) for code, (bad, good) in CASES.items())
    return rebuilt(notes, media=MEDIA, settings=SPEAK_AT_ONCE)


@cache
def found_in_all_cases() -> list[Finding]:
    return findings(all_cases())


def test_every_check_is_brought_about_by_a_case() -> None:
    result = all_cases()
    offered = [offer.finding.card_text for offer in result.offers if offer.finding.card_text]
    of_deck = [*card_texts(result.deck.notes), *offered]
    limits = result.settings.quality
    silent = [check.__name__ for check in checks.OF_ALL_CARDS if not list(check(of_deck, limits))]
    for of_one in checks.OF_ONE_CARD:
        silent += [of_one.__name__] if not any(list(of_one(card_text, limits)) for card_text in of_deck) else []
    silent += [c.__name__ for c in checks.OF_ALL_SECTIONS if not list(c(result.sections, of_deck, limits))]
    assert silent == ["cloze_form"]


def test_the_tables_list_every_check() -> None:
    values = [value for module in (one_card, many_cards, no_fact, small_signs) for value in vars(module).values()]
    numbered = {value for value in values if re.match(r"\d+\. ", getattr(value, "__doc__", None) or "")}
    listed = {
        *checks.OF_ONE_CARD,
        *checks.IN_ITS_FILE,
        *checks.OF_ALL_CARDS,
        *checks.OF_ALL_SECTIONS,
        *checks.OF_ALL_PICTURES,
    }
    assert numbered == listed


# --- the shipped deck and the limits --------------------------------------------------------------


@pytest.mark.slow
def test_the_shipped_deck_passes_its_own_gate() -> None:
    result = shipped()
    found = findings(result)
    assert [text(finding.diagnostic) for finding in found if severity(finding.code) == "error"] == []
    grave = [finding for finding in found if severity(finding.code) != "info"]
    warned = {(finding.card_text.note.guid, finding.card_text.ordinal) for finding in grave if finding.card_text}
    assert len(warned) <= 0.05 * sum(1 for _ in card_texts(result.deck.notes))


@pytest.mark.parametrize("limit", [limit.name for limit in fields(Limits)])
def test_every_limit_changes_what_is_found(limit: str) -> None:
    usual = all_cases()

    def found(value: float) -> list[Finding]:
        quality = replace(usual.settings.quality, **{limit: value})
        return findings(replace(usual, settings=replace(usual.settings, quality=quality)))

    assert any(found(value) != found_in_all_cases() for value in (0, 1_000_000))


def test_a_section_of_which_most_is_only_shown_is_told() -> None:
    lines = [f"その{at}は、{'とても' * 12}長い説明の文である。" for at in range(9)]
    shown = "# 山\n- 山\n高い所である。\n" + "\n".join(lines) + "\n"
    told = [found for found in findings(build(shown)) if found.code == "N220"]
    assert [(found.span.first, text(found.diagnostic)) for found in told] == [
        (1, "“山” is only shown on backs, in 82 % of its lines")
    ]
    assert "N220" not in lint_codes(shown, b"[quality]\nshown_share = 0.9\ndensity_low = 0\n")


def test_a_limit_is_set_in_deck_toml() -> None:
    notes = q("民法とは？", "あ" * 30)
    assert "N201" in lint_codes(notes, b"")
    assert "N201" not in lint_codes(notes, b"[quality]\nanswer_warn = 30\n")
    assert "N251" in lint_codes(notes, b"[quality]\nanswer_error = 20\n")


def test_an_unknown_limit_names_the_nearest() -> None:
    result = build("# 章\n- 用語\n説明。\n", settings=b"[quality]\nanswer_warm = 30\n")
    assert [(found.code, found.span.first, found.args) for found in result.diagnostics] == [
        ("N004", 2, ("answer_warm", "answer_warn"))
    ]


# --- the figures ----------------------------------------------------------------------------------


def test_the_figures_leave_open_what_differs_from_card_to_card() -> None:
    result = build("# 章\n\n" + q("民法とは？", "あ" * 30))
    said = figures(result, findings(result))
    assert "warning[N201] the answer has … characters (over …)" in said
    assert "{" not in said


@pytest.mark.parametrize(("values", "of_them"), [([], (0, 0)), ([3], (3, 3)), ([1, 9], (5, 9)), (range(1, 101), (50.5, 95)), (range(1, 22), (11, 20))])  # fmt: skip
def test_the_95th_percentile_is_that_of_the_nearest_rank(values: list[float], of_them: tuple[float, float]) -> None:
    assert spread(values) == of_them


def test_sketches_of_fronts_hide_no_two_that_are_nearly_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    random = Random(0)
    words = "水 空気 鉄 銅 塩 砂糖 酢 油 紙 石".split()
    lines = [
        f"Q: {random.choice(words)}が{random.choice(words)}に触れたときに起こる変化の第{number}段階で使う物は？\nA: 薬{number}\n"
        for number in range(200)
    ]
    made = list(card_texts(build("# 変化\n\n" + "\n".join(lines)).deck.notes))
    found = list(many_cards.similar_front(made, Limits()))
    monkeypatch.setattr(many_cards, "_SKETCH", 1)  # all sketches are the same, so that none spares anything
    assert len(found) > 20
    assert found == list(many_cards.similar_front(made, Limits()))
