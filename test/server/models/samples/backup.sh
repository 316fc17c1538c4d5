#!/usr/bin/env bash
set -euo pipefail
readonly target="${1:?usage: $0 <folder>}"

log() { printf '%s [%5d] %s\n' "$(date -u +%FT%TZ)" "$$" "$*" >&2; }

for file in "$target"/*.{log,txt}; do
  [[ -f $file ]] || continue
  size=$(stat -c %s "$file" 2>/dev/null || wc -c <"$file")
  if (( size > 1024 * 1024 )); then
    gzip -9 -- "$file" && log "packed $file (${size} bytes)"
  fi
done
