//! Messages in and out of the worker.
//!
//! The page sends `{call, file}`: the bytes of a [`Call`], and for a file its buffer, transferred and
//! not copied. The worker sends the bytes of a [`Message`].

use crate::jobs;
use crate::session::Session;
use domain::reconciliation::Alias;
use engine::{Answer, Call, Failure, HandoutRequest, Message, Request, from_bytes, to_bytes};
use js_sys::{ArrayBuffer, Reflect, Uint8Array};
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};
use zeroize::Zeroizing;

/// The worker's end of the wall.
#[derive(Clone, Default)]
pub struct Port {
    session: Rc<RefCell<Session>>,
    given_up: Rc<RefCell<HashSet<u32>>>,
}

/// Starts answering.
pub fn listen() {
    let port = Port::default();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        port.clone().receive(&event.data());
    });
    worker().set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // It listens as long as the worker lives.
    on_message.forget();
}

impl Port {
    /// What the engine knows.
    pub fn session(&self) -> &RefCell<Session> {
        &self.session
    }

    /// Whether the page gave a call up.
    pub fn is_given_up(&self, call: u32) -> bool {
        self.given_up.borrow().contains(&call)
    }

    /// Tells how far a call is.
    pub fn progress(call: u32, done: usize, total: usize) {
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        send(&Message::Progress { call, done: count(done), total: count(total) });
    }

    fn receive(self, data: &JsValue) {
        let part = |name: &str| Reflect::get(data, &JsValue::from_str(name)).ok();
        // It may hold the password of a key.
        let bytes = part("call").map(|bytes| Zeroizing::new(Uint8Array::new(&bytes).to_vec()));
        let Some(Call { id, request }) = bytes.and_then(|bytes| from_bytes(&bytes)) else { return };
        let file = part("file").and_then(|file| file.dyn_into::<ArrayBuffer>().ok());
        match request {
            Request::Cancel { call } => {
                self.given_up.borrow_mut().insert(call);
            }
            Request::Load { name, modified } => spawn_local(async move {
                let answer = jobs::load(&self, id, name, modified, file).await;
                self.answer(id, answer);
            }),
            Request::Unlock { waiting, password } => {
                let password = Zeroizing::new(password);
                spawn_local(async move {
                    let key = Zeroizing::new(take(file));
                    let answer = jobs::unlock(&self, id, waiting, key, password).await;
                    self.answer(id, answer);
                });
            }
            Request::Read { waiting, layout } => spawn_local(async move {
                let answer = jobs::read(&self, id, waiting, layout).await;
                self.answer(id, answer);
            }),
            Request::Link { mode } => spawn_local(async move {
                let answer = jobs::link(&self, id, mode).await;
                self.answer(id, answer);
            }),
            Request::Alias { row, last_name, first_name } => spawn_local(async move {
                let alias = Alias { last_name, first_name };
                let answer = jobs::alias(&self, id, row, alias).await;
                self.answer(id, answer);
            }),
            Request::Handout(HandoutRequest::Load { name, earlier }) => spawn_local(async move {
                let answer = jobs::load_handout(&self, id, name, earlier, file).await;
                self.answer(id, answer);
            }),
            Request::Handout(HandoutRequest::Missing) => spawn_local(async move {
                let answer = jobs::missing(&self, id).await;
                self.answer(id, answer);
            }),
            Request::Attempt { address } => spawn_local(async move {
                let answer = Answer::Attempt { refused: jobs::is_refused(&address).await };
                self.answer(id, Ok(answer));
            }),
            Request::Block => self.answer(id, Ok(Answer::Block(jobs::block(&take(file))))),
            Request::Announce(request) => {
                let answer = self.session.borrow().announce(&request, &take(file));
                self.answer(id, answer);
            }
            Request::Reopen { passphrase } => {
                let passphrase = Zeroizing::new(passphrase);
                let bytes = file.map(|file| Uint8Array::new(&file).to_vec()).unwrap_or_default();
                let answer = self.session.borrow_mut().reopen(&passphrase, &bytes);
                self.answer(id, answer);
            }
            request => {
                let answer = self.session.borrow_mut().answer(request);
                self.answer(id, answer);
            }
        }
    }

    fn answer(&self, call: u32, answer: Result<Answer, Failure>) {
        self.given_up.borrow_mut().remove(&call);
        send(&Message::Answer { call, answer });
    }
}

/// Lets the messages that wait be received: a turn of the event loop, without the delay that timers
/// add.
pub async fn turn() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let Ok(channel) = web_sys::MessageChannel::new() else {
            let _ = resolve.call0(&JsValue::NULL);
            return;
        };
        channel.port1().set_onmessage(Some(&resolve));
        let _ = channel.port2().post_message(&JsValue::NULL);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Milliseconds since some moment.
pub fn now() -> f64 {
    js_sys::Date::now()
}

/// The bytes of a file or of a key, taken out of the transferred buffer, which nobody else has any more.
/// Here they are wiped as soon as they are freed, as everything is, and as fast as memory can be.
pub fn take(file: Option<ArrayBuffer>) -> Vec<u8> {
    let Some(file) = file else { return Vec::new() };
    let view = Uint8Array::new(&file);
    let bytes = view.to_vec();
    view.fill(0, 0, view.length());
    bytes
}

fn send(message: &Message) {
    let bytes = Uint8Array::from(to_bytes(message).as_slice());
    let transfer = js_sys::Array::of1(&bytes.buffer());
    let _ = worker().post_message_with_transfer(&bytes, &transfer);
}

fn worker() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}
