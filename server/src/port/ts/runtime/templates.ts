import { KeyError, ValueError } from "./errors.ts";
import { repr, str } from "./show.ts";

/** A text with `$names` to be filled in. */
export class TextTemplate {
  readonly template: string;

  constructor(template: string) {
    this.template = template;
  }

  #fill(given: unknown, isSafe: boolean): string {
    const value = (name: string): unknown => {
      if (given instanceof Map) return given.get(name);
      return Object.hasOwn((given ?? {}) as object, name) ? (given as Record<string, unknown>)[name] : undefined;
    };
    return this.template.replace(
      /\$(?:(\$)|([_a-zA-Z][_a-zA-Z0-9]*)|\{([_a-zA-Z][_a-zA-Z0-9]*)\}|)/g,
      (whole, escaped: string | undefined, plain: string | undefined, braced: string | undefined, at: number) => {
        if (escaped !== undefined) return "$";
        const name = plain ?? braced;
        if (name === undefined) {
          if (isSafe) return whole;
          const lines = this.template.slice(0, at).split("\n");
          throw new ValueError(
            `Invalid placeholder in string: line ${lines.length}, col ${lines[lines.length - 1].length + 1}`,
          );
        }
        const found = value(name);
        if (found !== undefined) return str(found);
        if (isSafe) return whole;
        throw new KeyError(repr(name));
      },
    );
  }

  substitute(mapping: unknown = null, values: Readonly<Record<string, unknown>> = {}): string {
    return this.#fill(templateValues(mapping, values), false);
  }

  safeSubstitute(mapping: unknown = null, values: Readonly<Record<string, unknown>> = {}): string {
    return this.#fill(templateValues(mapping, values), true);
  }
}

/** What is given by name goes before what a mapping has. */
function templateValues(mapping: unknown, values: Readonly<Record<string, unknown>>): unknown {
  if (mapping === null || mapping === undefined) return values;
  const given = mapping instanceof Map ? mapping : (mapping as { items(): Iterable<[unknown, unknown]> }).items();
  return new Map([...given, ...Object.entries(values)]);
}

export function newTextTemplate(template: string): TextTemplate {
  return new TextTemplate(template);
}
