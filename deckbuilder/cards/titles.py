"""What a term or a heading is by its wording: a name, a label, a part of the notes, an act, an exercise."""

import re
from collections.abc import Sequence
from functools import lru_cache

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import ENDS_IN_VERB, is_noun_phrase
from deckbuilder.read.words import DEFINING, is_connective, is_index, naming

_ABOUT_NOTES = lazy(
    r"使い方$|本書|この(?:本|章|節|記事|ノート|ページ|資料|文書|講座|サイト|ブログ|庭(?!の))|本[章節稿]|はじめに|おわりに|まえがき|あとがき|謝辞|学べること|学ぶこと|学習(?:目標|方法|の進め方)"
    r"|到達目標|ゴール$|出題|配点|頻出(?:問題|分野|パターン|ポイント|テーマ|トピック)|問われ|試験(?:に|で|対策|情報|概要)|対象読者|目次|関連(?:項目|ページ|ノート)|所感|感想|雑記|日記|雑感|余談"
    r"|模試|学習計画|勉強計画|振り返り|反省|間違え|コードレビュー|今日の|本日の|今回の(?:目的|目標|ゴール|テーマ)|今週の|今後の|やったこと|やりたい|todo|メモ[)）]?$|まとめ(?:ると)?$|チェックリスト|参考|出典|引用|^参照$|レビュー状況|進捗|検討事項|変更(?:点|履歴)|更新履歴"
    r"|(?:学習|勉強|暗記|覚え方)のコツ|勉強法|学習推奨|推奨事項|^目標$|^goals?$|^objectives?$|^tips$|^metadata$|^キーワード$|おさらい|^(?:学習|勉強|年間|月間|週間|今後の)?スケジュール$|(?:講義|講座|レッスン|授業)で扱う|へのメモ$|(?:裁判官|出席者|参加者|登壇者|メンバー)(?:の?一覧)?$|名簿$|(?:作成|記録|運用)[ 　]?マニュアル",
    re.IGNORECASE,
)
_EXERCISE = lazy(
    r"(?:^|[【\s])(?:問題?|設問|例題|演習|練習|課題|問い?|Q|Step|STEP)[ 　]*[0-9０-９]{1,3}(?![0-9０-９])|^Chapter[ 　]*[0-9０-９]{1,3}$|解答|回答|答案|(?:^|練習|演習|確認|過去|応用|基礎|基本|類似|試験|章末|選択|記述|想定)問題$|テスト問題|課題$|演習|テスト[0-9０-９]|(?:書け|答えよ|求めよ|述べよ|せよ)[。.]?$|模試|過去問|ケース[：:]|障害例|入力例|出力例|実行例|動作例|choices|(?i:\b(?:pre|post)-?test\b|\bquiz\b)|クイズ",
)
_NO_NAME = lazy(
    r"について|場合|例$|^例|例え|イメージ|など$|等$|とき$|時$|方法$|流れ$|以下の|(?<![一-龠])次の|のような|のように|ため$|一覧$|(?<![収編特募密])集$|まとめ|->|→|⇒|^(?:ステップ|手順|フェーズ|step|phase)|[一二三四五六七八九]$|^第[一二三四五六七八九0-9]"
    r"|^(?:[0-9０-９]+[章節回話部]|(?:レッスン|トピック|lesson|topic|chapter|section|part|day)[ 　]?[0-9])|(?:予定|の概要|の手順|の対応|の関係)$|[一-龠ァ-ヶーA-Za-z0-9)）]は(?![じず])",
    re.IGNORECASE,
)


def names_something(term: str) -> bool:
    """Tell whether a term can be asked for: a name, and no label, part, number or example."""
    bare = bare_name(term)
    if not is_noun_phrase(bare, 40) or (naming(bare) != "term" and bare not in DEFINING) or is_index(term):
        return False
    return not _NO_NAME.search(bare)


