//! The command `csdl-codegen`.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A run makes and drops some millions of nodes of syntax, which the usual allocators spend a quarter of its time on.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    csdl_codegen::command::run()
}
