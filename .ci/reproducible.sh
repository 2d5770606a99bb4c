#!/usr/bin/env bash
# Builds the jar once more, from a fresh clone in another folder, and compares it with the one in target/app, byte by byte.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
first=target/app/rapporteur.jar
[ -f "$first" ] || { echo "build it first: ./mvnw package" >&2; exit 2; }
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
git clone -q --no-hardlinks . "$place/again"
(cd "$place/again" && ./mvnw -B -q -DskipTests -Dspotless.check.skip=true -Dmdep.skip=true package)
if cmp "$first" "$place/again/target/app/rapporteur.jar"; then
  echo "two builds are equal: $(sha256sum "$first" | cut -d' ' -f1)"
else
  echo "the second build is another jar" >&2
  exit 1
fi
