//! The real program, as a process of its own, and browsers that talk to it over a socket.

use crate::school::PASSWORD;
use serde_json::{Value, json};
use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    thread,
};

/// A session that outlives the server.
pub(crate) struct Browser {
    cookie: String,
    csrf: String,
}

impl Browser {
    /// `None` when the connection ends before the answer does.
    pub(crate) fn send(
        &self,
        port: u16,
        method: &str,
        path: &str,
        headers: &[(&str, String)],
        body: &Value,
    ) -> Option<(u16, Value)> {
        let headers: String =
            headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        let own = format!("cookie: {}\r\nx-raccord-csrf: {}\r\n", self.cookie, self.csrf);
        let (status, _, body) = exchange(port, method, path, &(own + &headers), body)?;
        Some((status, body))
    }
}

/// One request on a connection of its own: status, head, body.
fn exchange(
    port: u16,
    method: &str,
    path: &str,
    headers: &str,
    body: &Value,
) -> Option<(u16, String, Value)> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nconnection: close\r\n\
         sec-fetch-site: same-origin\r\ncontent-type: application/json\r\n{headers}\
         content-length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    // An answer that was cut off is none; one without a body tells no length.
    let length = length.unwrap_or("0");
    (length.parse() == Ok(body.len())).then_some(())?;
    Some((status, head.to_owned(), serde_json::from_str(body).unwrap_or_default()))
}

/// The real program.
pub(crate) struct Server {
    pub(crate) process: Child,
    pub(crate) port: u16,
    link: Option<String>,
}

impl Server {
    pub(crate) fn start(database: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let listen = format!("127.0.0.1:{port}");
        let mut process = Command::new(env!("CARGO_BIN_EXE_raccord"))
            .args(["--listen", &listen, "--database", database])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(process.stderr.take().unwrap()).lines();
        let listening = log.any(|line| line.unwrap().contains("listening"));
        assert!(listening, "it listens");
        // Whatever it tells later must not fill the pipe.
        thread::spawn(move || log.for_each(drop));
        let mut server = Self { process, port, link: None };
        server.link = server.printed_link();
        server
    }

    /// The one-time link is printed before the server listens.
    fn printed_link(&mut self) -> Option<String> {
        if self.has_account() {
            return None;
        }
        let output = BufReader::new(self.process.stdout.take().unwrap());
        let mut lines = output.lines().map_while(Result::ok);
        lines.find_map(|line| line.split_once("/premier-compte#").map(|(_, t)| t.to_owned()))
    }

    fn has_account(&self) -> bool {
        let (_, _, session) = exchange(self.port, "GET", "/api/session", "", &Value::Null).unwrap();
        session["setup_open"] == false
    }

    /// Makes the first account.
    pub(crate) fn set_up(&self) -> Browser {
        let body = json!({"token": self.link, "name": "Ada", "password": PASSWORD});
        self.sign_in("/api/setup", &body).unwrap()
    }

    /// Does what makes a session, or tells the status with which it was refused.
    pub(crate) fn sign_in(&self, path: &str, body: &Value) -> Result<Browser, u16> {
        let anonymous = "x-raccord-csrf: anonymous\r\n";
        let (status, head, session) = exchange(self.port, "POST", path, anonymous, body).unwrap();
        if !matches!(status, 200 | 201) {
            return Err(status);
        }
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
        Ok(Browser {
            cookie: cookie.split(';').next().unwrap().to_owned(),
            csrf: session["csrf"].as_str().unwrap().to_owned(),
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that was killed on purpose is gone already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
