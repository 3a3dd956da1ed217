"""Messages about files and settings."""

from deckbuilder.base.messages.message import Message
from deckbuilder.base.words import Words, verbatim

MESSAGES: dict[str, Message] = {
    "N001": Message(
        "warning",
        Words(
            "this file is not UTF-8 ({problem}); cards that it has stay as they are",
            "UTF-8 ではないファイルです({problem})。このファイルのカードは前のままにします",
        ),
        verbatim("{way_out}"),
        Words("a file saved as Shift_JIS", "Shift_JIS で保存したファイル"),
    ),
    "N002": Message(
        "error",
        Words(
            "there are no notes (.md or .txt files) in {folder}",
            "ノート(.md か .txt のファイル)が見つかりません：{folder}",
        ),
        Words(
            "write them there, name the folder where they are with --notes, or start one: build.py new FOLDER",
            "そこにノートを書くか、--notes でノートのあるフォルダーを指定してください。はじめて作るなら：build.py new FOLDER",
        ),
        Words("an empty notes folder", "空のノートフォルダー"),
    ),
    "N003": Message(
        "warning",
        Words(
            "this file cannot be read: {reason}; cards that it has stay as they are",
            "このファイルは読めません：{reason}。このファイルのカードは前のままにします",
        ),
        verbatim("{remedy}"),
        Words("a file of another user, or one of more than 5 MB", "ほかのユーザーのファイル、5 MB を超えるファイル"),
    ),
    "N004": Message(
        "error",
        Words("unknown setting “{key}”", "「{key}」という設定はありません"),
        Words(
            "did you mean “{near}”? docs/settings.md lists them all",
            "「{near}」のことですか？ 設定の一覧は docs/settings.ja.md にあります",
        ),
        verbatim("revers = true"),
    ),
    "N005": Message(
        "error",
        Words("setting “{key}” must be {wanted}", "設定「{key}」の値は{wanted}にしてください"),
        Words("write it as in docs/settings.md", "書き方は docs/settings.ja.md にあります"),
        verbatim('reverse = "yes"'),
    ),
    "N006": Message(
        "error",
        Words("deck.toml cannot be parsed: {problem}", "deck.toml を読めません：{problem}"),
        Words("check quotes, brackets and the = signs", "引用符、かっこ、= を確かめてください"),
        verbatim('name = "AWS'),
    ),
    "N007": Message(
        "warning",
        Words(
            "the front matter cannot be read: {problem}; cards that the file has stay as they are",
            "フロントマターを読めません：{problem}。このファイルのカードは前のままにします",
        ),
        Words(
            "it is YAML between two --- lines, or TOML between two +++ lines; close brackets and quotes",
            "--- の行で囲んだ YAML か、+++ の行で囲んだ TOML で書きます。かっこや引用符を閉じてください",
        ),
        verbatim("title: [a"),
    ),
    "N008": Message(
        "warning",
        Words(
            "hidden characters that change the direction of text ({character})",
            "文字の向きを変える、目に見えない文字があります({character})",
        ),
        Words(
            "delete them; they make text read otherwise than it is stored",
            "消してください。この文字があると、保存された内容と見え方が変わります",
        ),
        Words("U+202E in a pasted line", "貼り付けた行の U+202E"),
    ),
    "N009": Message(
        "warning",
        Words(
            "this deck is called “{name}” after its folder, as another of your decks may be one day; in Anki they would meet",
            "このデッキの名前は、フォルダー名と同じ「{name}」です。ほかのデッキもこの名前になると、Anki の中で混ざってしまいます",
        ),
        Words(
            'before you import it, write name = "…" into deck.toml beside the notes',
            '読み込む前に、ノートと同じ場所の deck.toml に name = "…" と書いてください',
        ),
        Words(
            "a first build of a folder called notes, without deck.toml",
            "deck.toml のない notes フォルダーの最初のビルド",
        ),
    ),
    "N010": Message(
        "error",
        Words("the notes make no card, so there is no deck to build", "カードが一枚もできないので、デッキを作れません"),
        Words(
            "write a term and its definition, as in - 用語：説明; docs/notation.md shows all that is asked",
            "- 用語：説明 のように用語と説明を書いてください。書き方は docs/notation.ja.md にあります",
        ),
        Words("a file of headings only", "見出しだけのファイル"),
    ),
    "N011": Message(
        "warning",
        Words(
            "“{key}” in the front matter is left out; it should be {wanted}",
            "フロントマターの「{key}」は読みません。{wanted}にしてください",
        ),
        Words(
            "docs/settings.md says what is read there; keys of other programs are left alone",
            "フロントマターに書けるものは docs/settings.ja.md にあります。ほかのアプリの項目は無視します",
        ),
        verbatim("titel: 民法"),
    ),
    "N012": Message(
        "info",
        Words(
            "left out: {count} {count:file|files}; by this name they hold no notes to learn",
            "{count} 個のファイルを読みません。この名前から、覚えるノートではないと判断しました",
        ),
        Words(
            'to have them read, write exclude = ["!{name}"] into deck.toml',
            '読むときは、deck.toml に exclude = ["!{name}"] と書いてください',
        ),
        Words(
            "a folder called templates or 日記, a file called CLAUDE.md",
            "templates や 日記 という名前のフォルダーや、CLAUDE.md というファイル",
        ),
    ),
    "N013": Message(
        "info",
        Words("deck “{deck}” has the name “{name}” in Anki", "デッキ「{deck}」の Anki での名前は「{name}」です"),
        Words(
            "write it so everywhere; Anki takes names for one that differ in case or in blanks round ::",
            "どこでも同じに書いてください。大文字と小文字や、:: の前後の空白だけが違う名前は、Anki では同じデッキになります",
        ),
        Words("deck: aws::Net beside deck: AWS::net", "deck: AWS::net のほかに deck: aws::Net がある"),
    ),
    "N014": Message(
        "error",
        Words(
            "deck “{deck}” has {count} levels; Anki imports no package with more than {most}",
            "デッキ「{deck}」は {count} 階層あります。{most} 階層を超えると、Anki はパッケージを読み込みません",
        ),
        Words(
            "leave out some ::; headings become tags, which may be as deep as they are",
            ":: を減らしてください。見出しはタグになり、そちらは深くてもかまいません",
        ),
        Words("a deck name with twelve ::", "デッキの名前に :: が十二個ある"),
    ),
}
