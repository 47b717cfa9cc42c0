// Running a compiled file, loading the learner's module, and finding what the exercise asks for in it.

import * as tf from '@tensorflow/tfjs'
import { describe, expect, test } from 'vitest'
import { ModuleLoader, resolveExports } from '../../../workers/runner/module'
import { evaluate } from '../../../workers/shared/evaluate'
import { compileSource } from '../../support/compile-source'

const nothing = (): undefined => undefined
const f = function f(): void {}
const g = function g(): void {}

describe('evaluate', () => {
  test('gives what a file exports, by exports and by module.exports', async () => {
    expect(await evaluate('exports.a = 1', 'x.ts', nothing)).toEqual({ a: 1 })
    expect(await evaluate('module.exports = { b: 2 }', 'x.ts', nothing)).toEqual({ b: 2 })
  })

  test('waits for top-level await', async () => {
    expect(await evaluate('exports.a = await Promise.resolve(1)', 'x.ts', nothing)).toEqual({ a: 1 })
  })

  test('hands names to require', async () => {
    expect(await evaluate("exports.a = require('x')", 'x.ts', (name) => `${name}!`)).toEqual({ a: 'x!' })
  })

  test('rejects with what was thrown, and with what does not parse', async () => {
    await expect(evaluate("throw new RangeError('no')", 'x.ts', nothing)).rejects.toThrow(RangeError)
    await expect(evaluate('let let', 'x.ts', nothing)).rejects.toThrow(SyntaxError)
  })

  test('ends with a comment on the last line as well', async () => {
    expect(await evaluate('exports.a = 1 // done', 'x.ts', nothing)).toEqual({ a: 1 })
  })

  test('leaves nothing behind for the next file', async () => {
    await evaluate('var leftBehind = 1', 'x.ts', nothing)
    expect(await evaluate('exports.a = typeof leftBehind', 'y.ts', nothing)).toEqual({ a: 'undefined' })
  })
})

describe('the module loader', () => {
  const harness = compileSource(
    "import * as tf from '@tensorflow/tfjs'\nexport const two = () => tf.scalar(2)",
  ).code
  const loaded = async (): Promise<ModuleLoader> => {
    const loader = new ModuleLoader(tf, { './harness': harness }, { show: () => {}, progress: () => {} })
    await loader.loadPublicFiles()
    return loader
  }

  test('gives TF.js whole, as a default and as a namespace', async () => {
    const { require } = await loaded()
    const module = require('@tensorflow/tfjs') as { default: unknown; add: unknown }
    expect(module.default).toBe(tf)
    expect(module.add).toBe(tf.add)
  })

  test.each(['./harness', './harness.ts', './harness.js'])(
    "gives the exercise's file as %s",
    async (name) => {
      const { require } = await loaded()
      expect(require(name)).toHaveProperty('two')
    },
  )

  test.each(['fs', './solution', './tests', '../harness', './harness.json'])('gives no %s', async (name) => {
    const { require } = await loaded()
    expect(() => require(name)).toThrow(`"${name}" is not there.`)
  })

  test('gives demos a demo() that is their function', async () => {
    const { demo } = (await loaded()).require('@tensorkata/show') as { demo: (run: unknown) => unknown }
    expect(demo(f)).toBe(f)
  })
})

describe('a wanted export is found', () => {
  const found = (module: Record<string, unknown>, wanted = ['f']): unknown => {
    const resolved = resolveExports(module, wanted)
    return 'module' in resolved ? wanted.map((name) => resolved.module[name]) : resolved.problem
  }
  test('by its name', () => expect(found({ f })).toEqual([f]))
  test('as the default function, whatever it is called', () => expect(found({ default: g })).toEqual([g]))
  test('as the default function of that name among several', () => {
    expect(found({ g, default: f }, ['f', 'g'])).toEqual([f, g])
  })
  test('in the default object', () => expect(found({ default: { f, g } }, ['f', 'g'])).toEqual([f, g]))
  test('by its name before the default', () => expect(found({ f, default: g })).toEqual([f]))
  test('and other exports stay', () => {
    expect(resolveExports({ f, helper: 1 }, ['f'])).toMatchObject({ module: { helper: 1 } })
  })
})

describe('a missing export', () => {
  const told = (module: Record<string, unknown>, wanted = ['softmax']): string => {
    const resolved = resolveExports(module, wanted)
    if ('module' in resolved) return 'found'
    expect(resolved.problem.kind).toBe('no-export')
    return resolved.problem.message
  }
  test('is told beside the names that are there', () => {
    expect(told({ __esModule: true, softMax: f, other: 3, none: null })).toBe(
      'No function named "softmax" is exported. Found: "softMax", "other" (number, not a function), "none" (null, not a function).',
    )
  })
  test('is told where nothing is exported', () => {
    expect(told({})).toBe('No function named "softmax" is exported. Nothing is exported.')
  })
  test('is told when it is no function', () => {
    expect(told({ softmax: 3 })).toContain('Found: "softmax" (number, not a function).')
  })
  test('names all that are missing, and how to write the first', () => {
    const resolved = resolveExports({ c: f }, ['a', 'b', 'c'])
    expect(resolved).toMatchObject({
      problem: {
        message: 'No function named "a" and "b" is exported. Found: "c".',
        remedy: 'Write "export function a(…)", spelt just so.',
      },
    })
  })
  test('is not mended by a default of another name when several are wanted', () => {
    expect(told({ default: g }, ['a', 'b'])).toContain('"a" and "b"')
  })
})
