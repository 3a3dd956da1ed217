"""Whether a draft and a record say one fact, however much of the rest is alike."""

from deckbuilder.base.likeness import ALIKE_HERE, likeness
from deckbuilder.base.patterns import lazy
from deckbuilder.ledger.alike import is_added_to, is_another_list, is_counterpart, is_misspelt
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.pairing import Pairing
from deckbuilder.ledger.questions import Questions, is_one_a_full_name
from deckbuilder.ledger.sides import Side, asks_the_same, cell_names
from deckbuilder.ledger.vicinity import ALIKE_FACT, Vicinity


class Facts:
    """Tells facts apart by what stands near them."""

    def __init__(self, pairing: Pairing, places: MovedPlaces, vicinity: Vicinity, questions: Questions) -> None:
        self.pairing, self.places, self.vicinity, self.questions = pairing, places, vicinity, questions

    def is_another_of_a_pattern(self, draft: Side, record: Side) -> bool:
        """Tell whether a question that others ask too has an answer like one that had gone from another section."""
        is_here = draft.trail == self.places.here(record.trail)
        return draft.is_question and draft.text != record.text and not is_here and self.vicinity.asks_as_others(record)

    def is_another_fact(self, draft: Side, record: Side) -> bool:
        """Tell whether a question has an answer with nothing of the one before; answers that were swapped stay.

        Of a question with choices another one may be right now: its front says what it is.
        """
        if draft.role == record.role == "list":
            return is_another_list(draft, record)
        if (
            self.questions.has_an_answer_of_many(draft, record)
            or is_counterpart(draft, record)
            or is_one_a_full_name(draft, record)
            or self._counts_otherwise(draft, record)
        ):
            return True
        answers = draft.text[1], record.text[1]
        goes_on = asks_the_same(draft, record) and (is_added_to(draft, record) or _have_like_gists(draft, record))
        if draft.kind != "basic" or goes_on or is_misspelt(*answers):
            return False
        is_another = self.vicinity.answers_differ(draft, record) or (
            likeness(*answers) < ALIKE_FACT and self.questions.has_answer_of_another(draft, record)
        )
        return is_another and not self.questions.are_swapped(draft, record)

    def _counts_otherwise(self, draft: Side, record: Side) -> bool:
        """Tell whether what was said of a term elsewhere reads otherwise, with other numbers: 二往復の合図, 一往復だけで済む合図."""
        if draft.role not in ("definition", "gist") or draft.trail == self.places.here(record.trail):
            return False
        now, before = (_numbers(side.text[1]) for side in (draft, record))
        without = (_NUMBER.sub("", side.text[1]) for side in (draft, record))
        return bool(now - before and before - now) and likeness(*without) < _CORRECTED

    def is_misspelt_here(self, draft: Side, record: Side) -> bool:
        """Tell whether a question that is asked once in its place is so still, and most of what its answer says stayed."""
        is_here = draft.trail == self.places.here(record.trail) and self.questions.is_asked_once(draft, record)
        return is_here and self.vicinity.most_stayed(draft, record)

    def is_counted_anew(self, draft: Side, record: Side) -> bool:
        """Tell whether a cell has another number in its place, in a column of numbers of one unit: what it is of its row says."""
        if draft.role != "cell" or draft.path != record.path or not self.questions.is_asked_once(draft, record):
            return False
        column = cell_names(record.prompt)[-1:]
        pairing, trail = self.pairing, record.trail
        before = (pairing.records[at] for at in pairing.records_at[trail] if not pairing.records[at].retired)
        cells = [*before, *(pairing.drafts[at] for at in pairing.drafts_at[trail])]
        texts = [side.text[1] for side in cells if side.role == "cell" and cell_names(side.prompt)[-1:] == column]
        units = {_NUMBER.sub("", text) for text in texts}
        return len(texts) > 2 and len(units) == 1 and not self.questions.has_answer_of_another(draft, record)

    def is_only_sentence(self, draft: Side, record: Side) -> bool:
        """Tell whether a term has one sentence before and after."""
        if draft.kind != "cloze" or draft.place != self.places.here(record.place):
            return False
        before = (self.pairing.records[at] for at in self.pairing.records_at[record.trail])
        after = (self.pairing.drafts[at] for at in self.pairing.drafts_at[draft.trail])
        sides = [[one for one in side if one.kind == "cloze" and not one.retired] for side in (before, after)]
        counts = [sum(one.term == own.term for one in side) for side, own in zip(sides, (record, draft), strict=True)]
        return counts == [1, 1]


def _have_like_gists(draft: Side, record: Side) -> bool:
    """Tell whether one of two notes has for its answer nearly the phrase that is a tag over the other one's: 三段階の夜, 三段階夜."""
    return draft.is_tagged != record.is_tagged and likeness(draft.gist, record.gist) >= ALIKE_HERE


def _numbers(text: str) -> set[str]:
    return {number.translate(_IN_KANJI) for number in _NUMBER.findall(text)}


_NUMBER = lazy("[0-9]+(?:[.,][0-9]+)*|[二三四五六七八九]|(?<![統唯均同単])一(?![般部種定致緒方])")
_IN_KANJI = str.maketrans("一二三四五六七八九", "123456789")
_CORRECTED = 0.72
"""Likeness without its numbers from which an answer that stands elsewhere now is the old one with another number."""
