"""Edits that real notes went through, each with what has to become of the cards: before, after, expected."""

from pathlib import Path
from typing import NamedTuple

import pytest

from deckbuilder.anki.package import packed
from deckbuilder.pipeline.build import Build
from tests.builds import NOW, build, codes
from tests.engine import Engine


class Case(NamedTuple):
    """Two versions of notes, and which texts of the first go on as which of the second; all others are new."""

    before: str
    after: str
    follows: dict[str, str]
    """A part of a card's text before -> a part of that card's text after."""
    new: tuple[str, ...] = ()
    """Parts of texts that have to be new cards."""
    told: bool = False


LAND = "## {0}国\n【図表】\n| 項目 | 内容 |\n|---|---|\n| 首都 | {0}府市 |\n| 通貨 | {0}貨 |\n"
HISTORY = "# 船の本\n## 港\n- 灯台\n海を照らす塔である。\n"
PACK = "# 荷\n## 門\n人を数える所である。\n\n## pack【基本】\n\n{}\n\n|操作|内容|\n|--|--|\n|-i|荷を入れる|\n\n## 橋\n川を渡る物である。\n"
LAMPS = (
    "# 岬\nQ: 鐘を聞く札は？\nA: ランプロール\n\nQ: 帳面を読む札は？\nA: ランプロール\n\nQ: 倉を開ける札は？\nA: ランプロール\n"
    "{}の役人が舟に渡す紙では、同じ港に着いた二人の船頭が同じ許しを持ってしまい、夜明けまで誰の荷なのか分からない。\n"
)
CASES = {
    "a long answer, its heading and the one above renamed": Case(
        "# 金属\n## 沈むもの\n「鉛が沈みやすく、軽い金属が沈みにくい」を覚える性質。\n",
        "# 金属の本\n## 水に沈むものの表\n「鉛が沈みやすく、軽い金属が沈みにくい」を覚える性質。\n",
        {"鉛が沈みやすく": "鉛が沈みやすく"},
    ),
    "brackets taken off throughout, in sentences that are alike": Case(
        "# 海\n- 航海\n" + "".join(f"{at}世紀の後半に ==( {name}国 )== が船を出した。\n" for at, name in zip("三四五六七八九", "甲乙丙丁戊己庚", strict=True)),
        "# 海\n- 航海\n" + "".join(f"{at}世紀の後半に =={name}国== が船を出した。\n" for at, name in zip("三四五六七八九", "甲乙丙丁戊己庚", strict=True)),
        {f"{at}世紀": f"{at}世紀" for at in "三四五六七八九"},
    ),
    "a long bracket put behind a short sentence": Case(
        "# 倉庫\n- 棚\n棚は上から5段まで使ってよいです。\n",
        "# 倉庫\n- 棚\n棚は上から5段まで使ってよいです（ただし重い荷物や壊れやすい品物を置くときは係の者に前もって知らせて許しを得ておくこと）。\n",
        {"上から": "上から"},
    ),
    "a list moved below a new heading, with a typo mended": Case(
        "# 準備\n- 持ち物の種類\n・懐中電灯\n・乾電地\n・飲み水\n## 片付け\n- 順番\n箱から先に運び出す。\n",
        "# 準備\n## 片付け\n- 順番\n箱から先に運び出す。\n## 遠足の支度\n- 持ち物の種類\n・懐中電灯\n・乾電池\n・飲み水\n",
        {"懐中電灯": "懐中電灯"},
    ),
    "heading and sentence reworded together, the neighbours untouched": Case(
        HISTORY + "## 帆の話\n- 帆\n帆は風を受けて船を進める布である。\n## 錨\n- 錨\n船を海の底につなぎとめる。\n",
        HISTORY + "## 帆について\n- 帆\n風を受け、船を前へ進める大きな布。\n## 錨\n- 錨\n船を海の底につなぎとめる。\n",
        {"風を受けて船を": "大きな布"},
    ),
    "a typo in a cell of two letters that other cells have too": Case(
        "# 町\n- 役の比較\n| 役 | 時 | 道 |\n|---|---|---|\n| 俳人 | 夜間 | 左派 |\n| 役人 | 春分 | 左派 |\n| 供人 | 左派 | 本道 |\n",
        "# 町\n- 役の比較\n| 役 | 時 | 道 |\n|---|---|---|\n| 俳人 | 夜間 | 左か派 |\n| 役人 | 春分 | 左派 |\n| 供人 | 左派 | 本道 |\n",
        {"俳人 ─ 道": "俳人 ─ 道"},
    ),
    "a typo amid a cell of three letters that other cells have too": Case(
        "# 町\n- 役の比較\n| 役 | 時 | 道 |\n|---|---|---|\n| 俳人 | 夜間 | 右回り |\n| 役人 | 春分 | 右回り |\n| 供人 | 右回り | 本道 |\n",
        "# 町\n- 役の比較\n| 役 | 時 | 道 |\n|---|---|---|\n| 俳人 | 夜間 | 右れり |\n| 役人 | 春分 | 右回り |\n| 供人 | 右回り | 本道 |\n",
        {"俳人 ─ 道": "俳人 ─ 道"},
    ),
    "a row's name translated, its cells untouched": Case(
        "# 表\n- 分離\n| 水準 | 汚れた読み | 幻の行 |\n|---|---|---|\n| 直列化可能 | 決して起こらない | これも起こらない |\n| 反復可能 | やはり起きない | まれに起こる |\n",
        "# 表\n- 分離\n| 水準 | 汚れた読み | 幻の行 |\n|---|---|---|\n| SERIALIZABLE | 決して起こらない | これも起こらない |\n| 反復可能 | やはり起きない | まれに起こる |\n",
        {"決して起こらない": "決して起こらない", "これも起こらない": "これも起こらない"},
    ),
    "a term renamed, its short gist and what is said of it untouched": Case(
        "# 港\n- 浮標\n【浅瀬の印】\n鎖で海の底につなぎ、夜には灯をともす。\n\n- 灯台\n【岬の印】\n岬の在りかを教える。\n",
        "# 港\n- ブイ\n【浅瀬の印】\n鎖で海の底につなぎ、夜には灯をともす。\n\n- 灯台\n【岬の印】\n岬の在りかを教える。\n",
        {"浅瀬の印": "ブイ"},
    ),
    "a term in the place of another, of which the same is said as of all there": Case(
        "# 荷\n- 樽：有料\n  前の日までに申し出ること。\n- 俵：有料\n  前の日までに申し出ること。\n- 籠：無料\n  前の日までに申し出ること。\n",
        "# 荷\n- 樽：有料\n  前の日までに申し出ること。\n- 壺：有料\n  前の日までに申し出ること。\n- 籠：無料\n  前の日までに申し出ること。\n",
        {"樽": "樽", "籠": "籠"},
        new=("壺",),
        told=True,
    ),
    "a sentence split in two": Case(
        "# 川\n- 上流\n川の上流では流れが速く、**侵食** の働きが大きい。\n",
        "# 川\n- 上流\n川の上流では流れが速い。\nそのため **侵食** の働きが大きい。\n",
        {"侵食": "侵食"},
    ),
    "a sentence with two marks split in two": Case(
        "# 川\n- 上流\n上流では ==流れ== が速く、==侵食== の働きが大きい。\n",
        "# 川\n- 上流\n上流では ==流れ== が速い。そのため ==侵食== の働きが大きい。\n",
        {"侵食": "そのため"},
        new=("が速い。",),
        told=True,
    ),
    "two sentences with marks merged": Case(
        "# 川\n- 上流\n上流では ==流れ== が速い。そのため ==侵食== の働きが大きい。\n",
        "# 川\n- 上流\n上流では ==流れ== が速く、==侵食== の働きが大きい。\n",
        {"侵食": "侵食"},
        told=True,
    ),
    "a sign that looks like a blank in the place of another": Case(
        "# 書き方\n見張りの名は丸で==○==と書き、船の名は省かない。\n\n線は下の端で==_==と引くと切れる。\n",
        "# 書き方\n見張りの名は丸で==○○==と書き、船の名は省かない。\n\n線は下の端で==___==と引くと切れる。\n",
        {"見張り": "見張り", "下の端": "下の端"},
    ),
    "a definition split in two": Case(
        "# 川\n- 上流\n水の流れが速く、石を削る所である。\n",
        "# 川\n- 上流\n水の流れが速い所である。石を削る。\n",
        {"流れが速く": "流れが速い"},
    ),
    "rows of a glossary become headings with terms, their answers short": Case(
        "# 言葉\n## 用語\n| 用語 | 説明 |\n|---|---|\n| 変数 代入 | 値を入れること |\n| 関数 定義 | 名をつけること |\n",
        "# 言葉\n## 変数\n- 代入\n値を入れること\n## 関数\n- 定義\n名をつけること\n",
        {"変数 代入": "代入", "関数 定義": "定義"},
    ),
    "cells become lines below terms": Case(
        "# 型\n## 型の比べ\n| 型 | 速さ | 値段 |\n|---|---|---|\n| 甲型 | 歩く人の倍 | 高い方 |\n| 乙型 | 歩く人の半分 | 安い方 |\n",
        "# 型\n## 型の比べ\n- 甲型\n    - 速さ：歩く人の倍\n    - 値段：高い方\n- 乙型\n    - 速さ：歩く人の半分\n    - 値段：安い方\n",
        {"甲型 ─ 速さ": "歩く人の倍", "乙型 ─ 値段": "安い方"},
    ),
    "the only chapter of a template replaced by another": Case(
        "# 第1章\n【概要】\n夏の夜に樹液を吸う虫のことである。\n【特徴】\n雄だけが長い角を持つこと。\n【仕組み】\n固い翅の下に薄い翅をたたむ作りである。\n",
        "# 第1章\n【概要】\n冷たい海に住む大きな蟹のことである。\n【特徴】\n細い脚と赤い殻を持つ姿である。\n【仕組み】\n柔らかい殻を脱いで大きくなる作りである。\n",
        {},
        new=("冷たい海", "細い脚", "柔らかい殻"),
        told=True,
    ),
    "the facets of a chapter reworded": Case(
        "# 第1章\n【概要】\n夏の夜に樹液を吸う虫のことである。\n【特徴】\n雄だけが長い角を持つこと。\n【仕組み】\n固い翅の下に薄い翅をたたむ作りである。\n",
        "# 第1章\n【概要】\n樹液に夜集まってくる虫の仲間である。\n【特徴】\n頭の長い角は雄のものである。\n【仕組み】\n薄い翅を固い方の下にしまっておく作りである。\n",
        {"樹液を吸う": "樹液に夜", "長い角を持つ": "長い角は", "たたむ": "しまって"},
    ),
    "another question of a pattern": Case(
        "# 係\n" + "".join(f"## {what}係は？\n{who}の係である。\n" for what, who in zip(("屋根を守る", "窓を拭く", "床を掃く", "庭を見る"), "甲乙丙丁", strict=True)),
        "# 係\n" + "".join(f"## {what}係は？\n{who}の係である。\n" for what, who in zip(("窓を拭く", "床を掃く", "庭を見る", "鍵を持つ"), "乙丙丁戊", strict=True)),
        {"窓を": "窓を"},
        new=("鍵を持つ",),
        told=True,
    ),
    "another sentence that hides the same": Case(
        "# 大雨\n- 氾濫\n川の水は堤を越えて **下流平野** へあふれ出る。\n",
        "# 大雨\n- 氾濫\n山の土は少しずつ **下流平野** にたまって厚くなる。\n",
        {},
        new=("山の土",),
        told=True,
    ),
    "a sentence of a pattern of which only the hidden word stays": Case(
        "# 国\n- 首都\n山国の都は **甲府** である。\n- 川\n海に注ぐ水の流れである。\n",
        "# 国\n- 首都\n島国の港は **甲府** である。\n- 川\n海に注ぐ水の流れである。\n",
        {"海に注ぐ": "海に注ぐ"},
        new=("島国の港",),
        told=True,
    ),
    "a sentence reworded round a long gap": Case(
        "# 海\n- 調べの結果\nこのことは、 ==岬の白い塔が夜の船を岸から遠ざけていた== 見込みを示す。\n",
        "# 海\n- 調べの結果\nこのことから、 ==岬の白い塔が夜の船を岸から遠ざけていた== と考えられる。\n",
        {"見込み": "考えられる"},
    ),
    "a term and a question of a pattern of which only the short answer stays": Case(
        "# 町\n- 北の塔：甲府\n- 川：海に注ぐ水の流れ\n\nQ: 北の町が誇る産物は何か？\nA: 林檎\n\nQ: 夏の祭の主役は何か？\nA: 花火\n",
        "# 町\n- 西の池：甲府\n- 川：海に注ぐ水の流れ\n\nQ: 古い蔵で作られる酒の元は何か？\nA: 林檎\n\nQ: 夏の祭の主役は何か？\nA: 花火\n",
        {"夏の祭": "夏の祭", "海に注ぐ": "海に注ぐ"},
        new=("西の池", "酒の元"),
        told=True,
    ),
    "a term and its definition replaced by their counterpart": Case(
        "# 光\n- 凸の鏡\n外へ膨らんで光の筋を広げる鏡である。\n- 影\n光の届かない所である。\n",
        "# 光\n- 凹の鏡\n内へ窪んで光の筋を集める鏡である。\n- 影\n光の届かない所である。\n",
        {"光の届かない": "光の届かない"},
        new=("凹の鏡",),
        told=True,
    ),
    "a definition corrected": Case(
        "# 光\n- 凸の鏡\n内へ窪んで光の筋を集める鏡である。\n- 影\n光の届かない所である。\n",
        "# 光\n- 凸の鏡\n外へ膨らんで光の筋を広げる鏡である。\n- 影\n光の届かない所である。\n",
        {"凸の鏡": "凸の鏡", "光の届かない": "光の届かない"},
    ),
    "a term corrected": Case(
        "# 光\n- 凹の鏡\n外へ膨らんで光の筋を広げる鏡である。\n- 影\n光の届かない所である。\n",
        "# 光\n- 凸の鏡\n外へ膨らみ、光の筋を広げる鏡である。\n- 影\n光の届かない所である。\n",
        {"凹の鏡": "凸の鏡", "光の届かない": "光の届かない"},
    ),
    "a term added to, and its definition in other words": Case(
        "# 光\n- 凸の鏡\n外へ膨らんで光の筋を広げる鏡である。\n- 影\n光の届かない所である。\n",
        "# 光\n- 凸の鏡（丸い鏡）\n丸く膨らんで光の筋を散らす鏡である。\n- 影\n光の届かない所である。\n",
        {"凸の鏡": "凸の鏡", "光の届かない": "光の届かない"},
    ),
    "a sentence replaced by its counterpart": Case(
        "# 川\n流れの石が **下流** に残したものを州と呼ぶ。\n雨を受けて増える水を **出水** と呼ぶ。\n海に近い流れには **潮** が上る。\n",
        "# 川\n流れの石が **下流** に残したものを州と呼ぶ。\n日照りで減る水を **渇水** と呼ぶ。\n海に近い流れには **潮** が上る。\n",
        {"下流": "下流", "海に近い": "海に近い"},
        new=("渇水",),
        told=True,
    ),
    "a hidden word corrected": Case(
        "# 川\n流れの石が **下流** に残したものを州と呼ぶ。\n雨を受けて増える水を **渇水** と呼ぶ。\n海に近い流れには **潮** が上る。\n",
        "# 川\n流れの石が **下流** に残したものを州と呼ぶ。\n雨を受け、増えた水を **出水** と呼ぶ。\n海に近い流れには **潮** が上る。\n",
        {"下流": "下流", "海に近い": "海に近い", "渇水": "出水"},
    ),
    "a question and its answer that is the other of two": Case(
        "# 木\nQ: 冬に葉を落とさない木を何と呼ぶか。\nA: 常緑樹\n\nQ: 木の年を数える輪は何か。\nA: 年輪\n",
        "# 木\nQ: 冬に葉を落とす木を何と呼ぶか。\nA: 落葉樹\n\nQ: 木の年を数える輪は何か。\nA: 年輪\n",
        {"木の年を": "木の年を"},
        new=("落とす木",),
        told=True,
    ),
    "a question and its answer that is the other of two, told in hiragana": Case(
        "# 花\nQ: 夕方にひらく花はどれか。\nA: 月見草\n\nQ: 岬の崖に咲く花はどれか。\nA: 浜菊\n",
        "# 花\nQ: 夕方にしぼむ花はどれか。\nA: 露草\n\nQ: 岬の崖に咲く花はどれか。\nA: 浜菊\n",
        {"浜菊": "浜菊"},
        new=("露草",),
        told=True,
    ),
    "a year with another event": Case(
        "# 港\n1554年　灯台に油の火がともった\n1727年　北の岬に船着き場ができた\n1869年　鉄の桟橋が架かった\n",
        "# 港\n1554年　灯台に油の火がともった\n1723年　南の島に船着き場ができた\n1869年　鉄の桟橋が架かった\n",
        {"油の火": "油の火", "鉄の桟橋": "鉄の桟橋"},
        new=("南の島",),
        told=True,
    ),
    "a column replaced by another": Case(
        "# 棚\n- 棚の表\n| 棚 | 更新 | 色 |\n|---|---|---|\n| 甲棚 | 毎日 | 赤 |\n| 乙棚 | 毎週 | 青 |\n",
        "# 棚\n- 棚の表\n| 棚 | 廃棄 | 色 |\n|---|---|---|\n| 甲棚 | 三年後 | 赤 |\n| 乙棚 | 五年後 | 青 |\n",
        {"甲棚 ─ 色": "甲棚 ─ 色"},
        new=("甲棚 ─ 廃棄", "乙棚 ─ 廃棄"),
        told=True,
    ),
    "the column of a glossary replaced by another": Case(
        "# 語彙\n\n| 用語 | 説明 |\n|---|---|\n| 登記 | 土地の持ち主を役所に書き留める。 |\n| 歌 | 港に伝わる古い舟歌の名残だ。 |\n",
        "# 語彙\n\n| 用語 | 範囲 |\n|---|---|\n| 登記 | 右回りの神 |\n| 歌 | 左派の座 |\n",
        {},
        new=("登記 ─ 範囲", "歌 ─ 範囲"),
    ),
    "cells of a row put below the names that they belong to": Case(
        "# 講話\n| 日 | 話し手 | 題 | 集まり |\n|---|---|---|---|\n| 六日 | 東野台磨車会セミナー | 丁田 | 「砂と塩のシミュレーション」（東野台会館北野原ホール） |\n| 三日 | 甲田 | 石の話 | 西野台の会 |\n| 四日 | 乙田 | 帆の話 | 東野台の会 |\n| 五日 | 丙田 | 橋の話 | 東野台と西野台 |\n",
        "# 講話\n| 日 | 話し手 | 題 | 集まり |\n|---|---|---|---|\n| 六日 | 丁田 | 「砂と塩のシミュレーション」 | 東野台磨車会セミナー |\n| 三日 | 甲田 | 石の話 | 西野台の会 |\n| 四日 | 乙田 | 帆の話 | 東野台の会 |\n| 五日 | 丙田 | 橋の話 | 東野台と西野台 |\n",
        {"三日 ─ 集まり": "三日 ─ 集まり"},
        new=("六日 ─ 題", "六日 ─ 集まり"),
        told=True,
    ),
    "a row replaced by another that shares a short cell": Case(
        "# 棚\n- 棚の表\n| 棚 | 更新 | 色 |\n|---|---|---|\n| 甲棚 | 毎日 | 赤 |\n| 乙棚 | 毎週 | 青 |\n",
        "# 棚\n- 棚の表\n| 棚 | 更新 | 色 |\n|---|---|---|\n| 甲棚 | 毎日 | 赤 |\n| 丙箱 | 随時 | 青 |\n",
        {"甲棚 ─ 色": "甲棚 ─ 色"},
        new=("丙箱 ─ 更新", "丙箱 ─ 色"),
        told=True,
    ),
    "an article of a law in the place of another": Case(
        "# 条文\n| 条 | 定める事 | 要る物 |\n|---|---|---|\n| 第1条 | 国の名前を決める | 皇帝の署名 |\n| 第2条 | 旗の色を決める | 議会の議決 |\n",
        "# 条文\n| 条 | 定める事 | 要る物 |\n|---|---|---|\n| 第1条 | 国の名前を決める | 皇帝の署名 |\n| 第9条 | 兵の数を決める | 議会の議決 |\n",
        {"皇帝の": "皇帝の"},
        new=("第9条 ─ 定める事", "第9条 ─ 要る物"),
        told=True,
    ),
    "a row replaced by its counterpart": Case(
        "# 村\n| 係 | 任期 | 人数 |\n|---|---|---|\n| 上の係 | 四年の間 | 二百人 |\n| 中の係 | 五年の間 | 三百人 |\n",
        "# 村\n| 係 | 任期 | 人数 |\n|---|---|---|\n| 上の係 | 四年の間 | 二百人 |\n| 下の係 | 六年の間 | 五百人 |\n",
        {"上の係 ─ 任期": "上の係 ─ 任期"},
        new=("下の係 ─ 任期", "下の係 ─ 人数"),
        told=True,
    ),
    "a row renamed, one of its cells corrected": Case(
        "# 村\n| 係 | 任期 | 人数 |\n|---|---|---|\n| 上の係 | 四年の間 | 二百人 |\n| 中の係 | 五年の間 | 三百人 |\n",
        "# 村\n| 係 | 任期 | 人数 |\n|---|---|---|\n| 上の係 | 四年の間 | 二百人 |\n| 下の係 | 六年の間 | 三百人 |\n",
        {"上の係 ─ 任期": "上の係 ─ 任期", "中の係 ─ 任期": "下の係 ─ 任期", "中の係 ─ 人数": "下の係 ─ 人数"},
    ),
    "the name of a column given to a new one": Case(
        "# 升\n| 名 | 値 |\n|---|---|\n| 大升 | 百万 |\n| 中升 | 十億 |\n| 小升 | 一兆 |\n",
        "# 升\n| 名 | 桁 | 値 |\n|---|---|---|\n| 大升 | 百万 | 1,000,000 |\n| 中升 | 十億 | 1,000,000,000 |\n| 小升 | 一兆 | 1,000,000,000,000 |\n",
        {"百万": "百万", "十億": "十億", "一兆": "一兆"},
        new=("大升 ─ 値", "小升 ─ 値"),
    ),
    "all names of a table translated": Case(
        "# 表\n- 分離\n| 水準 | 汚れ | 幻 |\n|---|---|---|\n| 確定読取 | 防がれている | 時々起こる |\n| 直列化 | 決して起きない | これもない |\n",
        "# 表\n- 分離\n| 水準 | dirty | phantom |\n|---|---|---|\n| COMMITTED | 防がれている | 時々起こる |\n| SERIALIZABLE | 決して起きない | これもない |\n",
        {"防がれている": "防がれている", "時々起こる": "時々起こる", "これもない": "これもない"},
    ),
    "a table transposed, most of its cells short": Case(
        "# 型\n- 型の表\n| 型 | 値段 | 速さ |\n|---|---|---|\n| 甲型 | 高い方 | 並の方 |\n| 乙型 | 安い方 | 並の方 |\n",
        "# 型\n- 型の表\n| 項目 | 甲型 | 乙型 |\n|---|---|---|\n| 値段 | 高い方 | 安い方 |\n| 速さ | 並の方 | 並の方 |\n",
        {"甲型 ─ 値段": "値段 ─ 甲型", "甲型 ─ 速さ": "速さ ─ 甲型", "乙型 ─ 速さ": "速さ ─ 乙型"},
    ),
    "the picture of a section of a pattern replaced by another": Case(
        "# 国々\n" + "".join(LAND.format(one) for one in "甲乙丙丁戊"),
        "# 国々\n" + "".join(LAND.format(one) for one in "甲乙丁子戊"),
        {"丁国": "丁国"},
        new=("子国",),
        told=True,
    ),
    "an answer reworded, and now the first of several bullets": Case(
        "# 駅\n- 万年帳簿サービス\n係のいらない鍵値の帳面\n",
        "# 駅\n- 万年帳簿サービス\n    - 係のいらない札と値を組にした形の任せきりの帳面\n    - 使う所\n    - 早見\n",
        {"鍵値の帳面": "任せきりの帳面"},
    ),
    "definitions that became numbered items with bullets, below a heading of their own": Case(
        "# 本\n## 決まり\n- 運用品質\n    - 値打ちを実らせるための絶えない改善の作り（例：配る管）\n- 費用節約\n    - もっとも安く仕組みを動かして値打ちを実らせる（例：任せる品）\n",
        "# 本\n## 決まり\n### 五つの柱\n1. 運用品質\n    - 値打ちを実らせるための絶えない改善の作り\n    - たとえば、配る管の作り等\n2. 費用節約\n    - もっとも安く仕組みを動かして値打ちを実らせる\n    - 具体的には、任せる品\n",
        {"絶えない改善": "絶えない改善", "もっとも安く": "もっとも安く"},
    ),
    "a long list moved and mended, while the terms beside it got other answers": Case(
        "# 蔵\n## 品\n- 名札の三つの役目\n    1. 期限をつけて品を見せる\n    2. 守りを変えずに許す\n    3. 合い言葉で品を取らせる\n- 箱\n    - 木で作った入れ物\n- 錠\n    - 鉄の輪\n",
        "# 蔵\n## 新しい品\n### 守り\n- 名札の三つの役目\n    1. 期限をつけて品を見せる\n    2. 守りを変えずに許す\n    3. その言葉で品を取らせる\n- 箱\n    - 鍵のかかる所\n- 錠\n    - 夜に閉める\n",
        {"合い言葉": "その言葉"},
        new=("鍵のかかる所", "夜に閉める"),
        told=True,
    ),
    "definitions added to one and all, from below a heading that went": Case(
        "# 器\n## 南の品\n### 順位\n- 黒い大甕: 山の国の職人が作る\n- 茶の丸盆: 海の国の職人が作る\n## 北の品\n### 順位\n- 青い大壺: 山の国の職人が作る\n- 赤い平皿: 海の国の職人が作る\n- 緑の小瓶: 川の国の職人が作る\n",
        "# 器\n## 南の品\n- 黒い大甕: 山の国の職人が作る\n- 茶の丸盆: 海の国の職人が作る\n## 北の品\n- 青い大壺: 山の国の職人が作る、水を入れる型、蓋なし\n- 赤い平皿: 海の国の職人が作る、飯を盛る型\n- 緑の小瓶: 川の国の職人が作る、何にでも使える瓶\n",
        {"青い大壺": "青い大壺", "赤い平皿": "赤い平皿", "緑の小瓶": "緑の小瓶"},
    ),
    "a section of a pattern replaced by another whose answer only begins as that one did": Case(
        "# 国々\n## 甲の国\n- 都の様子: 川べりの古い町\n## 乙の国\n- 都の様子: 海ぞいの大きな港\n",
        "# 国々\n## 乙の国\n- 都の様子: 海ぞいの大きな港\n## 丁の国\n- 都の様子: 川べりの古い町から逃れた人々が山の上に築いた城と市場\n",
        {"海ぞい": "海ぞい"},
        new=("川べり",),
        told=True,
    ),
    "kinds below a name that became labels with the names of each kind": Case(
        "# 芸\n## 踊りの芸\n- 扇舞\n  - 花扇舞: 上の組\n  - 鈴扇舞: 枠の組\n  - 傘扇舞: 枠の組\n- 剣舞\n  - 影剣舞: 下の組\n",
        "# 芸\n## 踊りの芸\n- 上位\n  - 扇舞\n    - 上の組: 花扇舞\n    - 表の枠の組: 鈴扇舞, 傘扇舞\n  - 剣舞\n    - 下の組: 影剣舞\n",
        {},
        new=("花扇舞", "影剣舞"),
        told=True,
    ),
    "a column's name and its cells added to": Case(
        "# 音\n| 段 | 名前 | 例 |\n|---|---|---|\n| 甲 | ŋ eng | うみ |\n| 乙 | schwa | やま |\n| 丙 | script a | かわ |\n",
        "# 音\n| 段 | 名前 (IPA Name) | 例 |\n|---|---|---|\n| 甲 | lower case eng（エング） | うみ |\n| 乙 | hooked schwa（シュワー） | やま |\n| 丙 | small script a with length mark | かわ |\n",
        {"甲 ─ 名前": "甲 ─ 名前", "乙 ─ 名前": "乙 ─ 名前", "丙 ─ 名前": "丙 ─ 名前"},
    ),
    "gists reworded one and all, below a heading that was added to": Case(
        "# 配る\n## 移し方\n- リニア\n【等しい割合・等しい間隔での移行】\n- カナリア\n【二段階の移行】\n- 一括\n【一度の移行】\n## 戻し方\n- 巻き戻し\n【前の版への復帰】\n",
        "# 配る\n## 移し方の設定\n- リニア\n【等しい割合を等しい間隔で移すデプロイ設定】\n- カナリア\n【二段階で移すデプロイ設定】\n- 一括\n【一度で移すデプロイ設定】\n## 戻し方\n- 巻き戻し\n【前の版への復帰】\n",
        {"リニア": "リニア", "カナリア": "カナリア", "一括": "一括"},
    ),
    "a short answer that shares nothing with the one before": Case(
        "# 村\n- 番人：日没の鐘\n- 倉：米をしまう建物である。\n",
        "# 村\n- 番人：白い犬\n- 倉：米をしまう建物である。\n",
        {"米をしまう": "米をしまう"},
        new=("白い犬",),
        told=True,
    ),
    "a short answer corrected": Case(
        "# 村\n- 見回り\n日没の前\n- 倉：米をしまう建物である。\n",
        "# 村\n- 見回り\n日没の後\n- 倉：米をしまう建物である。\n",
        {"日没": "日没"},
    ),
    "a cell that says something else, its row and column untouched": Case(
        "# 棚\n- 棚の表\n| 棚 | 更新 | 色 |\n|---|---|---|\n| 甲棚 | 三年ごと | 赤 |\n| 乙棚 | 毎週 | 青 |\n",
        "# 棚\n- 棚の表\n| 棚 | 更新 | 色 |\n|---|---|---|\n| 甲棚 | 廃止済み | 赤 |\n| 乙棚 | 毎週 | 青 |\n",
        {"甲棚 ─ 色": "甲棚 ─ 色", "乙棚 ─ 更新": "乙棚 ─ 更新"},
        new=("甲棚 ─ 更新",),
        told=True,
    ),
    "a question that gets the answer of a section that has gone": Case(
        "# 章\n## EKS\n- 課金体系：時間課金\n- 実行：Pod 単位\n## ECS\n- 課金体系：無料\n- 実行：タスク単位\n",
        "# 章\n## ECS\n- 課金体系：時間課金\n- 実行：タスク単位\n",
        {"タスク単位": "タスク単位"},
        new=("時間課金",),
        told=True,
    ),
    "two short answers swapped": Case(
        "# 電池\n- 正極：亜鉛\n- 負極：銅板\n",
        "# 電池\n- 正極：銅板\n- 負極：亜鉛\n",
        {"正極": "正極", "負極": "負極"},
    ),
    "two long answers swapped": Case(
        "# 電池\n- 正極\n電子を受け取って金属が表面に付く側の板である。\n- 負極\n金属が溶けて電子を導線へ送り出す側の板である。\n",
        "# 電池\n- 正極\n金属が溶けて電子を導線へ送り出す側の板である。\n- 負極\n電子を受け取って金属が表面に付く側の板である。\n",
        {"受け取って": "受け取って", "送り出す": "送り出す"},
    ),
    "another sentence below an unchanged heading": Case(
        "# 村\n## 見直し\n会議で誤りを探す方法である。\n## 倉\n米を守る建物である。\n",
        "# 村\n## 見直し\n山から水を引いた田畑のこと。\n## 倉\n米を守る建物である。\n",
        {"米を守る": "米を守る"},
        new=("山から水を",),
        told=True,
    ),
    "a line below one of several pairs": Case(
        "# 港\n- 見張り - 沖を見て船の数を知らせる\n- 荷役 - 船の荷を岸に揚げる\n- 綱取り - 船を岸につなぐ\n",
        "# 港\n- 見張り - 沖を見て船の数を知らせる\n- 荷役 - 船の荷を岸に揚げる\n  - 夜は休む\n- 綱取り - 船を岸につなぐ\n",
        {"沖を見て": "沖を見て", "船の荷を": "船の荷を", "船を岸に": "船を岸に"},
    ),
    "a definition on one line becomes a caution": Case(
        "# 調べ\n## 一部\n**尺度**: 七つの段を付けて答える（一が最も低い）\n",
        "# 調べ\n## 一部\n※ 尺度：七つの段を付けて答える（一が最も低い）\n\n- 係\n紙を配って集める人である。\n",
        {"七つの段": "七つの段"},
        new=("紙を配って",),
    ),
    "all items of two lists reworded": Case(
        "# 船\n- 出港の手順\n    1. 綱を解く\n    2. 錨を上げる\n    3. 帆を張る\n- 入港の手順\n    1. 帆をたたむ\n    2. 錨を下ろす\n    3. 綱を結ぶ\n",
        "# 船\n- 出港の手順\n    1. 岸の綱を解き放つ\n    2. 海底の錨を巻き上げる\n    3. 白い帆をいっぱいに張る\n- 入港の手順\n    1. 帆布をすべてたたむ\n    2. 錨を海底に下ろす\n    3. 岸に綱を固く結ぶ\n",
        {"綱を解く": "綱を解き", "綱を結ぶ": "綱を固く"},
    ),
    "a list of another name that shares one item": Case(
        "# 舟\n- 門\n人を数える所である。\n- 二つの長所\n    - 安い\n    - 速い\n- 橋\n川を渡るために架ける物である。\n",
        "# 舟\n- 門\n人を数える所である。\n- 三つの短所\n    - 重い\n    - 速い\n    - 暗い\n- 橋\n川を渡るために架ける物である。\n",
        {},
        new=("重い",),
        told=True,
    ),
    "a list renamed, most of its items as they were": Case(
        "# 舟\n- 三つの長所\n    - 安い\n    - 速い\n    - 軽い\n",
        "# 舟\n- 良い三つの点\n    - 安い\n    - 速い\n    - 丈夫\n",
        {"安い": "安い"},
    ),
    "a definition gets a heading of its own and a comma": Case(
        "# 海\n## 道具\n### 錨\n船を海の底につなぎとめる重い道具である。\n",
        "# 海\n## 道具\n### 錨\n#### 定義\n船を海の底につなぎとめる、重い道具である。\n#### 扱い\n- 降ろす\n水の深さを見てから鎖を延ばす作業である。\n",
        {"船を海の底": "船を海の底"},
    ),
    "a picture put above a table of terms": Case(
        "# 海\n- 岸\n岸は海と陸の境らしい。\n\n| 用語 | 説明 |\n|---|---|\n| 灯台 | 岬に立つ塔である。 |\n| 錨 | 船を止める道具である。 |\n",
        "# 海\n- 岸\n岸は海と陸の境らしい。\n\n【図表】\n| 用語 | 説明 |\n|---|---|\n| 灯台 | 岬に立つ塔である。 |\n| 錨 | 船を止める道具である。 |\n",
        {"岬に立つ": "岬に立つ", "船を止める": "船を止める"},
    ),
    "another answer in which only letters of the alphabet are the same": Case(
        PACK.format("江戸Edoの荷作り"),
        PACK.format("設定の置き場  /etc/pack/pack.cfg"),
        {"人を数える": "人を数える"},
        new=("設定の置き場",),
        told=True,
    ),
    "a line of names turned into bullets, one more of them": Case(
        "# 海\n## 港\n* 主要機能：荷物登録/船ルーティング/灯台のチェック\n* 可用性100%の港（市が保証）\n",
        "# 海\n## 港\n* 主要機能\n  - 荷物登録\n  - 船ルーティング\n  - 灯台のチェック\n  - 波による案内\n* 可用性100%の港（市が保証）\n",
        {"荷物登録/船": "荷物登録"},
    ),
    "a definition that grew so long behind that it could only be asked": Case(
        "# 市\n- 秤番：荷の重さを量る係\n- 倉：米をしまう建物である。\n",
        "# 市\n- 秤番：荷の重さを量る係であり、朝の鐘で北の門を開けて橋を渡る人から銭を集め、昼には市の広場で塩と油の値を板に書き、日が沈むと南の岸の灯を点して舟の数を帳面に残し、夜は蔵の鍵を預かる者\n- 倉：米をしまう建物である。\n",
        {"荷の重さを": "荷の重さを", "米をしまう": "米をしまう"},
    ),
    "a question that shares its answer with others, a label below it misspelt": Case(
        LAMPS.format("解説：岸"),
        LAMPS.format("解：説岸"),
        {"鐘を聞く": "鐘を聞く", "帳面を読む": "帳面を読む", "倉を開ける": "倉を開ける"},
    ),
    "emoji taken off all headings and terms, a heading above shortened": Case(
        "# 船の本 📚\n## 📝 札の決まり（三つ）\n### 🏷️ 札の表\n- 🔤言葉：大切な語\n- 💡発見：見つけた事\n- 🧮算法：解いた物\n",
        "# 船の本\n## 🌱札の決まり\n### 札の表\n- 言葉：大切な語\n- 発見：見つけた事\n- 算法：解いた物\n",
        {"大切な語": "大切な語", "見つけた事": "見つけた事", "解いた物": "解いた物"},
    ),
    "a section of another name below another title, its names shortened to what stood in brackets and its answers explained in some": Case(
        "# 染め物の段（要点）\n## 3. 段の名\n- D1（下漬け）：**Soaking**\n- D2（染め）：**Vatting**\n- D3（すすぎ）：**Rinsing**\n",
        "# 布を染める（二月）\n## 2) 英語での言い方\n- 下漬け：Soaking（ソーク）\n- 染め：Vatting（バット）\n- すすぎ：Rinsing（リンス）\n",
        {"Soaking": "Soaking", "Vatting": "Vatting", "Rinsing": "Rinsing"},
    ),
    "a section of another name with one such answer": Case(
        "# 染め物の段（要点）\n## 3. 段の名\n- D1（下漬け）：水に沈める。\n- D2（染め）：藍に浸す。\n- D3（すすぎ）：川で洗う。\n",
        "# 糸を作る（二月）\n## 2) 糸の段\n- 下漬け：水に沈める（一晩）。\n- 紡ぎ：糸車で撚る。\n- 巻き：枠に取る。\n",
        {},
        ("水に沈める", "糸車で", "枠に"),
        told=True,
    ),
    "a section of another name whose answers are of other names, or of the same with something else in brackets": Case(
        "# 染め物の段（要点）\n## 3. 段の名\n- 下漬け（藍）：水に沈める。\n- 本染め（藍）：藍に浸す。\n- すすぎ（藍）：川で洗う。\n",
        "# 泥で染める（二月）\n## 2) 泥の段\n- 下漬け（泥）：水に沈める（一晩）。\n- 練り（泥）：藍に浸す（三度）。\n- 仕上げ：川で洗う（朝）。\n",
        {},
        ("水に沈める", "藍に浸す", "川で洗う"),
        told=True,
    ),
    "answers that were explained, put in the place of others whose names are within their own": Case(
        "# 染め物の段\n## 3. 藍の段\n- D1（下漬け）：水に沈める。\n- D2（染め）：藍に浸す。\n## 4. 紅の段\n- 下漬け：湯に入れる。\n- 染め：紅に通す。\n",
        "# 染め物の段\n## 4. 紅の段\n- 下漬け：水に沈める（一晩）。\n- 染め：藍に浸す（三度）。\n",
        {},
        ("水に沈める", "藍に浸す"),
        told=True,
    ),
    "answers of a section of another name with something else in brackets than before": Case(
        "# 染め物の段（要点）\n## 3. 藍の段\n- D1（下漬け）：水に沈める（一晩）。\n- D2（染め）：藍に浸す（一度）。\n",
        "# 泥で染める（二月）\n## 2) 泥の段\n- 下漬け：水に沈める（三日）。\n- 染め：藍に浸す（十度）。\n",
        {},
        ("水に沈める", "藍に浸す"),
        told=True,
    ),
    "a section of a template replaced by one of longer names with answers that another has too": Case(
        "# 花\n## 冬椿\n- 咲く時期：冬の間\n- 育つ場所：暖かい庭\n## 庭の手入れ\n- 剪定：枝を切って形を整える作業である。\n## 雪柳\n- 咲く時期：冬の間\n- 育つ場所：暖かい庭\n",
        "# 花\n## 冬椿\n- 咲く時期：冬の間\n- 育つ場所：暖かい庭\n## 庭の手入れ\n- 剪定：枝を切って形を整える作業である。\n## 寒梅\n- 咲く時期（目安）：冬の間\n- 育つ場所（主な）：暖かい庭\n",
        {},
        ("時期（目安）", "場所（主な）"),
        told=True,
    ),
    "texts over their code put below it, with rules between the pairs": Case(
        "# 染め場の帳\n## 見張り\n昨日の分を見る\n```\nwatch --day 1\n```\n水の量を見る\n```\nwatch --water\n```\n",
        "# 染め場の帳\n## 見張り\n```\nheat --pot 1\n```\n甕を温める\n\n---\n```\nwatch --day 1\n```\n昨日の分を見る\n\n---\n```\nwatch --water\n```\n水の量を見る\n",
        {"昨日の分を見る": "watch --day 1", "水の量を見る": "watch --water", "watch --day 1": "昨日の分を見る"},
    ),
    "the same, one text reworded": Case(
        "# 染め場の帳\n## 見張り\n昨日の分を見る\n```\nwatch --day 1\n```\n水の量を見る\n```\nwatch --water\n```\n",
        "# 染め場の帳\n## 見張り\n```\nheat --pot 1\n```\n甕を温める\n\n---\n\n```\nwatch --day 1\n```\n前の分の見方\n\n---\n\n```\nwatch --water\n```\n水の量を見る\n",
        {"昨日の分を見る": "前の分の見方", "watch --water": "水の量を見る"},
    ),
    "a heading that ends in とは made a line, above a sentence about what it names": Case(
        "# 織物の本\n## 道具の力\n### 長杼とは\n長杼は、よこ糸を通すために左右へ投げる舟の形の道具です。片手で持てます。\n",
        "道具の力\n\n長杼とは\n\n長杼は、よこ糸を通すために左右へ投げる舟の形の道具です。片手で持てます。\n",
        {"舟の形の道具": "舟の形の道具"},
    ),
    "a line that a term and a number are asked of, below another heading": Case(
        "# 記録\n## 付録\n### 料金の券\n- 早割\n  - 船の荷賃を最大72%まで安くできる前払いの券。\n- 月割\n  - 月ごとに数えた荷の重さで払う券。\n",
        "# 別の帳面\n## 2. 券の種類\n### 2.3. 料金の券\n#### 2.3.1. 早割\n##### 概要\n- 船の荷賃を最大 72%まで安くできる前払いの券。\n#### 2.3.2. 月割\n##### 概要\n- 月ごとに数えた荷の重さで払う券。\n",
        {"船の荷賃": "船の荷賃", "月ごとに": "月ごとに"},
    ),
    "a line that two terms had, below a third one and another heading": Case(
        "# 記録\n## 付録\n- 早割\n  - 船の荷賃を最大72%まで安くできる前払いの券。\n- 特割\n  - 船の荷賃を最大72%まで安くできる前払いの券。\n",
        "# 別の帳面\n## 2. 券の種類\n- 半券\n  - 船の荷賃を最大72%まで安くできる前払いの券。\n",
        {},
        ("半券",),
        told=True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_becomes_of_the_cards(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    first = build(case.before)
    second = build(case.after, after=first, now=NOW + 60)
    engine = Engine(tmp_path / "anki")
    for result in (first, second):
        package = tmp_path / "a.apkg"
        package.write_bytes(packed(result.deck, "ja_JP"))
        log = engine.import_package(package)
        assert (log.conflicting, log.other) == (0, 0)
        if result is first:
            for card in engine.cards().values():
                engine.answer(card.id)
    studied = {guid for guid, _ in engine.reviews()}
    engine.close()
    for old, new in case.follows.items():
        assert _guid(second, new) == _guid(first, old), f"{old} → {new}"
    for text in case.new:
        assert _guid(second, text) not in studied, text
    assert ("N302" in codes(second)) == case.told


def _guid(result: Build, text: str) -> str:
    found = [
        note.guid for note in result.deck.notes if not note.retired and any(text in part for part in note.fields[:3])
    ]
    assert found, text
    return found[0]


NUMBERS = {
    "an item reworded between its neighbours": (
        "【穴埋め】\n・申し込み\n・口座を作成\n・入金",
        "【穴埋め】\n・申し込み\n・口座を（なければ）作成（作成の方法は別紙）\n・入金",
        "123",
    ),
    "two items that are alike, both renamed": ("【穴埋め】\n・鍵の箱\n・紙の箱\n・秤", "【穴埋め】\n・鍵の入れ物の箱\n・紙の入れ物の箱\n・秤", "123"),
    "another word marked": ("==( 貴族 )==（パリトキ）と平民が争った。", "貴族 ==( パトリキ )== と平民が争った。", "2"),
    "a picture transposed": (
        "【図表】\n| 型 | 値段 | 速さ |\n|---|---|---|\n| 甲型 | 高い方 | 速い方 |\n| 乙型 | 安い方 | 遅い方 |",
        "【図表】\n| 項目 | 甲型 | 乙型 |\n|---|---|---|\n| 値段 | 高い方 | 安い方 |\n| 速さ | 速い方 | 遅い方 |",
        "1324",
    ),
    "two marks made one": ("上流では **速い** **水の流れ** が岩を削る。", "上流では **速い水の流れ** が岩を削る。", "2"),
    "two marks made one, twice": (
        "上流では **速い** **流れ** と **深い** **水** がある。", "上流では **速い流れ** と **深い水** がある。", "13"
    ),
    "two items reworded in their order": (
        "【穴埋め】\n・赤い箱\n・白い箱\n・秤\n・網\n・縄\n・竿",
        "【穴埋め】\n・古くて大きな木でできた赤いもの\n・新しくて小さな紙でできた白いもの\n・秤\n・網\n・縄\n・竿",
        "123456",
    ),
    "an item added to, and a new one behind it": (
        "【穴埋め】\n・綱を解く\n・錨を上げる\n・帆を張る", "【穴埋め】\n・岸の綱を全部解く\n・点呼をとる\n・錨を上げる\n・帆を張る", "1423"
    ),
    "an item in the place of another": ("【穴埋め】\n・丈夫な箱\n・秤\n・網", "【穴埋め】\n・軽さ\n・秤\n・網", "423"),
    "a mark taken back, another word marked": ("電池の正極に **銅** を使う。", "電池の正極に銅と **亜鉛** を使う。", "2"),
    "a word that was in sight marked": ("電池の正極に **銅** と亜鉛を使う。", "電池の正極に **亜鉛** だけを使う。", "2"),
    "one mark becomes two": ("電池の正極に **銅板** を使う。", "電池の正極に **銅** と **銅板** を使う。", "21"),
    "marks swapped": ("正極は **亜鉛** で、負極は **銅** である。", "正極は **銅** で、負極は **亜鉛** である。", "12"),
}  # fmt: skip


@pytest.mark.parametrize("name", NUMBERS)
def test_which_number_a_hidden_text_has(name: str) -> None:
    before, after, numbers = NUMBERS[name]
    first = build(f"# 章\n- 語\n{before}\n")
    second = build(f"# 章\n- 語\n{after}\n", after=first, now=NOW + 60)
    assert [note.guid for note in second.deck.notes if not note.retired] == [note.guid for note in first.deck.notes]
    (new,) = (note for note in second.deck.notes if not note.retired)
    assert "".join(str(number) for number, _, _ in new.slots) == numbers
