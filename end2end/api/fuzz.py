"""schemathesis against the real server and its own OpenAPI document, as an account that may do everything.

usage: fuzz.py FOLDER BINARY [OPTION OF SCHEMATHESIS]..."""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import requests

HERE = Path(__file__).parent
# The first account, establishments and imports are made as the CAS journey makes them.
sys.path.append(str(HERE.parent / "cas"))
from raccord import Raccord  # noqa: E402

UAI = "0990001N"


def main(folder, binary):
    with tempfile.TemporaryDirectory(prefix="raccord-api-") as data:
        data = Path(data)
        raccord = Raccord(binary, data, f"sqlite:{data / 'raccord.db'}")
        raccord.program.env["RACCORD_OPENAPI"] = "true"
        # A visitor in a hurry is what this is.
        raccord.program.env["RACCORD_REQUESTS_PER_SECOND"] = "0"
        raccord.start()
        try:
            raccord.make_first_account()
            raccord.add_establishment(UAI)
            client, secret = raccord.let_in("Portail")
            run(
                folder,
                raccord,
                RACCORD_CAS_CLIENT=client,
                RACCORD_CAS_SECRET=secret,
                RACCORD_COLLEAGUE=colleague(raccord),
                RACCORD_IMPORT=raccord.start_import(UAI, "partial"),
            )
            # Otherwise nothing was proved about what came after the session's end.
            assert raccord.call("GET", "/api/session")["account"], "the session has ended on the way"
        finally:
            raccord.program.stop()


def colleague(raccord):
    """Somebody else with an account: its number."""
    made = raccord.call("POST", "/api/invitations", {"role": "member", "rights": []})
    body = {"token": made["link"].split("#")[1], "name": "Grace", "password": "correct cheval pile agrafe"}
    headers = {"X-Raccord-Csrf": "anonymous", "Sec-Fetch-Site": "same-origin"}
    requests.post(f"{raccord.url}/api/invitation", json=body, headers=headers, timeout=10).raise_for_status()
    accounts = raccord.call("GET", "/api/accounts")["items"]
    return next(account["id"] for account in accounts if account["name"] == "Grace")


def run(folder, raccord, **found):
    [session] = raccord.session.cookies
    env = {
        **os.environ,
        "RACCORD_SESSION": session.value,
        "RACCORD_CSRF": raccord.csrf,
        "RACCORD_UAI": UAI,
        **found,
    }
    command = [folder / "bin" / "schemathesis", "--config-file", HERE / "schemathesis.toml"]
    command += ["run", f"{raccord.url}/api/openapi.json", "--phases", "coverage,fuzzing", *sys.argv[3:]]
    done = subprocess.run([str(word) for word in command], env=env, cwd=folder)
    if done.returncode:
        raise SystemExit(done.returncode)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
