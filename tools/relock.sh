#!/bin/sh
# Writes the two lock files anew: what the product needs, and what its checks and tests need on top.
# `setuptools` is in them because the project itself is installed with it, without a build environment of its own.
set -eu
cd "$(dirname "$0")/.."
uv=.venv/bin/uv
[ -x "$uv" ] || .venv/bin/pip install -q uv
compile() { "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url "$@"; }
printf 'setuptools\n' > .venv/build.in
compile pyproject.toml .venv/build.in --output-file locks/run.txt
compile pyproject.toml .venv/build.in --group dev --constraints locks/run.txt --output-file locks/test.txt
