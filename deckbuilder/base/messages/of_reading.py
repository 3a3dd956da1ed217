"""Messages about how the notes are read."""

from deckbuilder.base.messages.message import Message
from deckbuilder.base.words import Words, verbatim

MESSAGES: dict[str, Message] = {
    "N101": Message(
        "warning",
        Words(
            "this fence is never closed; it is read as text", "コードの囲みが閉じていません。ふつうの文として読みます"
        ),
        Words("close it with a line of the same {fence}", "{fence} だけの行で閉じてください"),
        Words("```python with no ``` below it", "```python のあとに ``` がない"),
    ),
    "N102": Message(
        "warning",
        Words("a question without an answer makes no card", "答えのない問いは、カードになりません"),
        Words("write the answer below it, led by A: or 答:", "問いの下に A: か 答: で始めて答えを書いてください"),
        Words("Q: 首都は？ and nothing below", "Q: 首都は？ の下に何もない"),
    ),
    "N103": Message(
        "warning",
        Words(
            "unknown directive 【{name}】; it is read as a name", "【{name}】という指定はありません。名前として読みます"
        ),
        Words(
            "did you mean 【{near}】? docs/notation.md lists them",
            "【{near}】のことですか？ 一覧は docs/notation.ja.md にあります",
        ),
        verbatim("【穴うめ】"),
    ),
    "N104": Message(
        "warning",
        Words("“{term}” has no definition, so it makes no card", "「{term}」に説明がないので、カードになりません"),
        Words(
            "write its definition below it, or after a colon on the same line",
            "下の行か、同じ行のコロンのあとに説明を書いてください",
        ),
        Words("- 用語 among terms that have one", "説明のある用語の並びにある - 用語"),
    ),
    "N105": Message(
        "warning",
        Words("a list of {count} items is too long to ask", "{count} 項目の箇条書きは、問うには長すぎます"),
        Words(
            "split it with 【facets】, or mark the items that matter with **…**",
            "【部分名】で分けるか、大事な項目に **…** で印をつけてください",
        ),
        Words("nine ・ lines under one term", "一つの用語の下に ・ の行が九つ"),
    ),
    "N106": Message(
        "warning",
        Words("this comment is never closed; it is read as text", "コメントが閉じていません。ふつうの文として読みます"),
        Words("close it with -->", "--> で閉じてください"),
        verbatim("<!-- memo"),
    ),
    "N107": Message(
        "warning",
        Words("【{name}】 has nothing to act on", "【{name}】の対象がありません"),
        Words(
            "put it right above the block it is for, or at the end of the term",
            "対象のすぐ上か、用語の末尾に書いてください",
        ),
        Words("【図表】 with no table or picture below", "下に表も図もない【図表】"),
    ),
    "N108": Message(
        "warning",
        Words("【{name}】 does not know the option “{option}”", "【{name}】に「{option}」は指定できません"),
        Words("it takes: {known}", "指定できるもの：{known}"),
        verbatim("【図表:半分】"),
    ),
    "N109": Message(
        "warning",
        Words("【穴埋め】 without anything to hide makes no card", "隠すところのない【穴埋め】は、カードになりません"),
        Words("mark what to hide with **…** or 【…】", "隠すところに **…** か 【…】 で印をつけてください"),
        Words("- 用語【穴埋め】 over text without marks", "印のない文に - 用語【穴埋め】"),
    ),
    "N110": Message(
        "warning",
        Words("this table has no body rows", "見出しの行しかない表です"),
        Words("add a row below the line of dashes", "罫線の行の下に行を書き足してください"),
        Words("| 名 | 値 | and |---|---|, then nothing", "| 名 | 値 | と |---|---| だけ"),
    ),
    "N112": Message(
        "warning",
        Words(
            "“{html}” is left out: only plain, inactive HTML reaches a card",
            "「{html}」は除きました。カードに出せるのは、動きのない単純な HTML だけです",
        ),
        Words(
            "write it as Markdown, or inside `code` if it is meant as text",
            "Markdown で書くか、文字として見せたいなら `コード` の中に入れてください",
        ),
        verbatim("<script>…</script>"),
    ),
    "N113": Message(
        "warning",
        Words("this allowance of {code} silences nothing", "{code} の許可に当てはまる警告がありません"),
        Words("delete it", "消してください"),
        Words("<!-- allow: N105 --> where N105 does not come up", "N105 が出ないところの <!-- allow: N105 -->"),
    ),
    "N114": Message(
        "warning",
        Words("nothing can be allowed by the name “{code}”", "「{code}」は許可できません"),
        Words("name a warning, as in <!-- allow: N105 -->", "<!-- allow: N105 --> のように警告の番号を書いてください"),
        verbatim("<!-- allow: N999 -->"),
    ),
    "N115": Message(
        "warning",
        Words("this {what} has {count} characters and is {became}", "この{what}は {count} 字あるので、{became}"),
        Words(
            "break it into lines; save an embedded picture as a file in media/",
            "改行して分けてください。埋め込んだ画像は media/ にファイルとして保存してください",
        ),
        Words("a picture pasted as text", "文字として貼り付けた画像"),
    ),
    "N116": Message(
        "warning",
        Words("this is {what}; here it is only text", "{what}です。ここではただの文字として読みます"),
        Words(
            "write {instead} instead; docs/coming-from-other-tools.md has a search and replace for whole files",
            "代わりに {instead} と書いてください。ファイル全体の置換のしかたは docs/coming-from-other-tools.ja.md にあります",
        ),
        Words("{{c1::東京}} in a sentence", "文の中の {{c1::東京}}"),
    ),
    "N118": Message(
        "warning",
        Words(
            "questions with choices that do not tell which is right: {count}; they make no card",
            "正解の分からない選択問題が {count} 問あります。カードにはなりません",
        ),
        Words(
            "write 正解：B below the choices, or tick the right ones, - [x]; this is the first of them",
            "選択肢の下に 正解：B と書くか、- [x] で正解を選んでください。この行はその最初の問いです",
        ),
        Words("A. 甲, B. 乙 below どれか。 and no 正解", "どれか。の下に A. 甲、B. 乙 があり、正解がない"),
    ),
    "N117": Message(
        "warning",
        Words(
            "this hides {count} {count:text|texts}; Anki numbers the clozes of a note up to {most}",
            "{count} か所を隠しています。Anki では、一つのノートで使える穴埋めの番号は {most} までです",
        ),
        Words("break it into several sentences, or mark less of it", "いくつかの文に分けるか、印を減らしてください"),
        Words("a sentence of hundreds of **…**", "**…** が何百もある文"),
    ),
    "N119": Message(
        "warning",
        Words(
            "there is no card of this: a side of it would be empty without the HTML that is left out",
            "カードにしていません：カードでは使えない HTML を除くと、表か裏に何も残りません",
        ),
        Words("write it as text, or as code in `…`", "文章として書くか、コードなら `…` で囲んでください"),
        Words("- <style> 語 with a definition", "- <style> 語 とその説明"),
    ),
    "N120": Message(
        "warning",
        Words(
            "the answer has a formula, which nobody types; it is asked without 【入力】",
            "答えに数式があり、そのままでは入力できません。【入力】なしで出題します",
        ),
        Words(
            "take 【入力】 away, or write the answer without $", "【入力】を消すか、$ を使わずに答えを書いてください"
        ),
        Words("【入力】 at a term that is $x^2$", "$x^2$ を答えにした用語の【入力】"),
    ),
}
