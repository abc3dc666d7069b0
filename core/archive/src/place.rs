//! `Place`: path of a file in the archive, in the layout Promcast writes and in the hive layout it also reads.

use timeseries::Day;

use crate::ProxyName;

/// A file's place: what its path says about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The day in UTC.
    pub day: Day,
    /// The API proxy.
    pub proxy: ProxyName,
    /// Layout of the folders.
    pub layout: Layout,
    /// The path below the archive's folder, parts joined by `/`.
    pub path: String,
}

/// Layout of the folders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Layout {
    /// `2026-11-20/api-proxy-1.parquet`.
    Flat,
    /// `year=2026/month=11/day=20/app=api-proxy-1/part-0.parquet`; `labels` may be a list of key and value.
    Hive,
}

impl Place {
    /// The place of a day's file, as Promcast writes it.
    #[must_use]
    pub fn flat(day: Day, proxy: ProxyName) -> Self {
        let path = format!("{day}/{proxy}.parquet");
        Self { day, proxy, layout: Layout::Flat, path }
    }

    /// The folder of its day, where the day's manifest lies, and its path below that.
    #[must_use]
    pub fn in_folder(&self) -> (&str, &str) {
        let slashes = self.path.match_indices('/').map(|(at, _)| at);
        let at = match self.layout {
            Layout::Flat => slashes.min(),
            // Year, month and day.
            Layout::Hive => slashes.take(3).last(),
        };
        at.map_or(("", &self.path), |at| (&self.path[..at], &self.path[at + 1..]))
    }

    /// Reads a path below the archive's folder; `None` where it is not that of a file of an archive.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path.split('/').collect();
        let (day, proxy, layout) = match parts.as_slice() {
            [day, file] => (day.parse().ok()?, file.strip_suffix(".parquet")?, Layout::Flat),
            [year, month, day, app, file] => {
                let date =
                    format!("{}-{}-{}", part(year, "year=", 4)?, part(month, "month=", 2)?, part(day, "day=", 2)?);
                // The file's own name says nothing, but must not be a pattern or a way out either.
                file.strip_suffix(".parquet")?.parse::<ProxyName>().ok()?;
                (date.parse().ok()?, app.strip_prefix("app=")?, Layout::Hive)
            }
            _ => return None,
        };
        Some(Self { day, proxy: proxy.parse().ok()?, layout, path: path.to_owned() })
    }
}

/// A part of a date in a folder's name, with as many digits as a date has. Most programs that write the hive layout leave leading
/// zeros out.
fn part(folder: &str, name: &str, digits: usize) -> Option<String> {
    let number = folder.strip_prefix(name)?;
    let is_one = (1..=digits).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    is_one.then(|| format!("{number:0>digits$}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_layouts_are_read() {
        let flat = Place::of_path("2023-04-01/api-proxy-1.parquet").unwrap();
        assert_eq!(flat, Place::flat(flat.day, flat.proxy.clone()));
        let hive = Place::of_path("year=2023/month=04/day=01/app=api-proxy-1/part-0.parquet").unwrap();
        assert_eq!((hive.day, &hive.proxy, hive.layout), (flat.day, &flat.proxy, Layout::Hive));
        let short = Place::of_path("year=2023/month=4/day=1/app=api-proxy-1/data_0.parquet").unwrap();
        assert_eq!((short.day, &short.proxy, short.layout), (flat.day, &flat.proxy, Layout::Hive));
        assert_eq!(short.in_folder(), ("year=2023/month=4/day=1", "app=api-proxy-1/data_0.parquet"));
    }

    #[test]
    fn a_day_has_a_folder() {
        let flat = Place::of_path("2023-04-01/a.parquet").unwrap();
        assert_eq!(flat.in_folder(), ("2023-04-01", "a.parquet"));
        let hive = Place::of_path("year=2023/month=04/day=01/app=a/part-0.parquet").unwrap();
        assert_eq!(hive.in_folder(), ("year=2023/month=04/day=01", "app=a/part-0.parquet"));
    }

    #[test]
    fn other_paths_are_not_ours() {
        for path in [
            "",
            "api-proxy-1.parquet",
            "2023-04-01/api-proxy-1.csv",
            "2023-02-30/a.parquet",
            "2023-04-01/.a.parquet",
            "2023-04-01/../a.parquet",
            "2023-04-01/a*.parquet",
            "year=2023/month=004/day=01/app=a/x.parquet",
            "year=2023/month=/day=01/app=a/x.parquet",
            "year=2023/month=+4/day=01/app=a/x.parquet",
            "year=2023/month=13/day=01/app=a/x.parquet",
            "year=2023/month=04/day=01/app=../x.parquet",
            "year=2023/month=04/day=01/app=a/*.parquet",
        ] {
            assert_eq!(Place::of_path(path), None, "{path}");
        }
    }
}
