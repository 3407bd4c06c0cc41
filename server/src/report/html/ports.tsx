import type { JSX } from "preact";
import type { AuditPort } from "../../advice/audit.ts";
import { portCounts, portTitle } from "../parity.ts";
import { visibleLine } from "../visible.ts";
import { useWords } from "./words.ts";

/** Ports and how they compared with their originals. */
export function Ports({ ports }: { readonly ports: readonly AuditPort[] }): JSX.Element {
  const words = useWords();
  return (
    <section id="ports" class="card" aria-labelledby="ports-title">
      <h2 id="ports-title">{words.portsTitle}</h2>
      <ul class="crossings">
        {ports.map((port) => (
          <li key={`${port.folder} ${port.source}`}>
            <span class="path">{visibleLine(portTitle(port, words))}</span>{" "}
            <strong>{words.portStates[port.state].name}</strong>: {words.portStates[port.state].meaning}.{" "}
            <span class="muted">{portCounts(port, words)}</span>
            {port.differences.length > 0 && (
              <ul>
                {port.differences.map(({ name, input, python, port: other }) => (
                  <li key={name} class="muted">
                    {visibleLine(words.portDifference(name, input, python, other))}
                  </li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
