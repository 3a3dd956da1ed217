"""Messages about cards that ask for no fact, and what could be asked: lint's, and no reason to stop a build."""

from deckbuilder.base.messages.message import Message
from deckbuilder.base.words import Words, verbatim

MESSAGES: dict[str, Message] = {
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
    "N287": Message(
        "info",
        Words(
            "the way back from “{gist}”, one word, is that of many terms",
            "逆向きの「{gist}」は一語で、ほかの用語にも当てはまります",
        ),
        Words("say more in the gist, or ask for it by 【逆】", "要点を詳しく書くか、【逆】と書いて出題してください"),
        Words("a gist of one word over a text", "文の上にある一語だけの要点"),
    ),
    "N238": Message(
        "info",
        Words(
            "worth a look, for {count} small {count:sign|signs}: {signs}",
            "見ておくとよいカードです。小さなしるしが {count} つあります：{signs}",
        ),
        Words(
            "read whether it says what it asks and only one answer fits; if not, reword it or write 【除外】",
            "何を問うのかが分かり、答えが一つに決まるかを読み、そうでなければ書き直すか【除外】と書いてください",
        ),
        verbatim("葉の数 → 5枚"),
    ),
    "N240": Message(
        "info",
        Words(
            "nothing says that the text below “{item}” defines it",
            "下の文が「{item}」の説明だと、どこからも分かりません",
        ),
        Words(
            "say on one line what it is, 用語：説明, or write 【基本】 below the term",
            "何であるかを一行に 用語：説明 と書くか、用語の下に【基本】と書いてください",
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
            "nothing says that “{item}” is the word to recall",
            "「{item}」が思い出す語なのか、強調しただけなのか、分かりません",
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
    "N247": Message(
        "info",
        Words(
            "too little speaks for “{item}” in this file: {why}",
            "このファイルの書き方({why})では、「{item}」を問うほど確かではありません",
        ),
        Words(
            'mark with ==…== what is worth asking, or write it as Q: and A:; allow = ["N247"] in deck.toml asks them all',
            '問う値打ちのある語に ==…== で印をつけるか、Q: と A: で書いてください。deck.toml の allow = ["N247"] はすべてを問います',
        ),
        Words("a definition in a diary", "日記の中の説明"),
    ),
    "N248": Message(
        "info",
        Words("what is said of “{item}” is too long to be recalled", "「{item}」の説明は、思い出すには長すぎます"),
        Words(
            "put a short sentence before it, 用語：短い説明。, or write 【基本】 below the term",
            "はじめに短い一文を置く(用語：短い説明。)か、用語の下に【基本】と書いてください",
        ),
        Words("a definition of more than 80 characters", "81文字以上の説明"),
    ),
    "N249": Message(
        "info",
        Words(
            "nothing says that the text below “{item}” answers it",
            "下の文が「{item}」の答えだと、どこからも分かりません",
        ),
        Words("write A: before the answer", "答えの前に A: と書いてください"),
        Words("a question with what follows it right below", "すぐ下に別の話が続く問い"),
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
        verbatim("東京==は==首都である。"),
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
}