_LEADS_ON = lazy(
    r"(?:結果|出力|入力|回答|解|条件|理由|原因|場所|日時|時間|状況|現象|対応|対処|解決策?|目的|処理|確認|備考|補足|著者|出版社|(?:発売|発行|読書|読了|開始|終了|読書開始|読書終了)日|カテゴリ|シラバス|キーワード|執筆|レビュー|更新日|作成日|公開日|タグ|ISBN|ASIN|URL|author|title|date|reference|category|検討事項|変更点|(?:修正|変更|改善|改修|導入)[前後]|共通点|相違点|AM|PM|午前|午後|通常|従来|ステップ|手順|フェーズ|step|phase|案|その|この)[ 　0-9０-９\-–.①-⑳]*",
    re.IGNORECASE,
)
_OF_THE_TEXT = lazy(
    r"書籍名|書名|作者|作成者|執筆者|編者|訳者|シラバス|キーワード|タグ|分類|url|リンク|出典|引用元|参考|(?:作成|更新|公開|投稿|最終更新|学習|受講|記述|記載|記入|執筆|作業|調査)日時?|版|バージョン|題名|タイトル"
    r"|所要時間|学習時間|対象者?|前提知識|ページ数?|価格|author|syllabus|keywords?|tags?|category|links?|source|date|created|updated|version|title|status|isbn|license|topics?|emoji|type|published|draft|layout|slug|lang(?:uage)?|next|prev(?:ious)?|related|see[ ]also",
    re.IGNORECASE,
)
"""What stands at the head of a text about itself: Author: …, キーワード：…."""


def leads_on(term: str) -> bool:
    """Tell whether what stands before a text only leads it on, 例えば, 結果, ステップ 2-1, or tells of the text itself."""
    return (is_connective(term) and term != "例外") or is_of_notes(term)


def is_of_notes(term: str) -> bool:
    """Tell whether a name is that of a part or of the data of any notes, of a test or of examples: 結果, 著者, 更新日（予定）, 大問3."""
    bare = re.sub(r"[(（][^()（）]*[)）]$", "", term)
    return bool(_LEADS_ON.fullmatch(bare) or _OF_THE_TEXT.fullmatch(bare)) or is_part_of_test(bare)


def is_part_of_test(name: str) -> bool:
    """Tell whether a name is but the number or letter of a part of a test or of one of several examples: パートC, Part 5, 第3問, シナリオ2."""
    return bool(_PART_OF_TEST.fullmatch(name))


_PART_OF_TEST = lazy(
    r"(?:part|パート|section|セクション|大問|小問|設問|シナリオ|ケース|パターン|例|サンプル)[ 　.]?(?:[0-9０-９]{1,2}|[A-ZＡ-Ｚ]|[IVX]+)|第[0-9０-９一二三四五六七八九十]{1,2}問",
    re.IGNORECASE,
)


_NO_NAME_AT_ALL = lazy(
    r"%[ 　]|[=-]> |(?:.*\s)?\*\*\w|[A-Za-zア-オ][.．)）][ 　]*[OXox○×]$|[.…](?![A-Za-z])|.*\t|.*[^\s=][ 　]*(?:=>|⇒|→|←|↔|⇄|⇆|⇔|⟷|⟶|➡)[ 　\ufe0f]*[^\s]|[^(（]*[^(（\s][ 　]+(?:<?-+>|<-+)[ 　]+\S|[こそあ]の|[こそ]れ|[左右上下]図$|.*(?:\.\.\.|よりも|には|では|により|によって|ように|にて)$|\$[^$]+\$$|\\\(.*\\\)$"
    r"|[0-9０-９,、~〜～–-]+(?:行|段)目$|[0-9.,]+\s*(?:[KMGT]B|%|問|点)?\s*[~〜～–-]\s*[0-9.,]+\s*(?:[KMGT]B|%|問|点)|(?:https?://|[\w.+-]+@)?(?:[\w-]+\.)*example\.(?:com|org|net|jp)(?![\w.])|.*[一-龠ァ-ヶーA-Za-z0-9)）]は(?![じず]).*[^？?]$"
)


def names_nothing(term: str) -> bool:
    """Tell whether what stands before a text names nothing: a range, a row, a formula, an address of nobody, the beginning of a sentence, a choice with its mark."""
    return bool(_NO_NAME_AT_ALL.match(term))


_THEOREM = lazy(
    r".{2,}(?:定理|補題|不等式)|.+の(?:公式|法則|原理)|[*_]*(?:定理|命題|補題|系|公式|法則)[*_]*[ 　]*[0-9.]*[ 　]*[(（][^()（）]{2,}[)）]"
)


def names_theorem(term: str) -> bool:
    """Tell whether a term is the name of a theorem, which the sentence below it states: 三平方の定理, 命題（余りの一意性）."""
    return bool(_THEOREM.fullmatch(term))


