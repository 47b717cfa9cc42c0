// The judge from a suite to its results, against a learner in memory: every way a case can end.

import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { CaseResult, type Outcome } from '../../../src/core/verdict'
import { GraderEvent } from '../../../src/protocol/events'
import type { LearnerDoor } from '../../../src/protocol/runner'
import { type Judged, judgeSource, judgeTests, loadLearner } from '../../support/in-memory-judge'
import { compileSource } from '../../support/compile-source'

const TF = "import * as tf from '@tensorflow/tfjs'\n"
const RIGHT = `${TF}export const f = (x) => tf.add(x, x)`
const WRONG = `${TF}export const f = (x) => tf.mul(x, 3)`

const one = async (solution: string, cases: string, more: object = {}, job: object = {}) => {
  const judged = await judgeSource(
    { solution: solution.startsWith(TF) ? solution : TF + solution, cases, ...more },
    job,
  )
  expect(judged.report).toEqual({ ok: true })
  return judged.results[0]!
}
const failureOf = (outcome: Outcome) => {
  if (outcome.status === 'fail') return outcome.failure
  throw new Error(`It is no fail, but ${JSON.stringify(outcome)}`)
}
const compares = (kind: string, title = 'a case', options = '{}'): string =>
  `${kind}('${title}', ${options}, async ({ learner, reference, expect }) => {
    const x = tensor([[1234, 5678], [9012, 3457]])
    await expect(await learner.f(x)).toBeCloseTo(await reference.f(x))
  })`

describe('a case', () => {
  test.each(['example', 'hidden'])('of kind %s passes when the answer is right', async (kind) => {
    expect((await one(RIGHT, compares(kind))).outcome).toEqual({ status: 'pass' })
  })

  test('fails when it is wrong, with message, diagnosis and hint', async () => {
    const { outcome } = await one(WRONG, compares('example', 'a case', "{ hint: 'How often?' }"))
    expect(failureOf(outcome)).toMatchObject({
      message: '4 of 4 values are wrong, the first at [0, 0].',
      diagnosis: 'Every value is off by the same factor (× 3/2, as between n and n − 1).',
      detail: expect.stringContaining('expected 2468, got 3702') as string,
      hint: 'How often?',
    })
  })

  test("is an error when the learner's code throws, with the line and the hint", async () => {
    const { outcome } = await one(
      `${TF}export function f() {\n  throw new Error('to do')\n}`,
      compares('hidden', 'a case', "{ hint: 'Begin.' }"),
    )
    expect(outcome).toEqual({
      status: 'error',
      problem: { kind: 'threw', message: 'to do', line: 3 },
      hint: 'Begin.',
    })
  })

  test('is an error when the answer cannot be judged', async () => {
    const { outcome } = await one('export const f = () => ({ get x() { return 1 } })', compares('example'))
    expect(outcome).toMatchObject({ status: 'error', problem: { kind: 'unsupported-value' } })
  })

  test.each<[string, string, RegExp]>([
    ['throws', "throw new Error('ours')", /^The test "a case" itself failed: ours$/],
    ['forgets an await', 'await expect(learner.f(tensor([1]))).toBeCloseTo(1)', /write `await`/],
    ['asks the reference for what it lacks', 'await reference.g(1)', /The reference exports no function "g"/],
    ['makes a ragged tensor', 'tensor([[1], [2, 3]])', /ragged/],
  ])('is infra, and never a fail, when the test itself %s', async (_, body, reason) => {
    const { outcome } = await one(
      RIGHT,
      `hidden('a case', async ({ learner, reference, expect }) => { ${body} })`,
    )
    expect(outcome).toMatchObject({ status: 'infra', reason: expect.stringMatching(reason) as string })
  })

  test('keeps its title, kind, category and weight', async () => {
    const result = await one(RIGHT, compares('hidden', 'named', "{ category: 'edge', weight: 2 }"))
    expect(result).toMatchObject({ title: 'named', kind: 'hidden', category: 'edge', weight: 2 })
    expect(v.is(CaseResult, result)).toBe(true)
  })

  test('that fails does not keep the next from passing', async () => {
    const { results } = await judgeSource({
      solution: `${TF}export const f = (x) => { if (x.rank === 1) throw new Error('no'); return x.mul(2) }`,
      cases: `hidden('flat', async ({ learner }) => { await learner.f(tensor([1])) })\n${compares('hidden', 'square')}`,
    })
    expect(results.map(({ outcome }) => outcome.status)).toEqual(['error', 'pass'])
  })
})

