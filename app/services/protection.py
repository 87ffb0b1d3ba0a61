"""What the platform can forbid so that an open binder does not leak out of its process (trust.md 5)."""

import ctypes
import sys

_PR_SET_DUMPABLE = 4
_PT_DENY_ATTACH = 31
_SEM_NOGPFAULTERRORBOX = 0x0001 | 0x0002


def forbid_dumps() -> None:
    """No core dump, and no debugger of the same user, where the platform can forbid it."""
    if sys.platform == "win32":
        # No box that offers to send a dump.
        ctypes.windll.kernel32.SetErrorMode(_SEM_NOGPFAULTERRORBOX)
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    elif sys.platform == "darwin":
        ctypes.CDLL(None).ptrace(_PT_DENY_ATTACH, 0, None, 0)
