//! The only file that touches the browser's files.

use domain::files::limits::MAX_BYTES;
use js_sys::{Array, ArrayBuffer, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FileList, HtmlAnchorElement, Url};

/// A file that the user gave: its name, and its bytes or why there are none.
pub struct Given {
    /// Its name.
    pub name: String,
    /// When it was changed last, in ISO 8601.
    pub modified: Option<String>,
    /// Its bytes, ready to be handed to the engine.
    pub bytes: Result<ArrayBuffer, NotRead>,
}

/// Why a file's bytes could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// Larger than what is read: not even opened.
    TooLarge,
    /// The browser could not read it: moved, locked, or a folder.
    Unreadable,
}

/// The files of a list, in its order.
pub fn of_list(list: Option<FileList>) -> Vec<File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|index| list.get(index)).collect()
}

/// Reads a file.
pub async fn read(file: &File) -> Given {
    #[expect(clippy::cast_precision_loss, reason = "128 MiB is far below what a double counts")]
    let too_large = file.size() > MAX_BYTES as f64;
    let bytes = if too_large {
        Err(NotRead::TooLarge)
    } else {
        let buffer = JsFuture::from(file.array_buffer()).await;
        buffer.ok().and_then(|buffer| buffer.dyn_into().ok()).ok_or(NotRead::Unreadable)
    };
    let modified = js_sys::Date::new(&JsValue::from_f64(file.last_modified()));
    let modified = (!modified.get_time().is_nan()).then(|| String::from(modified.to_iso_string()));
    Given { name: file.name(), modified, bytes }
}

/// Puts a text on the clipboard; `false` when the browser does not allow it.
pub async fn copy(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// Bytes as a buffer that can be handed over.
pub fn buffer(bytes: &[u8]) -> ArrayBuffer {
    js_sys::Uint8Array::from(bytes).buffer()
}

/// Gives the user a file to keep; nothing goes over the network. `false` when the browser refuses.
pub fn download(name: &str, kind: &str, bytes: &[u8]) -> bool {
    try_download(name, kind, bytes).is_ok()
}

fn try_download(name: &str, kind: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&address)
}