describe('keep', () => {
  const INDEX = `
    f: (x) => ({ x, queries: 0 }),
    query: (index, k) => { index.queries++; return [index.x.rank, index.queries, k] }`

  test('leaves a result where it was made, for later calls of the learner and of the reference alike', async () => {
    const { outcome } = await one(
      `const index = { ${INDEX} }\nexport const { f, query } = index`,
      `hidden('a case', async ({ learner, reference, expect, keep }) => {
        for (const module of [learner, reference]) {
          const index = await keep(() => module.f(tensor([[1, 2]])))
          await expect(await module.query(index, 7)).toEqual([2, 1, 7])
          await expect(await module.query(index, 8)).toEqual([2, 2, 8])
        }
      })`,
      { reference: INDEX },
    )
    expect(outcome).toEqual({ status: 'pass' })
  })

  test('takes tensors too, and ends with its call, whether that throws or not', async () => {
    const { outcome } = await one(
      'export const f = (x) => { if (x.rank === 2) throw new Error("no"); return x.mul(2) }',
      `hidden('a case', async ({ learner, expect, keep }) => {
        const kept = await keep(() => learner.f(tensor([1, 2])))
        await expect(await learner.f(kept)).toBeCloseTo(tensor([4, 8]))
        await expect(keep(() => learner.f(tensor([[1]])))).toThrow(/no/)
        await expect(await learner.f(tensor([1]))).toBeCloseTo(tensor([2]))
      })`,
    )
    expect(outcome).toEqual({ status: 'pass' })
  })
})

describe('what is shown', () => {
  test('of an example is everything: inputs by name, expected and got', async () => {
    const { shown } = await one(WRONG, compares('example'), { reference: 'f: (values) => tf.mul(values, 2)' })
    expect(shown).toMatchObject({
      inputs: [{ name: 'values', value: 'float32 [2, 2]\n[[1234, 5678],\n [9012, 3457]]' }],
      expected: 'float32 [2, 2]\n[[ 2468, 11356],\n [18024,  6914]]',
      got: 'float32 [2, 2]\n[[ 3702, 17034],\n [27036, 10371]]',
      picture: { kind: 'heatmap', values: Float32Array.of(1234, 5678, 9012, 3457) },
    })
    const { shown: whenRight } = await one(RIGHT, compares('example'))
    expect(whenRight?.got).toContain('2468')
    expect(whenRight).not.toHaveProperty('picture')
  })

  test('of an example is also its call, with the very numbers that went in', async () => {
    const { shown } = await one(
      'export const f = (x) => x',
      `example('a', async ({ learner }) => { await learner.f(tensor([1 / 3, 2])) })`,
    )
    expect(shown?.call).toEqual({
      name: 'f',
      args: [{ $: 'tensor', shape: [2], dtype: 'float32', data: Float32Array.of(1 / 3, 2) }],
    })
  })

  test.each([
    ['too-large', 'learner.f(Array.from({ length: 9000 }, () => 1))'],
    ['unwritable', 'learner.f(await keep(() => learner.f(1)))'],
  ])('of a call whose input is %s says so in the place of it', async (args, call) => {
    const { shown } = await one(
      'export const f = (x) => x',
      `example('a', async ({ learner, keep }) => { await ${call} })`,
    )
    expect(shown?.call).toEqual({ name: 'f', args })
  })

  test('of an example whose call threw is its input', async () => {
    const { shown } = await one('export const f = () => { throw new Error() }', compares('example'))
    expect(shown?.inputs).toHaveLength(1)
    expect(shown).not.toHaveProperty('got')
  })

  test.each([
    WRONG,
    'export const f = (x) => tf.zeros([2, 2])',
    'export const f = (x) => x.add(NaN)',
    'export const f = (x) => [[1, 2], [3, 4]]',
    RIGHT,
  ])('of a hidden case is no value, whatever the answer: %s', async (solution) => {
    const { results, events } = await judgeSource({
      solution: solution.startsWith(TF) ? solution : TF + solution,
      cases: [
        compares('hidden'),
        "hidden('texts', async ({ learner, expect }) => { await learner.f(tensor([[1]])); await expect('x').toEqual('canary7777') })",
        "hidden('numbers', async ({ learner, expect }) => { await learner.f(tensor([[1]])); await expect({ a: [1] }).toEqual({ a: [98765] }) })",
      ].join('\n'),
    })
    for (const result of results) expect(result).not.toHaveProperty('shown')
    // Digits of a duration can be those of a secret by chance.
    const said = JSON.stringify(events, (key, value: unknown) => (key === 'milliseconds' ? 0 : value))
    for (const secret of ['2468', '11356', '18024', '6914', 'canary7777', '98765', '1234', '5678'])
      expect(said).not.toContain(secret)
  })
})

