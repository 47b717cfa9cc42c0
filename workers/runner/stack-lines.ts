// Finds the learner's own line in an error's stack.

import type { LineTable } from '../../src/protocol/runner'
import { evaluate } from '../shared/evaluate'

export class StackLines {
  readonly #pattern: RegExp
  readonly #lines: LineTable | undefined
  readonly #offset: number

  /** `lines` leads from the running code to the learner's; `offset` is how many lines the engine adds in front. */
  constructor(fileName: string, lines: LineTable | undefined, offset: number) {
    // A frame, not the message: "    at name (file:1:2)" in V8, "name@file:1:2" elsewhere.
    const file = fileName.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    this.#pattern = new RegExp(`^(?:\\s+at .*|[^\\n]*@)${file}:(\\d+)(?::(\\d+))?`, 'm')
    this.#lines = lines
    this.#offset = offset
  }

  /** The innermost line of the learner's file, 1-based. */
  lineOf(stack: unknown): number | undefined {
    const match = typeof stack === 'string' ? this.#pattern.exec(stack) : null
    if (!match) return undefined
    const running = Number(match[1]) - this.#offset
    if (!this.#lines) return running
    const found = this.#lines[running - 1]
    return typeof found === 'object' ? lineAt(found, Number(match[2] ?? 1) - 1) : found
  }
}

/** The line of a 0-based column among lines that were joined. */
function lineAt(changes: readonly number[], column: number): number | undefined {
  let line = changes[1]
  for (let i = 2; i < changes.length && changes[i]! <= column; i += 2) line = changes[i + 1]
  return line
}

/** Lines that this engine puts before the first line of a function's body: measured, not assumed. */
export async function measureOffset(): Promise<number> {
  const name = 'tensorkata-offset.js'
  const stack = await evaluate('throw new Error()', name, () => undefined).catch(
    (error: Error) => error.stack,
  )
  return Number(new RegExp(`${name}:(\\d+)`).exec(String(stack))?.[1] ?? 1) - 1
}
