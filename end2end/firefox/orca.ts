import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import puppeteer, { type Browser } from "puppeteer-core";

/** Milliseconds in which it writes nothing when it is done: it answers each event within some tens. */
const QUIET = 800;

/**
 * Orca, the screen reader of Linux desktops, on a screen of its own: it hears what Firefox tells of the page and
 * speaks French into its log instead of a loudspeaker. Keys are pressed on that screen, as a keyboard does.
 */
export class Orca {
  #folder: string;
  #environment: NodeJS.ProcessEnv;
  #running: ChildProcess[] = [];
  #heardUntil = 0;

  private constructor() {
    this.#folder = mkdtempSync(join(tmpdir(), "raccord-orca-"));
    // Orca's own way to be adapted: its log is written as it speaks, not by blocks.
    const own = join(this.#folder, ".local/share/orca");
    mkdirSync(own, { recursive: true });
    writeFileSync(
      join(own, "orca-customizations.py"),
      "import orca.debug\norca.debug.debugFile.reconfigure(line_buffering=True)\n",
    );
    this.#environment = {
      PATH: process.env.PATH,
      HOME: this.#folder,
      XDG_RUNTIME_DIR: this.#folder,
      LANG: "C.UTF-8",
      LANGUAGE: "fr",
      // Firefox tells nothing to assistive technologies before it is asked to.
      GNOME_ACCESSIBILITY: "1",
      // No loudspeaker: Orca finds nobody here, writes what it says into its log, and goes on.
      SPEECHD_ADDRESS: "inet_socket:127.0.0.1:1",
    };
  }

  static async start(): Promise<Orca> {
    const orca = new Orca();
    const display = await orca.#run("Xvfb", ["-displayfd", "1", "-screen", "0", "1280x960x24"], /(\d+)/);
    orca.#environment.DISPLAY = `:${display}`;
    const bus = await orca.#run("dbus-daemon", ["--session", "--nofork", "--print-address=1"], /(unix:\S+)/);
    orca.#environment.DBUS_SESSION_BUS_ADDRESS = bus;
    orca.#start("openbox", []);
    orca.#start("orca", ["--replace", "--debug-file", orca.#log]);
    await expect.poll(() => orca.#written, { timeout: 15_000 }).toContain("BrlAPI not running");
    return orca;
  }

  /** A stock Firefox that it reads. */
  firefox(): Promise<Browser> {
    return puppeteer.launch({
      browser: "firefox",
      executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
      headless: false,
      defaultViewport: null,
      args: ["--width=1280", "--height=960"],
      env: this.#environment,
      extraPrefsFirefox: { "intl.accept_languages": "fr-FR, fr" },
    });
  }

  /** Presses a key as a listener does, who waits for the end of what is said: "Tab", "Return", "h". */
  async press(key: string): Promise<void> {
    await this.quiet();
    execFileSync("xdotool", ["key", "--clearmodifiers", key], { env: this.#environment });
  }

  /** Clicks where the page is empty: a page that was just opened leaves the keyboard in the address bar. */
  async enterPage(): Promise<void> {
    await this.quiet();
    execFileSync("xdotool", ["mousemove", "640", "800", "click", "1"], { env: this.#environment });
    await this.quiet();
  }

  /** Waits until it has nothing to say or to do: it passes over what happens while it is busy. */
  async quiet(): Promise<void> {
    let before = "";
    const rests = () => {
      const now = this.#written;
      const same = now === before;
      before = now;
      return same;
    };
    await expect.poll(rests, { intervals: [QUIET], timeout: 15_000 }).toBe(true);
  }

  /** Waits until it says that, and gives all that it said up to there. */
  async hears(phrase: RegExp): Promise<string> {
    const since = this.#heardUntil;
    const heard = () => this.#phrases().slice(since).join("\n");
    await expect.poll(heard, { timeout: 15_000 }).toMatch(phrase);
    const phrases = this.#phrases();
    const at = phrases.findIndex((_, at) => at >= since && phrase.test(phrases.slice(since, at + 1).join("\n")));
    this.#heardUntil = at + 1;
    return phrases.slice(since, at + 1).join("\n");
  }

  async end(): Promise<void> {
    for (const process of this.#running.reverse()) {
      const ended = new Promise((done) => process.once("exit", done));
      if (process.exitCode === null && process.signalCode === null && process.kill("SIGKILL")) await ended;
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }

  get #log(): string {
    return join(this.#folder, "orca.log");
  }

  get #written(): string {
    return existsSync(this.#log) ? readFileSync(this.#log, "utf8") : "";
  }

  #phrases(): string[] {
    return [...this.#written.matchAll(/SPEECH OUTPUT: '(.*)'[[{]/g)].map(([, phrase]) => phrase!.replace(/\s/g, " ").trim());
  }

  #start(command: string, options: string[]): ChildProcess {
    const started = spawn(command, options, { env: this.#environment, stdio: ["ignore", "pipe", "ignore"] });
    this.#running.push(started);
    return started;
  }

  /** Starts it and waits for the first thing that it prints. */
  #run(command: string, options: string[], told: RegExp): Promise<string> {
    const started = this.#start(command, options);
    return new Promise((resolve, reject) => {
      started.once("error", reject);
      started.once("exit", (code) => reject(new Error(`${command} ended with ${code}`)));
      let printed = "";
      started.stdout!.on("data", (data: Buffer) => {
        const found = told.exec((printed += data));
        if (found) resolve(found[1]!);
      });
    });
  }
}
