"""Which name a sentence gives to something, 水が出る現象を蒸散という, or says the meaning of: 蒸散とは水が出る現象である."""

from collections import Counter
from collections.abc import Iterator
from itertools import product

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import is_noun_phrase
from deckbuilder.cards.kinds import KINDS, KINDS_OF_FIELDS
from deckbuilder.cards.saying import POINTS, SO_CALLED, is_same, says_only_sort, says_what
from deckbuilder.cards.titles import names_something
from deckbuilder.read.inline import masked, plain
from deckbuilder.read.terms import TOPIC_MARK
from deckbuilder.read.words import naming

_CALLED = lazy(SO_CALLED)
_NAMED = lazy(
    "(?<=.{5})(?:を|(?<!また)(?<!もしく)(?<!あるい)は(?=[^をは]{2,40}と[呼よ]ばれ))[、,]?[ 　]*"
    "(?:(?:まとめて|総称して|合わせて|併せて|一般に|特に|とくに|通常|俗に|略して|それぞれ)[、,]?[ 　]*)?[「『【]?"
    f"(?P<name>[^ 　をがは、。，．「」『』【】\u25a1\t\n][^をがは、。，．「」『』【】\u25a1\t\n]{{1,29}}?)[」』】]?[ 　]*{SO_CALLED}"
)
_IN_CODE = lazy(r"(?<=[を 　])`([^`\n]*[ァ-ヶ一-龠々][^`\n]*)`(?=[ 　]?と)")
"""A name that stands out as code does, …する現象を `蒸散` という, and is none."""
_NOT_SO = "到底|とうてい|決して|必ずしも|異な|違[いうっ]|別[にの物]|逆に|反対|対照|少し|やや|関係|無関係|言え|いえ|限ら|ない|裏腹|打って変わ|な[にん]|何|ど[うの]|昔から|よく(?:言|いっ)|[言い](?:い?ましたが|ったもの|いますが)"
"""What stands behind とは and says what something is not, or asks."""
_SAYS_KIND = f"(?:[うくぐすつぬぶむるた](?:ための)?[一-龠々ァ-ヶーA-Za-z]{{0,12}}?(?:{KINDS}|{KINDS_OF_FIELDS})|の(?:こと|総称))(?:である|です|だ|のこと(?:である|です|だ)?)?"
MEANING = rf"[」』]?(?:[(（][^()（）]+[)）])?[ 　]*(?:{TOPIC_MARK}[、,，]?[ 　]*(?!{_NOT_SO}).{{10,}}|(?<!また)(?<!あるい)(?<!もしく)は[、,，]?[ 　]*.{{8,}}{_SAYS_KIND}[。．]?$)"
"""What stands behind a name whose meaning its sentence says: 蒸散とは…; …は葉から水が出る現象である."""
_MEANT = lazy(
    rf"[「『]?(?P<name>\w[^をがは、。，．:：*=「」『』\u25a1\t\n]{{1,29}}?)(?={MEANING})[」』]?[ 　]*(?:と?は)[、,，]?[ 　]*(?P<said>[^\n]+?)[。．]?$"
)


