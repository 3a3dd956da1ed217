"""Questions with choices as they are studied: shuffled anew each day, tapped, handed over to the back."""

from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webdriver import WebDriver

from deckbuilder.anki.notetypes import css
from deckbuilder.anki.package import packed
from tests.browser.test_cards import FRAME
from tests.builds import build
from tests.engine import Engine

pytestmark = pytest.mark.slow  # what needs a browser is no part of the fast lane
ONE = "# 水車\n\n## 問1\n何を使うか。\n\nA. 水門\nB. 止め木\nC. 麻縄\nD. 油\nE. くさび\n\n正解：B\n"
TWO = ONE.replace("問1", "問2").replace("何を", "どれとどれを").replace("正解：B", "正解：B, E")
FIXED = ONE.replace("問1", "問3").replace("何を", "次のどれを").replace("E. くさび", "E. AとBの両方")

# Called as a script: (HTML of a side, day as a date). Anki's page stays between front and back; scripts run anew.
SHOW = """const [side, day] = arguments;
window.RealDate = window.RealDate || Date;
window.Date = new Proxy(window.RealDate, {
  construct: (target, given) => (given.length ? new target(...given) : new target(day)),
  get: (target, name) => (name === "now" ? () => target.parse(day) : target[name]),
});
const qa = document.getElementById("qa");
qa.innerHTML = side;
for (const old of qa.querySelectorAll("script")) {
  const script = document.createElement("script");
  script.textContent = old.textContent;
  old.replaceWith(script);
}
return [...qa.querySelectorAll(".choice")].map((choice) => choice.textContent);"""
MARKS = """return [...document.querySelectorAll(".choice")].map((choice) =>
  [choice.textContent, choice.classList.contains("right"), choice.classList.contains("chosen")]);"""
MORNING, NIGHT, NEXT_DAY = "2026-11-28T09:00:00", "2026-11-29T03:00:00", "2026-11-29T09:00:00"
NOTES_ORDER = ["水門", "止め木", "麻縄", "油", "くさび"]


@pytest.fixture(scope="session")
def questions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str]]:
    """Front and back of each question, as the engine renders them."""
    folder = tmp_path_factory.mktemp("choices")
    found = {}
    for name, text in {"one": ONE, "two": TWO, "fixed": FIXED}.items():
        package = folder / f"{name}.apkg"
        package.write_bytes(packed(build(text).deck, "ja_JP"))
        engine = Engine(folder / name)
        engine.import_package(package)
        (card,) = engine.cards().values()
        output = card.render_output()
        found[name] = (output.question_text, output.answer_text)
        engine.close()
    return found


@pytest.fixture
def page(browser: WebDriver, site: tuple[Path, str]) -> WebDriver:
    folder, address = site
    for mode, night in (("light", ""), ("dark", "nightMode night_mode")):
        frame = FRAME.format(css=css("choice"), night=night, platform="mobile iphone")
        (folder / f"choosing-{mode}.html").write_text(frame, "utf-8")
    browser.get(f"{address}choosing-light.html")
    return browser


def shown(page: WebDriver, side: str, day: str = MORNING) -> list[str]:
    found: list[str] = page.execute_script(SHOW, side, day)
    return found


def marks(page: WebDriver) -> dict[str, tuple[bool, bool]]:
    """Return by choice whether it is marked as right, and whether as the one that was chosen."""
    found: Any = page.execute_script(MARKS)
    return {text: (right, chosen) for text, right, chosen in found}


def choice(page: WebDriver, text: str) -> Any:
    return next(found for found in page.find_elements(By.CSS_SELECTOR, ".choice") if found.text.startswith(text))


def test_the_order_changes_from_day_to_day(page: WebDriver, questions: dict[str, tuple[str, str]]) -> None:
    front, _ = questions["one"]
    days = [shown(page, front, f"2026-11-{day:02}T12:00:00") for day in range(1, 21)]
    assert all(sorted(day) == sorted(NOTES_ORDER) for day in days)
    assert len({tuple(day) for day in days}) > 10
    assert len({day[0] for day in days}) > 3
    assert shown(page, front) == shown(page, front, NIGHT) != shown(page, front, NEXT_DAY)


def test_front_and_back_agree(page: WebDriver, questions: dict[str, tuple[str, str]]) -> None:
    front, back = questions["one"]
    alone = shown(page, back)
    assert shown(page, front) == alone
    before_four = shown(page, front, NIGHT)
    assert shown(page, back, NEXT_DAY) == before_four


