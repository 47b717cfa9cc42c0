// Code in an address comes back as it was; what is no code, or too much of it, does not.

import { expect, test } from 'vitest'
import { packCode, unpackCode } from '../../../src/ui/parts/shared-code'

test.each(['', 'export const f = () => 1\n', 'ü → 日本 🎉', 'x'.repeat(100_000)])(
  '%# comes back',
  async (code) => {
    const packed = await packCode(code)
    expect(packed).toMatch(/^[\w-]*$/)
    expect(await unpackCode(packed)).toBe(code)
  },
)

test('a cut or foreign address gives nothing', async () => {
  const packed = await packCode('export const f = () => 1\n')
  expect(await unpackCode(packed.slice(0, -4))).toBeNull()
  expect(await unpackCode('not-code')).toBeNull()
  expect(await unpackCode('%%%')).toBeNull()
})

test('what would burst into more than anybody writes is refused', async () => {
  const packed = await packCode('x'.repeat(5_000_000))
  expect(packed.length).toBeLessThan(20_000)
  expect(await unpackCode(packed)).toBeNull()
})
