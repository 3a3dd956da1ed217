"""The commands with their arguments and options, and what the help says of them."""

import argparse
from datetime import date
from pathlib import Path

from deckbuilder import __version__
from deckbuilder.app import calling, console
from deckbuilder.app.argparse_words import Parser
from deckbuilder.app.language import OPTION, spoken, worded
from deckbuilder.base.words import LANGUAGES, Words

COMMANDS = {
    "build": Words(
        "notes -> output/<deck>.apkg and report.json (the default)",
        "ノートから output/<デッキ>.apkg と report.json を作る(コマンドを省いたとき)",
    ),
    "new": Words("start a folder of notes", "ノートフォルダーのひな形を作る"),
    "check": Words("everything but the writing", "build と同じことを、何も書き込まずに行う"),
    "lint": Words(
        "judge every card; exit code 1 if any has an error",
        "すべてのカードを点検する(error があれば終了コード 1)",
    ),
    "diff": Words(
        "what an import of the next build would do; exit code 3 if anything",
        "次のビルドを読み込むと何が変わるかを表示する(変わるものがあれば終了コード 3)",
    ),
    "preview": Words("all cards in one page, output/preview.html", "すべてのカードを output/preview.html で見る"),
    "watch": Words("keep the preview up to date while you write", "書いている間、プレビューを保存のたびに更新する"),
    "recover": Words("rebuild notes/ledger.json from a package", "パッケージから notes/ledger.json を作り直す"),
    "forget": Words(
        "list what was retired; with --yes take it out of the ledger",
        "取り下げたノートを一覧する(--yes で台帳から除く)",
    ),
    "read": Words(
        "how each line of a file is read, and by which rule", "ファイルの各行が、どの規則でどう読まれるかを表示する"
    ),
    "rehearse": Words(
        "what an import would do to your collection; exit code 3 if it touches yours",
        "読み込むとコレクションがどう変わるかを試す(自分の編集などに触れるなら終了コード 3)",
    ),
    "weak": Words("where you are weak, on the lines of the notes", "苦手なところを、ノートの行で示す"),
    "pull": Words(
        "marks and edits made in Anki, on the lines of the notes; exit code 3 if any",
        "Anki でのマークや編集を、ノートの行で示す(あれば終了コード 3)",
    ),
    "explain": Words("say more of a message", "メッセージをくわしく説明する"),
}
"""Each command with what the help says of it."""


def parser_of_all() -> argparse.ArgumentParser:
    """Return the parser of all commands, its help in the language spoken."""
    language, studied, shown, file = (Parser(add_help=False) for _ in range(4))
    common = Parser(add_help=False)
    said = worded(
        "of messages; else that of deck.toml, else of the locale", "表示の言語(省くと deck.toml、次にロケールに従う)"
    )
    for each in (language, common):
        each.add_argument(OPTION, choices=LANGUAGES, help=said)
    _add_common(common)
    said = worded(
        f"keep what was done in Anki: auto, or {_A_COLLECTION.en}",
        f"Anki で行ったことを残す(auto か、{_A_COLLECTION.ja})",
    )
    studied.add_argument("--collection", metavar="FILE", help=said)
    said = worded("do not open it in the browser", "ブラウザーで開かない")
    shown.add_argument("--no-open", action="store_true", help=said)
    said = worded(
        f"{_A_COLLECTION.en}; without it the only profile", f"{_A_COLLECTION.ja}(省くと、ただ一つのプロファイル)"
    )
    file.add_argument("file", nargs="?", default="auto", metavar="FILE", help=said)
    parents = {
        "build": (common, studied),
        "diff": (common, studied),
        "preview": (common, studied, shown),
        "watch": (common, shown),
        "rehearse": (common, file),
        "weak": (common, file),
        "pull": (common, file),
        "new": (language,),
        "explain": (language,),
    }
    parser = _of_program(common)
    commands = parser.add_subparsers(prog=calling.name(), dest="command", required=True, metavar="COMMAND")
    for name, words in COMMANDS.items():
        command = commands.add_parser(name, parents=parents.get(name, (common,)), help=words.within(spoken()))
        _add_own(name, command)
    return parser


_A_COLLECTION = Words(
    "a profile's name or its collection.anki2, a .colpkg or .apkg",
    "プロファイルの名前かその collection.anki2、または .colpkg、.apkg",
)


