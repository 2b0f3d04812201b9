//! The only file that talks to the worker.
//!
//! The page compiles the engine's module and hands it over, since the sealed worker may load nothing
//! by itself. A file's buffer is transferred: afterwards the page holds nothing of it.

use ::engine::{Answer, Call, Failure, Message, Request, from_bytes, to_bytes};
use domain::files::layout::Layout;
use futures_channel::oneshot;
use js_sys::{Array, ArrayBuffer, Object, Reflect, Uint8Array, WebAssembly};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{MessageEvent, Worker};

/// Why a call has no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// The engine gave a reason.
    Failed(Failure),
    /// The engine could not be started, or has stopped.
    Stopped,
}

/// How far a long call is: its number, units done, units in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The call's number.
    pub call: u32,
    /// Units done.
    pub done: u32,
    /// Units in all.
    pub total: u32,
}

/// The worker, as the page sees it: started at the first question, one at a time.
#[derive(Clone, Copy)]
pub struct Engine {
    wire: StoredValue<Rc<Wire>, LocalStorage>,
    progress: RwSignal<Option<Progress>>,
    stopped: RwSignal<bool>,
}

#[derive(Default)]
struct Wire {
    worker: RefCell<Option<Worker>>,
    started: Cell<bool>,
    last_call: Cell<u32>,
    waiting: RefCell<HashMap<u32, oneshot::Sender<Result<Answer, Failure>>>>,
    /// Calls made before the module was compiled: message, buffers to transfer.
    early: RefCell<Vec<(Object, Array)>>,
}

impl Engine {
    /// Made once, at the root of the page.
    pub fn new() -> Self {
        Self {
            wire: StoredValue::new_local(Rc::default()),
            progress: RwSignal::new(None),
            stopped: RwSignal::new(false),
        }
    }

    /// How far the running long call is.
    pub fn progress(&self) -> Option<Progress> {
        self.progress.get()
    }

    /// Whether the engine has stopped for good.
    pub fn has_stopped(&self) -> bool {
        self.stopped.get()
    }

    /// Ends it, and all that it holds with it; the next question starts another.
    pub fn end(&self) {
        let wire = self.wire.get_value();
        if let Some(worker) = wire.worker.take() {
            worker.terminate();
        }
        self.wire.set_value(Rc::default());
        self.progress.set(None);
        self.stopped.set(false);
    }

    /// Asks, and waits for the answer.
    pub async fn ask(&self, request: Request) -> Result<Answer, Silence> {
        self.call(request, None).await
    }

    /// Hands a file over, and waits for what it turned out to be. The buffer is gone afterwards.
    pub async fn load(
        &self,
        name: String,
        modified: Option<String>,
        file: ArrayBuffer,
    ) -> Result<Answer, Silence> {
        self.hand_over(Request::Load { name, modified }, file).await
    }

    /// Asks with a file beside the question. The buffer is gone afterwards.
    pub async fn hand_over(&self, request: Request, file: ArrayBuffer) -> Result<Answer, Silence> {
        self.call(request, Some(file)).await
    }

    /// Hands the file of a private key over, and waits for what the waiting file turned out to be.
    pub async fn unlock(
        &self,
        waiting: u32,
        key: ArrayBuffer,
        password: String,
    ) -> Result<Answer, Silence> {
        self.call(Request::Unlock { waiting, password }, Some(key)).await
    }

    /// Has a waiting table read as it is laid out.
    pub async fn read(&self, waiting: u32, layout: Layout) -> Result<Answer, Silence> {
        self.call(Request::Read { waiting, layout }, None).await
    }

    /// Gives the running long call up.
    pub fn cancel(&self) {
        if let Some(Progress { call, .. }) = self.progress.get_untracked() {
            self.post(0, Request::Cancel { call }, None);
        }
    }

