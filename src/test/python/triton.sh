#!/usr/bin/env bash
# Becomes the real Triton server that setup.sh prepared; arguments are those of tritonserver.
set -euo pipefail
venv=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)/.venv
if [ ! -f "$venv/triton/ready" ]; then
  echo "The Triton server for tests is not set up; run src/test/python/setup.sh" >&2
  exit 2
fi
# The Python backend finds packages through the PATH and VIRTUAL_ENV of the server.
export VIRTUAL_ENV="$venv" PATH="$venv/bin:$PATH" PYTHONDONTWRITEBYTECODE=1
export LD_LIBRARY_PATH="$(cat "$venv/triton/library-path")"
exec "$venv/triton/tritonserver" --backend-directory="$venv/triton/backends" --allow-gpu-metrics=false "$@"
