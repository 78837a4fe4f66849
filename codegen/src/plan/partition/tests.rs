use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

/// Files with names, each with the files that it refers to.
fn nodes(edges: &[(usize, usize)], count: usize) -> Vec<Node> {
    let mut nodes: Vec<Node> = (0..count)
        .map(|number| Node { name: format!("file{number}"), weight: 5 + number % 7, uses: Vec::new() })
        .collect();
    for (from, to) in edges.iter().map(|(from, to)| (from % count, to % count)) {
        if from != to && !nodes[from].uses.contains(&to) {
            nodes[from].uses.push(to);
        }
    }
    nodes
}

/// Twelve groups of ten files, of which the first leads to the others; all lead to one that they have in common, and one file
/// leads to all groups.
fn service() -> Vec<Node> {
    let (common, all) = (120, 121);
    let mut edges = Vec::new();
    for file in 0..120 {
        edges.push((file, common));
        edges.push((file - file % 10, file));
        edges.push((all, file));
    }
    nodes(&edges, 122)
}

/// The same files in another order.
fn shuffled(nodes: &[Node], order: &[usize]) -> Vec<Node> {
    let place = |old: usize| order.iter().position(|number| *number == old).unwrap();
    let moved = |old: &usize| {
        let node = &nodes[*old];
        Node { uses: node.uses.iter().map(|used| place(*used)).rev().collect(), ..node.clone() }
    };
    order.iter().map(moved).collect()
}

/// Whether a file in one share may refer to a file in another one.
fn may_refer(from: Share, to: Share) -> bool {
    from == to || from == Share::Top || (to == Share::Base && from != Share::Base)
}

#[test]
fn what_leads_to_much_is_at_the_top_and_what_much_leads_to_is_at_the_base() {
    let shares = partition(&service(), 3).unwrap();
    assert_eq!((shares[120], shares[121]), (Share::Base, Share::Top));
    for group in shares[..120].chunks(10) {
        assert!(matches!(group[0], Share::Part(_)));
        assert!(group.iter().all(|share| *share == group[0]), "{group:?}");
    }
    let parts: BTreeSet<Share> = shares[..120].iter().copied().collect();
    assert_eq!(parts, (0..3).map(Share::Part).collect());
    for part in parts {
        assert!(shares.iter().filter(|share| **share == part).count() <= 50, "{shares:?}");
    }
}

#[test]
fn there_is_something_in_each_part() {
    assert!(partition(&service(), 8).is_ok());
    for parts in [13, 200, usize::MAX] {
        assert_eq!(partition(&service(), parts), Err(TooMany), "{parts}");
    }
    let cycle: Vec<(usize, usize)> = (0..40).map(|file| (file, file + 1)).collect();
    assert_eq!(partition(&nodes(&cycle, 40), 2), Err(TooMany));
    assert_eq!(partition(&[], 2), Err(TooMany));
}

#[test]
fn a_long_row_is_followed_to_its_end() {
    let row: Vec<(usize, usize)> = (0..20_000).map(|file| (file, file + 1)).collect();
    assert_eq!(partition(&nodes(&row, 20_001), 2), Err(TooMany));
}

#[test]
fn a_property_more_moves_nothing() {
    let before = partition(&service(), 4).unwrap();
    let mut moved = 0;
    for file in 0..122 {
        let mut nodes = service();
        nodes[file].weight += 1;
        let after = partition(&nodes, 4).unwrap();
        moved += before.iter().zip(&after).filter(|(before, after)| before != after).count();
    }
    // Where a share is just full, one is what it takes.
    assert!(moved <= 122, "{moved} of {} files", 122 * 122);
}

#[test]
fn a_type_more_moves_little() {
    let before = partition(&service(), 4).unwrap();
    let mut nodes = service();
    nodes.push(Node { name: "another".to_owned(), weight: 5, uses: vec![120] });
    let after = partition(&nodes, 4).unwrap();
    let moved = before.iter().zip(&after).filter(|(before, after)| before != after).count();
    assert!(moved <= 10, "{moved}");
}

proptest! {
    #[test]
    fn shares_refer_to_those_below_only(edges in vec((0..300_usize, 0..300_usize), 0..400), parts in 1..7_usize) {
        let nodes = nodes(&edges, 300);
        if let Ok(shares) = partition(&nodes, parts) {
            prop_assert_eq!(shares.len(), nodes.len());
            for (node, share) in nodes.iter().zip(&shares) {
                for used in &node.uses {
                    prop_assert!(may_refer(*share, shares[*used]), "{:?} to {:?}", share, shares[*used]);
                }
            }
            for part in 0..parts {
                prop_assert!(shares.contains(&Share::Part(part)));
            }
        }
    }

    #[test]
    fn the_order_of_the_files_does_not_matter(
        edges in vec((0..120_usize, 0..120_usize), 0..150),
        order in Just((0..120).collect::<Vec<usize>>()).prop_shuffle(),
        parts in 1..5_usize,
    ) {
        let nodes = nodes(&edges, 120);
        let expected = partition(&nodes, parts);
        let found = partition(&shuffled(&nodes, &order), parts);
        let expected = expected.map(|shares| order.iter().map(|old| shares[*old]).collect::<Vec<_>>());
        prop_assert_eq!(found, expected);
    }
}
