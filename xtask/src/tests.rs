//! Runs the tests part by part and tells the truth about them in the last line.

use std::env;
use std::process::{Command, ExitCode, Stdio};

use crate::site::{self, Build, Server};
use crate::step::{Outcome, step, watched};
use crate::toolchain::{self, TARGET, Toolchain};
use crate::tools;

/// The end-to-end tests see the site in a folder of a folder, as an agency may well host it.
const SUB_FOLDER: &str = "/intranet/forms/";

/// What has passed and what has failed.
///
/// A part that crashed, or could not be started, or ran nothing, counts as one failure: nothing is
/// ever left out of the sum.
#[derive(Default)]
struct Tally {
    n_passed: usize,
    n_failed: usize,
    failures: Vec<String>,
}

impl Tally {
    fn add(&mut self, part: &str, n_passed: usize, n_failed: usize) {
        self.n_passed += n_passed;
        self.n_failed += n_failed;
        if n_failed > 0 {
            self.failures.push(format!("{part}: {n_failed} failed"));
        }
    }

    fn failed(&mut self, part: &str, why: &str) {
        self.n_failed += 1;
        self.failures.push(format!("{part}: {why}"));
    }

    /// A part that either holds or does not.
    fn check(&mut self, part: &str, work: impl FnOnce() -> Outcome<bool>) {
        match step(part, work) {
            Ok(true) => self.n_passed += 1,
            Ok(false) => self.failed(part, "did not hold"),
            Err(why) => {
                println!("{why}");
                self.failed(part, why.lines().next().unwrap_or_default());
            }
        }
    }

    /// A part that counts its own tests.
    fn counted(&mut self, part: &str, work: impl FnOnce() -> Outcome<Counts>) {
        match step(part, work) {
            Ok(counts) => {
                self.add(part, counts.n_passed, counts.n_failed);
                if !counts.is_success && counts.n_failed == 0 {
                    self.failed(part, "ended with an error");
                } else if counts.n_passed + counts.n_failed == 0 {
                    self.failed(part, "ran no test");
                }
            }
            Err(why) => {
                println!("{why}");
                self.failed(part, why.lines().next().unwrap_or_default());
            }
        }
    }