_CLAUSE = lazy(
    r"かどうか|.(?:手順|方法|流れ|計測|設定|実行|内容|準備)$"
    r"|[(（][^()（）]*[一-龠ァ-ヶーA-Za-z0-9][をがにへ][^()（）]*[うくすつむるた][)）]"
)


def names_act(term: str) -> bool:
    """Tell whether a term is no name: an activity, a number, or a name that is explained behind it already."""
    return bool(_CLAUSE.search(term))


_NO_THING = lazy(
    "(?:のみ|だけ|の(?:[1１一]つ|ひとつ|一種))$|^(?:(?:現在|現代|今日|標準|一般|歴史)(?:の|的な?)*)+(?:理解|導入|解釈|見方|評価|位置[付づ]け|意義)$|^(?:[和直意]|日本語)?訳文?$|^(?:たとえ|例え|比喩|もう少し|主文)$|^[a-z][a-z0-9_]*[ 　]?テーブル$"
)


def names_no_thing(term: str) -> bool:
    """Tell whether a term only limits, 種のみ, only sorts, 種の一つ, says how its text goes with what stands beside it, or is a table of an example: 訳, たとえ, 現在の理解, leaf_list テーブル."""
    return bool(_NO_THING.search(term))


def names_relation(term: str) -> bool:
    """Tell whether a term only says what a note goes with, and the text how: ← 蒸散, vs 気孔."""
    return bool(_RELATION.match(term))


_RELATION = lazy("[←→↔⇄⇔](?=.)|(?i:vs)[. 　]")


def names_deed(term: str) -> bool:
    """Tell whether a term says what is done, as code is asked by it: 変更を取り消す, 列の追加, 枝を切りたいとき."""
    bare = _WANTED.sub("", re.sub(r"[(（][^()（）]*[)）]|とは$", "", term).strip("：: 　"))
    return bool(ENDS_IN_VERB.search(bare) or _DEED.search(bare)) and not _FAILS.search(bare)


_WANTED = lazy("(?<=[うくぐすつぬぶむる])(?:とき|時|場合)(?:は|には)?$|(?:を?し)?たい(?:とき|時|場合)?(?:は|には)?$")
"""What stands behind a deed that one wants to do."""
_DEED = lazy(
    "(?:方法|仕方|やり方|書き方|使い方|コマンド|コード|クエリ|構文|確認|設定|作成|実行|追加|削除|変更|取得|更新|登録|起動|操作|表示|抽出|移動|定義|宣言|一覧|取り消し|呼び出し|有効化|無効化"
    "|停止|終了|切り?替え|切り取り|貼り付け|タグ付け|検索|選択|挿入|結合|連結|分割|置換|変換|初期化|[大小号]化|比較|解除|復元|接続|切断|編集|指定|生成|展開|圧縮|解凍|チェック|ソート|調査"
    "|ログイン|ログアウト|ビルド|アップロード|ダウンロード|クローン|コピー|ペースト|コメントアウト|インポート|エクスポート|コンパイル|プッシュ|プル|マージ|ステージ|アンインストール|リダイレクト|[^ぁ-ん]へ)$"
)
_FAILS = lazy(
    "(?:エラー|例外|警告|不具合|バグ)(?:が|に|も)?(?:出る|でる|起きる|起こる|なる|発生する|表示される)$|(?:でき|動か|通ら|つながら|繋がら|起動し|表示され|反映され)ない$"
)
"""What goes wrong, below which the message stands and not what to do."""


def names_outcome(text: str) -> bool:
    """Tell whether what ends in a verb tells what comes of something, or how it is, and not what is done: 枝が増える, 緑になる."""
    return bool(_OUTCOME.search(text))


_OUTCOME = lazy(
    "(?:なる|れる|られる|できる|ある|いる|見える|増える|返る|出る|残る|入る|違う|ない)$|が[^をにで]*[うくぐすつぬぶむる]$|^(?:これ|ここ|この|その|上記)"
)


def bare_name(term: str) -> str:
    """Return a term without the number before it and what stands in parentheses."""
    return (
        re.sub(r"^[0-9０-９①-⑳.．)）\-\s　]+|[(（][^()（）]*[)）]", "", term).strip(" 　◆■●🔵:：").removesuffix("とは")
    )


def is_code_name(term: str) -> bool:
    """Tell whether a term is the name of a command, a function or a key."""
    return bool(re.fullmatch(r"[!-~ ]+", term))


