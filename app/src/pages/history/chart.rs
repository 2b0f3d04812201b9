//! The stock over time, as a line; the table beside it says the same in numbers.

use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts;
use ::api::Import;
use js_sys::Date;
use leptos::prelude::*;
use std::fmt::Write as _;

/// Width and height of the drawing, in its own units.
const WIDTH: f64 = 600.0;
const HEIGHT: f64 = 120.0;

/// A line from the first import to the last. Nothing for fewer than two.
#[component]
pub fn Chart(
    /// The imports, newest first.
    imports: Vec<Import>,
    /// The stock now: undoing and erasing are no steps.
    stock: u32,
) -> impl IntoView {
    let i18n = use_i18n();
    // Each step was stored with the stock after it.
    let mut steps: Vec<_> = imports.iter().flat_map(|import| &import.steps).collect();
    steps.sort_by(|a, b| a.validated_at.cmp(&b.validated_at));
    let time = |utc: &str| Date::new(&utc.into()).get_time();
    let mut points: Vec<(f64, u32)> =
        steps.iter().map(|step| (time(&step.validated_at), step.stock)).collect();
    if !points.is_empty() {
        points.push((Date::now(), stock));
    }
    let (Some(&(start, first)), Some(&(end, last))) = (points.first(), points.last()) else {
        return ().into_any();
    };
    if points.len() < 2 || end <= start {
        return ().into_any();
    }
    let highest = points.iter().map(|(_, stock)| *stock).max().unwrap_or(1).max(1);
    let x = |time: f64| (time - start) / (end - start) * WIDTH;
    let y = |stock: u32| HEIGHT - f64::from(stock) / f64::from(highest) * HEIGHT;
    // What is stored stays until the next import: steps, not slopes.
    let mut line = format!("M0 {:.1}", y(first));
    for (time, stock) in points.iter().skip(1) {
        let _ = write!(line, "H{:.1}V{:.1}", x(*time), y(*stock));
    }
    let oldest = steps.first().map(|step| texts::day_and_time(&step.validated_at));
    let begins = steps.first().map(|step| texts::day(&step.validated_at)).unwrap_or_default();
    let ends = texts::day(&texts::today());
    let newest = texts::day_and_time(&String::from(Date::new_0().to_iso_string()));
    let label = move || {
        t_string!(
            i18n,
            undo.chart_label,
            first = texts::thousands(first),
            last = texts::thousands(last),
            from = oldest.clone().unwrap_or_default(),
            to = newest.clone()
        )
        .to_string()
    };
    view! {
        <figure class="chart" role="figure" aria-label=tu_string!(i18n, undo.chart)>
            <figcaption>{tu_string!(i18n, undo.chart)}</figcaption>
            <p class="chart-top" aria-hidden="true">
                {texts::thousands(highest)}
            </p>
            <svg
                viewBox=format!("-4 -4 {} {}", WIDTH + 8.0, HEIGHT + 8.0)
                preserveAspectRatio="none"
                role="img"
                aria-label=label
            >
                <path class="chart-line" d=line />
            </svg>
            <p class="chart-dates" aria-hidden="true">
                <span>{begins}</span>
                <span>{ends}</span>
            </p>
        </figure>
    }
    .into_any()
}
