"""Makes the program's environment and starts it: `python3 -m installer setup | run | test`.

Standard library only, since nothing else exists when it runs.
"""
