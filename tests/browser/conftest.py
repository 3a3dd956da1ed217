"""Real browsers from Debian's packages, and a server on this machine for them."""

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.options import Options as ChromeOptions
from selenium.webdriver.chrome.service import Service as ChromeService
from selenium.webdriver.remote.webdriver import WebDriver
from selenium.webdriver.webkitgtk.options import Options as WebKitOptions
from selenium.webdriver.webkitgtk.service import Service as WebKitService

from deckbuilder.pipeline.build import Build
from tests.test_engine import all_cases, shipped

CHROME_ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
)  # fmt: skip


def needs(found: str | None, package: str) -> str:
    """Return a program's path; without it the test is skipped, but fails where browsers are required (as in CI)."""
    if found:
        return found
    if os.environ.get("REQUIRE_BROWSERS"):
        pytest.fail(f"{package} is not installed")
    pytest.skip(f"needs Debian's {package}")


def chromium() -> WebDriver:
    options = ChromeOptions()
    options.binary_location = needs(shutil.which("chromium"), "chromium")
    for argument in CHROME_ARGUMENTS:
        options.add_argument(argument)
    return webdriver.Chrome(
        options=options, service=ChromeService(needs(shutil.which("chromedriver"), "chromium-driver"))
    )


def webkit() -> WebDriver:
    browsers = [str(path) for path in Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser")]
    driver = needs(shutil.which("WebKitWebDriver"), "webkit2gtk-driver")
    if not os.environ.get("DISPLAY"):
        needs(None, "xvfb (run the tests under xvfb-run)")
    options = WebKitOptions()
    options.binary_location = needs(browsers[0] if browsers else None, "webkit2gtk-driver")
    options.add_argument("--automation")
    environment = {**os.environ, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "LIBGL_ALWAYS_SOFTWARE": "1"}
    return webdriver.WebKitGTK(options=options, service=WebKitService(driver, env=environment))


BROWSERS = {"chromium": chromium, "webkit": webkit}


@pytest.fixture(scope="session", params=BROWSERS)
def browser(request: pytest.FixtureRequest) -> Iterator[WebDriver]:
    driver = BROWSERS[request.param]()
    driver.set_window_size(1280, 900)
    driver.set_script_timeout(120)
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def chrome() -> Iterator[WebDriver]:
    driver = chromium()
    driver.set_window_size(1280, 900)
    driver.set_script_timeout(120)
    yield driver
    driver.quit()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of requests."""


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A folder and the address it is served at."""
    folder = tmp_path_factory.mktemp("site")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield folder, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def builds() -> dict[str, Build]:
    return {"shipped": shipped(), "cases": all_cases()}
