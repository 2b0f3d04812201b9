#!/usr/bin/env bash
# usage: run.sh FOLDER BINARY [OPTION OF SCHEMATHESIS]... Where schemathesis cannot be had, says so and ends well.
set -euo pipefail
root=$1
wheels=(schemathesis==4.32.5 hypothesis==6.170.17 requests==2.32.3)

skip() {
	echo "API: SKIPPED, $1. Nothing was proved about the OpenAPI document on this machine." >&2
	exit 0
}

if [ ! -e "$root/complete" ]; then
	if ! python3 -c "import ensurepip" 2>/dev/null; then
		apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-venv >/dev/null || skip "python3-venv cannot be installed"
	fi
	rm -rf "$root" && python3 -m venv "$root"
	"$root/bin/pip" install --quiet --disable-pip-version-check "${wheels[@]}" || skip "the Python package index cannot be reached"
	touch "$root/complete"
fi
exec "$root/bin/python" -B "$(dirname "$0")/fuzz.py" "$@"
