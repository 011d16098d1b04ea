"""A headless Chromium from the machine's own packages."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.chrome.webdriver import WebDriver
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

CHROMIUM = Path("/usr/bin/chromium")
CHROMEDRIVER = Path("/usr/bin/chromedriver")
_QUERY = ".graphiql-query-editor"
# Of a long answer the page holds only the lines in view; the editor's model holds all of it.
_WHOLE_ANSWER = """
    const models = __MONACO.editor.getModels();
    return models.find((model) => model.uri.path.endsWith("response.json")).getValue();
"""

# The last four keep the browser itself from speaking to anyone, so that every request it makes
# is the page's.
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--window-size=1280,800",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def missing() -> str | None:
    """Name what a browser test lacks on this machine; None when nothing."""
    absent = [str(program) for program in (CHROMIUM, CHROMEDRIVER) if not program.is_file()]
    return f"no {' and no '.join(absent)}" if absent else None


@contextmanager
def chromium() -> Iterator[WebDriver]:
    """Yield a browser with a fresh profile that keeps its console and network logs."""
    with tempfile.TemporaryDirectory() as profile:
        driver = WebDriver(_options(profile), Service(str(CHROMEDRIVER)))
        try:
            yield driver
        finally:
            driver.quit()


def _options(profile: str) -> Options:
    options = Options()
    options.binary_location = str(CHROMIUM)
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return options


@dataclass(frozen=True, slots=True)
class QueryEditor:
    """GraphiQL in a browser, as a person uses it."""

    driver: WebDriver
    url: str

    def run(self, query: str) -> Any:
        """Type a query into a new tab, press play, and return the answer as JSON."""
        self.driver.find_element(By.CSS_SELECTOR, ".graphiql-tab-add").click()
        self.driver.find_element(By.CSS_SELECTOR, f"{_QUERY} .view-lines").click()
        keys = ActionChains(self.driver)
        keys.key_down(Keys.CONTROL).send_keys("a").key_up(Keys.CONTROL)
        keys.send_keys(Keys.DELETE).send_keys(query).perform()
        return self._play()

    def run_tab(self, title: str) -> Any:
        """Press play on the tab of that title as it stands, and return the answer as JSON."""
        next(tab for tab in self._tabs() if tab.text == title).click()
        return self._play()

    def _play(self) -> Any:
        # GraphiQL notes which operation to run 100 ms after the last key; nobody is faster.
        ActionChains(self.driver).pause(0.5).perform()
        self.driver.find_element(By.CSS_SELECTOR, ".graphiql-execute-button").click()
        # The first shown lines of a long answer need not hold its first closing brace.
        self._wait().until(lambda _: self.shown(".graphiql-response .view-lines").startswith("{"))
        return json.loads(self.driver.execute_script(_WHOLE_ANSWER))

    def shown(self, selector: str) -> str:
        """Text of the first element that matches, empty when there is none.

        Monaco writes spaces as no-break spaces; they come back as spaces.
        """
        found = self.driver.find_elements(By.CSS_SELECTOR, selector)
        return found[0].text.replace("\N{NO-BREAK SPACE}", " ") if found else ""

    def tabs(self) -> list[str]:
        """Titles of the open tabs, left to right."""
        return [tab.text for tab in self._tabs()]

    def _tabs(self) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, ".graphiql-tabs [role=tab]")

    def wait_until_ready(self) -> None:
        """Return when the editor shows its first query."""
        self._wait().until(lambda _: self.shown(f"{_QUERY} .view-lines"))

    def documentation(self) -> str:
        """Text of the documentation panel once the schema was read; leaves the panel open."""
        self.driver.find_element(By.CSS_SELECTOR, "[aria-label^='Show Documentation']").click()
        self._wait().until(lambda _: "Root Types" in self.shown(".graphiql-doc-explorer"))
        return self.shown(".graphiql-doc-explorer")

    def outside_requests(self) -> list[str]:
        """Addresses that were asked for since the last call and are not below ``url``."""
        messages = (json.loads(entry["message"]) for entry in self._log("performance"))
        events = [message["message"] for message in messages]
        sent = [event for event in events if event["method"] == "Network.requestWillBeSent"]
        asked = [event["params"]["request"]["url"] for event in sent]
        inside = (f"{self.url}/", "data:", "blob:", "chrome:")
        return [address for address in asked if not address.startswith(inside)]

    def complaints(self) -> list[str]:
        """Warnings and errors on the console since the last call, policy violations included."""
        entries = self._log("browser")
        return [str(entry["message"]) for entry in entries if entry["level"] != "INFO"]

    def _log(self, kind: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]]
        entries = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return entries

    def _wait(self) -> WebDriverWait[WebDriver]:
        return WebDriverWait(self.driver, 30)


@contextmanager
def browse(url: str) -> Iterator[QueryEditor]:
    """Yield the query editor of the server at ``url``, ready to type into."""
    with chromium() as driver:
        driver.get(f"{url}/graphiql")
        editor = QueryEditor(driver, url)
        editor.wait_until_ready()
        yield editor
