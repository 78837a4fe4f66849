//! The numbers as Markdown.

use std::fmt;

use crate::measure::Cost;

/// What was measured of something that was built.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// What was built.
    pub(crate) title: &'static str,
    /// What it took to build it.
    pub(crate) cost: Cost,
    /// What came of it, and how many bytes that has.
    pub(crate) size: Option<(&'static str, u64)>,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [cpu, wall] = [self.cost.cpu, self.cost.wall].map(|time| rounded(time.as_secs_f64()));
        write!(f, "{}: {cpu} s of CPU time, {wall} s in all, {} MB", self.title, rounded(mega(self.cost.memory)))?;
        match self.size {
            Some((what, size)) => write!(f, "; {what}: {} MB", rounded(mega(size))),
            None => Ok(()),
        }
    }
}

/// A table with a column for each crate; behind each number of the second and later ones, how many times as much it is
/// as that of the first.
pub(crate) fn markdown(columns: &[(&str, Vec<Row>)]) -> String {
    let Some((_, first)) = columns.first() else { return String::new() };
    let mut text = String::from("| |");
    for (title, _) in columns {
        text += &format!(" {title} |");
    }
    text += &format!("\n| --- |{}\n", " ---: |".repeat(columns.len()));
    for (number, row) in first.iter().enumerate() {
        let cells: Vec<&Row> = columns.iter().filter_map(|(_, rows)| rows.get(number)).collect();
        text += &line(&format!("{}: CPU time", row.title), &cells, |row| row.cost.cpu.as_secs_f64(), "s");
        text += &line("… wall time", &cells, |row| row.cost.wall.as_secs_f64(), "s");
        text += &line("… peak memory", &cells, |row| mega(row.cost.memory), "MB");
        if let Some((what, _)) = row.size {
            let size = |row: &Row| row.size.map_or(0.0, |(_, bytes)| mega(bytes));
            text += &line(&format!("… {what}"), &cells, size, "MB");
        }
    }
    text
}

fn line(title: &str, cells: &[&Row], number: impl Fn(&Row) -> f64, unit: &str) -> String {
    let mut text = format!("| {title} |");
    let first = cells.first().map_or(0.0, |row| number(row));
    for (column, row) in cells.iter().enumerate() {
        let number = number(row);
        text += &format!(" {} {unit}", rounded(number));
        if column > 0 && first > 0.0 {
            text += &format!(" ({}×)", rounded(number / first));
        }
        text += " |";
    }
    text + "\n"
}

/// Three digits that mean something, or all before the point.
fn rounded(number: f64) -> String {
    let decimals = if number < 1.0 {
        3
    } else if number < 10.0 {
        2
    } else if number < 100.0 {
        1
    } else {
        0
    };
    format!("{number:.decimals$}")
}

#[allow(clippy::cast_precision_loss, reason = "Three digits are shown.")]
fn mega(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}
