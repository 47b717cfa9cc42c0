// How much of an editor a phone's keyboard covers, and what is no keyboard.
import { expect, test } from 'vitest'
import { coveredBelow } from '../../../src/editor/above-keyboard'

const seen = (height: number, offsetTop = 0, scale = 1) => ({ height, offsetTop, scale })

test('without a keyboard nothing is covered, nor by a browser’s own bar', () => {
  expect(coveredBelow(740, 740, seen(740))).toBe(0)
  expect(coveredBelow(740, 740, seen(690))).toBe(0)
})

test('a keyboard covers what is below its top edge', () => {
  expect(coveredBelow(740, 740, seen(440))).toBe(300)
  expect(coveredBelow(700, 740, seen(440))).toBe(260)
  expect(coveredBelow(400, 740, seen(440))).toBe(0)
})

test('what the browser has pushed up is not covered', () => {
  expect(coveredBelow(740, 740, seen(440, 200))).toBe(100)
  expect(coveredBelow(740, 740, seen(440, 300))).toBe(0)
})

test('a page enlarged by two fingers is no keyboard, and with one it is measured as if it were not enlarged', () => {
  expect(coveredBelow(740, 740, seen(370, 0, 2))).toBe(0)
  expect(coveredBelow(740, 740, seen(220, 0, 2))).toBe(300)
})
