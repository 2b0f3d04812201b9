//! The built page, inside the binary: its files, each with its headers made once at the start, and
//! the choice of what a path means. What the page does is none of the server's business.

mod coding;
mod policy;

use axum::{
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use coding::Coding;
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};
use std::{borrow::Cow, collections::HashMap, sync::Arc};

/// What a visitor reads whose server was compiled before its page.
const NOT_BUILT: &str = "La page n'est pas construite : lancez make run.\n";

/// The one page, whatever address of it is opened.
const INDEX: &str = "index.html";

/// The build puts the content's hash into these names: what they hold never changes.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Kept, but only used after asking whether it is still the same.
const ASK_AGAIN: HeaderValue = HeaderValue::from_static("no-cache");

#[derive(RustEmbed)]
#[folder = "../app/dist"]
struct Dist;

/// The files of the page.
#[derive(Debug, Default)]
pub struct Assets {
    files: HashMap<String, Asset>,
}

/// One file, in each coding it is there in.
#[derive(Debug)]
struct Asset {
    headers: HeaderMap,
    variants: Vec<Variant>,
}

#[derive(Debug)]
struct Variant {
    coding: Coding,
    etag: HeaderValue,
    body: Bytes,
}

impl Assets {
    /// The files that were there when the server was compiled. A debug build reads them from the
    /// disk instead, at its start.
    pub fn embedded() -> Self {
        Self::from_files(Dist::iter().filter_map(|name| {
            let data = match Dist::get(&name)?.data {
                Cow::Borrowed(bytes) => Bytes::from_static(bytes),
                Cow::Owned(bytes) => Bytes::from(bytes),
            };
            Some((name.into_owned(), data))
        }))
    }

    /// The files of a page by their path in it. `name.br` and `name.gz` are other codings of
    /// `name`, and nothing by themselves.
    pub fn from_files(files: impl IntoIterator<Item = (String, Bytes)>) -> Self {
        let mut by_name: HashMap<String, Vec<(Coding, Bytes)>> = HashMap::new();
        for (file, body) in files {
            let (name, coding) = Coding::of_file(&file);
            let codings = by_name.entry(name.to_owned()).or_default();
            codings.push((coding, body));
        }
        let asset = |(name, codings): (String, _)| {
            let asset = Asset::new(&name, codings)?;
            Some((name, asset))
        };
        Self { files: by_name.into_iter().filter_map(asset).collect() }
    }

    /// The answer to a GET.
    fn respond(&self, path: &str, request: &HeaderMap) -> Response {
        let name = path.trim_start_matches('/');
        let is_file = name.rsplit('/').next().is_some_and(|last| last.contains('.'));
        let asset = match self.files.get(name) {
            Some(asset) => asset,
            None if is_file => return (StatusCode::NOT_FOUND, "not found\n").into_response(),
            // An address inside the page: the page knows what it means.
            None => match self.files.get(INDEX) {
                Some(index) => index,
                None => return (StatusCode::SERVICE_UNAVAILABLE, NOT_BUILT).into_response(),
            },
        };
        asset.respond(request)
    }
}

impl Asset {
    /// `None` when only compressed copies are there.
    fn new(name: &str, codings: Vec<(Coding, Bytes)>) -> Option<Self> {
        let plain = codings.iter().find(|(coding, _)| *coding == Coding::Identity);
        let (_, plain) = plain?;
        let digest = Sha256::digest(plain);
        let variant =
            |(coding, body): (Coding, Bytes)| Variant { coding, etag: etag(&digest, coding), body };
        let cache = if is_hashed(name) { FOREVER } else { ASK_AGAIN };
        let mut headers = HeaderMap::from_iter([
            (header::CONTENT_TYPE, HeaderValue::from_static(content_type(name))),
            (header::CACHE_CONTROL, cache),
            (header::VARY, HeaderValue::from_static("accept-encoding")),
        ]);
        if let Some(policy) = policy::of_file(name, plain) {
            headers.insert(header::CONTENT_SECURITY_POLICY, policy);
        }
        Some(Self { headers, variants: codings.into_iter().map(variant).collect() })
    }

    fn respond(&self, request: &HeaderMap) -> Response {
        let coding = coding::preferred(request, self.variants.iter().map(|v| v.coding));
        let Some(variant) = self.variants.iter().find(|v| v.coding == coding) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        // All of them also with 304: a browser replaces the headers it kept by those it gets.
        let mut response = self.headers.clone().into_response();
        let headers = response.headers_mut();
        headers.insert(header::ETAG, variant.etag.clone());
        if let Some(name) = coding.header() {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
        }
        if matches(request, &variant.etag) {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        } else {
            *response.body_mut() = Body::from(variant.body.clone());
        }
        response
    }
}

/// Answers with a file of the page, or with the page.
pub(crate) async fn serve(
    State(assets): State<Arc<Assets>>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    assets.respond(uri.path(), &headers)
}

/// Of the content and its coding: a compressed copy is another body.
fn etag(digest: &[u8], coding: Coding) -> HeaderValue {
    let digest = URL_SAFE_NO_PAD.encode(&digest[..16]);
    let text = match coding.header() {
        Some(coding) => format!("\"{digest}-{coding}\""),
        None => format!("\"{digest}\""),
    };
    HeaderValue::try_from(text).expect("base64url and the name of a coding are visible ASCII")
}

/// Whether the browser has this variant already.
fn matches(request: &HeaderMap, etag: &HeaderValue) -> bool {
    request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/"))
        .any(|tag| tag == "*" || tag.as_bytes() == etag.as_bytes())
}

/// Whether the build put a hash into the name, or into that of the folder: `style-0123456789abcdef.css`,
/// `app-0123456789abcdef/app_bg.wasm`.
fn is_hashed(name: &str) -> bool {
    let first = match name.split_once('/') {
        Some((folder, _)) => folder,
        None => name.rsplit_once('.').map_or("", |(stem, _)| stem),
    };
    first.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == 16 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript",
        "wasm" => "application/wasm",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/vnd.microsoft.icon",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests;