def says_order(name: str) -> bool:
    """Tell whether a name over a list, or the sentence that leads to it, says that the items have an order."""
    return bool(_ORDER.search(name))


_ORDER = lazy(
    r"手順|順[番序に]|順$|流れ|ステップ|段階|プロセス|フェーズ|工程|過程|サイクル|経緯|歴史|年表|優先|ランキング|上位|階層|レイヤー?|レベル|作り方|解き方"
    r"|\b(?:steps?|process|phases?|stages?|flow|order|cycle|procedure|layers?|levels?)\b",
    re.IGNORECASE,
)


@lru_cache(1_000)
def is_about_notes(name: str) -> bool:
    """Tell whether a heading stands over what the notes say of themselves, of an exam, or of their author's day."""
    return bool(_ABOUT_NOTES.search(name))


def is_own_document(title: str) -> bool:
    """Tell whether a file says by its title how somebody's program or work is done or goes on: 記録マニュアル, 画面設計書, 庭の議事録."""
    return bool(_OWN_DOCUMENT.search(title))


_OWN_DOCUMENT = lazy(
    r"機能(?:マップ|一覧)|(?:画面|API|テーブル)[ 　]?一覧|(?:自動化|記録|運用|作業|操作|保守|移行)[ 　]?(?:マニュアル|手順書)"
    r"|(?:基本|詳細|外部|内部|画面|機能|DB|API|テーブル|システム)[ 　]?(?:設計|仕様|定義)書|(?:実装|開発|移行|改修|リリース)計画"
    r"|(?<![A-Za-z])harness(?![A-Za-z])|(?<![ァ-ヶー])ハーネス(?![ァ-ヶー])"
    r"|(?<=.)アンケート(?:項目|用紙)?$|議事録$|進捗(?:まとめ|報告|共有|記録|状況|$)|(?:開発|作業)(?:日誌|ログ|記録)$"
    r"|(?:スキーマ|仕様|画面|構成|設計)の?検討$|発表(?:会)?の?(?:スライド|資料|原稿)|の要件定義書$|^(?:サンプル|sample)[ _-]?(?:資料|文書|ドキュメント|doc(?:ument)?)s?$",
    re.IGNORECASE,
)


def is_own_design(titles: Sequence[str]) -> bool:
    """Tell whether a file is by its name or title on something that is made, and a heading in it on how: 葉を数えるアプリ, 機能要件."""
    is_made = any(map(_MADE.search, titles[:2]))
    return any(map(_STACK.search, titles[1:])) or (is_made and any(map(_DESIGN.search, titles[1:])))


_MADE = lazy(
    "(?<!書)の(?:作成|開発|制作|実装|構築|自作)$|(?:アプリ|ボット|(?i:bot|app))$|開発(?:メモ|日記)$"
    "|(?<!書)を(?:作る$|作った|作ってみ|自作)"
)
_DESIGN = lazy(
    "(?:機能|データ|性能|画面|技術|インターフェー?ス)要件|(?:機能|画面|API|技術)(?:一覧|構成|要素|仕様)$|プログラム構成$"
)
_STACK = lazy("^(?:使用|採用|利用)技術(?:一覧)?$|技術スタック$|(?i:^tech(?:nology)? stack$)")
_SORT_OF_NOTES = lazy(
    r"(?<=[^\s])(?<!へ)(?<!への)(?:の|に関する|について(?:調べた)?|を?(?:学習|勉強|読書|調べた)(?:こと|した)?|雑|入門)*(?:メモ|まとめ|ノート|使い方)[)）]?$"
)


@lru_cache(1_000)
def subject(title: str) -> str:
    """Return what notes are about by their title: 潮汐 of 潮汐についての学習メモ."""
    return _SORT_OF_NOTES.sub("", title)


@lru_cache(1_000)
def is_set_up(name: str) -> bool:
    """Tell whether a heading stands over one case: what was once set up by hand, or an example: IAMを作成, 認識の例."""
    return bool(_SET_UP.search(name))


_SET_UP = lazy(
    r"を(?:作成|有効化|有効果|設定|インストール|導入|登録)(?:する)?$|環境構築|セットアップ|属性の選択$|やってみ|の例$|具体例$|[(（]例[)）]$"
)


@lru_cache(1_000)
def is_exercise(name: str) -> bool:
    """Tell whether a heading stands over a question, its data or its solution."""
    return bool(_EXERCISE.search(name))
