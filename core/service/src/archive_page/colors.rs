//! Colours of the proxies: the same on every chart, and no two alike while there are enough.

/// As many as differ.
const COLORS: usize = 8;

/// The colour of each of `chosen`, from 1. A proxy keeps the colour of its place among all that are known, unless another one
/// that is shown too has it already.
pub(super) fn colors(known: &[String], chosen: &[String]) -> Vec<usize> {
    let mut taken = Vec::with_capacity(chosen.len());
    for name in chosen {
        let place = known.iter().position(|known| known == name).unwrap_or(0);
        let colors = (0..COLORS).map(|step| (place + step) % COLORS + 1);
        let free = colors.clone().find(|color| !taken.contains(color));
        taken.push(free.unwrap_or(place % COLORS + 1));
    }
    taken
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(range: impl Iterator<Item = usize>) -> Vec<String> {
        range.map(|number| format!("p{number:02}")).collect()
    }

    #[test]
    fn a_proxy_keeps_its_color_where_it_can() {
        let known = names(0..20);
        assert_eq!(colors(&known, &names(0..3)), [1, 2, 3]);
        assert_eq!(colors(&known, &names(2..3)), [3]);
        // The first and the ninth would look the same.
        assert_eq!(colors(&known, &["p00".to_owned(), "p08".to_owned(), "p01".to_owned()]), [1, 2, 3]);
        assert_eq!(colors(&known, &known)[8..10], [1, 2]);
    }
}
