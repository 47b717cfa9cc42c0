// The learner's console: each call becomes a line of text with its place, sent in batches, cut at a cap.

import { formatTensor, formatNumber } from '../../src/core/format-tensor'
import { NdArray, type DType, type NumericData } from '../../src/core/nd-array'
import { CAPS } from '../../src/protocol/caps'
import type { LogLine, RunnerEvent } from '../../src/protocol/events'
import type { Tf } from '../shared/tf'

const BATCH_MILLISECONDS = 50
const BATCH_LINES = 100
const DEEPEST = 4

export interface LearnerConsole {
  readonly methods: Partial<Console>
  flush(): void
}

/** `lineNow` finds the learner's line that is running; `emit` sends upward. */
export function createConsole(
  tf: Tf,
  lineNow: () => number | undefined,
  emit: (event: RunnerEvent) => void,
): LearnerConsole {
  const batch: LogLine[] = []
  let lines = 0
  let bytes = 0
  let cut = false
  let lastFlush = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const flush = (): void => {
    clearTimeout(timer)
    timer = undefined
    lastFlush = performance.now()
    if (batch.length > 0) emit({ event: 'logs', lines: batch.splice(0) })
  }

  const write = (level: LogLine['level'], parts: readonly unknown[]): void => {
    if (cut) return
    const text = shorten(parts.map((part) => (typeof part === 'string' ? part : inspect(part, tf))).join(' '))
    lines++
    bytes += text.length
    if (lines > CAPS.logLines || bytes > CAPS.logBytes) {
      cut = true
      flush()
      emit({ event: 'logs-cut', kept: lines - 1 })
      return
    }
    const line = lineNow()
    batch.push(line === undefined ? { level, text } : { level, text, line })
    // A loop that never yields still gets its lines out, since posting does not wait for the event loop.
    if (batch.length >= BATCH_LINES || performance.now() - lastFlush > BATCH_MILLISECONDS) flush()
    else timer ??= setTimeout(flush, BATCH_MILLISECONDS)
  }

  const timers = new Map<string, number>()
  const counts = new Map<string, number>()
  const methods: Partial<Console> = {
    log: (...parts) => write('log', parts),
    debug: (...parts) => write('log', parts),
    info: (...parts) => write('info', parts),
    warn: (...parts) => write('warn', parts),
    error: (...parts) => write('error', parts),
    trace: (...parts) => write('log', ['Trace:', ...parts]),
    dir: (item) => write('log', [item]),
    table: (item) => write('log', [item]),
    group: (...parts) => write('log', parts),
    groupCollapsed: (...parts) => write('log', parts),
    groupEnd: () => {},
    assert: (holds, ...parts) => {
      if (!holds) write('error', ['Assertion failed:', ...parts])
    },
    count: (label = 'default') => {
      counts.set(label, (counts.get(label) ?? 0) + 1)
      write('log', [`${label}: ${counts.get(label)}`])
    },
    time: (label = 'default') => void timers.set(label, performance.now()),
    timeEnd: (label = 'default') =>
      write('log', [
        `${label}: ${(performance.now() - (timers.get(label) ?? performance.now())).toFixed(1)} ms`,
      ]),
  }
  return { methods, flush }
}

/** Any living value as text, tensors with shape, dtype and rounded rows. */
export function inspect(value: unknown, tf: Tf, depth = 0): string {
  if (value instanceof tf.Tensor) return inspectTensor(value)
  if (value instanceof Error)
    return value.stack?.includes(value.message) ? `${value.name}: ${value.message}` : String(value)
  if (typeof value === 'string') return depth === 0 ? value : JSON.stringify(value)
  if (typeof value === 'number') return formatNumber(value)
  if (typeof value === 'bigint') return `${value}n`
  if (typeof value === 'function') return `ƒ ${value.name || 'anonymous'}`
  if (typeof value !== 'object' || value === null) return String(value)
  if (depth >= DEEPEST) return '…'
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return `${value.constructor.name} ${inspectList(Array.from(value as unknown as ArrayLike<unknown>), tf, depth)}`
  if (Array.isArray(value)) return inspectList(value, tf, depth)
  if (value instanceof Map) return `Map(${value.size}) ${inspectList([...value], tf, depth)}`
  if (value instanceof Set) return `Set(${value.size}) ${inspectList([...value], tf, depth)}`
  return inspectObject(value, tf, depth)
}

function inspectTensor(tensor: InstanceType<Tf['Tensor']>): string {
  const head = `${tensor.dtype} [${tensor.shape.join(', ')}]`
  if (tensor.isDisposed) return `${head} (disposed)`
  return formatTensor(
    new NdArray([...tensor.shape], tensor.dtype as DType, tensor.dataSync() as unknown as NumericData),
  )
}

function inspectList(items: readonly unknown[], tf: Tf, depth: number): string {
  const shown = items.slice(0, 50).map((item) => inspect(item, tf, depth + 1))
  if (items.length > 50) shown.push(`… ${items.length} in all`)
  return `[${shown.join(', ')}]`
}

function inspectObject(object: object, tf: Tf, depth: number): string {
  const name: unknown = object.constructor?.name
  const prefix = typeof name === 'string' && name !== 'Object' ? `${name} ` : ''
  const entries = Object.entries(Object.getOwnPropertyDescriptors(object)).filter(
    ([, { enumerable }]) => enumerable,
  )
  const shown = entries
    .slice(0, 30)
    .map(([key, entry]) => `${key}: ${'value' in entry ? inspect(entry.value, tf, depth + 1) : '(getter)'}`)
  if (entries.length > 30) shown.push('…')
  return `${prefix}{ ${shown.join(', ')} }`
}

const shorten = (text: string): string =>
  text.length > CAPS.lineBytes ? `${text.slice(0, CAPS.lineBytes)} … (${text.length} characters)` : text
