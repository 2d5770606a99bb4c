#!/usr/bin/env bash
# Prepares the real Triton server for the tests in .venv of the project. Safe to run again: does nothing when all is there.
# Choose the interpreter with PYTHON=/path/to/python3.N; Triton 2.51 brings stubs for Python 3.8 to 3.11.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
project=$(cd "$here/../../.." && pwd)
venv="$project/.venv"
backends="$venv/triton/backends"
stamp="$venv/triton/ready"

wanted=$(cksum < "$here/requirements.txt")
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && [ -x "$venv/bin/python" ] && [ -x "$venv/triton/tritonserver" ]; then
  exit 0
fi

supported() { "$1" -c 'import sys, venv, ensurepip; sys.exit(not (3, 8) <= sys.version_info[:2] <= (3, 11))' 2>/dev/null; }
python=""
for candidate in "${PYTHON:-}" python3.11 python3.10 python3.9 python3.8 python3; do
  if [ -n "$candidate" ] && command -v "$candidate" >/dev/null && supported "$candidate"; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "Triton's test server needs Python 3.8 to 3.11 with venv; none found. Install one (for example python3.11-venv) or set PYTHON." >&2
  exit 2
fi

"$python" -m venv --clear "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps -r "$here/requirements.txt"

version=$("$venv/bin/python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
packages=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_paths()["platlib"])')
server="$packages/pytriton/tritonserver"
mkdir -p "$backends/python"
cp -R "$server/backends/python/." "$backends/python/"
cp "$server/python_backend_stubs/$version/triton_python_backend_stub" "$backends/python/"
ln -sfn "$server/bin/tritonserver" "$venv/triton/tritonserver"
# The stub links to libpython, which need not be where the system looks for libraries.
libraries=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_config_var("LIBDIR"))')
printf '%s' "$packages/nvidia_pytriton.libs:$libraries" > "$venv/triton/library-path"
missing=$(LD_LIBRARY_PATH="$packages/nvidia_pytriton.libs:$libraries" ldd "$backends/python/triton_python_backend_stub" | grep 'not found' || true)
if [ -n "$missing" ]; then
  echo "Triton's Python backend lacks libraries (install for example libpython$version):" >&2
  echo "$missing" >&2
  exit 2
fi
printf '%s' "$wanted" > "$stamp"
echo "Triton for tests is ready in $venv"
