# shellcheck shell=bash
# The steps of tests/run: build, run one room, count, show what failed, leave nothing running.
# Reads from tests/run: builds, rooms, filter, seed, long.
# shellcheck disable=SC2154

logs=$PWD/build/test-logs
mkdir -p "$logs"
passed=0
failed=0
skipped=0
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1  # so that another clone on this machine reuses what was compiled

# Every process of a test inherits this mark; whatever still carries it after a room is ended by its id.
mark=RAMURE_TEST_RUN=$$.$RANDOM$RANDOM
trap 'end_marked_processes >/dev/null' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

wants() { local room; for room in "${rooms[@]}"; do [ "$room" != "$1" ] || return 0; done; return 1; }

room_exists() {
  case $1 in
    fuzz) compgen -G 'tests/fuzz/*_fuzz.cpp' >/dev/null ;;
    web) [ -f client-web/package.json ] ;;
    collab) [ -f tests/collab/package.json ] ;;
    office) [ -x tests/office/run ] ;;
    browser) compgen -G 'tests/browser/*.test.ts' >/dev/null ;;
    deploy) compgen -G 'tests/deploy/*_test' >/dev/null ;;
    *) compgen -G "tests/$1/*.cpp" >/dev/null ;;
  esac
}

target_of() { if [ "$1" = crash ]; then echo crash_test; else echo "$1_tests"; fi; }

# Prints and ends the processes that a room has left, none if all is well.
end_marked_processes() {
  local environment pid command
  for environment in /proc/[0-9]*/environ; do
    grep -qazxF "$mark" "$environment" 2>/dev/null || continue
    pid=${environment//[!0-9]/}
    command=$(tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline") || true
    if kill -9 "$pid" 2>/dev/null; then echo "  $pid: $command"; fi
  done
}

# count PASSED FAILED SKIPPED LABEL [NOTE]
count() {
  passed=$((passed + $1)); failed=$((failed + $2)); skipped=$((skipped + $3))
  local line="$1 passed"
  [ "$2" -eq 0 ] || line+=", $2 FAILED"
  [ "$3" -eq 0 ] || line+=", $3 skipped"
  printf '%-24s %s%s\n' "$4" "$line" "${5:+   ($5)}"
}

# What failed in a GoogleTest log, test by test; for any other log its end.
show_failures() {
  local log=$1
  printf -- '--- what failed (whole log: %s)\n' "${log#"$PWD"/}"
  if ! awk '
      /^\[ RUN      \]/ { text = ""; lines = 0 }
      { if (++lines <= 200) text = text $0 "\n" }
      /^\[  FAILED  \] .* \([0-9]+ ms\)$/ { printf "%s", text; found = 1 }
      END { exit !found }' "$log"; then
    tail -n 100 "$log"
  fi
  printf -- '---\n'
}

# build NAME TARGET...: false, and counted as a failure, when it does not build
build() {
  local name=$1 log=$logs/$1-build.log start=$SECONDS
  shift
  if ! grep -qs '^RAMURE_TESTS:BOOL=ON' "build/$name/CMakeCache.txt" || [ ! -f "build/$name/build.ninja" ]; then
    if ! cmake --preset "$name" -DRAMURE_TESTS=ON >"$log" 2>&1; then
      count 0 1 0 "$name build"; show_failures "$log"; return 1
    fi
  fi
  if ! ninja -C "build/$name" "$@" >"$log" 2>&1; then
    count 0 1 0 "$name build"; show_failures "$log"; return 1
  fi
  # The compiler once saw a dangling reference that every test missed. -Wtsan is about the standard library's own fences.
  if grep ' warning: ' "$log" | grep -qv '\[-Wtsan\]'; then
    count 0 1 0 "$name build warns"; grep -A3 ' warning: ' "$log" | head -n 40
  fi
  printf '%-24s done   (%s s)\n' "$name build" $((SECONDS - start)) >&2
}

# How much of it: the default run, and the long one. A sanitizer makes everything several times slower.
seeds_for() {
  case $1 in
    release) if $long; then echo 20000; else echo 500; fi ;;
    *) if $long; then echo 1000; else echo 100; fi ;;
  esac
}
cycles_for() {
  case $1 in
    release) if $long; then echo 1000; else echo 50; fi ;;
    *) if $long; then echo 100; else echo 10; fi ;;
  esac
}
minutes_for_room() { if $long; then echo 300; else echo 40; fi; }

