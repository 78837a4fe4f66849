//! Places boxes in columns so that lines between them go from left to right, and leads the lines past the boxes.
//!
//! It is the method of Sugiyama, Tagawa and Toda (1981): lines that close a cycle are turned around, boxes get columns,
//! long lines get a place in every column that they pass, columns are ordered so that few lines cross, and then heights
//! are chosen. The libraries for it that were tried took seconds for two hundred boxes, or changed how other crates of
//! the build work.

mod column;

use self::column::{GAP, Piece, Vertex, heights, order};

/// Between two columns, to which lines add.
const COLUMN_GAP: f64 = 56.0;
/// What unconnected boxes fill in rows, if nothing else is wider.
const WIDTH: f64 = 900.0;

/// The size of a box.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Size {
    pub(super) width: f64,
    pub(super) height: f64,
}

/// A line between two different boxes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Line {
    /// The box where it begins, which is left of the other if no cycle prevents it, and how far below its top.
    pub(super) from: (usize, f64),
    /// The box where it ends, and how far below its top.
    pub(super) to: (usize, f64),
}

/// Where everything is. The picture begins at the origin.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Layout {
    /// The top left corner of each box.
    pub(super) places: Vec<(f64, f64)>,
    /// The points of each line: one where it begins, two for each column that it passes, and one where it ends.
    pub(super) routes: Vec<Vec<(f64, f64)>>,
    pub(super) width: f64,
    pub(super) height: f64,
}

/// Lays out boxes. Boxes that lines connect stay together; the largest such group is on top.
pub(super) fn layout(sizes: &[Size], lines: &[Line]) -> Layout {
    let mut layout =
        Layout { places: vec![(0.0, 0.0); sizes.len()], routes: vec![Vec::new(); lines.len()], ..Layout::default() };
    let groups = groups(sizes.len(), lines);
    for group in groups.iter().filter(|group| group.len() > 1) {
        let top = if layout.height > 0.0 { layout.height + 2.0 * GAP } else { 0.0 };
        Group::new(sizes, lines, group).place(&mut layout, top);
    }
    let width = layout.width.max(WIDTH);
    let (mut left, mut top) = (0.0, if layout.height > 0.0 { layout.height + 2.0 * GAP } else { 0.0 });
    for &index in groups.iter().filter(|group| group.len() == 1).flatten() {
        let size = sizes[index];
        if left > 0.0 && left + size.width > width {
            (left, top) = (0.0, layout.height + GAP);
        }
        layout.places[index] = (left, top);
        left += size.width + GAP;
        layout.width = layout.width.max(left - GAP);
        layout.height = layout.height.max(top + size.height);
    }
    layout
}

/// The boxes that lines connect, directly or not; large groups first.
fn groups(count: usize, lines: &[Line]) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); count];
    for line in lines {
        neighbours[line.from.0].push(line.to.0);
        neighbours[line.to.0].push(line.from.0);
    }
    let mut seen = vec![false; count];
    let mut groups = Vec::new();
    for start in 0..count {
        let mut group = Vec::new();
        let mut pending = vec![start];
        while let Some(index) = pending.pop() {
            if !std::mem::replace(&mut seen[index], true) {
                group.push(index);
                pending.extend_from_slice(&neighbours[index]);
            }
        }
        group.sort_unstable();
        groups.push(group);
    }
    groups.retain(|group| !group.is_empty());
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    groups
}

/// A connected group of boxes with its lines cut to pieces.
struct Group<'a> {
    sizes: &'a [Size],
    /// The vertices, first the boxes.
    vertices: Vec<Vertex>,
    pieces: Vec<Piece>,
    columns: Vec<Vec<usize>>,
    /// The lines, each with the vertices that it passes from left to right, and whether it was turned around.
    chains: Vec<(usize, Vec<usize>, bool)>,
    lines: &'a [Line],
}

impl<'a> Group<'a> {
    fn new(sizes: &'a [Size], lines: &'a [Line], group: &[usize]) -> Self {
        let local = |index: usize| group.binary_search(&index).unwrap_or_default();
        let own: Vec<usize> =
            (0..lines.len()).filter(|&line| group.binary_search(&lines[line].from.0).is_ok()).collect();
        let ends: Vec<(usize, usize)> =
            own.iter().map(|&line| (local(lines[line].from.0), local(lines[line].to.0))).collect();
        let (column_of, turned) = columns(group.len(), &ends);
        let mut this = Self {
            sizes,
            vertices: group.iter().map(|&index| Vertex { index: Some(index), height: sizes[index].height }).collect(),
            pieces: Vec::new(),
            columns: vec![Vec::new(); column_of.iter().max().map_or(0, |last| last + 1)],
            chains: Vec::new(),
            lines,
        };
        for (vertex, &column) in column_of.iter().enumerate() {
            this.columns[column].push(vertex);
        }
        for ((&line, &(from, to)), &is_turned) in own.iter().zip(&ends).zip(&turned) {
            let (mut left, mut right) = ((from, lines[line].from.1), (to, lines[line].to.1));
            if is_turned {
                std::mem::swap(&mut left, &mut right);
            }
            this.cut(line, left, right, &column_of, is_turned);
        }
        this
    }

