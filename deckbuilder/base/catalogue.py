"""The one catalogue of messages. docs/messages.md is made from it."""

from typing import NamedTuple

from deckbuilder.base.model import Severity


class Message(NamedTuple):
    """A row of the catalogue; {0}, {1} … are filled from the diagnostic."""

    severity: Severity
    text: str
    """The problem."""
    hint: str
    """The remedy."""
    example: str
    """What brings it about."""


def _quality(code: int, text: str, hint: str, example: str, error: str = "") -> dict[str, Message]:
    """Return the rows of a card check: its warning and, with an example of its own, its error."""
    rows = {f"N{code}": Message("warning", text, hint, example)} if example else {}
    return rows | ({f"N{code + 50}": Message("error", text, hint, error)} if error else {})


CATALOGUE: dict[str, Message] = {
    # Files and settings.
    "N001": Message(
        "warning",
        "this file is not UTF-8 ({0}); cards that it has stay as they are",
        "{1}",
        "a file saved as Shift_JIS",
    ),
    "N002": Message(
        "error",
        "no notes were found in {0}",
        "put .md or .txt files there, or name another folder with --notes",
        "an empty notes folder",
    ),
    "N003": Message(
        "warning",
        "this file cannot be read: {0}; cards that it has stay as they are",
        "{1}",
        "a file of another user, or one of more than 5 MB",
    ),
    "N004": Message(
        "error", "unknown setting “{0}”", "did you mean “{1}”? docs/settings.md lists them all", "revers = true"
    ),
    "N005": Message("error", "setting “{0}” must be {1}", "write it as in docs/settings.md", 'reverse = "yes"'),
    "N006": Message(
        "error", "deck.toml cannot be parsed: {0}", "check quotes, brackets and the = signs", 'name = "AWS'
    ),
    "N007": Message(
        "warning",
        "the front matter cannot be read: {0}; cards that the file has stay as they are",
        "it is YAML between two --- lines, or TOML between two +++ lines; close brackets and quotes",
        "title: [a",
    ),
    "N008": Message(
        "warning",
        "hidden characters that change the direction of text ({0})",
        "delete them; they make text read otherwise than it is stored",
        "U+202E in a pasted line",
    ),
    "N009": Message(
        "warning",
        "this deck is called “{0}” after its folder, as another of your decks may be one day; in Anki they would meet",
        'before you import it, write name = "…" into deck.toml beside the notes',
        "a first build of a folder called notes, without deck.toml",
    ),
    "N010": Message(
        "error",
        "the notes make no card, so there is no deck to build",
        "write a term and its definition, as in - 用語：説明; docs/notation.md shows all that is asked",
        "a file of headings only",
    ),
    "N011": Message(
        "warning",
        "“{0}” in the front matter is left out; it should be {1}",
        "docs/settings.md says what is read there; keys of other programs are left alone",
        "titel: 民法",
    ),
    "N012": Message(
        "info",
        "left out: {0} files; by its name this folder of a vault holds no notes to learn",
        'to have them read, write exclude = ["!{1}/"] into deck.toml',
        "a folder called templates or 日記",
    ),
    # How the notes are read.
    "N101": Message(
        "warning",
        "this fence is never closed; it is read as text",
        "close it with a line of the same {0}",
        "```python with no ``` below it",
    ),
    "N102": Message(
        "warning",
        "a question without an answer makes no card",
        "write the answer below it, led by A: or 答:",
        "Q: 首都は？ and nothing below",
    ),
    "N103": Message(
        "warning",
        "unknown directive 【{0}】; it is read as a name",
        "did you mean 【{1}】? docs/notation.md lists them",
        "【穴うめ】",
    ),
    "N104": Message(
        "warning",
        "“{0}” has no definition, so it makes no card",
        "write its definition below it, or after a colon on the same line",
        "- 用語 among terms that have one",
    ),
    "N105": Message(
        "warning",
        "a list of {0} items is too long to ask",
        "split it with 【facets】, or mark the items that matter with **…**",
        "nine ・ lines under one term",
    ),
    "N106": Message("warning", "this comment is never closed; it is read as text", "close it with -->", "<!-- memo"),
    "N107": Message(
        "warning",
        "【{0}】 has nothing to act on",
        "put it right above the block it is for, or at the end of the term",
        "【図表】 with no table or picture below",
    ),
    "N108": Message("warning", "【{0}】 does not know the option “{1}”", "it takes: {2}", "【図表:半分】"),
    "N109": Message(
        "warning",
        "【穴埋め】 without anything to hide makes no card",
        "mark what to hide with **…** or 【…】",
        "- 用語【穴埋め】 over text without marks",
    ),
    "N110": Message(
        "warning",
        "this table has no body rows",
        "add a row below the line of dashes",
        "| 名 | 値 | and |---|---|, then nothing",
    ),
    "N112": Message(
        "warning",
        "“{0}” is left out: only plain, inactive HTML reaches a card",
        "write it as Markdown, or inside `code` if it is meant as text",
        "<script>…</script>",
    ),
    "N113": Message(
        "warning",
        "this allowance of {0} silences nothing",
        "delete it",
        "<!-- allow: N105 --> where N105 does not come up",
    ),
    "N114": Message(
        "warning",
        "nothing can be allowed by the name “{0}”",
        "name a warning, as in <!-- allow: N105 -->",
        "<!-- allow: N999 -->",
    ),
    "N115": Message(
        "warning",
        "this {0} has {1} characters and is {2}",
        "break it into lines; save an embedded picture as a file in media/",
        "a picture pasted as text",
    ),
    "N116": Message(
        "warning",
        "this is {0}; here it is only text",
        "write {1} instead; docs/coming-from-other-tools.md has a search and replace for whole files",
        "{{c1::東京}} in a sentence",
    ),
    "N118": Message(
        "warning",
        "questions with choices that do not tell which is right: {0}; they make no card",
        "write 正解：B below the choices, or tick the right ones, - [x]; this is the first of them",
        "A. 甲, B. 乙 below どれか。 and no 正解",
    ),
    "N117": Message(
        "warning",
        "this hides {0} texts; Anki numbers the clozes of a note up to {1}",
        "break it into several sentences, or mark less of it",
        "a sentence of hundreds of **…**",
    ),
    # Card quality: lint's, and no reason to stop a build. An error's number is its warning's plus 50.
    **_quality(
        201,
        "the answer has {0} characters (over {1})",
        "give the term a 【gist】, or mark the words that matter",
        "an answer of 30 characters",
        "an answer of 60 characters",
    ),
    **_quality(
        202,
        "the question has {0} characters (over {1})",
        "leave out what is not asked",
        "a question of 60 characters",
        "a question of 90 characters",
    ),
    **_quality(
        228,
        "the question has {0} sentences (over {1})",
        "ask in one sentence",
        "three sentences before the question mark",
    ),
    **_quality(
        203,
        "the answer holds {0} things ({1} or more)",
        "make a list of them, or ask them one by one",
        "主なサービスは？ → S3、EC2、ELB",
        "主なサービスは？ → S3、EC2、ELB、RDS、SQS",
    ),
    **_quality(
        204,
        "{0} questions in one ({1} or more)",
        "make a card of each",
        "いつ、どこで行われる？ → 京都",
        "いつ、どこで、誰が行う？ → 京都",
    ),
    **_quality(
        205,
        "the answer “{0}”, or most of it, stands on its own front",
        "reword the question or the heading above it",
        "永続ボリュームとは？ → 永続ボリューム要求",
        "無料プランの料金は？ → 無料",
    ),
    **_quality(
        206,
        "the answer “{0}” stands on a card close by: {1}",
        "nothing, if that card does not give it away; else move one of them",
        "two neighbours, one naming the other's answer",
    ),
    **_quality(
        207,
        "the same front has another answer too: {0}",
        "tell the two apart in the question or the heading",
        "",
        "料金は？ → 無料 and 料金は？ → 有料",
    ),
    **_quality(
        208,
        "another question reads nearly the same: {0}",
        "say what tells them apart, or add ※混同注意",
        "送信する側のメッセージの上限は何件か？ → 10件 and 受信する側のメッセージの上限は何件か？ → 5件",
    ),
    **_quality(
        209,
        "the answers “{0}” and “{1}” are easily confused",
        "add ※混同注意 to both",
        "平均の散らばりは？ → 標準誤差 and 値の散らばりは？ → 標準偏差",
    ),
    **_quality(210, "“{0}” can be answered in many ways", "ask for the one thing that counts", "EKS の特徴は？ → 自動"),
    **_quality(
        211, "nothing says what kind of number “{0}” is", "name what is counted or measured, or its unit", "VPC → 5"
    ),
    **_quality(212, "“{0}” can be guessed", "ask for the thing itself, or for the reason", "S3 は使えるか？ → はい"),
    **_quality(
        213,
        "its place “{0}” is too long or missing",
        "shorten the headings to 30 characters in 3 levels",
        "a heading of 40 characters",
    ),
    "N263": Message(
        "error",
        "“{0}” cannot be understood on the card alone",
        "name what it stands for",
        "これにより **可用性** が上がる。",
    ),
    **_quality(
        214,
        "{0} clozes in one sentence (over {1})",
        "split the sentence, or mark less",
        "six marks in a sentence",
        "nine marks in a sentence",
    ),
    **_quality(
        215,
        "Anki would read this cloze otherwise: {0}",
        "take marks inside marks and }} out of it",
        "",
        "a mark inside a mark",
    ),
    **_quality(
        216,
        "a list of {0} items is asked at once",
        "leave 【一覧】 out: then one item is asked at a time",
        "",
        "【一覧】 over five items",
    ),
    **_quality(
        217,
        "{0} cards from one table (over {1})",
        "mark the cells that matter with **…**",
        "a table of 8 rows and 4 columns",
    ),
    "N267": Message(
        "error",
        "a table card without its row or column name: {0}",
        "give the table a header",
        "a table whose header is empty",
    ),
    **_quality(
        218,
        "asked back, “{0}” fits several terms or is long",
        "make the gist more precise, or turn its reverse off",
        "【担保物権の一つ】 asked back",
    ),
    **_quality(
        219, "what may change has no date: {0}", "say as of when, （2026年11月時点）", "現在の上限は **5つ** である。"
    ),
    **_quality(
        220, "{0}", "ask more of this section, or merge it with another", "a section of 400 characters and no card"
    ),
    **_quality(
        221,
        "{0} seconds to read (over {1})",
        "shorten the question, or ask one item less",
        "120 characters on a card",
        "250 characters on a card",
    ),
    **_quality(
        222,
        "{0} does not fit a phone",
        "shorten the line; give the picture a description; save it as JPEG or with fewer colours",
        "a line of code of 60 columns",
    ),
    **_quality(
        224,
        "the sentence has {0} characters (over {1})",
        "split it",
        "a cloze sentence of 130 characters",
        "a cloze sentence of 210 characters",
    ),
    **_quality(
        225,
        "{0} characters are hidden (over {1})",
        "mark only the word that matters",
        "a phrase of 25 characters",
        "a mark of 40 characters",
    ),
    **_quality(
        226, "{0} % of the sentence is hidden (over {1} %)", "mark less, or say more round it", "網は **分離された** 。"
    ),
    "N230": Message(
        "info",
        "not asked, but could be: {0}",
        "{1}",
        "a definition that only points elsewhere",
    ),
    "N281": Message(
        "error",
        "nothing on the card says what is listed ({0})",
        "write a line above the list that says what it lists, or a heading",
        "a list under no heading",
    ),
    "N283": Message(
        "error",
        "the number of a place or a rate is hidden: {0}",
        "mark with **…** what is worth asking",
        "a sentence about 第3条",
    ),
    "N234": Message("warning", "the question is only a formula: {0}", "say in words what is asked", "a header of TeX"),
    "N284": Message(
        "error",
        "“{0}” asks nothing",
        "give the line a term of its own, or write it as Q: and A:",
        "STEP 1：機材を置く。",
    ),
    "N285": Message(
        "error",
        "“{0}” is no answer",
        "write the answer itself, or mark with **…** what is worth asking",
        "復元：やさしい版を参照",
    ),
    "N286": Message(
        "error",
        "the item “{0}” is a sentence of its own; nobody recalls it from the others",
        "mark with **…** the word of it that is worth asking",
        "a list of sentences",
    ),
    "N236": Message(
        "warning",
        "“{0}” beside the gap tells the answer by itself",
        "hide another word, or ask for the rule",
        "静的に加えて **動的**",
    ),
    "N237": Message(
        "warning",
        "other words than “{0}” fit the gap too",
        "leave など out, or hide what only one word fits",
        "**甲** などがある。",
    ),
    "N277": Message("error", "only “{0}” is hidden", "mark a word that means something", "東京**は**首都である。"),
    "N282": Message(
        "error",
        "“{0}” is a wrong choice by the notes' own answer",
        "write the choices below their question as A. B. C., and 正解：B below them",
        "a wrong choice that is asked as a fact",
    ),
    # Which note is which.
    "N301": Message(
        "warning",
        "“{0}” stands here a second time; one card asks both",
        "the first is at {1}; delete one, or tell them apart",
        "the same term and definition twice under one heading",
    ),
    "N302": Message(
        "warning",
        "a new card was made, though “{0}” in {1} looks like it",
        "if it is the same, give both builds the same wording once, or pin it with <!-- id: name -->",
        "a sentence deleted here, a similar one added there",
    ),
    "N303": Message(
        "warning",
        "{0} notes go from deck “{1}” to “{2}”, but Anki leaves their cards where they are",
        "select them in Anki's browser with  {3}  and use Cards > Change Deck",
        "another name in deck.toml",
    ),
    "N304": Message(
        "error",
        "this build would retire {0} of {1} notes ({2} %): {3}",
        "look at them with build.py diff; if that is meant, run it again with --yes (max_retired in deck.toml)",
        "a folder of notes that is not synchronised yet",
    ),
    "N305": Message(
        "warning",
        "the id “{0}” pins another term too, at {1}",
        "give each term an id of its own",
        "<!-- id: kms --> over two terms",
    ),
    "N306": Message(
        "error",
        "the deck was called “{0}” and is “{1}” now, and {2} of its {3} notes would be retired: is it a new deck in a copied folder?",
        "a new deck begins without ledger.json: delete the copy; if it is the same deck, build with --yes",
        "a folder copied with its ledger, other notes put in",
    ),
    # Pictures and sound.
    "N401": Message(
        "warning", "there is no picture or sound “{0}”", "put it into media/ or beside the note{1}", "![図](esk.png)"
    ),
    "N402": Message(
        "warning", "“{0}” lies outside of media/ and the notes", "copy the file into media/", "![図](../../secret.png)"
    ),
    "N403": Message(
        "warning",
        "“{0}” is on the web; a package carries its own pictures",
        "save the file into media/ and name it here, or set web_pictures = true in deck.toml",
        "![図](https://example.com/a.png)",
    ),
    "N404": Message(
        "warning",
        "“{0}” has nothing to ask",
        "give elements of the SVG a data-ask attribute, or take 【図表】 away",
        "【図表】 over an SVG without labels",
    ),
    "N405": Message("warning", "“{0}” cannot be used: {1}", "{2}", "an SVG that is not well-formed"),
    "N406": Message(
        "info",
        "“{0}” is scaled down from {1} to fit a phone",
        "nothing to do; the file itself is left as it is",
        "a photograph of 4000 x 3000",
    ),
    "N407": Message(
        "warning",
        "“{0}” in “{1}” cannot be asked: where it stands is not known",
        "put it into a group with a rect, which may be invisible; docs/media.md says what has a place",
        "data-ask on a <use>",
    ),
    # The ledger and packages.
    "N501": Message(
        "error",
        "the ledger has an unresolved merge conflict",
        "keep the lines of both sides, delete the markers, and build again",
        "<<<<<<< in ledger.json",
    ),
    "N502": Message(
        "error",
        "the ledger is damaged: {0}",
        "take it from your version control, or rebuild it with: python build.py recover FILE.apkg",
        "half a ledger.json",
    ),
    "N503": Message(
        "error",
        "the ledger has format {0}, which this version does not know",
        "update this tool",
        "a ledger of a later version",
    ),
    "N504": Message(
        "error",
        "this is no Anki package that can be read: {0}",
        "give it an .apkg file of this tool, or one exported from Anki",
        "recover notes.txt",
    ),
    "N505": Message(
        "warning",
        "the note “{0}” does not say where it belongs, so it is left out",
        "its hidden field was changed in Anki; the next build makes it anew",
        "Meta emptied in Anki's editor",
    ),
    "N506": Message(
        "error", "there is a ledger already", "move it away, or say --yes to replace it", "recover without --yes"
    ),
    "N507": Message(
        "error",
        "{0} of {1} records are missing from the ledger",
        "take it from your version control, or rebuild it with: python build.py recover FILE.apkg; --yes goes on without them",
        "a line lost in a merge by hand",
    ),
    "N508": Message(
        "warning",
        "two branches gave number {0} of “{1}” in {2} to different texts; both get new numbers",
        "nothing to do; import the deck that has both",
        "another word of one sentence marked on each branch",
    ),
    "N509": Message(
        "warning",
        "the note “{0}” is left out: {1}",
        "nothing to do; if it is of this deck, put its text back into the notes and recover again",
        "recover from an export that has another deck of this tool too",
    ),
    "N510": Message(
        "warning",
        "the note type “{0}” was changed in Anki (a field or a card template more or less), so that imports cannot update its notes",
        "put it back in Tools > Manage Note Types, or import once with “Merge note types” on",
        "a field “memo” added to one of our note types",
    ),
    "N511": Message(
        "error",
        "no note in this package is of the deck “{0}”",
        "give it a package of this deck, or name the folder of its notes with --notes",
        "recover from another deck's package",
    ),
    "N512": Message(
        "error",
        "there is no ledger, but {0} was built with one",
        "take ledger.json from your version control, or rebuild it with: python build.py recover {0}; if that is another deck's package, give this deck a name of its own in deck.toml",
        "ledger.json deleted",
    ),
    "N513": Message(
        "error",
        "this package of another deck (“{0}”) would be overwritten",
        "give this deck a name of its own in deck.toml, or another folder with --output",
        "two decks of one name and one output folder",
    ),
    "N514": Message(
        "error",
        "the ledger is older than the package: {0} notes are newer there",
        "take the newer ledger, or rebuild it with: python build.py recover {1} --yes; if the older one is meant, build with --yes",
        "an old ledger.json taken out of version control",
    ),
    "N515": Message(
        "warning",
        "the times of {0} notes are ahead, until {1}; till then every import overwrites what you edit in Anki",
        "set the clock if it is wrong now; if it was wrong when they were built, tag and edit such notes only after that day",
        "a build while the clock was a year ahead",
    ),
    "N516": Message(
        "info",
        "git merges the ledgers of two branches without conflicts if this file says so",
        "add the line:  {0}",
        "a .gitattributes of your own beside the ledger",
    ),
    # What was done in Anki.
    "N601": Message(
        "error",
        "there is no collection of Anki {0}",
        "name a profile's collection.anki2, or a .colpkg or .apkg exported from Anki",
        "rehearse on a computer without Anki",
    ),
    "N602": Message(
        "error",
        "this collection cannot be read: {0}",
        "let Anki mend it (Tools > Check Database), or export it (File > Export, .colpkg) and name that file",
        "a collection.anki2 that a broken disk has left",
    ),
    "N603": Message(
        "error",
        "this collection cannot be copied now: {0}",
        "close Anki and try again, or export it (File > Export, .colpkg) and name that file",
        "Anki writing to it all the time",
    ),
    "N610": Message(
        "info",
        "an import of this build: {0}",
        "nothing to do; what it does to what you did in Anki is listed above",
        "rehearse",
    ),
    "N611": Message(
        "warning",
        "the import overwrites what was edited in Anki: {0} is “{1}” there and becomes “{2}”",
        "build with --collection, which keeps it, or write what you want to keep into this line before you import",
        "an answer edited on the phone, and its question changed in the notes",
    ),
    "N612": Message(
        "warning",
        "the import takes away tags that were added in Anki: {0}",
        "build with --collection, which keeps them, or tag these notes again after it (in Anki's browser: {1})",
        "a note tagged marked or leech, and its heading renamed",
    ),
    "N613": Message(
        "warning",
        "the import brings back tags that were taken off in Anki: {0}",
        "build with --collection, which leaves them off, or take the tag out of the notes",
        "a section's tag taken off in Anki, and the note changed",
    ),
    "N614": Message(
        "warning",
        "the import does not bring this: the note was touched in Anki later, and its {0} stays “{1}”, not “{2}”",
        "build with --collection, which brings it, or import with “Update notes: Always”, which also overwrites edits and tags",
        "a note that became a leech between a build and its import",
    ),
    "N615": Message(
        "warning",
        "the note type “{0}” was changed in Anki, so that {1} notes are not updated and {2} new ones go to a copy of it",
        "take out what was added in Tools > Manage Note Types, or import once with “Merge note types” on",
        "a field “memo” added to one of our note types",
    ),
    "N616": Message(
        "warning",
        "the import does not update “{0}”: in Anki it is of another note type",
        "change its note type back in Anki's browser, or delete it there and import again",
        "a note changed to the note type Basic",
    ),
    "N617": Message(
        "warning",
        "“{0}” was deleted in Anki and comes back as new",
        "write 【除外】 above it, so that it has no card any more, or build with --collection",
        "a card deleted on the phone",
    ),
    "N618": Message(
        "warning",
        "{0} cards of “{1}” go blank, with their {2} answers",
        "mark the text again before you import, or remove them with Tools > Empty Cards",
        "a mark taken out of a sentence that is studied",
    ),
    "N619": Message(
        "warning",
        "{0} cards of “{1}” come back as new: they had {2} answers before they were deleted",
        "nothing to do; where a mark may come back, leave its blank card alone in Tools > Empty Cards",
        "a mark put back after Empty Cards",
    ),
    "N620": Message(
        "info",
        "{0} cards are in deck “{1}”, and stay there; the notes say “{2}”",
        "nothing to do if you moved them; else use Cards > Change Deck in Anki's browser",
        "cards moved to another deck",
    ),
    "N621": Message(
        "info",
        "{0} retired notes that were deleted in Anki are added again, without cards",
        "nothing to do; build.py forget --yes leaves them out of the package",
        "retired notes deleted as they should be",
    ),
    "N630": Message(
        "info",
        "{0} of {1} reviews passed, {2} to be expected; {3} lapses",
        "make its question or its answer shorter, or add what tells it from others",
        "weak --format github",
    ),
    "N640": Message(
        "info",
        "kept as it was edited in Anki: {0} is “{1}”; the notes say “{2}”",
        "write it into the notes, or change this line: then the notes count again",
        "an answer edited on the phone, and a build with --collection",
    ),
    "N641": Message(
        "warning",
        "{0} was edited in Anki and changed in the notes: there it says “{1}”, and “{2}” is shipped",
        "write into this line what it should say; the ledger keeps the other text",
        "an answer edited on the phone and on the computer",
    ),
    "N642": Message(
        "info",
        "“{0}” was deleted in Anki, and is not shipped",
        "write 【除外】 above it, so that no build ships it; a build without --collection brings it back",
        "a card deleted on the phone, and a build with --collection",
    ),
    "N643": Message(
        "warning",
        "the import takes away “{0}”, which Anki takes from no package; this stands in for it: {1}",
        "after the import find these notes in Anki's browser (tag:deckbuilder::marked) and mark them again",
        "a marked note that was changed in the notes",
    ),
    "N650": Message(
        "info", "a card was flagged {0} in Anki", "mend the line, then take the flag off", "a red flag on the phone"
    ),
    "N651": Message(
        "info", "marked in Anki", "mend the line, then take the mark off", "a card marked while it was studied"
    ),
    "N652": Message(
        "info",
        "a leech in Anki: forgotten {0} times",
        "ask less at once, or say what tells it from others; build.py weak says more",
        "a card forgotten again and again",
    ),
    "N653": Message(
        "info",
        "{0} cards are suspended in Anki",
        "write 【除外】 above it if it need not be asked",
        "a card suspended on the phone",
    ),
    "N654": Message(
        "info", "tagged in Anki: {0}", "mend the line, then take the tag off", "a tag 要確認 added on the phone"
    ),
    "N655": Message(
        "warning",
        "edited in Anki: {0} is “{1}”, and the notes say “{2}”",
        "build.py pull --apply writes it into the notes, as output/pull.patch shows it",
        "a typo mended on the phone",
    ),
    "N656": Message(
        "info",
        "written in Anki with a note type of ours: {0}",
        "paste it into the notes, build and import, then delete this one in Anki",
        "a note added on the phone",
    ),
    "N657": Message(
        "warning",
        "edited in Anki, where no change of the notes gives just that: {0} is “{1}”, and the notes say “{2}”",
        "write it into this line if it is right",
        "a place edited on the phone, or a colour given to a word",
    ),
    "N658": Message(
        "warning",
        "the same lines were edited otherwise on another card: {0} is “{1}” in Anki, and the notes say “{2}”",
        "write into the line what it should say",
        "two cards of one sentence, each edited in its own way",
    ),
    "N659": Message(
        "warning",
        "edited in Anki and changed in the notes: {0} is “{1}” there, and the notes say “{2}”",
        "write into this line what it should say",
        "an answer edited on the phone and on the computer",
    ),
    "N660": Message(
        "error",
        "the notes were changed while this ran, and nothing is written",
        "save what you are writing, and try again",
        "a file saved in the editor during pull --apply",
    ),
}
