"""The first-connection page through a real CAS server: who is let on to PRONOTE, who is told why not."""
import html
import re

import requests

SERVICE = {
    "code": "PRONOTECAS",
    "title": "Pronote",
    "sso": "pronote_cas",
    "order": 90,
    "xiti": "undefined",
    "grouping": "Scolarité",
    "description": "",
    "anonymous": False,
    "block": {"shown": False, "version": "", "cas_url": ""},
    "access": [{"target": "current_site", "profile": profile} for profile in ("student", "parent", "teacher")],
    "users": [],
}


def open_access(raccord, uai, server, pronote, validation):
    """Sets what the establishment's screens set: the service, and the portal's CAS server."""
    services = f"/api/establishments/{uai}/services"
    new = "?new=true" if raccord.call("GET", services) == [] else ""
    raccord.call("PUT", f"{services}/PRONOTECAS{new}", {**SERVICE, "url": pronote})
    settings = {"cas_url": server.cas, "validation": validation, "contact": "ent@college.exemple.fr"}
    raccord.call("PATCH", f"/api/establishments/{uai}", {"settings": settings})
    return f"{raccord.url}/acces/{uai}"


class Visit:
    """A portal user in a browser."""

    def __init__(self, server, page, user):
        self.server, self.page, self.user, self.browser = server, page, user, requests.Session()

    def comes(self):
        """The answer of our page, after the portal."""
        answer = self.browser.get(self.page, allow_redirects=False, timeout=10)
        if "/login?" not in answer.headers.get("Location", ""):
            return answer
        service = requests.utils.unquote(re.search(r"service=([^&]+)", answer.headers["Location"])[1])
        back = self.server.sign_in(self.browser, service, self.user, self.user)
        self.back = back
        answer = self.browser.get(back, allow_redirects=False, timeout=10)
        if answer.is_redirect:
            answer = self.browser.get(self.page, allow_redirects=False, timeout=10)
        return answer

    def presses(self, ticked):
        form = "connu=oui" if ticked else ""
        headers = {"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
        return self.browser.post(self.page, data=form, headers=headers, allow_redirects=False, timeout=10)


def title(answer):
    return html.unescape(re.search(r"<h1>(.*?)</h1>", answer.text)[1])


def first_connections(check, server, raccord, newcomers, school, uai, pronote):
    """Of the newcomers, nobody has accepted yet: one for each way of validating."""
    for validation, newcomer in zip(("cas3", "saml11"), newcomers):
        page = open_access(raccord, uai, server, pronote, validation)
        told = f"{server.name}, first connection, {validation}"
        user = newcomer["ent_id"]
        visit = Visit(server, page, user)
        answer = visit.comes()
        check(told, (answer.status_code, title(answer)), (200, "Service Pronote avec CAS"))
        check(f"{told}, the account is shown", user.lower() in answer.text.lower(), True)
        check(f"{told}, not ticked", visit.presses(False).headers["Refresh"], f"0; url={pronote}")
        check(f"{told}, shown again", visit.comes().status_code, 200)
        visit.presses(True)
        check(f"{told}, straight through", visit.comes().headers.get("Location"), pronote)
        another_day = Visit(server, page, user).comes()
        check(f"{told}, another day", another_day.headers.get("Location"), pronote)
        replayed = requests.get(visit.back, allow_redirects=False, timeout=10)
        check(f"{told}, a ticket serves once", (replayed.status_code, title(replayed)),
              (403, "La connexion n'a pas abouti"))
        unmapped = Visit(server, page, school.proposed).comes()
        check(f"{told}, only proposed", (unmapped.status_code, title(unmapped)),
              (403, "Votre compte n'est pas encore relié à Pronote"))
        staff = Visit(server, page, school.staff["ent_id"]).comes()
        check(f"{told}, no right", (staff.status_code, title(staff)),
              (403, "Ce service n'est pas ouvert à votre profil"))
        left = visit.browser.get(f"{page}/sortie", allow_redirects=False, timeout=10)
        check(f"{told}, leaves", left.headers["Location"], f"{server.cas}/logout")
