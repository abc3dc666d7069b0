//! The real binary from outside: its routes, its command line, its operation, and the rules of this repository.

#[cfg(test)]
mod api_forecast;
#[cfg(test)]
mod api_models;
#[cfg(test)]
mod api_sql;
#[cfg(test)]
mod archive_page;
#[cfg(test)]
mod archive_source;
#[cfg(test)]
mod archive_verify;
#[cfg(test)]
mod asvs;
#[cfg(test)]
mod bad_input;
#[cfg(test)]
mod check;
#[cfg(test)]
mod collect;
#[cfg(test)]
mod command_line;
#[cfg(test)]
mod counter;
#[cfg(test)]
mod cross_site;
#[cfg(test)]
mod damaged_doors;
#[cfg(test)]
mod disks;
#[cfg(test)]
mod download_csv;
#[cfg(test)]
mod evaluate;
#[cfg(test)]
mod evaluate_command;
#[cfg(test)]
mod file_upload;
#[cfg(test)]
mod first_use;
#[cfg(test)]
mod forecast_file;
#[cfg(test)]
mod http_metrics;
#[cfg(test)]
mod instruments_page;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod large_answers;
#[cfg(test)]
mod layers;
#[cfg(test)]
mod lifecycle;
#[cfg(test)]
mod locks;
#[cfg(test)]
mod mixed_load;
#[cfg(test)]
mod models_of_config;
#[cfg(test)]
mod models_page;
#[cfg(test)]
mod openapi;
#[cfg(test)]
mod operation;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod predict;
#[cfg(test)]
mod prefix;
#[cfg(test)]
mod query;
#[cfg(test)]
mod real_prometheus;
#[cfg(test)]
mod request_id;
#[cfg(test)]
mod run_script;
#[cfg(test)]
mod slow_clients;
#[cfg(test)]
mod slow_readers;
#[cfg(test)]
mod sparse_prometheus;
#[cfg(test)]
mod sql_attacks;
#[cfg(test)]
mod sql_page;
#[cfg(test)]
mod sql_types;
#[cfg(test)]
mod status_page;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod traffic;
#[cfg(test)]
mod train;
#[cfg(test)]
mod web_config;
