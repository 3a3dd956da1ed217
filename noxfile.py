"""One command for each check: `nox -s fast`. All run with the environment that is active (requirements-dev.txt)."""

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["style", "types", "layers", "fast"]


@nox.session
def style(session: nox.Session) -> None:
    """Style and format, as ruff sees them."""
    session.run("python", "-m", "ruff", "check", ".")
    session.run("python", "-m", "ruff", "format", "--check", ".")


@nox.session
def types(session: nox.Session) -> None:
    """Types, strictly."""
    session.run("python", "-m", "mypy")


@nox.session
def layers(session: nox.Session) -> None:
    """Who imports whom."""
    session.run("python", "-m", "pytest", "tests/test_rooms.py")


@nox.session
def fast(session: nox.Session) -> None:
    """The tests that end in a minute; `nox -s fast -- -k tables` picks some of them."""
    session.run("python", "-m", "pytest", "-n", "auto", "-m", "not slow", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """All tests, as CI runs them."""
    session.run("python", "-m", "pytest", "-n", "auto", *session.posargs)


@nox.session
def long(session: nox.Session) -> None:
    """All tests with everything that takes long, for a release."""
    session.run("python", "-m", "pytest", "-n", "auto", "--long", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """List the conditions that no test misses: `nox -s mutants -- read`."""
    session.run("python", "-m", "tests.mutants", *session.posargs)