# run_room LABEL COMMAND...: runs it bounded in time, then counts and shows
run_room() {
  local label=$1 log=$logs/${1// /-}.log reports=$logs/${1// /-}.sanitizer start=$SECONDS status=0 ok bad skip left
  shift
  rm -f "$reports".*
  env "$mark" ASAN_OPTIONS="log_path=$reports" UBSAN_OPTIONS="print_stacktrace=1:log_path=$reports" \
    TSAN_OPTIONS="log_path=$reports:suppressions=$PWD/tests/tsan.supp" \
    timeout --kill-after=10 "$(minutes_for_room)m" "$@" </dev/null >"$log" 2>&1 || status=$?
  left=$(end_marked_processes)

  ok=$(grep -c '^\[       OK \] .* ([0-9]* ms)$' "$log")
  bad=$(grep -c '^\[  FAILED  \] .* ([0-9]* ms)$' "$log")
  skip=$(grep -c '^\[  SKIPPED \] .* ([0-9]* ms)$' "$log")
  if ! grep -q '^\[==========\]' "$log" && [ $status -eq 0 ]; then ok=$((ok + 1)); fi  # a check that counts by its exit code
  if [ $status -eq 124 ] || [ $status -eq 137 ]; then echo "ended after $(minutes_for_room) minutes" >>"$log"; fi
  if [ $status -ne 0 ] && [ "$bad" -eq 0 ]; then echo "exit status $status" >>"$log"; bad=1; fi
  if [ $((ok + bad)) -eq 0 ]; then echo 'no test ran' >>"$log"; bad=1; fi
  if [ "$bad" -eq 0 ] && { [ -n "$left" ] || compgen -G "$reports.*" >/dev/null; }; then bad=1; fi

  count "$ok" "$bad" "$skip" "$label" "$((SECONDS - start)) s"
  [ "$bad" -gt 0 ] || return 0
  show_failures "$log"
  [ -z "$left" ] || printf 'left running, now ended:\n%s\n' "$left"
  if compgen -G "$reports.*" >/dev/null; then head -n 80 "$reports".*; fi
}

run_rooms_on() {
  local name=$1 room targets=() arguments=()
  for room in "${rooms[@]}"; do
    case $room in
      fuzz) ;;
      deploy | browser) if [ "$name" = release ]; then targets+=(ramured ramure web); fi ;;
      web) if [ "$name" = "${builds[0]}" ]; then targets+=(web sim_tests); fi ;;  # the same page whatever the build
      collab) targets+=(collab_server) ;;
      office) if [ "$name" = release ]; then targets+=(office_files); fi ;;  # the same files whatever the build
      tidy) if [ "$name" = "${builds[0]}" ]; then targets+=(tidy_tests); fi ;;  # reads sources: once is enough
      *) targets+=("$(target_of "$room")") ;;
    esac
  done
  [ ${#targets[@]} -gt 0 ] || return 0
  build "$name" "${targets[@]}" || return 0
  [ -z "$filter" ] || arguments+=("--gtest_filter=$filter")
  for room in "${rooms[@]}"; do
    case $room in
      fuzz) ;;
      deploy) if [ "$name" = release ]; then run_deploy_checks; fi ;;
      web) if [ "$name" = "${builds[0]}" ]; then run_web_checks "$name"; fi ;;
      collab) run_room "$name collab" tests/collab/run "build/$name" "$(seeds_for "$name")" "${seed:-1}" ;;
      office) if [ "$name" = release ]; then run_room 'release office' tests/office/run "build/$name"; fi ;;
      browser) if [ "$name" = release ]; then run_browser_checks; fi ;;
      tidy) if [ "$name" = "${builds[0]}" ]; then run_room "$name tidy" "build/$name/bin/tidy_tests" "${arguments[@]}"; fi ;;
      *) run_room "$name $room" env RAMURE_SIM_SEEDS="$(seeds_for "$name")" ${seed:+RAMURE_SIM_SEED="$seed"} \
           RAMURE_CRASH_CYCLES="$(cycles_for "$name")" "build/$name/bin/$(target_of "$room")" "${arguments[@]}" ;;
    esac
  done
}

