#!/bin/sh
# What cargo calls to compile our own packages (RUSTC_WORKSPACE_WRAPPER): with the fuzzer's instruments, but
# for what runs while building.
case " $* " in
*" --crate-name build_script_"* | *" --crate-type proc-macro "*) exec "$@" ;;
esac
# shellcheck disable=SC2086 # several options
exec "$@" $FUZZ_FLAGS
