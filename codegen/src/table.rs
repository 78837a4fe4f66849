//! Aligned columns for a terminal.
//!
//! Libraries for tables wrap what is too wide. Here names are abbreviated, and cut at their starts, so that a row stays a line.

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

/// What is between two columns.
const GAP: &str = "  ";
/// To what width a column of names or other texts may shrink.
const LEAST_NAME: usize = 16;
const LEAST_TEXT: usize = 12;
const HEAD: Style = Style::new().bold();

/// On which side of its column a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    /// On the left.
    Left,
    /// On the right, as numbers are.
    Right,
    /// On the left. Where there is no room, namespaces are abbreviated as in `m.g.user`, and then names cut at their
    /// starts: the end of a qualified name says the most.
    Name,
    /// On the left, and cut at its end where there is no room.
    Text,
}

impl Align {
    /// To what width a column may shrink; `None` if it may not.
    fn least(self) -> Option<usize> {
        match self {
            Self::Left | Self::Right => None,
            Self::Name => Some(LEAST_NAME),
            Self::Text => Some(LEAST_TEXT),
        }
    }
}

/// Rows of texts below heads. Columns without a text are left out.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    columns: Vec<(&'static str, Align)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(crate) fn new(columns: &[(&'static str, Align)]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Two columns of texts, indented and without heads.
    pub(crate) fn headless() -> Self {
        Self { columns: vec![("", Align::Left), ("", Align::Left), ("", Align::Left)], rows: Vec::new() }
    }

    /// Adds a row with a text for each column.
    pub(crate) fn row(&mut self, texts: impl IntoIterator<Item = String>) {
        self.rows.push(texts.into_iter().collect());
    }

    /// Whether texts can be cut so far that no line is longer than `width`.
    pub(crate) fn fits(&self, width: usize) -> bool {
        let mut table = self.clone();
        table.abbreviate();
        let mut widths = table.widths();
        table.shrink(&mut widths, width);
        total(&widths) <= width
    }

    /// Leaves out a column.
    pub(crate) fn leave_out(&mut self, head: &str) {
        for (column, _) in self.columns.iter().enumerate().filter(|(_, (name, _))| *name == head) {
            self.rows.iter_mut().filter_map(|row| row.get_mut(column)).for_each(String::clear);
        }
    }

    /// The lines, with the heads in bold; no line is longer than `width` if the texts can be cut so far.
    pub(crate) fn text(mut self, width: Option<usize>) -> String {
        let mut widths = self.widths();
        if width.is_some_and(|width| total(&widths) > width) {
            self.abbreviate();
            widths = self.widths();
        }
        if let Some(width) = width {
            self.shrink(&mut widths, width);
        }
        let heads: Vec<String> = self.columns.iter().map(|(head, _)| (*head).to_owned()).collect();
        let mut text = String::new();
        if heads.iter().any(|head| !head.is_empty()) {
            text.push_str(&format!("{HEAD}{}{HEAD:#}\n", self.line(&heads, &widths)));
        }
        for row in &self.rows {
            text.push_str(&self.line(row, &widths));
            text.push('\n');
        }
        text
    }

    fn widths(&self) -> Vec<usize> {
        (0..self.columns.len()).map(|column| self.width(column)).collect()
    }

    fn abbreviate(&mut self) {
        for (column, _) in self.columns.iter().enumerate().filter(|(_, (_, align))| *align == Align::Name) {
            for text in self.rows.iter_mut().filter_map(|row| row.get_mut(column)) {
                *text = abbreviated(text);
            }
        }
    }

    /// The width of the longest text of a column; 0 if it has none.
    fn width(&self, column: usize) -> usize {
        let longest = self.rows.iter().filter_map(|row| row.get(column)).map(|text| text.width()).max().unwrap_or(0);
        if longest == 0 { 0 } else { longest.max(self.columns[column].0.width()) }
    }

    /// Makes the widest column that can be narrower so until the line fits.
    fn shrink(&self, widths: &mut [usize], limit: usize) {
        while total(widths) > limit {
            let least = |column: &usize| self.columns[*column].1.least().unwrap_or(usize::MAX);
            let wide = (0..widths.len()).filter(|column| widths[*column] > least(column));
            let Some(widest) = wide.max_by_key(|column| widths[*column]) else { return };
            widths[widest] -= 1;
        }
    }

    fn line(&self, texts: &[String], widths: &[usize]) -> String {
        let mut line = String::new();
        let shown = texts.iter().zip(widths).zip(&self.columns).filter(|((_, width), _)| **width > 0);
        for (index, ((text, width), (_, align))) in shown.enumerate() {
            if index > 0 {
                line.push_str(GAP);
            }
            let text = match align {
                Align::Name => cut(text, *width, true),
                Align::Text => cut(text, *width, false),
                Align::Left | Align::Right => text.clone(),
            };
            let blank = " ".repeat(width.saturating_sub(text.width()));
            match align {
                Align::Right => line.extend([blank, text]),
                Align::Left | Align::Name | Align::Text => line.extend([text, blank]),
            }
        }
        line.truncate(line.trim_end().len());
        line
    }
}

