"""What any card may be: about the notes, an aside, struck out, of another text, drawn."""

import re
from pathlib import PurePosixPath

from deckbuilder.base.blocks import Entry, Paragraph
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import ONE_WORD
from deckbuilder.cards.doubts.drafts import name_of, said, text_of, texts_above
from deckbuilder.cards.names_given import BLANK
from deckbuilder.cards.saying import is_aside, means, points_elsewhere, tells_means
from deckbuilder.cards.titles import is_about_notes, is_exercise, is_set_up, subject
from deckbuilder.quality.wording import lacks_command, tells_environment
from deckbuilder.read.inline import plain
from deckbuilder.read.terms import is_year
from deckbuilder.read.words import names_nothing


def stands_in_frame(entry: Entry, draft: Draft) -> bool:
    """Tell whether the headings above say that the text is about the notes, or sets an exercise."""
    above = (*map(subject, draft.trail[:2]), *draft.trail[2:])  # the file and the heading of all of it
    if draft.role == "cell" or (draft.role == "definition" and entry.shape in ("line", "row")):
        above = tuple(name for name in above if not _SUMMARY.search(name))
    names = [*above, plain(entry.term.md) if entry.term else draft.term]
    if draft.role == "cell" or any(slot.is_word for slot in draft.slots):
        names = names[-1:]  # what is marked, or set out in a table, is worth something whatever stands far above
    if draft.role == "definition" and entry.shape != "term" and draft.points[0] >= SPEAKS:
        names = [name for name in names if not _OF_NOTES.search(name)]
    is_of_commands = draft.role == "definition" and any(map(_OF_COMMANDS.search, draft.trail[-1:]))
    if is_of_commands:
        names = [name for name in names if not _OF_USE.search(name)]
    if any(is_about_notes(name) for name in (*names, draft.term)) or any(is_exercise(name) for name in names[-4:]):
        return True
    return draft.role in ("definition", "list") and not is_of_commands and any(map(is_set_up, draft.trail))


SPEAKS = 5
"""Points of a definition that is one wherever in its notes it stands."""
_OF_NOTES = lazy("はじめに|おわりに|本書|やったこと|まとめ(?:ると)?$|(?<!への)メモ$")
"""A part of the notes in which something may be defined in passing."""
_OF_COMMANDS, _OF_USE = lazy("コマンド|操作|チートシート|(?i:cheat ?sheet)"), lazy("使い方$|メモ[)）]?$")
"""A heading over commands, which are worth something in notes of use or of what was set up once."""
_SUMMARY = lazy("まとめ[)）]?$")
"""A heading over what was said above once more; a pair or a cell that stands there is the gist of it."""


def asks_aside(entry: Entry, draft: Draft) -> bool:
    """Tell whether a card asks or answers a remark; what opens to an answer, <summary>首都は？</summary>, is a question."""
    asks = entry.shape in ("facet", "question") and draft.prompt is not None and draft.prompt.md.endswith(("？", "?"))
    wants = draft.role == "definition" and tells_means(name_of(draft), text_of(draft.body[0]))
    asked = [plain(draft.prompt.md)] if draft.prompt and not (asks or wants) else []
    told = (text for text in said(draft) if not means(name_of(draft), text))
    return draft.role != "cell" and any(map(is_aside, (*asked, *told)))


def is_of_no_command(_entry: Entry, draft: Draft) -> bool:
    """Tell whether an option or a word of a command is asked, and no heading says of which."""
    file = PurePosixPath(draft.span.path).stem  # it stands on the card
    is_told = bool(_FILE_OF_COMMAND.search(file)) and not names_nothing(file)
    return not (is_told or draft.cue) and lacks_command(draft.trail, name_of(draft), text_of(draft.body[0]))


_FILE_OF_COMMAND = lazy("^[a-z]{2,}(?:[ _-][a-z]+)?$|[A-Za-z] ?コマンド|(?i:command)")
"""The name of a file about a command: git tag, 枝を切る（pruneコマンド）."""


