// A program in a thread of its own, as the engine runs in the browser: what the other libraries keep is
// not looked through each time its memory grows.
import { parentPort, workerData } from "node:worker_threads";
import { runProgram } from "./wasi.mjs";

parentPort.postMessage(runProgram(workerData.program, Buffer.from(workerData.input)));
