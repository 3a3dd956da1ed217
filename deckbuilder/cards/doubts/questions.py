"""Questions by their wording only, and questions about a text that no card shows."""

from deckbuilder.base.blocks import Entry, ItemList, Paragraph, Table, Verbatim
from deckbuilder.base.notes import Draft
from deckbuilder.base.patterns import lazy
from deckbuilder.cards.asking import agrees, answers, asks_elsewhere, is_datum, is_foreign_exercise, is_talk, lacks_case
from deckbuilder.cards.doubts.drafts import LONGEST_SURE, said, text_of
from deckbuilder.cards.listing import is_of_a_kind
from deckbuilder.read.inline import is_reference, plain


def is_not_answered(entry: Entry, draft: Draft) -> bool:
    """Tell whether a question has below it what does not answer it, and no mark says that it does."""
    answer = draft.body[0]
    if draft.kind != "basic" or entry.answered:
        return False
    if isinstance(answer, Paragraph) and text_of(answer).endswith((":", "：", "、")):
        return True
    assert draft.prompt
    if draft.extra and _names_file(text_of(answer), draft.prompt.md) and isinstance(draft.extra[0], Verbatim):
        return True
    asked = plain(draft.prompt.md)
    if entry.asks:  # but for what can only be answered by yes or no, its author knows what answers it
        if not asked.endswith(("？", "?")):
            return is_foreign_exercise(asked)
        return isinstance(answer, Paragraph) and not agrees(asked, text_of(answer))
    if isinstance(answer, ItemList):
        items = [plain(item.text.md) for item in answer.items]
        return any(map(is_datum, items)) or not is_of_a_kind(items, answer.ordered)
    if isinstance(answer, Paragraph):
        text = text_of(answer)
        is_long = len(text) > LONGEST_SURE
        return is_long or is_reference(answer.text.md) or not answers(asked, text)
    return isinstance(answer, Table)


def _names_file(text: str, question: str) -> bool:
    """Tell whether a text is the name of a file for which nobody asks: over code it only says where that is."""
    return bool(_FILE_NAME.fullmatch(text)) and not _ASKS_FOR_FILE.search(question)


_FILE_NAME, _ASKS_FOR_FILE = lazy(r"[\w./-]+\.[a-z]{1,5}"), lazy("ファイル|スクリプト|どこ|どれ|名")


def is_asked_elsewhere(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a question is about another text, or about a case that nothing on the front tells."""
    question = plain(draft.prompt.md) if draft.prompt else ""
    return asks_elsewhere(question) or lacks_case(question, draft.trail)


def is_of_a_picture(_entry: Entry, draft: Draft) -> bool:
    """Tell whether a question is for the name of what a picture shows that is not on the front: この葉はなんという？"""
    return draft.prompt is not None and bool(_SHOWN.match(draft.prompt.md))


_SHOWN = lazy(r"この[一-龠ァ-ヶー]{1,6}(?:は(?:何|なん|どう)と|の名前?は)(?!.*!\[)")


def has_several_answers(_entry: Entry, draft: Draft) -> bool:
    """Tell whether what answers a question is several questions, each with its own answer in it."""
    answer = draft.body[0]
    return isinstance(answer, Verbatim) and len(_OWN_ANSWER.findall(answer.text.md)) > 1


_OWN_ANSWER = lazy(r"<summary[^<>]*>\s*(?:答え|正解|解答)\s*</summary>")


def is_of_talk(entry: Entry, draft: Draft) -> bool:
    """Tell whether a question by its marker is one of a talk, and so is its answer nobody's fact."""
    asked = plain(draft.prompt.md) if draft.prompt else ""
    return entry.asks and any(is_talk(asked, text) for text in (*said(draft), ""))


def is_of_survey(_entry: Entry, draft: Draft) -> bool:
    """Tell whether an answer only says how a survey is answered: 自由記述, 1: 全く違う ～ 5: 同じ."""
    return bool(_HOW_TO_ANSWER.fullmatch(text_of(draft.body[0]).strip("（）()[]【】 　")))


_HOW_TO_ANSWER = lazy(
    "自由(?:記述|回答|記入)(?:欄|式|形式)?|(?:複数|単一)(?:回答|選択)(?:可|式)?|(?:任意|必須)(?:回答|入力)"
    r"|[0-9０-９][ 　]*[:：=＝.．][^0-9０-９]+[～〜~…‐–—-]+[ 　]*[0-9０-９]{1,2}[ 　]*[:：=＝.．].+"
)
