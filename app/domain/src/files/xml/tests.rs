use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;

/// Reads to the end and writes what was seen: `<name key=value`, `>` at the close, texts in between.
fn trace(text: &str) -> Result<String, Problem> {
    let mut nodes = XmlNodes::new(text);
    let mut seen = String::new();
    loop {
        match nodes.next()? {
            Node::Open(name) => {
                seen.push('<');
                seen.push_str(name);
                nodes.attributes(|name, value| {
                    write!(seen, " {name}={}", value.text()).unwrap();
                })?;
                seen.push('|');
            }
            Node::Close => seen.push('>'),
            Node::Text(text) => seen.push_str(&text.content()),
            Node::End => return Ok(seen),
        }
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(trace(text).as_deref(), Ok(expected));
}

#[track_caller]
fn refused(text: &str, expected: ProblemKind, line: usize) {
    let problem = trace(text).unwrap_err();
    assert_eq!((problem.kind, problem.place.unwrap().line), (expected, line));
}

#[test]
fn elements_attributes_and_texts() {
    check("<a x='1'><b/>t</a>", "<a x=1|<b|>t>");
    check("<p:a xmlns:p='u' p:x='1'/>", "<a p=u x=1|>");
    check("<a\n\tx = '/' y=\"'\"z='>'\n/><é ü='é'/>", "<a x=/ y=' z=>|><é ü=é|>");
    check("<a><![CDATA[<t>]]></a>", "<a|<t>>");
}

#[test]
fn the_five_entities_and_numbers_are_resolved() {
    check("<a x='d&apos;E &amp; &#233;'>&lt;&#xe9;</a>", "<a x=d'E & é|<é>");
}

#[test]
fn another_entity_stays_as_it_is() {
    check("<a x='&e;'>&e;</a>", "<a x=&e;|&e;>");
}

#[test]
fn a_doctype_is_refused() {
    refused(
        "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY e 'x'>]>\n<a>&e;</a>",
        ProblemKind::Doctype,
        2,
    );
}

#[test]
fn a_cut_file_is_told_from_a_broken_one() {
    refused("<a>\n<b>", ProblemKind::Truncated, 2);
    refused("<a>\n<b x='1", ProblemKind::Truncated, 2);
    refused("<a>\n</b>", ProblemKind::MalformedXml, 2);
    for tag in ["<a\nx/>", "<a\nx=1/>", "<a\nx y='1'/>", "<a\n='1'/>", "<a\nx=/>"] {
        refused(tag, ProblemKind::MalformedXml, 2);
    }
}

#[test]
fn limits_stop_the_reading() {
    refused(&"<a>".repeat(MAX_DEPTH + 1), ProblemKind::XmlLimit(XmlLimit::Depth), 1);
    let flood: String = (0..=MAX_ATTRIBUTES).map(|n| format!(" a{n}=''")).collect();
    refused(&format!("<a{flood}/>"), ProblemKind::XmlLimit(XmlLimit::Attributes), 1);
    let long = "x".repeat(MAX_ATTRIBUTE_BYTES + 1);
    refused(&format!("<a x='{long}'/>"), ProblemKind::XmlLimit(XmlLimit::AttributeLength), 1);
}

#[test]
fn a_text_too_long_for_a_name_is_passed_over() {
    check(&format!("<a>{}</a>", "x".repeat(MAX_TEXT_BYTES + 1)), "<a|>");
}

/// The same by another reader, with what it leaves to others: attributes cut up, values resolved.
fn trace_of_quick_xml(text: &str) -> Option<String> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut seen = String::new();
    let mut depth = 0_usize;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                depth += 1;
                write!(seen, "<{}", local(start.name().as_ref())).unwrap();
                for attribute in start.attributes().with_checks(false) {
                    let attribute = attribute.ok()?;
                    let name = local(attribute.key.as_ref()).to_owned();
                    let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
                    let value = value.unwrap_or(attribute.value);
                    write!(seen, " {name}={value}").unwrap();
                }
                seen.push('|');
            }
            Event::End(_) => {
                depth -= 1;
                seen.push('>');
            }
            Event::Text(text) => seen.push_str(&text.xml10_content()),
            Event::CData(text) => seen.push_str(&text),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => seen.push(c),
                _ => match quick_xml::escape::resolve_xml_entity(&reference) {
                    Some(text) => seen.push_str(text),
                    None => write!(seen, "&{};", &*reference).unwrap(),
                },
            },
            Event::DocType(_) => return None,
            Event::Eof => return (depth == 0).then_some(seen),
            _ => {}
        }
    }
}

/// Pieces of documents, whole and broken ones.
fn document() -> impl Strategy<Value = String> {
    let text = "[a-zé ;<>&='\"/\r\n\t-]{0,6}|&(amp|lt|e|#233|#xe9|#0|#x110000);|]]>|--";
    let attribute =
        "[ \r\n]{0,2}(p:)?[a-cé:]{1,2} ?= ?('[^'<]{0,6}'|\"[^\"<]{0,6}\"|'&(apos|gt|e|#10);\r\n')";
    let tag = prop_oneof![
        4 => prop::string::string_regex(&format!("<(p:)?[ab]({attribute}){{0,3}} ?/?>")).unwrap(),
        3 => prop::string::string_regex("</(p:)?[ab][ \n]?>").unwrap(),
    ];
    let other = "<!--[a>-]{0,4}-->|<!\\[CDATA\\[[a<&>\\]\r]{0,5}]]>|<\\?[a?]{0,3}\\?>|<!(DOCTYPE)?[a-]?>?|<[?!/]?";
    let piece = prop_oneof![
        8 => tag,
        3 => prop::string::string_regex(text).unwrap(),
        1 => prop::string::string_regex(other).unwrap(),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// A well-formed document around some pieces that are.
fn sound_document() -> impl Strategy<Value = String> {
    let text = prop::string::string_regex("([a-zé>'\"=/\r\n\t-]{1,4}|&(amp|lt|e|#233|#xe9);){0,3}")
        .unwrap();
    let other = prop::string::string_regex(
        "<!--([a>]-?){0,3}-->|<!\\[CDATA\\[[a<&>\r]{0,5}]]>|<\\?[a-z]{1,3}( [a?>]{0,3})?\\?>",
    )
    .unwrap();
    let leaf = prop_oneof![text, other];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let attributes = prop::string::string_regex(
            "([ \r\n]{1,2}(p:)?[a-cé]{1,2} ?= ?('([a>\"\t\r\n/=]|&(apos|e|#10);){0,6}'|\"[a>'/=]{0,6}\")){0,3} ?",
        );
        let inside = prop::collection::vec(inner, 0..4);
        ("(p:)?[ab]{1,2}", attributes.unwrap(), inside, "[ \n]?").prop_map(
            |(name, attributes, inside, space)| match inside.concat() {
                inside if inside.is_empty() => format!("<{name}{attributes}/>"),
                inside => format!("<{name}{attributes}>{inside}</{name}{space}>"),
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever is read is read as quick-xml reads it; broken tags that it lets through are refused.
    #[test]
    fn another_reader_sees_the_same(text in document()) {
        if let Ok(seen) = trace(&text) {
            prop_assert_eq!(Some(seen), trace_of_quick_xml(&text));
        }
    }

    #[test]
    fn another_reader_sees_the_same_in_sound_documents(text in sound_document()) {
        let seen = trace(&text);
        prop_assert!(seen.is_ok());
        prop_assert_eq!(seen.ok(), trace_of_quick_xml(&text));
    }
}
