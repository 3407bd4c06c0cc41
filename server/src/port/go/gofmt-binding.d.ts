/** The binding file of @wasm-fmt/gofmt, which its own declarations leave out. */
declare module "@wasm-fmt/gofmt/gofmt_binding.js" {
  export interface GofmtExports {
    readonly memory: { readonly buffer: ArrayBuffer };
    alloc(size: number): number;
    format(): number;
    output_ptr(): number;
    output_len(): number;
    dispose(): void;
  }
  /** Formats Go source; throws what the parser says where it does not parse. */
  export function format(wasm: GofmtExports, source: string): string;
}
