"""Seeded Japanese notes in our notation, in any number and no two alike.

    python -m benchmarks.generator 10000 FOLDER

A file depends on nothing but its number and the seed, so that a small deck is the beginning of a
large one. Words are taken by the number of their combination and not by chance: no sentence comes
twice below a million notes.
"""

import re
import sys
from collections.abc import Iterator
from math import prod
from pathlib import Path
from random import Random

NOTES_A_FILE = 200
PICTURES = 10
"""Tables that are drawn, in a whole deck."""
DECK = 'name = "計測::分散システム"\nauthor = "計測"\n'

_AREAS = "通信 記憶 計算 認証 監視 配信 課金 運用 設計 検索 予測 物流 会計 医療 農業 気象 交通 教育 製造 防災 金融 電力 航空 鉄道 測量 出版 放送 音声 画像 統計".split()
_ASPECTS = "入門 基礎 実務 応用 理論 構成 歴史 障害対応 性能 安全性 移行 標準化 自動化 最適化 事例 用語集 設計論 品質 評価法 演習 総論 各論".split()
_SECTIONS = "全体像 登場する要素 受付 待機 実行 後始末 保存のしかた 配置のしかた 名前の付け方 権限 見張り方 障害時 復旧 移し替え 費用 上限値 似たものとの違い 設定の勘所".split()
_MODIFIERS = "分散 仮想 階層 動的 静的 非同期 並列 多重 暗黙 明示 局所 広域 差分 増分 冗長 予備 一時 恒久 双方向 単方向 可逆 適応 決定論 再帰 反復 段階 匿名 共有 専用 汎用 統合 分離 圧縮 暗号 署名 独立 交互 優先 遅延 即時 定期 臨時 標準 拡張 軽量 高速 低速 耐障害 自律 集中 外部 内部 上位 下位 論理 物理 疎結合 密結合 対称 非対称".split()
_CORES = "索引 鍵 経路 記憶 複製 通信 通知 認可 転送 制御 計測 予約 割当 探索 整列 照合 変換 符号 復元 退避 更新 配置 分割 結合 集約 選択 投票 合意 巡回 搬送 補正 推定 分類 要約 翻訳 描画 合成 接続 中継 遮断 DNS TLS API SQL キャッシュ バッファ トークン セッション パケット スナップショット ブロック ストリーム メッセージ イベント ジョブ スレッド ロック ハッシュ コンテナ クラスタ".split()
_KINDS = "方式 装置 機構 規約 領域 単位 表 層 群 係数 契約 基盤 回路 窓口 台帳 区画 計画 枠 木 列 網 盤 器 点 ノード ゲートウェイ プール キュー ログ テーブル エージェント ポリシー モデル サービス セット プロファイル リスト マップ 帯 輪 柱 束 板 札 弁".split()
_OBJECTS = (
    "届いた要求 古い控え 壊れた行 未確定の値 長い応答 空いた席 重い処理 使われない枝 届かない知らせ 途中の結果 余った容量 失敗の跡 "
    "同じ頼みごと 新しい版 前の版 遠くの写し 近くの写し 眠った接続 急ぎの仕事 夜間の仕事 大きな荷物 細かな荷物 名前のない席 期限の近い札 "
    "{冗長|じょうちょう}な写し 受け取りの印 送り直しの束 {閾値|しきいち}を超えた値 読みかけの頁 書きかけの頁 借りたままの席 開いたままの扉 "
    "利用者の声 端末の記録 機器の数 拠点の地図 時刻のずれ 順番の乱れ 重なった書き込み 空の封筒 色の違う札 "
    "{滞留|たいりゅう}した束 `queue`の先頭 `tmp`の中身 見本の束 予定の一覧 答え合わせの表 月ごとの合計 日ごとの差 "
    "隣の組の荷 親の設定 子の設定 孫の設定 片方だけの変更 両方の変更 止まった針 外れた値 抜けた番号 余分な番号 最後の一行"
).split()
_VERBS = (
    "並べる 捨てる 選び出す 数える 配る 受け取る 送り返す 書き留める 読み直す 組み替える 切り離す つなぎ直す 見張る 測り直す 確かめる "
    "隠す 写し取る 埋める 束ねる 分け合う 差し替える 取り消す 先送りする 早める 遅らせる 預かる 引き渡す 貸し出す 片付ける 積み上げる "
    "間引く 仕分ける 見比べる 記録する 登録する 点検する 修復する 公開する 凍結する 再開する"
).split()
_ADVERBS = (
    "到着順に 一つずつ まとめて 静かに すぐに 少し待って 夜のうちに 決まった時刻に 二重に 手分けして 重い順に 軽い順に 古い順に 新しい順に "
    "無作為に 同時に 交代で 必要なだけ 余裕のあるうちに 止めずに 元のまま 向きを変えて 小分けにして 鍵をかけて 名前を伏せて 端から 内側から "
    "外側から 予告なしに 許しを得て"
).split()
_ACTORS = (
    "受付係 見張り役 親ノード 子ノード 送信側 受信側 管理者 利用者 運用担当 制御部 記録係 仲介役 配達役 監査人 設計者 保守員 当番の機器 予備の機器 "
    "`worker`プロセス `scheduler` 最初の拠点 最後の拠点 近い拠点 外部の業者 試験用の端末 集計役 検査役 案内役 発行元 依頼元"
).split()
_CONDITIONS = (
    "混雑したとき 空いているとき 電源が落ちたとき 応答がないとき 鍵が古いとき 版が食い違うとき 容量が尽きたとき 夜間 月末 最初の起動時 繰り返しのとき "
    "試験の間 移行の途中 復旧の直後 権限がないとき 時計がずれたとき 拠点が増えたとき 拠点が減ったとき 値が空のとき 順番が乱れたとき 予備へ移るとき "
    "{輻輳|ふくそう}が起きたとき 線が切れたとき 写しが足りないとき 写しが多すぎるとき 期限を過ぎたとき 署名が合わないとき 桁があふれたとき 設定を変えたとき "
    "設定を戻したとき 警報が続くとき 警報がやんだとき 要求が重なるとき 要求が途絶えたとき 名前が重なるとき 点検の前 点検の後 休日 契約が切れたとき "
    "見積もりの段階"
).split()
_THINGS = "仕組み 取り決め 部品 役目 場所 手続き 考え方 目安 道具 合図 しるし 通り道 約束 備え 工夫 決まり 段取り 入れ物 置き場 窓 門 橋 鏡 目盛り 物差し 見張り 番人 通訳 荷台 棚 箱 台帳係 当番 順路 近道 迂回路 約款 作法 習わし 試み".split()
_PARTS = (
    "有効期限 再送要求 チェックサム 通し番号 親の印鑑 世代番号 送り状 空き容量 心拍信号 所有者名 履歴簿 代替経路 合言葉 割印 受領書 乱数の種 時刻印 "
    "深さの値 重みの値 確認応答 打ち切り印 入口の札 許可証 見出し語 参照回数 書き込み印 目録 版番号 地域名 退避先 引換券 監視窓 予備電源 一覧表 "
    "優先順位 保留簿 公開鍵 秘密鍵 差分の束 整合性印 巡回記録 余白 基準値 復旧点 切替弁 待ち札 終端記号 担当者名 復号結果 署名欄"
).split()
_UNITS = "回 件 秒 分 台 本 行 層 段階 日 文字 ページ %".split()
_COLUMNS = "必要なもの 渡す相手 残すもの 失うもの 代わりになるもの 最初に見るもの".split()
_COUNTS = "〇一二三四五"
_FACETS = "仕組み 用途 役割 注意点 性質 背景".split()
_SENTENCES = (
    "{condition}、{actor}は **{part}** を確かめてから{object}を{verb}。",
    "{condition}、{object}を{verb}{actor}には **{part}** が要る。",
    "{condition}、{actor}が{object}を{verb}上限は =={number}== である。",
    "{object}を{verb}のは{actor}だが、{condition}だけは **{part}** の指示に従う。",
    "{actor}は、{condition}も **{part}** を手放さずに{object}を{verb}。",
    "{condition}、{actor}は{object}を{verb}前に =={number}== の猶予を置く。",
    "{actor}が{object}を{verb}と、{condition}でも **{part}** が自動で書き換わる。",
    "{condition}、{actor}は **{part}** と **{other}** を突き合わせて{object}を{verb}。",
    "{actor}に **{part}** を渡すと、{condition}でも{object}を{verb}ことができる。",
    "{condition}、{actor}は =={number}== ごとに{object}を{verb}。",
    "{condition}、==「{part}」== を持つ{actor}だけが{object}を{verb}。",
    "{object}を{verb}とき、{actor}は **{part}** を残すが、{condition}は残さない。",
    "{condition}に{actor}が{object}を{verb}根拠は、**{part}** に書かれている。",
    "{actor}は{object}を{verb}が、{condition}は **{part}** の側で引き受ける。",
)  # fmt: skip
_PLAIN = (
    "{condition}、{actor}は{object}を{adverb}{verb}。",
    "{actor}が{object}を{adverb}{verb}のは、{condition}に備えるためである。",
)


