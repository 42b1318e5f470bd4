"""What a worker process does: opens the stage, then answers one item at a time over its standard streams.

Messages are pickles, each after its length in eight bytes. The process begins here, and the program that
began it is not run again: it needs no `if __name__ == "__main__"`, and may be a notebook or standard input.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
from typing import IO, Any

_LENGTH = struct.Struct("<Q")


def send(stream: IO[bytes], message: Any) -> None:
    """Write one message."""
    data = pickle.dumps(message, protocol=5)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one message; raises EOFError where the other side is gone."""
    (length,) = _LENGTH.unpack(_exactly(stream, _LENGTH.size))
    return pickle.loads(_exactly(stream, length))


def _exactly(stream: IO[bytes], count: int) -> bytes:
    data = stream.read(count)
    if len(data) < count:
        raise EOFError("the other side is gone")
    return data


def serve() -> None:
    """Answer until the other side closes its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; who began the workers ends them
    source, sink = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what any package prints is no answer
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    try:
        _answer(source, sink)
    except (EOFError, BrokenPipeError):
        os._exit(0)


def _answer(source: IO[bytes], sink: IO[bytes]) -> None:
    stage, limits = receive(source)
    try:
        run = stage.open()
    except Exception as error:
        send(sink, ("raised", _whole(error)))
        return
    limits.hold_memory()
    send(sink, ("ready", None))
    while True:
        item = receive(source)
        try:
            with limits.held():
                answer = ("done", run(item))
        except Exception as error:
            answer = ("raised", _whole(error))
        send(sink, answer)


def _whole(error: Exception) -> Exception:
    """Return an error that comes through a pickle; one that would not is told in words."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error

