import fc from 'fast-check'
import { expect, test } from 'vitest'
import { grouped } from '../../../src/core/grouped'

test('any whole number is written as the language writes it', () => {
  for (const count of [0, 999, 1_000, 12_345, 1_000_000])
    expect(grouped(count)).toBe(count.toLocaleString('en'))
  fc.assert(fc.property(fc.maxSafeInteger(), (count) => grouped(count) === count.toLocaleString('en')))
})
