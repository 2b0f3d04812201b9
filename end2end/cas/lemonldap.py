"""A real LemonLDAP::NG: what a portal has before us, then the files that our command wrote."""
import glob
import html
import json
import os
import re

import requests

from processes import Program, free_port


class LemonLDAP:
    name = "LemonLDAP::NG"

    def __init__(self, root, folder, users, label="lemonldap"):
        self.root, self.folder, self.users = root, folder / label, users
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.refresh_url = f"{self.url}/refreshsessions"
        for part in ("conf", "sessions/lock", "psessions/lock", "cache"):
            (self.folder / part).mkdir(parents=True)
        self.settings = self.before_us()
        modules = glob.glob(f"{root}/sysroot/usr/lib/*/perl5/5.*") + [f"{root}/sysroot/usr/share/perl5"]
        libraries = glob.glob(f"{root}/sysroot/usr/lib/*-linux-gnu") + glob.glob(f"{root}/sysroot/lib/*-linux-gnu")
        env = {
            "PERL5LIB": ":".join(modules),
            "LD_LIBRARY_PATH": ":".join(libraries),
            "LLNG_DEFAULTCONFFILE": str(self.folder / "lemonldap-ng.ini"),
            "LLNG_DEFAULTLOGGER": "Lemonldap::NG::Common::Logger::Std",
        }
        starman = f"{root}/sysroot/usr/bin/starman"
        listen = ["--listen", f"127.0.0.1:{self.port}", "--workers", "2", "--preload-app"]
        command = ["perl", starman, *listen, self.folder / "app.psgi"]
        self.program = Program(label, command, self.port, folder, env)

    def before_us(self):
        """The portal signs its users in from a table; CAS is switched on, and knows no service yet."""
        files = {"generateModule": "Lemonldap::NG::Common::Apache::Session::Generate::SHA256"}
        sessions = {**files, "Directory": f"{self.folder}/sessions", "LockDirectory": f"{self.folder}/sessions/lock"}
        lasting = {**files, "Directory": f"{self.folder}/psessions", "LockDirectory": f"{self.folder}/psessions/lock"}
        table = {
            "dbiAuthChain": f"dbi:SQLite:dbname={self.users}",
            "dbiAuthUser": "",
            "dbiAuthPassword": "",
            "dbiAuthTable": "users",
            "dbiAuthLoginCol": "uid",
            "dbiAuthPasswordCol": "password",
            "dbiUserTable": "users",
            "userPivot": "uid",
            "dbiExportedVars": {"uid": "uid", "cn": "cn"},
        }
        return {
            "cfgNum": 1,
            "cfgAuthor": "end2end",
            "cfgDate": "1",
            "cfgVersion": "2.21.0",
            "key": "0123456789abcdef0123456789abcdef",
            "portal": f"{self.url}/",
            "domain": "127.0.0.1",
            "cookieName": "lemonldap",
            "securedCookie": 0,
            "passwordDB": "Null",
            "registerDB": "Null",
            "combModules": {"Ent": {"type": "DBI", "for": 0, "over": table}},
            "casAttr": "uid",
            "macros": {"_whatToTrace": "lc($_user)"},
            "whatToTrace": "_whatToTrace",
            "groups": {},
            "exportedVars": {},
            "locationRules": {"127.0.0.1": {"default": "accept"}},
            "exportedHeaders": {},
            "applicationList": {},
            "globalStorage": "Apache::Session::File",
            "globalStorageOptions": sessions,
            "persistentStorage": "Apache::Session::File",
            "persistentStorageOptions": lasting,
            "localSessionStorage": "Cache::FileCache",
            "localSessionStorageOptions": {
                "cache_root": f"{self.folder}/cache",
                "cache_depth": 3,
                "default_expires_in": 600,
                "directory_umask": "007",
                "namespace": "lemonldap-ng-sessions",
            },
            "loginHistoryEnabled": 0,
            "notification": 0,
            "captcha_login_enabled": 0,
            "captcha_mail_enabled": 0,
            "captcha_register_enabled": 0,
            "portalDisplayResetPassword": 0,
            "portalDisplayRegister": 0,
        }

    def merge(self, folder, **written):
        """As `lemonldap-ng-cli merge` does, once the places were filled in by hand."""
        for path in sorted(folder.glob("*.json")):
            text = path.read_text()
            for place, value in written.items():
                text = text.replace(place, value)
            merge(self.settings, json.loads(text))

    def declare(self, name, service):
        """A service more, as the operator declares it."""
        merge(self.settings, {"casAppMetaDataOptions": {name: {"casAppMetaDataOptionsService": service}}})

    def start(self):
        (self.folder / "conf/lmConf-1.json").write_text(json.dumps(self.settings, indent=1))
        share = f"{self.root}/sysroot/usr/share"
        (self.folder / "lemonldap-ng.ini").write_text(
            f"""[all]
logLevel = warn
checkTime = 1
[configuration]
type = File
dirName = {self.folder}/conf
[portal]
staticPrefix = /static
templateDir = {share}/lemonldap-ng/portal/templates
languages = en, fr
"""
        )
        (self.folder / "app.psgi").write_text(
            "use Lemonldap::NG::Portal::Main; Lemonldap::NG::Portal::Main->run({});\n"
        )
        self.program.start()
        return self

    def stop(self):
        self.program.stop()

    @property
    def cas(self):
        return f"{self.url}/cas"

    def sign_in(self, browser, service, user, password):
        """Where the browser is sent to; nothing where the portal keeps it."""
        answer = browser.get(f"{self.cas}/login", params={"service": service}, allow_redirects=False, timeout=10)
        if answer.is_redirect:
            return answer.headers["Location"]
        fields = re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', answer.text)
        form = {name: html.unescape(value) for name, value in fields}
        form.update(user=user, password=password)
        answer = browser.post(answer.url, data=form, allow_redirects=False, timeout=30)
        return answer.headers.get("Location")

    def lets_in(self, user, password):
        """Whether the portal itself opens, whatever becomes of services."""
        browser = requests.Session()
        page = browser.get(self.url, timeout=10)
        fields = re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', page.text)
        form = {name: html.unescape(value) for name, value in fields}
        form.update(user=user, password=password)
        browser.post(self.url + "/", data=form, timeout=30)
        return "lemonldap" in browser.cookies


def merge(into, settings):
    for key, value in settings.items():
        if isinstance(value, dict) and isinstance(into.get(key), dict):
            merge(into[key], value)
        else:
            into[key] = value
