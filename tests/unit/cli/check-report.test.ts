// A check's report: the shape of --json, the table, the Markdown, and what decides.

import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { type CheckReport, reportOf } from '../../../src/cli/check-report'
import { markdownReport, writeMarkdown } from '../../../src/cli/markdown-report'
import { nameMutants } from '../../../src/cli/mutation/mutant'
import type { MutationScore } from '../../../src/cli/mutation/score'
import { printReport } from '../../../src/cli/print-report'
import type { Proof, ProofKind, ProofPlan } from '../../../src/cli/prove'
import { anExercise } from '../../support/an-exercise'

const plan = (exercise: string): ProofPlan => ({
  ...{
    exercise,
    folder: '/',
    backends: ['cpu', 'webgl'],
    compiled: anExercise(),
    tests: '',
    reference: '',
    steps: [],
  },
})
const proof = (kind: ProofKind, name: string, seed: number, fault: string | null = null): Proof => ({
  ...{ exercise: 'pack/slug', backend: 'cpu', kind, name, seed, fault, milliseconds: 1 },
})
const [survivor] = nameMutants('  const a = 1', [
  { operator: 'nudge-constant', start: 12, end: 13, text: '2' },
])
const score = (more: Partial<MutationScore> = {}): MutationScore => ({
  ...{ total: 40, killed: 38, equivalent: 1, survived: [survivor!], faults: [], ...more },
})
const report = (proofs: readonly Proof[], scored?: MutationScore): CheckReport =>
  reportOf([plan('pack/slug')], proofs, new Map(scored ? [['pack/slug', scored]] : []))

const PROOFS = [
  proof('reference', 'solution.ts', 1),
  proof('accepted', 'accepted/a.ts', 1),
  proof('accepted', 'accepted/a.ts', 2, 'It should pass.'),
  proof('accepted', 'accepted/b.ts', 1, 'It should pass.'),
]

describe('--json', () => {
  test('has every proof of every backend, the flakes and the mutants', () => {
    const none = { tried: 0, held: 0, faults: [] }
    const found = report(PROOFS, score())
    expect(JSON.parse(JSON.stringify(found))).toEqual({
      ok: false,
      exercises: [
        {
          id: 'pack/slug',
          backends: {
            cpu: {
              reference: { tried: 1, held: 1, faults: [] },
              starter: none,
              accepted: {
                tried: 3,
                held: 1,
                faults: [
                  { name: 'accepted/a.ts', seed: 2, fault: 'It should pass.' },
                  { name: 'accepted/b.ts', seed: 1, fault: 'It should pass.' },
                ],
              },
              rejected: none,
              time: none,
              flakes: [{ name: 'accepted/a.ts', failingSeeds: [2] }],
            },
            webgl: {
              ...{ reference: none, starter: none, accepted: none, rejected: none, time: none, flakes: [] },
            },
          },
          mutants: {
            ...{ total: 40, killed: 38, equivalent: 1, share: 38 / 39 },
            survived: [
              {
                ...{ id: survivor!.id, operator: 'nudge-constant', line: 1 },
                ...{ removed: ['  const a = 1'], added: ['  const a = 2'] },
              },
            ],
            faults: [],
          },
        },
      ],
      mutants: { total: 40, killed: 38, equivalent: 1, share: 38 / 39, faults: [] },
    })
  })

  test('has no mutants when they were left out', () => {
    const found = report([proof('reference', 'solution.ts', 1)])
    expect(found.ok).toBe(true)
    expect(found).not.toHaveProperty('mutants')
    expect(found.exercises[0]).not.toHaveProperty('mutants')
  })
})

describe('a check fails', () => {
  test.each<[string, MutationScore, string[]]>([
    ['when an exercise kills too few', score({ killed: 30 }), ['Only 76.9% of the mutants are killed.']],
    ['when an entry is stale', score({ faults: ['equivalent.yaml:1: stale'] }), ['equivalent.yaml:1: stale']],
  ])('%s', (_, scored, faults) => {
    const found = report([], scored)
    expect(found.ok).toBe(false)
    expect(found.exercises[0]!.mutants!.faults).toEqual(faults)
  })

  test('when all together kill too few, though each kills enough', () => {
    const scores = new Map([
      ['pack/slug', score({ total: 100, killed: 92, equivalent: 0 })],
      ['pack/other', score({ total: 10, killed: 10, equivalent: 0 })],
    ])
    const found = reportOf([plan('pack/slug'), plan('pack/other')], [], scores)
    expect(found.exercises.flatMap(({ mutants }) => mutants!.faults)).toEqual([])
    expect(found.mutants!.faults).toEqual(['Of all mutants together, only 92.7% are killed.'])
    expect(found.ok).toBe(false)
  })
})

test('as text it is a table, the survivors as lines to paste, and the failures', () => {
  expect(printReport(report(PROOFS, score()))).toBe(
    [
      'exercise   backend  reference  starter  accepted  rejected  time  mutants',
      'pack/slug  cpu      1 ✓                 1 of 3 ✗                  97.4%, 38 of 39 ✓',
      'pack/slug  webgl',
      '',
      'Each surviving mutant is a test that is missing, or a line for equivalent.yaml.',
      `~ pack/slug/solution.ts:1  nudge-constant  ${survivor!.id}`,
      '    - const a = 1',
      '    + const a = 2',
      '',
      '✗ pack/slug · cpu · accepted/a.ts · seed 2',
      '    It should pass.',
      '✗ pack/slug · cpu · accepted/b.ts · seed 1',
      '    It should pass.',
      '',
      '2 passed, 2 failed',
    ].join('\n'),
  )
})

test('as Markdown it is a table, the failures, and the survivors as diffs', () => {
  const text = markdownReport(report(PROOFS, score()))
  expect(text).toContain('# Check: failed\n\n| exercise | backend | reference |')
  expect(text).toContain('| pack/slug | cpu | 1 ✓ |')
  expect(text).toContain('- pack/slug · cpu · accepted/a.ts · seed 2\n      It should pass.')
  expect(text).toContain('```diff\n- const a = 1\n+ const a = 2\n```')
  expect(markdownReport(report([]))).not.toMatch(/Failures|Surviving/)
})

test('as Markdown it goes into the place that a file keeps for it, or is the whole file', async () => {
  const file = path.join(await mkdtemp(path.join(tmpdir(), 'tensorkata-')), 'proofs.md')
  await writeMarkdown(file, report([]))
  expect(await readFile(file, 'utf8')).toMatch(/^# Check: passed\n\n\| exercise/)
  await writeFile(file, '# Ours\n\n<!-- check -->\n\nold\n\n<!-- end of check -->\n\nMore.\n')
  await writeMarkdown(file, report([]))
  expect(await readFile(file, 'utf8')).toMatch(
    /^# Ours\n\n<!-- check -->\n\n\| exercise[^#]*\n\n<!-- end of check -->\n\nMore\.\n$/,
  )
  expect(await readFile(file, 'utf8')).not.toContain('old')
})
