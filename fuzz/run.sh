#!/bin/sh
# Runs one fuzz target for some seconds on the stable toolchain, without cargo-fuzz: ./run.sh folder 60
set -eu
cd "$(dirname "$0")"
target=$1 seconds=${2:-60}
host=$(rustc -vV | sed -n 's/^host: //p')
export RUSTC_BOOTSTRAP=1
export RUSTFLAGS="--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
  -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
  -Cllvm-args=-sanitizer-coverage-trace-compares -Zsanitizer=address -Ccodegen-units=1"
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-target}"
cargo build --release --target "$host" --bin "$target"
mkdir -p "corpus/$target" "artifacts/$target"
exec "$CARGO_TARGET_DIR/$host/release/$target" "corpus/$target" "seeds/$target" \
  -artifact_prefix="artifacts/$target/" -max_total_time="$seconds" -max_len=4096 -timeout=10
