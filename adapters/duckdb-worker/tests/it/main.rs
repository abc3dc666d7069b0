//! DuckDB itself as the judge of what the archive answers without it.

#[cfg(test)]
mod rollups;
