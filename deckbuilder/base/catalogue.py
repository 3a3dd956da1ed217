"""The one catalogue of messages. docs/messages.md is made from it."""

from typing import NamedTuple

from deckbuilder.base.model import Severity
from deckbuilder.base.words import PLACEHOLDER, Words, verbatim


class Message(NamedTuple):
    """A row of the catalogue. {count}, {name} … are filled from the diagnostic, in the order in which English has them."""

    severity: Severity
    text: Words
    """The problem."""
    hint: Words
    """The remedy."""
    example: Words
    """What brings it about."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what fills it, in the order of a diagnostic's arguments."""
        return tuple(dict.fromkeys(place[1] for place in PLACEHOLDER.finditer(f"{self.text.en} {self.hint.en}")))


def _quality(
    code: int, text: Words, hint: Words, example: Words | None, error: Words | None = None
) -> dict[str, Message]:
    """Return the rows of a card check: its warning and its error, as far as they have an example."""
    rows = {f"N{code}": Message("warning", text, hint, example)} if example else {}
    return rows | ({f"N{code + 50}": Message("error", text, hint, error)} if error else {})


CATALOGUE: dict[str, Message] = {
    # Files and settings.
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
            "「{near}」のことですか？ 設定の一覧は docs/settings.md にあります",
        ),
        verbatim("revers = true"),
    ),
    "N005": Message(
        "error",
        Words("setting “{key}” must be {wanted}", "設定「{key}」の値は{wanted}にしてください"),
        Words("write it as in docs/settings.md", "書き方は docs/settings.md にあります"),
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
            "フロントマターに書けるものは docs/settings.md にあります。ほかのアプリの項目は無視します",
        ),
        verbatim("titel: 民法"),
    ),
    "N012": Message(
        "info",
        Words(
            "left out: {count} {count:file|files}; by its name this folder of a vault holds no notes to learn",
            "{count} 個のファイルを読みません。フォルダーの名前から、覚えるノートではないと判断しました",
        ),
        Words(
            'to have them read, write exclude = ["!{folder}/"] into deck.toml',
            '読むときは、deck.toml に exclude = ["!{folder}/"] と書いてください',
        ),
        Words("a folder called templates or 日記", "templates や 日記 という名前のフォルダー"),
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
    # How the notes are read.
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
            "代わりに {instead} と書いてください。ファイル全体の置換のしかたは docs/coming-from-other-tools.md にあります",
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
    # Card quality: lint's, and no reason to stop a build. An error's number is its warning's plus 50.
    **_quality(
        201,
        Words("the answer has {length} characters (over {limit})", "答えが {length} 字あります(目安は {limit} 字まで)"),
        Words(
            "give the term a 【gist】, or mark the words that matter",
            "用語に【要点】をつけるか、大事な語に印をつけてください",
        ),
        Words("an answer of 30 characters", "30字の答え"),
        Words("an answer of 60 characters", "60字の答え"),
    ),
    **_quality(
        202,
        Words(
            "the question has {length} characters (over {limit})", "問いが {length} 字あります(目安は {limit} 字まで)"
        ),
        Words("leave out what is not asked", "問うことに要らない部分を削ってください"),
        Words("a question of 60 characters", "60字の問い"),
        Words("a question of 90 characters", "90字の問い"),
    ),
    **_quality(
        228,
        Words("the question has {count} sentences (over {limit})", "問いが {count} 文あります(目安は {limit} 文まで)"),
        Words("ask in one sentence", "一文で問うてください"),
        Words("three sentences before the question mark", "疑問符の前に三つの文"),
    ),
    **_quality(
        203,
        Words(
            "the answer holds {count} things ({limit} or more)",
            "答えに {count} 個のことが入っています(目安は {limit} 個未満)",
        ),
        Words("make a list of them, or ask them one by one", "箇条書きにするか、一つずつ問うてください"),
        verbatim("主なサービスは？ → S3、EC2、ELB"),
        verbatim("主なサービスは？ → S3、EC2、ELB、RDS、SQS"),
    ),
    **_quality(
        204,
        Words(
            "{count} questions in one ({limit} or more)", "一枚で {count} つのことを問うています(目安は {limit} つ未満)"
        ),
        Words("make a card of each", "一つずつ別のカードにしてください"),
        verbatim("いつ、どこで行われる？ → 京都"),
        verbatim("いつ、どこで、誰が行う？ → 京都"),
    ),
    **_quality(
        205,
        Words(
            "the answer “{answer}”, or most of it, stands on its own front",
            "答え「{answer}」の全部かほとんどが、同じカードの表に出ています",
        ),
        Words("reword the question or the heading above it", "問いか、上の見出しの言葉を変えてください"),
        verbatim("永続ボリュームとは？ → 永続ボリューム要求"),
        verbatim("無料プランの料金は？ → 無料"),
    ),
    **_quality(
        206,
        Words(
            "the answer “{answer}” stands on a card close by: {other}",
            "答え「{answer}」が近くのカードに出ています：{other}",
        ),
        Words(
            "nothing, if that card does not give it away; else move one of them",
            "答えが分かってしまわないなら、そのままでかまいません。分かってしまうなら、どちらかを移してください",
        ),
        Words("two neighbours, one naming the other's answer", "隣り合う二枚の片方が、もう片方の答えを言っている"),
    ),
    **_quality(
        207,
        Words(
            "the same front has another answer too: {other}", "まったく同じ表で、答えの違うカードがあります：{other}"
        ),
        Words("tell the two apart in the question or the heading", "問いか見出しで区別できるようにしてください"),
        None,
        Words("料金は？ → 無料 and 料金は？ → 有料", "料金は？ → 無料 と 料金は？ → 有料"),
    ),
    **_quality(
        208,
        Words("another question reads nearly the same: {other}", "よく似た問いがほかにあります：{other}"),
        Words(
            "say what tells them apart, or add a line ※混同注意 below",
            "違いが分かるように書くか、下の行に ※混同注意 と書き添えてください",
        ),
        Words(
            "送信する側のメッセージの上限は何件か？ → 10件 and 受信する側のメッセージの上限は何件か？ → 5件",
            "送信する側のメッセージの上限は何件か？ → 10件 と 受信する側のメッセージの上限は何件か？ → 5件",
        ),
    ),
    **_quality(
        209,
        Words(
            "the answers “{answer}” and “{other}” are easily confused",
            "答え「{answer}」と「{other}」は紛らわしい組です",
        ),
        Words("add a line ※混同注意 below both", "両方の下の行に ※混同注意 と書き添えてください"),
        Words(
            "平均の散らばりは？ → 標準誤差 and 値の散らばりは？ → 標準偏差",
            "平均の散らばりは？ → 標準誤差 と 値の散らばりは？ → 標準偏差",
        ),
    ),
    **_quality(
        210,
        Words("“{words}” can be answered in many ways", "「{words}」には何通りもの答え方があります"),
        Words("ask for the one thing that counts", "問いたいことを一つに絞ってください"),
        verbatim("EKS の特徴は？ → 自動"),
    ),
    **_quality(
        211,
        Words("nothing says what kind of number “{answer}” is", "「{answer}」が何の数なのか分かりません"),
        Words(
            "name what is counted or measured, or its unit", "何を数えた数、測った数なのか、または単位を書いてください"
        ),
        verbatim("VPC → 5"),
    ),
    **_quality(
        212,
        Words("“{answer}” can be guessed", "「{answer}」は当てずっぽうでも当たります"),
        Words("ask for the thing itself, or for the reason", "そのものの名前か、理由を問うてください"),
        verbatim("S3 は使えるか？ → はい"),
    ),
    **_quality(
        213,
        Words("its place “{place}” is too long or missing", "カードの場所「{place}」が長すぎるか、ありません"),
        Words("shorten the headings to 30 characters in 3 levels", "見出しは3段まで、合わせて30字までに縮めてください"),
        Words("a heading of 40 characters", "40字の見出し"),
    ),
    "N263": Message(
        "error",
        Words(
            "“{word}” cannot be understood on the card alone", "「{word}」が何を指すのか、カードだけでは分かりません"
        ),
        Words("name what it stands for", "指しているものの名前を書いてください"),
        verbatim("これにより ==可用性== が上がる。"),
    ),
    **_quality(
        214,
        Words(
            "{count} clozes in one sentence (over {limit})",
            "一文に穴埋めが {count} か所あります(目安は {limit} か所まで)",
        ),
        Words("split the sentence, or mark less", "文を分けるか、印を減らしてください"),
        Words("six marks in a sentence", "一文に六つの印"),
        Words("nine marks in a sentence", "一文に九つの印"),
    ),
    **_quality(
        215,
        Words("Anki would read this cloze otherwise: {text}", "この穴埋めは、Anki では違う読まれ方をします：{text}"),
        Words("take marks inside marks and }} out of it", "印の中の印や }} を取ってください"),
        None,
        Words("a mark inside a mark", "印の中の印"),
    ),
    **_quality(
        216,
        Words("a list of {count} items is asked at once", "{count} 項目の箇条書きを一度に問うています"),
        Words("leave 【一覧】 out: then one item is asked at a time", "【一覧】を取ると、一項目ずつ問います"),
        None,
        Words("【一覧】 over five items", "五項目の上の【一覧】"),
    ),
    **_quality(
        217,
        Words(
            "{count} cards from one table (over {limit})",
            "一つの表から {count} 枚のカードができます(目安は {limit} 枚まで)",
        ),
        Words("mark the cells that matter with **…**", "大事なマスに **…** で印をつけてください"),
        Words("a table of 8 rows and 4 columns", "8行4列の表"),
    ),
    "N267": Message(
        "error",
        Words("a table card without its row or column name: {prompt}", "行か列の名前のない表のカードです：{prompt}"),
        Words("give the table a header", "表に見出しの行をつけてください"),
        Words("a table whose header is empty", "見出しが空の表"),
    ),
    **_quality(
        218,
        Words(
            "asked back, “{gist}” fits several terms or is long",
            "逆に問うとき、「{gist}」に当てはまる用語がいくつもあるか、長すぎます",
        ),
        Words("make the gist more precise, or turn its reverse off", "要点をもっと絞るか、逆のカードを止めてください"),
        Words("【担保物権の一つ】 asked back", "逆に問う【担保物権の一つ】"),
    ),
    **_quality(
        219,
        Words("what may change has no date: {prompt}", "変わりうることなのに、いつのことか書かれていません：{prompt}"),
        Words("say as of when, （2026年11月時点）", "（2026年11月時点）のように時点を書いてください"),
        verbatim("現在の上限は **5つ** である。"),
    ),
    **_quality(
        220,
        verbatim("{problem}"),
        Words(
            "ask more of this section, or merge it with another", "この節からもっと問うか、ほかの節とまとめてください"
        ),
        Words("a section of 400 characters and no card", "400字あってカードのない節"),
    ),
    **_quality(
        221,
        Words("{seconds} seconds to read (over {limit})", "読むのに {seconds} 秒かかります(目安は {limit} 秒まで)"),
        Words("shorten the question, or ask one item less", "問いを短くするか、項目を一つ減らしてください"),
        Words("120 characters on a card", "120字のカード"),
        Words("250 characters on a card", "250字のカード"),
    ),
    **_quality(
        222,
        Words("{what} does not fit a phone", "スマートフォンの画面に収まりません：{what}"),
        Words(
            "shorten the line; give the picture a description; save it as JPEG or with fewer colours",
            "行を短くしてください。画像には説明をつけ、JPEG にするか色数を減らしてください",
        ),
        Words("a line of code of 60 columns", "60桁のコードの行"),
    ),
    **_quality(
        224,
        Words("the sentence has {length} characters (over {limit})", "文が {length} 字あります(目安は {limit} 字まで)"),
        Words("split it", "文を分けてください"),
        Words("a cloze sentence of 130 characters", "130字の穴埋めの文"),
        Words("a cloze sentence of 210 characters", "210字の穴埋めの文"),
    ),
    **_quality(
        225,
        Words("{length} characters are hidden (over {limit})", "{length} 字を隠しています(目安は {limit} 字まで)"),
        Words("mark only the word that matters", "大事な語だけに印をつけてください"),
        Words("a phrase of 25 characters", "25字の句"),
        Words("a mark of 40 characters", "40字の印"),
    ),
    **_quality(
        226,
        Words(
            "{share} % of the sentence is hidden (over {limit} %)",
            "文の {share} % を隠しています(目安は {limit} % まで)",
        ),
        Words(
            "mark only what matters in it, or say more round it",
            "その中の大事な語だけに印をつけるか、まわりの説明を増やしてください",
        ),
        verbatim("網は ==分離された== 。"),
    ),
    "N230": Message(
        "info",
        Words("not asked, but could be: {problem}", "問えるのに問うていません：{problem}"),
        verbatim("{remedy}"),
        Words("a definition that only points elsewhere", "ほかを見よと言うだけの説明"),
    ),
    "N281": Message(
        "error",
        Words(
            "nothing on the card says what is listed ({place})",
            "何の箇条書きなのか、カードのどこにも書かれていません({place})",
        ),
        Words(
            "write a line above the list that says what it lists, or a heading",
            "箇条書きの上に、何を並べたのかを一行か見出しで書いてください",
        ),
        Words("a list under no heading", "見出しのない箇条書き"),
    ),
    "N283": Message(
        "error",
        Words(
            "the number of a place or a rate is hidden: {number}", "箇所や割合を表すだけの番号を隠しています：{number}"
        ),
        Words("mark with ==…== what is worth asking", "問う値打ちのあるところに ==…== で印をつけてください"),
        Words("a sentence about 第3条", "第3条についての文"),
    ),
    "N234": Message(
        "warning",
        Words("the question is only a formula: {prompt}", "問いが数式だけです：{prompt}"),
        Words("say in words what is asked", "何を問うのか、言葉で書いてください"),
        Words("a header of TeX", "TeX だけの見出し"),
    ),
    "N284": Message(
        "error",
        Words("“{prompt}” asks nothing", "「{prompt}」は問いになっていません"),
        Words(
            "give the line a term of its own, or write it as Q: and A:",
            "その行に用語をつけるか、Q: と A: で書いてください",
        ),
        verbatim("STEP 1：機材を置く。"),
    ),
    "N285": Message(
        "error",
        Words("“{answer}” is no answer", "「{answer}」は答えになっていません"),
        Words(
            "write the answer itself, or mark with ==…== what is worth asking",
            "答えそのものを書くか、問う値打ちのあるところに ==…== で印をつけてください",
        ),
        verbatim("復元：やさしい版を参照"),
    ),
    "N286": Message(
        "error",
        Words(
            "the item “{item}” is a sentence of its own; nobody recalls it from the others",
            "項目「{item}」はそれだけで一つの文で、ほかの項目からは思い出せません",
        ),
        Words(
            "mark with ==…== the word of it that is worth asking",
            "その中の問う値打ちのある語に ==…== で印をつけてください",
        ),
        Words("a list of sentences", "文を並べた箇条書き"),
    ),
    "N240": Message(
        "info",
        Words(
            "nothing says that the text below “{item}” defines it",
            "下の文が「{item}」の説明だと、どこからも分かりません",
        ),
        Words(
            "write both on one line, 用語：説明, or 【基本】 below the term",
            "一行に 用語：説明 と書くか、用語の下に【基本】と書いてください",
        ),
        Words("a text below a heading that goes on about something else", "見出しの下の、ほかのことを述べる文"),
    ),
    "N241": Message(
        "info",
        Words("“{item}” is not recalled from the other items", "「{item}」は、ほかの項目からは思い出せません"),
        Words(
            "mark with ==…== what is worth asking, or write 【一覧】 above the list",
            "問う値打ちのある語に ==…== で印をつけるか、箇条書きの上に【一覧】と書いてください",
        ),
        Words("a list of sentences and names", "文と名前のまじった箇条書き"),
    ),
    "N242": Message(
        "info",
        Words("the number “{item}” may be there in passing", "数「{item}」は、たまたま書いてあるだけかもしれません"),
        Words("mark it with ==…== if it is worth asking", "問う値打ちがあれば ==…== で印をつけてください"),
        Words("a number that nobody marked", "印のない数"),
    ),
    "N243": Message(
        "info",
        Words(
            "“{item}” looks like a remark, an exercise, or what the notes say of themselves",
            "「{item}」は、感想や演習、ノートそのものについての文のようです",
        ),
        Words(
            "mark with ==…== what is worth asking, or write it as Q: and A:",
            "問う値打ちのある語に ==…== で印をつけるか、Q: と A: で書いてください",
        ),
        Words("a section about the book itself", "本そのものについての節"),
    ),
    "N244": Message(
        "info",
        Words(
            "“{item}” would be answered by code of several lines or a part of a drawing",
            "「{item}」の答えが、何行にもわたるコードか、図の一部になります",
        ),
        Words("write it as Q: and A:", "Q: と A: で書いてください"),
        Words("a heading with a program below it", "下にプログラムがある見出し"),
    ),
    "N245": Message(
        "info",
        Words(
            "“{item}” is bold, but nothing says that it is the word to recall",
            "太字の「{item}」は、強調なのか、思い出す語なのか分かりません",
        ),
        Words(
            "write ==…== round what is to be asked, or 【穴埋め】 above the sentence",
            "問うのなら ==…== で囲むか、文の上に【穴埋め】と書いてください",
        ),
        verbatim("葉は昼に **光を受けて育つ** 。"),
    ),
    "N246": Message(
        "info",
        Words(
            "the cell “{item}” is no fact that its row and column ask for",
            "表の「{item}」は、行と列の名前から思い出す事実ではないようです",
        ),
        Words("write ==…== round the cells that are to be asked", "問うマスを ==…== で囲んでください"),
        Words("a column of remarks, or of ○ and ×", "備考の列や、○と×の列"),
    ),
    "N236": Message(
        "warning",
        Words(
            "“{other}” beside the gap tells the answer by itself", "すぐそばの「{other}」から、答えが分かってしまいます"
        ),
        Words("hide another word, or ask for the rule", "ほかの語を隠すか、きまりそのものを問うてください"),
        verbatim("静的に加えて ==動的=="),
    ),
    "N237": Message(
        "warning",
        Words("other words than “{answer}” fit the gap too", "「{answer}」のほかにも当てはまる語があります"),
        Words(
            "leave など out, or hide what only one word fits",
            "「など」を取るか、一つしか当てはまらない語を隠してください",
        ),
        verbatim("==甲== などがある。"),
    ),
    "N277": Message(
        "error",
        Words("only “{answer}” is hidden", "「{answer}」しか隠していません"),
        Words("mark a word that means something", "意味のある語に印をつけてください"),
        verbatim("東京**は**首都である。"),
    ),
    "N282": Message(
        "error",
        Words(
            "“{answer}” is a wrong choice by the notes' own answer",
            "「{answer}」は、ノートの正解によれば誤った選択肢です",
        ),
        Words(
            "write the choices below their question as A. B. C., and 正解：B below them",
            "選択肢は問いの下に A. B. C. と並べ、その下に 正解：B と書いてください",
        ),
        Words("a wrong choice that is asked as a fact", "事実として問われている誤った選択肢"),
    ),
    # Which note is which.
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
            "Anki のブラウザーで  {search}  を探して選び、カード > デッキを変更 で移してください",
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
    # Pictures and sound.
    "N401": Message(
        "warning",
        Words("there is no picture or sound “{name}”", "画像や音声「{name}」がありません"),
        Words("put it into media/ or beside the note{near}", "media/ かノートと同じ場所に置いてください{near}"),
        verbatim("![図](esk.png)"),
    ),
    "N402": Message(
        "warning",
        Words("“{name}” lies outside of media/ and the notes", "「{name}」は media/ とノートフォルダーの外にあります"),
        Words("copy the file into media/", "ファイルを media/ に写してください"),
        verbatim("![図](../../secret.png)"),
    ),
    "N403": Message(
        "warning",
        Words(
            "“{address}” is on the web; a package carries its own pictures",
            "「{address}」はウェブ上にあります。画像はパッケージの中に入れます",
        ),
        Words(
            "save the file into media/ and name it here, or set web_pictures = true in deck.toml",
            "ファイルを media/ に保存してその名前を書くか、deck.toml に web_pictures = true と書いてください",
        ),
        verbatim("![図](https://example.com/a.png)"),
    ),
    "N404": Message(
        "warning",
        Words("“{name}” has nothing to ask", "「{name}」には問うところがありません"),
        Words(
            "give elements of the SVG a data-ask attribute, or take 【図表】 away",
            "SVG の要素に data-ask 属性をつけるか、【図表】を取ってください",
        ),
        Words("【図表】 over an SVG without labels", "名札のない SVG の上の【図表】"),
    ),
    "N405": Message(
        "warning",
        Words("“{name}” cannot be used: {reason}", "「{name}」は使えません：{reason}"),
        verbatim("{remedy}"),
        Words("an SVG that is not well-formed", "正しい形をしていない SVG"),
    ),
    "N406": Message(
        "info",
        Words(
            "“{name}” is scaled down from {size} to fit a phone",
            "「{name}」を {size} から、スマートフォンに合う大きさに縮めました",
        ),
        Words(
            "nothing to do; the file itself is left as it is", "何もしなくてかまいません。元のファイルはそのままです"
        ),
        Words("a photograph of 4000 x 3000", "4000 x 3000 の写真"),
    ),
    "N407": Message(
        "warning",
        Words(
            "“{label}” in “{name}” cannot be asked: where it stands is not known",
            "「{name}」の「{label}」は、場所が分からないので問えません",
        ),
        Words(
            "put it into a group with a rect, which may be invisible; docs/media.md says what has a place",
            "rect のあるグループに入れてください(rect は見えなくてもかまいません)。場所の分かるものは docs/media.md にあります",
        ),
        Words("data-ask on a <use>", "<use> につけた data-ask"),
    ),
    # The ledger and packages.
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
    # What was done in Anki.
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
            "Anki で直す(ツール > データベースをチェック)か、書き出して(ファイル > 書き出す、.colpkg)そのファイルを指定してください",
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
            "nothing to do; what it does to what you did in Anki is listed above",
            "何もしなくてかまいません。Anki で行ったことへの影響は、上に挙げたとおりです",
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
            "build with --collection, which keeps it, or write what you want to keep into this line before you import",
            "--collection をつけてビルドすると残ります。または、残したい内容を読み込む前にこの行に書いてください",
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
            "build with --collection, which keeps them, or tag these notes again after it (in Anki's browser: {search})",
            "--collection をつけてビルドすると残ります。または、読み込んだあとで付け直してください(Anki のブラウザーで {search})",
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
            "--collection をつけてビルドすると更新されます。または「ノートを更新：常に」で読み込んでください(編集とタグも上書きされます)",
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
            "Anki のブラウザーでノートタイプを戻すか、そのノートを消してから読み込み直してください",
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
            "読み込む前に印をつけ直すか、ツール > 空のカード で消してください",
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
            "何もしなくてかまいません。印を戻すかもしれないところでは、ツール > 空のカード で空のカードを消さずにおいてください",
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
            "自分で移したのなら、何もしなくてかまいません。そうでなければ、Anki のブラウザーで カード > デッキを変更 を使ってください",
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
            "after the import find these notes in Anki's browser (tag:deckbuilder::marked) and mark them again",
            "読み込んだあと、Anki のブラウザーで tag:deckbuilder::marked を探し、マークを付け直してください",
        ),
        Words("a marked note that was changed in the notes", "マークを付けたあとで、ノートで変えたもの"),
    ),
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
        Words("{count} {count:card is|cards are} suspended in Anki", "Anki で {count} 枚のカードが保留されています"),
        Words(
            "write 【除外】 above it if it need not be asked", "もう問わなくてよいなら、上に 【除外】 と書いてください"
        ),
        Words("a card suspended on the phone", "スマートフォンで保留したカード"),
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
