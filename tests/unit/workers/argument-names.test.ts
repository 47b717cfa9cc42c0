// The labels of an example's inputs.

import { describe, expect, test } from 'vitest'
import { argumentNames } from '../../../workers/grader/argument-names'

const declared = (source: string): unknown => new Function(`return (${source})`)()

describe('the names of parameters', () => {
  test.each<[string, string[]]>([
    ['function f(image, kernel) {}', ['image', 'kernel']],
    ['(image, { stride, pad }) => 1', ['image', 'options']],
    ['async (a, b = [1, (2), 3], ...rest) => 1', ['a', 'b', 'rest']],
    ['function* g($x, _y) {}', ['$x', '_y']],
    ['({ a }, [b, c]) => 1', ['options', 'argument']],
  ])('of %s', (source, names) => {
    expect(argumentNames(declared(source), names.length)).toEqual(names)
  })

  test('are numbers where there are none', () => {
    expect(argumentNames((..._: unknown[]) => 1, 2)).toEqual(['_', 'argument 2'])
    expect(argumentNames(undefined, 2)).toEqual(['argument 1', 'argument 2'])
    expect(argumentNames(Math.max, 1)).toEqual(['argument 1'])
  })
})
