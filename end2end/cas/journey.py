"""idPronote really reaches PRONOTE: the demonstration school, linked by our linkage and stored through our
API, sent by real CAS servers that were configured with the files of our command, read by real CAS clients.

usage: journey.py ROOT BINARY LINK   (what is unpacked, our server, our linkage)
"""
import pathlib
import sys
import tempfile
import time

import requests

from administrators import CALLBACK, administrators
from django_cas import DjangoCas
from first_connection import first_connections
from lemonldap import LemonLDAP
from portal import make_users
from postgres import Postgres
from pronote import VERSIONS, Apache, raw_saml, ticket_of, validate
from raccord import Raccord, decisions

PROJECT = pathlib.Path(__file__).resolve().parents[2]
IDENTIFIERS = PROJECT / "public/demo/IdPN_To_KOSMOS.xml"
ACCOUNTS = PROJECT / "public/demo/comptes-ent.csv"
# The demonstration's own establishment is never released: its people go to school here.
HERE, THERE = "0990001N", "0990002P"

checked = 0


def check(what, found, expected):
    global checked
    assert found == expected, f"{what}: {found!r}, not {expected!r}"
    checked += 1


class School:
    """Whom the linkage recognised, proposed, and did not."""

    def __init__(self, link):
        self.all = decisions(link, IDENTIFIERS, ACCOUNTS)
        automatic = [one for one in self.all if one["decision"] == "automatic"]
        self.staff = next(one for one in automatic if one["category"] == "staff")
        self.guardians = [one for one in automatic if one["category"] == "guardian"]
        held = {one["ent_id"] for one in automatic}
        pupils = [one for one in automatic if one["category"] == "student"]
        self.mapped, self.other, self.refused, self.spare = pupils[:4]
        proposed = [one for one in self.all if one["decision"] == "suggested" and one["candidates"]]
        first = [one["candidates"][0]["ent_id"] for one in proposed]
        self.proposed = next(ent_id for ent_id in first if ent_id not in held)

    def pairs(self, category):
        """What the page would send: the automatic pairs, but for one that the administrator refused."""
        rows = (one for one in self.all if one["category"] == category and one["decision"] == "automatic")
        return [(one["ent_id"], one["pronote_id"]) for one in rows if one is not self.refused]

    def store(self, raccord):
        raccord.make_first_account()
        for uai in (HERE, THERE):
            raccord.add_establishment(uai)
        import_id = raccord.start_import(HERE, "complete")
        for category in ("teacher", "student", "guardian", "internship_supervisor", "inspector", "staff"):
            raccord.validate(HERE, import_id, category, self.pairs(category))
        # One of them goes to another school as well.
        import_id = raccord.start_import(THERE, "complete")
        raccord.validate(THERE, import_id, "student", [(self.other["ent_id"], "Z9Y8X7W6V5T4S3R2")])


def enters_with(server, service, user, version, browser=None, password=None):
    """What PRONOTE gets to know of a user who comes from the portal."""
    location = server.sign_in(browser or requests.Session(), service, user, password or user.upper())
    ticket = ticket_of(location)
    return validate(server, service, ticket, version) if ticket else None


def every_server(server, school, services):
    """What must hold whichever CAS server it is."""
    here, there = services
    zoe, other = school.mapped, school.other
    for version in VERSIONS:
        found = enters_with(server, here, zoe["ent_id"], version)
        check(f"{server.name}, {version}", found, (zoe["ent_id"], zoe["pronote_id"]))
        found = enters_with(server, here, school.proposed, version)
        check(f"only proposed, {version}", found, (school.proposed, None))
    for service, expected in ((here, other["pronote_id"]), (there, "Z9Y8X7W6V5T4S3R2")):
        found = enters_with(server, service, other["ent_id"], "SAML 1.1")
        check(f"each establishment its own, {service}", found, (other["ent_id"], expected))
    refused = school.refused["ent_id"]
    check("refused in the page", enters_with(server, here, refused, "CAS 3.0"), (refused, None))
    found = enters_with(server, there, zoe["ent_id"], "CAS 3.0")
    check("unknown in the other school", found, (zoe["ent_id"], None))
    undeclared = here.replace("/pronote/", "/autre/")
    found = enters_with(server, undeclared, zoe["ent_id"], "CAS 3.0")
    check("a service that nobody declared", found, None)
    found = enters_with(server, here, zoe["ent_id"], "CAS 3.0", password="faux")
    check("a wrong password", found, None)

    location = server.sign_in(requests.Session(), here, zoe["ent_id"], zoe["ent_id"])
    ticket = ticket_of(location)
    check("SAML 1.1 in its own words", raw_saml(server, here, ticket), (zoe["ent_id"], [zoe["pronote_id"]]))
    check("a ticket serves once", validate(server, here, ticket, "CAS 3.0"), (None, None))


