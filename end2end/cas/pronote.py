"""What stands for PRONOTE: CAS clients that know nothing of us, python-cas and Apache's mod_auth_cas."""
import glob
import os
from urllib.parse import urljoin
from xml.etree import ElementTree

import cas
import requests

from processes import Program, free_port
from raccord import query

SOAP = """<?xml version="1.0" encoding="UTF-8"?>
<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"><SOAP-ENV:Header/><SOAP-ENV:Body>
<samlp:Request xmlns:samlp="urn:oasis:names:tc:SAML:1.0:protocol" MajorVersion="1" MinorVersion="1"
 RequestID="_1" IssueInstant="2026-01-01T00:00:00Z"><samlp:AssertionArtifact>{ticket}</samlp:AssertionArtifact>
</samlp:Request></SOAP-ENV:Body></SOAP-ENV:Envelope>"""

# How a ticket can be validated.
VERSIONS = {"CAS 2.0": 2, "CAS 3.0": 3, "SAML 1.1": "CAS_2_SAML_1_0"}


def ticket_of(location):
    return (query(location or "").get("ticket") or [None])[0]


def validate(server, service, ticket, version):
    """Who it is, and their idPronote: what PRONOTE gets to know."""
    client = cas.CASClient(version=VERSIONS[version], server_url=f"{server.cas}/", service_url=service)
    user, attributes, _ = client.verify_ticket(ticket)
    found = (attributes or {}).get("idPronote")
    return user, found or None


def raw_saml(server, service, ticket):
    """The answer's own words, for what no client shows."""
    answer = requests.post(
        f"{server.cas}/samlValidate",
        params={"TARGET": service},
        data=SOAP.format(ticket=ticket),
        headers={"Content-Type": "text/xml;charset=utf-8", "SOAPAction": "http://www.oasis-open.org/committees/security"},
        timeout=10,
    )
    tree = ElementTree.fromstring(answer.content)
    values = {}
    for attribute in tree.iter("{urn:oasis:names:tc:SAML:1.0:assertion}Attribute"):
        values[attribute.get("AttributeName")] = [value.text for value in attribute]
    subject = tree.find(".//{urn:oasis:names:tc:SAML:1.0:assertion}NameIdentifier")
    return (subject.text if subject is not None else None), values.get("idPronote")


class Apache:
    """mod_auth_cas in front of an address, with SAML 1.1 as PRONOTE uses it."""

    def __init__(self, root, folder):
        self.root, self.folder = root, folder / "apache"
        self.folder.mkdir()
        self.port = free_port()
        self.service = f"http://127.0.0.1:{self.port}/pronote/"
        libraries = glob.glob(f"{root}/sysroot/usr/lib/*-linux-gnu") + glob.glob(f"{root}/sysroot/lib/*-linux-gnu")
        command = [f"{root}/sysroot/usr/sbin/apache2", "-D", "FOREGROUND", "-f", self.folder / "apache.conf"]
        env = {"LD_LIBRARY_PATH": ":".join(libraries)}
        self.program = Program("apache", command, self.port, folder, env)

    def start(self, server):
        for part in ("cookies", "www/pronote"):
            (self.folder / part).mkdir(parents=True)
        (self.folder / "www/pronote/index.html").write_text("PRONOTE")
        for path in (self.folder.parent, self.folder, self.folder / "cookies"):
            path.chmod(0o777)
        modules = ["mpm_event", "authn_core", "authz_core", "authz_user", "dir", "headers", "auth_cas"]
        load = "\n".join(
            f"LoadModule {name}_module {self.root}/sysroot/usr/lib/apache2/modules/mod_{name}.so" for name in modules
        )
        user = "User nobody\nGroup nogroup\n" if os.getuid() == 0 else ""
        (self.folder / "apache.conf").write_text(
            f"""ServerRoot {self.folder}
ServerName 127.0.0.1
Listen 127.0.0.1:{self.port}
PidFile {self.folder}/apache.pid
ErrorLog {self.folder}/error.log
DefaultRuntimeDir {self.folder}
Mutex pthread
{load}
{user}DocumentRoot {self.folder}/www
DirectoryIndex index.html
CASVersion 2
CASValidateSAML On
CASLoginURL {server.cas}/login
CASValidateURL {server.cas}/samlValidate
CASCookiePath {self.folder}/cookies/
<Directory />
Require all granted
</Directory>
<Location /pronote/>
AuthType CAS
CASAuthNHeader CAS_USER
Require valid-user
Header always set X-User "expr=%{{req:CAS_USER}}"
Header always set X-IdPronote "expr=%{{req:CAS-idPronote}}"
</Location>
"""
        )
        self.program.start()
        return self

    def stop(self):
        self.program.stop()

    def enter(self, server, user, password):
        """A browser that enters: whom mod_auth_cas sees, and with which idPronote."""
        browser = requests.Session()
        answer = browser.get(self.service, allow_redirects=False, timeout=10)
        location = server.sign_in(browser, query(answer.headers["Location"])["service"][0], user, password)
        for _ in range(5):
            answer = browser.get(location, allow_redirects=False, timeout=10)
            if not answer.is_redirect:
                break
            location = urljoin(location, answer.headers["Location"])
        assert answer.status_code == 200, (answer.status_code, (self.folder / "error.log").read_text())
        return answer.headers.get("X-User"), answer.headers.get("X-IdPronote") or None
