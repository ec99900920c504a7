#!/bin/sh
# Try a release zip as an office would get it: sh release/try.sh dist/xinfang-0.1.0.zip [PYTHON]
# In a home folder of its own with blanks and Chinese in its name, without a network where the system can take it away.
# It needs sh, a Python to begin with and nothing else, so it also runs on the very systems that the zip is for.
set -eu
zip=$(realpath "$1")
python=${2:-python3}
aside=$(mktemp -d)
trap 'rm -rf "$aside"' EXIT
home="$aside/张 三 的"
xinfang="$home/.local/bin/xinfang"
mkdir -p "$home/桌面" "$aside/U 盘"
alone=''
for way in 'unshare --net' 'unshare --map-root-user --net'; do
    if [ -z "$alone" ] && $way true 2>/dev/null; then alone=$way; fi
done
[ -n "$alone" ] || echo '(the network stays: unshare is not to be had)'
step() { echo "== $*" >&2; }
run() { (cd "$home" && env -i HOME="$home" PATH="$PATH" LANG=C.UTF-8 $alone "$@"); }
"$python" -c 'import sys, zipfile; zipfile.ZipFile(sys.argv[1]).extractall(sys.argv[2])' "$zip" "$aside/U 盘"
parcel=$(echo "$aside/U 盘"/*)
chmod -R a-w "$parcel" # as a CD or a locked stick

step 'install'
run "$python" "$parcel/install.py" --yes
step 'work'
run "$xinfang" --version
if run "$xinfang" 2>"$aside/told"; then exit 1; fi
grep -q 'xinfang init' "$aside/told" # what a newcomer is told
run "$xinfang" init --name 柳林镇信访办 --role 乡镇 --clerk 王干事 --groups 一组-三组
grep -q 柳林镇信访办 "$home/.config/xinfang/config.yaml"
run "$xinfang" log-visit --name 张三 --subject 宅基地纠纷 --no-input
run "$xinfang" accept 1
run "$xinfang" paper receipt 1
run "$xinfang" report month 本月
run "$xinfang" export 台账.xlsx
run "$xinfang" import 台账.xlsx --dry-run >"$aside/import" 2>&1 || true # reads a workbook; what is in it is known already
run "$xinfang"
run "$xinfang" check
before=$(run "$xinfang" show 1 --json)
step 'upgrade'
run "$python" "$parcel/install.py" --yes
[ "$before" = "$(run "$xinfang" show 1 --json)" ]
step 'killed in the middle'
for moment in 0.2 0.7 1.5 3; do
    run timeout -s KILL $moment "$python" "$parcel/install.py" --yes >/dev/null 2>&1 || true
    [ "$before" = "$(run "$xinfang" show 1 --json)" ]
done
step 'damaged'
chmod -R u+w "$parcel"
printf x >>"$parcel/LICENSE"
if run "$python" "$parcel/install.py" --yes; then exit 1; fi
step 'uninstall'
run "$home/.local/share/xinfang-app/uninstall" --yes
[ -f "$home/.config/xinfang/data/xinfang.db" ]
find "$home" -type f -not -path '*/.config/xinfang/*' -not -path '*/.cache/*'
step 'all of it held'
