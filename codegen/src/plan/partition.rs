//! Cuts files into shares that can be compiled beside each other.
//!
//! What refers to each other in a cycle cannot be cut. Of the cycles, and the files that are in none,
//!
//! - those that lead to a large part of all files are at the top, which may refer to everything;
//! - those that many others lead to are at the base, which refers to nothing else;
//! - what is left falls into groups that do not refer to each other, and each group is in one of the other shares.
//!
//! Where a file goes depends on little, so that newer metadata moves few files: on what its group is called and, where a share
//! is full, on the order of magnitude of the groups. It is the hashing of Mirrokni, Thorup and Zadimoghaddam (2018), in which
//! each group prefers the shares in an order of its own and goes to the first that has room.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use petgraph::Graph;
use petgraph::algo::condensation;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::unionfind::UnionFind;
use petgraph::visit::{Dfs, IntoNeighbors, NodeFiltered, Reversed, Visitable};

/// A file to place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Its name, which no other has.
    pub(super) name: String,
    /// How large it is.
    pub(super) weight: usize,
    /// The numbers of the files that it refers to.
    pub(super) uses: Vec<usize>,
}

/// Where a file goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Share {
    /// Refers to all shares.
    Top,
    /// Refers to no other share.
    Base,
    /// One of those beside each other, which refer to the base.
    Part(usize),
}

/// There are fewer groups of files than parts, or so few that a part is left without one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooMany;

/// The share of each file, with so many parts beside each other.
pub(super) fn partition(nodes: &[Node], parts: usize) -> Result<Vec<Share>, TooMany> {
    let cycles = cycles(nodes);
    let is_top = top(&cycles, nodes.len());
    let is_base = base(&cycles, &is_top, nodes.len());
    let mut shares = vec![Share::Top; nodes.len()];
    for cycle in cycles.node_indices().filter(|cycle| is_base[cycle.index()]) {
        cycles[cycle].iter().for_each(|node| shares[*node] = Share::Base);
    }
    let groups = groups(&cycles, |cycle| !is_top[cycle.index()] && !is_base[cycle.index()], nodes);
    if parts > groups.len() {
        return Err(TooMany);
    }
    let places = place(&groups, parts);
    for (group, part) in groups.iter().zip(&places) {
        group.nodes.iter().for_each(|node| shares[*node] = Share::Part(*part));
    }
    if (0..parts).all(|part| places.contains(&part)) { Ok(shares) } else { Err(TooMany) }
}

/// What leads to this part of all files is at the top.
const LARGE_PART: usize = 8;

/// What so many files lead to is at the base.
const MANY: usize = 16;

/// Of few files this part are many.
const MANY_OF_FEW: usize = 16;

/// By how much a part may be larger than if all were the same: by one part of so many.
const ROOM: usize = 8;

/// The numbers of the files in each cycle, which is one file where there is none.
type Cycles = DiGraph<Vec<usize>, ()>;

/// Files that lead to each other or to the same files, and not to those of other groups.
struct Group<'n> {
    /// The first of the names of its files, which is seldom another one when files are added.
    name: &'n str,
    weight: usize,
    nodes: Vec<usize>,
}

fn cycles(nodes: &[Node]) -> Cycles {
    let mut graph = Graph::with_capacity(nodes.len(), nodes.iter().map(|node| node.uses.len()).sum());
    let indexes: Vec<NodeIndex> = (0..nodes.len()).map(|number| graph.add_node(number)).collect();
    for (from, node) in nodes.iter().enumerate() {
        for to in &node.uses {
            graph.add_edge(indexes[from], indexes[*to], ());
        }
    }
    condensation(graph, true)
}

/// The cycles that lead to a large part of all files. With each of them, all that lead to it are.
fn top(cycles: &Cycles, files: usize) -> Vec<bool> {
    let limit = files.div_ceil(LARGE_PART);
    let mut is_top = vec![false; cycles.node_count()];
    for cycle in cycles.node_indices() {
        // What leads to one of them need not be followed any further.
        let is_above = cycles.neighbors(cycle).any(|used| is_top[used.index()]);
        is_top[cycle.index()] = is_above || reaches(cycles, cycle, limit, cycles);
    }
    is_top
}

/// Of the other cycles those that many files lead to. With each of them, all that it leads to are.
fn base(cycles: &Cycles, is_top: &[bool], files: usize) -> Vec<bool> {
    let limit = (files / MANY_OF_FEW).clamp(2, MANY);
    let others = NodeFiltered::from_fn(cycles, |cycle: NodeIndex| !is_top[cycle.index()]);
    let mut is_base = vec![false; cycles.node_count()];
    for cycle in cycles.node_indices().filter(|cycle| !is_top[cycle.index()]) {
        is_base[cycle.index()] = reaches(Reversed(&others), cycle, limit + 1, cycles);
    }
    is_base
}

/// Whether a cycle has, with all that it leads to, so many files.
fn reaches<G>(graph: G, from: NodeIndex, files: usize, cycles: &Cycles) -> bool
where
    G: IntoNeighbors<NodeId = NodeIndex> + Visitable<NodeId = NodeIndex>,
{
    let mut search = Dfs::new(graph, from);
    let mut found = 0;
    while let Some(cycle) = search.next(graph) {
        found += cycles[cycle].len();
        if found >= files {
            return true;
        }
    }
    false
}

/// The groups that the files of some cycles fall into.
fn groups<'n>(cycles: &Cycles, is_among: impl Fn(NodeIndex) -> bool, nodes: &'n [Node]) -> Vec<Group<'n>> {
    let mut joined = UnionFind::new(cycles.node_count());
    for edge in cycles.raw_edges() {
        if is_among(edge.source()) && is_among(edge.target()) {
            joined.union(edge.source().index(), edge.target().index());
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for cycle in cycles.node_indices().filter(|cycle| is_among(*cycle)) {
        members.entry(joined.find(cycle.index())).or_default().extend(&cycles[cycle]);
    }
    let group = |members: Vec<usize>| Group {
        name: members.iter().map(|node| &*nodes[*node].name).min().unwrap_or_default(),
        weight: members.iter().map(|node| nodes[*node].weight).sum(),
        nodes: members,
    };
    members.into_values().map(group).collect()
}

/// The part of each group.
fn place(groups: &[Group<'_>], parts: usize) -> Vec<usize> {
    // The large ones come first, while there is room. What a group is called, and not how large exactly it is, decides on its
    // place among those of the same order of magnitude.
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_cached_key(|index| {
        let group = &groups[*index];
        (Reverse(group.weight.checked_ilog2()), hash(group.name, parts), group.name)
    });
    let total: usize = groups.iter().map(|group| group.weight).sum();
    let room = (total + total / ROOM).div_ceil(parts.max(1));
    let mut loads = vec![0; parts];
    let mut places = vec![0; groups.len()];
    for index in order {
        let Group { name, weight, .. } = groups[index];
        let mut preferred: Vec<usize> = (0..parts).collect();
        preferred.sort_by_cached_key(|part| hash(name, *part));
        let with_room = preferred.iter().find(|part| loads[**part] + weight <= room);
        let emptiest = || preferred.iter().min_by_key(|part| loads[**part]);
        if let Some(part) = with_room.or_else(emptiest) {
            loads[*part] += weight;
            places[index] = *part;
        }
    }
    places
}

fn hash(name: &str, number: usize) -> [u8; 8] {
    let hash = blake3::hash(format!("{number} {name}").as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hash.as_bytes()[..8]);
    first
}

#[cfg(test)]
mod tests;