def generated(notes: int, seed: int = 0) -> Iterator[tuple[str, str]]:
    """Yield (path, text) of as many files as it takes to give `notes` Anki notes."""
    for number in range(-(-notes // NOTES_A_FILE)):
        wanted = min(NOTES_A_FILE, notes - number * NOTES_A_FILE)
        yield f"{number + 1:03}.md", _File(number, seed).text(wanted)


def write(folder: Path, notes: int, seed: int = 0) -> None:
    """Write a notes folder of so many Anki notes."""
    folder.mkdir(parents=True)
    (folder / "deck.toml").write_text(DECK, "utf-8")
    for path, text in generated(notes, seed):
        (folder / path).write_text(text, "utf-8")


def write_one_file(folder: Path, notes: int, seed: int = 0) -> None:
    """Write a notes folder of so many Anki notes that all stand in one file, as many people keep them."""
    folder.mkdir(parents=True)
    (folder / "deck.toml").write_text(DECK, "utf-8")
    (folder / "notes.md").write_text(in_one_file(notes, seed), "utf-8")


def in_one_file(notes: int, seed: int = 0) -> str:
    """Return the text of all files as one, without their front matter."""
    return "\n".join(_FRONT_MATTER.sub("", text) for _, text in generated(notes, seed))


def write_choices(folder: Path, questions: int) -> None:
    """Write a notes folder with one file of so many questions with choices, as banks of exams have them."""
    folder.mkdir(parents=True)
    (folder / "deck.toml").write_text(DECK, "utf-8")
    (folder / "notes.md").write_text("\n".join(_choices(questions)), "utf-8")


def _choices(questions: int) -> Iterator[str]:
    for at in range(questions):
        if at % 40 == 0:
            yield f"# 第{at // 40 + 1}回\n"
        asked = combination(at, _CONDITIONS, _OBJECTS, _VERBS)
        parts = [_PARTS[(at + 7 * other) % len(_PARTS)] for other in range(4)]
        yield f"## 問{at % 40 + 1}\n{asked[0]}、{asked[1]}を{asked[2]}のに要るものはどれか。"
        yield "\n".join(f"{label}. {part}" for label, part in zip("アイウエ", parts, strict=True))
        yield f"正解：{'アイウエ'[at % 4]}\n解説：この場合 **{parts[at % 4]}** が無いと、{asked[1]}を{asked[2]}ことはできない。\n"


_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def with_line_changed(text: str, which: int) -> str:
    """Return a file's text after an edit of one line: the sentence number `which`, counted round."""
    lines = text.split("\n")
    marked = [at for at, line in enumerate(lines) if " **" in line]
    at = marked[which % len(marked)]
    lines[at] = lines[at].replace(" **", "原則として **", 1)
    return "\n".join(lines)


def combination(at: int, *lists: list[str]) -> list[str]:
    """Return one word of each list: combination number `at`, in an order that looks like none."""
    size = prod(map(len, lists))
    assert at < size, "there are not so many combinations"
    at = _scattered(at, size)
    words = []
    for choices in lists:
        at, which = divmod(at, len(choices))
        words.append(choices[which])
    return words


def _scattered(at: int, size: int) -> int:
    """Return where `at` goes in a fixed shuffling of 0 … size - 1."""
    bits = size.bit_length()
    while True:
        for factor in (0x9E3779B1, 0x85EBCA77):
            at = at * factor & ((1 << bits) - 1)
            at ^= at >> bits // 2
        if at < size:
            return at


class _File:
    """One file in the making. Numbers of combinations are counted from its own first one on."""

    def __init__(self, number: int, seed: int) -> None:
        self.number = number
        self.random = Random(f"{seed} {number}")
        spans = {"term": 200, "said": 400, "gist": 120, "definition": 100}
        self.next = {what: number * span for what, span in spans.items()}

    def text(self, wanted: int) -> str:
        """Return the text of a file that gives `wanted` notes."""
        area, aspect = combination(self.number, _AREAS, _ASPECTS)
        lines = ["---", f"tags: [{area}]", "---"] if self.random.random() < 0.2 else []
        lines += [f"# {area}の{aspect}", ""]
        sections = iter(self.random.sample(_SECTIONS, len(_SECTIONS)))
        left = wanted
        if self.number < PICTURES:
            lines += ["## 比較の図", "", "【図表】役割の比較", *self._rows(4), ""]
            left -= 1
        until = left
        while left:
            if left <= until:
                lines += [f"## {next(sections)}", ""]
                until = left - NOTES_A_FILE // 12
            for part, notes in self._entry():
                if notes <= left:
                    lines += part
                    left -= notes
            lines.append("")
        return "\n".join(lines)

    def _entry(self) -> list[tuple[list[str], int]]:
        """Return one entry in parts, each with the number of notes that it gives."""
        kind = self.random.choices(
            (self._with_gist, self._defined, self._line, self._marked, self._question, self._table, self._below),
            (24, 8, 8, 16, 10, 1, 3),
        )[0]
        return kind()

    # --- entries ------------------------------------------------------------------------------

    def _with_gist(self) -> list[tuple[list[str], int]]:
        more = [self._sentence() for _ in range(self.random.randint(0, 4))]
        plain = [([self._plain()], 0)] if self.random.random() < 0.4 else []
        return [([f"- {self._term()}", f"【{self._gist()}】"], 1), *plain, *more, *self._caution(), *self._facet()]

    def _defined(self) -> list[tuple[list[str], int]]:
        more = [self._sentence() for _ in range(self.random.randint(0, 3))]
        return [([f"- {self._term()}", f"{self._definition()}。"], 1), *more]

    def _line(self) -> list[tuple[list[str], int]]:
        return [([f"- {self._term()}：{self._definition()}{self.random.choice(_THINGS)}"], 1)]

    def _marked(self) -> list[tuple[list[str], int]]:
        more = [self._sentence() for _ in range(self.random.randint(1, 4))]
        first, notes = self._sentence()
        return [([f"- {self._term()}", *first], notes), *more, *self._facet()]

    def _question(self) -> list[tuple[list[str], int]]:
        said = self._words()
        asked = f"Q: {self._term()}では、{said['condition']}、{said['object']}を{said['verb']}ために{said['actor']}が使うものは？"
        note = [f"解説：{self._plain()}"] if self.random.random() < 0.4 else []
        return [([asked, f"A: {said['part']}", *note], 1)]

    def _table(self) -> list[tuple[list[str], int]]:
        return [([f"### {self._term()}との比較", "", *self._rows(3)], 6)]

    def _below(self) -> list[tuple[list[str], int]]:
        return [
            ([f"- {self._term()}", f"【{self._gist()}】"], 1),
            ([f"●{self._term()}", f"【{self._gist()}】"], 1),
            self._sentence(),
        ]

    # --- parts of an entry ----------------------------------------------------------------------

    def _caution(self) -> list[tuple[list[str], int]]:
        if self.random.random() < 0.8:
            return []
        said = self._words()
        return [
            (
                [
                    f"※{said['condition']}、{said['actor']}が{said['object']}を{said['verb']}のは{said['number']}までである。"
                ],
                1,
            )
        ]

    def _facet(self) -> list[tuple[list[str], int]]:
        if self.random.random() < 0.75:
            return []
        if self.random.random() < 0.5:
            sentence, notes = self._sentence()
            return [([f"【{self.random.choice(_FACETS)}】", *sentence], notes)]
        count = self.random.randint(3, 5)
        if self.random.random() < 0.5:
            return [
                ([f"【{_COUNTS[count]}つの要素】", *(f"・{part}" for part in self.random.sample(_PARTS, count))], 1)
            ]
        steps = [self._words() for _ in range(count)]
        lines = [f"{at}. {step['object']}を{step['verb']}" for at, step in enumerate(steps, 1)]
        return [([f"【{_COUNTS[count]}つの手順】", *lines], 1)]

    def _rows(self, count: int) -> list[str]:
        """Return a table of `count` rows and two columns that are asked."""
        columns = self.random.sample(_COLUMNS, 2)
        cells = self.random.sample(_PARTS, 2 * count)
        rows = [f"| {self._term()} | {cells[2 * at]} | {cells[2 * at + 1]} |" for at in range(count)]
        return [f"| 名前 | {columns[0]} | {columns[1]} |", "|---|---|---|", *rows]

    # --- words ----------------------------------------------------------------------------------

    def _number_of(self, what: str) -> int:
        self.next[what] += 1
        return self.next[what]

    def _term(self) -> str:
        core, modifier, kind = combination(self._number_of("term"), _CORES, _MODIFIERS, _KINDS)
        return f"{modifier}{core}{kind}"

    def _gist(self) -> str:
        things, verb, thing = combination(self._number_of("gist"), _OBJECTS, _VERBS, _THINGS)
        return f"{things}を{verb}{thing}"

    def _definition(self) -> str:
        things, adverb, verb = combination(self._number_of("definition"), _OBJECTS, _ADVERBS, _VERBS)
        return f"{things}を{adverb}{verb}"

    def _sentence(self) -> tuple[list[str], int]:
        return [self.random.choice(_SENTENCES).format(**self._words())], 1

    def _plain(self) -> str:
        return self.random.choice(_PLAIN).format(**self._words())

    def _words(self) -> dict[str, str]:
        """Return the words of a sentence; condition, actor, object and verb come in this combination only once."""
        names = ("object", "actor", "verb", "condition")
        said = combination(self._number_of("said"), _OBJECTS, _ACTORS, _VERBS, _CONDITIONS)
        part, other = self.random.sample(_PARTS, 2)
        number = f"{self.random.randint(2, 990)}{self.random.choice(_UNITS)}"
        more = {"part": part, "other": other, "number": number, "adverb": self.random.choice(_ADVERBS)}
        return dict(zip(names, said, strict=True)) | more


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
