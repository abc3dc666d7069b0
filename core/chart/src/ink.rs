//! Ink: what a stroke means. It travels through plotters disguised as a colour and leaves as a CSS class.

use plotters::style::Color;
use plotters_backend::BackendColor;

use crate::Role;

/// A position in [`CLASSES`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Ink(u8);

#[rustfmt::skip]
const CLASSES: [&str; 26] = [
    "pc-grid", "pc-axis", "pc-tick", "pc-now", "pc-threshold", "pc-title", "pc-legend",
    "pc-band-1", "pc-band-2", "pc-band-edge",
    "pc-history", "pc-detail", "pc-fitted", "pc-forecast",
    "pc-s1", "pc-s2", "pc-s3", "pc-s4", "pc-s5", "pc-s6", "pc-s7", "pc-s8",
    "pc-guide", "pc-cloud", "pc-anomaly", "pc-chance",
];

impl Ink {
    pub(crate) const GRID: Self = Self(0);
    pub(crate) const AXIS: Self = Self(1);
    pub(crate) const TICK: Self = Self(2);
    pub(crate) const NOW: Self = Self(3);
    pub(crate) const THRESHOLD: Self = Self(4);
    pub(crate) const TITLE: Self = Self(5);
    pub(crate) const LEGEND: Self = Self(6);
    pub(crate) const BAND_EDGE: Self = Self(9);
    /// A line to hold others against.
    pub(crate) const GUIDE: Self = Self(22);
    /// One of many points that lie over one another.
    pub(crate) const CLOUD: Self = Self(23);

    /// The ink of a line.
    pub(crate) fn of_role(role: Role) -> Self {
        match role {
            Role::History => Self(10),
            Role::Detail => Self(11),
            Role::Fitted => Self(12),
            Role::Forecast => Self(13),
            Role::Anomaly => Self(24),
            Role::Chance => Self(25),
            Role::Limit => Self(4),
            Role::Series(number) => Self(14 + (number.saturating_sub(1) % 8) as u8),
        }
    }

    /// The ink of a band: the narrowest has one, every wider one the other.
    pub(crate) fn of_band(rank: usize) -> Self {
        Self(if rank <= 1 { 7 } else { 8 })
    }

    /// The class behind a colour plotters hands on.
    pub(crate) fn class_of(color: BackendColor) -> &'static str {
        CLASSES.get(usize::from(color.rgb.0)).copied().unwrap_or("pc-unknown")
    }
}

impl Color for Ink {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor { rgb: (self.0, 0, 0), alpha: 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_meaning_has_its_class() {
        let class = |ink: Ink| Ink::class_of(ink.to_backend_color());
        let cases = [
            (Ink::GRID, "pc-grid"),
            (Ink::LEGEND, "pc-legend"),
            (Ink::BAND_EDGE, "pc-band-edge"),
            (Ink::GUIDE, "pc-guide"),
            (Ink::CLOUD, "pc-cloud"),
            (Ink::of_band(0), "pc-band-1"),
            (Ink::of_band(1), "pc-band-1"),
            (Ink::of_band(9), "pc-band-2"),
            (Ink::of_role(Role::History), "pc-history"),
            (Ink::of_role(Role::Forecast), "pc-forecast"),
            (Ink::of_role(Role::Anomaly), "pc-anomaly"),
            (Ink::of_role(Role::Chance), "pc-chance"),
            (Ink::of_role(Role::Limit), "pc-threshold"),
            (Ink::of_role(Role::Series(0)), "pc-s1"),
            (Ink::of_role(Role::Series(8)), "pc-s8"),
            (Ink::of_role(Role::Series(9)), "pc-s1"),
            (Ink::of_role(Role::Series(usize::MAX)), "pc-s7"),
        ];
        for (ink, name) in cases {
            assert_eq!(class(ink), name);
        }
        assert_eq!(Ink::class_of(BackendColor { rgb: (255, 0, 0), alpha: 1.0 }), "pc-unknown");
    }
}
