// What a realm may say in its life, and in one message.

import { expect, test } from 'vitest'
import { Allowance } from '../../../src/protocol/allowance'
import { CAPS } from '../../../src/protocol/caps'

const TOO_MUCH = 'More data was sent than the page takes.'
const light = { bytes: 8, values: 1 }

test('is used up by messages, also by those that cannot be weighed', () => {
  const allowance = new Allowance()
  for (let i = 0; i < CAPS.messages; i++)
    expect(allowance.excessOf(i % 2 === 0 ? light : undefined)).toBeNull()
  expect(allowance.excessOf(undefined)).toBe('More than 20000 messages were sent.')
})

test('is used up by bytes', () => {
  const allowance = new Allowance()
  const full = { bytes: CAPS.messageBytes, values: 1 }
  for (let i = 0; i < Math.floor(CAPS.bytes / CAPS.messageBytes); i++)
    expect(allowance.excessOf(full)).toBeNull()
  expect(allowance.excessOf(full)).toBe(TOO_MUCH)
})

test.each([
  ['bytes', { ...light, bytes: CAPS.messageBytes + 1 }],
  ['values', { ...light, values: CAPS.messageValues + 1 }],
])('is exceeded by one message of too many %s', (_, weight) => {
  expect(new Allowance().excessOf(weight)).toBe(TOO_MUCH)
})
