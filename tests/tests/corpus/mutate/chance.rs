//! Choices and values at random.

use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};
use serde_json::{Map, Value};

/// Draws choices and values, the same ones for the same seed.
pub(crate) struct Chance {
    runner: TestRunner,
    json: BoxedStrategy<Value>,
    text: BoxedStrategy<String>,
}

impl Chance {
    pub(crate) fn new() -> Self {
        let name = || prop_oneof![3 => "[A-Za-z_][A-Za-z0-9_]{0,11}", 1 => "\\PC{0,8}"];
        let text = name().boxed();
        Self { runner: runner([0; 3]), json: json(text.clone()), text }
    }

    /// Starts anew.
    pub(crate) fn seed(&mut self, seed: [u64; 3]) {
        self.runner = runner(seed);
    }

    /// A number below another one, which is not zero.
    pub(crate) fn below(&mut self, count: usize) -> usize {
        self.runner.rng().random_range(0..count)
    }

    /// Whether one of so many chances comes true.
    pub(super) fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    pub(super) fn choose<'a, T: ?Sized>(&mut self, choices: &[&'a T]) -> Option<&'a T> {
        if choices.is_empty() { None } else { Some(choices[self.below(choices.len())]) }
    }

    /// Any JSON, with numbers as `Value` holds them.
    pub(super) fn json(&mut self) -> Value {
        self.json.new_tree(&mut self.runner).unwrap().current()
    }

    /// An identifier, or rarely any text at all.
    pub(super) fn name(&mut self) -> String {
        self.text.new_tree(&mut self.runner).unwrap().current()
    }

    pub(super) fn draw<T>(&mut self, strategy: impl Strategy<Value = T>) -> T {
        strategy.new_tree(&mut self.runner).unwrap().current()
    }
}

fn runner(seed: [u64; 3]) -> TestRunner {
    let mut bytes = [0; 32];
    for (place, number) in bytes.chunks_exact_mut(8).zip(seed) {
        place.copy_from_slice(&number.to_le_bytes());
    }
    TestRunner::new_with_rng(ProptestConfig::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

fn json(text: BoxedStrategy<String>) -> BoxedStrategy<Value> {
    let finite = prop::num::f64::NORMAL | prop::num::f64::ZERO | prop::num::f64::SUBNORMAL;
    let like = ["2021-01-26T22:30:57.1Z", "#microsoft.graph.user", "P1D", "12", "AA==", "INF", "\u{0}\"\\\u{7f}"];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        finite.prop_map(Value::from),
        (-100_i32..100).prop_map(|number| Value::from(f64::from(number) / 8.0)),
        text.clone().prop_map(Value::from),
        select(like.to_vec()).prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, move |inner| {
        let name =
            prop_oneof![4 => text.clone(), 1 => select(vec!["@odata.type", "id", "value"]).prop_map(str::to_owned)];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
    .boxed()
}
