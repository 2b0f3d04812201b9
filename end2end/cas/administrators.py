"""Administrators who sign in to Raccord through the portal's real CAS server."""
import re

import requests

CALLBACK = "/api/session/cas/callback"


def administrators(check, server, raccord, ent_id, somebody):
    """The portal's word opens the account that has this ENT id, whichever way tickets are validated."""
    account = next(one for one in raccord.call("GET", "/api/accounts")["items"] if one["name"] == "Ada")
    raccord.call("PUT", f"/api/accounts/{account['id']}/ent-id", {"ent_id": ent_id})
    for validation in ("cas3", "saml11"):
        told = f"{server.name}, an administrator, {validation}"
        raccord.program.stop()
        settings = {"RACCORD_SIGN_IN_CAS": server.cas, "RACCORD_SIGN_IN_CAS_VALIDATION": validation}
        raccord.program.env.update(settings)
        raccord.start()
        browser = requests.Session()
        back, end = through_portal(server, raccord, browser, ent_id)
        check(told, end, f"{raccord.url}/")
        session = browser.get(f"{raccord.url}/api/session", timeout=10).json()
        check(f"{told}, is in", session["account"]["name"], "Ada")
        again = browser.get(back, allow_redirects=False, timeout=10).headers["Location"]
        check(f"{told}, once", again, f"{raccord.url}/connexion?portail=refus")
        stranger = requests.Session()
        _, end = through_portal(server, raccord, stranger, somebody)
        check(f"{told}, unknown", end, f"{raccord.url}/connexion?portail=inconnu")
        session = stranger.get(f"{raccord.url}/api/session", timeout=10).json()
        check(f"{told}, is not in", session["account"], None)


def through_portal(server, raccord, browser, user):
    """Where the portal sends the browser back to, and where Raccord sends it on to."""
    away = browser.get(f"{raccord.url}/api/session/cas", allow_redirects=False, timeout=10).headers["Location"]
    service = requests.utils.unquote(re.search(r"service=([^&]+)", away)[1])
    back = server.sign_in(browser, service, user, user)
    return back, browser.get(back, allow_redirects=False, timeout=10).headers["Location"]
