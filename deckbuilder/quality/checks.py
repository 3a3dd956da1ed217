"""Card quality: each check is one small function, and the tables below list them all.

What makes a card good is taken from SuperMemo's twenty rules (20R), Matuschak's guide to prompts
(M), Nielsen's essay on long-term memory (N), Anki's manual (A) and the Ultimate Geography deck
(UG). A check's warning has the code N2nn, its error N2nn + 50. Texts are compared folded: NFKC,
katakana as hiragana, no blanks.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from deckbuilder.base.blocks import Section
from deckbuilder.base.model import Limits
from deckbuilder.quality.card_texts import CardText
from deckbuilder.quality.findings import Finding
from deckbuilder.quality.many_cards import (
    answer_nearby,
    confusable_answers,
    distractor_asked,
    large_pictures,
    no_cue,
    reverse_cards,
    same_front,
    section_density,
    similar_front,
    table_cards,
)
from deckbuilder.quality.no_fact import (
    answer_says_nothing,
    gap_has_many_answers,
    gap_names_its_opposite,
    item_is_a_sentence,
    list_without_prompt,
    number_is_no_fact,
    prompt_asks_nothing,
    way_back_from_a_word,
)
from deckbuilder.quality.one_card import (
    answer_items,
    answer_length,
    answer_on_front,
    cell_names,
    cloze_form,
    cloze_load,
    dated,
    double_question,
    fits_phone,
    list_at_once,
    needs_context,
    prompt_length,
    reading_time,
    vague,
    yes_or_no,
)
from deckbuilder.quality.small_signs import speaks_against

OF_ONE_CARD: tuple[Callable[[CardText, Limits], Iterator[Finding]], ...] = (
    answer_length, prompt_length, answer_items, double_question, answer_on_front, vague, yes_or_no,
    needs_context, cloze_load, cloze_form, list_at_once, cell_names, dated, reading_time, fits_phone,
    list_without_prompt, item_is_a_sentence, way_back_from_a_word, number_is_no_fact, prompt_asks_nothing, answer_says_nothing, gap_names_its_opposite,
    gap_has_many_answers,
)  # fmt: skip
"""What can be told of a card by itself."""
IN_ITS_FILE: tuple[Callable[[CardText, int], Iterator[Finding]], ...] = (speaks_against,)
"""What takes how many points the card's file asks of each card."""
OF_ALL_CARDS: tuple[Callable[[Sequence[CardText], Limits], Iterator[Finding]], ...] = (
    answer_nearby, same_front, similar_front, confusable_answers, no_cue, table_cards, reverse_cards,
    distractor_asked,
)  # fmt: skip
"""What takes the other cards to tell, in reading order."""
OF_ALL_SECTIONS: tuple[Callable[[Sequence[Section], Sequence[CardText], Limits], Iterator[Finding]], ...] = (
    section_density,
)  # fmt: skip
"""What takes the sections of the notes to tell."""
OF_ALL_PICTURES: tuple[Callable[[Mapping[str, int], Sequence[CardText], Limits], Iterator[Finding]], ...] = (
    large_pictures,
)  # fmt: skip
"""What takes the sizes of the files in the package to tell."""
