//! Reading and writing pages: the generated types with the JSON of their own and with serde_json, the same types with serde's
//! derive alone, and `serde_json::Value`.
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
use csdl_benches::runtime::json::{self, FromJson, ToJson};
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

/// What reads and writes.
struct Json<T> {
    read: fn(&[u8]) -> Result<T, serde_json::Error>,
    write: fn(&mut Vec<u8>, &T) -> Result<(), serde_json::Error>,
}

impl<T: FromJson + ToJson> Json<T> {
    const OWN: Self = Self { read: |text| Ok(json::from_slice(text)?), write: |out, page| Ok(json::extend_vec(out, page)?) };
}

impl<T: Serialize + DeserializeOwned> Json<T> {
    const SERDE_JSON: Self =
        Self { read: |text| serde_json::from_slice(text), write: |out, page| serde_json::to_writer(out, page) };
}

/// How much is measured.
struct Effort {
    bytes: usize,
    turns: usize,
}

fn main() {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let effort = if is_bench { Effort { bytes: 10_000_000, turns: 25 } } else { Effort { bytes: 50_000, turns: 1 } };
    println!(
        "MB/s, and the throughput of the generated types by that of derive: with `runtime::json`, and with serde_json"
    );
    println!(
        "{:27}{:8}{:>8}{:>12}{:>8}{:>8}{:>8}{:>8}",
        "", "", "json", "serde_json", "derive", "Value", "ratio", "ratio"
    );
    compare::<office::User, plain::User>("users, 11 properties", Items::Users, &effort);
    compare::<office::User, plain::User>("users, all properties", Items::FullUsers, &effort);
    compare::<office::Message, plain::Message>("messages", Items::Messages, &effort);
    compare::<office::AnyDirectoryItem, plain::AnyDirectoryItem>("items of three types", Items::Members, &effort);
}

fn compare<O, D>(name: &str, items: Items, effort: &Effort)
where
    O: FromJson + ToJson + Serialize + DeserializeOwned,
    D: Serialize + DeserializeOwned,
{
    let json = page(items, effort.bytes);
    assert_is_kept::<runtime::Page<O>>(&json);
    let mut times = [(); 4].map(|()| Times { read: Duration::MAX, write: Duration::MAX, written: 0 });
    let mut written = Vec::with_capacity(json.len() * 2);
    let top = raise_heap::<runtime::Page<O>, plain::Page<D>>(&json);
    for _ in 0..effort.turns {
        take_turn(&json, Json::<runtime::Page<O>>::OWN, &mut written, &mut times[0]);
        take_turn(&json, Json::<runtime::Page<O>>::SERDE_JSON, &mut written, &mut times[1]);
        take_turn(&json, Json::<plain::Page<D>>::SERDE_JSON, &mut written, &mut times[2]);
        take_turn(&json, Json::<Value>::SERDE_JSON, &mut written, &mut times[3]);
    }
    drop(black_box(top));
    let speed = |bytes: usize, time: Duration| bytes as f64 / time.as_secs_f64() / 1e6;
    show(name, "read", times.each_ref().map(|times| speed(json.len(), times.read)));
    show("", "write", times.each_ref().map(|times| speed(times.written, times.write)));
}

fn show(name: &str, what: &str, [json, serde_json, derive, value]: [f64; 4]) {
    let (best, usual) = (json / derive, serde_json / derive);
    println!("{name:27}{what:8}{json:8.0}{serde_json:12.0}{derive:8.0}{value:8.0}{best:8.2}{usual:8.2}");
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
fn take_turn<T>(json: &str, by: Json<T>, written: &mut Vec<u8>, times: &mut Times) {
    let started = Instant::now();
    let page = (by.read)(black_box(json.as_bytes())).unwrap();
    times.read = times.read.min(started.elapsed());
    written.clear();
    let started = Instant::now();
    (by.write)(written, black_box(&page)).unwrap();
    times.write = times.write.min(started.elapsed());
    times.written = black_box(written).len();
}

/// Nothing is measured that does less than it should.
fn assert_is_kept<T: FromJson + ToJson + Serialize + DeserializeOwned>(text: &str) {
    let value: Value = from_str(text).unwrap();
    let ours: T = from_str(text).unwrap();
    assert_eq!(serde_json::to_value(&ours).unwrap(), value);
    let ours: T = json::from_str(text).unwrap();
    assert_eq!(from_str::<Value>(&json::to_string(&ours).unwrap()).unwrap(), value);
}
