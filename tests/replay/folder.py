"""A notes folder whose lines can be told apart through any edit, and seeded notes to fill it with."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path


@dataclass
class Row:
    """A line of a file. Its id stays when the text is edited or the line is moved."""

    id: int
    text: str
    columns: list[int] = field(default_factory=list)
    """Of a table's header: an id for each column, which moves with it."""


@dataclass
class Folder:
    """Files by path, in the order of the builder."""

    files: dict[str, list[Row]] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=count)
    media: dict[str, bytes] = field(default_factory=dict)
    deleted: list[tuple[Row, list[Row]]] = field(default_factory=list)
    """Entries that were taken out, each with the heading that it stood below."""
    unmarked: list[tuple[Row, str]] = field(default_factory=list)
    """Lines whose only mark was taken off, each with the word that it hid."""
    copies: list[tuple[list[Row], list[Row]]] = field(default_factory=list)
    """Sections that were copied, each with its copy."""
    copied: dict[int, int] = field(default_factory=dict)
    """The id of each line that was copied, by the id of its copy."""

    def row(self, text: str) -> Row:
        columns = [next(self.ids) for _ in text.strip("| ").split("|")] if text.startswith("|") else []
        return Row(next(self.ids), text, columns)

    def add(self, path: str, text: str) -> None:
        self.files[path] = [self.row(line) for line in text.rstrip("\n").split("\n")]

    def texts(self) -> tuple[tuple[str, bytes], ...]:
        return tuple((path, "\n".join(row.text for row in rows).encode()) for path, rows in sorted(self.files.items()))

    @classmethod
    def read(cls, notes: Path) -> "Folder":
        folder = cls()
        media = notes.parent / "media"
        folder.media = {f"media/{path.name}": path.read_bytes() for path in sorted(media.glob("*.svg"))}
        for path in sorted(notes.rglob("*.md")):
            folder.add(path.relative_to(notes).as_posix(), path.read_text("utf-8"))
        return folder


NOUNS = (
    "細胞膜 葉緑体 憲法 議会 内閣 裁判所 酸素 窒素 硫酸 触媒 血圧 心臓 腎臓 神経 抗体 関税 通貨 為替 地租 荘園 幕府 大名 検地 "
    "刀狩 年貢 回路 抵抗 電圧 周波数 暗号鍵 証明書 署名 経路表 索引 主キー 正規化 例外処理 継承 抽象化 仮想機械 負荷分散 複製 遅延 "
    "帯域 待ち行列 排他制御 優先度 割り込み 命令語 記憶階層 投影図 三角州 扇状地 季節風 偏西風 断層 火成岩 堆積岩 化石 地震波 "
    "季語 枕詞 掛詞 係り結び 連体形 助動詞 敬語 随筆 日記文学 和歌 俳諧 浮世絵 能楽 歌舞伎 茶の湯 禅宗 浄土教 民法 債権 物権 "
    "時効 善意 過失 契約 解除 代理 相続 遺言 登記 抵当権 訴訟 証拠 上告 判決 司法審査 租税 公債 予算 景気循環 需要 供給 弾力性"
).split()
ATTRIBUTES = (
    "役割 目的 条件 期間 上限 単位 分類 起源 対象 手段 結果 反応 比率 速度 温度 圧力 範囲 責任者 頻度 方式".split()
)
VERBS = "支える 決める 調べる 運ぶ 抑える 早める 記録する 分解する 組み立てる 監視する 認める 禁じる 交換する 保存する 伝える 高める".split()
VALUES = "赤色 青銅 三段階 北半球 夜間 無料 有料 春分 六角形 二重らせん 右回り 最小 中央 外側 水溶性 一院制 直接税 間接税 左派 先着順".split()


def generated(rng: random.Random, files: int = 3, sections: int = 3) -> Folder:
    """Return a folder with every notation, look-alikes included."""
    folder = Folder()
    nouns = rng.sample(NOUNS, len(NOUNS))
    for number in range(files):
        lines = [f"# {nouns.pop()}の章", ""]
        for _ in range(sections):
            lines += _section(rng, nouns)
        folder.add(f"{number:02}-{number}.md", "\n".join(lines))
    return folder


