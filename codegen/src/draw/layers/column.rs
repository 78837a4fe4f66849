//! The order within columns, and the heights that follow from it.

/// Between boxes of a column, and between groups of boxes that no line connects.
pub(super) const GAP: f64 = 14.0;

/// How often the columns are gone through.
const SWEEPS: usize = 16;

/// A box, or the place in a column where a line passes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Vertex {
    /// The box; `None` for a line.
    pub(super) index: Option<usize>,
    pub(super) height: f64,
}

/// A piece of a line from a column to the next: the vertices, and where it touches them below their tops.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) from: (usize, f64),
    pub(super) to: (usize, f64),
    /// How much it should be straight.
    pub(super) weight: f64,
}

/// Orders the vertices of each column so that few pieces cross.
///
/// Each column in turn is sorted by where, on average, the vertices of the column beside it are that its vertices are
/// connected to; from left to right and back. The best order that was come by is kept.
pub(super) fn order(columns: &mut Vec<Vec<usize>>, count: usize, pieces: &[Piece]) {
    let (mut left, mut right) = (vec![Vec::new(); count], vec![Vec::new(); count]);
    for piece in pieces {
        // The port is a part of the place: lines from rows of one box are in the order of its rows.
        right[piece.from.0].push((piece.to.0, piece.to.1));
        left[piece.to.0].push((piece.from.0, piece.from.1));
    }
    let mut best = (crossings(columns, count, pieces), columns.clone());
    for sweep in 0..SWEEPS {
        let is_forward = sweep % 2 == 0;
        let neighbours = if is_forward { &left } else { &right };
        for step in 1..columns.len() {
            let column = if is_forward { step } else { columns.len() - 1 - step };
            let beside = if is_forward { column - 1 } else { column + 1 };
            let mut place = vec![0.0; count];
            for (index, &vertex) in columns[beside].iter().enumerate() {
                place[vertex] = index as f64;
            }
            let key = |(index, vertex): (usize, usize)| {
                let found = &neighbours[vertex];
                let sum: f64 = found.iter().map(|&(other, port)| place[other] + port / 1e6).sum();
                if found.is_empty() { index as f64 } else { sum / found.len() as f64 }
            };
            let mut keyed: Vec<(f64, usize)> = columns[column]
                .iter()
                .copied()
                .enumerate()
                .map(|(index, vertex)| (key((index, vertex)), vertex))
                .collect();
            keyed.sort_by(|(left, _), (right, _)| left.total_cmp(right));
            columns[column] = keyed.into_iter().map(|(_, vertex)| vertex).collect();
        }
        let found = crossings(columns, count, pieces);
        if found < best.0 {
            best = (found, columns.clone());
        }
    }
    *columns = best.1;
}

/// How many pairs of pieces cross.
fn crossings(columns: &[Vec<usize>], count: usize, pieces: &[Piece]) -> usize {
    let (mut column_of, mut place) = (vec![0; count], vec![0; count]);
    for (column, vertices) in columns.iter().enumerate() {
        for (index, &vertex) in vertices.iter().enumerate() {
            (column_of[vertex], place[vertex]) = (column, index);
        }
    }
    let mut between: Vec<Vec<(usize, u64, usize, u64)>> = vec![Vec::new(); columns.len()];
    for piece in pieces {
        let ends = (place[piece.from.0], piece.from.1 as u64, place[piece.to.0], piece.to.1 as u64);
        between[column_of[piece.from.0]].push(ends);
    }
    let mut total = 0;
    for mut ends in between {
        ends.sort_unstable();
        // The ends on the right are put into order one by one; each that is passed is a crossing.
        let mut right: Vec<(usize, u64)> = Vec::with_capacity(ends.len());
        for (_, _, index, port) in ends {
            let at = right.partition_point(|&known| known <= (index, port));
            total += right.len() - at;
            right.insert(at, (index, port));
        }
    }
    total
}

/// The top of each vertex: no two of a column touch, and lines are as straight as that allows.
pub(super) fn heights(columns: &[Vec<usize>], vertices: &[Vertex], pieces: &[Piece]) -> Vec<f64> {
    let mut neighbours = vec![Vec::new(); vertices.len()];
    for piece in pieces {
        let shift = piece.from.1 - piece.to.1;
        neighbours[piece.to.0].push((piece.from.0, shift, piece.weight, true));
        neighbours[piece.from.0].push((piece.to.0, -shift, piece.weight, false));
    }
    let mut tops = vec![0.0; vertices.len()];
    for column in columns {
        stack(column, vertices, &mut tops, |_| (0.0, 1.0));
    }
    // The last sweeps look to both sides, so that nothing is left that would better be elsewhere.
    for sweep in 0..SWEEPS {
        let (is_forward, is_both) = (sweep % 2 == 0, sweep + 4 >= SWEEPS);
        for step in 0..columns.len() {
            let column = if is_forward { step } else { columns.len() - 1 - step };
            let known = tops.clone();
            stack(&columns[column], vertices, &mut tops, |vertex| {
                let wanted = neighbours[vertex].iter().filter(|(_, _, _, is_left)| is_both || *is_left == is_forward);
                let (mut sum, mut total) = (0.0, 0.0);
                for (other, shift, weight, _) in wanted {
                    sum += weight * (known[*other] + shift);
                    total += weight;
                }
                if total > 0.0 { (sum / total, total) } else { (known[vertex], 0.1) }
            });
        }
    }
    let least = tops.iter().copied().fold(f64::INFINITY, f64::min);
    tops.iter().map(|top| top - least).collect()
}

/// Places the vertices of a column one below the other, as near as possible to where each wants to be.
///
/// `wanted` gives the place and how much it weighs. With the room that the vertices above take subtracted it is a
/// regression on places that do not fall, which the pooling of adjacent violators solves: vertices that would overlap
/// become a block at their mean.
fn stack(column: &[usize], vertices: &[Vertex], tops: &mut [f64], wanted: impl Fn(usize) -> (f64, f64)) {
    let mut room = 0.0;
    let mut rooms = Vec::with_capacity(column.len());
    // The mean of each block, its weight, and how many vertices it has.
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for &vertex in column {
        let (place, weight) = wanted(vertex);
        let mut block = (place - room, weight, 1);
        while let Some(above) = blocks.pop_if(|above| above.0 >= block.0) {
            let weight = above.1 + block.1;
            block = ((above.0 * above.1 + block.0 * block.1) / weight, weight, above.2 + block.2);
        }
        blocks.push(block);
        rooms.push(room);
        room += vertices[vertex].height + GAP;
    }
    let places = blocks.iter().flat_map(|&(mean, _, count)| std::iter::repeat_n(mean, count));
    for ((&vertex, room), place) in column.iter().zip(rooms).zip(places) {
        tops[vertex] = place + room;
    }
}
