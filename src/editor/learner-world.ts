// What exists around a learner's program besides the language and TF.js: a worker without network or storage.

export const LEARNER_WORLD = `
interface Console {
  /** Prints values to the output panel. */
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  /** Prints values to the output panel as a warning. */
  warn(...values: unknown[]): void;
  /** Prints values to the output panel as an error. */
  error(...values: unknown[]): void;
  table(rows: unknown): void;
  assert(condition: unknown, ...values: unknown[]): void;
  time(label?: string): void;
  timeEnd(label?: string): void;
}
declare var console: Console;
interface Performance {
  /** Milliseconds since the program's worker started. */
  now(): number;
}
declare var performance: Performance;
declare function setTimeout(callback: (...values: any[]) => void, milliseconds?: number, ...values: any[]): number;
declare function clearTimeout(id: number | undefined): void;
declare function setInterval(callback: (...values: any[]) => void, milliseconds?: number, ...values: any[]): number;
declare function clearInterval(id: number | undefined): void;
declare function queueMicrotask(callback: () => void): void;
declare function structuredClone<T>(value: T): T;
declare class TextEncoder {
  /** The bytes of a text in UTF-8. */
  encode(text?: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  /** \`encoding\` is UTF-8 when absent. A byte order mark at the beginning is dropped, unless \`ignoreBOM\` is true. */
  constructor(encoding?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  /** Bytes that are no text become U+FFFD, or an error with \`fatal\`. */
  decode(bytes?: ArrayBuffer | ArrayBufferView): string;
}
`
