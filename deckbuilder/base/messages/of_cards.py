"""Messages about the quality of a card: lint's, and no reason to stop a build."""

from deckbuilder.base.messages.message import Message, quality
from deckbuilder.base.words import Words, verbatim

MESSAGES: dict[str, Message] = {
    **quality(
        201,
        Words("the answer has {length} characters (over {limit})", "答えが {length} 字あります(目安は {limit} 字まで)"),
        Words(
            "give the term a 【gist】, or mark the words that matter",
            "用語に【要点】をつけるか、大事な語に印をつけてください",
        ),
        Words("an answer of 30 characters", "30字の答え"),
        Words("an answer of 60 characters", "60字の答え"),
    ),
    **quality(
        202,
        Words(
            "the question has {length} characters (over {limit})", "問いが {length} 字あります(目安は {limit} 字まで)"
        ),
        Words("leave out what is not asked", "問うことに要らない部分を削ってください"),
        Words("a question of 60 characters", "60字の問い"),
        Words("a question of 90 characters", "90字の問い"),
    ),
    **quality(
        228,
        Words("the question has {count} sentences (over {limit})", "問いが {count} 文あります(目安は {limit} 文まで)"),
        Words("ask in one sentence", "一文で問うてください"),
        Words("three sentences before the question mark", "疑問符の前に三つの文"),
    ),
    **quality(
        203,
        Words(
            "the answer holds {count} things ({limit} or more)",
            "答えに {count} 個のことが入っています(目安は {limit} 個未満)",
        ),
        Words("make a list of them, or ask them one by one", "箇条書きにするか、一つずつ問うてください"),
        verbatim("主なサービスは？ → S3、EC2、ELB"),
        verbatim("主なサービスは？ → S3、EC2、ELB、RDS、SQS"),
    ),
    **quality(
        204,
        Words(
            "{count} questions in one ({limit} or more)", "一枚で {count} つのことを問うています(目安は {limit} つ未満)"
        ),
        Words("make a card of each", "一つずつ別のカードにしてください"),
        verbatim("いつ、どこで行われる？ → 京都"),
        verbatim("いつ、どこで、誰が行う？ → 京都"),
    ),
    **quality(
        205,
        Words(
            "the answer “{answer}”, or most of it, stands on its own front",
            "答え「{answer}」の全部かほとんどが、同じカードの表に出ています",
        ),
        Words("reword the question or the heading above it", "問いか、上の見出しの言葉を変えてください"),
        verbatim("永続ボリュームとは？ → 永続ボリューム要求"),
        verbatim("無料プランの料金は？ → 無料"),
    ),
    **quality(
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
    **quality(
        207,
        Words(
            "the same front has another answer too: {other}", "まったく同じ表で、答えの違うカードがあります：{other}"
        ),
        Words("tell the two apart in the question or the heading", "問いか見出しで区別できるようにしてください"),
        None,
        Words("料金は？ → 無料 and 料金は？ → 有料", "料金は？ → 無料 と 料金は？ → 有料"),
    ),
    **quality(
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
    **quality(
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
    **quality(
        210,
        Words("“{words}” can be answered in many ways", "「{words}」には何通りもの答え方があります"),
        Words("ask for the one thing that counts", "問いたいことを一つに絞ってください"),
        verbatim("EKS の特徴は？ → 自動"),
    ),
    **quality(
        211,
        Words("nothing says what kind of number “{answer}” is", "「{answer}」が何の数なのか分かりません"),
        Words(
            "name what is counted or measured, or its unit", "何を数えた数、測った数なのか、または単位を書いてください"
        ),
        verbatim("VPC → 5"),
    ),
    **quality(
        212,
        Words("“{answer}” can be guessed", "「{answer}」は当てずっぽうでも当たります"),
        Words("ask for the thing itself, or for the reason", "そのものの名前か、理由を問うてください"),
        verbatim("S3 は使えるか？ → はい"),
    ),
    **quality(
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
    **quality(
        214,
        Words(
            "{count} clozes in one sentence (over {limit})",
            "一文に穴埋めが {count} か所あります(目安は {limit} か所まで)",
        ),
        Words("split the sentence, or mark less", "文を分けるか、印を減らしてください"),
        Words("six marks in a sentence", "一文に六つの印"),
        Words("nine marks in a sentence", "一文に九つの印"),
    ),
    **quality(
        215,
        Words("Anki would read this cloze otherwise: {text}", "この穴埋めは、Anki では違う読まれ方をします：{text}"),
        Words("take marks inside marks and }} out of it", "印の中の印や }} を取ってください"),
        None,
        Words("a mark inside a mark", "印の中の印"),
    ),
    **quality(
        216,
        Words("a list of {count} items is asked at once", "{count} 項目の箇条書きを一度に問うています"),
        Words("leave 【一覧】 out: then one item is asked at a time", "【一覧】を取ると、一項目ずつ問います"),
        None,
        Words("【一覧】 over five items", "五項目の上の【一覧】"),
    ),
    **quality(
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
    **quality(
        218,
        Words(
            "asked back, “{gist}” fits several terms or is long",
            "逆に問うとき、「{gist}」に当てはまる用語がいくつもあるか、長すぎます",
        ),
        Words("make the gist more precise, or turn its reverse off", "要点をもっと絞るか、逆のカードを止めてください"),
        Words("【担保物権の一つ】 asked back", "逆に問う【担保物権の一つ】"),
    ),
    **quality(
        219,
        Words("what may change has no date: {prompt}", "変わりうることなのに、いつのことか書かれていません：{prompt}"),
        Words("say as of when, （2026年11月時点）", "（2026年11月時点）のように時点を書いてください"),
        verbatim("現在の上限は ==5つ== である。"),
    ),
    **quality(
        220,
        verbatim("{problem}"),
        Words(
            "ask more of this section, or merge it with another", "この節からもっと問うか、ほかの節とまとめてください"
        ),
        Words("a section of 400 characters and no card", "400字あってカードのない節"),
    ),
    **quality(
        221,
        Words("{seconds} seconds to read (over {limit})", "読むのに {seconds} 秒かかります(目安は {limit} 秒まで)"),
        Words("shorten the question, or ask one item less", "問いを短くするか、項目を一つ減らしてください"),
        Words("120 characters on a card", "120字のカード"),
        Words("250 characters on a card", "250字のカード"),
    ),
    **quality(
        222,
        Words("{what} does not fit a phone", "スマートフォンの画面に収まりません：{what}"),
        Words(
            "shorten the line; give the picture a description; save it as JPEG or with fewer colours",
            "行を短くしてください。画像には説明をつけ、JPEG にするか色数を減らしてください",
        ),
        Words("a line of code of 60 columns", "60桁のコードの行"),
    ),
    **quality(
        224,
        Words("the sentence has {length} characters (over {limit})", "文が {length} 字あります(目安は {limit} 字まで)"),
        Words("split it", "文を分けてください"),
        Words("a cloze sentence of 130 characters", "130字の穴埋めの文"),
        Words("a cloze sentence of 210 characters", "210字の穴埋めの文"),
    ),
    **quality(
        225,
        Words("{length} characters are hidden (over {limit})", "{length} 字を隠しています(目安は {limit} 字まで)"),
        Words("mark only the word that matters", "大事な語だけに印をつけてください"),
        Words("a phrase of 25 characters", "25字の句"),
        Words("a mark of 40 characters", "40字の印"),
    ),
    **quality(
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
}
