// The home page's example as the sandbox runs it: the code that is shown learns, and what cannot learn is told kindly.

import * as tf from '@tensorflow/tfjs'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { BoundaryView } from '../../../src/core/views'
import type { RunnerEvent } from '../../../src/protocol/events'
import { compile } from '../../../workers/compiler/compile'
import { moons } from '../../../workers/example/moons'
import { createRunner } from '../../../workers/runner/runner'

const FOLDER = path.resolve(import.meta.dirname, '../../../workers/example')
const read = (name: string): string => readFileSync(path.join(FOLDER, name), 'utf8')
const STARTER = read('starter.ts')

function compiled(source: string, name: string) {
  const imports = ['@tensorflow/tfjs', './moons']
  const reply = compile({ path: name, source, imports, forbidden: [] })
  if (!reply.ok) throw new Error(reply.problems[0]!.message)
  return reply.file
}

async function open(solution: string) {
  const events: RunnerEvent[] = []
  const globals = { console: {} as Console, close: () => {} }
  const { door } = createRunner({ tf, emit: (event) => events.push(event), globals })
  await door.prepare({ backend: 'cpu', seed: 1 })
  const modules = Object.fromEntries(
    ['moons', 'training'].map((name) => [`./${name}`, compiled(read(`${name}.ts`), `${name}.ts`).code]),
  )
  const main = compiled(solution, 'solution.ts')
  const loaded = await door.load({ path: 'solution.ts', main, modules, wanted: ['createModel'] })
  return { events, loaded, advance: () => door.demo("exports.default = require('./training').train") }
}

const problemOf = async (solution: string): Promise<unknown> =>
  ((await (await open(solution)).advance()) as { problem?: unknown }).problem

describe('the code that is shown', () => {
  test('learns to tell the moons apart, a little at each call', { timeout: 120_000 }, async () => {
    const { events, loaded, advance } = await open(STARTER)
    expect(loaded).toEqual({ ok: true })
    let calls = 0
    const isDone = () => events.some((event) => event.event === 'progress' && event.fraction === 1)
    while (!isDone() && calls++ < 500) expect(await advance()).toEqual({ ok: true })
    expect(calls).toBeGreaterThan(3)
    const views = events.flatMap((event) => (event.event === 'view' ? [event.view] : []))
    const last = views.filter(({ id }) => id === 'boundary').at(-1) as BoundaryView
    expect(last.note).toMatch(/^Epoch 120 of 120: (9[5-9]|100)% of the points/)
  })

  test('has lines that fit beside the pictures', () => {
    expect(Math.max(...STARTER.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72)
  })
})

describe('what cannot learn is told', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['no model', STARTER.replace('return model', ''), { message: expect.stringMatching(/return a model/) }],
    [
      'a first layer for other inputs',
      STARTER.replace('inputShape: [2]', 'inputShape: [3]'),
      { message: expect.stringMatching(/inputShape: \[2\]/) },
    ],
    [
      'a last layer of two units',
      STARTER.replace('units: 1', 'units: 2'),
      { message: expect.stringMatching(/has 2 units, and needs 1/) },
    ],
    [
      'a learning rate that is none',
      STARTER.replace('0.03', 'NaN'),
      { message: expect.stringMatching(/smaller learning rate/) },
    ],
    [
      'a layer that there is none of, by its line',
      STARTER.replace("activation: 'sigmoid'", "activation: 'sigmoyd'"),
      { kind: 'threw', line: 13 },
    ],
  ])('%s', async (_, solution, problem) => {
    expect(await problemOf(solution)).toMatchObject(problem)
  })
})

test('the points are two moons of equal size, the same each time', () => {
  const { x, label } = moons()
  expect(label.filter((one) => one === 1)).toHaveLength(x.length / 2)
  expect(moons().x).toEqual(x)
})
