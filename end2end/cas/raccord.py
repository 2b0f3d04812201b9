"""Our real server, and the page's part of the API: the first account, establishments, imports."""
import json
import re
import subprocess
import time
import urllib.parse
import uuid

import requests

from processes import Program, free_port

CATEGORIES = ["teacher", "student", "guardian", "internship_supervisor", "inspector", "staff"]


class Raccord:
    def __init__(self, binary, folder, database):
        self.binary, self.folder, self.database = binary, folder, database
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        env = {"RACCORD_DATABASE": database, "RACCORD_LISTEN": f"127.0.0.1:{self.port}"}
        self.program = Program(f"raccord-{self.port}", [binary], self.port, folder, env, ready="listening")
        self.session = requests.Session()
        self.csrf = "anonymous"

    def start(self):
        self.program.start()
        return self

    def make_first_account(self):
        link = re.search(r"/premier-compte#(\S+)", self.program.log.read_text())
        body = {"token": link[1], "name": "Ada", "password": "correct cheval pile agrafe"}
        self.csrf = self.call("POST", "/api/setup", body)["csrf"]

    def call(self, method, path, body=None, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers.update({"X-Raccord-Csrf": self.csrf, "Sec-Fetch-Site": "same-origin"})
        answer = self.session.request(method, self.url + path, json=body, headers=headers, timeout=10)
        assert answer.ok, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json() if answer.text else None

    def add_establishment(self, uai, cas_key="ent_id"):
        body = {"uai": uai, "name": f"Collège {uai}", "cas_key": cas_key}
        return self.call("POST", "/api/establishments", body)

    def let_in(self, name, refresh_url=None):
        """A CAS server that may ask: its number and its secret."""
        made = self.call("POST", "/api/cas-clients", {"name": name, "refresh_url": refresh_url})
        return made["client"]["id"], made["secret"]

    def wants_to_be_told(self, client, name, refresh_url):
        self.call("PUT", f"/api/cas-clients/{client}", {"name": name, "refresh_url": refresh_url})

    def start_import(self, uai, mode):
        sources = [{"kind": "identifiers", "sha256": "0" * 64, "records": [[c, 1] for c in CATEGORIES]}]
        body = {"mode": mode, "sources": sources}
        path = f"/api/establishments/{uai}/imports"
        return self.call("POST", path, body, Idempotency_Key=str(uuid.uuid4()))["id"]

    def revision(self, uai):
        return self.call("GET", f"/api/establishments/{uai}/mappings?limit=1")["revision"]

    def validate(self, uai, import_id, category, pairs, replace=False):
        """Stores a step as the page does; pairs are (account, identifier)."""
        decided = [{"ent_key": key, "pronote_id": pid, "decision": "automatic"} for key, pid in pairs]
        body = {"pairs": decided, "replace": replace, "report": {"refused": 0, "to_review": 0, "undecided": 0}}
        path = f"/api/establishments/{uai}/imports/{import_id}/steps/{category}"
        match = f'"{self.revision(uai)}"'
        return self.call("PUT", path, body, If_Match=match, Idempotency_Key=str(uuid.uuid4()))

    def undo(self, uai, import_id):
        match = f'"{self.revision(uai)}"'
        return self.call("POST", f"/api/establishments/{uai}/imports/{import_id}/undo", If_Match=match)

    def wait_until_told(self, client, patience=20):
        """Until every CAS server knows of the last change, as the page of CAS servers shows it."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            one = next(c for c in self.call("GET", "/api/cas-clients") if c["id"] == client)
            if one["refreshes"]["pending"] == 0:
                assert one["refreshes"]["failure"] is None, one
                return
            time.sleep(0.1)
        raise AssertionError(f"still waiting to be told: {one}")

    def configuration(self, server, uai, to, client=None, pronote=None):
        """Writes the files for a CAS server with our command, where an operator would."""
        command = [self.binary, "cas-config", "--uai", uai, "--server", server, "--to", str(to)]
        command += ["--database", self.database, "--public-url", self.url]
        command += ["--client", client] if client else []
        command += ["--pronote", pronote] if pronote else []
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return to


def decisions(link, identifiers, accounts):
    """The demonstration school, linked by our own linkage: one object for each PRONOTE account."""
    command = [link, "--pronote", identifiers, "--directory", accounts]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    return [json.loads(line) for line in lines]


def query(url):
    return urllib.parse.parse_qs(urllib.parse.urlparse(url).query)
