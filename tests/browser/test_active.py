"""In a real browser nothing of hostile notes runs or loads, on the cards as in the preview."""

import json
from pathlib import Path

import pytest
from selenium.webdriver.remote.webdriver import WebDriver

from deckbuilder.anki.package import packed
from deckbuilder.pipeline.build import Build
from tests.engine import Engine
from tests.test_active import PAYLOADS, everything, preview_of_everything

pytestmark = pytest.mark.slow  # what needs a browser is no part of the fast lane
POKE = """
const events = ["click", "pointerover", "mouseover", "focus", "error", "load", "toggle", "animationstart"];
const poke = (root) => root.querySelectorAll("*").forEach((node) => {
  if (node.tagName === "A" && node.protocol !== "javascript:" || /^(BUTTON|SELECT|INPUT)$/.test(node.tagName)) return;
  events.forEach((name) => node.dispatchEvent(new Event(name, { cancelable: true })));
});
const outside = () => performance.getEntriesByType("resource").map((e) => e.name).filter((n) => n.includes("evil"));
"""


@pytest.fixture(scope="module")
def build() -> Build:
    return everything()


def test_nothing_runs_in_the_preview(chrome: WebDriver, tmp_path: Path) -> None:
    target = tmp_path / "preview.html"
    target.write_text(preview_of_everything(), "utf-8")
    chrome.get(target.as_uri())
    seen, pwned, loaded = chrome.execute_script(
        POKE
        + """
        document.getElementById("both").checked = true;
        for (let i = 0; i < cards.length; i++) {
          face($("front"), cards[i], false);
          face($("back"), cards[i], true);
          for (const id of ["front", "back"]) poke($(id).shadowRoot);
        }
        tab("notes");
        for (const option of $("file").options) { $("file").value = option.value; notes(); poke($("text")); }
        return [cards.length, window.pwned || 0, outside()];
        """
    )
    assert seen > 1_000
    assert (pwned, loaded) == (0, [])


def test_nothing_runs_on_the_cards(chrome: WebDriver, build: Build, site: tuple[Path, str], tmp_path: Path) -> None:
    """The page has no policy of its own, as Anki's has none that would help."""
    package = tmp_path / "deck.apkg"
    package.write_bytes(packed(build.deck, "ja_JP"))
    engine = Engine(tmp_path / "anki")
    engine.import_package(package)
    outputs = [card.render_output() for card in engine.cards().values()]
    engine.close()
    texts = [text for output in outputs for text in (output.question_text, output.answer_text)]
    folder, address = site
    data = json.dumps(texts).replace("<", "\\u003c")
    (folder / "cards.html").write_text(f"<!doctype html><body><script>const texts = {data};</script>", "utf-8")
    chrome.get(address + "cards.html")
    seen, pwned, loaded, schemes = chrome.execute_async_script(
        POKE
        + """
        const done = arguments[0];
        for (const text of texts) {
          const box = document.createElement("div");
          box.innerHTML = text;
          document.body.append(box);
        }
        poke(document.body);
        const schemes = [...new Set([...document.querySelectorAll("a")].map((a) => a.protocol))];
        setTimeout(() => done([texts.length, window.pwned || 0, outside(), schemes]), 500);
        """
    )
    assert seen > 2_000
    assert (pwned, loaded) == (0, [])
    assert set(schemes) <= {"http:", "https:", "mailto:", ":"}


def test_the_payloads_would_run(chrome: WebDriver, site: tuple[Path, str]) -> None:
    folder, address = site
    (folder / "raw.html").write_text("<!doctype html><body></body>", "utf-8")
    chrome.get(address + "raw.html")
    pwned, loaded = chrome.execute_async_script(
        POKE
        + """
        const [texts, done] = arguments;
        document.body.innerHTML = texts.join("");
        poke(document.body);
        setTimeout(() => done([window.pwned || 0, outside()]), 500);
        """,
        [payload for payload in PAYLOADS if "http-equiv" not in payload],
    )
    assert pwned
    assert loaded
