"""Programs that a journey starts and ends, each on a port of its own."""
import os
import signal
import socket
import subprocess
import time


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Program:
    """A program that answers on a port. Its output is kept in a file, and shown when it fails."""

    def __init__(self, name, command, port, folder, env=None, ready=""):
        self.name, self.command, self.port, self.env = name, command, port, env
        # What it says when it is ready, where an open port is not enough.
        self.ready = ready
        self.log = folder / f"{name}.log"
        self.process = None

    def start(self, patience=30):
        output = open(self.log, "ab")
        before = self.said()
        self.process = subprocess.Popen(
            [str(word) for word in self.command],
            env={**os.environ, **(self.env or {})},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        until = time.monotonic() + patience
        while self.ready and self.said() == before or not self.listens():
            if self.process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{self.name} does not start:\n{self.log.read_text(errors='replace')}")
            time.sleep(0.05)
        return self

    def said(self):
        return self.log.read_text(errors="replace").count(self.ready)

    def listens(self):
        try:
            socket.create_connection(("127.0.0.1", self.port), 0.5).close()
            return True
        except OSError:
            return False

    def stop(self):
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()
