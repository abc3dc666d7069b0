//! Columns side by side: where they lie, and what hostile values make of them.

use super::*;
use proptest::prelude::*;

fn series(role: Role, values: &[f64]) -> ColumnSeries {
    ColumnSeries { name: "rows".to_owned(), role, values: values.to_vec() }
}

fn picture(look: ColumnLook, values: &[&[f64]]) -> Columns {
    let groups = values.first().map_or(0, |values| values.len());
    Columns {
        id: "c".to_owned(),
        title: "Groups".to_owned(),
        description: "Amounts by group.".to_owned(),
        size: Size { width_px: 600, height_px: 240 },
        upwards: "% of rows".to_owned(),
        groups: (0..groups).map(|group| format!("<g{group}>")).collect(),
        look,
        series: values.iter().enumerate().map(|(index, values)| series(Role::Series(index + 1), values)).collect(),
        guide: None,
    }
}

#[test]
fn the_first_bars_are_filled_and_the_second_hollow() {
    let svg = columns(&picture(ColumnLook::Bars, &[&[1.0, 2.0, f64::NAN], &[3.0, 0.0, 1.0]])).unwrap();
    assert_eq!((svg.matches("pc-area pc-s1").count(), svg.matches("pc-line pc-s2").count()), (2, 3));
    assert!(svg.contains(">&lt;g0&gt;</text>") && svg.contains(">% of rows</text>"));
}

#[test]
fn dots_are_joined_where_they_follow_one_another() {
    let gap = f64::NAN;
    for (values, lines, dots) in
        [(vec![1.0, 2.0, 3.0], 1, 3), (vec![1.0, gap, 3.0], 0, 2), (vec![1.0, 2.0, gap, 3.0, 4.0], 2, 4)]
    {
        let svg = columns(&picture(ColumnLook::Dots, &[&values])).unwrap();
        let counted = (svg.matches("pc-line pc-s1").count(), svg.matches("pc-point pc-s1").count());
        assert_eq!(counted, (lines, dots), "{values:?}");
    }
}

#[test]
fn a_guide_is_drawn_in_its_place_and_named() {
    let guide = |value| Some(Threshold { value, label: "out-of-bag error 24".to_owned() });
    let with = Columns { guide: guide(24.0), ..picture(ColumnLook::Dots, &[&[18.0, 20.0]]) };
    let svg = columns(&with).unwrap();
    assert!(svg.contains("pc-line pc-guide") && svg.contains(">out-of-bag error 24</text>"));
    assert!(!columns(&Columns { guide: guide(f64::NAN), ..with }).unwrap().contains("pc-guide"));
}

#[test]
fn names_never_run_into_one_another() {
    let many = vec![1.0; 300];
    let svg = columns(&picture(ColumnLook::Bars, &[&many])).unwrap();
    let names = svg.matches("&gt;</text>").count();
    assert!((5..20).contains(&names), "{names}");
}

#[test]
fn a_name_is_whole_or_not_there() {
    let mut narrow = picture(ColumnLook::Bars, &[&[1.0; 8]]);
    narrow.size.width_px = 320;
    narrow.groups = (1..=8).map(|group| format!("0.{group} to 0.{}", group + 1)).collect();
    let svg = columns(&narrow).unwrap();
    assert!(svg.contains(">0.1 to 0.2</text>") && !svg.contains('…'), "{svg}");
}

#[test]
fn the_label_of_a_guide_lies_beside_the_data() {
    let guide = Some(Threshold { value: 0.0, label: "no error".to_owned() });
    let svg = columns(&Columns { guide, ..picture(ColumnLook::Dots, &[&[0.0, 0.1, 0.0]]) }).unwrap();
    let x_of = |text: &str| -> f64 {
        let before = svg[..svg.find(text).unwrap()].rsplit(" x=\"").next().unwrap();
        before.split('"').next().unwrap().parse().unwrap()
    };
    let dots: Vec<f64> =
        svg.split("cx=\"").skip(1).map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect();
    assert!(dots.len() == 3 && dots.iter().all(|x| *x < x_of(">no error</text>")), "{svg}");
}

#[test]
fn what_cannot_be_drawn_is_refused() {
    let mut uneven = picture(ColumnLook::Bars, &[&[1.0, 2.0], &[1.0, 2.0]]);
    uneven.series[1].values.pop();
    assert!(matches!(columns(&uneven), Err(ChartError::Length { points: 2, values: 1, .. })));
    let small = Columns { size: Size { width_px: 1, height_px: 1 }, ..picture(ColumnLook::Bars, &[]) };
    assert!(matches!(columns(&small), Err(ChartError::Size { .. })));
    assert!(columns(&picture(ColumnLook::Bars, &[])).is_ok());
}

proptest! {
    #[test]
    fn any_values_give_the_same_finite_picture(values in proptest::collection::vec(proptest::num::f64::ANY, 0..20)) {
        for look in [ColumnLook::Bars, ColumnLook::Dots] {
            let svg = columns(&picture(look, &[&values, &values])).unwrap();
            prop_assert!(!svg.contains("NaN") && !svg.contains("inf"));
            prop_assert_eq!(&svg, &columns(&picture(look, &[&values, &values])).unwrap());
        }
    }
}
