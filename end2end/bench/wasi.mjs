// Runs a program for WebAssembly that reads standard input and writes to standard output: the few calls
// of the system interface that such a program makes (node:wasi 20 crashes on programs of this size).

/** What the program writes, given what it reads. Throws with what it writes to standard error. */
export function runProgram(bytes, input) {
  const written = { 1: [], 2: [] };
  let read = 0;
  let memory;
  const view = () => new DataView(memory.buffer);
  const pieces = (at, count) =>
    Array.from({ length: count }, (_, piece) => {
      const start = view().getUint32(at + 8 * piece, true);
      return new Uint8Array(memory.buffer, start, view().getUint32(at + 8 * piece + 4, true));
    });
  const nothing = (countAt, sizeAt) => {
    view().setUint32(countAt, 0, true);
    view().setUint32(sizeAt, 0, true);
    return 0;
  };
  const calls = {
    args_sizes_get: nothing,
    args_get: () => 0,
    environ_sizes_get: nothing,
    environ_get: () => 0,
    clock_time_get: (_clock, _precision, at) => {
      view().setBigUint64(at, BigInt(Math.round(performance.now() * 1e6)), true);
      return 0;
    },
    random_get: (at, length) => {
      crypto.getRandomValues(new Uint8Array(memory.buffer, at, length));
      return 0;
    },
    fd_read: (_file, at, count, readAt) => {
      const before = read;
      for (const piece of pieces(at, count)) {
        const length = Math.min(piece.length, input.length - read);
        piece.set(input.subarray(read, read + length));
        read += length;
      }
      view().setUint32(readAt, read - before, true);
      return 0;
    },
    fd_write: (file, at, count, writtenAt) => {
      const all = pieces(at, count).map((piece) => Buffer.from(piece));
      written[file].push(...all);
      view().setUint32(writtenAt, all.reduce((sum, { length }) => sum + length, 0), true);
      return 0;
    },
    proc_exit: (code) => {
      throw new Error(`exit ${code}: ${Buffer.concat(written[2])}`);
    },
  };
  const NOT_OFFERED = 52;
  const module = new WebAssembly.Module(bytes);
  const asked = WebAssembly.Module.imports(module).map(({ name }) => [name, calls[name] ?? (() => NOT_OFFERED)]);
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: Object.fromEntries(asked) });
  memory = instance.exports.memory;
  instance.exports._start();
  return Buffer.concat(written[1]).toString();
}
