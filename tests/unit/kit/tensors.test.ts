// Short ways to write the tensors of a test.

import { expect, test } from 'vitest'
import { shaped, tensor } from '../../../src/kit/tensors'

test('tensor reads its shape off nested arrays', () => {
  expect(
    tensor([
      [1, 2],
      [3, 4],
    ]),
  ).toMatchObject({ shape: [2, 2], dtype: 'float32' })
  expect(tensor([1, 0], 'bool').data).toEqual(Uint8Array.of(1, 0))
  expect(() => tensor([[1], [2, 3]])).toThrow(/ragged/)
})

test('shaped takes flat data, as many as the shape holds', () => {
  expect(shaped([2, 2], [1, 2, 3, 4]).toNested()).toEqual([
    [1, 2],
    [3, 4],
  ])
  expect(() => shaped([2, 2], [1])).toThrow(RangeError)
})