describe('a property', () => {
  const property = (
    given: string,
    runs = 30,
  ): string => `property('agrees', { given: ${given}, runs: ${runs} }, async (x, { learner, reference, expect }) => {
    await expect(await learner.f(x)).toBeCloseTo(await reference.f(x))
  })`
  const sized = property('({ int, normalTensor }) => normalTensor([int(1, 6), int(1, 6)])')

  test('passes, and says how many inputs were tried, and shows none', async () => {
    const result = await one(RIGHT, sized)
    expect(result).toMatchObject({ outcome: { status: 'pass' }, runs: 30 })
    expect(result).not.toHaveProperty('shown')
  })

  test('fails with the smallest input, of whole numbers, and shows it', async () => {
    const { outcome, shown } = await one('export const f = (x) => x.shape[0] >= 3 ? x : x.mul(2)', sized)
    expect(failureOf(outcome).detail).toMatch(/expected/)
    expect(shown?.inputs[0]!.value).toMatch(/^float32 \[3, 1\]\n/)
    expect(shown?.inputs[0]!.value.split('\n').slice(1).join('')).not.toContain('.')
    expect(shown?.got).toBe(shown?.inputs[0]!.value)
    expect(shown?.call).toMatchObject({ name: 'f', args: [{ $: 'tensor', shape: [3, 1] }] })
  })

  test('shows the input of an error too', async () => {
    const { outcome, shown } = await one(
      "export const f = (x) => { if (x.size > 1) throw new Error('big'); return x.mul(2) }",
      sized,
    )
    expect(outcome).toMatchObject({ status: 'error', problem: { message: 'big' } })
    expect(shown?.inputs[0]!.value).toMatch(/^float32 \[(1, 2|2, 1)\]/)
  })

  test('whose own code fails is infra, without shrinking', async () => {
    const { outcome } = await one(
      RIGHT,
      "property('agrees', { given: ({ int }) => int(0, 9) }, () => { throw new Error('ours') })",
    )
    expect(outcome).toMatchObject({ status: 'infra', reason: expect.stringContaining('ours') as string })
  })

  test('does not make a slow or stubborn solution shrink for ever', async () => {
    const { results } = await judgeSource({
      solution: `${TF}let calls = 0\nexport const f = (x) => { calls++; return x }\nexport const count = () => calls`,
      wanted: ['f', 'count'],
      reference: 'f: (x) => tf.mul(x, 2), count: () => 0',
      cases: `${property('({ int, normalTensor }) => normalTensor([int(1, 500)])')}\nhidden('count', async ({ learner, expect }) => { expect(await learner.count()).toBeAtMost(65) })`,
    })
    expect(results.map(({ outcome }) => outcome.status)).toEqual(['fail', 'pass'])
  })
})

