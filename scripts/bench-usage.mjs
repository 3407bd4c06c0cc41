// Imported into a process that the benchmark measures: at its end it writes what it used to the file that BENCH_USAGE names.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread && process.env.BENCH_USAGE !== undefined) {
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const wall = performance.now();
    // Workers count: the system adds up the time of all threads.
    writeFileSync(
      process.env.BENCH_USAGE,
      JSON.stringify({ wall, cpu: (userCPUTime + systemCPUTime) / 1000, megabytes: maxRSS / 1024 }),
    );
  });
}
