"""What is installed: pinned with hashes, named in the docs, and all that the code imports."""

import re
import tomllib
from importlib.metadata import distribution
from pathlib import Path
from sys import stdlib_module_names

import pytest
from packaging.requirements import Requirement

from tests.test_rooms import outside, rooms

ROOT = Path(__file__).parent.parent


def requirements(name: str) -> dict[str, tuple[str, str]]:
    """Return (version, the rest of its lines) of each package that a requirements file names."""
    text = re.sub(r"(?m)^ *#.*\n", "", (ROOT / name).read_text("utf-8"))
    found = re.findall(r"(?m)^([\w.-]+)==([\w.]+)((?:.*\\\n)*.*)$", text)
    assert len(found) > 5
    return {normalised(package): (version, rest) for package, version, rest in found}


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_everything_is_pinned_with_hashes(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    found = requirements(name)
    lines = [line for line in text.splitlines() if not line.startswith((" ", "#"))]
    assert len(lines) == len(found), "a line that pins nothing"
    assert not [package for package, (_, rest) in found.items() if "--hash=sha256:" not in rest]


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_the_pins_are_made_from_what_is_asked_for(name: str) -> None:
    asked = {package: version for package, (version, _) in requirements(f"{name}.in").items()}
    pinned = {package: version for package, (version, _) in requirements(f"{name}.txt").items()}
    assert asked.items() <= pinned.items()


def test_the_tests_run_with_what_a_build_needs() -> None:
    assert requirements("requirements.txt").items() <= requirements("requirements-dev.txt").items()


def test_the_docs_have_a_row_for_each_of_them() -> None:
    rows = re.findall(
        r"(?m)^\| ([\w-]+) \| (\d[\w.]*) \| ([^|]+) \| ([^|]+) \|", (ROOT / "docs/dependencies.md").read_text("utf-8")
    )
    documented = sorted((normalised(package), version) for package, version, _, _ in rows)
    pinned = {package: version for package, (version, _) in requirements("requirements-dev.txt").items()}
    assert documented == sorted(pinned.items())


def test_every_library_that_is_imported_is_asked_for() -> None:
    modules = {module for path in rooms().values() for module in outside(path)}
    libraries = modules - stdlib_module_names
    imported = {name: installed(name) & libraries for name in set(requirements("requirements.in")) - FONTS}
    assert set().union(*imported.values()) == libraries
    assert not [name for name, found in imported.items() if not found]


def installed(name: str) -> set[str]:
    """Return the top names of the modules that a package has installed."""
    return {Path(file.parts[0]).stem for file in distribution(name).files or ()}


FONTS = {"noto-cjk-sans-jp-regular", "noto-cjk-sans-jp-bold"}
"""Data, found by name and not imported."""


def test_what_is_installed_as_a_command_is_what_the_tests_run_with() -> None:
    """Pinned alike is what a card's bytes depend on; of the rest a range holds the pinned version."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {normalised(package): version for package, (version, _) in requirements("requirements.in").items()}
    wanted = {normalised(each.name): each.specifier for each in map(Requirement, project["dependencies"])}
    assert wanted.keys() == asked.keys()
    assert not [package for package, version in asked.items() if version not in wanted[package]]
    ranges = {package for package, specifier in wanted.items() if f"=={asked[package]}" != str(specifier)}
    assert ranges == {"filelock", "pathspec", "pyyaml", "rich", "watchfiles", "zstandard"}