def _of_program(common: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser = Parser(
        prog=calling.name(),
        usage="%(prog)s [COMMAND] [OPTIONS]",
        description=worded(
            "Turn Japanese Markdown notes into an Anki package. Without a command: build.",
            "日本語の Markdown ノートから Anki のパッケージを作ります。コマンドを省くと build になります。",
        ),
        epilog=worded(
            "These options are of every command but new and explain, and stand behind it; COMMAND --help has its own.",
            "これらのオプションは new と explain を除くすべてのコマンドに共通で、コマンドの後ろに書きます。"
            "コマンドごとのオプションは COMMAND --help で表示します。",
        ),
        parents=[common],  # to list them; what stands before a command is never parsed
    )
    said = worded("say which version this is", "バージョンを表示する")
    parser.add_argument("--version", action="version", help=said, version=f"deckbuilder {__version__}")
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    """Add the options of nearly all commands."""
    folder = {
        "--notes": worded(
            "where the notes are: a folder, or one file (notes)", "ノートのフォルダーか、一つのファイル(notes)"
        ),
        "--media": worded("pictures and sound (media)", "画像と音声のフォルダー(media)"),
        "--output": worded("for the package (output)", "パッケージを書き込むフォルダー(output)"),
    }
    for option, said in folder.items():
        parser.add_argument(option, type=_path, metavar="DIR", help=said)
    said = worded("let warnings fail", "warning でも失敗にする")
    parser.add_argument("--strict", action="store_true", help=said)
    said = worded("print errors and warnings only", "error と warning だけを表示する")
    parser.add_argument("--quiet", action="store_true", help=said)
    said = worded("of the messages (text)", "メッセージの形式(text)")
    parser.add_argument("--format", choices=console.FORMATS, default="text", help=said)
    said = worded(
        "go ahead although much would be retired or replaced", "たくさんの取り下げや置き換えがあっても実行する"
    )
    parser.add_argument("--yes", action="store_true", help=said)


def _add_own(name: str, command: argparse.ArgumentParser) -> None:
    """Add what only one command takes."""
    if name == "new":
        said = worded("the folder; what is in it already is left alone", "フォルダー(すでにあるファイルには触れない)")
        command.add_argument("folder", type=_path, metavar="FOLDER", help=said)
    elif name == "forget":
        said = worded(
            f"only what is gone there: auto, or {_A_COLLECTION.en}",
            f"そこにもうないものだけ(auto か、{_A_COLLECTION.ja})",
        )
        command.add_argument("--collection", metavar="FILE", help=said)
    elif name == "diff":
        said = worded("say of each known note what told that it is the one", "どのノートも、何で対応づけたかを表示する")
        command.add_argument("--why", action="store_true", help=said)
    elif name == "recover":
        said = worded(
            "an .apkg of this tool, or one exported from Anki", "このツールの .apkg か、Anki から書き出した .apkg"
        )
        command.add_argument("file", type=_path, metavar="FILE", help=said)
    elif name == "lint":
        said = worded("only the cards of this file", "このファイルのカードだけを点検する")
        command.add_argument("file", nargs="?", type=_path, metavar="FILE", help=said)
    elif name == "read":
        said = worded(
            "any notes file; with a line's number only that line", "ノートのファイル(行番号をつけると、その行だけ)"
        )
        command.add_argument("file", metavar="FILE[:LINE]", help=said)
    elif name == "weak":
        said = worded("what a day to be ready by asks for", "その日までに仕上げるには何が要るか")
        command.add_argument("--exam", type=date.fromisoformat, metavar="DATE", help=said)
    elif name == "pull":
        said = worded("write the edits that are proven into the notes", "確かめた編集をノートに書き込む")
        command.add_argument("--apply", action="store_true", help=said)
        said = worded("leave out what has this tag or flag", "このタグかフラグのあるものを除く")
        command.add_argument("--done", action="append", default=[], metavar="NAME", help=said)
    elif name == "explain":
        command.add_argument("code", metavar="CODE", help=worded("its code, such as N101", "番号(N101 など)"))


def _path(typed: str) -> Path:
    """Return a path as it is meant; a ~ that no shell has read is the user's folder."""
    try:
        return Path(typed).expanduser()
    except RuntimeError:  # nobody of that name
        return Path(typed)
