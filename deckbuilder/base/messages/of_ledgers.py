"""Messages about the ledger and packages."""

from deckbuilder.base.messages.message import Message
from deckbuilder.base.words import Words, verbatim

MESSAGES: dict[str, Message] = {
    "N501": Message(
        "error",
        Words("the ledger has an unresolved merge conflict", "台帳にマージの衝突が残っています"),
        Words(
            "keep the lines of both sides, delete the markers, and build again",
            "両方の行を残し、衝突の印を消してから、ビルドし直してください",
        ),
        Words("<<<<<<< in ledger.json", "ledger.json の中の <<<<<<<"),
    ),
    "N502": Message(
        "error",
        Words("the ledger is damaged: {problem}", "台帳が壊れています：{problem}"),
        Words(
            "take it from your version control, or rebuild it with: python build.py recover FILE.apkg",
            "バージョン管理から戻すか、次のコマンドで作り直してください：python build.py recover FILE.apkg",
        ),
        Words("half a ledger.json", "途中で切れた ledger.json"),
    ),
    "N503": Message(
        "error",
        Words(
            "the ledger has format {format}, which this version does not know",
            "台帳の形式 {format} は、このバージョンでは読めません",
        ),
        Words("update this tool", "このツールを更新してください"),
        Words("a ledger of a later version", "もっと新しいバージョンの台帳"),
    ),
    "N504": Message(
        "error",
        Words("this is no Anki package that can be read: {problem}", "読める Anki パッケージではありません：{problem}"),
        Words(
            "give it an .apkg file of this tool, or one exported from Anki",
            "このツールの .apkg か、Anki から書き出した .apkg を指定してください",
        ),
        verbatim("recover notes.txt"),
    ),
    "N505": Message(
        "warning",
        Words(
            "the note “{note}” does not say where it belongs, so it is left out",
            "ノート「{note}」は、どこのものか分からないので除きます",
        ),
        Words(
            "its hidden field was changed in Anki; the next build makes it anew",
            "Anki で隠しフィールドが書き換えられています。次のビルドで新しく作ります",
        ),
        Words("Meta emptied in Anki's editor", "Anki の編集画面で空にした Meta"),
    ),
    "N506": Message(
        "error",
        Words("there is a ledger already", "台帳がすでにあります"),
        Words("move it away, or say --yes to replace it", "別の場所に移すか、置き換えるなら --yes をつけてください"),
        Words("recover without --yes", "--yes なしの recover"),
    ),
    "N507": Message(
        "error",
        Words(
            "{count} of {records} {records:record is|records are} missing from the ledger",
            "台帳の {records} 件の記録のうち {count} 件がありません",
        ),
        Words(
            "take it from your version control, or rebuild it with: python build.py recover FILE.apkg; --yes goes on without them",
            "バージョン管理から戻すか、次のコマンドで作り直してください：python build.py recover FILE.apkg。--yes をつけると、ないまま続けます",
        ),
        Words("a line lost in a merge by hand", "手作業のマージで失われた行"),
    ),
    "N508": Message(
        "warning",
        Words(
            "two branches gave number {number} of “{note}” in {path} to different texts; both get new numbers",
            "二つのブランチが、{path} の「{note}」の番号 {number} を別々の文字に使いました。どちらにも新しい番号をつけます",
        ),
        Words(
            "nothing to do; import the deck that has both",
            "何もしなくてかまいません。両方の入ったデッキを読み込んでください",
        ),
        Words(
            "another word of one sentence marked on each branch", "それぞれのブランチで、一つの文の別の語に印をつけた"
        ),
    ),
    "N509": Message(
        "warning",
        Words("the note “{note}” is left out: {reason}", "ノート「{note}」は除きます：{reason}"),
        Words(
            "nothing to do; if it is of this deck, put its text back into the notes and recover again",
            "何もしなくてかまいません。このデッキのものなら、その文をノートに戻してから recover し直してください",
        ),
        Words(
            "recover from an export that has another deck of this tool too",
            "このツールの別のデッキも入ったファイルからの recover",
        ),
    ),
    "N510": Message(
        "warning",
        Words(
            "the note type “{notetype}” was changed in Anki (a field or a card template more or less), so that imports cannot update its notes",
            "ノートタイプ「{notetype}」のフィールドかカードテンプレートの数が Anki で変えられているので、読み込んでもノートが更新されません",
        ),
        Words(
            "put it back in Tools > Manage Note Types, or import once with “Merge note types” on",
            "ツール > ノートタイプを管理 で元に戻すか、一度だけ「ノートタイプを統合する」をオンにして読み込んでください",
        ),
        Words("a field “memo” added to one of our note types", "このツールのノートタイプに足したフィールド「memo」"),
    ),
    "N511": Message(
        "error",
        Words(
            "no note in this package is of the deck “{deck}”",
            "このパッケージには、デッキ「{deck}」のノートがありません",
        ),
        Words(
            "give it a package of this deck, or name the folder of its notes with --notes",
            "このデッキのパッケージを指定するか、--notes でそのノートのフォルダーを指定してください",
        ),
        Words("recover from another deck's package", "別のデッキのパッケージからの recover"),
    ),
    "N512": Message(
        "error",
        Words(
            "there is no ledger, but {package} was built with one",
            "台帳がありませんが、{package} は台帳のあるビルドで作られています",
        ),
        Words(
            "take ledger.json from your version control, or rebuild it with: python build.py recover {package}; if that is another deck's package, give this deck a name of its own in deck.toml",
            "ledger.json をバージョン管理から戻すか、次のコマンドで作り直してください：python build.py recover {package}。別のデッキのパッケージなら、deck.toml でこのデッキに別の名前をつけます",
        ),
        Words("ledger.json deleted", "ledger.json を消した"),
    ),
    "N513": Message(
        "error",
        Words(
            "this package of another deck (“{deck}”) would be overwritten",
            "別のデッキ(「{deck}」)のパッケージを上書きしてしまいます",
        ),
        Words(
            "give this deck a name of its own in deck.toml, or another folder with --output",
            "deck.toml でこのデッキに別の名前をつけるか、--output で別のフォルダーを指定してください",
        ),
        Words("two decks of one name and one output folder", "名前も出力フォルダーも同じ二つのデッキ"),
    ),
    "N514": Message(
        "error",
        Words(
            "the ledger is older than the package: {count} {count:note is|notes are} newer there",
            "台帳がパッケージより古くなっています。パッケージのほうが新しいノートが {count} 件あります",
        ),
        Words(
            "take the newer ledger, or rebuild it with: python build.py recover {package} --yes; if the older one is meant, build with --yes",
            "新しいほうの台帳を使うか、次のコマンドで作り直してください：python build.py recover {package} --yes。古いほうでよければ --yes をつけてビルドします",
        ),
        Words("an old ledger.json taken out of version control", "バージョン管理から取り出した古い ledger.json"),
    ),
    "N515": Message(
        "warning",
        Words(
            "the times of {count} {count:note|notes} are ahead, until {day}; till then every import overwrites what you edit in Anki",
            "{count} 件のノートの時刻が {day} まで先に進んでいます。その日までは、読み込むたびに Anki での編集が上書きされます",
        ),
        Words(
            "set the clock if it is wrong now; if it was wrong when they were built, tag and edit such notes only after that day",
            "今の時計が狂っているなら直してください。ビルドしたときに狂っていたのなら、そのノートのタグ付けや編集は、その日を過ぎてからにしてください",
        ),
        Words("a build while the clock was a year ahead", "時計が一年進んでいるときのビルド"),
    ),
    "N516": Message(
        "info",
        Words(
            "git merges the ledgers of two branches without conflicts if this file says so",
            "このファイルに一行書き足すと、git が二つのブランチの台帳を衝突なしにマージします",
        ),
        Words("add the line:  {line}", "書き足す行：  {line}"),
        Words("a .gitattributes of your own beside the ledger", "台帳と同じ場所に自分で置いた .gitattributes"),
    ),
    "N517": Message(
        "error",
        Words(
            "this file is part of the deck in {folder} already",
            "このファイルのカードは、すでに {folder} のデッキにあります",
        ),
        Words(
            "build that one: build.py build --notes {argument}; a deck of its own needs a copy of the file elsewhere",
            "そのデッキをビルドします：build.py build --notes {argument}　別のデッキにするには、ファイルを別の場所に写します",
        ),
        Words("--notes a.md in a folder that has a ledger of it", "a.md を記録した台帳のあるフォルダーで --notes a.md"),
    ),
}
