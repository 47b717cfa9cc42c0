// All mutants of a source: standard ones and our own, each program once, under a name that lasts.

import { describe, expect, test } from 'vitest'
import { canonical } from '../../../../src/cli/mutation/canonical'
import { createMutants, distinct } from '../../../../src/cli/mutation/create-mutants'
import { applyEdit } from '../../../../src/cli/mutation/edit'
import { ROOT } from '../../../../src/cli/realms/build-realms'
import { TF } from '../../../support/mutations'

const FILE = `${ROOT}tests/a-source.ts`
const create = (source: string) => createMutants(FILE, source)
const changes = async (source: string): Promise<string[]> =>
  (await create(source)).map(({ operator, change }) => `${operator}: ${change.added.join('\n').trim()}`)

describe('the standard operators', () => {
  test('are there beside our own, in the order of the source', async () => {
    expect(await changes('export const f = (a: number, b: number) => a + b * 2')).toEqual([
      'ArrowFunction: export const f = () => undefined',
      'ArithmeticOperator: export const f = (a: number, b: number) => a - b * 2',
      'ArithmeticOperator: export const f = (a: number, b: number) => a + b / 2',
      'nudge-constant: export const f = (a: number, b: number) => a + b * 3',
    ])
  })

  test('look inside what is asserted to be of a type', async () => {
    const made = await changes('export const f = (a: unknown) => ((a as number) + 1) as unknown as string')
    expect(made).toContain(
      'ArithmeticOperator: export const f = (a: unknown) => (a - 1) as unknown as string',
    )
  })

  test('leave imports and types alone', async () => {
    expect(await changes(`${TF}export type Padding = 'valid' | 'same' | 3`)).toEqual([])
  })
})

describe('each program is there once', () => {
  test('whoever proposes it: a flag is flipped as a flag and as a boolean', async () => {
    const made = await changes(`${TF}export const f = (a: tf.Tensor) => tf.matMul(a, a, false, true)`)
    expect(made.filter((text) => text.includes('true, true'))).toHaveLength(1)
    expect(made.filter((text) => text.includes('true, true'))[0]).toMatch(/^flip-transpose/)
  })

  test('however it is written', () => {
    const source = 'const a = f("x", (1 as number))'
    const proposal = (text: string) => ({ operator: 'test', start: 10, end: source.length, text })
    const texts = ["f('x', 2)", 'f("x", 2 as number)', '(f("x",2))', 'f(`x`, 1)', 'f("x",', 'f("x", 3)']
    expect(distinct(source, texts.map(proposal)).map(({ text }) => text)).toEqual(["f('x', 2)", 'f("x", 3)'])
  })

  test('two steps of one name make one mutant', async () => {
    const made = await create(`${TF}export const f = (a: tf.Tensor) => a.neg().neg()`)
    expect(made.filter(({ operator }) => operator === 'drop-call')).toHaveLength(1)
  })

  test('and none is the source itself', async () => {
    const source = `${TF}export const f = (a: tf.Tensor, n: number) => a.sum(1).div(n).add(1e-7)`
    const programs = (await create(source)).map((mutant) => canonical(applyEdit(source, mutant)))
    expect(new Set([...programs, canonical(source)]).size).toBe(programs.length + 1)
  })
})

describe('a name', () => {
  const source = 'export const f = (a: number) => a * 2\nexport const g = (a: number) => a + 1'
  const idOf = async (text: string, added: string): Promise<string | undefined> =>
    (await create(text)).find(({ change }) => change.added.join().trim() === added)?.id

  test('is short, and no number', async () => {
    for (const { id } of await create(source)) expect(id).toMatch(/^m[0-9a-f]{6}$/)
  })

  test('lasts while other lines come and go', async () => {
    const added = 'export const g = (a: number) => a + 2'
    const before = await idOf(source, added)
    expect(before).toBeDefined()
    expect(await idOf(`// A remark.\n\nconst more = [1]\n${source}`, added)).toBe(before)
  })

  test('tells equal changes of equal lines apart', async () => {
    const twice = 'export function f(a: number) {\n  a += 1\n  a += 1\n  return a\n}'
    const made = (await create(twice)).filter(({ description }) => description === '- a += 1\n+ a -= 1')
    expect(made.map(({ nth }) => nth)).toEqual([1, 2])
    expect(made.map(({ change }) => change.line)).toEqual([2, 3])
    expect(new Set(made.map(({ id }) => id)).size).toBe(2)
  })
})
