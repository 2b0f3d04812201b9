//! Content codings: which files are copies in one, and which one a browser wants.

use axum::http::{HeaderMap, header};

/// How a body is compressed. The order is ours: the smallest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Coding {
    /// Not at all.
    Identity,
    /// gzip.
    Gzip,
    /// Brotli.
    Brotli,
}

impl Coding {
    /// The name that a file stands for, and how it is compressed.
    pub(super) fn of_file(file: &str) -> (&str, Self) {
        if let Some(name) = file.strip_suffix(".br") {
            (name, Self::Brotli)
        } else if let Some(name) = file.strip_suffix(".gz") {
            (name, Self::Gzip)
        } else {
            (file, Self::Identity)
        }
    }

    /// Its name in a header; none when there is nothing to say.
    pub(super) fn header(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
        }
    }
}

/// The coding, among those there are, that `Accept-Encoding` likes best; ours among equals. When it
/// accepts none, the plain body: better than nothing.
pub(super) fn preferred(request: &HeaderMap, there: impl Iterator<Item = Coding>) -> Coding {
    let accepted: Vec<_> = request
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(parse)
        .collect();
    there
        .map(|coding| (quality(coding, &accepted), coding))
        .filter(|&(quality, _)| quality > 0)
        .max()
        .map_or(Coding::Identity, |(_, coding)| coding)
}

/// In thousandths. What is not named is not wanted, except no coding at all, as a last resort.
fn quality(coding: Coding, accepted: &[(&str, u16)]) -> u16 {
    let of = |name: &str| {
        let found = accepted.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|&(_, quality)| quality)
    };
    let named = of(coding.header().unwrap_or("identity")).or_else(|| of("*"));
    named.unwrap_or(u16::from(coding == Coding::Identity))
}

/// `gzip;q=0.8` as its name and its quality in thousandths; `None` when it is not understood.
fn parse(item: &str) -> Option<(&str, u16)> {
    let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
    let parameters = parameters.trim();
    let quality = if parameters.is_empty() {
        1_000
    } else {
        let quality = parameters.strip_prefix(['q', 'Q'])?.trim_start();
        thousandths(quality.strip_prefix('=')?.trim())?
    };
    Some((name.trim(), quality))
}

fn thousandths(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    if decimals.len() > 3 {
        return None;
    }
    let quality: u16 = format!("{whole}{decimals:0<3}").parse().ok()?;
    (quality <= 1_000).then_some(quality)
}

#[cfg(test)]
mod tests {
    use super::{Coding::*, *};

    #[track_caller]
    fn check(accept: &str, expected: Coding) {
        let mut request = HeaderMap::new();
        request.insert(header::ACCEPT_ENCODING, accept.parse().unwrap());
        let there = [Identity, Gzip, Brotli];
        assert_eq!(preferred(&request, there.into_iter()), expected, "{accept}");
    }

    #[test]
    fn the_smallest_among_equals() {
        check("gzip, deflate, br, zstd", Brotli);
        check("gzip, deflate", Gzip);
        check("GZIP", Gzip);
        check("*", Brotli);
    }

    #[test]
    fn what_is_liked_better_wins() {
        check("br;q=0.5, gzip;q=0.8", Gzip);
        check("br; q=0.5, gzip; Q=0.499", Brotli);
        check("identity, br;q=0.9", Identity);
        check("gzip;q=0.001", Gzip);
    }

    #[test]
    fn zero_means_no() {
        check("br;q=0, gzip;q=0.0", Identity);
        check("*;q=0", Identity);
        check("br;q=0, *", Gzip);
    }

    #[test]
    fn what_is_not_understood_is_not_wanted() {
        check("br;q=2, gzip;q=x", Identity);
        check("br;q=0.1234", Identity);
        check("", Identity);
        assert_eq!(preferred(&HeaderMap::new(), [Identity, Brotli].into_iter()), Identity);
    }

    #[test]
    fn only_codings_that_are_there_are_chosen() {
        let mut request = HeaderMap::new();
        request.insert(header::ACCEPT_ENCODING, "br, gzip;q=0.5".parse().unwrap());
        assert_eq!(preferred(&request, [Identity, Gzip].into_iter()), Gzip);
    }

    #[test]
    fn a_compressed_copy_stands_for_its_file() {
        assert_eq!(Coding::of_file("app.js.br"), ("app.js", Brotli));
        assert_eq!(Coding::of_file("app.js.gz"), ("app.js", Gzip));
        assert_eq!(Coding::of_file("app.js"), ("app.js", Identity));
    }
}
