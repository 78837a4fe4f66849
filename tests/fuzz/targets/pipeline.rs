//! CSDL becomes Rust, or is refused with an error that says why.

#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| csdl_fuzz::pipeline(input));
