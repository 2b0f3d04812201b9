//! Dates, times and numbers as a French reader writes them.

use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// "27/06/2019 08:39", in the time of France, from UTC in RFC 3339.
pub fn day_and_time(utc: &str) -> String {
    let fields = [
        ("day", "2-digit"),
        ("month", "2-digit"),
        ("year", "numeric"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
    ];
    in_france(&Date::new(&JsValue::from_str(utc)), &fields)
}

/// "08:39", in the time of France, from milliseconds since 1970.
pub fn time_of_day(at: f64) -> String {
    let fields = [("hour", "2-digit"), ("minute", "2-digit")];
    in_france(&Date::new(&JsValue::from_f64(at)), &fields)
}

/// "27/06/2019", from the beginning of an ISO date as it is written; nothing for another text.
pub fn day(iso: &str) -> String {
    let date = iso.get(..10).and_then(domain::birth_date::BirthDate::parse);
    date.map(|date| date.to_string()).unwrap_or_default()
}

/// Now, as calendars write it: 20260902T081910Z.
pub fn calendar_stamp() -> String {
    let now = String::from(Date::new_0().to_iso_string());
    let digits: String =
        now.split('.').next().unwrap_or_default().chars().filter(|c| !"-:".contains(*c)).collect();
    format!("{digits}Z")
}

/// Today in UTC, as ISO writes it.
pub fn today() -> String {
    let now = String::from(Date::new_0().to_iso_string());
    now.chars().take(10).collect()
}

/// 1 575 with a narrow no-break space.
pub fn thousands(number: u32) -> String {
    let digits = number.to_string();
    let mut written = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            written.push('\u{202F}');
        }
        written.push(digit);
    }
    written
}

/// Nothing for a date that is none.
fn in_france(date: &Date, fields: &[(&str, &str)]) -> String {
    let options = Object::new();
    for (name, value) in [("timeZone", "Europe/Paris")].iter().chain(fields) {
        // Setting a field of a plain object cannot fail.
        let _ = Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    let format = Intl::DateTimeFormat::new(&Array::of1(&JsValue::from_str("fr-FR")), &options);
    if date.get_time().is_nan() {
        return String::new();
    }
    let written = format.format().call1(&JsValue::NULL, date.unchecked_ref());
    written.ok().and_then(|text| text.as_string()).unwrap_or_default().replace(',', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn thousands_are_set_apart() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1575), "1\u{202F}575");
        assert_eq!(thousands(1_234_567), "1\u{202F}234\u{202F}567");
    }
}
