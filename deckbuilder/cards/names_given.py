"""Which name a sentence gives to something, 水が出る現象を蒸散という, or says the meaning of: 蒸散とは水が出る現象である."""

from collections.abc import Iterator

from deckbuilder.base.patterns import lazy
from deckbuilder.base.sentences import is_noun_phrase
from deckbuilder.cards.kinds import KINDS, KINDS_OF_FIELDS
from deckbuilder.cards.saying import POINTS, SO_CALLED, says_only_sort, says_what
from deckbuilder.cards.titles import names_something
from deckbuilder.read.inline import masked, plain
from deckbuilder.read.terms import TOPIC_MARK
from deckbuilder.read.words import naming

_CALLED = lazy(SO_CALLED)
_NAMED = lazy(
    "(?<=.{5})(?:を|(?<!また)(?<!もしく)(?<!あるい)は(?=[^をは]{2,40}と[呼よ]ばれ))[、,]?[ 　]*"
    "(?:(?:まとめて|総称して|合わせて|併せて|一般に|特に|それぞれ)[、,]?[ 　]*)?[「『]?"
    f"(?P<name>[^ 　をがは、。，．「」『』\u25a1\n][^をがは、。，．「」『』\u25a1\n]{{1,29}}?)[」』]?[ 　]*{SO_CALLED}"
)
_NOT_SO = "異な|違[いうっ]|別[にの物]|逆に|反対|対照|少し|やや|関係|無関係|言え|いえ|限ら|ない|裏腹|打って変わ|な[にん]|何|ど[うの]"
"""What stands behind とは and says what something is not, or asks."""
_SAYS_KIND = f"(?:[うくぐすつぬぶむるた](?:ための)?[一-龠々ァ-ヶーA-Za-z]{{0,12}}?(?:{KINDS}|{KINDS_OF_FIELDS})|の(?:こと|総称))(?:である|です|だ|のこと(?:である|です|だ)?)?"
MEANING = rf"[」』]?(?:[(（][^()（）]+[)）])?[ 　]*(?:{TOPIC_MARK}[、,，]?[ 　]*(?!{_NOT_SO}).{{10,}}|(?<!また)(?<!あるい)(?<!もしく)は[、,，]?[ 　]*.{{8,}}{_SAYS_KIND}[。．]?$)"
"""What stands behind a name whose meaning its sentence says: 蒸散とは…; …は葉から水が出る現象である."""
_MEANT = lazy(
    rf"[「『]?(?P<name>\w[^をがは、。，．:：*=「」『』\u25a1\n]{{1,29}}?)(?={MEANING})[」』]?[ 　]*(?:と?は)[、,，]?[ 　]*(?P<said>[^\n]+?)[。．]?$"
)


def name_spans(md: str) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, name) of each name that a sentence gives, or says the meaning of."""
    for found in _NAMED.finditer(masked(md)) if _CALLED.search(md) else ():
        start, end = found.span("name")
        name = md[start:end]
        if is_noun_phrase(name) and naming(name) == "term":
            yield start, end, name
    if "は" in md and (meant := _MEANT.match(masked(md))):
        start, end = meant.span("name")
        name = md[start:end]
        if _is_meant(name, plain(md[meant.start("said") : meant.end("said")])):
            yield start, end, name


def _is_meant(name: str, said: str) -> bool:
    """Tell whether what a sentence says of a name is what it is, and not only of what sort, what it is like or what it does."""
    is_name = names_something(name) and not (_NO_SUBJECT.search(name) or POINTS.match(name))
    return is_name and says_what(name, said, by_verb=False) and not (says_only_sort(said) or _UNSURE.search(said))


_NO_SUBJECT = lazy("^(?:以上|前者|後者|[0-9０-９]+(?:つ|個|種))|(?<=[^ぁ-ん])[のやでにとも](?:[^ぁ-ん]|$)|の$|違い$")
"""Of a name: it points elsewhere, counts, is two, or is an aspect of something: 気孔の役割."""
_UNSURE = lazy(
    '(?:よう|みたい)な(?:もの|こと|存在|感じ)|[」”"]という|の(?:一種|[1１一]つ|ひとつ)で|よく(?:見|使|用|知)|べき|(?:る|いう)点|、[^、]{1,20}は(?![じず])'
)
"""Of what is said: it likens, sorts, praises, demands, or sets another against the name."""
