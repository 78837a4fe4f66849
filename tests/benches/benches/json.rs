//! Reading and writing pages: the generated types with the JSON of their own and with serde_json, the same types with serde's
//! derive alone, with serde_json and with sonic-rs, and `serde_json::Value`.
//!
//! ```text
//! cargo bench -p csdl-benches --bench json
//! cargo bench -p csdl-benches --no-default-features --bench json -- --quick messages
//! ```
//!
//! It is the ratios that count. So the contenders take turns, and each is as fast as it was in its fastest turn, whatever
//! else the machine had to do: on Unix it is the time of the processor that is measured. As a test, without `--bench`, it takes one turn with small pages.

#![allow(clippy::unwrap_used, reason = "A bench that cannot go on fails.")]
#![allow(clippy::print_stdout, reason = "It says what it measured.")]

use std::hint::black_box;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use csdl_benches::data::{Items, page};
use csdl_benches::runtime::json::{self, FromJson, ToJson};
use csdl_benches::{office, plain, runtime};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, from_str};

/// Measures how fast pages are read and written, in MB/s.
#[derive(Debug, Parser)]
#[command(name = "json", bin_name = "cargo bench -p csdl-benches --bench json --")]
struct Arguments {
    /// Measures only `runtime::json` against derive with serde_json, in fewer turns, and only that row
    #[arg(long, value_name = "ROW", num_args = 0..=1)]
    quick: Option<Option<Row>>,
    /// Cargo says so to every bench
    #[arg(long, hide = true)]
    bench: bool,
}

/// A kind of page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Row {
    Users,
    FullUsers,
    Messages,
    ThreeTypes,
}

/// What reads and writes, and what the types are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Contender {
    /// The generated types, by `runtime::json`.
    Json,
    /// The generated types, by serde_json.
    SerdeJson,
    /// The types with derive, by serde_json.
    Derive,
    /// The types with derive, by sonic-rs.
    SonicRs,
    /// `serde_json::Value`.
    Value,
}

/// How much is measured.
struct Effort {
    bytes: usize,
    turns: usize,
    contenders: &'static [Contender],
    /// The contenders whose throughput is compared.
    ratios: &'static [(Contender, Contender)],
}

/// The fastest turns of a contender.
struct Times {
    read: Duration,
    write: Duration,
    /// How much it wrote, which differs as derive drops members.
    written: usize,
}

impl Contender {
    fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::SerdeJson => "serde_json",
            Self::Derive => "derive",
            Self::SonicRs => "sonic-rs",
            Self::Value => "Value",
        }
    }
}

impl Effort {
    const FULL: Self = Self {
        bytes: 10_000_000,
        turns: 25,
        contenders: &[Contender::Json, Contender::SerdeJson, Contender::Derive, Contender::SonicRs, Contender::Value],
        ratios: &[
            (Contender::Json, Contender::Derive),
            (Contender::SerdeJson, Contender::Derive),
            (Contender::SonicRs, Contender::Derive),
            (Contender::Json, Contender::SonicRs),
        ],
    };
    const QUICK: Self = Self {
        turns: 10,
        contenders: &[Contender::Json, Contender::Derive],
        ratios: &[(Contender::Json, Contender::Derive)],
        ..Self::FULL
    };
    const TEST: Self = Self { bytes: 50_000, turns: 1, ..Self::FULL };
}

fn main() {
    let is_bench = std::env::args().any(|argument| argument == "--bench");
    let quick = if is_bench { Arguments::parse().quick } else { None };
    let effort = match quick {
        Some(_) => Effort::QUICK,
        None if is_bench => Effort::FULL,
        None => Effort::TEST,
    };
    show_head(&effort);
    for row in Row::value_variants() {
        if quick.flatten().is_none_or(|only| only == *row) {
            row.measure(&effort);
        }
    }
}

impl Row {
    fn measure(self, effort: &Effort) {
        match self {
            Self::Users => compare::<office::User, plain::User>("users, 11 properties", Items::Users, effort),
            Self::FullUsers => compare::<office::User, plain::User>("users, all properties", Items::FullUsers, effort),
            Self::Messages => compare::<office::Message, plain::Message>("messages", Items::Messages, effort),
            Self::ThreeTypes => compare::<office::AnyDirectoryItem, plain::AnyDirectoryItem>(
                "items of three types",
                Items::Members,
                effort,
            ),
        }
    }
}

