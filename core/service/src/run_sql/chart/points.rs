//! The points of a chart, read from rows.

use std::collections::HashMap;

use archive::{RecordBatch, SchemaRef, cell};

/// As much of a text as a legend has room for.
const MAX_NAME_CHARS: usize = 60;
/// Lines that are told apart; more are one too many anyway.
const MAX_KNOWN: usize = 1_000;

/// Lines in the order of their texts: that of the rows may be another one each time, and a line keeps its look. Lines of the same
/// texts stay in the order of their columns.
#[derive(Debug, Default)]
pub(super) struct Points {
    /// Name, and moments in milliseconds with their values.
    pub(super) lines: Vec<(String, Vec<(i64, f64)>)>,
    /// Values that cannot be drawn.
    pub(super) not_finite: u64,
    /// True if a line has two values at one moment.
    pub(super) has_twins: bool,
    /// Rows read.
    pub(super) rows: u64,
}

/// Reads the column `x` as moments and the columns `y` as numbers; texts in the same row say which line it is.
pub(super) fn read(schema: &SchemaRef, batches: &[RecordBatch], x: &str, y: &[String]) -> Points {
    let place = |name: &str| schema.fields().iter().position(|field| field.name() == name);
    let texts: Vec<usize> =
        (0..schema.fields().len()).filter(|index| cell::is_text(schema.field(*index).data_type())).collect();
    let numbers: Vec<(usize, &str)> = y.iter().filter_map(|name| Some((place(name)?, name.as_str()))).collect();
    let Some(x) = place(x) else { return Points::default() };
    let mut reader = Reader { points: Points::default(), texts: Vec::new(), known: HashMap::new() };
    for batch in batches {
        for row in 0..batch.num_rows() {
            reader.read_row(batch, row, x, &texts, &numbers);
        }
    }
    reader.finish()
}

struct Reader {
    points: Points,
    /// The texts of each line.
    texts: Vec<String>,
    known: HashMap<String, usize>,
}

impl Reader {
    fn read_row(&mut self, batch: &RecordBatch, row: usize, x: usize, texts: &[usize], numbers: &[(usize, &str)]) {
        self.points.rows += 1;
        let Some(ms) = cell::moment_ms(batch.column(x).as_ref(), row) else { return };
        let of_row: Vec<String> = texts
            .iter()
            .map(|index| cell::short_text(batch.column(*index).as_ref(), row, MAX_NAME_CHARS))
            .map(|text| text.map_or_else(|| "NULL".to_owned(), |short| short.text))
            .collect();
        for (index, name) in numbers {
            let value = cell::number(batch.column(*index).as_ref(), row).filter(|value| value.is_finite());
            let Some(value) = value else {
                self.points.not_finite += 1;
                continue;
            };
            let is_named = numbers.len() > 1 || of_row.is_empty();
            let parts = of_row.iter().map(String::as_str).chain(is_named.then_some(*name));
            let name = parts.collect::<Vec<_>>().join(" · ");
            self.add(name, &of_row, ms, value);
        }
    }

    fn add(&mut self, name: String, of_row: &[String], ms: i64, value: f64) {
        let next = self.points.lines.len();
        let index = match self.known.get(&name) {
            Some(index) => *index,
            None if next == MAX_KNOWN => return,
            None => {
                self.known.insert(name.clone(), next);
                self.points.lines.push((name, Vec::new()));
                self.texts.push(of_row.join(" · "));
                next
            }
        };
        self.points.lines[index].1.push((ms, value));
    }

    fn finish(mut self) -> Points {
        let mut lines: Vec<_> = self.texts.into_iter().zip(self.points.lines).collect();
        lines.sort_by(|(left, _), (right, _)| left.cmp(right));
        self.points.lines = lines.into_iter().map(|(_, line)| line).collect();
        for (_, line) in &mut self.points.lines {
            line.sort_by_key(|(ms, _)| *ms);
            self.points.has_twins |= line.windows(2).any(|pair| pair[0].0 == pair[1].0);
        }
        self.points
    }
}
