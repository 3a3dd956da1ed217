"""Whether a note says by itself which one it is, so that nothing that is known of its section speaks against it."""

from deckbuilder.base.likeness import ALIKE_HERE, likeness
from deckbuilder.base.other_words import says_otherwise
from deckbuilder.ledger.alike import LONG, is_added_to
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.place_names import are_like_names
from deckbuilder.ledger.sides import Side, asks_the_same
from deckbuilder.ledger.vicinity import Vicinity
from deckbuilder.read.words import naming


class Certainty:
    """Tells which drafts are surely a record, wherever they stand."""

    def __init__(self, places: MovedPlaces, vicinity: Vicinity) -> None:
        self.places, self.vicinity = places, vicinity

    def is_sure(self, draft: Side, record: Side, stands: bool) -> bool:
        """Tell whether a note is known by itself, or, where it stands between its neighbours, by its question."""
        is_sure = self._is_sure_by_text(draft, record) or self._is_sure_by_hidden(draft, record)
        if is_sure or self._is_sure_by_both(draft, record) or self.goes_on_as_it_began(draft, record):
            return True
        if self.is_asked_in_other_words(draft, record):
            return True
        return stands and self._is_sure_by_question(draft, record)

    def goes_on_as_it_began(self, draft: Side, record: Side) -> bool:
        """Tell whether nobody else near asks a question, and a long answer to it was only added to behind, or cut there."""
        if not self._asks_alone(draft, record) or naming(draft.prompt) != "term":
            return False
        return draft.bare_answer != record.bare_answer and is_added_to(draft, record, LONG)

    def is_asked_in_other_words(self, draft: Side, record: Side) -> bool:
        """Tell whether a long question that no other note near asks was only reworded, and has the answer that it had."""
        if not draft.role == record.role == "question" or draft.bare_answer != record.bare_answer:
            return False
        is_known = len(record.text[0]) >= LONG and self.vicinity.telling(record) > len(record.text[0])
        return (
            is_known
            and likeness(draft.text[0], record.text[0]) >= ALIKE_HERE
            and not says_otherwise(draft.prompt, record.prompt)
        )

    def _is_sure_by_text(self, draft: Side, record: Side) -> bool:
        """Tell whether a text is so long and so much alike that it says by itself which note it is, with its term."""
        if min(len(draft.text[1]), len(record.text[1])) < 2 * LONG or draft.term != record.term:
            return False
        return self.places.are_alike(draft, record)

    def _is_sure_by_both(self, draft: Side, record: Side) -> bool:
        """Tell whether a note that is no mere form asks what nobody else near does, and its answer was hardly reworded."""
        if draft.wish == "keep" or not (self._asks_alone(draft, record) and are_like_names(draft.term, record.term)):
            return False
        return self.vicinity.telling(record) >= 2 * LONG and self.places.are_alike(draft, record)

    def _is_sure_by_hidden(self, draft: Side, record: Side) -> bool:
        """Tell whether a sentence hides what the record alone hides near it, so that it says itself what it is about."""
        return draft.kind == "cloze" and draft.hidden == record.hidden and self.vicinity.hides_alone(record)

    def _is_sure_by_question(self, draft: Side, record: Side) -> bool:
        """Tell whether nobody else near asks a question, and the heading above it was only added to or shortened."""
        if not self._asks_alone(draft, record):
            return False
        names = zip(draft.trail, record.trail, strict=False)
        is_here = len(draft.trail) == len(record.trail) and all(one in other or other in one for one, other in names)
        return is_here and self.vicinity.answers_share_what_is_rare(draft, record)

    def _asks_alone(self, draft: Side, record: Side) -> bool:
        """Tell whether two notes ask one question, which nobody else near asks."""
        return asks_the_same(draft, record) and not self.vicinity.asks_as_others(record)
