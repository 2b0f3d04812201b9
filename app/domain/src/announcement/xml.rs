//! Writing XML: elements with attributes, nothing else.

/// Opens an element, or writes an empty one.
pub(super) fn element(text: &mut String, name: &str, attributes: &[(&str, &str)], empty: bool) {
    text.push('<');
    text.push_str(name);
    for (name, value) in attributes {
        text.push(' ');
        text.push_str(name);
        text.push_str("=\"");
        escape(text, value);
        text.push('"');
    }
    text.push_str(if empty { "/>\n" } else { ">\n" });
}

/// Closes an element.
pub(super) fn close(text: &mut String, name: &str) {
    text.push_str("</");
    text.push_str(name);
    text.push_str(">\n");
}

/// A value of an attribute, or a text. What XML 1.0 cannot hold at all is left out.
pub(super) fn escape(text: &mut String, value: &str) {
    for sign in value.chars() {
        match sign {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '"' => text.push_str("&quot;"),
            '\t' | '\n' | '\r' => text.push(' '),
            '\0'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {}
            sign => text.push(sign),
        }
    }
}