def is_environment(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a card asks what its author works with, by the heading right above."""
    above = draft.trail[-1] if draft.trail else ""
    return draft.prompt is not None and tells_environment(above, name_of(draft), text_of(draft.body[0]))


def is_own_folder(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a card asks what its author keeps in a folder: Inbox (10-inbox/)."""
    return bool(_NUMBERED_FOLDER.search(name_of(draft)))


_NUMBERED_FOLDER = lazy(r"(?<![\w.-])[0-9]{2}[-_][A-Za-z][\w-]*(?:/|$)")


def is_of_no_notes(_entry: Entry, draft: Draft) -> bool:
    """Tell whether the name of a file or its title says that it is a diary, or what its author is to achieve."""
    return any(map(_NO_NOTES.search, (PurePosixPath(draft.span.path).stem, *draft.trail[:1])))


_NO_NOTES = lazy(
    "(?i:daily[ _-]?notes?(?![a-z]))|日報|週報|ネタ帳"
    "|(?:[0-9０-９]{4}.*|自分の|私の|今期の?|来期の?|[上下半前後]期の?)目標(?:設定)?$|目標設定シート"
)


def is_property(entry: Entry, draft: Draft) -> bool:
    """Tell whether a line says in a word of what sort a note is, and no heading stands between it and the note's title."""
    is_of_note = entry.shape == "line" and len(draft.trail) <= 1 and bool(_PROPERTY.fullmatch(name_of(draft)))
    return is_of_note and bool(ONE_WORD.fullmatch(text_of(draft.body[0])))


_PROPERTY = lazy(
    "(?:ノートの?)?(?:タイプ|種別|種類|形式|ジャンル|ステータス|状態|レベル|難易度|重要度|優先度)|kind|level|priority",
    re.IGNORECASE,
)


def is_wished(entry: Entry, draft: Draft) -> bool:
    """Tell whether one of the texts next above says what its author wants or thinks: 私が育てたいのは…."""
    return any(map(_WISHES.search, texts_above(entry, draft)))


_WISHES = lazy(
    "(?:僕|私|俺|自分)[がはの][^。]{0,12}(?:たい|理想)|必要だと(?:考えて|思って)い|を目指して(?:いる|います)[。：:]?$"
)


def is_forecast(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a card asks what is expected of a year."""
    name = draft.term if draft.slots else name_of(draft)
    return bool(is_year(name) and draft.trail and _FORECAST.search(draft.trail[-1]))


_FORECAST = lazy("予測|予想|見通し|将来|今後")


def has_blanks(_entry: Entry, draft: Draft) -> bool:
    """Tell whether words are left out of an answer, as in a worksheet, or all of them."""
    return any(BLANK.search(text) or _NOTHING.fullmatch(text) for text in said(draft))


_NOTHING = lazy(r"[。、．，\s]+")


_STRUCK = lazy("~~[^~]+~~")


def is_struck(_entry: Entry, draft: Draft) -> bool:
    """Tell whether the answer is struck out in the notes, or its whole line is: ~~気孔：葉の表にある穴~~."""
    (first, *_) = draft.body
    if not isinstance(first, Paragraph):
        return False
    is_line = draft.prompt is not None and draft.prompt.md.startswith("~~") and first.text.md.endswith("~~")
    return is_line or bool(_STRUCK.fullmatch(first.text.md))


def is_of_another_text(entry: Entry, draft: Draft) -> bool:
    """Tell whether a card is of another text; whoever asks in so many words knows which."""
    asked = [plain(draft.prompt.md)] if draft.prompt and not entry.asks else []
    return draft.role != "choice" and any(map(points_elsewhere, (*asked, *said(draft))))


_DRAWN = lazy("[│├└┌┐┘┤┬┴┼║╔╚]")


def is_drawn(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a line of a drawing is asked: │ 送信元：… │."""
    asked = plain(draft.prompt.md) if draft.prompt else ""
    return any(map(_DRAWN.search, (asked, *said(draft))))


def is_pasted_row(_entry: Entry, draft: Draft) -> bool:
    """Tell whether what is asked is a row of cells with tabs between, as it is pasted from a spreadsheet."""
    return any(map(_TAB_BETWEEN.search, (draft.term, plain(draft.prompt.md) if draft.prompt else "", *said(draft))))


_TAB_BETWEEN = lazy(r"\S[ 　]*\t\s*\S")


def is_of_an_example(entry: Entry, draft: Draft) -> bool:
    """Tell whether one of the texts next above says that an example begins: 例として、庭の仕事を考える。

    Below it a table of terms has all of them.
    """
    return entry.shape != "row" and any(map(_EXAMPLE.search, texts_above(entry, draft)))


_EXAMPLE = lazy(
    r"^(?:(?:具体)?例として|(?:具体)?例[：:]|[(（](?:具体)?例[)）]$|サンプルとして)|(?:例|シナリオ|サンプル)(?:を|が)(?:示[さしす]|考え|挙げ|あげ|見)"
)


def is_filled_in(entry: Entry, _draft: Draft) -> bool:
    """Tell whether what is asked stands among what is filled in somewhere, and so was chosen for one case."""
    return entry.shape == "line" and entry.fills_in


def is_side(entry: Entry, _draft: Draft) -> bool:
    """Tell whether what is asked is a side of a comparison, of which nothing on the card says what is compared."""
    return entry.compares


def is_of_a_profile(_entry: Entry, draft: Draft) -> bool:
    """Tell whether what is asked is what its author is or has: below 自己紹介, below 私の庭は, or below a name with an address."""
    if any(map(_PROFILE.search, draft.trail[1:])):
        return True
    lead = next((text_of(block) for block in draft.body if isinstance(block, Paragraph)), "")
    if draft.role == "list":
        return bool(_MINE.match(lead))
    return draft.prompt is not None and bool(_ADDRESS.search(draft.prompt.md) and _CALLING.search(lead))


_PROFILE = lazy("^(?:自己紹介|プロフィール|profile|about me|職歴|保有資格)$|エンジニア歴|(?:私|筆者|著者)について$")
_ADDRESS = lazy(r"\[[\w-]+(?:\.[\w-]+)+\]\(https?://")
_CALLING = lazy(
    "^[^。]*(?:エンジニア|デザイナー|プログラマー?|開発者|研究者|ライター|学生|教員)(?:です|である)?(?:。|$)"
)
_MINE = lazy("(?:私|わたし|僕|ぼく|俺)の")


def is_linked_aside(_entry: Entry, draft: Draft) -> bool:
    """Tell whether what is asked is a remark on a book or a film that is recommended below the text of a talk."""
    is_link = draft.prompt is not None and bool(_LINK.match(draft.prompt.md))
    return is_link and bool(draft.trail and _SHOW_NOTES.search(draft.trail[-1]))


_LINK = lazy(r"\[[^\]]*\]\(https?://[^/)]*(?:amazon|amzn|netflix|rakuten|kinokuniya)\.")
"""A link to where it is sold or shown."""


_SHOW_NOTES = lazy(r"(?i:^show[ 　-]?notes?$)|^(?:関連|参考)リンク集?$")


def is_likened(_entry: Entry, draft: Draft) -> bool:
    """Tell whether what is asked is set beside a word that its card does not show: 似た表現との違い."""
    return bool(draft.trail and _LIKENED.search(draft.trail[-1]))


_LIKENED = lazy("(?:似た|似ている|類似の?|近い)[^ 　]{0,8}との(?:違い|比較|使い分け)$")


def is_of_a_channel(_entry: Entry, draft: Draft) -> bool:
    """Tell whether what is asked goes into or comes out of the program that its file designs."""
    is_channel = bool(_CHANNEL.fullmatch(name_of(draft)))
    return is_channel and bool(draft.trail and _IN_OR_OUT.fullmatch(draft.trail[-1]))


_CHANNEL = lazy("コマンドライン(?:引数)?|引数|標準(?:入力|出力)|ファイル|画面")
_IN_OR_OUT = lazy("(?:入|出|入出)力|(?i:inputs?|outputs?)")


def is_task(_entry: Entry, draft: Draft) -> bool:
    """Tell whether what is asked says what a report that is to be handed in has to hold."""
    is_told = bool(_HAS_TO.search(text_of(draft.body[0])))
    return is_told and any(map(_HANDED_IN.search, draft.trail))


_HAS_TO = lazy("すること[。．]?$")
_HANDED_IN = lazy("(?:レポート|最終|提出)課題|課題レポート|レポート[ 　]?[0-9]|提出(?:物|方法)$|含めるべき")


def is_of_an_index(_entry: Entry, draft: Draft) -> bool:
    """Tell whether what is asked is the title of another of the notes, as an index has it with a remark: numbered, or below 目次."""
    link = _LINKED_NOTE.match(draft.prompt.md) if draft.prompt else None
    is_listed = any(map(_INDEX.search, (PurePosixPath(draft.span.path).stem, *draft.trail[-1:])))
    return link is not None and (is_listed or bool(link["number"]))


_LINKED_NOTE = lazy(r"\[(?P<number>[0-9０-９]{1,3}[.．:：_ 　-])?[^\]]*\]\((?!https?:)[^()]*\.md\)")
"""A link to a text beside it, that may begin with its number: [01 葉の形](./01-leaf.md)."""
_INDEX = lazy(
    "^(?:readme|index|summary|toc)$|目次|もくじ|(?:ノート|記事|ドキュメント|ページ|章|ファイル)の?一覧$", re.IGNORECASE
)


def is_of_a_page(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a text only says what a page is about that its name links to or names: …を解説した記事; or stands below 便利なサイト."""
    is_listed = bool(draft.trail and _PAGES.search(draft.trail[-1]))
    return is_listed or bool(_OF_A_PAGE.search(text_of(draft.body[0])))


_PAGES = lazy(
    "(?:便利な?|役(?:に)?立つ|お役立ち|おすすめの?|お勧めの?|参考になる|参考にした|お気に入りの?)(?:サイト|リンク|ページ|記事|動画|ブログ)(?:集|一覧|まとめ)?$"
)


_OF_A_PAGE = lazy(
    r"(?:解説|紹介|説明|まとめ)(?:し(?:た|ている)|て(?:いる|ある|くれている)|する|た|の)?(?:公式)?(?:サイト|ページ|記事|動画|スライド|ブログ|リンク集?)(?:です|である)?[。．]?$"
    r"|(?:解説|紹介)[ 　]*[(（][0-9]{4}[-/.年][0-9]{1,2}[^()（）]*[)）]$"
)
