"""The preview: it shows what the engine shows, and everything on it works."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from axe_core_python.selenium import Axe
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.support.ui import Select, WebDriverWait

from deckbuilder.anki.package import packed
from deckbuilder.app import lint, preview_page
from deckbuilder.collection.reading import read_collection
from deckbuilder.collection.weakness import studied
from deckbuilder.pipeline.build import Build
from tests.builds import build as made
from tests.calls import run
from tests.engine import Engine
from tests.test_engine import all_cases, shipped
from tests.test_weak import card_of, remember

pytestmark = pytest.mark.slow  # what needs a browser is no part of the fast lane
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module", params=[shipped, all_cases], ids=["shipped", "cases"])
def build(request: pytest.FixtureRequest) -> Build:
    result: Build = request.param()
    return result


@pytest.fixture
def page(build: Build, tmp_path: Path) -> str:
    target = tmp_path / "preview.html"
    target.write_text(preview_page.page(build, lint.findings(build)), "utf-8")
    return target.as_uri()


def test_it_renders_as_the_engine_does(chrome: WebDriver, build: Build, page: str, tmp_path: Path) -> None:
    package = tmp_path / "deck.apkg"
    package.write_bytes(packed(build.deck, "ja_JP"))
    engine = Engine(tmp_path / "anki")
    engine.import_package(package)
    cards = engine.cards()
    chrome.get(page)
    ours = chrome.execute_script(
        "return cards.map((card) => [card.index, card.ordinal, side(card, false), side(card, true)]);"
    )
    assert len(ours) == len(cards)
    for index, ordinal, question, answer in ours:
        output = cards[build.deck.notes[index].guid, ordinal].render_output()
        assert _without_av(question) == _without_av(output.question_text)
        assert _without_av(answer) == _without_av(output.answer_text)
    engine.close()


def _without_av(text: str) -> str:
    """Anki replaces sound and speech by references that only it understands."""
    return re.sub(r"\[anki:tts[^\]]*\].*?\[/anki:tts\]|\[anki:play:[^\]]*\]|\[sound:[^\]]*\]", "[sound]", text)


def text_of(chrome: WebDriver, card_text: str) -> str:
    script = "return document.getElementById(arguments[0]).shadowRoot.querySelector('.card').innerText"
    return str(chrome.execute_script(script, card_text))


def count(chrome: WebDriver) -> int:
    return int(chrome.find_element(By.ID, "count").text.split()[0])


def test_filters_and_search(chrome: WebDriver, build: Build, page: str) -> None:
    chrome.get(page)
    everything = count(chrome)
    assert everything == sum(len(note.cards) for note in build.deck.notes)
    Select(chrome.find_element(By.ID, "kind")).select_by_value("cloze")
    assert count(chrome) == sum(len(note.cards) for note in build.deck.notes if note.kind == "cloze")
    Select(chrome.find_element(By.ID, "kind")).select_by_value("")
    section = next(note.section for note in build.deck.notes if note.section)
    Select(chrome.find_element(By.ID, "section")).select_by_value(section)
    assert 0 < count(chrome) < everything
    Select(chrome.find_element(By.ID, "section")).select_by_value("")
    chrome.find_element(By.ID, "search").send_keys("見つからない語")
    assert count(chrome) == 0
    chrome.find_element(By.ID, "search").send_keys(Keys.CONTROL, "a")
    chrome.find_element(By.ID, "search").send_keys(Keys.DELETE)
    assert count(chrome) == everything


def test_keyboard(chrome: WebDriver, page: str) -> None:
    chrome.get(page)
    body = chrome.find_element(By.TAG_NAME, "body")
    first = text_of(chrome, "front")
    body.send_keys(" ")
    assert chrome.find_element(By.ID, "back").is_displayed()
    assert not chrome.find_element(By.ID, "front").is_displayed()
    body.send_keys(Keys.ARROW_RIGHT)
    assert text_of(chrome, "front") != first
    body.send_keys(Keys.ARROW_LEFT)
    assert text_of(chrome, "front") == first


def test_widths_and_night(browser: WebDriver, page: str) -> None:
    browser.get(page)
    card_text = browser.find_element(By.ID, "front")
    assert card_text.size["width"] == 390
    browser.find_element(By.CSS_SELECTOR, "input[value='320']").click()
    assert card_text.size["width"] == 320
    browser.find_element(By.CSS_SELECTOR, "input[value=desktop]").click()
    assert card_text.size["width"] > 600
    paper = (
        "return getComputedStyle(document.getElementById('front').shadowRoot.querySelector('.card')).backgroundColor"
    )
    light = browser.execute_script(paper)
    browser.find_element(By.ID, "dark").click()
    assert browser.execute_script(paper) != light
    assert "nightMode" in browser.execute_script("return document.getElementById('front').shadowRoot.innerHTML")


def test_it_is_as_dark_as_the_system(chrome: WebDriver, page: str) -> None:
    def system(scheme: str) -> None:
        feature = {"name": "prefers-color-scheme", "value": scheme}
        chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [feature]})

    try:
        system("dark")
        chrome.get(page)
        assert chrome.find_element(By.ID, "dark").is_selected()
        assert "nightMode" in chrome.execute_script("return document.getElementById('front').shadowRoot.innerHTML")
        system("light")
        WebDriverWait(chrome, 10).until(lambda driver: not driver.find_element(By.ID, "dark").is_selected())
    finally:
        system("")


def test_on_a_phone_the_cards_come_first(browser: WebDriver, page: str) -> None:
    before = browser.get_window_size()
    browser.set_window_size(390, 844)
    try:
        browser.get(page)
        assert browser.find_element(By.ID, "front").rect["y"] < 844 / 2
        for unfold in browser.find_elements(By.CLASS_NAME, "unfold"):
            folded = browser.find_element(By.ID, str(unfold.get_dom_attribute("aria-controls")))
            inside = folded.find_element(By.CSS_SELECTOR, "label")
            assert not inside.is_displayed()
            unfold.send_keys(Keys.ENTER)
            assert inside.is_displayed()
            assert unfold.get_dom_attribute("aria-expanded") == "true"
        assert Axe().run(browser)["violations"] == []
    finally:
        browser.set_window_size(before["width"], before["height"])


def test_masks_lie_on_the_picture(chrome: WebDriver, page: str) -> None:
    chrome.get(page)
    Select(chrome.find_element(By.ID, "kind")).select_by_value("occlusion")
    script = """const root = document.getElementById('front').shadowRoot;
        const box = (e) => { const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; };
        return [box(root.querySelector('img')), [...root.querySelectorAll('i')].map(box)];"""
    picture, masks = chrome.execute_script(script)
    assert masks
    for mask in masks:
        assert picture[0] <= mask[0] < mask[2] <= picture[2] + 1
        assert picture[1] <= mask[1] < mask[3] <= picture[3] + 1


def test_pictures_of_tables_are_dark_at_night(chrome: WebDriver, page: str) -> None:
    chrome.get(page)
    Select(chrome.find_element(By.ID, "kind")).select_by_value("occlusion")
    look = "return getComputedStyle(document.getElementById('front').shadowRoot.querySelector('img')).filter"
    assert chrome.execute_script(look) == "none"
    chrome.find_element(By.ID, "dark").click()
    assert chrome.execute_script(look).startswith("invert")


def test_coverage_leads_to_cards(chrome: WebDriver, build: Build, page: str) -> None:
    chrome.get(page)
    chrome.find_element(By.ID, "tab-notes").click()
    path = build.sources[0].path
    Select(chrome.find_element(By.ID, "file")).select_by_value(path)
    items = chrome.find_elements(By.CSS_SELECTOR, "#text li")
    assert [item.get_attribute("class") for item in items] == list(build.coverage[path])
    line = build.coverage[path].index("asked")
    chrome.find_elements(By.CSS_SELECTOR, "#text li")[line].find_element(By.TAG_NAME, "button").click()
    assert chrome.find_element(By.ID, "front").is_displayed()
    assert f"{path}:" in chrome.find_element(By.ID, "about").text


@pytest.mark.parametrize("role", ["asked", "shown"])
def test_a_line_leads_to_its_cards_alone(chrome: WebDriver, build: Build, page: str, role: str) -> None:
    chrome.get(page)
    path, line = next(
        (source.path, build.coverage[source.path].index(role))
        for source in build.sources
        if role in build.coverage[source.path]
    )
    chrome.find_element(By.ID, "tab-notes").click()
    Select(chrome.find_element(By.ID, "file")).select_by_value(path)
    chrome.find_elements(By.CSS_SELECTOR, "#text li")[line].find_element(By.TAG_NAME, "button").click()
    its = [note for note in build.deck.notes if note.span.path == path and line + 1 in getattr(note, role)]
    assert count(chrome) == sum(len(note.cards) for note in its) > 0
    assert f"{path}:{line + 1}" in chrome.find_element(By.ID, "line").text
    assert not Axe().run(chrome)["violations"]
    chrome.find_element(By.ID, "line").click()
    assert count(chrome) == sum(len(note.cards) for note in build.deck.notes)
    assert not chrome.find_element(By.ID, "line").is_displayed()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("tab", ["cards", "notes"])
def test_axe_finds_nothing(chrome: WebDriver, page: str, tab: str, dark: bool) -> None:
    chrome.get(page)
    if dark:
        chrome.find_element(By.ID, "dark").click()
    chrome.find_element(By.ID, f"tab-{tab}").click()
    violations = Axe().run(chrome)["violations"]
    assert not violations, [(v["id"], [n["html"][:160] for n in v["nodes"][:3]]) for v in violations]


def test_nothing_from_the_network_and_nothing_refused(chrome: WebDriver, page: str) -> None:
    chrome.get("about:blank")
    cast(Any, chrome).get_log("browser")  # what earlier pages left there
    chrome.get(page)
    entries = chrome.execute_script("return performance.getEntriesByType('resource').map((e) => e.name)")
    assert not [name for name in entries if not name.startswith("data:")]
    log: list[dict[str, Any]] = cast(Any, chrome).get_log("browser")
    assert not [entry for entry in log if entry["level"] == "SEVERE"]


def opened(chrome: WebDriver, tmp_path: Path, text: str, settings: bytes = b"") -> None:
    """Open the preview of a text."""
    target = tmp_path / "preview.html"
    target.write_text(preview_page.page(made(text, settings=settings), []), "utf-8")
    chrome.get(target.as_uri())


IN_FACE = "return [...document.getElementById(arguments[0]).shadowRoot.querySelectorAll(arguments[1])]"


def test_formulas_are_set(browser: WebDriver, tmp_path: Path) -> None:
    opened(
        browser,
        tmp_path,
        "# 章\n- 語\n`\\(z\\)` と $x<1$ と $\\nosuch{y}$ と書く物である。\n\n$$\n\\frac{a}{b}\n$$\n- 式のない語\n説明する語。\n",
    )
    browser.find_element(By.ID, "flip").click()
    script = f"{IN_FACE}.map((e) => [e.className, e.querySelector('math')?.textContent ?? null])"
    assert browser.execute_script(script, "back", ".tex") == [["tex", "x<1"], ["tex raw", None], ["tex display", "ab"]]
    assert browser.execute_script(f"{IN_FACE}.map((e) => e.textContent)", "back", "code") == [r"\(z\)"]
    assert browser.execute_script(f"{IN_FACE}.length", "back", "mfrac") == 1
    assert browser.execute_script(f"{IN_FACE}[0].textContent", "back", ".raw") == r"\nosuch{y}"
    assert not Axe().run(browser)["violations"]


def test_what_sets_formulas_comes_only_with_them(chrome: WebDriver, tmp_path: Path) -> None:
    opened(chrome, tmp_path, "# 章\n- 語\n説明。\n")
    assert chrome.execute_script("return typeof temml") == "undefined"


def test_keys_find_and_move(browser: WebDriver, tmp_path: Path) -> None:
    opened(browser, tmp_path, "# 章\n- 甲\n最初に来る物である。\n- 乙\n二番目に来る物である。\n")
    body = browser.find_element(By.TAG_NAME, "body")
    body.send_keys("j")
    assert "乙" in text_of(browser, "front")
    body.send_keys("k")
    assert "甲" in text_of(browser, "front")
    body.send_keys("/")
    browser.switch_to.active_element.send_keys("jnd", Keys.BACKSPACE * 3, "二番目に")
    assert count(browser) == 1
    assert browser.find_element(By.ID, "search").get_attribute("value") == "二番目に"
    browser.find_element(By.ID, "list").send_keys("d")
    assert browser.find_element(By.ID, "dark").is_selected()
    browser.find_element(By.ID, "list").send_keys("?")
    assert browser.find_element(By.ID, "help").is_displayed()
    assert not Axe().run(browser)["violations"]
    browser.find_element(By.CSS_SELECTOR, "#help button").click()
    browser.find_element(By.ID, "list").send_keys("n")
    assert browser.find_element(By.ID, "notes").is_displayed()


def test_light_and_dark_stand_side_by_side(browser: WebDriver, tmp_path: Path) -> None:
    opened(browser, tmp_path, "# 章\n- 甲\n説明。\n")
    browser.find_element(By.ID, "pair").click()
    papers = browser.execute_script(
        """return ["front", "other-front"].map((id) =>
            getComputedStyle(document.getElementById(id).shadowRoot.querySelector(".card")).backgroundColor)"""
    )
    assert papers[0] != papers[1]
    assert [browser.find_element(By.ID, name).size["width"] for name in ("front", "other-front")] == [390, 390]
    assert not Axe().run(browser)["violations"]


def test_cards_are_narrowed_by_file_and_finding(browser: WebDriver, tmp_path: Path) -> None:
    build = made(
        "# 章\n\nQ: 東京は首都か？\nA: はい\n", "# 節\n- 乙\n二番目に来る物である。\n- 丙\n最初に来る物である。\n"
    )
    found = [finding for finding in lint.findings(build) if finding.card_text and finding.code != "N230"]
    target = tmp_path / "preview.html"
    target.write_text(preview_page.page(build, found), "utf-8")
    browser.get(target.as_uri())
    Select(browser.find_element(By.ID, "path")).select_by_value("b.md")
    assert count(browser) == sum(len(note.cards) for note in build.deck.notes if note.span.path == "b.md")
    Select(browser.find_element(By.ID, "path")).select_by_value("")
    code = found[0].code
    Select(browser.find_element(By.ID, "finding")).select_by_value(code)
    assert count(browser) == len(
        {(f.card_text.note.guid, f.card_text.ordinal) for f in found if f.code == code and f.card_text}
    )


def test_lines_are_narrowed_by_their_state(browser: WebDriver, tmp_path: Path) -> None:
    notes = "# 章\n- 甲\n最初に来る物である。\n\n## 第8回\n1. はじめに\n2. 復習\n3. 本題\n"
    build = made(notes)
    target = tmp_path / "preview.html"
    target.write_text(preview_page.page(build, lint.findings(build)), "utf-8")
    browser.get(target.as_uri())
    browser.find_element(By.ID, "tab-notes").click()
    assert "%" in browser.find_element(By.CSS_SELECTOR, "#file option").text
    Select(browser.find_element(By.ID, "state")).select_by_value("offered")
    lines = browser.find_elements(By.CSS_SELECTOR, "#text li")
    offered = [at for at, role in enumerate(build.coverage["a.md"], 1) if role == "offered"]
    assert [int(line.get_attribute("value") or 0) for line in lines] == offered == [6, 7, 8]
    assert lines[0].find_element(By.TAG_NAME, "small").text
    assert not Axe().run(browser)["violations"]


TYPED = "# 章\n- 首都【入力】\n東京 都\n"


@pytest.mark.parametrize("given", ["", "東京 都", "東都", "西京府", "東 都庁&<b", " 東京 都 ", "都東", "大阪"])
def test_what_was_typed_is_compared_as_the_engine_does(chrome: WebDriver, tmp_path: Path, given: str) -> None:
    opened(chrome, tmp_path, TYPED)
    field = chrome.execute_script(f"{IN_FACE}[0]", "front", "input")
    field.send_keys(given, Keys.ENTER)
    engine = Engine(tmp_path / "anki")
    set_by_engine = engine.col.compare_answer("東京 都", given)
    engine.close()
    script = f"""const expected = document.createElement("div"); expected.innerHTML = arguments[2];
        return [{IN_FACE.removeprefix("return ")}[0].innerHTML, expected.firstChild.innerHTML]"""
    ours, anki = chrome.execute_script(script, "back", "#typeans", set_by_engine)
    assert ours == anki
    assert not Axe().run(chrome)["violations"]


def test_both_sides_compare_while_typing(chrome: WebDriver, tmp_path: Path) -> None:
    opened(chrome, tmp_path, TYPED)
    chrome.find_element(By.ID, "both").click()
    chrome.execute_script(f"{IN_FACE}[0]", "front", "input").send_keys("東京 都")
    assert chrome.execute_script(f"{IN_FACE}.length", "back", ".typeGood") == 1
    chrome.find_element(By.ID, "next").click()
    chrome.find_element(By.ID, "both").click()
    assert "首都" in text_of(chrome, "front")


@pytest.mark.parametrize("can_speak", [True, False])
def test_speech_has_its_button(chrome: WebDriver, tmp_path: Path, can_speak: bool) -> None:
    opened(chrome, tmp_path, "# 章\n- 道具\n作業に使う物である。\n", b"tts = true\n")
    chrome.execute_script(
        """window.said = [];
           const voice = { cancel() {}, speak: (one) => said.push([one.lang, one.text]) };
           Object.defineProperty(window, "speechSynthesis", { value: arguments[0] ? voice : undefined });
           show();""",
        can_speak,
    )
    button = chrome.execute_script(f"{IN_FACE}[0]", "front", ".replay-button")
    assert button.is_enabled() == can_speak
    assert "Anki reads this aloud" in button.get_attribute("title")
    button.click()
    assert chrome.execute_script("return said") == ([["ja-JP", "道具"]] if can_speak else [])
    assert not Axe().run(chrome)["violations"]


def test_what_is_in_the_notes_cannot_run(chrome: WebDriver, tmp_path: Path) -> None:
    hostile = "# </script><script>window.bad=1</script>\n- 語<img src=x onerror=bad=1>\n文 `</script>` と @data@ を入れる物である。 <!-- x\n"
    opened(chrome, tmp_path, hostile)
    assert count(chrome) == 1
    assert chrome.execute_script("return window.bad === undefined")


# --- watching -----------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("# 章\n- 最初の用語\n最初に来る物である。\n", "utf-8")
    return tmp_path


class Watch:
    """A running `build.py watch`, and what it has printed."""

    def __init__(self, project: Path) -> None:
        command = [sys.executable, "-u", str(ROOT / "build.py"), "watch", "--no-open"]
        self.process = subprocess.Popen(
            command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        self.lines: list[str] = []
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.address = self.says(r"http://127\.0\.0\.1:\d+/")

    def _read(self) -> None:
        assert self.process.stdout
        with self.process.stdout as output:
            self.lines.extend(output)

    def says(self, pattern: str) -> str:
        """Wait until it has printed what fits a pattern, and return that."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            if found := re.search(pattern, "".join(self.lines)):
                return found[0]
            time.sleep(0.05)
        raise AssertionError(f"{pattern!r} is not in what watch says: {self.lines}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        assert self.process.wait(timeout=10) == 0
        self.reader.join()


@pytest.fixture
def watch(project: Path) -> Iterator[Callable[[], Watch]]:
    """Start watching the project; it stops with the test."""
    running: list[Watch] = []

    def start() -> Watch:
        running.append(Watch(project))
        return running[-1]

    yield start
    for one in running:
        one.stop()


def test_watch_takes_a_save_into_the_page(chrome: WebDriver, project: Path, watch: Callable[[], Watch]) -> None:
    chrome.get(watch().address)
    assert "用語" in text_of(chrome, "front")
    notes = project / "notes" / "a.md"
    notes.write_text("# 章\n- 別の用語\n二番目に来る物である。\n", "utf-8")
    wait = WebDriverWait(chrome, 15)
    wait.until(lambda driver: "別の用語" in text_of(driver, "front"))
    notes.write_text("# 章\n- 別の用語\n![図](ない.png)\n", "utf-8")
    wait.until(lambda driver: "N401" in driver.find_element(By.ID, "errors").text)
    assert "別の用語" in text_of(chrome, "front"), "the last good preview stays"
    notes.write_text("# 章\n- 直した用語\n説明。\n", "utf-8")
    wait.until(lambda driver: "直した用語" in text_of(driver, "front"))
    assert not chrome.find_element(By.ID, "errors").is_displayed()
    assert not (project / "notes" / "ledger.json").exists(), "only a build writes the ledger"


def test_watch_stays_where_one_is(chrome: WebDriver, project: Path, watch: Callable[[], Watch]) -> None:
    notes = project / "notes" / "a.md"
    notes.write_text(
        "# 章\n- 甲\n最初に来る物である。\n- 乙\n二番目に来る物である。\n- 丙\n終わりに来る物である。\n", "utf-8"
    )
    chrome.get(watch().address)
    wait = WebDriverWait(chrome, 15)
    wait.until(lambda driver: driver.find_elements(By.ID, "front"))
    chrome.find_element(By.ID, "dark").click()
    chrome.find_element(By.ID, "search").send_keys("来る")
    chrome.find_element(By.ID, "next").click()
    chrome.find_element(By.ID, "flip").click()
    notes.write_text(
        "# 章\n- 丁\nはじめに来る物である。\n- 甲\n最初に来る物である。\n- 乙\n二番目に来る短い物である。\n", "utf-8"
    )
    wait.until(lambda driver: "短い" in text_of(driver, "back"))
    assert chrome.find_element(By.ID, "search").get_attribute("value") == "来る"
    assert chrome.find_element(By.ID, "dark").is_selected()
    assert not chrome.find_element(By.ID, "front").is_displayed()
    assert count(chrome) == 3
    about = chrome.find_element(By.ID, "about")
    assert [mark.text for mark in about.find_elements(By.TAG_NAME, "ins")] == ["短い"]
    assert chrome.find_element(By.ID, "saved").text == "last save: 1 changed, 1 new, 1 gone"
    Select(chrome.find_element(By.ID, "only")).select_by_value("saved")
    assert count(chrome) == 2
    assert not Axe().run(chrome)["violations"]


def test_watch_that_begins_with_errors_shows_them_until_they_are_gone(
    chrome: WebDriver, project: Path, watch: Callable[[], Watch]
) -> None:
    notes = project / "notes" / "a.md"
    notes.write_text("# 章\n- 用語\n![図](ない.png)\n", "utf-8")
    chrome.get(watch().address)
    wait = WebDriverWait(chrome, 15)
    wait.until(lambda driver: "a.md:3" in driver.find_element(By.ID, "errors").text)
    assert not Axe().run(chrome)["violations"]
    notes.write_text("# 章\n- 道具\n作業に使う物である。\n", "utf-8")
    wait.until(lambda driver: driver.find_elements(By.ID, "front"))
    assert "道具" in text_of(chrome, "front")


def test_watch_names_the_cards_that_a_save_changed(project: Path, watch: Callable[[], Watch]) -> None:
    notes = project / "notes" / "a.md"
    notes.write_text("# 章\n- 甲\n最初に来る物である。\n- 乙\n二番目に来る物である。\n", "utf-8")
    (project / "notes" / "deck.toml").write_text('name = "見張り"\n', "utf-8")
    running = watch()
    running.says(r"the first build: \d+ new; ")
    for text, said in (
        ("# 章\n- 甲\n最初に来る物である。\n- 乙\n三番目に来る物である。\n", "~ 章: 乙\ncards: 1 changed\n"),
        (
            "# 章\n- 甲\n最初に来る物である。\n- 乙\n三番目に来る物である。\n- 丙\n最後に来る物である。\n",
            "+ 章: 丙\ncards: 1 new\n",
        ),
        ("# 章\n- 乙\n三番目に来る物である。\n- 丙\n最後に来る物である。\n", "- 章: 甲\ncards: 1 gone\n"),
        ("# 章\n\n- 乙\n三番目に来る物である。\n- 丙\n最後に来る物である。\n", "cards: none changed\n"),
    ):
        running.lines.clear()
        notes.write_text(text, "utf-8")
        running.says("cards: .*\n")
        assert "".join(running.lines) == said


def test_watch_sees_a_media_folder_that_comes_later(project: Path, watch: Callable[[], Watch]) -> None:
    (project / "notes" / "a.md").write_text("# 章\n- 道具\n作業に使う物である。\n![図](zu.svg)\n", "utf-8")
    running = watch()
    running.says("N401")
    (project / "media").mkdir()
    (project / "media" / "zu.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    running.says("cards: 1 changed")
    running.lines.clear()
    (project / "media" / "zu.svg").unlink()
    running.says("N401")


def test_watch_refuses_a_notes_folder_that_is_not_there(project: Path) -> None:
    ended = run("watch", "--no-open", "--notes", "nowhere", cwd=project)
    assert ended.returncode == 1
    assert "N002" in ended.stderr


def test_the_watching_server_answers_this_machine_only(project: Path) -> None:
    import http.client

    from deckbuilder.app.preview_server import Server

    with Server() as server:
        assert server.server_address[0] == "127.0.0.1"
        threading.Thread(target=server.serve_forever, daemon=True).start()

        def status(path: str, host: str) -> int:
            connection = http.client.HTTPConnection("127.0.0.1", server.server_port)
            connection.putrequest("GET", path, skip_host=True)
            connection.putheader("Host", host)
            connection.endheaders()
            return connection.getresponse().status

        own = f"127.0.0.1:{server.server_port}"
        assert status("/", own) == 200
        assert status("/state", own) == 200
        assert status("/data", own) == 200
        assert status("/", "evil.example") == 403
        assert status("/", "") == 403
        for path in ("/notes/a.md", "/../build.py", "/.", "/output/", os.sep * 2 + "etc/passwd"):
            assert status(path, own) == 404
        server.shutdown()


LEARNT = "# 章\n- 憲法\n【最高の法】\n- 民法\n【私法の基本】\n- 刑法\n【罪と罰の法】\n"


def test_it_shows_how_well_the_cards_are_known(chrome: WebDriver, tmp_path: Path) -> None:
    build = made(LEARNT)
    engine = Engine(tmp_path / "anki")
    (tmp_path / "deck.apkg").write_bytes(packed(build.deck, "ja_JP"))
    engine.import_package(tmp_path / "deck.apkg")
    for prompt, eases in (("民法", (3, 1, 1, 1)), ("刑法", (3, 3, 3, 3))):
        remember(engine, card_of(engine, prompt), *eases)
    cards = studied(build.deck.notes, read_collection(Path(engine.col.path), (), "answers"))
    engine.close()
    target = tmp_path / "preview.html"
    target.write_text(preview_page.page(build, [], cards=cards), "utf-8")
    chrome.get(target.as_uri())
    assert titles(chrome)[:2] == ["憲法", "最高の法"]
    Select(chrome.find_element(By.ID, "order")).select_by_value("known")
    assert titles(chrome)[0] == "民法"
    about = chrome.find_element(By.ID, "about").text
    assert "Known\n63 % to be expected; 1 of 4 reviews passed, 3 lapses" in about
    Select(chrome.find_element(By.ID, "only")).select_by_value("weak")
    assert titles(chrome) == ["民法"]
    chrome.find_element(By.ID, "tab-notes").click()
    warm = {
        item.text: item.value_of_css_property("border-right-color")
        for item in chrome.find_elements(By.CLASS_NAME, "heat")
    }
    assert [text.split("\n") for text in warm] == [
        ["- 民法", "63 %"],
        ["【私法の基本】", "63 %"],
        ["- 刑法", "84 %"],
        ["【罪と罰の法】", "84 %"],
    ]
    assert len(set(warm.values())) == 2
    found = Axe().run(chrome)
    assert found["violations"] == []


def test_without_a_collection_it_says_nothing_of_it(chrome: WebDriver, page: str) -> None:
    chrome.get(page)
    assert not chrome.find_element(By.ID, "order").is_displayed()
    chrome.find_element(By.ID, "tab-notes").click()
    assert chrome.find_elements(By.CLASS_NAME, "heat") == []


def titles(chrome: WebDriver) -> list[str]:
    return [row.text.split("\n")[0] for row in chrome.find_elements(By.CSS_SELECTOR, "#rows .row")]
