#!/usr/bin/env bash
# Builds everything once, runs every test, and ends with one line: "N passed, N failed, N skipped".
#
# Exit code 0 when at least one test ran and none failed. Under CI=true restore is locked, and a test that was
# skipped for want of a real component or real data fails the run too.
#
#   RONDO_TEST_TIMEOUT   longest time for one test project. Default: 20m
#   RONDO_TEST_PARALLEL  test projects at a time. Default: 1, because several of them train models or drive a browser
#                        with every core, and two such at once take longer than one after the other
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
configuration=Release
results=artifacts/test
published=artifacts/server
log=artifacts/build.log
mkdir -p artifacts
rm -rf "$results" "$published"
mkdir -p "$results"

say() { printf '== %s (%ss)\n' "$1" "$SECONDS"; }

finish() { # code, passed, failed, skipped
  printf '%s passed, %s failed, %s skipped\n' "$2" "$3" "$4"
  exit "$1"
}

# A step whose output matters only when it goes wrong.
quietly() {
  "$@" >"$log" 2>&1 && return 0
  grep -E '(error|warning) [A-Z]+[0-9]+|: error|Unhandled' "$log" | sort -u | head -n 60
  tail -n 15 "$log"
  printf 'Failed: %s\n' "$*"
  finish 1 0 0 0
}

browser_wanted=no
if grep -rqs --include='*.csproj' 'Microsoft.Playwright' tests; then browser_wanted=yes; fi

if [ "$browser_wanted" = yes ] && ! command -v chromium >/dev/null; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "Installing chromium for the browser tests"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >"$log" 2>&1 ||
      echo "chromium could not be installed (offline?). Browser tests will be skipped; see $log."
  else
    echo "chromium is not here and cannot be installed without root. Browser tests will be skipped; install it with your package manager."
  fi
fi

if ! ldconfig -p 2>/dev/null | grep -q 'libgomp\.so\.1' && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  say "Installing libgomp1, which LightGBM needs"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libgomp1; } >"$log" 2>&1 ||
    echo "libgomp1 could not be installed (offline?). Tests of LightGBM will fail; see $log."
fi

if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  say "Installing postgresql for the tests of database imports"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql; } >"$log" 2>&1 ||
    echo "postgresql could not be installed (offline?). Tests of database imports will be skipped; see $log."
fi

say "Restoring"
if [ "${CI:-}" = true ]; then
  quietly dotnet restore Rondo.slnx --locked-mode
else
  quietly dotnet restore Rondo.slnx
fi

say "Building"
quietly dotnet build Rondo.slnx --no-restore -c "$configuration" -v q

if [ "$browser_wanted" = yes ]; then
  # A web page's files are complete only in published output.
  say "Publishing the server for the browser tests"
  quietly dotnet publish src/Rondo.Server/Rondo.Server.csproj --no-build -c "$configuration" -o "$published" -v q
  export RONDO_PUBLISHED="$PWD/$published"
fi

say "Testing"
# The time limit is per project, so that one that hangs is named and the others still count.
dotnet test --solution Rondo.slnx --no-build -c "$configuration" --no-progress --no-ansi \
  --max-parallel-test-modules "${RONDO_TEST_PARALLEL:-1}" \
  --results-directory "$results" --report-trx --ignore-exit-code 8 --timeout "${RONDO_TEST_TIMEOUT:-20m}" 2>&1 | tee artifacts/test.log
code=${PIPESTATUS[0]}

# Counts come from the reports, so that the line holds whatever the runner prints.
read -r passed failed skipped reports < <(
  find "$results" -name '*.trx' -exec cat {} + | tr '>' '\n' | awk '
    function count(name,   text) { return match($0, name "=\"[0-9]+\"") ? substr($0, RSTART + length(name) + 2, RLENGTH - length(name) - 3) + 0 : 0 }
    /<Counters / { reports++; passed += count(" passed"); failed += count(" failed") + count(" error") + count(" timeout") + count(" aborted"); }
    /<UnitTestResult / && /outcome="NotExecuted"/ { skipped++ }
    END { print passed + 0, failed + 0, skipped + 0, reports + 0 }')

projects=$(find tests -name '*.Tests.csproj' | wc -l)
say "Tested: $reports of $projects test projects reported"
[ "$code" = 0 ] || [ "$failed" != 0 ] || { echo "The test runner ended with code $code: see artifacts/test.log."; }
if [ "$reports" -lt "$projects" ]; then
  echo "$((projects - reports)) test project(s) left no report: crashed, timed out, or held no test."
  [ "$code" != 0 ] || code=1
fi
# A project in which nothing ran is in order only while it holds no test.
for report in "$results"/*.trx; do
  if grep -q '<Counters total="0"' "$report" 2>/dev/null; then
    name=$(basename "$report"); name=${name%%_net*}
    project=$(find tests -name "$name.csproj")
    if [ -n "$project" ] && grep -rqE '^\s*\[(Fact|Theory)|: \w+Specification' --include='*.cs' --exclude-dir=obj --exclude-dir=bin "$(dirname "$project")"; then
      echo "$name holds tests and ran none."
      code=1
    else
      echo "$name holds no test yet."
    fi
  fi
done
if [ "$((passed + failed))" = 0 ]; then
  echo "No test ran."
  code=1
fi
[ "$failed" = 0 ] || code=1
if [ "${CI:-}" = true ] && [ "$skipped" != 0 ]; then
  echo "Under CI every test must run: $skipped skipped."
  code=1
fi
finish "$code" "$passed" "$failed" "$skipped"