def name_spans(md: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, its Markdown) of each name that a sentence gives, or says the meaning of."""
    for found in _NAMED.finditer(masked(_IN_CODE.sub("「\\1」", md))) if _CALLED.search(md) else ():
        start, end = found.span("name")
        name = md[start:end]
        if md[start - 1] == "`":
            start, end = start - 1, end + 1
        is_verb = md[start - 1] not in "「『【" and _VERB.fullmatch(name)  # 葉は気孔をもつという。
        is_order = md[:start].endswith(("それを", "これを")) and _ORDER.fullmatch(name)  # それを取れという。
        if is_noun_phrase(name) and naming(name) == "term" and not (is_verb or is_order):
            yield start, end, md[start:end]
    if "は" in md and (meant := _MEANT.match(masked(md))):
        start, end = meant.span("name")
        name = md[start:end]
        if _is_meant(name, plain(md[meant.start("said") : meant.end("said")])):
            yield start, end, name


def covered_name_spans(md: str) -> Iterator[tuple[int, int, str]]:
    """Yield the same of each name that it would give if nothing in it stood out: `蒸散`は**水が出る現象**である."""
    signs = [sign.span() for sign in _SIGN.finditer(md)]
    if not signs:
        return
    covered = {here for sign in signs for here in range(*sign)}
    at = [here for here in range(len(md)) if here not in covered]
    for start, end, _ in name_spans("".join(md[here] for here in at)):
        first, last = at[start], at[end - 1] + 1
        starts = (first, *(before for before, sign_end in signs if sign_end == first))
        ends = (last, *(behind for sign_start, behind in signs if sign_start == last))
        for one, other in product(starts, ends):
            if _are_in_pairs(md[:one]) and _are_in_pairs(md[one:other]):
                yield one, other, md[one:other]
                break


def _are_in_pairs(md: str) -> bool:
    """Tell whether each sign in a text that words stand out by has another one."""
    return all(count % 2 == 0 for count in Counter(_SIGN.findall(md)).values())


_SIGN = lazy(r"\*\*|==|`")
"""What stands before and behind words that stand out."""
_VERB = lazy("[ぁ-ん]+[うくぐすつぬぶむる]")
_ORDER = lazy("[一-龠](?:[けげせてねべめれ]|[いき]?ろ)")
BLANK = lazy("【[ 　]*(?:[0-9０-９]{1,3}|[ァ-ヶ]|[①-⑳])[ 　]*】")
"""What stands in a worksheet for a word that is left out: 【12】."""


def _is_meant(name: str, said: str) -> bool:
    """Tell whether what a sentence says of a name is what it is, and not only of what sort, what it is like or what it does."""
    is_name = names_something(name) and not (_NO_SUBJECT.search(name) or POINTS.match(name))
    return is_name and says_what(name, said, by_verb=False) and not (says_only_sort(said) or _UNSURE.search(said))


_NO_SUBJECT = lazy(
    "^(?:以上|前者|後者|[上下左右前次本]の?[図表]|(?:もう|いま)?(?:ひとつ|一つ|片方)|[0-9０-９]+(?:つ|個|種))|(?<=[^ぁ-ん])[のやでにとも](?:[^ぁ-ん]|$)|の$|違い$|(?:さん|ちゃん|くん|先生)$"
)
"""Of a name: it points elsewhere, counts, is two, is an aspect of something, 気孔の役割, or a person: 森さんとは庭で会った."""
_UNSURE = lazy(
    '(?:よう|みたい)な(?:もの|こと|存在|感じ)|[」”"]という|の(?:一種|[1１一]つ|ひとつ)で|よく(?:見|使|用|知)|べき|(?:る|いう)点|、[^、]{1,20}は(?![じず])'
)
"""Of what is said: it likens, sorts, praises, demands, or sets another against the name."""


def is_meant_of_many(term: str, name: str, after: str) -> bool:
    """Tell whether what stands behind a name says too little to know it by: 気孔とは葉の標準的な部分です; or tells of no name."""
    if not _MEANT_AFTER.match(after):
        return False
    _, topic, said = after.partition("は")
    is_beside = _TITLE_OF_ONE.search(term) and not after.lstrip("」』 ").startswith("と") and not is_same(name, term)
    return bool(topic) and (
        bool(_NO_NAME.search(name) or is_beside or _SO_TO_SAY.search(said))
        or says_only_sort(said)
        or _tells_apart(said) < LEAST_WORDS
    )


_MEANT_AFTER = lazy(MEANING)
_NO_NAME = lazy(
    "^(?:原義|語義|字義|語源|別名|通称|俗称|正式名称|和名|学名)$|(?:[ァ-ヶーA-Za-z]|[一-龠]{2})外$|側$|[うくぐすつぬぶむるたいき](?:こと|もの|ところ|とき)$"
)
"""Of a name: it is what any name has, a place beside something, or a clause: 語源, 花壇外, 葉でしていること, すべきこと."""
_TITLE_OF_ONE = lazy("とは(?:何か|なに|何)?[?？]?$")
_SO_TO_SAY = lazy(
    "いわゆる|所謂|ではないか[。．]?$|(?:だけ|様子|とのこと|アレ)(?:です|だ|である)?[。．]?$|ように[。．]?$"
)
LEAST_WORDS = 2
"""Words that say something of a thing, besides its kind."""
_WORD = lazy("[一-龠々]+|[ァ-ヶー]+|[A-Za-z]+|[0-9０-９]+")
_SAYS_NOTHING = lazy(
    "(?:様|色|様々|色々|各種|標準|種類?|一種|関連|機能|提供|用意|利用|使用|特定|一般|基本|通常|重要|必要|便利|簡潔|簡単|代表|有名|最新|方法|行|複数|構成)的?"
)
_KIND_AT_END = lazy(f"(?:{KINDS}|{KINDS_OF_FIELDS})(?:である|です|だ)?[。．]?$")


def _tells_apart(said: str) -> int:
    """Return how many words of what is said of a thing tell it from others of its kind."""
    words = _WORD.findall(_KIND_AT_END.sub("", said))
    return sum(not _SAYS_NOTHING.fullmatch(word) for word in words)
