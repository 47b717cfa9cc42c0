// What is taken from TF.js for an exercise, and what stays.

import * as tf from '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { withoutCalls } from '../../../workers/runner/without-calls'

const reduced = withoutCalls(tf, ['tf.grad', 'tf.train.adam', 'tf.losses.softmaxCrossEntropy'])

test('a forbidden call says that it is to be built by hand', () => {
  const words = /^tf\.\S+ is not given here: this exercise asks you to build it by hand\.$/
  expect(() => reduced.grad((x) => x)).toThrow(words)
  expect(() => reduced.train.adam(0.1)).toThrow(words)
  expect(() => reduced.losses.softmaxCrossEntropy([1], [1])).toThrow(words)
})

test('all else is as it was, beside it and in TF.js itself', () => {
  expect(Object.keys(reduced)).toEqual(Object.keys(tf))
  expect(reduced.train.sgd(0.1)).toBeInstanceOf(tf.SGDOptimizer)
  expect(reduced.losses.meanSquaredError([1], [3]).dataSync()[0]).toBe(4)
  expect(reduced.grads).toBe(tf.grads)
  expect(tf.train.adam(0.1)).toBeInstanceOf(tf.AdamOptimizer)
  expect(
    tf
      .grad((x) => x.square())(3)
      .dataSync()[0],
  ).toBe(6)
})

test('a call that is not there adds nothing', () => {
  const same = withoutCalls(tf, ['tf.nosuch', 'tf.nosuch.call', 'tf.train.nosuch'])
  expect(Object.keys(same)).toEqual(Object.keys(tf))
  expect('nosuch' in same.train).toBe(false)
})
