// The demo as a child process: started on a free port in a folder of its own, stopped by its id.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { fileURLToPath } from "node:url";

// A debug build on two slow cores goes through the whole pipeline first.
const START = 300_000;
const STOP = 30_000;
const ADDRESS = /— (http:\/\/127\.0\.0\.1:\d+)\//;

function binary() {
  const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
  const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
  return process.env.GLANE_BIN ?? join(target, "debug", "glane");
}

export class Demo {
  #child;
  #folder;
  #said = "";

  // Starts it and waits until it answers; gives its origin.
  async start() {
    const program = binary();
    if (!existsSync(program)) throw new Error(`${program} does not exist: cargo build first, or set GLANE_BIN`);
    this.#folder = mkdtempSync(join(tmpdir(), "glane-e2e-"));
    this.#child = spawn(program, ["demo", "--dir", join(this.#folder, "demo"), "--port", "0"], {
      stdio: ["ignore", "ignore", "pipe"],
    });
    // However this program ends, nothing of it is left behind.
    process.once("exit", () => {
      this.#child.kill("SIGKILL");
      this.#remove();
    });
    const site = await this.#address();
    await this.#ready(site);
    return site;
  }

  #address() {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no address after ${START / 1000} s:\n${this.#end()}`)), START);
      const settle = (settled, value) => {
        clearTimeout(late);
        settled(value);
      };
      this.#child.once("error", (error) => settle(reject, error));
      this.#child.once("exit", (code) => settle(reject, new Error(`glane demo ended with ${code}:\n${this.#end()}`)));
      this.#child.stderr.setEncoding("utf8").on("data", (text) => {
        this.#said += text;
        const found = ADDRESS.exec(this.#said);
        if (found) settle(resolve, found[1]);
      });
    });
  }

  async #ready(site) {
    for (const begun = Date.now(); Date.now() - begun < START; await after(50)) {
      const answer = await fetch(`${site}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
    }
    throw new Error(`${site}/readyz did not answer:\n${this.#end()}`);
  }

  #end() {
    return this.#said.split("\n").slice(-15).join("\n");
  }

  // Asks it to stop, insists after a while, and removes its folder.
  async stop() {
    const child = this.#child;
    if (child?.pid && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const waiting = new AbortController();
      await Promise.race([gone, after(STOP, undefined, { signal: waiting.signal }).catch(() => {})]);
      waiting.abort();
      if (child.exitCode === null && child.signalCode === null) {
        child.kill("SIGKILL");
        await gone;
      }
    }
    this.#remove();
  }

  #remove() {
    if (this.#folder) rmSync(this.#folder, { recursive: true, force: true, maxRetries: 3 });
    this.#folder = undefined;
  }
}
