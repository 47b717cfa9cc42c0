// Sealed tests: only their own exercise opens them, and only unchanged.

import { describe, expect, test } from 'vitest'
import { seal, unseal } from '../../../src/core/pack/seal'

const text = 'export default suite(…) // ±∞ 日本'
const id = 'llm/attention'

describe('a sealed text', () => {
  test('opens to what it was', () => {
    expect(unseal(seal(text, id), id)).toBe(text)
    expect(unseal(seal('', id), id)).toBe('')
  })

  test('is the same bytes each time, so that builds repeat', () => {
    expect(seal(text, id)).toBe(seal(text, id))
    expect(seal(text, id)).not.toBe(seal(`${text} `, id))
    expect(seal(text, id)).not.toBe(seal(text, 'llm/other'))
  })

  test('shows nothing of the text', () => {
    expect(Buffer.from(seal('expected canary', id), 'base64').toString('latin1')).not.toContain('canary')
  })

  test('does not open for another exercise', () => {
    expect(() => unseal(seal(text, id), 'llm/attention2')).toThrow()
  })

  test('does not open when any byte was changed or cut', () => {
    const bytes = Buffer.from(seal(text, id), 'base64')
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes)
      changed[at]! ^= 1
      expect(() => unseal(changed.toString('base64'), id), `byte ${at}`).toThrow()
    }
    expect(() => unseal(bytes.subarray(0, -1).toString('base64'), id)).toThrow()
    expect(() => unseal('not base64!', id)).toThrow()
  })
})
