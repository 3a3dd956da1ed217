"""Messages about pictures and sound."""

from deckbuilder.base.messages.message import Message
from deckbuilder.base.words import Words, verbatim

MESSAGES: dict[str, Message] = {
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
            "rect のあるグループに入れてください(rect は見えなくてもかまいません)。場所の分かるものは docs/media.ja.md にあります",
        ),
        Words("data-ask on a <use>", "<use> につけた data-ask"),
    ),
}