describe('the same seed', () => {
  const cases = [
    compares('example', 'first'),
    "property('agrees', { given: ({ int, normalTensor }) => normalTensor([int(1, 6)]) }, async (x, { learner, reference, expect }) => { await expect(await learner.f(x)).toBeCloseTo(await reference.f(x)) })",
    "hidden('random', async ({ learner, random, expect }) => { await expect([await learner.f(tensor([random.normal()])), random.next()]).toEqual([0, 0]) })",
  ].join('\n')
  const stable = ({ results }: Judged) => results.map((result) => ({ ...result, milliseconds: 0 }))

  test.each([
    ['wrong', WRONG],
    ['random', `${TF}export const f = (x) => x.mul(Math.random())`],
  ])('gives a %s solution the same results twice', async (_, solution) => {
    const runs = [await judgeSource({ solution, cases }), await judgeSource({ solution, cases })]
    expect(stable(runs[0]!)).toEqual(stable(runs[1]!))
  })

  test('and another seed gives other inputs', async () => {
    const details = []
    for (const seed of [1, 2]) {
      const top = 'const seen = []'
      const { results } = await judgeSource(
        {
          solution: RIGHT,
          top,
          cases:
            "example('x', async ({ learner, random, expect }) => { const x = random.next(); await learner.f(tensor([x])); await expect(x).toEqual(0) })",
        },
        { seed },
      )
      details.push(failureOf(results[0]!.outcome).detail)
    }
    expect(details[0]).not.toBe(details[1])
  })
})

describe('which cases run', () => {
  const cases = [compares('example', 'a'), compares('hidden', 'b'), compares('example', 'c')].join('\n')
  const titles = ({ results }: Judged): string[] => results.map(({ title }) => title)

  test('all, the examples, or those of a title', async () => {
    expect(titles(await judgeSource({ solution: RIGHT, cases }))).toEqual(['a', 'b', 'c'])
    expect(titles(await judgeSource({ solution: RIGHT, cases }, { only: { examples: true } }))).toEqual([
      'a',
      'c',
    ])
    expect(titles(await judgeSource({ solution: RIGHT, cases }, { only: { titles: ['b'] } }))).toEqual(['b'])
  })

  test('or those that take little time: no properties, and nothing that trains', async () => {
    const more = [
      cases,
      "property('many', { given: ({ int }) => int(0, 3) }, async () => {})",
      "hidden('learns', { category: 'learning' }, async () => {})",
    ].join('\n')
    const only = { brief: true } as const
    expect(titles(await judgeSource({ solution: RIGHT, cases: more }, { only }))).toEqual(['a', 'b', 'c'])
    expect(titles(await judgeSource({ solution: RIGHT, cases: more }))).toHaveLength(5)
  })

  test.each([
    ['wrong', `${TF}let calls = 0\nexport const f = (x) => tf.mul(x, ++calls === 1 ? 2 : 3)`],
    ['missing', `${TF}let calls = 0\nexport const f = (x) => (++calls === 1 ? tf.mul(x, 2) : missing)`],
  ])('those after the first whose answer is %s do not, when nobody wants them', async (_, solution) => {
    const all = await judgeSource({ solution, cases })
    expect(all.results.map(({ outcome }) => outcome.status).slice(0, 1)).toEqual(['pass'])
    expect(all.results.filter(({ outcome }) => outcome.status === 'not-run')).toEqual([])
    const { plan, results, report } = await judgeSource({ solution, cases }, { stopAtFirstFailure: true })
    expect(report).toEqual({ ok: true })
    expect(plan.map(({ title }) => title)).toEqual(['a', 'b', 'c'])
    expect(results[1]!.outcome.status).toMatch(/fail|error/)
    expect(results[2]).toMatchObject({
      title: 'c',
      outcome: { status: 'not-run', reason: 'An earlier case failed.' },
    })
  })

  test('none is a fault of the asking, not of the learner', async () => {
    const { report, results } = await judgeSource({ solution: RIGHT, cases }, { only: { titles: ['z'] } })
    expect(report).toEqual({ ok: false, reason: 'The exercise has no such case.' })
    expect(results).toEqual([])
  })

  test('events come in order, and all of them fit the protocol', async () => {
    const { events } = await judgeSource({ solution: RIGHT, cases: compares('example', 'a') })
    expect(events.map(({ event }) => event)).toEqual([
      ...['plan', 'case-start', 'call-start', 'call-end', 'call-start', 'call-end', 'case-end'],
    ])
    for (const event of events) expect(v.is(GraderEvent, event)).toBe(true)
  })
})