def lemonldap_over_http(root, folder, raccord, school, users):
    apache = Apache(root, folder)
    services = (apache.service, apache.service.replace("/pronote/", "/pronote-bis/"))
    client, secret = raccord.let_in("LemonLDAP")
    server = LemonLDAP(root, folder, users)
    for uai, service in zip((HERE, THERE), services):
        to = folder / f"lemonldap-{uai}"
        server.merge(raccord.configuration("lemonldap", uai, to, client, service), SECRET=secret)
    server.declare("raccord", raccord.url + CALLBACK)
    server.start()
    raccord.wants_to_be_told(client, "LemonLDAP", server.refresh_url)
    apache.start(server)
    try:
        every_server(server, school, services)
        zoe = school.mapped
        found = enters_with(server, services[0], zoe["ent_id"].lower(), "SAML 1.1")
        check("typed in small letters", found, (zoe["ent_id"], zoe["pronote_id"]))
        found = apache.enter(server, zoe["ent_id"], zoe["ent_id"])
        check("mod_auth_cas", found, (zoe["ent_id"], zoe["pronote_id"]))
        found = apache.enter(server, school.proposed, school.proposed)
        check("mod_auth_cas, only proposed", found, (school.proposed, None))
        first_connections(check, server, raccord, (zoe, school.other), school, HERE, services[0])
        administrators(check, server, raccord, school.staff["ent_id"], zoe["ent_id"])
        a_change_is_seen_in_the_same_session(server, services[0], raccord, client, school)
        without_us_the_portal_opens(server, services[0], raccord, school)
    finally:
        apache.stop()
        server.stop()


def a_change_is_seen_in_the_same_session(server, service, raccord, client, school):
    user, browser = school.spare["ent_id"], requests.Session()
    now = lambda: enters_with(server, service, user, "SAML 1.1", browser)
    check("before the change", now(), (user, school.spare["pronote_id"]))
    import_id = raccord.start_import(HERE, "partial")
    raccord.validate(HERE, import_id, "student", [(user, "CHANGEDAFTERWARD")], replace=True)
    raccord.wait_until_told(client)
    check("after the change", now(), (user, "CHANGEDAFTERWARD"))
    raccord.undo(HERE, import_id)
    raccord.wait_until_told(client)
    check("after it was undone", now(), (user, school.spare["pronote_id"]))
    empty = [pair for pair in school.pairs("student") if pair[0] != user]
    import_id = raccord.start_import(HERE, "complete")
    # Without its PRONOTE identifier in any file, it goes.
    raccord.validate(HERE, import_id, "student", empty)
    raccord.wait_until_told(client)
    check("after it was taken away", now(), (user, None))


def without_us_the_portal_opens(server, service, raccord, school):
    user = school.mapped["ent_id"]
    raccord.program.stop()
    found = enters_with(server, service, user, "CAS 3.0")
    check("our server is down", found, (user, None))
    found = enters_with(server, service, user, "CAS 3.0", password="faux")
    check("our server is down, a wrong password", found, None)
    raccord.start()
    found = enters_with(server, service, user, "CAS 3.0")
    check("our server is back", found, (user, school.mapped["pronote_id"]))


