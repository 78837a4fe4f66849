//! Reading and writing pages: the generated types, the same types with serde's derive alone, and `serde_json::Value`.
//!
//! ```text
//! cargo bench -p csdl-benches --bench json
//! ```
//!
//! It is the ratios that count. So the contenders take turns, and each is as fast as it was in its fastest turn, whatever
//! else the machine had to do. As a test, without `--bench`, it takes one turn with small pages.

#![allow(clippy::unwrap_used, reason = "A bench that cannot go on fails.")]
#![allow(clippy::print_stdout, reason = "It says what it measured.")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use csdl_benches::data::{Items, page};
use csdl_benches::{office, plain, runtime};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_str};

/// The fastest turns of a contender.
struct Times {
    read: Duration,
    write: Duration,
    /// How much it wrote, which differs as derive drops members.
    written: usize,
}

/// How much is measured.
struct Effort {
    bytes: usize,
    turns: usize,
}

fn main() {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let effort = if is_bench { Effort { bytes: 10_000_000, turns: 25 } } else { Effort { bytes: 50_000, turns: 1 } };
    println!("MB/s, and the throughput of the generated types by that of derive");
    println!(
        "{:27}{:>10}{:>8}{:>8}{:>8}   {:>10}{:>8}{:>8}{:>8}",
        "", "read ours", "derive", "Value", "ratio", "write ours", "derive", "Value", "ratio"
    );
    compare::<office::User, plain::User>("users, 11 properties", Items::Users, &effort);
    compare::<office::User, plain::User>("users, all properties", Items::FullUsers, &effort);
    compare::<office::Message, plain::Message>("messages", Items::Messages, &effort);
    compare::<office::AnyDirectoryItem, plain::AnyDirectoryItem>("items of three types", Items::Members, &effort);
}

fn compare<O, D>(name: &str, items: Items, effort: &Effort)
where
    O: Serialize + DeserializeOwned,
    D: Serialize + DeserializeOwned,
{
    let json = page(items, effort.bytes);
    assert_is_kept::<runtime::Page<O>>(&json);
    let mut times = [(); 3].map(|()| Times { read: Duration::MAX, write: Duration::MAX, written: 0 });
    let mut written = Vec::with_capacity(json.len() * 2);
    let top = raise_heap::<runtime::Page<O>, plain::Page<D>>(&json);
    for _ in 0..effort.turns {
        take_turn::<runtime::Page<O>>(&json, &mut written, &mut times[0]);
        take_turn::<plain::Page<D>>(&json, &mut written, &mut times[1]);
        take_turn::<Value>(&json, &mut written, &mut times[2]);
    }
    drop(black_box(top));
    let speed = |bytes: usize, time: Duration| bytes as f64 / time.as_secs_f64() / 1e6;
    let [ours, derive, value] = times.each_ref().map(|times| speed(json.len(), times.read));
    print!("{name:27}{ours:10.0}{derive:8.0}{value:8.0}{:8.2}", ours / derive);
    let [ours, derive, value] = times.each_ref().map(|times| speed(times.written, times.write));
    println!("   {ours:10.0}{derive:8.0}{value:8.0}{:8.2}", ours / derive);
}

/// Makes the heap as large as all contenders need it, and puts something on top of it. Otherwise it would be up to what an
/// allocator does with the memory that it gets back who has to ask the system for memory again, page by page, in each turn.
fn raise_heap<O: DeserializeOwned, D: DeserializeOwned>(json: &str) -> Vec<u8> {
    let all: (O, D, Value) = (from_str(json).unwrap(), from_str(json).unwrap(), from_str(json).unwrap());
    let top = vec![0; 100_000];
    drop(black_box(all));
    top
}

/// Reads from a slice and writes to a `Vec`. What comes and goes with them is not measured: the dropping of the objects
/// and the growing of the `Vec`.
fn take_turn<T: Serialize + DeserializeOwned>(json: &str, written: &mut Vec<u8>, times: &mut Times) {
    let started = Instant::now();
    let page: T = serde_json::from_slice(black_box(json.as_bytes())).unwrap();
    times.read = times.read.min(started.elapsed());
    written.clear();
    let started = Instant::now();
    serde_json::to_writer(&mut *written, black_box(&page)).unwrap();
    times.write = times.write.min(started.elapsed());
    times.written = black_box(written).len();
}

/// Nothing is measured that does less than it should.
fn assert_is_kept<T: Serialize + DeserializeOwned>(json: &str) {
    let value: Value = from_str(json).unwrap();
    let ours: T = from_str(json).unwrap();
    assert_eq!(serde_json::to_value(&ours).unwrap(), value);
}