    /// Cuts a line to pieces, with a vertex in each column that it passes.
    fn cut(&mut self, line: usize, left: (usize, f64), right: (usize, f64), column_of: &[usize], is_turned: bool) {
        let mut chain = vec![left.0];
        let mut last = left;
        for column in column_of[left.0] + 1..column_of[right.0] {
            let vertex = self.vertices.len();
            self.vertices.push(Vertex { index: None, height: 0.0 });
            self.columns[column].push(vertex);
            let weight = if chain.len() > 1 { 8.0 } else { 2.0 };
            self.pieces.push(Piece { from: last, to: (vertex, 0.0), weight });
            last = (vertex, 0.0);
            chain.push(vertex);
        }
        self.pieces.push(Piece { from: last, to: right, weight: if chain.len() > 1 { 2.0 } else { 1.0 } });
        chain.push(right.0);
        self.chains.push((line, chain, is_turned));
    }

    fn place(mut self, layout: &mut Layout, top: f64) {
        order(&mut self.columns, self.vertices.len(), &self.pieces);
        let tops = heights(&self.columns, &self.vertices, &self.pieces);
        let mut column_of = vec![0; self.vertices.len()];
        for (column, vertices) in self.columns.iter().enumerate() {
            vertices.iter().for_each(|&vertex| column_of[vertex] = column);
        }
        let mut between = vec![0.0; self.columns.len()];
        for piece in &self.pieces {
            between[column_of[piece.from.0]] += 1.0;
        }
        let mut lefts = Vec::new();
        let mut rights = Vec::new();
        let mut left = 0.0;
        for (column, vertices) in self.columns.iter().enumerate() {
            let widths = vertices.iter().filter_map(|&vertex| Some(self.sizes[self.vertices[vertex].index?].width));
            let right = left + widths.fold(0.0, f64::max);
            lefts.push(left);
            rights.push(right);
            left = right + COLUMN_GAP + f64::min(between[column], 60.0) * 2.0;
        }
        for (vertex, found) in self.vertices.iter().enumerate() {
            if let Some(index) = found.index {
                let place = (lefts[column_of[vertex]], top + tops[vertex]);
                layout.places[index] = place;
                layout.width = layout.width.max(place.0 + self.sizes[index].width);
                layout.height = layout.height.max(place.1 + found.height);
            } else {
                layout.height = layout.height.max(top + tops[vertex]);
            }
        }
        for (line, chain, is_turned) in &self.chains {
            let found = self.lines[*line];
            let (first, last) = if *is_turned { (found.to, found.from) } else { (found.from, found.to) };
            let start = layout.places[first.0];
            let mut route = vec![(start.0 + self.sizes[first.0].width, start.1 + first.1)];
            for &vertex in &chain[1..chain.len() - 1] {
                let column = column_of[vertex];
                route.push((lefts[column], top + tops[vertex]));
                route.push((rights[column], top + tops[vertex]));
            }
            let end = layout.places[last.0];
            route.push((end.0, end.1 + last.1));
            if *is_turned {
                route.reverse();
            }
            layout.routes[*line] = route;
        }
    }
}

/// The column of each box, and which lines go from right to left.
fn columns(count: usize, lines: &[(usize, usize)]) -> (Vec<usize>, Vec<bool>) {
    let mut leaving = vec![Vec::new(); count];
    let mut is_entered = vec![false; count];
    for (line, &(from, to)) in lines.iter().enumerate() {
        leaving[from].push(line);
        is_entered[to] = true;
    }
    // A walk in depth that begins where nothing leads to. A line to a box that the walk is still in closes a cycle.
    let mut turned = vec![false; lines.len()];
    let mut state = vec![0_u8; count];
    let mut finished = Vec::with_capacity(count);
    let starts = (0..count).filter(|&index| !is_entered[index]).chain((0..count).filter(|&index| is_entered[index]));
    for start in starts.collect::<Vec<_>>() {
        let mut path: Vec<(usize, usize)> = if state[start] == 0 { vec![(start, 0)] } else { Vec::new() };
        while let Some((index, next)) = path.pop() {
            state[index] = 1;
            match leaving[index].get(next) {
                Some(&line) => {
                    path.push((index, next + 1));
                    let to = lines[line].1;
                    match state[to] {
                        0 => path.push((to, 0)),
                        1 => turned[line] = true,
                        _ => {}
                    }
                }
                None => {
                    state[index] = 2;
                    finished.push(index);
                }
            }
        }
    }
    finished.reverse();
    let straight = |index: usize| -> Vec<usize> {
        let forward = leaving[index].iter().filter(|&&line| !turned[line]).map(|&line| lines[line].1);
        let back = (0..lines.len()).filter(|&line| turned[line] && lines[line].1 == index).map(|line| lines[line].0);
        forward.chain(back).collect()
    };
    let mut column = vec![0; count];
    let mut has_left = vec![false; count];
    for &index in &finished {
        for to in straight(index) {
            column[to] = column[to].max(column[index] + 1);
            has_left[to] = true;
        }
    }
    // What nothing is left of moves to the right, next to what it leads to.
    for &index in finished.iter().filter(|&&index| !has_left[index]) {
        if let Some(nearest) = straight(index).into_iter().map(|to| column[to]).min() {
            column[index] = nearest - 1;
        }
    }
    (column, turned)
}
