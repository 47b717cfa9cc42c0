// What the TypeScript worker answers an editor that is not Monaco.
import { beforeAll, expect, test } from 'vitest'
import { Language } from '../../../src/editor/language'

const TF = `
/** A grid of numbers. */
export declare class Tensor {
  mul(by: number): Tensor
  /** @deprecated */
  times(by: number): Tensor
}
/** The dot product of two matrices. */
export declare function matMul(a: Tensor, b: Tensor): Tensor
`
const START = `import * as tf from '@tensorflow/tfjs'
import { half } from './harness'
`

let language: Language
beforeAll(() => {
  language = new Language('file:///demo/solution.ts', [
    { filePath: 'file:///node_modules/@tensorflow/tfjs/index.d.ts', content: TF },
    { filePath: 'file:///demo/harness.ts', content: 'export const half = (x: number): number => x / 2' },
  ])
})

/** The text without its |, and where that stood. */
function at(text: string): [text: string, at: number] {
  const before = START + text.slice(0, text.indexOf('|'))
  return [before + text.slice(text.indexOf('|') + 1), before.length]
}

test('good code has no findings, and each mistake is found where it stands', async () => {
  expect(await language.check(`${START}export const y = (x: tf.Tensor) => x.mul(half(4))`)).toEqual([])
  const text = `${START}const n: number = 'four'`
  const [found, ...rest] = await language.check(text)
  expect(rest).toEqual([])
  expect(found!.severity).toBe('error')
  expect(text.slice(found!.from, found!.to)).toBe('n')
  expect(found!.message).toBe("Type 'string' is not assignable to type 'number'.")
})

test('code that does not parse is found as well', async () => {
  expect((await language.check('export const = 1')).length).toBeGreaterThan(0)
})

test('offers what fits, the deprecated last', async () => {
  const ops = await language.complete(...at('tf.|'))
  expect(ops.map(({ name }) => name).sort()).toEqual(['Tensor', 'matMul'])
  const members = await language.complete(...at('const f = (x: tf.Tensor) => x.|'))
  const rankOf = (name: string): string => members.find((one) => one.name === name)!.rank
  expect(rankOf('mul') < rankOf('times')).toBe(true)
  expect(members.find(({ name }) => name === 'mul')!.kind).toBe('method')
})

test('offers nothing where nothing can stand', async () => {
  expect(await language.complete(...at('// tf.|'))).toEqual([])
})

test('explains a name with what is said of it, also at its end', async () => {
  for (const text of ['tf.mat|Mul', 'tf.matMul|'])
    expect(await language.explain(...at(text))).toBe(
      'function matMul(a: tf.Tensor, b: tf.Tensor): tf.Tensor\n\nThe dot product of two matrices.',
    )
})

test('between the brackets of a call it tells what the call takes, and elsewhere nothing', async () => {
  expect(await language.explain(...at('tf.matMul(|)'))).toBe('matMul(a: tf.Tensor, b: tf.Tensor): tf.Tensor')
  expect(await language.explain(...at('\n|\n'))).toBeNull()
  expect(await language.explain(...at('tf.matM|'))).toBeNull()
})
