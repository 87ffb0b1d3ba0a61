"""The windows: the only room that knows Qt."""

import ctypes
import sys

if sys.version_info < (3, 12) and not hasattr(sys, "getobjects"):
    # PySide6 6.12 is built for a `None` that is immortal, as it is from Python 3.12 on (PEP 683): each of its
    # methods that gives None gives away a reference that it never took. In 3.11 the few thousand there are
    # last for seconds, and then the process aborts. So `None` gets more than can ever be given away.
    ctypes.c_ssize_t.from_address(id(None)).value += sys.maxsize // 4
