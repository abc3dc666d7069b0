//! Names that come twice.

use std::collections::HashMap;

use arrow::datatypes::FieldRef;

/// The fields with names of their own: a name that was there before, in capitals or not, gets the next free number, as DuckDB
/// does it in a subquery. A field without any name is called by its place, as DuckDB asks for it.
pub(super) fn without_doubles(fields: Vec<FieldRef>) -> Vec<FieldRef> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let of_field = |(place, field): (usize, FieldRef)| {
        let name = if field.name().is_empty() { (place + 1).to_string() } else { field.name().clone() };
        let name = free(name, &mut seen);
        if name == *field.name() { field } else { field.as_ref().clone().with_name(name).into() }
    };
    fields.into_iter().enumerate().map(of_field).collect()
}

fn free(name: String, seen: &mut HashMap<String, usize>) -> String {
    let low = name.to_lowercase();
    let Some(mut number) = seen.get(&low).copied() else {
        seen.insert(low, 1);
        return name;
    };
    let mut numbered = format!("{name}_{number}");
    while seen.contains_key(&numbered.to_lowercase()) {
        number += 1;
        numbered = format!("{name}_{number}");
    }
    seen.insert(low, number);
    seen.insert(numbered.to_lowercase(), 1);
    numbered
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::datatypes::{DataType, Field};

    use super::*;

    #[test]
    fn a_name_that_comes_twice_gets_a_number() {
        for (given, named) in [
            (vec!["value", "value"], vec!["value", "value_1"]),
            (vec!["a", "A", "a", "a_1"], vec!["a", "A_1", "a_2", "a_1_1"]),
            (vec!["a", "a_1", "a"], vec!["a", "a_1", "a_2"]),
            (vec!["", ""], vec!["1", "2"]),
        ] {
            let fields = given.into_iter().map(|name| Arc::new(Field::new(name, DataType::Int64, true))).collect();
            let names: Vec<String> = without_doubles(fields).iter().map(|field| field.name().clone()).collect();
            assert_eq!(names, named);
        }
    }
}
