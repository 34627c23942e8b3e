//! Chooses the page to carry inside the program; never runs npm.
//!
//! `$REGULARS_UI_DIR`, else `ui/dist` where it has been built, else a single page that says how
//! to build it, so that `cargo build` works on a machine without Node.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=REGULARS_UI_DIR");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("page");
    if out.exists() {
        fs::remove_dir_all(&out)?;
    }
    fs::create_dir_all(&out)?;
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets this"));
    let built =
        env::var_os("REGULARS_UI_DIR").map_or_else(|| here.join("../../ui/dist"), PathBuf::from);
    println!("cargo::rerun-if-changed={}", built.display());
    if built.join("index.html").exists() {
        copy(&built, &out)
    } else {
        fs::copy(here.join("src/page_not_built.html"), out.join("index.html")).map(|_| ())
    }
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}