describe('tests that do not load', () => {
  const judgeCode = async (source: string) => {
    const { learnerDoor } = await loadLearner({ solution: RIGHT })
    return judgeTests(learnerDoor, compileSource(source, 'tests.ts').code)
  }
  test.each<[string, string, RegExp]>([
    ['throw', "throw new Error('broken')", /do not load: broken/],
    ['export no suite', 'export const a = 1', /must `export default suite/],
    ['export something else', 'export default { cases: 3 }', /must `export default suite/],
    [
      'import what the grader lacks',
      "import { x } from './harness'\nx()",
      /import "\.\/harness", which the grader does not have/,
    ],
    [
      'have two cases of one title',
      "import { suite } from '@tensorkata/kit'\nexport default suite({}, ({ hidden }) => { hidden('a', () => {}); hidden('a', () => {}) })",
      /Two cases have the title "a"/,
    ],
    [
      'have no case',
      "import { suite } from '@tensorkata/kit'\nexport default suite({}, () => {})",
      /The suite has no cases/,
    ],
  ])('since they %s are the fault of the pack', async (_, source, reason) => {
    const { report, events } = await judgeCode(source)
    expect(report).toMatchObject({ ok: false, reason: expect.stringMatching(reason) as string })
    expect(events).toEqual([])
  })
})

describe('measure', () => {
  const measures = (body: string): string =>
    `hidden('cost', async ({ learner, measure, expect }) => { const cost = await measure(async () => { await learner.f(tensor([1, 2])); return learner.f(tensor([3, 4])) }); ${body} })`

  test('adds up the kernels and leaks of its calls, and gives the value', async () => {
    const solution = `${TF}export const f = (x) => x.mul(2).add(1)`
    const body = `
      await expect(cost.value).toBeCloseTo(tensor([7, 9]))
      await expect({ ...cost.kernels }).toEqual({ Multiply: 2, Add: 2 })
      expect.that(!('MatMul' in cost.kernels), 'a kernel that did not run')
      await expect(cost.kernelCount).toEqual(4)
      await expect(cost.tensorsLeaked).toEqual(2 * 1)
      expect(cost.peakBytes).toBeAtLeast(16)
      expect(cost.milliseconds).toBeAtLeast(0)`
    const { outcome } = await one(solution, measures(body))
    // mul(2) makes its 2 a tensor for a moment, under a name of its own.
    if (outcome.status === 'fail') expect(outcome.failure.message).toContain('none')
    expect(outcome).toEqual({ status: 'pass' })
  })

  test('leaves out calls before and after', async () => {
    const { outcome } = await one(
      RIGHT,
      "hidden('cost', async ({ learner, measure, expect }) => { await learner.f(tensor([1])); const cost = await measure(() => learner.f(tensor([1]))); await learner.f(tensor([1])); await expect(cost.kernelCount).toEqual(1) })",
    )
    expect(outcome).toEqual({ status: 'pass' })
  })
})

