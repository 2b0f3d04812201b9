//! Long calls: reading a file, linking. Each works on its own data and gives it to the session only
//! at its end, so that giving it up leaves everything as it was.

use crate::digest::Digesting;
use crate::port::{Port, now, take, turn};
use crate::session::handout::who_is_missing;
use crate::views;
use crate::waiting::WaitingFile;
use domain::files::container::{PartnerKey, Sealed, Unsealing};
use domain::files::encoding::{Decoded, decode};
use domain::files::ent_accounts::Purpose;
use domain::files::fingerprint::Fingerprint;
use domain::files::layout::Layout;
use domain::files::{Opened, open_as, open_named};
use domain::linkage::{Input, Linker};
use domain::problem::{Problem, ProblemKind};
use domain::reconciliation::{Alias, Mode};
use domain::service::block::{self, BlockPupil};
use domain::task::{Progress, Task};
use domain::timetable::Timetable;
use engine::{Answer, Failure, HandoutAnswer};
use js_sys::{ArrayBuffer, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use zeroize::Zeroizing;

/// Milliseconds of work between two turns of the event loop: short enough for a button to answer at
/// once, long enough for the turns to cost nothing.
const SLICE_MS: f64 = 12.0;

/// Milliseconds between two words of how far it is: each costs the page a drawing, and nobody reads
/// faster.
const TELL_MS: f64 = 60.0;

/// Reads a file and adds it to the session.
pub async fn load(
    port: &Port,
    call: u32,
    name: String,
    modified: Option<String>,
    file: Option<ArrayBuffer>,
) -> Result<Answer, Failure> {
    let opened_for = port.session().borrow().opened()?;
    let digesting = Digesting::of(file.as_ref());
    let bytes = take(file);
    let opened = match open_named(&bytes, &name) {
        Ok(opened) => opened,
        Err(problem) => {
            let fingerprint = digesting.finish(&bytes).await;
            let mut session = port.session().borrow_mut();
            return session.wait(opened_for, name, fingerprint, bytes, problem);
        }
    };
    let read = to_the_end(port, call, opened.reader(Purpose::Linkage)).await?;
    let timetable = timetable(port, call, &opened).await?;
    let fingerprint = digesting.finish(&bytes).await;
    let mut session = port.session().borrow_mut();
    let answer = session.add(opened_for, name, fingerprint, read)?;
    if let Some(source) = added(&answer) {
        session.modified(modified);
        if let Some(table) = timetable {
            session.add_timetable(source, table);
        }
    } else if let Some(table) = timetable
        && let Some(known) = session.timetable_of_known(fingerprint, table)
    {
        return Ok(known);
    }
    Ok(answer)
}

/// Tries to send something; the worker's policy makes the browser refuse before anything leaves.
pub async fn is_refused(address: &str) -> bool {
    let fetch = Reflect::get(&js_sys::global(), &JsValue::from_str("fetch"));
    let Some(fetch) = fetch.ok().and_then(|fetch| fetch.dyn_into::<Function>().ok()) else {
        return true;
    };
    match fetch.call1(&JsValue::UNDEFINED, &JsValue::from_str(address)) {
        Ok(promise) => JsFuture::from(Promise::resolve(&promise)).await.is_err(),
        Err(_) => true,
    }
}

/// Reads the feed of the PRONOTE block. Nothing of it is kept.
pub fn block(bytes: &[u8]) -> Result<Vec<BlockPupil>, Problem> {
    match decode(bytes) {
        Decoded::Text { text, .. } => block::read(&text),
        Decoded::Binary(_) => Err(Problem::of_file(ProblemKind::Unrecognised)),
    }
}

/// Opens a waiting container with a key, which is forgotten afterwards, and reads what is in it.
pub async fn unlock(
    port: &Port,
    call: u32,
    waiting: u32,
    key: Zeroizing<Vec<u8>>,
    password: Zeroizing<String>,
) -> Result<Answer, Failure> {
    let opened_for = port.session().borrow().opened()?;
    let file = port.session().borrow().waiting(waiting)?;
    let useless = |file: WaitingFile, kind: ProblemKind| {
        port.session().borrow_mut().still_waiting(file, Problem::of_file(kind))
    };
    let key = match PartnerKey::read(&key, &password) {
        Ok(key) => key,
        Err(trouble) => return useless(file, ProblemKind::Key(trouble)),
    };
    let bytes = file.bytes.clone();
    let Decoded::Text { text, .. } = decode(&bytes) else { return Err(Failure::OutOfOrder) };
    let Ok(sealed) = Sealed::read(&text) else { return Err(Failure::OutOfOrder) };
    let clear = match Unsealing::new(&sealed, &key) {
        Ok(unsealing) => to_the_end(port, call, unsealing).await?,
        Err(trouble) => Err(trouble),
    };
    let clear = match clear {
        Ok(clear) => clear,
        Err(trouble) => return useless(file, ProblemKind::Sealed(trouble)),
    };
    let opened = match open_named(&clear, &file.name) {
        Ok(opened) => opened,
        Err(problem) => return useless(file, problem.kind),
    };
    let mut read = to_the_end(port, call, opened.reader(Purpose::Linkage)).await?;
    read.came_in(sealed.container);
    let timetable = timetable(port, call, &opened).await?;
    let mut session = port.session().borrow_mut();
    let answer = session.add(opened_for, file.name, file.fingerprint, read);
    session.answered(waiting);
    if let (Some(source), Some(table)) = (answer.as_ref().ok().and_then(added), timetable) {
        session.add_timetable(source, table);
    }
    answer
}

/// Reads a waiting table with the layout that a person chose.
pub async fn read(port: &Port, call: u32, waiting: u32, layout: Layout) -> Result<Answer, Failure> {
    let opened_for = port.session().borrow().opened()?;
    let file = port.session().borrow().waiting(waiting)?;
    let bytes = file.bytes.clone();
    let opened = match open_as(&bytes, layout) {
        Ok(opened) => opened,
        Err(problem) => return port.session().borrow_mut().still_waiting(file, problem),
    };
    let read = to_the_end(port, call, opened.reader(Purpose::Linkage)).await?;
    let mut session = port.session().borrow_mut();
    if let Some(problem) = read.records.problems().blocking() {
        return session.still_waiting(file, problem.clone());
    }
    let answer = session.add(opened_for, file.name, file.fingerprint, read);
    session.answered(waiting);
    answer
}

/// Links what is loaded.
pub async fn link(port: &Port, call: u32, mode: Mode) -> Result<Answer, Failure> {
    let (edition, setting) = port.session().borrow().setting(mode)?;
    let (settled, held) = (setting.settled(), setting.held());
    let linker = Linker::new(setting.linkage_input(&settled, &held));
    let links = to_the_end(port, call, linker).await?;
    port.session().borrow_mut().linked(edition, setting, links)
}

/// Searches a row again under another spelling: a linkage of everybody, of which one row counts.
pub async fn alias(port: &Port, call: u32, row: u32, alias: Alias) -> Result<Answer, Failure> {
    let (edition, run, retry) = port.session().borrow().retry(row, &alias)?;
    let links = to_the_end(port, call, Linker::new(retry.input(&run))).await?;
    port.session().borrow_mut().retried(edition, row, alias, links)
}

/// Reads the accounts to hand out, with their passwords.
pub async fn load_handout(
    port: &Port,
    call: u32,
    name: String,
    earlier: bool,
    file: Option<ArrayBuffer>,
) -> Result<Answer, Failure> {
    let bytes = Zeroizing::new(take(file));
    let fingerprint = Fingerprint::of(&bytes);
    let refused = |name: String, kind: ProblemKind| {
        let view = views::refused_file(name, fingerprint, &Problem::of_file(kind).into());
        Answer::Handout(HandoutAnswer::Refused(Box::new(view)))
    };
    let opened = match open_named(&bytes, &name) {
        Ok(opened) => opened,
        Err(problem) => return Ok(refused(name, problem.kind)),
    };
    let Some(reader) = opened.handout() else {
        return Ok(refused(name, ProblemKind::Unrecognised));
    };
    let read = to_the_end(port, call, reader).await?;
    Ok(port.session().borrow_mut().add_handout(name, fingerprint, earlier, read))
}

/// Who of PRONOTE has no account: by a linkage of its own, which decides nothing.
pub async fn missing(port: &Port, call: u32) -> Result<Answer, Failure> {
    let Some((pronote, directory)) = port.session().borrow().to_compare() else {
        return Ok(Answer::Handout(HandoutAnswer::Missing(None)));
    };
    let input = Input { pronote: &pronote, directory: &directory, settled: &[], held: &[] };
    let links = to_the_end(port, call, Linker::new(input)).await?;
    Ok(who_is_missing(&pronote, &links))
}

/// What else a timetable export holds besides people.
async fn timetable(
    port: &Port,
    call: u32,
    opened: &Opened<'_>,
) -> Result<Option<Timetable>, Failure> {
    match opened.timetable() {
        Some(reader) => to_the_end(port, call, reader).await.map(Some),
        None => Ok(None),
    }
}

/// The number of a file that was added.
fn added(answer: &Answer) -> Option<u32> {
    match answer {
        Answer::File(file) => file.source,
        _ => None,
    }
}

async fn to_the_end<T: Task>(port: &Port, call: u32, mut task: T) -> Result<T::Output, Failure> {
    let mut told = now();
    loop {
        let start = now();
        let progress = loop {
            match task.advance() {
                Progress::Running { .. } if now() - start < SLICE_MS => {}
                progress => break progress,
            }
        };
        if port.is_given_up(call) {
            return Err(Failure::Cancelled);
        }
        match progress {
            Progress::Done => return Ok(task.finish()),
            Progress::Running { done, total } if now() - told >= TELL_MS => {
                told = now();
                Port::progress(call, done, total);
            }
            Progress::Running { .. } => {}
        }
        turn().await;
    }
}
