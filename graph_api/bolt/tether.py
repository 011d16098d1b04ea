"""Become another program that ends when the process that started it ends (Linux only).

A script, run by path: ``python tether.py PARENT_PID COMMAND ...``. Asking the kernel before the
program takes over is safe in a process with threads, where code between fork and exec is not.
"""

import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1

if __name__ == "__main__":
    parent, *command = sys.argv[1:]
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != int(parent):
        sys.exit("the process that asked for this one has already ended")
    os.execv(command[0], command)  # noqa: S606 - the command comes from engine_process
