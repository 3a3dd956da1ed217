"""What libraries say of broken files, in Japanese as far as users meet it: tomllib, PyYAML, json, sqlite3,
zipfile, zstandard."""

import re

from deckbuilder.base.words import Words

_JAPANESE = {
    r"Invalid statement": "文の形が正しくありません",
    r"Invalid value": "値の書き方が正しくありません",
    r"Expected '=' after a key in a key/value pair": "キーのあとに = がありません",
    r"Expected '\]' at the end of a table declaration": "表の見出しが ] で閉じていません",
    r"Expected newline or end of document after a statement": "一つの文のあとで改行していません",
    r"Unclosed array": "[ が閉じていません",
    r"Unclosed inline table": "{ が閉じていません",
    r"Unterminated string|Expected ['\"]+": "引用符が閉じていません",
    r"Cannot overwrite a value": "同じキーが二度あります",
    r"Cannot declare (.+) twice": r"\1 が二度あります",
    r"Invalid initial character for a key part": "キーに使えない文字で始まっています",
    r"(?:Illegal|Found invalid) character (.+)": r"使えない文字 \1 があります",
    r"Unescaped '\\\\' in a string": r"文字列の中の \\ は \\\\ と書きます",
    r"mapping values are not allowed here": "ここにコロンは書けません(値を引用符で囲んでください)",
    r"could not find expected ':'": "コロンがありません",
    r"did not find expected .*|expected (?:',' or '[\]}]'|<block end>|the node content), but .*": "かっこか字下げが合っていません",
    r"found unexpected end of stream": "引用符が閉じていません",
    r"found character '\\t' that cannot start any token": "字下げにタブは使えません",
    r"found character (.+) that cannot start any token": r"\1 では始められません(値を引用符で囲んでください)",
    r"found undefined alias.*|expected alphabetic or numeric character, but .*": "* や & で始まる値は引用符で囲んでください",
    r"Expecting (.+) delimiter": r"\1 がありません",
    r"Expecting value": "値がありません",
    r"Expecting property name enclosed in double quotes": "二重引用符で囲んだ名前がありません",
    r"Extra data": "終わりのあとに余分なものがあります",
    r"Unterminated string starting at": "引用符が閉じていません",
    r"database disk image is malformed": "データベースが壊れています",
    r"malformed database schema.*": "データベースの表の定義が壊れています",
    r"file is not a database": "データベースではありません",
    r"no such table: (.+)": r"表 \1 がありません",
    r"no such column: (.+)": r"列 \1 がありません",
    r"zstd decompress error.*": "圧縮された中身が壊れています",
    r"File .+ is encrypted, .*": "パスワードがかかっています",
    r"File is not a zip file": "zip ファイルではありません",
    r"Bad CRC-32 for file (.+)": r"\1 の中身が壊れています",
}


def of_library(said: str) -> Words:
    """Return what a library says; what is not known stays as the library says it."""
    found = ((re.fullmatch(english, said), japanese) for english, japanese in _JAPANESE.items())
    return Words(said, next((match.expand(japanese) for match, japanese in found if match), said))


def of_error(error: Exception) -> Words:
    """Return what an error says: words of ours, or those of the library that raised it."""
    first = error.args[0] if error.args else ""
    return first if isinstance(first, Words) else of_library(str(error) or type(error).__name__)
