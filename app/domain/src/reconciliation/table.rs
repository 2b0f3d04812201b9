//! Tables as French spreadsheets open them: `;`, UTF-8 with its mark, CRLF, and no cell that a
//! spreadsheet would take for a formula.

use csv_core::{Terminator, WriteResult, Writer, WriterBuilder};

/// What begins a formula somewhere (OWASP, CSV injection).
const FORMULA_STARTS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Room that a field needs at most, besides twice its length.
const AROUND: usize = 16;

/// Writes a table, its first row being the headings.
pub fn write(rows: &[Vec<String>]) -> String {
    let mut writer = WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).build();
    let mut bytes = "\u{FEFF}".as_bytes().to_vec();
    for row in rows {
        for (column, cell) in row.iter().enumerate() {
            if column > 0 {
                put(&mut bytes, AROUND, |room| writer.delimiter(room));
            }
            let cell = harmless(cell);
            put(&mut bytes, 2 * cell.len() + AROUND, |room| {
                let (result, _, written) = writer.field(cell.as_bytes(), room);
                (result, written)
            });
        }
        put(&mut bytes, AROUND, |room| Writer::terminator(&mut writer, room));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Writes into new room at the end, which is large enough for one call.
fn put(bytes: &mut Vec<u8>, room: usize, write: impl FnOnce(&mut [u8]) -> (WriteResult, usize)) {
    let start = bytes.len();
    bytes.resize(start + room, 0);
    let (_, written) = write(&mut bytes[start..]);
    bytes.truncate(start + written);
}

/// The cell with an apostrophe before what a spreadsheet would calculate.
fn harmless(cell: &str) -> String {
    if cell.starts_with(FORMULA_STARTS) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use csv_core::{ReadFieldResult, ReaderBuilder};
    use proptest::prelude::*;

    #[track_caller]
    fn check(row: &[&str], expected: &str) {
        let row = row.iter().map(|&cell| cell.to_owned()).collect();
        assert_eq!(write(&[row]), format!("\u{FEFF}{expected}\r\n"));
    }

    #[test]
    fn cells_are_parted_by_semicolons_and_quoted_where_needed() {
        check(&["Nom", "Prénom"], "Nom;Prénom");
        check(&["a;b", "dit \"Zoé\"", "x"], "\"a;b\";\"dit \"\"Zoé\"\"\";x");
    }

    #[test]
    fn no_cell_is_a_formula() {
        check(&["=1+1", "+33", "-2", "@x"], "'=1+1;'+33;'-2;'@x");
    }

    fn read(text: &str) -> Vec<Vec<String>> {
        let mut reader = ReaderBuilder::new().delimiter(b';').build();
        let mut input = text.trim_start_matches('\u{FEFF}').as_bytes();
        let (mut rows, mut row, mut room) = (Vec::new(), Vec::new(), vec![0; text.len() + 1]);
        loop {
            let (result, read, written) = reader.read_field(input, &mut room);
            input = &input[read..];
            match result {
                ReadFieldResult::Field { record_end } => {
                    row.push(String::from_utf8(room[..written].to_vec()).unwrap());
                    if record_end {
                        rows.push(std::mem::take(&mut row));
                    }
                }
                ReadFieldResult::End => return rows,
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            }
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            rows in prop::collection::vec(prop::collection::vec("[^\u{0}\u{FEFF}]{1,12}", 1..4), 1..5)
        ) {
            let expected: Vec<Vec<String>> =
                rows.iter().map(|row| row.iter().map(|cell| harmless(cell)).collect()).collect();
            prop_assert_eq!(read(&write(&rows)), expected);
        }
    }
}
