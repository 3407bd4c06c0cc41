import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { extractFacts } from "../../semantics/extract.ts";
import { decodeFacts, encodeFacts } from "../../semantics/facts-codec.ts";
import type { ExtractedFacts, Extraction } from "../host.ts";
import { loadPythonParser } from "./parser.ts";

/** Below so many characters for each thread, starting it takes longer than it saves. */
const WORTH_A_THREAD = 400_000;

/** Where so many characters are best extracted: in this thread where they are few, else in at most so many workers. */
export function extractionFor(characters: number, jobs = availableParallelism()): Extraction {
  const threads = Math.min(jobs, Math.floor(characters / WORTH_A_THREAD));
  return threads < 2 ? createOwnExtraction() : createWorkerExtraction(threads);
}

/** The same for a thread that has others to answer: one core is left to it, and only the smallest folders are its own work. */
export function extractionBeside(characters: number): Extraction {
  const threads = Math.min(availableParallelism() - 1, Math.floor(characters / WORTH_A_THREAD));
  return characters < WORTH_A_THREAD ? createOwnExtraction() : createWorkerExtraction(Math.max(1, threads));
}

/** Extracts in this thread. */
export function createOwnExtraction(): Extraction {
  const parser = loadPythonParser();
  parser.catch(() => {});
  return {
    width: 1,
    async extract(text) {
      const facts = extractFacts((await parser).tree(text));
      return { facts, encoded: () => encodeFacts(facts) };
    },
    close: async () => {},
  };
}

/** A text for a worker. */
export interface ExtractionTask {
  readonly id: number;
  readonly text: string;
}

/** What a worker answers. */
export type ExtractionAnswer =
  | { readonly id: number; readonly facts: Uint8Array<ArrayBuffer> }
  | { readonly id: number; readonly failed: string };

/** Tasks that wait in a worker behind the one it is at, so that it does not wait for this thread. */
const QUEUED = 3;

interface Job extends ExtractionTask {
  /** A worker ended that had it. It is tried once more, in a worker that has nothing else: then it is known which text ends workers. */
  isSuspect: boolean;
  readonly resolve: (facts: ExtractedFacts) => void;
  readonly reject: (reason: Error) => void;
}

interface Slot {
  readonly worker: Worker;
  /** In the order that the worker works on them. */
  readonly jobs: Job[];
}

/** Where the worker's code lies: beside this bundle, or among the sources. */
function workerAddress(): URL {
  const bundled = new URL("./worker.mjs", import.meta.url);
  return existsSync(bundled) ? bundled : new URL("../../main.worker.ts", import.meta.url);
}

/** Extracts in worker threads, which are started when there is work for them, and keep the process alive only while they have some. */
export function createWorkerExtraction(jobs: number, address = workerAddress()): Extraction {
  return new WorkerExtraction(jobs, address);
}

function takes({ jobs }: Slot, job: Job): boolean {
  if (jobs.length === 0) return true;
  return jobs.length <= QUEUED && !job.isSuspect && !jobs[0].isSuspect;
}

class WorkerExtraction implements Extraction {
  readonly width: number;
  readonly #most: number;
  readonly #address: URL;
  readonly #slots = new Set<Slot>();
  readonly #waiting: Job[] = [];
  #ids = 0;
  #closed = false;

  constructor(jobs: number, address: URL) {
    this.#most = jobs;
    this.#address = address;
    this.width = jobs * (QUEUED + 1);
  }

  extract(text: string): Promise<ExtractedFacts> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id: this.#ids++, text, isSuspect: false, resolve, reject });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#slots].map(({ worker }) => worker.terminate()));
  }

  #assign(): void {
    while (this.#waiting.length > 0 && !this.#closed) {
      const least = [...this.#slots].reduce<Slot | undefined>(
        (best, slot) => (best === undefined || slot.jobs.length < best.jobs.length ? slot : best),
        undefined,
      );
      const isBusy = least === undefined || least.jobs.length > 0;
      const slot = isBusy && this.#slots.size < this.#most ? this.#start() : least;
      const [job] = this.#waiting;
      if (slot === undefined || !takes(slot, job)) return;
      this.#waiting.shift();
      if (slot.jobs.push(job) === 1) slot.worker.ref();
      slot.worker.postMessage({ id: job.id, text: job.text } satisfies ExtractionTask);
    }
  }

  #start(): Slot {
    const worker = new Worker(this.#address);
    const slot: Slot = { worker, jobs: [] };
    let failure = "its worker ended";
    worker.on("message", (answer: ExtractionAnswer) => this.#answered(slot, answer));
    worker.on("error", (error: Error) => {
      failure = error.message;
    });
    worker.on("exit", () => this.#ended(slot, failure));
    this.#slots.add(slot);
    return slot;
  }

  #answered(slot: Slot, answer: ExtractionAnswer): void {
    const at = slot.jobs.findIndex(({ id }) => id === answer.id);
    if (at < 0) return;
    const [job] = slot.jobs.splice(at, 1);
    this.#assign();
    if (slot.jobs.length === 0) slot.worker.unref();
    if ("failed" in answer) job.reject(new Error(answer.failed));
    else job.resolve({ facts: decodeFacts(answer.facts), encoded: () => answer.facts });
  }

  #ended(slot: Slot, failure: string): void {
    this.#slots.delete(slot);
    for (const job of slot.jobs.reverse()) {
      if (job.isSuspect) job.reject(new Error(failure));
      else {
        job.isSuspect = true;
        this.#waiting.unshift(job);
      }
    }
    if (this.#closed) for (const job of this.#waiting.splice(0)) job.reject(new Error("the work was given up"));
    this.#assign();
  }
}
