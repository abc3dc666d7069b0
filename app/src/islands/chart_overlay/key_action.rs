//! Keyboard actions on the chart.

/// An action of the keyboard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum KeyAction {
    /// By so many samples; the extremes are the ends.
    Move(i64),
    /// So many times the window.
    Zoom(f64),
    /// No moment any more.
    Clear,
}

impl KeyAction {
    /// The action of a key, where it has one.
    pub(super) fn of(key: &str, is_shifted: bool) -> Option<Self> {
        let stride = if is_shifted { 10 } else { 1 };
        match key {
            "ArrowLeft" => Some(Self::Move(-stride)),
            "ArrowRight" => Some(Self::Move(stride)),
            "Home" => Some(Self::Move(i64::MIN)),
            "End" => Some(Self::Move(i64::MAX)),
            "+" => Some(Self::Zoom(0.5)),
            "-" => Some(Self::Zoom(2.0)),
            "Escape" => Some(Self::Clear),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::KeyAction;

    #[test]
    fn arrows_move_and_tab_is_left_alone() {
        assert_eq!(KeyAction::of("ArrowLeft", false), Some(KeyAction::Move(-1)));
        assert_eq!(KeyAction::of("ArrowRight", true), Some(KeyAction::Move(10)));
        assert_eq!(KeyAction::of("Tab", false), None);
    }
}
