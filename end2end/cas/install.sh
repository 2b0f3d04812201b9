#!/usr/bin/env bash
# Real CAS servers and clients, unpacked into a folder of their own: LemonLDAP::NG (from Debian's backports
# on Debian 12, whose own version lacks samlValidate), Apache with mod_auth_cas, django-cas-server,
# python-cas. Nothing of the system changes. Ends with 77 where they cannot be had.
set -euo pipefail
root=$1
packages=(
	liblemonldap-ng-portal-perl lemonldap-ng-fastcgi-server nginx-light starman
	libdbd-sqlite3-perl libdbd-pg-perl libio-string-perl libplack-perl libxml-libxml-perl libxml-simple-perl
	libio-socket-ssl-perl libmime-tools-perl libunicode-string-perl libemail-address-xs-perl
	libemail-sender-perl libstring-random-perl
	apache2-bin libapache2-mod-auth-cas
)
wheels=(django-cas-server==3.1.0 python-cas==1.6.0 requests==2.32.3)

skip() {
	echo "SKIPPED: $1" >&2
	exit 77
}

[ -e "$root/complete" ] && exit 0
command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || skip "LemonLDAP::NG comes as Debian packages, and this is no Debian"
if ! python3 -c "import ensurepip" 2>/dev/null; then
	apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null || skip "python3-venv cannot be installed"
fi
rm -rf "$root" && mkdir -p "$root"/{lists/partial,archives/partial,sysroot}

. /etc/os-release
uris=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Created-By: Packages' | sort -u)
main=$(awk -v release="$VERSION_CODENAME" '$2 == release { print $1; exit }' <<<"$uris")
{
	awk '{ print "deb", $1, $2, "main" }' <<<"$uris"
	echo "deb $main $VERSION_CODENAME-backports main"
} | sort -u >"$root/sources.list"
apt=(
	apt-get -o "Dir::Etc::sourcelist=$root/sources.list" -o Dir::Etc::sourceparts=/dev/null
	-o "Dir::State::lists=$root/lists" -o "Dir::Cache::archives=$root/archives" -o APT::Sandbox::User=root
	-o Debug::NoLocking=1 -o Acquire::Languages=none -o APT::Install-Recommends=0
)
# Everything that they need comes along, also what this machine has.
(
	"${apt[@]}" update -qq &&
		"${apt[@]}" -t "$VERSION_CODENAME-backports" install -y -qq --download-only "${packages[@]}" >"$root/apt.log"
) || skip "Debian's packages cannot be reached ($root/apt.log)" &
packages_came=$!
(
	python3 -m venv "$root/venv" &&
		"$root/venv/bin/pip" install --quiet --disable-pip-version-check "${wheels[@]}"
) || skip "the Python package index cannot be reached" &
wheels_came=$!
wait $packages_came || exit $?
for package in "$root"/archives/*.deb; do dpkg-deb -x "$package" "$root/sysroot"; done
wait $wheels_came || exit $?
rm -rf "$root"/{archives,lists}
touch "$root/complete"