    async fn call(&self, request: Request, file: Option<ArrayBuffer>) -> Result<Answer, Silence> {
        if self.stopped.get_untracked() {
            return Err(Silence::Stopped);
        }
        self.start();
        let wire = self.wire.get_value();
        let call = wire.last_call.get() + 1;
        wire.last_call.set(call);
        let (sender, receiver) = oneshot::channel();
        wire.waiting.borrow_mut().insert(call, sender);
        let is_long =
            matches!(request, Request::Read { .. } | Request::Link { .. } | Request::Alias { .. });
        if file.is_some() || is_long {
            self.progress.set(Some(Progress { call, done: 0, total: 1 }));
        }
        self.post(call, request, file);
        let answer = receiver.await;
        self.progress.update(|progress| {
            if progress.is_some_and(|progress| progress.call == call) {
                *progress = None;
            }
        });
        answer.map_err(|_| Silence::Stopped)?.map_err(Silence::Failed)
    }

    fn post(&self, id: u32, request: Request, file: Option<ArrayBuffer>) {
        let bytes = Uint8Array::from(to_bytes(&Call { id, request }).as_slice());
        let transfer = Array::of1(&bytes.buffer());
        let message = Object::new();
        set(&message, "call", &bytes);
        if let Some(file) = file {
            set(&message, "file", &file);
            transfer.push(&file);
        }
        let wire = self.wire.get_value();
        let worker = wire.worker.borrow();
        match worker.as_ref() {
            Some(worker) => {
                if worker.post_message_with_transfer(&message, &transfer).is_err() {
                    self.stop();
                }
            }
            None => wire.early.borrow_mut().push((message, transfer)),
        }
    }

    fn start(&self) {
        if self.wire.get_value().started.replace(true) {
            return;
        }
        let engine = *self;
        leptos::task::spawn_local(async move {
            let wire = engine.wire.get_value();
            if engine.try_start().await.is_err() && engine.is(&wire) {
                engine.stop();
            }
        });
    }

    async fn try_start(&self) -> Result<(), JsValue> {
        let wire = self.wire.get_value();
        let window = web_sys::window().ok_or(JsValue::NULL)?;
        let module = WebAssembly::compile_streaming(&window.fetch_with_str("/engine_bg.wasm"));
        let module = JsFuture::from(module).await?;
        if !self.is(&wire) {
            return Ok(());
        }
        let worker = Worker::new("/engine.js")?;
        let (engine, its) = (*self, Rc::clone(&wire));
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if engine.is(&its) {
                engine.receive(&event.data());
            }
        });
        let (engine, its) = (*self, Rc::clone(&wire));
        let on_error = Closure::<dyn FnMut()>::new(move || {
            if engine.is(&its) {
                engine.stop();
            }
        });
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        // Both listen as long as the page lives.
        on_message.forget();
        on_error.forget();
        worker.post_message(&module)?;
        for (message, transfer) in wire.early.take() {
            worker.post_message_with_transfer(&message, &transfer)?;
        }
        wire.worker.replace(Some(worker));
        Ok(())
    }

    /// Whether it is still the worker of this wire: what an ended one says comes too late.
    fn is(&self, wire: &Rc<Wire>) -> bool {
        self.wire.with_value(|now| Rc::ptr_eq(now, wire))
    }

    fn receive(&self, data: &JsValue) {
        match from_bytes::<Message>(&Uint8Array::new(data).to_vec()) {
            Some(Message::Progress { call, done, total }) => {
                self.progress.set(Some(Progress { call, done, total: total.max(1) }));
            }
            Some(Message::Answer { call, answer }) => {
                let waiting = self.wire.get_value().waiting.borrow_mut().remove(&call);
                if let Some(waiting) = waiting {
                    // Nobody waits any more when the screen that asked is gone.
                    let _ = waiting.send(answer);
                }
            }
            None => self.stop(),
        }
    }

    /// Every call that waits, and every later one, is told that nobody answers.
    fn stop(&self) {
        self.stopped.set(true);
        self.progress.set(None);
        self.wire.get_value().waiting.borrow_mut().clear();
    }
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // Setting a field of a plain object cannot fail.
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}
