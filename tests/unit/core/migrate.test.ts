// Older data is brought up step by step; newer data is refused; what has no version is left to the schema.

import { describe, expect, test } from 'vitest'
import { migrate, type Step, STEPS } from '../../../src/core/pack/migrate'
import { SCHEMA_VERSION } from '../../../src/core/pack/schema'

const called: string[] = []
/** Made up: version 2 calls the level "difficulty", version 3 has it from 1 on. */
const steps: readonly Step[] = [
  ({ level, ...rest }) => {
    called.push('1→2')
    return { ...rest, difficulty: level }
  },
  (data) => {
    called.push('2→3')
    return { ...data, difficulty: (data.difficulty as number) + 1 }
  },
]

test('every format has the steps that lead to our version', () => {
  for (const format of Object.values(STEPS)) expect(format).toHaveLength(SCHEMA_VERSION - 1)
})

describe('a chain of steps', () => {
  test.each([
    [{ schemaVersion: 1, level: 2 }, { schemaVersion: 3, difficulty: 3 }, ['1→2', '2→3']],
    [{ schemaVersion: 2, difficulty: 2 }, { schemaVersion: 3, difficulty: 3 }, ['2→3']],
    [{ schemaVersion: 3, difficulty: 2 }, { schemaVersion: 3, difficulty: 2 }, []],
  ])('brings %j to %j', (older, newest, way) => {
    called.length = 0
    const before = JSON.stringify(older)
    expect(migrate(older, steps)).toEqual({ ok: true, value: newest })
    expect(called).toEqual(way)
    expect(JSON.stringify(older)).toBe(before)
  })

  test('cannot forget to raise the version, nor raise it too far', () => {
    const careless: Step = (data) => ({ ...data, schemaVersion: 9 })
    expect(migrate({ schemaVersion: 1 }, [careless, (data) => data])).toEqual({
      ok: true,
      value: { schemaVersion: 3 },
    })
  })

  test('refuses what is newer, and says what to do', () => {
    expect(migrate({ schemaVersion: 4 }, steps)).toEqual({
      ok: false,
      error: {
        message: 'It is made for a newer Tensorkata: schemaVersion 4, and this one knows up to 3.',
        remedy: 'Update the app.',
      },
    })
  })

  test.each([null, 'text', [], {}, { schemaVersion: '1' }, { schemaVersion: 0 }, { schemaVersion: 1.5 }])(
    'leaves %j as it is',
    (data) => {
      expect(migrate(data, steps)).toEqual({ ok: true, value: data })
    },
  )
})
