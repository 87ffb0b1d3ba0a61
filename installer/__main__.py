"""The command line of the installer.

Kept readable for Python 3.7 on, so that an old Python gets an answer and not a syntax error; what
makes the environment is imported only when there is something to make.
"""

import sys

TYPE_CHECKING = False  # mypy takes the name at its word; typing itself would cost the start five milliseconds
if TYPE_CHECKING:
    from installer.places import Place

USAGE = """\
Så här gör du, i den mapp där du packade upp Insatspärmen:

  python3 -m installer run [ARGUMENT]            startar Insatspärmen (och hämtar dess delar första gången)
  python3 -m installer setup                     hämtar delarna utan att starta
  python3 -m installer test [--all] [ARGUMENT]   kontrollerar allt; --all tar med de långa proven
  python3 -m installer screenshots --out MAPP    gör bilder av allt, med påhittade uppgifter

På Windows skriver du py -3 i stället för python3.
Kommandoraden visar du med: python3 -m installer run --help
"""
TOO_OLD = """\
Insatspärmen behöver Python 3.11 eller nyare, och det här är Python {}.{}.
Installera en nyare Python och starta om med den, till exempel: python3.13 -m installer run
"""
ENVIRONMENT, WRONG_USAGE = 5, 2


def main(arguments: "list[str]") -> int:
    """Carry out one command; the status is the program's, or 2 for wrong usage and 5 for the environment."""
    _speak_utf8()
    if sys.version_info < (3, 11):  # noqa: UP036 (whoever has an older one is told so here)
        sys.stderr.write(TOO_OLD.format(sys.version_info[0], sys.version_info[1]))
        return ENVIRONMENT
    command, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    if command in ("-h", "--help", "help"):
        print(USAGE, end="")
        return 0
    from installer.places import Place, SetupError

    try:
        place = Place.here()
        if command == "run":
            return _run(place, rest)
        if command == "setup" and not rest:
            return _setup(place)
        if command == "test":
            return _test(place, rest)
        if command == "screenshots" and rest:
            return _screenshots(place, rest)
    except SetupError as error:
        sys.stderr.write(f"{error}\n")
        return ENVIRONMENT
    except KeyboardInterrupt:
        sys.stderr.write("\nAvbrutet. Kör samma kommando igen, så fortsätter det där det behövs.\n")
        return 130
    sys.stderr.write(USAGE)
    return WRONG_USAGE


def _speak_utf8() -> None:
    """A console with another encoding shows a question mark for what it lacks, instead of failing on å."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _run(place: "Place", arguments: "list[str]") -> int:
    from installer import start

    if not place.is_ready("runtime"):
        from installer import environment

        start.refuse_without_screen(arguments)
        environment.make(place, "runtime")
    return start.program(place, arguments)


def _setup(place: "Place") -> int:
    if place.is_ready("runtime"):
        print("Allt är redan på plats.")
    else:
        from installer import environment

        environment.make(place, "runtime")
    print("Starta med: python3 -m installer run")
    print("eller direkt med: " + str(place.launcher))
    return 0


def _test(place: "Place", arguments: "list[str]") -> int:
    from installer import checks

    if not place.is_ready("dev"):
        from installer import environment

        environment.make(place, "dev")
    return checks.run(place, arguments)


def _screenshots(place: "Place", arguments: "list[str]") -> int:
    from installer import screenshots

    if not place.is_ready("runtime"):
        from installer import environment

        environment.make(place, "runtime")
    return screenshots.take(place, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
