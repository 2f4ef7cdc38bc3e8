"""Runs typst in a process of its own: what takes too long can be ended, and no crash of it takes the service along.

Run as a program it reads `{"source", "inputs", "timestamp"}` as JSON and writes the PDF.
"""

from __future__ import annotations

import json
import subprocess
import sys


def press(source: str, inputs: dict[str, str], timeout: float, *, timestamp: int | None = None) -> bytes:
    """`source` set by typst as a PDF. `inputs` are data, never markup; `timestamp`, in seconds, is the moment it says
    it was made at. Raises `PictureTimeout`, `PictureError`.
    """
    from graphsvc.pictures.running import PictureError, PictureTimeout

    asked = json.dumps({"source": source, "inputs": inputs, "timestamp": timestamp}).encode()
    try:
        done = subprocess.run(
            [sys.executable, __file__], input=asked, capture_output=True, timeout=timeout, check=False
        )
    except subprocess.TimeoutExpired as cause:
        raise PictureTimeout from cause
    if done.returncode or not done.stdout.startswith(b"%PDF"):
        raise PictureError
    return done.stdout


def main() -> None:
    """Set what stands on standard input."""
    import typst

    asked = json.loads(sys.stdin.buffer.read())
    made = typst.compile(
        asked["source"].encode(), format="pdf", sys_inputs=asked["inputs"], timestamp=asked["timestamp"]
    )
    sys.stdout.buffer.write(made)


if __name__ == "__main__":
    main()
