// A few hands at a list: as many as were asked for, in order, and an error ends it.

import { expect, test } from 'vitest'
import { byHands, inParallel } from '../../../src/cli/in-parallel'

/** Work that ends when it is let go, and what is under way. */
function aBench(): {
  work: (item: string) => Promise<void>
  busy: string[]
  end: (item: string) => Promise<void>
} {
  const ends = new Map<string, () => void>()
  const busy: string[] = []
  return {
    busy,
    work: (item) => {
      busy.push(item)
      return new Promise((resolve) => ends.set(item, resolve))
    },
    end: async (item) => {
      busy.splice(busy.indexOf(item), 1)
      ends.get(item)!()
      await new Promise((resolve) => setTimeout(resolve))
    },
  }
}

test('two hands take what comes next when they are free', async () => {
  const { work, busy, end } = aBench()
  const done = inParallel(['a', 'b', 'c', 'd'], 2, work)
  expect(busy).toEqual(['a', 'b'])
  await end('b')
  expect(busy).toEqual(['a', 'c'])
  await end('c')
  expect(busy).toEqual(['a', 'd'])
  await end('a')
  await end('d')
  await done
})

test('what only one hand may take is never under way twice, and that hand then helps with the rest', async () => {
  const { work, busy, end } = aBench()
  const alone = ['A', 'B']
  const shared = ['1', '2', '3', '4']
  const done = byHands([[alone, shared], [shared]], work)
  expect(busy).toEqual(['A', '1'])
  await end('1')
  expect(busy).toEqual(['A', '2'])
  await end('A')
  expect(busy).toEqual(['2', 'B'])
  await end('B')
  expect(busy).toEqual(['2', '3'])
  await end('2')
  expect(busy).toEqual(['3', '4'])
  await end('3')
  await end('4')
  await done
})

test('the first error is what it rejects with', async () => {
  const work = async (item: string): Promise<void> => {
    if (item === 'b') throw new Error('no b')
  }
  await expect(inParallel(['a', 'b', 'c'], 2, work)).rejects.toThrow('no b')
})