describe('overSeeds', () => {
  const over = (options: string, experiment: string): string =>
    `hidden('learns', async ({ learner, overSeeds }) => { await overSeeds(${options}, ${experiment}) })`

  test('passes when enough seeds reach the bar, and stops as soon as that is known', async () => {
    const judged = await judgeSource({
      solution: `${TF}export const f = () => 1`,
      cases: over("{ seeds: 10, name: 'the accuracy', atLeast: 0.9, inAtLeast: 3 }", '() => learner.f()'),
    })
    expect(judged.results[0]!.outcome).toEqual({ status: 'pass' })
    const calls = judged.events.filter(({ event }) => event === 'call-start').length
    expect(calls).toBe(1 + 3 * 2)
  })

  test('fails when they do not, and says what was measured', async () => {
    const { outcome } = await one(
      'export const f = () => 0.5',
      over("{ seeds: 4, name: 'the accuracy', atLeast: 0.9, inAtLeast: 3 }", '() => learner.f()'),
    )
    expect(failureOf(outcome)).toEqual({
      message: 'The accuracy reached 0.9 with 0 of 2 seeds; 3 of 4 must reach it.',
      diagnosis: 'Measured: 0.500, 0.500.',
    })
  })

  test("gives each seed another stream of the learner's Math.random, and the same ones each time", async () => {
    const cases = over("{ seeds: 3, name: 'it', atLeast: 2, inAtLeast: 1 }", '() => learner.f()')
    const solution = `${TF}export const f = () => Math.random()`
    const said = []
    for (let i = 0; i < 2; i++) said.push(failureOf((await one(solution, cases)).outcome).diagnosis)
    expect(said[0]).toBe(said[1])
    expect(new Set(said[0]!.match(/0\.\d+/g)).size).toBe(3)
  })
})

describe('limits', () => {
  const leaky = `${TF}export const f = (x) => x.add(0).mul(2)`
  test('a leak beyond the limit fails a case that is right, and names how many', async () => {
    const { outcome } = await one(leaky, compares('hidden'), {}, { limits: { tensorsLeaked: 0 } })
    expect(failureOf(outcome)).toMatchObject({
      message: 'One call of f leaves 1 tensors behind; 0 may stay.',
      diagnosis: expect.stringContaining('tf.tidy') as string,
    })
  })

  test.each<[string, string, object]>([
    ['within the limit', leaky, { tensorsLeaked: 1 }],
    ['without a limit', leaky, {}],
    ['that is tidy', RIGHT, { tensorsLeaked: 0 }],
  ])('a solution %s passes', async (_, solution, limits) => {
    expect((await one(solution, compares('hidden'), {}, { limits })).outcome).toEqual({ status: 'pass' })
  })

  test('a function or model that is handed out may hold tensors', async () => {
    const { outcome } = await one(
      'export const f = () => { const w = tf.ones([2]); return () => w }',
      "hidden('a case', async ({ learner }) => { await learner.f() })",
      {},
      { limits: { tensorsLeaked: 0 } },
    )
    expect(outcome).toEqual({ status: 'pass' })
  })

  test('a wrong answer is told before its leak', async () => {
    const { outcome } = await one(
      `${TF}export const f = (x) => x.add(0).mul(3)`,
      compares('hidden'),
      {},
      { limits: { tensorsLeaked: 0 } },
    )
    expect(failureOf(outcome).message).toContain('values are wrong')
  })
})

