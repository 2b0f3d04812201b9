"""A real django-cas-server. Run as a program, it serves; the rest starts it."""
import os
import re
import sys

from processes import Program, free_port


class DjangoCas:
    name = "django-cas-server"

    def __init__(self, root, folder, users, modules, secret, service):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.cas = f"{self.url}/cas"
        env = {
            "CAS_USERS": str(users),
            "CAS_FOLDER": str(folder),
            "CAS_MODULES": ",".join(modules),
            "CAS_SERVICE": service,
            "PYTHONPATH": str(folder),
            "RACCORD_CAS_SECRET": secret,
        }
        command = [f"{root}/venv/bin/python", __file__, self.port]
        self.program = Program("django-cas", command, self.port, folder, env)

    def start(self):
        self.program.start()
        return self

    def stop(self):
        self.program.stop()

    def sign_in(self, browser, service, user, password):
        answer = browser.get(f"{self.cas}/login", params={"service": service}, allow_redirects=False, timeout=10)
        if answer.is_redirect:
            return answer.headers["Location"]
        form = {}
        for field in re.findall(r"<input[^>]*>", answer.text):
            attributes = dict(re.findall(r'(\w+)="([^"]*)"', field))
            if "name" in attributes and attributes.get("type") != "checkbox":
                form[attributes["name"]] = attributes.get("value", "")
        form.update(username=user, password=password)
        answer = browser.post(answer.url, data=form, allow_redirects=False, timeout=30)
        if answer.is_redirect and "ticket=" not in answer.headers["Location"]:
            answer = browser.get(self.url + answer.headers["Location"], allow_redirects=False, timeout=30)
        return answer.headers.get("Location")


def serve(port):
    import importlib

    import django
    from django.conf import settings
    from django.core.management import call_command

    folder = os.environ["CAS_FOLDER"]
    modules = os.environ["CAS_MODULES"].split(",")
    sqlite = {"ENGINE": "django.db.backends.sqlite3"}
    django_parts = ["admin", "auth", "contenttypes", "sessions", "messages", "staticfiles"]
    settings.configure(
        SECRET_KEY="x" * 50,
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        STATIC_URL="/static/",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        INSTALLED_APPS=[*(f"django.contrib.{part}" for part in django_parts), "cas_server"],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "django.middleware.locale.LocaleMiddleware",
        ],
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        }}],
        DATABASES={
            "default": {**sqlite, "NAME": f"{folder}/django-cas.sqlite"},
            "cas_server": {**sqlite, "NAME": os.environ["CAS_USERS"]},
        },
        CAS_AUTH_CLASS=f"{__name__}.User",
        CAS_SQL_USER_QUERY="SELECT uid AS username, password, cn FROM users WHERE uid = %s",
        CAS_SQL_PASSWORD_CHECK="plain",
        CAS_NEW_VERSION_HTML_WARNING=False,
        CAS_NEW_VERSION_EMAIL_WARNING=False,
    )
    django.setup()

    from cas_server.auth import SqlAuthUser
    from django.urls import include, re_path

    here = sys.modules[__name__]
    written = [importlib.import_module(module) for module in modules]
    # What the file that our command wrote asks of an administrator.
    here.User = type("User", (written[0].IdPronote, SqlAuthUser), {})
    here.urlpatterns = [re_path("^cas/", include("cas_server.urls", namespace="cas_server"))]
    call_command("migrate", verbosity=0)
    for module in written:
        module.declare_service()
    # One more, as the operator declares it.
    from cas_server.models import ServicePattern

    pattern = f"^{re.escape(os.environ['CAS_SERVICE'])}.*"
    ServicePattern.objects.create(pos=900, name="raccord", pattern=pattern)
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, use_threading=True)


if __name__ == "__main__":
    serve(sys.argv[1])
