#!/usr/bin/env bash
# How fast the ledger is, as ratios within one run, so that the machine plays as
# small a part as it can. Ends non-zero when one is missed.
#
#   testdata/bench/ledger.sh            needs ledger and hledger for two of them
#   testdata/bench/ledger.sh --quick    without the ledgers of a million entries
#   testdata/bench/ledger.sh --install  installs what is needed, on Debian
set -euo pipefail
cd "$(dirname "$0")/../.."
export LC_ALL=C.UTF-8

if [ "${1:-}" = --install ]; then
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y ledger hledger coreutils
  exit
fi

# In memory, so that no disk decides.
work=$(mktemp -d -p "$([ -w /dev/shm ] && echo /dev/shm || echo "${TMPDIR:-/tmp}")")
trap 'rm -rf "$work"' EXIT
go build -o "$work/siv" ./cmd/siv
go build -o "$work/generate" ./testdata/bench/ledger
go build -o "$work/ratio" ./testdata/bench/ledger-ratios
cd "$work"
export XDG_CONFIG_HOME=$work/none
missed=0
ratio() { ./ratio "$@" || missed=1; }

make() { # ENTRIES: rows and a ledger
  ./generate "$1" >"$1.csv"
  ./siv ledger init --ledger "$1.jsonl" --origin Felköping >/dev/null
  ./siv ledger import --ledger "$1.jsonl" "$1.csv" >/dev/null
}

make 1000
make 10000
make 100000

./siv ledger export --ledger 100000.jsonl --format hledger >journal
for peer in "ledger 6" "hledger 40"; do
  read -r name times <<<"$peer"
  if command -v "$name" >/dev/null; then
    ratio "balance of 100 000, against $name" "$(awk "BEGIN { print 1 / $times }")" 5 \
      "./siv ledger balance --ledger 100000.jsonl >/dev/null" "$name -f journal balance >/dev/null"
  else
    echo "MISSED $name is not installed"
    missed=1
  fi
done
ratio "balance of 1 000, against siv version" 3 40 "./siv ledger balance --ledger 1000.jsonl >/dev/null" "./siv version >/dev/null"
ratio "balance of 10 000, against siv version" 3 40 "./siv ledger balance --ledger 10000.jsonl >/dev/null" "./siv version >/dev/null"
ratio "one append to 10 000, against balance" 2 40 \
  "./siv ledger allocate --ledger 10000.jsonl --amount 1 --date 2025-01-01 --ref KF >/dev/null" "./siv ledger balance --ledger 10000.jsonl >/dev/null"
ratio "import of 100 000, against verify" 3 5 \
  "sh -c 'rm -f new.* && ./siv ledger init --ledger new.jsonl --origin Felköping && ./siv ledger import --ledger new.jsonl 100000.csv' >/dev/null" \
  "./siv ledger verify --ledger 100000.jsonl >/dev/null"

if [ "${1:-}" != --quick ]; then
  make 1000000
  ratio "balance of 1 000 000, against sha256sum" 1.5 7 "./siv ledger balance --ledger 1000000.jsonl >/dev/null" "sha256sum 1000000.jsonl >/dev/null"
  ratio "verify of 1 000 000, against sha256sum" 1.5 7 "./siv ledger verify --ledger 1000000.jsonl >/dev/null" "sha256sum 1000000.jsonl >/dev/null"
  peak=$(./ratio peak 1e9 3 "./siv ledger balance --ledger 1000000.jsonl >/dev/null" true | sed 's/.*, \([0-9]*\) KB.*/\1/')
  verdict=ok
  [ "$peak" -lt 65536 ] || { verdict=MISSED missed=1; }
  printf '%-6s %-44s %7d KB of at most 65536\n' "$verdict" "peak memory at 1 000 000" "$peak"
fi
exit $missed
