//! The fingerprint of a file: by the browser's own code, beside the reading, where there is some.

use domain::files::fingerprint::Fingerprint;
use js_sys::{ArrayBuffer, Promise, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::WorkerGlobalScope;

/// A fingerprint that is being taken.
pub struct Digesting(Option<Promise>);

impl Digesting {
    /// Starts; the browser takes a copy of the bytes. Over plain http a browser offers nothing.
    pub fn of(file: Option<&ArrayBuffer>) -> Self {
        let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
        let started = file.and_then(|file| {
            let subtle = scope.crypto().ok()?.subtle();
            subtle.digest_with_str_and_buffer_source("SHA-256", file).ok()
        });
        Self(started)
    }

    /// The fingerprint, of these same bytes.
    pub async fn finish(self, bytes: &[u8]) -> Fingerprint {
        let digest = match self.0 {
            Some(promise) => JsFuture::from(promise).await.ok(),
            None => None,
        };
        let digest = digest.map(|digest| Uint8Array::new(&digest).to_vec());
        match digest.and_then(|digest| digest.try_into().ok()) {
            Some(digest) => Fingerprint::of_bytes(digest),
            None => Fingerprint::of(bytes),
        }
    }
}