fn compare<O, D>(name: &str, items: Items, effort: &Effort)
where
    O: FromJson + ToJson + Serialize + DeserializeOwned,
    D: Serialize + DeserializeOwned,
{
    let json = page(items, effort.bytes);
    assert_is_kept::<runtime::Page<O>>(&json);
    assert_is_same::<plain::Page<D>>(&json);
    let mut times: Vec<Times> =
        effort.contenders.iter().map(|_| Times { read: Duration::MAX, write: Duration::MAX, written: 0 }).collect();
    let mut written = Vec::with_capacity(json.len() * 2);
    let top = raise_heap::<runtime::Page<O>, plain::Page<D>>(&json);
    for _ in 0..effort.turns {
        for (contender, times) in effort.contenders.iter().zip(&mut times) {
            let take_turn = match contender {
                Contender::Json => take_turn::<Own, runtime::Page<O>>,
                Contender::SerdeJson => take_turn::<SerdeJson, runtime::Page<O>>,
                Contender::Derive => take_turn::<SerdeJson, plain::Page<D>>,
                Contender::SonicRs => take_turn::<SonicRs, plain::Page<D>>,
                Contender::Value => take_turn::<SerdeJson, Value>,
            };
            take_turn(&json, &mut written, times);
        }
    }
    drop(black_box(top));
    let speed = |bytes: usize, time: Duration| bytes as f64 / time.as_secs_f64() / 1e6;
    let read: Vec<_> = times.iter().map(|times| speed(json.len(), times.read)).collect();
    let write: Vec<_> = times.iter().map(|times| speed(times.written, times.write)).collect();
    show(name, "read", &read, effort);
    show("", "write", &write, effort);
}

fn show_head(effort: &Effort) {
    println!("MB/s, and the throughput of one by that of another");
    print!("{:27}{:8}", "", "");
    for contender in effort.contenders {
        print!("{:>12}", contender.name());
    }
    for (one, other) in effort.ratios {
        print!("{:>21}", format!("{} / {}", one.name(), other.name()));
    }
    println!();
}

fn show(name: &str, what: &str, speeds: &[f64], effort: &Effort) {
    let speed_of = |contender| {
        let index = effort.contenders.iter().position(|other| *other == contender);
        index.map_or(f64::NAN, |index| speeds[index])
    };
    print!("{name:27}{what:8}");
    for speed in speeds {
        print!("{speed:12.0}");
    }
    for (one, other) in effort.ratios {
        print!("{:21.2}", speed_of(*one) / speed_of(*other));
    }
    println!();
}

/// What reads and writes a type.
trait Json<T> {
    fn read(text: &[u8]) -> T;
    fn write(out: &mut Vec<u8>, page: &T);
}

/// `runtime::json`.
struct Own;

/// The functions of serde_json.
struct SerdeJson;

/// Those of sonic-rs.
struct SonicRs;

impl<T: FromJson + ToJson> Json<T> for Own {
    fn read(text: &[u8]) -> T {
        json::from_slice(text).unwrap()
    }

    fn write(out: &mut Vec<u8>, page: &T) {
        json::extend_vec(out, page).unwrap();
    }
}

impl<T: Serialize + DeserializeOwned> Json<T> for SerdeJson {
    fn read(text: &[u8]) -> T {
        serde_json::from_slice(text).unwrap()
    }

    fn write(out: &mut Vec<u8>, page: &T) {
        serde_json::to_writer(out, page).unwrap();
    }
}

impl<T: Serialize + DeserializeOwned> Json<T> for SonicRs {
    fn read(text: &[u8]) -> T {
        sonic_rs::from_slice(text).unwrap()
    }

    fn write(out: &mut Vec<u8>, page: &T) {
        sonic_rs::to_writer(out, page).unwrap();
    }
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
fn take_turn<J: Json<T>, T>(json: &str, written: &mut Vec<u8>, times: &mut Times) {
    let started = now();
    let page = J::read(black_box(json.as_bytes()));
    times.read = times.read.min(now().saturating_sub(started));
    written.clear();
    let started = now();
    J::write(written, black_box(&page));
    times.write = times.write.min(now().saturating_sub(started));
    times.written = black_box(written).len();
}

/// The time that a processor has spent on this thread.
#[cfg(unix)]
fn now() -> Duration {
    rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime).try_into().unwrap()
}

/// The time since the first call.
#[cfg(not(unix))]
fn now() -> Duration {
    static FIRST: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    FIRST.elapsed()
}

/// Nothing is measured that does less than it should.
fn assert_is_kept<T: FromJson + ToJson + Serialize + DeserializeOwned>(text: &str) {
    let value: Value = from_str(text).unwrap();
    let ours: T = from_str(text).unwrap();
    assert_eq!(serde_json::to_value(&ours).unwrap(), value);
    let ours: T = json::from_str(text).unwrap();
    assert_eq!(from_str::<Value>(&json::to_string(&ours).unwrap()).unwrap(), value);
}

/// Whoever reads and writes the types with derive, it comes to the same.
fn assert_is_same<T: Serialize + DeserializeOwned>(text: &str) {
    let (by_serde_json, by_sonic_rs): (T, T) = (from_str(text).unwrap(), sonic_rs::from_str(text).unwrap());
    assert!(serde_json::to_string(&by_serde_json).unwrap() == sonic_rs::to_string(&by_sonic_rs).unwrap());
}
