#!/usr/bin/env bash
# Makes src/main/resources/fonts from the OFL fonts of two npm packages. Run it again only to change the
# characters; its results are committed. Needs npm and Python 3 (fonttools comes into a folder of its own).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../resources/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

npm pack --silent @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-emoji@0.4.7 \
  @expo-google-fonts/source-sans-3@0.4.1 >/dev/null
for package in *.tgz; do mkdir "${package%-*}"; tar xzf "$package" -C "${package%-*}" --strip-components=1; done
python3 -m venv tools
tools/bin/pip --quiet install fonttools==4.68.0

python3 "$here/characters.py" "$here/general-standard.txt" > characters.txt
subset() { # SOURCE RESULT OPTIONS...
  SOURCE_DATE_EPOCH=0 tools/bin/pyftsubset "$1" --output-file="$out/$2" --no-hinting --layout-features= \
    --drop-tables+=vhea,vmtx,BASE,GDEF,STAT,gasp,prep "${@:3}"
}
sans=expo-google-fonts-noto-sans-sc
subset $sans/400Regular/NotoSansSC_400Regular.ttf NotoSansSC-Regular.ttf --text-file=characters.txt
subset $sans/700Bold/NotoSansSC_700Bold.ttf NotoSansSC-Bold.ttf --text-file=characters.txt
subset expo-google-fonts-noto-emoji/400Regular/NotoEmoji_400Regular.ttf NotoEmoji-Regular.ttf --unicodes='*'
# Its licence reserves the name "Source" for unchanged fonts, so these two are not subset.
for weight in 400Regular 600SemiBold; do
  cp expo-google-fonts-source-sans-3/$weight/SourceSans3_$weight.ttf "$out/SourceSans3-${weight:3}.ttf"
done
cp expo-google-fonts-source-sans-3/LICENSE_FONT "$out/SourceSans3-OFL.txt"
cp $sans/LICENSE_FONT "$out/NotoSansSC-OFL.txt"
cp expo-google-fonts-noto-emoji/LICENSE_FONT "$out/NotoEmoji-OFL.txt"
ls -l "$out"