# The types, then the tests; some of them replay what the server's simulation tells its clients.
run_web_checks() {
  run_room "$1 web types" client-web/tools/node svelte-check --workspace "$PWD/client-web" --tsconfig "$PWD/client-web/tsconfig.json" \
    --fail-on-warnings --output machine
  run_room "$1 web" env RAMURE_SIM_SEEDS="$(if $long; then echo 1000; else echo 110; fi)" \
    client-web/tools/test "build/$1/bin/sim_tests"
}

run_browser_checks() {
  run_room 'release browser types' tests/browser/run build/release --types
  run_room 'release browser' tests/browser/run build/release ${filter:+--grep "$filter"}
  [ -n "$filter" ] || run_room 'release browser alone' tests/browser/run build/release --project=alone
}

run_screenshots() {
  deploy/install-packages run browser || exit 1
  build release ramured web || return 0
  run_room screenshots tests/browser/run build/release --project screenshots
}

run_deploy_checks() {
  local check
  for check in tests/deploy/*_test; do
    run_room "release $(basename "$check")" "$check"
  done
}

# One libFuzzer run for each target, one after the other; what they find stays in build/fuzz, the seeds are in tests/fuzz.
run_fuzz() {
  local files=(tests/fuzz/*_fuzz.cpp) file name bound
  deploy/install-packages fuzz || { count 0 1 0 'fuzz packages'; return; }
  build fuzz fuzz_targets || return 0
  if $long; then bound=-runs=$((10000000 / ${#files[@]})); else bound=-max_total_time=$((120 / ${#files[@]})); fi
  for file in "${files[@]}"; do
    name=$(basename "$file" .cpp)
    mkdir -p "build/fuzz/corpus/$name" "build/fuzz/artifacts"
    local corpora=("build/fuzz/corpus/$name")
    if [ -d "tests/fuzz/corpus/$name" ]; then corpora+=("tests/fuzz/corpus/$name"); fi
    if [ "$name" = incoming_mail_fuzz ]; then corpora+=(tests/fixtures/replies); fi
    run_room "fuzz $name" "build/fuzz/bin/$name" "$bound" -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
      -artifact_prefix="build/fuzz/artifacts/$name-" "${corpora[@]}"
    grep -h '^stat::number_of_executed_units' "$logs/fuzz-$name.log" | sed 's/.*: */    inputs: /'
  done
}

run_load() {
  room_exists load || { echo 'tests/run: there are no benchmarks in tests/load' >&2; return 2; }
  deploy/install-packages run test load || return 1
  { build release load ramured; } >&2 || return 1
  env "$mark" build/release/bin/load "$@"
}

run_lint() {
  local files scripts
  deploy/install-packages run test lint || exit 1
  build release ramure_protocol ramure_storage || return 0  # the generated headers must be there
  mapfile -t files < <(git ls-files -- '*.cpp' '*.hpp')
  mapfile -t scripts < <(git grep -lE '^#!/usr/bin/env bash|^# shellcheck shell=bash')
  long=true
  run_room 'lint clang-format' clang-format-19 --dry-run -Werror "${files[@]}"
  run_room 'lint shellcheck' shellcheck -x "${scripts[@]}"
  run_room 'lint clang-tidy' xargs -a <(printf '%s\n' "${files[@]}" | grep '\.cpp$') -P "$(nproc)" -n 2 \
    clang-tidy-19 -p build/release --quiet --warnings-as-errors='*'
}

finish() {
  printf '\n%d passed, %d failed' "$passed" "$failed"
  if [ "$skipped" -gt 0 ]; then printf ', %d skipped' "$skipped"; fi
  printf '\n'
  if [ "$failed" -gt 0 ] || [ "$passed" -eq 0 ]; then exit 1; fi
  exit 0
}
