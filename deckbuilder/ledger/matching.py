"""Tell which draft is which note of the ledger. In doubt: none.

What is word for word the same is paired by a table of passes (passes.py). All that is left is
weighed at once (evidence.py): each draft and record that are each other's best by a clear margin, and
for which enough speaks, are paired. What that teaches of moved sections, neighbours and new spellings
is evidence for the next round, until a round finds nothing.
"""

from collections.abc import Container, Iterable, Mapping, Sequence, Set
from functools import lru_cache, partial

from msgspec.structs import replace

from deckbuilder.base.likeness import MARGIN, best_pairs
from deckbuilder.base.notes import Wish
from deckbuilder.ledger.doubts import doubts, offered_instead
from deckbuilder.ledger.evidence import Evidence, Weighed
from deckbuilder.ledger.moved_places import MovedPlaces
from deckbuilder.ledger.neighbours import standings
from deckbuilder.ledger.own_names import pair_by_own_name
from deckbuilder.ledger.pairing import Matching, Pairing, Rest, by_key
from deckbuilder.ledger.parts import split_or_merged, without_other_forms
from deckbuilder.ledger.passes import (
    ASKED,
    EXACT,
    KEPT,
    KEPT_ELSEWHERE,
    NOT_ASKED,
    OFFERED,
    PINS,
    WORD_FOR_WORD,
    Known,
    Pass,
)
from deckbuilder.ledger.respellings import learnt, respelt
from deckbuilder.ledger.same_names import OFFERED_OR_KEPT, pair_named_otherwise, pair_reworded_otherwise
from deckbuilder.ledger.sides import Side
from deckbuilder.ledger.tables import learn_tables, pair_cells, pair_pictures
from deckbuilder.ledger.twins import copies, gone_twice, is_below, prefer_older, text_of
from deckbuilder.ledger.vicinity import Vicinity

_MOST_ROUNDS = 6


def matched(drafts: Sequence[Side], records: Sequence[Side], rest: Rest) -> Matching:
    """Pair drafts with records."""
    pairing = Pairing(drafts, records, rest)
    pair_exact(pairing)
    if pairing.is_done:  # the rounds would find nothing either, but take their time
        prefer_older(pairing)
        return Matching(pairing.pairs, pairing.reasons, (), (), pairing.names)
    return Matcher(pairing).run()


def pair_exact(pairing: Pairing) -> None:
    """Pair equal texts in equal places, before anything is folded; what a draft says folded its record says too.

    What is only withdrawn comes last, and leaves its record to what is asked of the same text and new elsewhere.
    """
    withdrawn = {at for at in pairing.open_drafts if pairing.drafts[at].wish == "withdraw"}
    _pair_equal(pairing, pairing.open_drafts - withdrawn)
    asked = {text_of(pairing.drafts[at]) for at in pairing.asked_open()} if withdrawn else ()
    _pair_equal(pairing, {at for at in withdrawn if text_of(pairing.drafts[at]) not in asked})


def _pair_equal(pairing: Pairing, among: Set[int]) -> None:
    for reason, key in EXACT:
        drafts = sorted(pairing.open_drafts & among)
        index = by_key(pairing.records, pairing.open_records, key) if drafts else {}
        for at in drafts:
            found = index.get(key(pairing.drafts[at]), [])
            if chosen := [record for record in found if pairing.may_pair(at, record)]:
                live, *others = chosen
                if others:
                    live = min(chosen, key=lambda record: (*_is_out(pairing.records[record]), record))
                is_back = any(_is_out(pairing.records[live]))
                pairing.pair(at, live, "the same text, which is asked again" if is_back else reason)
                pairing.records[live].folded = pairing.drafts[at].folded
                found.remove(live)


def _is_out(record: Side) -> tuple[bool, bool]:
    return record.retired, record.withdrawn


