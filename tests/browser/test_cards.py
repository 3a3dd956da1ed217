"""Cards as the engine renders them, in the browsers that Anki and AnkiMobile are made of."""

import json
import re
import shutil
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from deckbuilder.anki.notetypes import ALL, css
from deckbuilder.anki.package import packed
from deckbuilder.pipeline.build import Build
from tests.engine import Engine

pytestmark = pytest.mark.slow  # what needs a browser is no part of the fast lane
MEASURE = (Path(__file__).parent / "measure.js").read_text("utf-8")
FRAME = """<!doctype html><html class="{platform}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><style>{css}</style></head>
<body class="card card1 {night}"><div id="qa"></div></body></html>"""
HOST = """<!doctype html><meta charset="utf-8"><body style="margin:0">
<iframe id="frame" style="border:0;height:800px"></iframe></body>"""

# Called as an asynchronous script: (frame page, width, HTML, done). MathJax is set up as Anki does it.
TYPESET = r"""const [page, width, side, done] = arguments;
const frame = document.getElementById("frame");
frame.style.width = `${width}px`;
frame.onload = () => {
  const [view, doc] = [frame.contentWindow, frame.contentDocument];
  doc.getElementById("qa").innerHTML = side;
  view.MathJax = {
    tex: { displayMath: [["\\[", "\\]"]], processEscapes: false, processEnvironments: false, processRefs: false },
    startup: { typeset: false },
  };
  const script = doc.createElement("script");
  script.src = "mathjax/tex-chtml-full.js";
  script.onload = async () => {
    await view.MathJax.startup.promise;
    await view.MathJax.typesetPromise([doc.getElementById("qa")]);
    await doc.fonts.ready;
    const boxes = [...doc.querySelectorAll("#qa *")].filter((e) => view.getComputedStyle(e).overflowX === "auto");
    done({
      width: doc.documentElement.scrollWidth,
      set: doc.querySelectorAll("mjx-container").length,
      moves: boxes.some((e) => e.scrollWidth > e.clientWidth),
      cut: Math.max(...boxes.map((e) => e.scrollHeight - e.clientHeight)),
    });
  };
  doc.head.append(script);
};
frame.src = page;
"""


def rendered(build: Build, folder: Path) -> dict[str, list[str]]:
    """Return the HTML of both sides of every card by kind, as the real engine renders it."""
    package = folder / "deck.apkg"
    package.write_bytes(packed(build.deck, "ja_JP"))
    engine = Engine(folder / "anki")
    engine.import_package(package)
    kinds = {note.guid: note.kind for note in build.deck.notes}
    sides: dict[str, list[str]] = {kind: [] for kind in ALL}
    for (guid, _), card in sorted(engine.cards().items()):
        output = card.render_output()
        for side in (output.question_text, output.answer_text):
            # Anki's own script draws the masks; without Anki there is nothing for it to talk to.
            sides[kinds[guid]].append(re.sub(r"<script>.*?</script>", "", side, flags=re.DOTALL))
    engine.close()
    return sides


