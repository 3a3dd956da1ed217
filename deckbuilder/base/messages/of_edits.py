"""Messages about what was marked and edited in Anki for the notes."""

from deckbuilder.base.messages.message import Message
from deckbuilder.base.words import Words

MESSAGES: dict[str, Message] = {
    "N650": Message(
        "info",
        Words("a card was flagged {colour} in Anki", "Anki で{colour}のフラグが付いています"),
        Words("mend the line, then take the flag off", "この行を直してから、フラグを外してください"),
        Words("a red flag on the phone", "スマートフォンで付けた赤いフラグ"),
    ),
    "N651": Message(
        "info",
        Words("marked in Anki", "Anki でマークが付いています"),
        Words("mend the line, then take the mark off", "この行を直してから、マークを外してください"),
        Words("a card marked while it was studied", "学習中にマークを付けたカード"),
    ),
    "N652": Message(
        "info",
        Words(
            "a leech in Anki: forgotten {count} {count:time|times}",
            "Anki で leech になっています({count} 回忘れました)",
        ),
        Words(
            "ask less at once, or say what tells it from others; build.py weak says more",
            "一度に問うことを減らすか、ほかとの違いを書き足してください。くわしくは build.py weak",
        ),
        Words("a card forgotten again and again", "何度も忘れるカード"),
    ),
    "N653": Message(
        "info",
        Words("{count} {count:card is|cards are} suspended in Anki", "Anki で {count} 枚のカードが休止中です"),
        Words(
            "write 【除外】 above it if it need not be asked", "もう問わなくてよいなら、上に 【除外】 と書いてください"
        ),
        Words("a card suspended on the phone", "スマートフォンで休止したカード"),
    ),
    "N654": Message(
        "info",
        Words("tagged in Anki: {tags}", "Anki でタグが付いています：{tags}"),
        Words("mend the line, then take the tag off", "この行を直してから、タグを外してください"),
        Words("a tag 要確認 added on the phone", "スマートフォンで付けたタグ 要確認"),
    ),
    "N655": Message(
        "warning",
        Words(
            "edited in Anki: {field} is “{there}”, and the notes say “{ours}”",
            "Anki で編集されています：{field} は「{there}」で、ノートでは「{ours}」です",
        ),
        Words(
            "build.py pull --apply writes it into the notes, as output/pull.patch shows it",
            "build.py pull --apply でノートに書き込みます。書き込む内容は output/pull.patch にあります",
        ),
        Words("a typo mended on the phone", "スマートフォンで直した誤字"),
    ),
    "N656": Message(
        "info",
        Words(
            "written in Anki with a note type of ours: {text}",
            "このツールのノートタイプを使って、Anki で書かれたノートです：{text}",
        ),
        Words(
            "paste it into the notes, build and import, then delete this one in Anki",
            "ノートに貼り付け、ビルドして読み込んだあと、Anki のほうを消してください",
        ),
        Words("a note added on the phone", "スマートフォンで足したノート"),
    ),
    "N657": Message(
        "warning",
        Words(
            "edited in Anki, and no change of the notes is known to give just that: {field} is “{there}”, and the notes say “{ours}”",
            "Anki で編集されていますが、ノートをどう変えれば同じになるか分かりません：{field} は「{there}」で、ノートでは「{ours}」です",
        ),
        Words("write it into this line if it is right", "正しければ、この行に書き写してください"),
        Words(
            "a place edited on the phone, or a colour given to a word",
            "スマートフォンで書き換えた場所や、語に付けた色",
        ),
    ),
    "N658": Message(
        "warning",
        Words(
            "the same lines were edited otherwise on another card: {field} is “{there}” in Anki, and the notes say “{ours}”",
            "同じ行が、別のカードで違うように編集されています：{field} は Anki では「{there}」、ノートでは「{ours}」です",
        ),
        Words("write into the line what it should say", "正しい内容を、この行に書いてください"),
        Words(
            "two cards of one sentence, each edited in its own way",
            "1つの文の2枚のカードを、それぞれ違うように編集した",
        ),
    ),
    "N659": Message(
        "warning",
        Words(
            "edited in Anki and changed in the notes: {field} is “{there}” there, and the notes say “{ours}”",
            "Anki で編集され、ノートでも変わっています：{field} は Anki では「{there}」、ノートでは「{ours}」です",
        ),
        Words("write into this line what it should say", "正しい内容を、この行に書いてください"),
        Words(
            "an answer edited on the phone and on the computer",
            "スマートフォンとパソコンの両方で編集した答え",
        ),
    ),
    "N660": Message(
        "error",
        Words(
            "the notes were changed while this ran, and nothing is written",
            "実行中にノートが変わったため、何も書き込んでいません",
        ),
        Words("save what you are writing, and try again", "編集中のものを保存して、もう一度実行してください"),
        Words("a file saved in the editor during pull --apply", "pull --apply の途中で保存したファイル"),
    ),
}