describe('forbidden kernels', () => {
  const soft = "hidden('a case', async ({ learner }) => { await learner.f(tensor([1, 2])) })"
  test.each([
    'export const f = (x) => tf.softmax(x)',
    "export const f = (x) => tf['soft' + 'max'](x)",
    'export const f = (x) => Object.values({ ...tf }).find((op) => op && op.name === "softmax_")?.(x) ?? tf.softmax(x)',
  ])('are found however they were reached: %s', async (solution) => {
    const { outcome } = await one(solution, soft, {}, { forbidden: ['tf.softmax'] })
    expect(outcome).toMatchObject({
      status: 'error',
      problem: {
        kind: 'forbidden',
        message: expect.stringMatching(/The kernel Softmax ran, which is what tf.softmax runs/) as string,
      },
    })
  })

  test('are not seen where others run, or where they may', async () => {
    const byHand = 'export const f = (x) => { const e = x.exp(); return e.div(e.sum()) }'
    expect((await one(byHand, soft, {}, { forbidden: ['tf.softmax'] })).outcome.status).toBe('pass')
    expect((await one('export const f = (x) => tf.softmax(x)', soft)).outcome.status).toBe('pass')
  })

  test("are no concern in the harness, which is the pack's", async () => {
    const { outcome } = await one(
      'export const f = (x) => x',
      "hidden('a case', async ({ harness }) => { await harness.soft(tensor([1, 2])) })",
      { harness: `${TF}export const soft = (learner, x) => tf.softmax(x)` },
      { forbidden: ['tf.softmax'] },
    )
    expect(outcome.status).toBe('pass')
  })
})

describe('a learner whose door lies', () => {
  const tests = compileSource(
    "import { suite, tensor } from '@tensorkata/kit'\nexport default suite({ f: (x) => x }, ({ hidden }) => { hidden('a', async ({ learner, expect }) => { await expect(await learner.f(tensor([1]))).toBeCloseTo(tensor([1])) }) })",
    'tests.ts',
  ).code
  const meter = { milliseconds: 0, tensorsLeaked: 0, peakBytes: 0, kernels: {} }
  test.each<[string, unknown]>([
    ['a verdict', { passed: true, status: 'pass' }],
    ['nothing', undefined],
    ['an answer without a bill', { ok: true, value: 1 }],
    ['a value that cannot be', { ok: true, value: { then: 'x' }, meter }],
    ['a forged tensor', { ok: true, value: { $: 'tensor', shape: [1], dtype: 'float32', data: [1] }, meter }],
  ])('with %s is an error and never a pass', async (_, reply) => {
    const door: LearnerDoor = {
      beginCase: () => Promise.resolve(undefined),
      call: () => Promise.resolve(reply),
    }
    const { results } = await judgeTests(door, tests)
    expect(results[0]!.outcome).toMatchObject({
      status: 'error',
      problem: {
        kind: 'unsupported-value',
        message: expect.stringMatching(/^What came back cannot be judged/) as string,
      },
    })
  })

  test.each<[string, Partial<LearnerDoor>]>([
    ['the call', { call: () => Promise.reject(new Error('The test itself is broken.')) }],
    ['the call with no error', { call: () => Promise.reject('no error') as Promise<unknown> }],
    ['the start of the case', { beginCase: () => Promise.reject(new TypeError('no')) }],
  ])('and that throws in the place of %s is named, not the pack', async (_, lies) => {
    const door: LearnerDoor = {
      beginCase: () => Promise.resolve(undefined),
      call: () => Promise.resolve({ ok: true, value: 1, meter }),
      ...lies,
    }
    const { results } = await judgeTests(door, tests)
    expect(results[0]!.outcome).toMatchObject({
      status: 'error',
      problem: {
        kind: 'unsupported-value',
        message:
          'What came back cannot be judged. Something in your code answered in the place of the function that was called.',
      },
    })
  })

  test('is not blamed for an argument that cannot be sent', async () => {
    const { outcome } = await one(
      RIGHT,
      "hidden('a case', async ({ learner }) => { await learner.f(() => 1) })",
    )
    expect(outcome).toMatchObject({
      status: 'infra',
      reason: expect.stringContaining('A function cannot cross.') as string,
    })
  })
})