def _section(rng: random.Random, nouns: list[str]) -> list[str]:
    subject = nouns.pop() if nouns else rng.choice(NOUNS)
    lines = [f"## {subject}", ""]
    kinds = [_gist, _definition, _line, _marked, _list, _table, _question, _lookalikes, _facet, _numbers, _same_term]
    for kind in rng.sample(kinds, rng.randint(3, 5)):
        lines += [*kind(rng, subject), ""]
    return lines


def _noun(rng: random.Random) -> str:
    return rng.choice(NOUNS) + rng.choice(("", "", "の" + rng.choice(ATTRIBUTES)))


def sentence(rng: random.Random, mark: bool = False) -> str:
    """Return a sentence with a subject, an object and a verb, one part marked."""
    target = rng.choice(NOUNS)
    target = f"**{target}**" if mark else target
    means = rng.choice(NOUNS)
    return f"{_noun(rng)}は、{means}によって{target}の{rng.choice(ATTRIBUTES)}を{rng.choice(VERBS)}。"


def _gist(rng: random.Random, _subject: str) -> list[str]:
    return [f"- {_noun(rng)}", f"【{rng.choice(VALUES)}の{rng.choice(NOUNS)}】", sentence(rng), sentence(rng, True)]


def _definition(rng: random.Random, _subject: str) -> list[str]:
    return [f"- {_noun(rng)}", sentence(rng), sentence(rng, True)]


def _line(rng: random.Random, _subject: str) -> list[str]:
    return [f"- {_noun(rng)}：{rng.choice(NOUNS)}を{rng.choice(VERBS)}もの"]


def _marked(rng: random.Random, _subject: str) -> list[str]:
    return [f"- {_noun(rng)}", *(sentence(rng, True) for _ in range(rng.randint(2, 4)))]


def _list(rng: random.Random, _subject: str) -> list[str]:
    return [f"- {_noun(rng)}", *(f"・{_noun(rng)}を{rng.choice(VERBS)}" for _ in range(rng.randint(2, 5)))]


def _table(rng: random.Random, _subject: str) -> list[str]:
    columns = rng.sample(ATTRIBUTES, rng.randint(2, 3))
    rows = rng.sample(NOUNS, rng.randint(2, 4))
    body = [f"| {row} | {' | '.join(rng.choice(VALUES) for _ in columns)} |" for row in rows]
    head = [f"| 名前 | {' | '.join(columns)} |", "|---" * (len(columns) + 1) + "|"]
    directive = ["【図表】"] if rng.random() < 0.3 else []
    return [f"- {_noun(rng)}の比較", *directive, *head, *body]


def _question(rng: random.Random, _subject: str) -> list[str]:
    asked = f"{_noun(rng)}が{rng.choice(NOUNS)}を{rng.choice(VERBS)}のはなぜか。"
    return [f"Q: {asked}", f"A: {rng.choice(NOUNS)}が{rng.choice(VALUES)}だから"]


def _lookalikes(rng: random.Random, subject: str) -> list[str]:
    """Sentences cut to one pattern."""
    names = rng.sample(NOUNS, 3)
    unit = rng.choice(("つ", "個", "分", "年"))
    return [
        f"- {subject}の{rng.choice(ATTRIBUTES)}表",
        *(f"{name}の上限は{rng.randint(2, 99)}{unit}である。" for name in names),
    ]


def _facet(rng: random.Random, _subject: str) -> list[str]:
    return [
        f"- {_noun(rng)}",
        sentence(rng),
        f"【{rng.choice(('仕組み', '特徴', '手順', '料金'))}】",
        sentence(rng, True),
    ]


def _numbers(rng: random.Random, _subject: str) -> list[str]:
    return [f"- {_noun(rng)}", f"{rng.choice(NOUNS)}を{rng.randint(2, 90)}分ごとに{rng.choice(VERBS)}。"]


def _same_term(rng: random.Random, _subject: str) -> list[str]:
    """A term that stands under many headings."""
    return [f"- {rng.choice(('料金', '上限', '対象'))}：{rng.choice(VALUES)}"]
