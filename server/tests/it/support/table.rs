//! A CSV as a test reads it: columns by name, rows in their order.

/// A CSV that was read.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

impl Table {
    /// Reads a CSV; every row must have every column.
    pub(crate) fn parse(text: &str) -> Self {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let owned = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect();
        let columns = owned(reader.headers().unwrap());
        Self { columns, rows: reader.records().map(|record| owned(&record.unwrap())).collect() }
    }

    /// All texts of a column.
    pub(crate) fn column(&self, name: &str) -> Vec<&str> {
        let index = self.columns.iter().position(|column| column == name);
        let index = index.unwrap_or_else(|| panic!("no column {name} in {:?}", self.columns));
        self.rows.iter().map(|row| row[index].as_str()).collect()
    }

    /// All numbers of a column, NaN for an empty field.
    pub(crate) fn numbers(&self, name: &str) -> Vec<f64> {
        let number = |text: &str| if text.is_empty() { f64::NAN } else { text.parse().unwrap() };
        self.column(name).into_iter().map(number).collect()
    }
}
