import type { Audit } from "../advice/audit.ts";
import { type Format, render, renderSummary } from "../report/index.ts";
import { say, tell } from "./messages/index.ts";
import { paintOf } from "./paint.ts";
import { type Session, UsageError } from "./session.ts";
import { absolute, shown } from "./workspace.ts";

export interface DeliveryOptions {
  readonly format?: Format;
  readonly out?: string;
  readonly quiet: boolean;
}

const FORMAT_OF_ENDING: readonly (readonly [ending: string, format: Format])[] = [
  [".html", "html"],
  [".htm", "html"],
  [".sarif", "sarif"],
  [".sarif.json", "sarif"],
  [".json", "json"],
  [".md", "markdown"],
  [".markdown", "markdown"],
  [".csv", "csv"],
  [".txt", "pretty"],
  [".junit.xml", "junit"],
  [".xml", "junit"],
];

function formatOf({ format, out }: DeliveryOptions): Format {
  if (format !== undefined) return format;
  const name = out?.toLowerCase();
  const fitting = FORMAT_OF_ENDING.filter(([ending]) => name?.endsWith(ending));
  return fitting.sort((a, b) => b[0].length - a[0].length)[0]?.[1] ?? "pretty";
}

/** Writes a report where the user wants it. */
export async function deliver(session: Session, audit: Audit, options: DeliveryOptions): Promise<void> {
  const format = formatOf(options);
  const { rules, output, errors } = session;
  if (audit.files.length === 0 && audit.problems.length === 0) {
    errors.write(`portwright: ${tell(audit.locale ?? "en", say("audit.empty"))}\n`);
  }
  const paint = options.out === undefined ? paintOf(output) : undefined;
  const text =
    format === "pretty" && options.quiet ? renderSummary(audit, rules, paint) : render(format, audit, { rules, paint });
  if (options.out === undefined) {
    output.write(text);
    return;
  }
  const path = absolute(session, options.out);
  const failure = await session.host.writeFile(path, text);
  if (failure !== undefined)
    throw new UsageError(say("unwritable", { path: shown(session, path), why: failure.message }));
  const { findings, files } = audit.totals;
  errors.write(
    `${tell(audit.locale ?? "en", say("audit.written", { findings, files, path: shown(session, path) }))}\n`,
  );
}