/// How long a line is.
fn total(widths: &[usize]) -> usize {
    let shown = widths.iter().filter(|width| **width > 0).count();
    widths.iter().sum::<usize>() + GAP.len() * shown.saturating_sub(1)
}

/// `Collection(m.g.user)` for `Collection(microsoft.graph.user)`.
fn abbreviated(text: &str) -> String {
    let (before, name) = text.rfind('(').map_or(("", text), |at| text.split_at(at + 1));
    let mut segments: Vec<&str> = name.split('.').collect();
    let last = segments.pop().unwrap_or_default();
    let initials = segments.iter().filter_map(|segment| segment.chars().next());
    initials.fold(before.to_owned(), |text, initial| format!("{text}{initial}.")) + last
}

/// What of a text fits into a width, with a sign in place of its start, or of its end.
fn cut(text: &str, width: usize, is_start: bool) -> String {
    let mut rest = text;
    while rest.width() > width.saturating_sub(usize::from(rest.len() < text.len())) {
        let mut characters = rest.chars();
        let gone = if is_start { characters.next() } else { characters.next_back() };
        if gone.is_none() {
            break;
        }
        rest = characters.as_str();
    }
    match (rest.len() < text.len(), is_start) {
        (false, _) => text.to_owned(),
        (true, true) => format!("…{rest}"),
        (true, false) => format!("{rest}…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn columns_are_aligned_and_empty_ones_left_out() {
        let mut table = Table::new(&[("A", Align::Name), ("NONE", Align::Left), ("N", Align::Right)]);
        table.row(["größe", "", "1"].map(str::to_owned));
        table.row(["b", "", "10"].map(str::to_owned));
        assert_eq!(plain(&table.text(None)), "A       N\ngröße   1\nb      10\n");
    }

    #[test]
    fn names_are_abbreviated_and_cut_to_fit() {
        let mut table = Table::new(&[("A", Align::Name), ("B", Align::Left)]);
        table.row(["Collection(microsoft.graph.vppToken)", "entity"].map(str::to_owned));
        let line = |width| plain(&table.clone().text(Some(width))).lines().nth(1).map(str::to_owned);
        assert_eq!(line(44).as_deref(), Some("Collection(microsoft.graph.vppToken)  entity"));
        assert_eq!(line(43).as_deref(), Some("Collection(m.g.vppToken)  entity"));
        assert_eq!(line(30).as_deref(), Some("…lection(m.g.vppToken)  entity"));
        assert_eq!(line(3).as_deref(), Some("…n(m.g.vppToken)  entity"), "no further");
        assert!(table.fits(24) && !table.fits(23));
    }

    #[test]
    fn texts_are_cut_at_their_ends_and_columns_left_out() {
        let mut table = Table::new(&[("A", Align::Left), ("B", Align::Text), ("C", Align::Text)]);
        table.row(["name", "navigation, not nullable", "größer als 12 Zeichen"].map(str::to_owned));
        assert_eq!(
            plain(&table.clone().text(Some(35))),
            "A     B               C\nname  navigation, n…  größer als 1…\n"
        );
        assert!(table.fits(32) && !table.fits(31));
        table.leave_out("B");
        assert_eq!(plain(&table.text(Some(20))), "A     C\nname  größer als 12…\n");
    }
}
