//! The limits of reading, in one place. Far above what schools have, far below what would hurt a
//! browser; passing one is a problem that says so.

/// Bytes of a file: 128 MiB. The largest real export seen is 7 MB.
pub const MAX_BYTES: usize = 128 * 1024 * 1024;

/// XML elements within elements. Known exports stay below 6.
pub const MAX_DEPTH: usize = 32;

/// XML elements in all: what 128 MiB of the densest known export would hold, doubled.
pub const MAX_ELEMENTS: usize = 4_000_000;

/// Attributes of one XML element. Known exports stay below 20.
pub const MAX_ATTRIBUTES: usize = 64;

/// Bytes of one XML attribute. Known exports stay below 200.
pub const MAX_ATTRIBUTE_BYTES: usize = 4096;

/// Bytes of a text between tags that are looked at; a longer text is passed over. Names and
/// identifiers are short, only encrypted contents are not.
pub const MAX_TEXT_BYTES: usize = 4096;

/// Lines of a table.
pub const MAX_ROWS: usize = 1_000_000;

/// Columns of a table that are looked at.
pub const MAX_COLUMNS: usize = 256;

/// Bytes of one field of a table that are kept.
pub const MAX_FIELD_BYTES: usize = 4096;

/// Problems kept of one kind in one file; the rest is only counted.
pub const MAX_PROBLEMS_OF_A_KIND: usize = 100;

/// Elements of one kind in a timetable that are taken: the largest school sites have a few thousand pupils
/// and courses, and each is compared with many others.
pub const MAX_OF_A_KIND: usize = 20_000;