def django(root, folder, raccord, school, users):
    services = ("http://127.0.0.1:9/pronote/", "http://127.0.0.1:9/pronote-bis/")
    _, secret = raccord.let_in("django-cas-server")
    for uai, service in zip((HERE, THERE), services):
        raccord.configuration("django", uai, folder, pronote=service)
    # Each establishment's file asks for that establishment; one portal has one of them here.
    server = DjangoCas(root, folder, users, [f"raccord_{HERE}"], secret, raccord.url + CALLBACK).start()
    try:
        zoe = school.mapped
        first_connections(check, server, raccord, school.guardians[:2], school, HERE, services[0])
        administrators(check, server, raccord, school.staff["ent_id"], zoe["ent_id"])
        for version in VERSIONS:
            found = enters_with(server, services[0], zoe["ent_id"], version)
            check(f"django-cas-server, {version}", found, (zoe["ent_id"], zoe["pronote_id"]))
            found = enters_with(server, services[0], school.proposed, version)
            check(f"django-cas-server, only proposed, {version}", found, (school.proposed, None))
        found = enters_with(server, services[1], zoe["ent_id"], "CAS 3.0")
        check("django-cas-server, a service that nobody declared", found, None)
        location = server.sign_in(requests.Session(), services[0], zoe["ent_id"], zoe["ent_id"])
        ticket = ticket_of(location)
        expected = (zoe["ent_id"], [zoe["pronote_id"]])
        check("django-cas-server, SAML", raw_saml(server, services[0], ticket), expected)
        check("django-cas-server, again", validate(server, services[0], ticket, "CAS 3.0"), (None, None))
        without_us_the_portal_opens(server, services[0], raccord, school)
    finally:
        server.stop()


def lemonldap_over_sql(root, folder, binary, school, users):
    """The views of PostgreSQL, inside the combination that lets users without a row in."""
    database = Postgres(folder)
    raccord = server = None
    try:
        database.start()
        raccord = Raccord(binary, folder, database.address).start()
        school.store(raccord)
        server = LemonLDAP(root, folder, users, "lemonldap-sql")
        service = "http://127.0.0.1:9/pronote/"
        to = raccord.configuration("lemonldap-sql", HERE, folder / "sql", pronote=service)
        role = to / "raccord_lemonldap.sql"
        role.write_text(role.read_text().replace("SECRET", "motdepasse"))
        database.execute(role)
        places = {"dbname=BASE": "dbname=raccord", "HOTE;port=5432": f"127.0.0.1;port={database.port}"}
        server.merge(to, SECRET="motdepasse", **places)
        # Two modules of kind DBI share the row that they read last: only what was typed is left of the first.
        server.settings["casAttr"] = "_user"
        server.start()
        zoe, other = school.mapped, school.other
        for user in (zoe["ent_id"], zoe["ent_id"].lower()):
            found = enters_with(server, service, user, "SAML 1.1")
            check("LemonLDAP::NG, SQL", found, (user, zoe["pronote_id"]))
        found = enters_with(server, service, other["ent_id"], "CAS 3.0")
        check("SQL, of two schools", found, (other["ent_id"], other["pronote_id"]))
        found = enters_with(server, service, school.proposed, "CAS 3.0")
        check("SQL, a user without a row still enters", found, (school.proposed, None))
        raccord.add_establishment("0990003R", "login")
        try:
            raccord.configuration("lemonldap-sql", "0990003R", folder / "no")
            raise AssertionError("digests of logins are of no use in SQL")
        except RuntimeError as refusal:
            check("SQL, logins", "not available" in str(refusal), True)
    finally:
        if server:
            server.stop()
        if raccord:
            raccord.program.stop()
        database.stop()


def main(root, binary, link):
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="raccord-cas-") as folder:
        folder = pathlib.Path(folder)
        users = folder / "users.sqlite"
        make_users(users, ACCOUNTS)
        school = School(link)
        raccord = Raccord(binary, folder, f"sqlite:{folder}/raccord.db").start()
        try:
            school.store(raccord)
            lemonldap_over_http(root, folder, raccord, school, users)
            django(root, folder, raccord, school, users)
        finally:
            raccord.program.stop()
        log = raccord.program.log.read_text()
        for person in (school.mapped["ent_id"], school.mapped["pronote_id"]):
            check("the server's log names nobody", person.lower() in log.lower(), False)
        told = ""
        if Postgres.programs():
            lemonldap_over_sql(root, folder, binary, school, users)
        else:
            told = "; SKIPPED: PostgreSQL is not installed, the SQL way was not tried"
    print(f"CAS: {checked} checks passed in {time.monotonic() - started:.1f} s{told}")


if __name__ == "__main__":
    main(*sys.argv[1:])
