"""Where the command starts: says what is missing where the program cannot even be read, by old Pythons too."""

import gc
import sys


def run() -> None:
    """Run the command of this process's arguments, and end with its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036  (who starts build.py with an older one has to be told)
        sys.exit(f"deckbuilder needs Python 3.11 or newer; {sys.executable} is {sys.version.split()[0]}")
    gc.disable()  # a build ends before its few cycles would matter; looking for them takes a fifth of its time
    try:
        from deckbuilder.app.command import main

        code = main(sys.argv[1:])
        gc.freeze()  # else Python looks for them all the same when it ends
        sys.exit(code)
    except KeyboardInterrupt:
        sys.exit(130)  # while the program is still read; later the command says that it stops
    except ModuleNotFoundError as error:
        if (error.name or "deckbuilder").startswith("deckbuilder"):
            raise
        sys.exit(
            f"deckbuilder: the package {error.name} is missing in {sys.executable}; README.md (Quick start) says how to "
            "install all that is needed, and with which Python to run this then"
        )


if __name__ == "__main__":
    run()
