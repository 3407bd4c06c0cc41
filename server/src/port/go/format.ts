import { format as formatWith } from "@wasm-fmt/gofmt/gofmt_binding.js";

/** gofmt, ready to use; an error tells the line that Go's own parser refuses. */
export type GoFormatter = (
  source: string,
) => { readonly ok: true; readonly text: string } | { readonly ok: false; readonly error: string };

/**
 * Starts gofmt from its WebAssembly.
 * @param bytes bytes of gofmt.wasm of the package @wasm-fmt/gofmt
 */
export function createGoFormatter(bytes: Uint8Array): GoFormatter {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyConstructors };
  const exports = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
  exports._initialize();
  return (source) => {
    try {
      return { ok: true, text: formatWith(exports, source) };
    } catch (error) {
      return { ok: false, error: error instanceof Error ? error.message : String(error) };
    }
  };
}

/** The little of WebAssembly's interface that is used; the language library of the project declares none of it. */
interface WebAssemblyConstructors {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
  ) => { readonly exports: Parameters<typeof formatWith>[0] & { _initialize(): void } };
}
