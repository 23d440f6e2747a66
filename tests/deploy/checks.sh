# shellcheck shell=bash
# For the checks of this room: each is a function, run in a subshell of its own and reported as GoogleTest would.
#
#   source tests/deploy/checks.sh
#   check help_says_how && run_checks
#
# A check fails when one of its commands fails (set -e) or when it calls fail.

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
started=()  # process ids of the check that runs
failures=0

end_started() {
  local pid
  for pid in "${started[@]}"; do kill -9 "$pid" 2>/dev/null || true; done
}

fail() { printf 'fail: %s\n' "$*" >&2; exit 1; }

contains() { grep -qF -- "$2" <<<"$1" || fail "\"$2\" is not in: $1"; }

now_ms() { local t=${EPOCHREALTIME/[.,]/}; echo $((t / 1000)); }

# A port that nobody listens on. Another program may take it before we do; then the check fails and says so.
free_port() {
  local port
  while :; do
    port=$((20000 + RANDOM % 12000))
    (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
  done
}

# http_status PORT PATH: the status of a GET, empty when nobody answers
http_status() {
  { exec 3<>"/dev/tcp/127.0.0.1/$1" && printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3 &&
      read -r -t 5 _ status _ <&3; exec 3>&-; } 2>/dev/null
  echo "${status:-}"
}

# wait_until SECONDS COMMAND...: polls, ten times a second
wait_until() {
  local until=$(($(now_ms) + $1 * 1000))
  shift
  until "$@"; do
    [ "$(now_ms)" -lt "$until" ] || return 1
    sleep 0.1
  done
}

is_ready() { [ "$(http_status "$1" /readyz)" = 200 ]; }

# run_check NAME: the function of that name, alone in a subshell
run_check() {
  local start status
  start=$(now_ms)
  printf '[ RUN      ] %s\n' "$1"
  (trap end_started EXIT; set -e; "$1")  # alone on its line: set -e is ignored to the left of || and in conditions
  status=$?
  if [ $status -eq 0 ]; then
    printf '[       OK ] %s (%d ms)\n' "$1" $(($(now_ms) - start))
  else
    printf '[  FAILED  ] %s (%d ms)\n' "$1" $(($(now_ms) - start))
    failures=$((failures + 1))
  fi
}

run_checks() {
  local name
  echo '[==========]'
  for name in "$@"; do run_check "$name"; done
  [ $failures -eq 0 ]
}
