"""The windows: the only room that knows Qt."""

import ctypes
import sys

if sys.version_info < (3, 12) and not hasattr(sys, "getobjects"):
    # PySide6 6.12 is built for constants that are immortal, as they are from Python 3.12 on (PEP 683): where
    # it gives back None, True, False or NotImplemented it gives away a reference that it never took. In 3.11
    # the few thousand there are last for seconds, and then the process aborts. So they get more than can be
    # spent.
    for _constant in (None, True, False, NotImplemented):
        ctypes.c_ssize_t.from_address(id(_constant)).value += sys.maxsize // 4
