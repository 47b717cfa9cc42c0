// Between travelling values and living ones, with TF.js itself.

import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fromNested, NdArray } from '../../../src/core/nd-array'
import { Handle, type Value } from '../../../src/core/value'
import { decodeValue, encodeValue } from '../../../src/protocol/wire'
import { HandleTable, toLive, toTravel, Unsupported } from '../../../workers/shared/live-values'

let handles: HandleTable
beforeAll(async () => void (await tf.setBackend('cpu')))
beforeEach(() => {
  handles = new HandleTable()
  tf.engine().startScope()
})
afterEach(() => tf.engine().endScope())

const travel = (live: unknown): Promise<Value> => toTravel(live, tf, handles, [])
const refusal = async (live: unknown) => {
  const thrown: unknown = await travel(live).catch((error: unknown) => error)
  if (thrown instanceof Unsupported) return thrown.problem
  throw new Error('It was not refused.')
}

describe('a living value travels', () => {
  test.each<[string, unknown, Value]>([
    ['null', null, null],
    ['nothing', undefined, undefined],
    ['a number', NaN, NaN],
    ['text', 'x', 'x'],
    ['a boolean', true, true],
    ['nested arrays', [1, ['a', [null]]], [1, ['a', [null]]]],
    ['an empty array', [], []],
    ['a sparse array', new Array(2), [undefined, undefined]],
    ['a plain object', { a: { b: [1] }, c: undefined }, { a: { b: [1] }, c: undefined }],
    ['typed arrays', [Int32Array.of(1), Uint8Array.of(2)], [Int32Array.of(1), Uint8Array.of(2)]],
  ])('%s', async (_, live, value) => expect(await travel(live)).toStrictEqual(value))

  test.each<[string, () => tf.Tensor, NdArray]>([
    ['labels as float32', () => tf.tensor1d([2, 0], 'int32').toFloat(), fromNested([2, 0])],
    ['truth values as float32', () => tf.tensor1d([2, 0]).greater(1).toFloat(), fromNested([1, 0])],
    ['truth values as int32', () => tf.tensor1d([2, 0]).greater(1).toInt(), fromNested([1, 0], 'int32')],
  ])('%s, which a cast on cpu leaves in the array they were in', async (_, make, value) =>
    expect(decodeValue(encodeValue(await travel(make())))).toStrictEqual({ ok: true, value }),
  )

  test('an object without a prototype', async () => {
    expect(await travel(Object.assign(Object.create(null) as object, { a: 1 }))).toStrictEqual({ a: 1 })
  })

  test('what one list holds twice, though it does not contain itself', async () => {
    const shared = { a: [1] }
    expect(await travel([shared, shared, [shared.a]])).toStrictEqual([{ a: [1] }, { a: [1] }, [[1]]])
  })

  test('tensors of every dtype, wherever they stand, and they are counted', async () => {
    const found: tf.Tensor[] = []
    const live = [
      tf.tensor2d([[1, 2]]),
      { ints: tf.tensor1d([1, 2], 'int32'), flags: tf.tensor1d([true, false], 'bool') },
      tf.tensor1d(['a', 'é'], 'string'),
      tf.scalar(3),
    ]
    expect(await toTravel(live, tf, handles, found)).toStrictEqual([
      fromNested([[1, 2]]),
      { ints: fromNested([1, 2], 'int32'), flags: fromNested([true, false], 'bool') },
      new NdArray([2], 'string', ['a', 'é']),
      fromNested(3),
    ])
    expect(found).toHaveLength(5)
  })

  test('complex tensors, with both parts', async () => {
    const value = await travel(tf.complex([1, 2], [3, 4]))
    expect(value).toStrictEqual(new NdArray([2], 'complex64', Float32Array.of(1, 3, 2, 4)))
  })

  test('a variable, as the tensor that it is', async () => {
    const variable = tf.variable(tf.tensor1d([5]))
    expect(await travel(variable)).toStrictEqual(fromNested([5]))
    variable.dispose()
  })

  test('a typed array as a copy', async () => {
    const live = Float32Array.of(1)
    const copy = await travel(live)
    live[0] = 9
    expect(copy).toEqual(Float32Array.of(1))
  })

  test('a key named __proto__ as a key', async () => {
    const value = (await travel(JSON.parse('{"__proto__": {"a": 1}}'))) as object
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  test('and crosses the wire as deep as it may go', async () => {
    let live: unknown = 1
    for (let i = 0; i < 30; i++) live = { a: live }
    expect(decodeValue(encodeValue(await travel(live))).ok).toBe(true)
  })
})

describe('what stays behind is known by a handle', () => {
  class Model {
    weights = [1]
  }
  test.each<[string, unknown, string]>([
    ['a function', () => 1, 'function'],
    ['an instance of a class', new Model(), 'Model'],
    ['a map', new Map(), 'Map'],
    ['a promise in a list', Promise.resolve(1), 'Promise'],
    ['a 16-bit array', Uint16Array.of(1), 'Uint16Array'],
    [
      'an object whose class has no name',
      new (class {
        x = 1
      })(),
      'object',
    ],
    ['an object that hides its class', Object.create({ constructor: 5 }), 'object'],
  ])('%s', async (_, live, kind) => {
    const [handle] = (await travel([live])) as [Handle]
    expect(handle).toBeInstanceOf(Handle)
    expect(handle.kind).toBe(kind)
    expect(handles.object(handle)).toBe(live)
    expect(toLive(handle, tf, handles, [])).toBe(live)
  })

  test('each has a number of its own', async () => {
    const ids = ((await travel([() => 1, () => 2, () => 3])) as Handle[]).map(({ id }) => id)
    expect(new Set(ids).size).toBe(3)
    expect(handles.size).toBe(3)
  })
})

describe('what cannot be judged is refused by its path', () => {
  const cyclic: Record<string, unknown> = {}
  cyclic.self = [cyclic]
  let deep: unknown = 1
  for (let i = 0; i < 40; i++) deep = [deep]
  const getter = {
    inner: {
      get loss(): never {
        throw new Error('ran')
      },
    },
  }

  test.each<[string, unknown, string]>([
    ['what contains itself', cyclic, 'The result.self[0] contains itself.'],
    ['a getter, unread', getter, 'The result.inner.loss is a getter.'],
    ['a bigint', [1n], 'The result[0] is a bigint.'],
    ['a symbol', { a: Symbol('x') }, 'The result.a is a symbol.'],
    ['too deep a nest', deep, `The result${'[0]'.repeat(17).slice(0, 50)}… is nested more than 30 deep.`],
  ])('%s', async (_, live, message) => {
    const problem = await refusal(live)
    expect(problem).toMatchObject({ kind: 'unsupported-value', message })
    expect(problem.remedy).toMatch(/^Return numbers/)
  })

  test('too many entries', async () => {
    expect((await refusal(new Array(1_000_001).fill(0))).message).toMatch(/has more than 1000000 entries/)
  })

  test('a tensor that is gone, with what to do about it', async () => {
    const gone = tf.tensor1d([1])
    gone.dispose()
    expect(await refusal({ loss: gone })).toMatchObject({
      kind: 'disposed',
      message: 'The result.loss is a tensor that was already disposed of.',
      remedy: expect.stringContaining('tf.tidy') as string,
    })
  })

  test('10,000 levels without a crash', async () => {
    let endless: unknown = 1
    for (let i = 0; i < 10_000; i++) endless = { a: endless }
    expect((await refusal(endless)).message).toMatch(/nested more than 30 deep/)
  })
})

describe('a travelling value comes to life', () => {
  test.each<[string, Value]>([
    [
      'floats',
      fromNested([
        [1, 2],
        [3, 4],
      ]),
    ],
    ['ints', fromNested([1, 2], 'int32')],
    ['flags', fromNested([true, false], 'bool')],
    ['strings', new NdArray([1], 'string', ['a'])],
    ['a scalar', fromNested(2)],
    ['an empty tensor', new NdArray([0, 3], 'float32', new Float32Array())],
    ['a complex tensor', new NdArray([2], 'complex64', Float32Array.of(1, 2, 3, 4))],
    ['plain data', { a: [1, 'x', null, Float64Array.of(1)] }],
  ])('and goes back as it came: %s', async (_, value) => {
    const made: tf.Tensor[] = []
    const live = toLive(value, tf, handles, made)
    expect(made).toHaveLength(value instanceof NdArray ? 1 : 0)
    if (value instanceof NdArray) expect(live).toBeInstanceOf(tf.Tensor)
    expect(await travel(live)).toStrictEqual(value)
  })

  test('in lists and objects too', () => {
    const made: tf.Tensor[] = []
    const live = toLive({ batch: [fromNested([1]), fromNested([2])] }, tf, handles, made) as {
      batch: tf.Tensor[]
    }
    expect(live.batch.map((tensor) => tensor.dataSync()[0])).toEqual([1, 2])
    expect(made).toEqual(live.batch)
  })

  test('but not a handle that nobody keeps', () => {
    expect(() => toLive(new Handle(4, 'x'), tf, handles, [])).toThrow('No object is kept under handle 4.')
  })
})
