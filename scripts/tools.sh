# What both commands share: where they stand, what they need, and how it gets here. Sourced, not run.
# Invariant: installs into the project (.tools/, node_modules/) and into rustup's own home; the system only through apt.

set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
export PATH="$root/.tools/bin:$root/node_modules/.bin:$HOME/.cargo/bin:$PATH"
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}

TRUNK=0.21.14
WASM_SPLIT=0.2.4

say() { printf '\033[1m» %s\033[0m\n' "$*"; }
stop() { printf '%s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# The locked version of a crate.
locked() { sed -n "/^name = \"$1\"\$/{n;s/^version = \"\(.*\)\"\$/\1/p;q}" Cargo.lock; }

# A cargo tool of one version, below .tools/: a debug build without debug info takes half the time.
cargo_tool() {
  local crate=$1 version=$2; shift 2
  if grep -qx "$crate v$version:" <<<"$(cargo install --list --root .tools 2>/dev/null)"; then return; fi
  say "building $crate $version into .tools/ (once, a few minutes)"
  CARGO_PROFILE_DEV_DEBUG=0 cargo install --quiet --debug --force --root .tools "$crate@$version" "$@"
}

need_rust() {
  have cargo || stop "Rust is missing: curl --proto '=https' --tlsv1.2 -sSf https://sh.rustup.rs | sh"
  have cc || apt_get "a C linker" gcc libc6-dev
  if have rustup; then
    if ! grep -qx wasm32-unknown-unknown <<<"$(rustup target list --installed)"; then
      say "adding the target wasm32-unknown-unknown"
      rustup target add wasm32-unknown-unknown
    fi
    for component in "$@"; do
      if ! grep -q "^$component" <<<"$(rustup component list --installed)"; then
        say "adding $component"
        rustup component add "$component"
      fi
    done
  elif [ ! -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown" ]; then
    stop "the target wasm32-unknown-unknown is missing, and there is no rustup to add it"
  fi
}

need_build_tools() {
  cargo_tool trunk "$TRUNK" --locked --no-default-features --features rustls
  # Its own lock file does not resolve.
  cargo_tool wasm-bindgen-cli "$(locked wasm-bindgen)"
  cargo_tool wasm_split_cli_support "$WASM_SPLIT" --locked --features build-binary
}

need_node() {
  have node || stop "Node 20 or newer is missing: https://nodejs.org/ (Debian 13: apt-get install nodejs npm)"
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || stop "Node 20 or newer is needed, this is $(node --version)"
  if ! cmp -s package-lock.json node_modules/.attain-lock; then
    say "installing wasm-opt, browser driver and accessibility rules into node_modules/"
    npm ci --no-audit --no-fund --loglevel=error
    cp package-lock.json node_modules/.attain-lock
  fi
}

# apt_get <what for> <package>…: installs where this user may, otherwise says the one line to run.
apt_get() {
  local what=$1; shift
  local as=""
  if [ "$(id -u)" -ne 0 ]; then
    if have sudo && sudo -n true 2>/dev/null; then as="sudo"; else stop "$what is missing. Run: sudo apt-get install -y --no-install-recommends $*"; fi
  fi
  have apt-get || stop "$what is missing; install: $*"
  say "installing $* ($what)"
  $as env DEBIAN_FRONTEND=noninteractive apt-get -qq update
  $as env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >/dev/null
}

need_browser() {
  if [ -n "${CHROMIUM:-}" ]; then return; fi
  if ! have chromium && ! have chromium-browser && ! have google-chrome; then apt_get "Chromium, for the browser tests" chromium; fi
  if have fc-list && [ -z "$(fc-list :lang=zh-tw family)" ]; then apt_get "a Chinese font, for the browser tests" fonts-noto-cjk; fi
}

# Trunk, with what stands before wasm-bindgen.
trunk_tool() { PATH="$root/scripts/path:$PATH" trunk "$@"; }

# The release build, unless dist/ is already that of these sources.
build_release() {
  local stamp=target/site/release.stamp now
  now=$(find src core .cargo style public scripts index.html Trunk.toml Cargo.toml Cargo.lock -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum)
  if [ -f dist/index.html ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$now" ]; then return; fi
  say "building the release into dist/"
  trunk_tool --quiet build --release --skip-version-check && printf '%s\n' "$now" >"$stamp"
}
