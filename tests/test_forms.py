"""A fact once asked in a form goes on being asked in it for as long as its text stands, whatever form that now has.

Each example is a chain of notes, built and imported one after the other into one collection of the
real engine; every card that came was studied. `live` says which answers the studied cards of the
first build still ask at the end, `new` what is asked besides, `gone` what is retired, with its line.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from deckbuilder.anki.notetypes import ALL
from deckbuilder.anki.notetypes import field as field_of
from deckbuilder.anki.package import packed
from deckbuilder.app.changes import summary
from deckbuilder.base.html_text import clozes, html_plain
from deckbuilder.base.model import FileSettings, Source
from deckbuilder.base.notes import Note
from deckbuilder.identity.absent import RETIRED_LINES
from deckbuilder.identity.standing import standing_below
from deckbuilder.ledger.records import as_bytes
from deckbuilder.pipeline.build import Build
from tests.builds import NOW, build, rebuilt
from tests.engine import Engine

DELETED, WITHDRAWN, MISREAD, DOUBLED = (
    RETIRED_LINES[reason] for reason in ("deleted", "withdrawn", "misread", "doubled")
)


@dataclass(frozen=True)
class Chain:
    """Notes and what becomes of their cards."""

    notes: tuple[str, ...]
    live: set[str]
    new: set[str] = field(default_factory=set)
    gone: dict[str, str] = field(default_factory=dict)


PLANETS = "# 天体\n\n## 惑星の種類\n\n- 水星\n- 金星\n- 地球\n- 火星\n- 木星\n- 土星\n- 天王星\n"
TABLE = "| 型 | 速さ | 値段 |\n|---|---|---|\n| 甲型 | 速い方 | 高い方 |\n| 乙型 | 遅い方 | 安い方 |\n"
HEAVIER = "| 型 | 速さ | 値段 | 重さ |\n|---|---|---|---|\n| 甲型 | 速い方 | 高い方 | 重い方 |\n| 乙型 | 遅い方 | 安い方 | 軽い方 |\n"
COPPER = "# 金属\n\n- 銅\n銅は空気中で{}緑青{}を生じる金属である。\n\n- 鉄\n赤く錆びる金属である。\n"
LONG_ASIDE = "（重い荷物や壊れやすい品物を置くときは係の者に前もって知らせて許しを得ておくこと、また冬は三段まで）"
WORDS = "# 単語\n\nanchor 錨\nbucket 手桶\ncandle 蝋燭\ndrawer 引き出し\n"
DASHES = "# 道具\n\n- 轆轤——網の綱を巻き上げる台\n- 浮子——網の縁を水に浮かべる木\n- 沈子——網の裾を底に沈める石\n"
SAILS = (
    "# 帆の作り\n\n- [x] 帆を張る順を確かめて直す\n  - 桁を上げてから布を下ろす\n    帆桁: 帆を上から吊る横の棒\n"
    "    帆布: 亜麻を織った丈夫な布\n\n波の色\n風の向き\n潮の速さ\n雲の形\n"
)
SYMBOLS = "# 物の素\n\n| He | 空に昇る軽い気 |\n|---|---|\n| Li | 水に浮く軽い金 |\n| Be | 毒のある硬い金 |\n"
WALLS = "# 城\n\n## 石垣\n\n{} 野面積み\n【自然石を積む方法】\n加工しない石を積み上げる。\n{} 打込接\n【角をたたいて積む方法】\n石の面を平らにする。\n"
BREWING = "# 抽出\n\n| 器具 | 方式 | 時間 |\n|---|---|---|\n| ネル | 透過 | 4分 |\n| サイフォン | 浸漬 | 1分 |\n| プレス | 加圧 | 4分 |\n"
NESTED = "# 抽出\n\n" + "".join(
    f"- {tool}\n  - 方式：{way}\n  - 時間：{time}\n"
    for tool, way, time in (("ネル", "透過", "4分"), ("サイフォン", "浸漬", "1分"), ("プレス", "加圧", "4分"))
)
RIDDLE = "# 謎\n\n## 樽\n\nQ. 七升と四升の樽で三升を量るには？\n\n{}七升の樽を満たして四升の樽に移す。\n\n## 橋\n\nQ. 灯りを消すのは？\n\nA. 橋番の子\n"
CHAINS = {
    "a sentence put above the answer of a question": Chain(
        (RIDDLE.format("A. "), RIDDLE.format("A. 答えはほかにもある。\n\n")),
        live={"七升の樽を満たして四升の樽に移す。", "橋番の子"},
    ),
    "an answer that was reworded below a sentence put above it": Chain(
        (
            RIDDLE.format("A. "),
            RIDDLE.format("A. 答えはほかにもある。\n\n").replace("樽を満たして四升", "樽を満たしてから四升"),
        ),
        live={"七升の樽を満たしてから四升の樽に移す。", "橋番の子"},
    ),
    "a name that is the answer now, with the one of before below it": Chain(
        (RIDDLE.format("A. "), RIDDLE.format("A. 大きな匙\n\n")),
        live={"橋番の子"},
        new={"大きな匙"},
        gone={"七升の樽を満たして四升の樽に移す。": MISREAD},
    ),
    "another answer with a sentence below it that is not the old one": Chain(
        (
            RIDDLE.format("A. "),
            RIDDLE.format("A. 匙で汲んでゆく。\n\n").replace("七升の樽を満たして四升の樽に移す", "橋の下に水をまく"),
        ),
        live={"橋番の子"},
        new={"匙で汲んでゆく。"},
        gone={"七升の樽を満たして四升の樽に移す。": DELETED},
    ),
    "bullets below their names that are put beside them, and a line that comes between a name and its bullets": Chain(
        (
            "# 船の道具\n\n- 櫂\n    - 水をかいて船を前に進める長い板である。\n- 錨\n    - 船を一つの場所に止めておく重い金具である。\n",
            "# 船の道具\n\n- 櫂\n- 水をかいて船を前に進める長い板である。\n- 錨\n港では夜明けの前に引き上げておく。\n"
            "    - 船を一つの場所に止めておく重い金具である。\n    - 鎖は水の深さの三倍まで伸ばす。\n",
        ),
        live={"水をかいて船を前に進める長い板である。", "船を一つの場所に止めておく重い金具である。"},
    ),
    "names that became signs, and years that lost their sign": Chain(
        (
            "# 薬\n\n- Positive: 薬を入れると色が青に変わる\n- Negative: 薬を入れても色が変わらない\n\n# 年表\n\n"
            "- 1603年：入り江の港に初めての灯台が建つ\n- 1615年：大きな船を造ることが禁じられる\n",
            "# 薬\n\n- (+) 薬を入れると色が青に変わる\n- (-) 薬を入れても色が変わらない\n\n# 年表\n\n"
            "- 1603：入り江の港に初めての灯台が建つ\n- 1615：大きな船を造ることが禁じられる\n",
        ),
        live={
            "薬を入れると色が青に変わる",
            "薬を入れても色が変わらない",
            "入り江の港に初めての灯台が建つ",
            "大きな船を造ることが禁じられる",
            "1603",
            "1615",
        },
    ),
    "a sentence whose meaning of a name is set bold": Chain(
        (
            "# 灯り\n\n常夜灯は、主に夜の港の入口を照らす装置です。\n",
            "# 灯り\n\n常夜灯は、主に**夜の港の入口を照らす装置**です。\n",
        ),
        live={"常夜灯"},
    ),
    "definitions that are put in parentheses behind their terms": Chain(
        (
            "# 版の数え方\n\n大版：前の版と合わない直し  \n中版 : 前の版とも合う足し  \n小版 : 誤りの直し\n",
            "# 版の数え方\n\n- 一つ目の数 : 大版（前の版と合わない直し）\n- 二つ目の数 : 中版（前の版とも合う足し）\n- 三つ目の数 : 小版（誤りの直し）\n",
        ),
        live={"前の版と合わない直し", "前の版とも合う足し", "誤りの直し"},
        new={"大版（前の版と合わない直し）", "中版（前の版とも合う足し）", "小版（誤りの直し）"},
    ),
    "words that were bold and are set as code": Chain(
        (
            "# 道具\n\n**網元**で作られた網は、浜で乾かします。\n\n帳面は**勘定**の書き付けに使います。\n\n浮きは**桐**で作ります。\n",
            "# 道具\n\n`網元`で作られた網は、浜で乾かします。\n\n帳面は`勘定`の書き付けに使います。\n\n`浮き`は桐で作ります。\n",
        ),
        live={"網元", "勘定"},
        gone={"桐": WITHDRAWN},
    ),
    "a mark that is taken out of a sentence with code, which is polished, and put back": Chain(
        (
            "# 道具\n\n`浮き`は**桐**で作ります。\n\n帳面は**勘定**の書き付けに使います。\n",
            "# 道具\n\n`浮き`は桐で作ります。\n\n帳面は勘定の書き付けに使います。\n",
            "# 道具\n\n`浮き`は軽い桐で作ります。\n\n帳面は`勘定`の書き付けに使います。\n",
            "# 道具\n\n`浮き`は軽い**桐**で作ります。\n\n帳面は`勘定`の書き付けに使います。\n",
        ),
        live={"桐"},
        gone={"勘定": WITHDRAWN},
    ),
    "another word in the place of one that is no more bold, as code, or beside some": Chain(
        (
            "# 道具\n\n水に浮かぶのは**桐**と`浮き`です。\n\n帳面には**勘定**を`筆`で書きます。\n\n古い櫂は**網元**の蔵にあります。\n",
            "# 道具\n\n水に浮かぶのは樫と`浮き`です。\n\n帳面には天気を`筆`で書きます。\n\n古い櫂は`船主`の蔵にあります。\n",
        ),
        live={"船主"},
        gone={"桐": DELETED, "勘定": DELETED},
    ),
    "a name that is set as code where its sentence says what it is": Chain(
        (
            "# 関数\n\ncast_upは渡した値を大きな型に変える関数だ。\n\nfold式とは並んだ値に演算子を順に当てる式だ。\n",
            "# 関数\n\n`cast_up`は渡した値を大きな型に変える関数だ。\n\n`fold`式とは並んだ値に演算子を順に当てる式だ。\n",
        ),
        live={"cast_up", "fold式"},
    ),
    "terms with gists that get numbers, each kind of them": Chain(
        tuple(WALLS.format(*signs) for signs in ("--", ("1.", "2."), "①②", ("(1)", "(2)"))),
        live={"自然石を積む方法", "野面積み", "角をたたいて積む方法", "打込接"},
    ),
    "a table without a header that gets a row unlike the others": Chain(
        (SYMBOLS, f"{SYMBOLS}| 無し | まだ名のない素 |\n"),
        live={"空に昇る軽い気", "水に浮く軽い金", "毒のある硬い金"},
        new={"まだ名のない素"},
    ),
    "a table that gets a blank line between its rows": Chain(
        (TABLE, TABLE.replace("高い方 |\n", "高い方 |\n\n")), live={"速い方", "高い方", "遅い方", "安い方"}
    ),
    "a word with its meaning that gets an example below it": Chain(
        (WORDS, WORDS.replace("手桶\n", "手桶\n汲んだ水は庭に撒いた。\n")),
        live={"錨", "手桶", "蝋燭", "引き出し"},
    ),
    "words with their meanings, of which one is set apart": Chain(
        (WORDS, WORDS.replace("錨\n", "錨\n\n")),
        live={"錨", "手桶", "蝋燭", "引き出し"},
    ),
    "words with their meanings, of which one is marked": Chain(
        (WORDS, WORDS.replace("蝋燭", "==蝋燭==").replace("drawer", "**drawer**")),
        live={"錨", "手桶", "蝋燭", "引き出し"},
    ),
    "pairs with dashes, of which one gets a line below it": Chain(
        (DASHES, DASHES.replace("台\n", "台\n  浜に据える。\n")),
        live={"網の綱を巻き上げる台", "網の縁を水に浮かべる木", "網の裾を底に沈める石"},
    ),
    "pairs below an item of an item, in a file that gets sentences": Chain(
        (SAILS, SAILS + "波が立つ。風が吹く。潮が引く。雲が飛ぶ。\n"),
        live={"帆を上から吊る横の棒", "亜麻を織った丈夫な布"},
    ),
    "a meaning behind what a name is short for": Chain(
        (
            "# 網\n\n### 甲網\n甲型網路の略。\n",
            "# 網\n\n### 甲網\n甲型網路の略。離れた建物どうしを結ぶ専用の回線である。\n",
        ),
        live={"甲型網路の略。"},
    ),
    "items that become links": Chain(
        (PLANETS, re.sub("(?m)^- (.+)$", r"- [\1](https://a.example/\1)", PLANETS)),
        live=set(re.findall("(?m)^- (.+)$", PLANETS)),
    ),
    "an exercise whose answers get numbers": Chain(
        (
            "# 英語\n\nQ: 次の語を英語にせよ。\n1. 葉\n2. 根\nA:\n- leaf\n- root\n",
            "# 英語\n\nQ: 次の語を英語にせよ。\n1. 葉\n2. 根\nA:\n1. leaf\n2. root\n",
        ),
        live={"leaf root"},
    ),
    "a description below a command": Chain(
        (
            "# 命令\n\n### 棚を空にする\n```\nsweep tana\n```\n",
            "# 命令\n\n### 棚を空にする\n```\nsweep tana\n```\n\n棚を空にするコマンドである。\n",
        ),
        live={"sweep tana"},
    ),
    "a tag put before the sentence that defines": Chain(
        (
            "# 海\n\n- 灯台\n岬の在りかを教える塔である。\n- 錨\n船を止める道具である。\n",
            "# 海\n\n- 灯台\n【役割】岬の在りかを教える塔である。\n- 錨\n例：船を止める道具である。\n",
        ),
        live={"岬の在りかを教える塔である。", "船を止める道具である。"},
    ),
    "one of several pairs in small letters": Chain(
        (
            "# 板\n\n- Z1 → 板を曲げる力\n- Z2 → 板を伸ばす力\n- Z3 → 板を切る力\n",
            "# 板\n\n- z1 → 板を曲げる力\n- Z2 → 板を伸ばす力\n- Z3 → 板を切る力\n",
        ),
        live={"板を曲げる力", "板を伸ばす力", "板を切る力"},
    ),
    "definitions on one line, each parted otherwise than the others": Chain(
        (
            "# 水\n\n- 溶媒：物を溶かしている液\n- 溶質：溶けている物\n- 飽和：溶けきれなくなる境\n- 濃度：溶けている物の割合\n- 結晶：形の整った粒\n",
            "# 水\n\n- 溶媒→物を溶かしている液\n- 溶質は、溶けている物\n- 例：飽和：溶けきれなくなる境\n- 濃度：溶けている物の割合\n```\n結晶：形の整った粒\n```\n",
        ),
        live={"物を溶かしている液", "溶けている物", "溶けきれなくなる境", "溶けている物の割合", "形の整った粒"},
    ),
    "a gist of a term that is asked both ways": Chain(
        (
            "# 港\n\n- 灯台【逆】\n岬の在りかを教える塔である。\n",
            "# 港\n\n- 灯台【逆】\n【岬の塔】\n岬の在りかを教える塔である。\n",
        ),
        live={"岬の在りかを教える塔である。", "灯台"},
        new={"岬の塔", "灯台"},
    ),
    "a mark in a definition that is asked both ways": Chain(
        (
            "# 港\n\n- 灯台【逆】\n岬の在りかを教える塔である。\n",
            "# 港\n\n- 灯台【逆】\n**岬**の在りかを教える塔である。\n",
        ),
        live={"岬の在りかを教える塔である。", "灯台"},
        new={"岬"},
    ),
    "a long parenthesis behind a short definition": Chain(
        tuple(
            f"# 倉庫\n\n- 秤：重さを量る道具である。\n- 梯子：高い所へ上るための道具である。\n- 棚：使ってよい台である{more}。\n"
            for more in ("", LONG_ASIDE)
        ),
        live={
            "重さを量る道具である。",
            "高い所へ上るための道具である。",
            f"使ってよい台である{LONG_ASIDE}。",
        },
    ),
    "a second bullet": Chain(
        (
            "# 網\n\n- 二重網\n    - 離れた建物どうしを結ぶ専用の回線\n",
            "# 網\n\n- 二重網\n    - 離れた建物どうしを結ぶ専用の回線\n    - 申し込みの要る回線\n",
        ),
        live={"離れた建物どうしを結ぶ専用の回線"},
        new={"申し込みの要る回線"},
    ),
    "and the second bullet goes again": Chain(
        (
            "# 網\n\n- 二重網\n    - 離れた建物どうしを結ぶ専用の回線\n",
            "# 網\n\n- 二重網\n    - 離れた建物どうしを結ぶ専用の回線\n    - 申し込みの要る回線\n",
            "# 網\n\n- 二重網\n    - 離れた建物どうしを結ぶ専用の回線\n",
        ),
        live={"離れた建物どうしを結ぶ専用の回線"},
        gone={"申し込みの要る回線": DELETED},
    ),
    "one bullet of two goes": Chain(
        (
            "# 網\n\n- 二重網\n    - 離れた建物を結ぶ専用の回線\n    - 申し込みの要る回線\n",
            "# 網\n\n- 二重網\n    - 離れた建物を結ぶ専用の回線\n",
        ),
        live={"離れた建物を結ぶ専用の回線"},
    ),
    "a sentence put above code": Chain(
        (
            "# 手順\n\n- 井戸の設定\n```py\ndig()\n```\n",
            "# 手順\n\n- 井戸の設定\n地面を掘って水をくむ。\n```py\ndig()\n```\n",
        ),
        live={"dig()"},
    ),
    "a word marked, then the sentence reworded": Chain(
        (
            "# 化学\n\n- 触媒\n反応の速さを変える物質である。\n",
            "# 化学\n\n- 触媒\n反応の **速さ** を変える物質である。\n",
            "# 化学\n\n- 触媒\n反応の **速さ** を変えるが減らない物質である。\n",
        ),
        live={"反応の速さを変えるが減らない物質である。"},
        new={"速さ"},
    ),
    "a word marked in a pinned entry": Chain(
        (
            "# 化学\n\n<!-- id: cat -->\n- 触媒\n反応の速さを変える物質である。\n",
            "# 化学\n\n<!-- id: cat -->\n- 触媒\n反応の **速さ** を変える物質である。\n",
        ),
        live={"反応の速さを変える物質である。"},
        new={"速さ"},
    ),
    "questions lose their markers, one way after another": Chain(
        tuple(
            f"# 珈琲\n\n## 器具\n\n{asks[0]}湯を押し上げる力はどこから来るか。{end}\n{gives}水蒸気の圧力\n{asks[1]}布を乾かしてはいけないのはなぜか。{end}\n{gives}残った油が酸化するため\n"
            for asks, end, gives in (
                (("Q: ",) * 2, "", "A: "),
                (("- ",) * 2, "", ""),
                (("- ",) * 2, "", "  - "),
                (("1. ", "2. "), "", ""),
                (("・",) * 2, "", ""),
                (("",) * 2, "", ""),
                (("**",) * 2, "**", ""),
            )
        ),
        live={"水蒸気の圧力", "残った油が酸化するため"},
    ),
    "a table of which two cells have one value becomes nested bullets": Chain(
        (BREWING, NESTED),
        live={"透過", "浸漬", "加圧", "4分", "1分"},
    ),
    "definitions become sentences that give the names": Chain(
        (
            "# 道\n\n## 峠\n\n- 鞍部：尾根の低くなった所\n- 切通し：山を掘り割った道\n",
            "# 道\n\n## 峠\n\n尾根の低くなった所を ==鞍部== という。山を掘り割った道を「切通し」と呼ぶ。\n",
        ),
        live={"尾根の低くなった所", "山を掘り割った道"},
        new={"鞍部", "切通し"},
    ),
    "years become a table, and a cell is reworded": Chain(
        (
            "# 塩\n\n1554年　塩の道が開かれた\n1727年　塩の蔵が建った\n",
            "# 塩\n\n| 年 | 出来事 |\n|---|---|\n| 1554年 | 塩の道が開かれた |\n| 1727年 | 塩の蔵が建った |\n",
            "# 塩\n\n| 年 | 出来事 |\n|---|---|\n| 1554年 | 山に塩の道が開かれた |\n| 1727年 | 塩の蔵が建った |\n",
        ),
        live={"山に塩の道が開かれた", "1554年 ─ 出来事", "塩の蔵が建った", "1727年 ─ 出来事"},
    ),
    "gists that become texts, of which one is reworded": Chain(
        (
            WALLS.format("-", "-"),
            WALLS.format("-", "-").replace("【", "").replace("】", "である。"),
            WALLS.format("-", "-").replace("【自", "丸い自").replace("【", "").replace("】", "である。"),
        ),
        live={"丸い自然石を積む方法である。", "野面積み", "角をたたいて積む方法である。", "打込接"},
    ),
    "gists that become texts which are asked one way": Chain(
        (
            WALLS.format("-", "-"),
            WALLS.format("-", "-").replace("【", "").replace("】", "である。"),
            WALLS.format("-", "-")
            .replace("積み\n【", "積み【基本】\n")
            .replace("【角", "角")
            .replace("法】", "法である。"),
        ),
        live={"自然石を積む方法である。", "角をたたいて積む方法である。", "打込接"},
    ),
    "another term gets the same gist": Chain(
        (
            WALLS.format("-", "-"),
            WALLS.format("-", "-") + "- 玉石積み\n【自然石を積む方法】\n川の丸い石を使う。\n",
        ),
        live={"自然石を積む方法", "野面積み", "角をたたいて積む方法", "打込接"},
        new={"自然石を積む方法"},
    ),
    "a row becomes a term": Chain(
        (
            "# 言語\n\n| 用語 | 説明 |\n|---|---|\n| 変数 代入 | 名前に値を結び付けること |\n| 関数 | 処理に付けた名前のこと |\n",
            "# 言語\n\n## 変数\n- 代入\n名前に値を結び付けること\n\n- 関数\n処理に付けた名前のこと\n",
        ),
        live={"名前に値を結び付けること", "処理に付けた名前のこと"},
    ),
    "something is said of each item": Chain(
        (
            "# 二つの算法\n\n- 割り算の遊び\n- 最短の道\n",
            "# 二つの算法\n\n- 割り算の遊び\n    - 余りから最大公約数を求める算法\n- 最短の道\n    - 近い点から順に確定する算法\n",
        ),
        live={"割り算の遊び", "最短の道"},
        new={"余りから最大公約数を求める算法", "近い点から順に確定する算法"},
    ),
    "a line below a definition": Chain(
        ("## 通知係\n便りを届けるもの\n", "## 通知係\n便りを届けるもの\n電子メール、電話、列、箱に届く。\n"),
        live={"便りを届けるもの"},
    ),
    "an eighth item": Chain(
        (PLANETS, PLANETS + "- 海王星\n"),
        live={"水星", "金星", "地球", "火星", "木星", "土星", "天王星"},
    ),
    "an item marked in part": Chain(
        (
            "# 果物\n\n## 秋の実の種類\n- りんご\n- みかん\n- ぶどう\n",
            "# 果物\n\n## 秋の実の種類\n- りんご\n- ==みかん== は冬\n- ぶどう\n",
        ),
        live={"りんご", "みかんは冬", "ぶどう"},
        new={"みかん"},
    ),
    "a word marked beside a number": Chain(
        ("# 虫\n\n- 足\n昆虫の体に最大6本ある部分である。\n", "# 虫\n\n- 足\n**昆虫** の体に最大6本ある部分である。\n"),
        live={"昆虫の体に最大6本ある部分である。", "6"},
        new={"昆虫"},
    ),
    "a name that a sentence gives becomes its term and its heading, and is written in kana": Chain(
        (
            "# 生物\n\n葉から水が水蒸気になって出る働きを蒸散という。\n根から吸った水が通る管は道管と呼ばれる。\n",
            "# 生物\n\n- 蒸散\n葉から水が水蒸気になって出る働きを蒸散という。\n- 道管\n根から吸った水が通る管は道管とよばれる。\n",
        ),
        live={"蒸散", "道管"},
        new={"葉から水が水蒸気になって出る働き"},
    ),
    "years with their events become sentences, and texts below their years": Chain(
        (
            "# 歴史\n\n1453年　ビザンツ帝国が滅びた\n1492年　西の海の島に着いた\n",
            "# 歴史\n\n1453年、ビザンツ帝国が滅びた\n1492年、西の海の島に着いた\n",
            "# 歴史\n\n- 1453年にビザンツ帝国が滅びた\n- 1492年に西の海の島に着いた\n",
            "# 歴史\n\n- 1453年\nビザンツ帝国が滅びた\n- 1492年\n西の海の島に着いた\n",
        ),
        live={"ビザンツ帝国が滅びた", "1453年", "西の海の島に着いた", "1492年"},
    ),
    "a gist that grows": Chain(
        (
            "# 簿記\n\n- 引当金\n【将来の損失に備えて見積もる負債】\n- 減価償却\n【固定資産の費用を割り振る手続き】\n",
            "# 簿記\n\n- 引当金\n【将来の損失に備えて前もって見積もって計上しておく負債】\n- 減価償却\n【固定資産の費用を割り振る手続き】\n",
        ),
        live={
            "将来の損失に備えて前もって見積もって計上しておく負債",
            "引当金",
            "固定資産の費用を割り振る手続き",
            "減価償却",
        },
    ),
    "the mark taken back": Chain(
        (COPPER.format(" **", "** "), COPPER.format("", "")),
        live={"赤く錆びる金属である。"},
        new={"空気中で緑青を生じる金属である。"},
        gone={"緑青": WITHDRAWN},
    ),
    "the mark taken back, the sentence polished, marked again": Chain(
        (
            COPPER.format(" **", "** "),
            COPPER.format("", ""),
            COPPER.format("", "").replace("空気中で", "湿った空気中で少しずつ"),
            COPPER.format(" **", "** ").replace("空気中で", "湿った空気中で少しずつ"),
        ),
        live={"緑青", "赤く錆びる金属である。"},
        new={"湿った空気中で少しずつ緑青を生じる金属である。"},
    ),
    "【図表】 above a table": Chain(
        ("# 機械\n\n" + TABLE, "# 機械\n\n【図表】\n" + TABLE),
        live={"速い方", "高い方", "遅い方", "安い方"},
    ),
    "【図表】 above a table that grew": Chain(
        ("# 機械\n\n" + TABLE, "# 機械\n\n【図表】\n" + TABLE + "| 丙型 | 並の方 | 中の方 |\n"),
        live={"速い方", "高い方", "遅い方", "安い方"},
        new={"並の方", "中の方"},
    ),
    "all rows renamed of a table that is asked half as text and half as a picture": Chain(
        (
            "# 機械\n\n" + TABLE,
            "# 機械\n\n【図表】\n" + HEAVIER,
            "# 機械\n\n【図表】\n" + HEAVIER.replace("甲型", "春の号").replace("乙型", "秋の号"),
        ),
        live={"速い方", "高い方", "遅い方", "安い方"},
        new={"重い方", "軽い方"},
    ),
    "a question put above a table": Chain(
        (
            "# 機械\n\n" + TABLE,
            "# 機械\n\nQ: 乙型が売れるのはなぜか。\nA: 場所を取らないから\n\n" + TABLE,
        ),
        live={"速い方", "高い方", "遅い方", "安い方"},
        new={"場所を取らないから 型 速さ 値段 甲型 速い方 高い方 乙型 遅い方 安い方"},
    ),
    "a question put above a sentence": Chain(
        (
            "# 海\n\n## 潮汐\n\n月の引力で海面が上下する現象である。\n",
            "# 海\n\n## 潮汐\n\nQ: 潮がよく引くのはなぜか。\nA: 月が近いから\n\n月の引力で海面が上下する現象である。\n",
        ),
        live={"月の引力で海面が上下する現象である。"},
        new={"月が近いから"},
    ),
    "a cell marked": Chain(
        ("# 機械\n\n" + TABLE, "# 機械\n\n" + TABLE.replace("速い方", "**速い方**")),
        live={"速い方", "高い方", "遅い方", "安い方"},
    ),
    "a sentence put above the definition": Chain(
        (
            "# 海\n\n- 潮汐\n月の引力で海面が上下する現象である。\n",
            "# 海\n\n- 潮汐\n昔から漁師に知られていた。\n月の引力で海面が上下する現象である。\n",
        ),
        live={"月の引力で海面が上下する現象である。"},
    ),
    "a line that says which choice is right put above the definition": Chain(
        (
            "# 村\n\n- 点検\n会議で誤りを探す方法である。\n",
            "# 村\n\n- 点検\n正答：イ\n会議で誤りを探す方法である。\n",
        ),
        live={"会議で誤りを探す方法である。"},
    ),
    "【図表】 taken off and put back": Chain(
        ("# 機械\n\n【図表】\n" + TABLE, "# 機械\n\n" + TABLE, "# 機械\n\n【図表】\n" + TABLE),
        live={"速い方", "高い方", "遅い方", "安い方"},
        new={"速い方", "高い方", "遅い方", "安い方"},
    ),
    "two sentences swapped": Chain(
        (
            "# 海\n\n- 潮汐\n月の引力で海面が上下する現象である。昔から漁師に知られていた。\n",
            "# 海\n\n- 潮汐\n昔から漁師に知られていた。月の引力で海面が上下する現象である。\n",
        ),
        live={"月の引力で海面が上下する現象である。"},
    ),
    "a gist put above the definition": Chain(
        ("# 金属\n\n- 銅\n赤い金属である。\n", "# 金属\n\n- 銅\n【電気をよく通す】\n赤い金属である。\n"),
        live={"赤い金属である。"},
        new={"電気をよく通す", "銅"},
    ),
    "a gist of one word put above the definition": Chain(
        ("# 金属\n\n- 銅\n赤い金属である。\n", "# 金属\n\n- 銅\n【導体】\n赤い金属である。\n"),
        live={"赤い金属である。"},
    ),
    "a gist of one word over a text that is put below it, and then over another": Chain(
        (
            "# 金属\n\n- 鉛\n灰色の重い金属である。\n- 銅\n【導体】\n",
            "# 金属\n\n- 鉛\n灰色の重い金属である。\n- 銅\n【導体】\n赤い色をしていて電線になる金属である。\n",
            "# 金属\n\n- 鉛\n灰色の重い金属である。\n- 銅\n【良導体】\n赤い色をしていて電線になる金属である。\n",
            "# 金属\n\n- 鉛\n灰色の重い金属である。\n- 銅\n【良導体】\n古くから鍋に使われてきた。\n",
        ),
        live={"灰色の重い金属である。", "良導体 古くから鍋に使われてきた。", "銅"},
    ),
    "【除外】": Chain(
        (
            "# 金属\n\n- 銅\n赤い金属である。\n\n- 鉄\n固い金属。\n",
            "# 金属\n\n- 銅【除外】\n赤い金属である。\n\n- 鉄\n固い金属。\n",
        ),
        live={"固い金属。"},
        gone={"赤い金属である。": WITHDRAWN},
    ),
    "【基本】": Chain(
        (
            "# 金属\n\n- 銅\n銅は空気中で **緑青** を生じる。\n",
            "# 金属\n\n- 銅【基本】\n銅は空気中で **緑青** を生じる。\n",
        ),
        live=set(),
        new={"空気中で緑青を生じる。"},
        gone={"緑青": WITHDRAWN},
    ),
    "an entry put into a comment": Chain(
        (
            "# 村\n\n## 砦\n\n- 櫓\n遠くを見張る高い台である。\n\n- 堀\n砦を囲む溝である。\n",
            "# 村\n\n## 砦\n\n<!--\n- 櫓\n遠くを見張る高い台である。\n-->\n\n- 堀\n砦を囲む溝である。\n",
        ),
        live={"砦を囲む溝である。"},
        gone={"遠くを見張る高い台である。": DELETED},
    ),
    "a pair gone that stands in another section of the pattern too": Chain(
        tuple(
            f"# 産地\n\n## 甲国\n\n- 標高：千尺の高さ\n- 精製：水洗式\n\n## 乙国\n\n- 標高：二千尺の高さ\n{more}"
            for more in ("- 精製：水洗式\n", "")
        ),
        live={"千尺の高さ", "水洗式", "二千尺の高さ"},
        gone={"水洗式": DELETED},
    ),
    "a sentence merged with the one above": Chain(
        (
            "# 川\n\n## 上流\n\n山の中を速く流れる所を ==渓谷== という。石が積もった所を ==扇状地== という。\n",
            "# 川\n\n## 上流\n\n山の中を速く流れる所を ==渓谷== といい、石が積もった所を ==扇状地== という。\n",
        ),
        live={"渓谷"},
        new={"扇状地"},
        gone={"扇状地": DOUBLED},
    ),
    "a definition that is read as a field of Dataview": Chain(
        (
            "# 金属\n\n- 導体：電気をよく通す物\n- 鉄：固い金属\n",
            "# 金属\n\n導体:: 電気をよく通す物\n- 鉄：固い金属\n",
        ),
        live={"固い金属"},
        gone={"電気をよく通す物": MISREAD},
    ),
    "a line of code by its comment, beside lines that have none now": Chain(
        (
            "# 枝\n\n```bash\ntree list  # 枝の一覧を表示\ntree cut   # 枝を切る\n```\n",
            "# 枝\n\n```bash\ntree list  # 枝の一覧を表示\n\n# cut\ntree wait\ntree cut   # 枝を切る\n```\n",
        ),
        live={"tree list", "tree cut"},
    ),
    "what a line of code does, written over it now": Chain(
        (
            "# 枝\n\n- tree list：枝の一覧を見られる\n- tree cut：枝を切る\n",
            "# 枝\n\n枝の一覧が見られる\n```\ntree list\n```\n\n枝を切る\n```\ntree cut\n```\n",
        ),
        live={"枝の一覧が見られる", "枝を切る"},
        new={"tree list", "tree cut"},
    ),
    "the text is gone": Chain(
        ("# 金属\n\n- 銅\n赤い金属である。\n\n- 鉄\n固い金属。\n", "# 金属\n\n- 鉄\n固い金属。\n"),
        live={"固い金属。"},
        gone={"赤い金属である。": DELETED},
    ),
}


@pytest.mark.parametrize("name", CHAINS)
def test_what_was_studied_goes_on(name: str, tmp_path: Path) -> None:
    chain = CHAINS[name]
    engine = Engine(tmp_path / "anki")
    result = None
    studied: dict[tuple[str, int], int] = {}
    for number, text in enumerate(chain.notes):
        result = build(text, after=result, now=NOW + 1000 * number)
        path = tmp_path / f"{number}.apkg"
        path.write_bytes(packed(result.deck, "ja_JP"))
        imported = engine.import_package(path)
        assert (imported.conflicting, imported.other) == (0, 0)
        if number == 0:
            for card in engine.cards().values():
                engine.answer(card.id)
            studied = engine.reviews()
    assert result
    assert engine.reviews() == studied
    asked = {key: answer for key, answer in answers(result, retired=False).items() if key in engine.cards()}
    assert {answer for key, answer in asked.items() if key in studied} == chain.live
    assert {answer for key, answer in asked.items() if key not in studied} == chain.new
    retired = answers(result, retired=True)
    assert {answer: status(result, guid) for (guid, _), answer in retired.items()} == chain.gone
    engine.close()


def answers(result: Build, retired: bool) -> dict[tuple[str, int], str]:
    """Return what each card wants to hear, by GUID and ordinal."""
    found: dict[tuple[str, int], str] = {}
    for note in result.deck.notes:
        if note.retired == retired:
            texts = _answers(note)
            found |= {(note.guid, ordinal): text for ordinal, text in texts.items() if retired or ordinal in note.cards}
    return found


def _answers(note: Note) -> dict[int, str]:
    if note.kind == "basic":
        way_back = {} if note.retired else {1: html_plain(note.fields[0])}
        return {0: html_plain(note.fields[1]), **way_back}
    if note.slots:
        return {number - 1: text for number, _, text in note.slots}

    return {number - 1: html_plain(text) for number, text in clozes(note.fields[0])}


def status(result: Build, guid: str) -> str:
    """Return the line on a card that says that its note is retired."""
    note = next(note for note in result.deck.notes if note.guid == guid)
    return note.fields[ALL[note.kind].field_names.index("Status")]


def test_a_line_that_says_when_a_page_was_written_still_stands_there_and_a_comment_does_not() -> None:
    stands = standing_below([Source("a.md", "# 橋\n\n公開日：2031年5月1日\n\n<!-- 鉄の橋である -->\n", FileSettings())])
    assert stands(["2031年5月1日"], "橋")
    assert not stands(["鉄の橋である"], "橋")


def test_what_is_only_kept_is_found_in_a_renamed_file_below_a_renamed_heading() -> None:
    """Both definitions now stand below other bullets, which are asked; they go on as what those who have them know."""
    text = "# 棚\n\n## {}\n- 冬の箱\n{}    - 毛布をしまっておく箱である。\n- 夏の箱\n{}    - 水着をしまっておく箱である。\n"
    first = rebuilt((("家/a.md", text.format("品の表", "", "").encode()),))
    moved = text.format("しまう所", "    - 古い松の板\n", "    - 竹を編んだ物\n")
    after = rebuilt((("a.md", moved.encode()),), first, NOW + 60)
    assert {note.guid for note in first.deck.notes} <= {note.guid for note in after.deck.notes if not note.retired}


def test_what_could_be_asked_is_found_below_a_heading_of_its_own_in_a_new_file() -> None:
    """概要 asks for nothing by itself, so that these are only offered; who has the cards keeps them."""
    said = {"灯台": "岬に立って船に場所を知らせる高い塔である。", "桟橋": "船を着けて荷を下ろすための橋である。"}
    before = "# 港\n\n## 役目\n\n" + "".join(f"- {name}：{text}\n" for name, text in said.items())
    moved = "# 港の本\n\n" + "".join(f"## {name}\n\n### 概要\n\n- {text}\n\n" for name, text in said.items())
    first = rebuilt((("a.md", before.encode()),))
    after = rebuilt((("a.md", b"# x\n"), ("b.md", moved.encode())), first, NOW + 60)
    assert len(first.deck.notes) == 2
    assert {note.guid for note in first.deck.notes} <= {note.guid for note in after.deck.notes if not note.retired}


@pytest.mark.parametrize(
    ("text", "live"),
    [("船を岸へ導くために港の海に詳しい者が乗り込む仕事", 2), ("北の岬にある寺で、鐘が三つ鳴る。", 1)],
)
def test_a_term_goes_on_in_a_file_of_its_name_without_a_heading(text: str, live: int) -> None:
    tower = "\n- 灯台守\n    - 油を絶やさず夜の海を見張る人\n"
    before = f"# 港\n\n- 水先案内\n    - 船を岸まで導くために港の海に詳しい者が乗り込む仕事\n{tower}"
    after = f"# 港\n\n- [[水先案内]]\n{tower}"
    first = rebuilt((("a.md", before.encode()),))
    last = rebuilt((("a.md", after.encode()), ("水先案内.md", f"{text}\n".encode())), first, NOW + 60)
    assert {note.guid for note in last.deck.notes} == {note.guid for note in first.deck.notes}
    assert sum(not note.retired for note in last.deck.notes) == live


def test_a_part_of_a_picture_keeps_its_number_where_the_text_cells_tell_which_row_it_is_of() -> None:
    """The one cell that is new in the picture says too little by itself."""
    asked = build("# 機械\n\n" + TABLE)
    pictured = build("# 機械\n\n【図表】\n" + HEAVIER, after=asked)
    renamed = HEAVIER.replace("甲型", "春の号").replace("乙型", "秋の号")
    numbers = [
        {text: number for note in result.deck.notes for number, _, text in note.slots}
        for result in (pictured, build("# 機械\n\n【図表】\n" + renamed, after=pictured))
    ]
    assert numbers == [{"重い方": 1, "軽い方": 2}] * 2


def test_what_is_no_longer_read_so_is_retired_with_its_reason() -> None:
    """A card of a form that its text could not have had goes, though its words still stand in the notes."""
    first = build("# 海\n\n- 満潮\n【海面が高い】\n潮が満ちた状態である。\n")
    after = build("# 海\n\n- 干潮\n潮が引いた状態で、満潮の逆である。海面が高いとは言わない。\n", after=first)
    gist = next(note for note in after.deck.notes if note.retired)
    assert status(after, gist.guid) == MISREAD


def test_what_was_shifted_to_the_next_question_was_not_misread() -> None:
    first = build("# 門\n- 門1：五尺\n- 門2：三尺\n- 門3：九尺\n")
    after = build("# 門\n- 門1：十尺\n- 門2：五尺\n- 門3：三尺\n- 門4：九尺\n", after=first)
    assert {status(after, note.guid) for note in after.deck.notes if note.retired} == {DELETED}


def test_a_gist_has_its_way_back_beside_the_sentence_below_it() -> None:
    """Ledgers of before have both as the answer; of a file that cannot be read all is as the ledger has it."""
    copper = "# 金属\n\n- 鉛\n灰色の重い金属である。\n- 銅\n【導体】\n{}"
    text = copper.format("赤い色をしていて電線になる金属である。\n")
    below = build(text, after=build(copper.format("")), now=NOW + 60)
    ledger = as_bytes(below.ledger).decode()
    assert ledger.count('"gist":"導体",') == 1
    before = (
        ledger.replace('"gist":"導体",', "")
        .replace('"赤い色', '"<p>導体</p><p>赤い色')
        .replace("になる金属である。", "になる金属である。</p>")
    )
    for known in (ledger, before):
        for body in (text.encode(), text.replace("赤い色", "赤い艶").encode(), b"\xff\xff"):
            after = rebuilt((("a.md", body),), ledger=known.encode(), now=NOW + 120)
            (note,) = (note for note in after.deck.notes if field_of(note, "Prompt") == "銅")
            assert (note.guid in ledger, field_of(note, "Reverse"), note.retired) == (True, "導体", False)


def test_a_picture_that_its_author_takes_out_is_an_error_first_and_says_so_then() -> None:
    picture = build("# 機械\n\n【図表】\n" + TABLE)
    refused = build("# 機械\n\n" + TABLE, after=picture, may_retire=False)
    assert refused.failed
    assert [found.args for found in refused.diagnostics if found.code == "N307"] == [("4", "機械")]
    meant = build("# 機械\n\n" + TABLE, after=picture)
    (gone,) = (note.guid for note in meant.deck.notes if note.retired)
    assert status(meant, gone) == WITHDRAWN


def test_a_card_that_only_lives_on_is_made_for_nobody_anew() -> None:
    marked = "# 化学\n\n- 触媒\n反応の **速さ** を変える物質である。\n"
    assert [note.kind for note in build(marked).deck.notes] == ["cloze"]


@pytest.mark.parametrize(
    ("more", "back"),
    [
        ("    - 手紙で届く\n    - 太鼓で届く\n", "<ul><li>手紙で届く</li><li>太鼓で届く</li></ul>"),
        ("    - 手紙で届く\n        - 太鼓で届く\n", "<ul><li>手紙で届く<p>太鼓で届く</p></li></ul>"),
        ("※太鼓では届かない\n", ""),
    ],
)
def test_an_item_that_goes_on_as_a_definition_stands_once_on_its_back(more: str, back: str) -> None:
    alone = "# 町\n- 触れ係\n    - 配達の係\n"
    first = build(alone)
    second = build(alone + more, after=first)
    (note,) = (note for note in second.deck.notes if note.guid == first.deck.notes[0].guid)
    assert (note.fields[1], note.fields[4]) == ("配達の係", back)


def test_code_beside_what_is_asked_stands_there_as_if_it_could_never_be_asked() -> None:
    (note,) = build(
        "# 港\n\n常夜灯は、主に`fmt::Write`と`image-occlusion:`と`{x}`で港の入口を照らす装置です。\n"
    ).deck.notes
    assert "<code>fmt::Write</code>と<code>image-occlusion:</code>と<code>{x}</code>で" in note.fields[0]


def test_the_summary_says_what_becomes_of_the_cards() -> None:
    first = build(CHAINS["the mark taken back"].notes[0])
    after = build(CHAINS["the mark taken back"].notes[1], after=first)
    said = summary(after.changes, after.deck.notes)
    assert said.en == "1 new, 1 retired (1 no longer asked for); cards: 1 keeps its reviews, 1 is new"


def test_a_bare_part_that_now_says_whose_it_is_goes_on() -> None:
    """要件 under two headings was the same question twice; the cards know their places."""
    text = "# 占有\n## 占有保持の訴え\n- 要件：占有を妨げられたこと\n## 占有回収の訴え\n- 要件：占有を奪われたこと\n"
    first = build(text)
    ledger = as_bytes(first.ledger).decode()
    assert ledger.count(" ─ 要件") > 1
    bare = re.sub("占有..の訴え ─ 要件", "要件", ledger).encode()
    after = rebuilt((("a.md", text.encode()),), ledger=bare, now=NOW + 60)
    assert {note.guid: html_plain(note.fields[1]) for note in after.deck.notes} == {
        note.guid: html_plain(note.fields[1]) for note in first.deck.notes
    }


ONE_LAYER = "# 網\n\n- 甲規約\n【荷を運ぶ層】\n"
TWO_OF_A_LAYER = f"{ONE_LAYER}- 乙規約\n【荷を運ぶ層】\n"


def test_two_terms_that_are_answered_alike_go_on_one_way() -> None:
    first = build(TWO_OF_A_LAYER)
    assert [note.cards for note in first.deck.notes] == [(0,), (0,)]
    again = build(TWO_OF_A_LAYER, after=first)
    assert not again.changes
    assert as_bytes(again.ledger) == as_bytes(first.ledger)


def test_a_term_goes_on_beside_another_one_that_is_answered_alike() -> None:
    first = build(ONE_LAYER)
    both = build(TWO_OF_A_LAYER, after=first)
    assert [note.retired for note in both.deck.notes] == [False, False]
    assert both.deck.notes[0].guid == first.deck.notes[0].guid


def test_what_is_taken_out_is_gone_though_its_short_answer_stands_elsewhere() -> None:
    first = build("# 旗\n\n- 港の旗：赤い布\n- 船の旗：白い布\n", "# 帆\n\n- 夏の帆：赤い布\n")
    after = build("# 旗\n\n- 船の旗：白い布\n", "# 帆\n\n- 夏の帆：赤い布\n", after=first)
    (gone,) = (note for note in after.deck.notes if note.retired)
    assert status(after, gone.guid) == DELETED


def test_a_picture_of_which_older_cards_ask_every_part_is_not_shipped() -> None:
    asked = build("# 機械\n\n" + TABLE)
    pictured = build("# 機械\n\n【図表】\n" + TABLE, after=asked)
    assert {note.kind for note in pictured.deck.notes} == {"basic"}
    assert pictured.deck.assets == ()
    more = build("# 機械\n\n【図表】\n" + HEAVIER, after=pictured)
    assert [asset.name.startswith("table-") for asset in more.deck.assets] == [True]


def test_a_question_goes_on_when_it_gets_choices() -> None:
    first = build("# 船\nQ: 船を止める道具は？\nA: 錨\n")
    then = build("# 船\nQ: 船を止める道具は？\nA. 帆\nB. 錨\nC. 櫂\n正解: B\n", after=first, now=NOW + 60)
    assert [(note.guid, note.retired) for note in then.deck.notes] == [(first.deck.notes[0].guid, False)]
