// What a tests.ts defines.

import { describe, expect, test } from 'vitest'
import { suite } from '../../../src/kit/suite'

const reference = { double: (x: number) => 2 * x }
const harness = { train: (_learner: object, steps: number) => steps }
const body = (): void => {}

describe('a suite', () => {
  test('keeps its cases in order, with their defaults', () => {
    const { cases, reference: kept } = suite(reference, ({ example, hidden, property }) => {
      example('first', body)
      hidden('second', { category: 'edge', weight: 3, hint: 'Think.' }, body)
      property('third', { given: ({ int }) => int(0, 3) }, body)
      property('fourth', { given: () => 1, runs: 5, category: 'stability' }, body)
    })
    expect(kept).toBe(reference)
    expect(
      cases.map(({ title, kind, category, weight, hint }) => [title, kind, category, weight, hint]),
    ).toEqual([
      ['first', 'example', 'correctness', 1, undefined],
      ['second', 'hidden', 'edge', 3, 'Think.'],
      ['third', 'property', 'correctness', 1, undefined],
      ['fourth', 'property', 'stability', 1, undefined],
    ])
    expect(cases.map((definition) => definition.property?.runs)).toEqual([undefined, undefined, 30, 5])
  })

  test('may name a harness between', () => {
    const { cases } = suite(reference, harness, ({ example }) => example('one', body))
    expect(cases).toHaveLength(1)
  })

  test("hands a property's body its input first", () => {
    const seen: unknown[] = []
    const { cases } = suite(reference, ({ property }) => {
      property('p', { given: () => 'input' }, (input, tools) => void seen.push(input, tools))
    })
    void cases[0]!.body('tools' as never, 'input')
    expect(seen).toEqual(['input', 'tools'])
  })

  test('refuses two cases of one title, whatever their kinds', () => {
    expect(() =>
      suite(reference, ({ example, hidden }) => {
        example('same', body)
        hidden('same', body)
      }),
    ).toThrow('Two cases have the title "same".')
  })

  test('refuses to be empty', () => {
    expect(() => suite(reference, () => {})).toThrow('The suite has no cases.')
  })
})
