"""A PostgreSQL of the journey's own, where it is installed."""
import glob
import os
import pwd
import shutil
import subprocess

from processes import free_port


class Postgres:
    @staticmethod
    def programs():
        found = sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"))
        path = found[-1] if found else shutil.which("initdb")
        return os.path.dirname(path) if path else None

    def __init__(self, folder):
        self.bin, self.folder, self.port = self.programs(), folder / "postgres", free_port()
        self.folder.mkdir()
        self.data = self.folder / "data"
        if os.getuid() == 0:
            # PostgreSQL refuses to run as root.
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            folder.chmod(0o755)

    def run(self, program, *arguments):
        command = [f"{self.bin}/{program}", *map(str, arguments)]
        if os.getuid() == 0:
            command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--", *command]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self):
        self.run("initdb", "--no-sync", "--auth=trust", "--username=raccord", "-D", self.data)
        options = f"-h 127.0.0.1 -p {self.port} -k {self.folder} -c fsync=off"
        subprocess_log = self.folder / "log"
        self.run("pg_ctl", "start", "-w", "-D", self.data, "-l", subprocess_log, "-o", options)
        self.run("createdb", "-h", "127.0.0.1", "-p", self.port, "-U", "raccord", "raccord")
        return self

    @property
    def address(self):
        return f"postgres://raccord@127.0.0.1:{self.port}/raccord"

    def execute(self, path):
        self.run("psql", "-h", "127.0.0.1", "-p", self.port, "-U", "raccord", "-v", "ON_ERROR_STOP=1", "-f", path, "raccord")

    def stop(self):
        if self.data.exists():
            self.run("pg_ctl", "stop", "-m", "immediate", "-D", self.data)
