"""Messages about which note is which."""

from deckbuilder.base.messages.message import Message
from deckbuilder.base.words import Words

MESSAGES: dict[str, Message] = {
    "N301": Message(
        "warning",
        Words(
            "“{text}” stands here a second time; one card asks both",
            "「{text}」は二度目です。一枚のカードで両方を問います",
        ),
        Words(
            "the first is at {place}; delete one, or tell them apart",
            "最初のものは {place} にあります。片方を消すか、区別できるように書いてください",
        ),
        Words("the same term and definition twice under one heading", "同じ見出しの下に、同じ用語と説明が二つ"),
    ),
    "N302": Message(
        "warning",
        Words(
            "a new card was made, though “{text}” in {place} looks like it",
            "新しいカードを作りましたが、{place} の「{text}」に似ています",
        ),
        Words(
            "if it is the same, give both builds the same wording once, or pin it with <!-- id: name -->",
            "同じものなら、一度だけ元の言葉のままビルドするか、<!-- id: 名前 --> で結びつけてください",
        ),
        Words(
            "a sentence deleted here, a similar one added there", "一か所で消した文と、別の場所に書き足したよく似た文"
        ),
    ),
    "N303": Message(
        "warning",
        Words(
            "{count} {count:note goes|notes go} from deck “{before}” to “{after}”, but Anki leaves the cards where they are",
            "{count} 件のノートがデッキ「{before}」から「{after}」に移りますが、Anki はカードを元のデッキに残します",
        ),
        Words(
            "select them in Anki's browser with  {search}  and use Cards > Change Deck",
            "Anki のカード管理で  {search}  を探して選び、カード > デッキを変更 で移してください",
        ),
        Words("another name in deck.toml", "deck.toml の name を変えた"),
    ),
    "N304": Message(
        "error",
        Words(
            "this build would retire {count} of {before} {before:note|notes} ({share} %): {seen}",
            "このビルドで {before} 件中 {count} 件({share} %)のノートを取り下げることになります：{seen}",
        ),
        Words(
            "look at them with build.py diff; if that is meant, run it again with --yes (max_retired in deck.toml)",
            "build.py diff で確かめてください。そのつもりなら --yes をつけて実行し直します(割合は deck.toml の max_retired)",
        ),
        Words("a folder of notes that is not synchronised yet", "まだ同期の済んでいないノートフォルダー"),
    ),
    "N305": Message(
        "warning",
        Words("the id “{name}” pins another term too, at {place}", "id「{name}」は {place} の用語にもついています"),
        Words("give each term an id of its own", "用語ごとに別の id をつけてください"),
        Words("<!-- id: kms --> over two terms", "二つの用語の上の <!-- id: kms -->"),
    ),
    "N306": Message(
        "error",
        Words(
            "the deck was called “{before}” and is “{after}” now, and {count} of its {notes} {notes:note|notes} would be retired: is it a new deck in a copied folder?",
            "デッキの名前が「{before}」から「{after}」に変わり、{notes} 件中 {count} 件のノートを取り下げることになります。フォルダーを写して作った新しいデッキですか？",
        ),
        Words(
            "a new deck begins without ledger.json: delete the copy; if it is the same deck, build with --yes",
            "新しいデッキは ledger.json なしで始めます。写した ledger.json を消してください。同じデッキなら --yes をつけてビルドします",
        ),
        Words(
            "a folder copied with its ledger, other notes put in", "台帳ごとフォルダーを写し、中のノートを入れ替えた"
        ),
    ),
    "N307": Message(
        "error",
        Words(
            "this table is asked as text now, and Anki cannot turn the {count} {count:card|cards} of its picture “{title}” into others: they would be retired, and new ones begin",
            "この表は文字で問う形になりました。図「{title}」のカード {count} 枚を Anki で別の形に変えることはできないので、取り下げて新しいカードを作ることになります",
        ),
        Words(
            "put 【図表】 back above it; if that is meant, run it again with --yes",
            "表の上に【図表】を戻してください。そのつもりなら --yes をつけて実行し直します",
        ),
        Words("【図表】 taken out above a table", "表の上から【図表】を消した"),
    ),
    "N308": Message(
        "warning",
        Words(
            "“{text}” in {place} is asked no more; what stands here looks like it, but could only be asked",
            "{place} の「{text}」は出題されなくなりました。ここにある文が似ていますが、まだカードにはなっていません",
        ),
        Words(
            "if it is the same, take the wording back for one build and change it in two steps; build.py lint says what to write to have it asked",
            "同じものなら、一度だけ元の言葉に戻してビルドし、二回に分けて書き換えてください。カードにする書き方は build.py lint が示します",
        ),
        Words(
            "a heading and its definition reworded together, the new one without である",
            "見出しと説明を同時に書き換え、説明が「〜である」でなくなった",
        ),
    ),
}