class Matcher:
    """What is known while drafts are matched."""

    def __init__(self, pairing: Pairing) -> None:
        self.pairing = pairing
        self.vicinity = Vicinity(pairing)
        self.places = MovedPlaces(pairing, self.vicinity)
        self.evidence = Evidence(pairing, self.places, self.vicinity)
        self.known = Known(pairing, self.places, self.vicinity)
        self.parts: set[tuple[int, int]] = set()
        """(draft, record) of a sentence that was split or merged, where another of its parts is the one that goes on."""
        self.waiting = False
        """Whether anything that is asked in a copy waited."""

    def run(self) -> Matching:
        """Return which draft is which record, and why."""
        self._pass(PINS, ASKED)
        twins = gone_twice(self.pairing, self.places.here_now)
        self._retire(twins, True)
        self._rounds()
        self._retire(twins, False)
        if twins or self.waiting or self.pairing.copied:
            self.pairing.copies_wait = False
            self._rounds()
        self._prefer_older()
        open_ = self.pairing.open_drafts, self.pairing.open_records
        parts = {(draft, record) for draft, record in self.parts if draft in open_[0] or record in open_[1]}
        split = {draft for draft, _ in parts}
        told = {one for one in doubts(self.pairing, self.places) if one[0] not in split}
        named = {record for _, record in told | parts}
        offered = offered_instead(self.pairing, self.vicinity, named)
        return Matching(self.pairing.pairs, self.pairing.reasons, sorted(told | parts), offered, self.pairing.names)

    def _prefer_older(self) -> None:
        """Let copies go on with the older notes of what goes; forms that only these have go along with them."""
        before = self.pairing.steps
        prefer_older(self.pairing, {record for _, record in self.parts})
        if self.pairing.steps > before:
            self.places.learn()
            self._pass(KEPT, NOT_ASKED)

    def _retire(self, records: Iterable[int], is_out: bool) -> None:
        """Take records for gone, so that others that say the same are the only ones; or take that back."""
        for at in records:
            self.pairing.reword(at, replace(self.pairing.records[at], retired=is_out))

    def _rounds(self) -> None:
        """Pair until nothing more is found."""
        for _ in range(_MOST_ROUNDS):
            before = len(self.pairing.pairs)
            self._word_for_word()
            learn_tables(self.pairing, self.places)
            pair_pictures(self.pairing, self.places, self.vicinity)
            pair_cells(self.pairing, self.places, self.vicinity)
            pair_named_otherwise(self.pairing, self.places, ASKED)
            self._best()
            pair_named_otherwise(self.pairing, self.places, OFFERED_OR_KEPT)
            pair_reworded_otherwise(self.pairing, self.places)
            self._pass(KEPT_ELSEWHERE, NOT_ASKED)
            self.places.learn()
            self._respell()
            if len(self.pairing.pairs) == before:
                pair_by_own_name(self.pairing, self.places, self.vicinity, self.evidence.facts)
            if len(self.pairing.pairs) == before or self.pairing.is_done:
                break

    def _word_for_word(self) -> None:
        """Pair what is asked, then what could be asked, then what is only kept."""
        drafts, records = self.pairing.drafts, self.pairing.records
        answers = {drafts[at].bare_answer for at in self.pairing.open_drafts}
        answers &= {records[at].bare_answer for at in self.pairing.open_records}
        same = (
            {at for at in self.pairing.open_drafts if drafts[at].bare_answer in answers},
            {at for at in self.pairing.open_records if records[at].bare_answer in answers},
        )
        for wishes, passes in ((ASKED, WORD_FOR_WORD), (OFFERED, WORD_FOR_WORD), (NOT_ASKED, KEPT)):
            for one in passes:
                self._pass((one,), wishes, same if one.by_answer else None)
                self.places.learn()

    def _pass(self, passes: Sequence[Pass], wishes: Set[Wish], among: tuple[Set[int], Set[int]] | None = None) -> None:
        """Make the pairs of some passes among the drafts with these wishes, and among some drafts and records if given."""
        pairing = self.pairing
        stands, copied = (
            lru_cache(1)(partial(standings, pairing)),
            lru_cache(1)(partial(copies, pairing, self.places.here)),
        )
        for one in passes:
            key = partial(one.key, self.known)
            open_drafts, open_records = pairing.open_drafts, pairing.open_records
            if among:
                open_drafts, open_records = open_drafts & among[0], open_records & among[1]
            wished = (at for at in open_drafts if pairing.drafts[at].wish in wishes)
            drafts = by_key(pairing.drafts, wished, key)
            records = by_key(pairing.records, open_records, key) if drafts else {}
            for value, found in drafts.items():
                live = self._least_out(records.get(value, []))
                if len(live) != 1 or not one.accepts(self.known, live[0]):
                    continue
                if one.elsewhere and (pairing.copies_wait or wishes != ASKED):
                    was, said = pairing.records[live[0]], len(found)
                    found = [at for at in found if not is_below(copied(), was, pairing.drafts[at])]
                    self.waiting |= len(found) < said
                if len(found) == 1 or (found and one.copies):
                    at = found[0] if len(found) == 1 else self._in_place(found, live[0], stands())
                    stays = wishes == OFFERED and self.evidence.questions.is_reworded_by_another(at, live[0])
                    fits = one.fits(pairing.drafts[at], pairing.records[live[0]])
                    if fits and pairing.may_pair(at, live[0]) and not stays:
                        pairing.pair(at, live[0], one.reason)

    def _in_place(self, copies: Sequence[int], record: int, stands: Container[tuple[int, int]]) -> int:
        """Return which of several copies stands where a record stood, or in its file; else the first."""
        path = self.pairing.records[record].path
        return min(copies, key=lambda at: ((at, record) not in stands, self.pairing.drafts[at].path != path, at))

    def _least_out(self, candidates: Sequence[int]) -> Sequence[int]:
        """Return the records that are asked; without any those that are withdrawn, and at last those that had gone."""
        if len(candidates) < 2:
            return candidates
        out = [_is_out(self.pairing.records[at]) for at in candidates]
        return [at for at, own in zip(candidates, out, strict=True) if own == min(out)]

    def _best(self) -> None:
        """Weigh all that is open, and pair what is the best for both sides.

        What the notes only keep is no rival of what they ask: the better of both takes the record, in doubt what is asked.
        """
        if self.pairing.is_done:
            return
        weighed = self._weighed()
        kept = {pair for pair in weighed if self.pairing.drafts[pair[0]].is_kept}
        enough = {pair for pair, one in weighed.items() if one.is_enough}
        willing = {pair: one.score for pair, one in weighed.items() if pair in enough or pair not in kept}
        same = {pair for pair in enough if weighed[pair].is_nearly_the_same}
        scores = without_other_forms(self.pairing, willing, same)
        sure = {pair: score for pair, score in scores.items() if pair in enough}
        if parted := split_or_merged(self.pairing, self.places, sure):
            for pairs in parted:
                self._go_on_in_the_likest(pairs)
            return  # what is left is weighed anew
        for chosen, least in ((scores.keys() - kept, -MARGIN), (kept & scores.keys(), MARGIN)):
            others = _best_of_records({pair: score for pair, score in sure.items() if pair not in chosen})
            for pair in best_pairs({pair: scores[pair] for pair in chosen}):
                if pair in sure and scores[pair] - others.get(pair[1], 0.0) > least:
                    self.pairing.pair(*pair, weighed[pair].reason)

    def _weighed(self) -> dict[tuple[int, int], Weighed]:
        """Weigh what is open, but for the parts of a sentence of which another part goes on: no other text takes them up."""
        drafts, records = {draft for draft, _ in self.parts}, {record for _, record in self.parts}
        found = self.evidence.weighed(standings(self.pairing))
        copied = copies(self.pairing, self.places.here)
        return {
            (at, match): one
            for (at, match), one in found.items()
            if at not in drafts
            and match not in records
            and not is_below(copied, self.pairing.records[match], self.pairing.drafts[at])
        }

    def _go_on_in_the_likest(self, pairs: Sequence[tuple[int, int]]) -> None:
        """Let the likest of the parts of a sentence go on that are open, and the others begin anew."""
        left = [(at, match) for at, match in pairs if self.pairing.is_open(at, match)]
        if len(left) > 1:
            self.pairing.pair(*left[0], "the likest part of a sentence that was split or merged")
        others = [(at, match) for at, match in pairs if self.pairing.pairs.get(at) != match]
        if len(others) < len(pairs):
            self.parts.update(others)

    def _respell(self) -> None:
        """Read the records that are left in the spelling of today, as the pairs teach it."""
        if not self.pairing.is_done and (words := learnt(self.pairing)):
            for at in self.pairing.open_records:
                self.pairing.reword(at, respelt(self.pairing.records[at], words))


def _best_of_records(scores: Mapping[tuple[int, int], float]) -> dict[int, float]:
    found: dict[int, float] = {}
    for (_, record), score in scores.items():
        found[record] = max(score, found.get(record, 0.0))
    return found
