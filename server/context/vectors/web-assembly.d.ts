// As much of WebAssembly as is used: TypeScript describes it for browsers alone.
declare namespace WebAssembly {
  class Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Instance {
    readonly exports: object;
    constructor(module: object);
  }
  const Module: new (bytes: Uint8Array) => object;
}
