//! Serves the site on this machine with the headers it is meant to be hosted with.
//!
//! Only GET and HEAD, only files of the folder, only from 127.0.0.1. Ends when its standard input
//! ends, so that it never outlives the program that started it.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, UNIX_EPOCH};

use anyhow::{Context, Result, ensure};

use crate::headers;

/// More bytes than any request of a browser's needs before its empty line.
const LONGEST_REQUEST: u64 = 64 * 1024;
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// Where the site lies on the disk and in the address.
struct Site {
    folder: PathBuf,
    at: String,
}

/// Serves until the standard input ends. Prints the address as its first line.
pub fn serve(folder: &Path, port: u16, at: &str) -> Result<()> {
    println!("{}", in_background(folder, port, at)?);
    std::io::copy(&mut std::io::stdin().lock(), &mut std::io::sink())?;
    Ok(())
}

/// Serves for as long as this program runs, and gives the address. Port 0 takes any free one.
pub fn in_background(folder: &Path, port: u16, at: &str) -> Result<String> {
    ensure!(
        at.starts_with('/') && at.ends_with('/'),
        "--at begins and ends with a slash"
    );
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).with_context(|| {
        format!("port {port} of 127.0.0.1 cannot be had; take another one with --port")
    })?;
    let site = Arc::new(Site {
        folder: folder
            .canonicalize()
            .with_context(|| format!("no {}", folder.display()))?,
        at: at.to_owned(),
    });
    let address = format!("http://{}{at}", listener.local_addr()?);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let site = Arc::clone(&site);
            // A visitor that goes away in the middle is no matter to anybody.
            thread::spawn(move || drop(converse(&site, stream)));
        }
    });
    Ok(address)
}

/// Answers the requests of one connection, one after the other.
fn converse(site: &Site, stream: TcpStream) -> Result<()> {
    stream.set_read_timeout(Some(LONGEST_WAIT))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    while let Some(request) = Request::read(&mut reader)? {
        let answer = answer(site, &request);
        stream.write_all(&answer.bytes(&request))?;
        if request.is_last {
            break;
        }
    }
    Ok(())
}

/// What of a request matters here.
struct Request {
    method: String,
    path: String,
    known_tag: Option<String>,
    is_last: bool,
}

impl Request {
    fn read(reader: &mut BufReader<TcpStream>) -> Result<Option<Self>> {
        let mut head = reader.take(LONGEST_REQUEST);
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace();
        let mut request = Self {
            method: words.next().unwrap_or_default().to_owned(),
            path: words.next().unwrap_or_default().to_owned(),
            known_tag: None,
            is_last: words.next() != Some("HTTP/1.1"),
        };
        loop {
            let mut line = String::new();
            if head.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "if-none-match" => request.known_tag = Some(value.to_owned()),
                "connection" => request.is_last |= value.eq_ignore_ascii_case("close"),
                // A body is never wanted, so it is never read either.
                "content-length" | "transfer-encoding" => request.is_last = true,
                _ => {}
            }
        }
        Ok(Some(request))
    }
}

struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn plain(status: &'static str) -> Self {
        Self {
            status,
            headers: vec![
                ("Content-Type", "text/plain; charset=utf-8".to_owned()),
                ("Cache-Control", "no-cache".to_owned()),
            ],
            body: format!("{status}\n").into_bytes(),
        }
    }

    fn bytes(&self, request: &Request) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {}\r\n", self.status);
        for (name, value) in headers::headers().iter().chain(&self.headers) {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if request.is_last {
            head.push_str("Connection: close\r\n");
        }
        if !self.status.starts_with("304") {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        if request.method != "HEAD" {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }
}

fn answer(site: &Site, request: &Request) -> Answer {
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        let mut answer = Answer::plain("405 Method Not Allowed");
        answer.headers.push(("Allow", "GET, HEAD".to_owned()));
        return answer;
    }
    let path = request.path.split(['?', '#']).next().unwrap_or_default();
    if format!("{path}/") == site.at {
        let mut answer = Answer::plain("308 Permanent Redirect");
        answer.headers.push(("Location", site.at.clone()));
        return answer;
    }
    let Some(file) = path
        .strip_prefix(&site.at)
        .and_then(decoded)
        .and_then(|path| file_of(&site.folder, &path))
    else {
        return Answer::plain("404 Not Found");
    };
    let Ok(body) = fs::read(&file) else {
        return Answer::plain("404 Not Found");
    };
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let tag = tag_of(&file, body.len());
    let is_known = request.known_tag.as_deref() == Some(&tag);
    Answer {
        status: if is_known {
            "304 Not Modified"
        } else {
            "200 OK"
        },
        headers: vec![
            ("Content-Type", headers::content_type(&file).to_owned()),
            ("Cache-Control", headers::cache_control(&name).to_owned()),
            ("ETag", tag),
        ],
        body: if is_known { Vec::new() } else { body },
    }
}

/// The file that a path names, if it lies inside of the folder.
fn file_of(folder: &Path, path: &str) -> Option<PathBuf> {
    let path = Path::new(path);
    let is_plain = path
        .components()
        .all(|component| matches!(component, Component::Normal(_)));
    let file = folder.join(path);
    let file = if file.is_dir() {
        file.join("index.html")
    } else {
        file
    };
    let file = file.canonicalize().ok()?;
    (is_plain && file.starts_with(folder) && file.is_file()).then_some(file)
}

/// A path with its `%20`s read; nothing if they are not what they claim.
fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    let text = String::from_utf8(bytes).ok()?;
    (!text.contains(['\0', '\\'])).then_some(text)
}

fn tag_of(file: &Path, length: usize) -> String {
    let changed = fs::metadata(file)
        .and_then(|about| about.modified())
        .ok()
        .and_then(|at| at.duration_since(UNIX_EPOCH).ok())
        .map_or(0, |since| since.as_nanos());
    format!("\"{length:x}-{changed:x}\"")
}

#[cfg(test)]
mod tests {
    use super::{decoded, file_of};
    use std::path::Path;

    #[test]
    fn nothing_outside_of_the_folder_is_served() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .canonicalize()
            .unwrap();
        assert!(file_of(&folder, "src/main.rs").is_some());
        for path in [
            "../Cargo.toml",
            "/etc/hostname",
            "src/../src/main.rs",
            "no-such-file",
        ] {
            assert_eq!(file_of(&folder, path), None, "{path}");
        }
    }

    #[test]
    fn half_an_escape_is_refused() {
        assert_eq!(decoded("a%20b").as_deref(), Some("a b"));
        for path in ["%", "%2", "%zz", "%ff", "%00", "..%5c"] {
            assert_eq!(decoded(path), None, "{path}");
        }
    }
}