def test_a_tap_is_handed_over(page: WebDriver, questions: dict[str, tuple[str, str]]) -> None:
    front, back = questions["one"]
    shown(page, front)
    choice(page, "油").click()
    choice(page, "麻縄").click()
    assert choice(page, "麻縄").get_attribute("aria-checked") == "true"
    assert choice(page, "油").get_attribute("aria-checked") == "false"
    shown(page, back)
    marked = marks(page)
    assert [text for text, (_, chosen) in marked.items() if chosen] == ["麻縄"]
    assert [text for text, (right, _) in marked.items() if right] == ["止め木"]


def test_where_the_front_is_lost_nothing_is_marked(page: WebDriver, questions: dict[str, tuple[str, str]]) -> None:
    front, back = questions["one"]
    shown(page, front)
    choice(page, "油").click()
    shown(page, questions["two"][1])
    assert not any(chosen for _, chosen in marks(page).values())
    page.refresh()
    shown(page, back)
    assert not any(chosen for _, chosen in marks(page).values())
    shown(page, front)
    assert all(
        found.get_attribute("aria-checked") == "false" for found in page.find_elements(By.CSS_SELECTOR, ".choice")
    )


def test_several_can_be_chosen(page: WebDriver, questions: dict[str, tuple[str, str]]) -> None:
    front, back = questions["two"]
    shown(page, front)
    assert choice(page, "油").get_attribute("role") == "checkbox"
    for text in ("油", "くさび", "止め木", "油"):
        choice(page, text).click()
    shown(page, back)
    assert {text for text, marked in marks(page).items() if marked == (True, True)} == {"止め木", "くさび"}
    assert not any(marked == (False, True) for marked in marks(page).values())


def test_letters_that_are_named_stay_in_their_order(page: WebDriver, questions: dict[str, tuple[str, str]]) -> None:
    front, back = questions["fixed"]
    expected = ["A水門", "B止め木", "C麻縄", "D油", "EAとBの両方"]
    for day in (MORNING, NEXT_DAY):
        assert shown(page, front, day) == shown(page, back, day) == expected


def test_the_keyboard_does_all(page: WebDriver, questions: dict[str, tuple[str, str]]) -> None:
    """Space and return turn the card in Anki, so the arrows have to do: down and up choose, right ticks."""
    order = shown(page, questions["one"][0])
    choice(page, order[0]).send_keys(Keys.ARROW_DOWN)
    page.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert page.switch_to.active_element.text == order[2]
    assert choice(page, order[2]).get_attribute("aria-checked") == "true"
    order = shown(page, questions["two"][0])
    choice(page, order[0]).send_keys(Keys.ARROW_RIGHT)
    page.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    page.switch_to.active_element.send_keys(Keys.ARROW_RIGHT)
    checked = [text for text in order if choice(page, text).get_attribute("aria-checked") == "true"]
    assert checked == order[:2]


def test_what_is_tapped_is_tappable_and_has_a_role(page: WebDriver, questions: dict[str, tuple[str, str]]) -> None:
    shown(page, questions["one"][0])
    choices = page.find_elements(By.CSS_SELECTOR, ".choice")
    assert all("tappable" in (found.get_attribute("class") or "") for found in choices)
    assert {(found.get_attribute("role"), found.get_attribute("tabindex")) for found in choices} == {("radio", "0")}
    listed = page.find_element(By.CSS_SELECTOR, ".choices")
    assert (listed.get_attribute("role"), listed.get_attribute("aria-label")) == ("radiogroup", "選択肢")
    assert all(found.size["height"] >= 44 for found in choices)


def test_without_a_script_the_order_is_that_of_the_notes(
    page: WebDriver, questions: dict[str, tuple[str, str]]
) -> None:
    for side in questions["one"]:
        assert (
            page.execute_script(
                """document.getElementById("qa").innerHTML = arguments[0];
               return [...document.querySelectorAll(".choice")].map((choice) => choice.textContent);""",
                side,
            )
            == NOTES_ORDER
        )


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_right_and_wrong_differ_without_colour(
    page: WebDriver, site: tuple[Path, str], questions: dict[str, tuple[str, str]], mode: str
) -> None:
    page.get(f"{site[1]}choosing-{mode}.html")
    front, back = questions["one"]
    shown(page, front)
    choice(page, "油").click()
    shown(page, back)
    words = page.execute_script(
        """return ["right", "chosen"].map((name) =>
             getComputedStyle(document.querySelector(`.${name}`), "::after").content);"""
    )
    assert ["正解" in words[0], "選んだもの" in words[1]] == [True, True]
