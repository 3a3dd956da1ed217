"""Messages about what an import does to a collection, and what of it is kept."""

from deckbuilder.base.messages.message import Message
from deckbuilder.base.words import Words, verbatim

MESSAGES: dict[str, Message] = {
    "N601": Message(
        "error",
        Words("there is no collection of Anki {where}", "Anki のコレクションが{where}見つかりません"),
        Words(
            "name a profile's collection.anki2, or a .colpkg or .apkg exported from Anki",
            "プロファイルの collection.anki2 か、Anki から書き出した .colpkg、.apkg を指定してください",
        ),
        Words("rehearse on a computer without Anki", "Anki のないパソコンでの rehearse"),
    ),
    "N602": Message(
        "error",
        Words("this collection cannot be read: {problem}", "このコレクションは読めません：{problem}"),
        Words(
            "let Anki mend it (Tools > Check Database), or export it (File > Export, .colpkg) and name that file",
            "Anki で直す(ツール > データベースを検査)か、書き出して(ファイル > 書き出す、.colpkg)そのファイルを指定してください",
        ),
        Words("a collection.anki2 that a broken disk has left", "ディスクの故障で壊れた collection.anki2"),
    ),
    "N603": Message(
        "error",
        Words("this collection cannot be copied now: {problem}", "このコレクションは今は写せません：{problem}"),
        Words(
            "close Anki and try again, or export it (File > Export, .colpkg) and name that file",
            "Anki を閉じてからやり直すか、書き出して(ファイル > 書き出す、.colpkg)そのファイルを指定してください",
        ),
        Words("Anki writing to it all the time", "Anki がずっと書き込んでいる"),
    ),
    "N610": Message(
        "info",
        Words("an import of this build: {counts}", "このビルドを読み込むと：{counts}"),
        Words(
            "what it does to what you did in Anki, if anything, is listed above",
            "Anki で行ったことに影響があれば、上に挙げてあります",
        ),
        verbatim("rehearse"),
    ),
    "N611": Message(
        "warning",
        Words(
            "the import overwrites what was edited in Anki: {field} is “{there}” there and becomes “{ours}”",
            "Anki での編集が、読み込むと上書きされます：{field} は今「{there}」で、「{ours}」になります",
        ),
        Words(
            "build with --collection, which keeps it unless the notes changed the same field, or write what you want to keep into this line before you import",
            "--collection をつけてビルドすると、ノートで同じ欄を変えていない限り残ります。または、残したい内容を読み込む前にこの行に書いてください",
        ),
        Words(
            "an answer edited on the phone, and its question changed in the notes",
            "スマートフォンで直した答えと、ノートで変えたその問い",
        ),
    ),
    "N612": Message(
        "warning",
        Words(
            "the import takes away tags that were added in Anki: {tags}",
            "Anki で付けたタグが、読み込むと消えます：{tags}",
        ),
        Words(
            "build with --collection, which keeps them (but marked and leech, which Anki takes from no package), or note which they are before the import (in Anki's browser: {search}) and tag them again after it",
            "--collection をつけてビルドすると残ります(marked と leech は、Anki がパッケージから受け取らないので残りません)。または、どのノートかを読み込む前に Anki のカード管理で調べておき({search})、あとで付け直してください",
        ),
        Words(
            "a note tagged marked or leech, and its heading renamed",
            "marked や leech のタグが付いたノートと、変わったその見出し",
        ),
    ),
    "N613": Message(
        "warning",
        Words(
            "the import brings back tags that were taken off in Anki: {tags}",
            "Anki で外したタグが、読み込むと元に戻ります：{tags}",
        ),
        Words(
            "build with --collection, which leaves them off, or take the tag out of the notes",
            "--collection をつけてビルドすると外れたままです。または、ノートからタグを消してください",
        ),
        Words("a section's tag taken off in Anki, and the note changed", "Anki で外した節のタグと、変わったそのノート"),
    ),
    "N614": Message(
        "warning",
        Words(
            "the import does not bring this: the note was touched in Anki later, and its {field} stays “{there}”, not “{ours}”",
            "読み込んでも更新されません。Anki のノートのほうが新しいので、{field} は「{there}」のままで、「{ours}」になりません",
        ),
        Words(
            "build with --collection, which brings it, or import with “Update notes: Always”, which also overwrites edits and tags",
            "--collection をつけてビルドすると更新されます。または「ノートを更新：常に更新」で読み込んでください(編集とタグも上書きされます)",
        ),
        Words(
            "a note that became a leech between a build and its import",
            "ビルドしてから読み込むまでの間に leech になったノート",
        ),
    ),
    "N615": Message(
        "warning",
        Words(
            "the note type “{notetype}” was changed in Anki, so that {count} {count:note is|notes are} not updated and {new} new {new:one goes|ones go} to a copy of it",
            "ノートタイプ「{notetype}」が Anki で変えられているので、{count} 件のノートは更新されず、新しい {new} 件は写しのノートタイプに入ります",
        ),
        Words(
            "take out what was added in Tools > Manage Note Types, or import once with “Merge note types” on",
            "足したものをツール > ノートタイプを管理 で消すか、一度だけ「ノートタイプを統合する」をオンにして読み込んでください",
        ),
        Words("a field “memo” added to one of our note types", "このツールのノートタイプに足したフィールド「memo」"),
    ),
    "N616": Message(
        "warning",
        Words(
            "the import does not update “{note}”: in Anki it is of another note type",
            "「{note}」は、読み込んでも更新されません。Anki では別のノートタイプになっています",
        ),
        Words(
            "change its note type back in Anki's browser, or delete it there and import again",
            "Anki のカード管理でノートタイプを戻すか、そのノートを消してから読み込み直してください",
        ),
        Words("a note changed to the note type Basic", "ノートタイプを「基本」に変えたノート"),
    ),
    "N617": Message(
        "warning",
        Words(
            "“{note}” was deleted in Anki and comes back as new",
            "Anki で消した「{note}」が、新しいノートとして戻ってきます",
        ),
        Words(
            "write 【除外】 above it, so that it has no card any more, or build with --collection",
            "もうカードが要らないなら上に 【除外】 と書くか、--collection をつけてビルドしてください",
        ),
        Words("a card deleted on the phone", "スマートフォンで消したカード"),
    ),
    "N618": Message(
        "warning",
        Words(
            "{count} {count:card|cards} of “{note}” would be blank, with {answers} {answers:answer|answers} given",
            "「{note}」のカード {count} 枚が空になります(これまでの回答 {answers} 回)",
        ),
        Words(
            "mark the text again before you import, or remove them with Tools > Empty Cards",
            "読み込む前に印をつけ直すか、ツール > 空のカードを確認 で消してください",
        ),
        Words("a mark taken out of a sentence that is studied", "学習中の文から取った印"),
    ),
    "N619": Message(
        "warning",
        Words(
            "{count} {count:card|cards} of “{note}” would come back as new, with {answers} {answers:answer|answers} given before that was deleted",
            "「{note}」のカード {count} 枚が、新しいカードとして戻ります(消す前の回答 {answers} 回)",
        ),
        Words(
            "nothing to do; where a mark may come back, leave its blank card alone in Tools > Empty Cards",
            "何もしなくてかまいません。印を戻すかもしれないところでは、ツール > 空のカードを確認 で空のカードを消さずにおいてください",
        ),
        Words("a mark put back after Empty Cards", "空のカードを消したあとで戻した印"),
    ),
    "N620": Message(
        "info",
        Words(
            "{count} {count:card is|cards are} in deck “{deck}”, and will stay there; the notes say “{ours}”",
            "{count} 枚のカードはデッキ「{deck}」にあり、そのまま残ります。ノートでは「{ours}」です",
        ),
        Words(
            "nothing to do if you moved them; else use Cards > Change Deck in Anki's browser",
            "自分で移したのなら、何もしなくてかまいません。そうでなければ、Anki のカード管理で カード > デッキを変更 を使ってください",
        ),
        Words("cards moved to another deck", "別のデッキに移したカード"),
    ),
    "N621": Message(
        "info",
        Words(
            "added again without cards: {count} retired {count:note|notes} that you deleted in Anki",
            "Anki で消した、取り下げ済みのノート {count} 件が、カードなしでまた追加されます",
        ),
        Words(
            "nothing to do; build.py forget --yes leaves them out of the package",
            "何もしなくてかまいません。build.py forget --yes で、パッケージに入らなくなります",
        ),
        Words("retired notes deleted as they should be", "消しておいた、取り下げ済みのノート"),
    ),
    "N630": Message(
        "info",
        Words(
            "{passed} of {reviews} reviews passed, {expected} to be expected; {lapses} lapses",
            "復習 {reviews} 回中 {passed} 回正解、見込み {expected}、忘却 {lapses} 回",
        ),
        Words(
            "make its question or its answer shorter, or add what tells it from others",
            "問いか答えを短くするか、ほかとの違いを書き足してください",
        ),
        verbatim("weak --format github"),
    ),
    "N640": Message(
        "info",
        Words(
            "kept as it was edited in Anki: {field} is “{there}”; the notes say “{ours}”",
            "Anki での編集を残しました：{field} は「{there}」で、ノートでは「{ours}」です",
        ),
        Words(
            "write it into the notes, or change this line: then the notes count again",
            "ノートに書き写すか、この行を書き換えてください。書き換えると、またノートの内容になります",
        ),
        Words(
            "an answer edited on the phone, and a build with --collection",
            "スマートフォンで直した答えと、--collection をつけたビルド",
        ),
    ),
    "N641": Message(
        "warning",
        Words(
            "{field} was edited in Anki and changed in the notes: there it says “{there}”, and “{ours}” is shipped",
            "{field} は Anki でもノートでも変わっています。Anki では「{there}」ですが、「{ours}」をパッケージに入れます",
        ),
        Words(
            "write into this line what it should say; the ledger keeps the other text",
            "この行に正しい内容を書いてください。もう一方の内容は台帳に残ります",
        ),
        Words("an answer edited on the phone and on the computer", "スマートフォンとパソコンの両方で直した答え"),
    ),
    "N642": Message(
        "info",
        Words(
            "“{note}” was deleted in Anki, and is not shipped",
            "「{note}」は Anki で消されたので、パッケージに入れません",
        ),
        Words(
            "write 【除外】 above it, so that no build ships it; a build without --collection brings it back",
            "どのビルドにも入れないなら、上に 【除外】 と書いてください。--collection をつけずにビルドすると戻ります",
        ),
        Words(
            "a card deleted on the phone, and a build with --collection",
            "スマートフォンで消したカードと、--collection をつけたビルド",
        ),
    ),
    "N643": Message(
        "warning",
        Words(
            "the import takes away “{tags}”, which Anki takes from no package; this stands in for it: {stand_ins}",
            "読み込むと「{tags}」が外れます。Anki がパッケージから受け取らないタグなので、代わりに {stand_ins} を付けます",
        ),
        Words(
            "after the import find these notes in Anki's browser by the tag that stands in, and give them theirs again",
            "読み込んだあと、Anki のカード管理で代わりのタグを探し、元のタグを付け直してください",
        ),
        Words("a marked note that was changed in the notes", "マークを付けたあとで、ノートで変えたもの"),
    ),
}
