import type { Page } from "@playwright/test";

/** One question to the engine: its place in the protocol, whether a file went with it, and its time. */
export interface Took {
  request: number;
  file: boolean;
  ms: number;
}

/** Times each question to the worker from outside: from its message to the answer's. */
export async function listenToEngine(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const number = (bytes: Uint8Array, at: number): [number, number] => {
      let value = 0;
      for (let shift = 0; ; shift += 7, at++) {
        value |= (bytes[at]! & 0x7f) << shift;
        if (bytes[at]! < 0x80) return [value, at + 1];
      }
    };
    const asked = new Map<number, { request: number; file: boolean; at: number }>();
    const took: Took[] = ((globalThis as { took?: Took[] }).took = []);
    const heard = new WeakSet<Worker>();
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { call?: Uint8Array; file?: ArrayBuffer }, transfer: Transferable[]) {
      if (!heard.has(this)) {
        heard.add(this);
        this.addEventListener("message", ({ data }: MessageEvent<Uint8Array>) => {
          if (data[0] !== 1) return;
          const question = asked.get(number(data, 1)[0]);
          if (question) took.push({ request: question.request, file: question.file, ms: performance.now() - question.at });
        });
      }
      if (message.call) {
        const [id, after] = number(message.call, 0);
        asked.set(id, { request: message.call[after]!, file: message.file !== undefined, at: performance.now() });
      }
      return post.call(this, message, transfer);
    } as typeof post;
  });
}

/** How much memory the engine holds, in bytes: the most that it has needed, since a module gives none back. */
export async function engineMemory(page: Page): Promise<number> {
  return page.workers()[0]!.evaluate(() => wasm_bindgen.initSync().memory.buffer.byteLength);
}

declare const wasm_bindgen: { initSync(): { memory: WebAssembly.Memory } };

/** What was timed since the page was opened. */
export async function took(page: Page): Promise<Took[]> {
  return page.evaluate(() => (globalThis as unknown as { took: Took[] }).took);
}

export const median = (values: number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