@pytest.fixture(scope="session")
def sides(
    builds: dict[str, Build], site: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """Return the HTML of the sides of all cards by kind; their media lie where the pages are."""
    together: dict[str, list[str]] = {kind: [] for kind in ALL}
    for build in builds.values():
        for asset in build.deck.assets:
            (site[0] / asset.name).write_bytes(asset.data)
        for kind, found in rendered(build, tmp_path_factory.mktemp("cards")).items():
            together[kind] += found
    return together


@pytest.fixture(scope="session")
def pages(site: tuple[Path, str]) -> str:
    """Write the host page, and a frame for each kind and mode; return the address."""
    folder, address = site
    (folder / "host.html").write_text(HOST, "utf-8")
    for kind in ALL:
        for mode, night in (("light", ""), ("dark", "nightMode night_mode")):
            frame = FRAME.format(css=css(kind), night=night, platform="mobile iphone")
            (folder / f"{kind}-{mode}.html").write_text(frame, "utf-8")
    return address


@pytest.mark.parametrize("width", [320, 390, 768])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("kind", ["basic", "cloze", "occlusion", "choice"])
def test_cards_are_set_well(
    browser: WebDriver, pages: str, sides: dict[str, list[str]], kind: str, mode: str, width: int
) -> None:
    """No overflow, no text below 12 px, contrast of 4.5, Japanese fonts, nothing from the network."""
    some = sides[kind] if browser.name == "chrome" else sides[kind][:: max(1, len(sides[kind]) // 60)]
    assert len(some) >= 20
    browser.get(pages + "host.html")
    problems: list[Any] = browser.execute_async_script(MEASURE, f"{kind}-{mode}.html", width, some)
    assert not problems, json.dumps(problems[:5], ensure_ascii=False, indent=1)


def test_the_measure_finds_what_is_wrong(browser: WebDriver, pages: str) -> None:
    wrong = {
        "overflow": '<div lang="ja" class="note"><div style="width:2000px">広い</div></div>',
        "small": '<div lang="ja" class="note"><p style="font-size:8px">小さい</p></div>',
        "contrast": '<div lang="ja" class="note"><p style="color:#ddd">薄い</p></div>',
        "font": '<div lang="ja" class="note"><p style="font-family:Arial">別の書体</p></div>',
        "language": "<p>日本語</p>",
    }
    browser.get(pages + "host.html")
    problems: list[Any] = browser.execute_async_script(MEASURE, "basic-light.html", 390, list(wrong.values()))
    assert {problem["what"] for problem in problems} >= set(wrong)


def test_gap_and_answer_differ_without_colour(browser: WebDriver, pages: str) -> None:
    """The gap has a dotted foot, what was hidden a solid one."""
    browser.get(pages + "cloze-light.html")
    styles = browser.execute_script(
        """document.getElementById("qa").innerHTML = '<div class="note"><span class="cloze" data-cloze="x">[...]</span>'
             + '<span class="cloze">x</span></div>';
           return [...document.querySelectorAll(".cloze")].map((e) => getComputedStyle(e).borderBottomStyle);"""
    )
    assert styles == ["dotted", "solid"]


LONG = r"f(x) = a_0 + \sum_{n=1}^{\infty} \left( a_n \cos \frac{n \pi x}{L} + b_n \sin \frac{n \pi x}{L} \right) + c_1 + c_2 + c_3"


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize(("formula", "moves"), [(LONG, True), (r"\frac{x_i^2}{2}", False)], ids=["long", "short"])
def test_formulas_stay_on_the_phone(
    browser: WebDriver, pages: str, site: tuple[Path, str], formula: str, moves: bool, width: int
) -> None:
    """What is wider than the phone can be moved under the finger, and nothing is cut off above or below."""
    shutil.copytree(Path(str(files("mathjax"))) / "static/mathjax/es5", site[0] / "mathjax", dirs_exist_ok=True)
    browser.get(pages + "host.html")
    side = f'<div lang="ja" class="note"><div class="answer"><p>式は</p>\\[{formula}\\]</div></div>'
    found: dict[str, Any] = browser.execute_async_script(TYPESET, "basic-light.html", width, side)
    assert found == {"width": width, "set": 1, "moves": moves, "cut": 0}


def test_line_breaks_are_strict(browser: WebDriver, pages: str) -> None:
    browser.get(pages + "basic-light.html")
    value = browser.execute_script(
        """document.getElementById("qa").innerHTML = '<div class="note">あ</div>';
           return getComputedStyle(document.querySelector(".note")).lineBreak;"""
    )
    assert value == "strict"


def test_all_sizes_are_relative() -> None:
    """The learner's own text size counts: no font size in the style sheets is fixed."""
    for kind in ALL:
        fixed = re.findall(r"font-size:\s*[\d.]+(?:px|pt)", css(kind))
        assert not fixed


def test_what_can_be_tapped_is_tappable(sides: dict[str, list[str]]) -> None:
    """AnkiMobile passes taps to A, BUTTON, INPUT, onclick and .tappable only."""
    for side in (side for found in sides.values() for side in found):
        assert "<summary" not in side
        for control in re.findall(r'<(\w+)[^>]*\bid="toggle"', side):
            assert control == "button"
