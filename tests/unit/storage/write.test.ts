// A write that fails says what is not kept, and what to do.

import { expect, test } from 'vitest'
import { allOf, wordsFor } from '../../../src/storage/write'

const failure = (name: string): DOMException => new DOMException('of the browser', name)

test.each<[string, RegExp]>([
  ['QuotaExceededError', /no room left here for this draft\. Export everything.*remove a pack/],
  ['InvalidStateError', /newer version.*keeps this draft no longer\. Copy your code, then reload/],
  ['UnknownError', /^of the browser$/],
])('%s has its words', (name, words) => expect(wordsFor(failure(name), 'this draft')).toMatch(words))

test('of several failures, the cause is told and not what it brought down', async () => {
  const reject = (name: string): Promise<never> => Promise.reject(failure(name))
  await expect(allOf([reject('AbortError'), reject('QuotaExceededError')])).rejects.toMatchObject({
    name: 'QuotaExceededError',
  })
  await expect(allOf([Promise.resolve(1), reject('AbortError')])).rejects.toMatchObject({
    name: 'AbortError',
  })
  await expect(allOf([Promise.resolve(1)])).resolves.toBeUndefined()
})