    fn close(self) -> ExitCode {
        println!();
        for failure in &self.failures {
            println!("✗ {failure}");
        }
        println!("{} passed, {} failed", self.n_passed, self.n_failed);
        if self.n_failed == 0 && self.n_passed > 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// What a test program said of itself.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    is_success: bool,
    n_passed: usize,
    n_failed: usize,
}

/// Runs every part, or the one that is named; further words choose tests by name.
pub fn run(words: &[String]) -> Outcome<ExitCode> {
    let (part, filter) = match words.split_first() {
        Some((part, filter)) => (Some(part.as_str()), filter),
        None => (None, [].as_slice()),
    };
    if !matches!(part, None | Some("native" | "browser" | "e2e")) {
        return Err(format!(
            "There is no part {}; there are native, browser and e2e.",
            part.unwrap_or_default()
        ));
    }
    let is_wanted = |name: &str| part.is_none_or(|part| part == name);
    let mut tally = Tally::default();
    let tools = if part == Some("native") {
        // Nothing of it is for the browser, so nothing is fetched for it.
        Ok(toolchain::found())
    } else {
        toolchain::with_wasm()
    };
    match tools {
        Ok(tools) => {
            if is_wanted("native") {
                native(&tools, filter, part.is_none(), &mut tally);
            }
            if is_wanted("browser") {
                tally.counted("Tests in the browser", || browser(&tools, filter));
            }
            if part.is_none() {
                tally.check("The bytes of what is downloaded", || {
                    site::keeps_within_its_budgets(&tools)
                });
            }
            if is_wanted("e2e") {
                tally.counted("Tests of the whole site", || end_to_end(&tools, filter));
            }
        }
        Err(why) => {
            println!("{why}");
            if is_wanted("native") {
                // The native part wants no browser: it says what it can all the same.
                native(&toolchain::found(), filter, part.is_none(), &mut tally);
            }
            for part in ["browser", "e2e"]
                .into_iter()
                .filter(|part| is_wanted(part))
            {
                tally.failed(part, "no standard library for the browser");
            }
        }
    }
    Ok(tally.close())
}

fn native(tools: &Toolchain, filter: &[String], is_all: bool, tally: &mut Tally) {
    if is_all {
        tally.check("The layout of the code: cargo fmt", || {
            passes(tools.cargo().args(["fmt", "--all", "--", "--check"]))
        });
        let strict = ["--", "--deny", "warnings"];
        tally.check("The lints, natively: cargo clippy", || {
            let packages = [
                "-p",
                "mhtr-forms",
                "-p",
                "xtask",
                "-p",
                "site",
                "--features",
                "site/packing",
                "--all-targets",
            ];
            passes(tools.cargo().arg("clippy").args(packages).args(strict))
        });
        // As it is hosted, and as it is tested; what only native tests use is not there for the browser.
        let builds: [(&str, &[&str]); 3] = [
            ("the app", &["--lib", "--bins", "--features", "split"]),
            ("the module for developers", &["-p", "api"]),
            (
                "its tests",
                &[
                    "--lib",
                    "--bins",
                    "--test",
                    "browser",
                    "--features",
                    "gallery,trials",
                ],
            ),
        ];
        for (name, what) in builds {
            tally.check(
                &format!("The lints, for the browser: cargo clippy of {name}"),
                || {
                    let mut cargo = tools.cargo();
                    cargo.args(["clippy", "--target", TARGET]).args(what);
                    passes(cargo.args(strict))
                },
            );
        }
    }
    tally.counted("Native tests: cargo test", || {
        let mut cargo = tools.cargo();
        cargo.args([
            "test",
            "--no-fail-fast",
            "-p",
            "mhtr-forms",
            "-p",
            "xtask",
            "-p",
            "site",
            "--features",
            "site/packing",
            "--",
        ]);
        Ok(libtest(watched(cargo.args(filter))?))
    });
}

fn browser(tools: &Toolchain, filter: &[String]) -> Outcome<Counts> {
    let browser = tools::browser()?;
    tools::node_packages()?;
    site::compile_program(tools, &[])?;
    let mut cargo = tools.cargo();
    cargo
        // With the gallery, as for the end-to-end tests, so that the app is compiled once for both.
        .args([
            "test",
            "--target",
            TARGET,
            "--test",
            "browser",
            "--features",
            "gallery,trials",
            "--",
        ])
        .args(filter)
        .env("CHROMIUM", browser);
    Ok(libtest(watched(&mut cargo)?))
}

fn end_to_end(tools: &Toolchain, filter: &[String]) -> Outcome<Counts> {
    let browser = tools::browser()?;
    // Without them their own tests fail, and say so; the others can be run all the same.
    let servers = tools::servers().map_err(|why| println!("{why}")).ok();
    let office = tools::office().map_err(|why| println!("{why}")).ok();
    let firefox = tools::firefox().map_err(|why| println!("{why}")).ok();
    tools::node_packages()?;
    let gallery = Build {
        is_release: false,
        features: Some("gallery,trials".to_owned()),
    };
    let folder = site::build(tools, &gallery)?;
    let one_file = site::single(tools, false, None, &folder, &toolchain::target_folder())?;
    let server = Server::start(&folder, 0, SUB_FOLDER)?;
    let mut node = Command::new("node");
    node.arg("tests/e2e/run.mjs")
        .args(filter)
        .env("BASE_URL", &server.address)
        .env("ONE_FILE", one_file)
        .env("CHROMIUM", browser);
    if let Some(firefox) = firefox {
        node.env("FIREFOX", firefox);
    }
    if let Ok(folder) = folder.canonicalize() {
        node.env("SITE_FOLDER", folder);
    }
    if let Some(servers) = servers {
        node.env("NGINX", servers.nginx)
            .env("APACHE", servers.apache);
    }
    if let Some(office) = office {
        node.env("SOFFICE", office);
    }
    let (is_success, lines) = watched(&mut node)?;
    drop(server);
    Ok(closing_line(is_success, &lines))
}

fn passes(command: &mut Command) -> Outcome<bool> {
    let status = command.stdin(Stdio::null()).status().map_err(|error| {
        format!(
            "{}: {error}",
            env::current_dir().unwrap_or_default().display()
        )
    })?;
    Ok(status.success())
}

/// Adds up the `test result:` lines that cargo's test programs end with.
fn libtest((is_success, lines): (bool, Vec<String>)) -> Counts {
    let mut counts = Counts {
        is_success,
        ..Counts::default()
    };
    for result in lines
        .iter()
        .filter_map(|line| line.strip_prefix("test result: "))
    {
        counts.n_passed += number_before(result, " passed");
        counts.n_failed += number_before(result, " failed");
    }
    counts
}

/// Reads the line `N passed, N failed` that `tests/e2e/run.mjs` ends with.
fn closing_line(is_success: bool, lines: &[String]) -> Counts {
    let last = lines.last().map_or("", String::as_str);
    Counts {
        is_success,
        n_passed: number_before(last, " passed"),
        n_failed: number_before(last, " failed"),
    }
}

/// The number that stands before a word, or nought if there is none.
fn number_before(line: &str, word: &str) -> usize {
    line.find(word)
        .and_then(|at| line[..at].rsplit(|c: char| !c.is_ascii_digit()).next())
        .and_then(|digits| digits.parse().ok())
        .unwrap_or(0)
}

#[cfg(test)]
mod cases {
    use super::{Counts, Tally, closing_line, libtest};

    fn lines(text: &str) -> Vec<String> {
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn the_results_of_several_programs_are_added_up() {
        let printed = "running 3 tests\ntest result: ok. 3 passed; 0 failed; 0 ignored; 0 measured\n\
                       test result: FAILED. 10 passed; 2 failed; 1 ignored; 0 measured";
        let counts = libtest((false, lines(printed)));
        assert_eq!((counts.n_passed, counts.n_failed), (13, 2));
    }

    #[test]
    fn a_part_that_crashes_or_runs_nothing_has_failed() {
        for counts in [
            Counts {
                is_success: false,
                n_passed: 5,
                n_failed: 0,
            },
            Counts {
                is_success: true,
                n_passed: 0,
                n_failed: 0,
            },
            closing_line(false, &lines("ok 1\nSegmentation fault")),
        ] {
            let mut tally = Tally::default();
            tally.counted("part", || Ok(counts));
            assert_eq!(tally.n_failed, 1);
        }
        let mut tally = Tally::default();
        tally.counted("part", || Err("no browser".to_owned()));
        assert_eq!(tally.n_failed, 1);
    }

    #[test]
    fn the_closing_line_is_read() {
        let counts = closing_line(true, &lines("7 passed, 1 failed\n12 passed, 0 failed"));
        assert_eq!((counts.n_passed, counts.n_failed), (12, 0));
    }
}
