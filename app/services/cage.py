"""Shutting a process in, so that what it decodes can do nothing but use up a little time and memory.

What each platform has: limits of processor time, memory and file size everywhere but on Windows, which has
them as a job; on Linux the system also refuses whatever opens a file or a connection, starts a program or
looks into another process. What is not there is done without: the process holds no key in any case.
"""

import ctypes
import os
import platform
import sys
from contextlib import suppress

SECONDS = 25
MEMORY = 768 * 1024 * 1024
"""Bytes that may be written to; what is only reserved (PDF's reader reserves 32 GB) is not counted."""

OUT_OF_TIME = -24
"""The exit status of a process that used up its seconds (SIGXCPU), where the platform tells."""

_NO_NEW_PRIVILEGES, _SET_SECCOMP, _FILTER = 38, 22, 2
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | 13  # EACCES
_LOAD, _EQUAL, _LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ARCHITECTURE, _NUMBER = 4, 0
"""Where the kernel's `seccomp_data` has them."""
_X32 = 0x40000000

# open, openat, openat2, creat; socket, socketpair, connect, bind, sendto, sendmsg; execve, execveat; ptrace,
# process_vm_readv, process_vm_writev, pidfd_open, pidfd_getfd, kill; unlink, rename, link, symlink, mkdir,
# rmdir, chmod, truncate, mknod with their later forms; mount, unshare, setns, bpf, io_uring_setup, shmget,
# msgget, add_key, request_key, keyctl, perf_event_open, userfaultfd.
_REFUSED = {
    "x86_64": (
        0xC000003E,
        (
            *(2, 257, 437, 85, 41, 53, 42, 49, 44, 46, 59, 322, 101, 310, 311, 434, 438, 62),
            *(87, 263, 82, 264, 316, 86, 265, 88, 266, 83, 258, 84, 90, 268, 452, 76, 133, 259),
            *(165, 272, 308, 321, 425, 29, 68, 248, 249, 250, 298, 323),
        ),
    ),
    "aarch64": (
        0xC00000B7,
        (
            *(56, 437, 198, 199, 203, 200, 206, 211, 221, 281, 117, 270, 271, 434, 438, 129),
            *(35, 38, 276, 37, 36, 34, 53, 452, 45, 33),
            *(40, 97, 268, 280, 425, 194, 186, 217, 218, 219, 241, 282),
        ),
    ),
}


def shut_in() -> None:
    """Shut this process in for good; what it needs of files must be loaded by now."""
    if sys.platform == "win32":
        with suppress(OSError):
            _enter_job()
        return
    _limit()
    if sys.platform == "linux":
        _refuse_calls()


def _limit() -> None:
    if sys.platform == "win32":
        return
    import resource

    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_DATA: MEMORY,
        resource.RLIMIT_NOFILE: 32,
    }
    for what, most in wanted.items():
        hard = resource.getrlimit(what)[1]
        # A limit that is lower already stays; macOS refuses some.
        with suppress(OSError, ValueError):
            allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
            # At the soft limit of time the process is told why it ends, at the hard one it is not.
            spare = 2 if what == resource.RLIMIT_CPU and allowed == most else 0
            resource.setrlimit(what, (allowed, allowed + spare))


class _Step(ctypes.Structure):
    _fields_ = (
        ("code", ctypes.c_uint16),
        ("yes", ctypes.c_uint8),
        ("no", ctypes.c_uint8),
        ("k", ctypes.c_uint32),
    )


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Step)))


def _refuse_calls() -> None:
    if platform.machine() not in _REFUSED:
        return
    architecture, refused = _REFUSED[platform.machine()]
    steps = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        (_RETURN, 0, 0, _REFUSE),
        (_LOAD, 0, 0, _NUMBER),
        # Jumps are counted from the next line, and all go to the last.
        (_LEAST, len(refused) + 1, 0, _X32),
        *((_EQUAL, len(refused) - at, 0, number) for at, number in enumerate(refused)),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _REFUSE),
    ]
    laid = (_Step * len(steps))(*(_Step(*each) for each in steps))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    libc.prctl(_SET_SECCOMP, _FILTER, ctypes.byref(_Program(len(steps), laid)), 0, 0)


class _Basic(ctypes.Structure):
    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    _fields_ = (
        ("basic", _Basic),
        ("counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process", ctypes.c_size_t),
        ("peak_job", ctypes.c_size_t),
    )


_EXTENDED_LIMITS = 9
_TIME, _ONE_PROCESS, _PROCESS_MEMORY, _NO_BOX = 0x2, 0x8, 0x100, 0x400


def _enter_job() -> None:
    """Windows: a job of this process alone, with a bound for its time and memory, and no child."""
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = ctypes.c_void_p
        job = ctypes.c_void_p(kernel.CreateJobObjectW(None, None))
        limits = _Extended(process_memory=MEMORY)
        limits.basic.flags = _TIME | _ONE_PROCESS | _PROCESS_MEMORY | _NO_BOX
        limits.basic.process_time, limits.basic.processes = SECONDS * 10_000_000, 1
        kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, ctypes.c_void_p(kernel.GetCurrentProcess()))


def alone() -> dict[str, str]:
    """The environment that a shut-in process is given: what the loader needs, and nothing about anybody."""
    kept = ("SYSTEMROOT", "WINDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
    return {name: os.environ[name] for name in kept if name in os.environ}
