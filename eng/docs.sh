#!/usr/bin/env bash
# Writes docs/reference and docs/requirements.md from the code. A test fails when they are out of date.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
if [ "${1:-}" != --no-build ]; then
  dotnet build tests/Rondo.Architecture.Tests -c Release -v q
fi
RONDO_WRITE_DOCS=1 dotnet run -c Release --project tests/Rondo.Architecture.Tests --no-build -- -class Rondo.Architecture.Reference.ReferencePageTests
git --no-pager diff --stat -- docs || true
