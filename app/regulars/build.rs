//! How the program is linked, where the machine's own linker and C library do better than usual.

use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if loader_knows_packed_relocations() {
        println!("cargo::rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Whether this program will be started by a C library that reads the packed table of relative
/// relocations (glibc 2.36 of 2022 and later). The plain table is 9 MB here, every page of which is
/// read at each start and stays resident; packed it is less than a tenth of one.
fn loader_knows_packed_relocations() -> bool {
    let here = std::env::var("TARGET") == std::env::var("HOST");
    let gnu = std::env::var("CARGO_CFG_TARGET_ENV").is_ok_and(|env| env == "gnu");
    let linux = std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux");
    here && gnu && linux && glibc().is_some_and(|version| version >= (2, 36))
}

/// The version of this machine's C library, from `glibc 2.36`.
fn glibc() -> Option<(u32, u32)> {
    let told = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let text = String::from_utf8(told.stdout).ok()?;
    let (major, minor) = text.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}
