// Where in the app an address points.

import { describe, expect, test } from 'vitest'
import { parseRoute, type Route, Router } from '../../src/session/route.svelte'
import { aWindow } from '../support/a-window'

describe('an address', () => {
  test.each<[string, Route]>([
    ['', { page: 'home' }],
    ['#', { page: 'home' }],
    ['#/', { page: 'home' }],
    ['#/practice', { page: 'practice' }],
    ['#/practice/', { page: 'practice' }],
    ['#practice', { page: 'practice' }],
    ['#/practice?pack=packs/mine.kata.zip', { page: 'practice', pack: 'packs/mine.kata.zip' }],
    ['#/practice?pack=https%3A%2F%2Fexample.com%2Fa', { page: 'practice', pack: 'https://example.com/a' }],
    ['#/practice?pack=', { page: 'practice' }],
    ['#/practice?', { page: 'practice' }],
    [
      '#/practice/?text=a+b&pack=x.kata.zip&topic=llm&topic=vision',
      {
        ...{ page: 'practice', pack: 'x.kata.zip' },
        parameters: [
          ['text', 'a b'],
          ['topic', 'llm'],
          ['topic', 'vision'],
        ],
      },
    ],
    ['#/practice/vision/image-convolution', { page: 'exercise', id: 'vision/image-convolution' }],
    ['#/gallery', { page: 'gallery', asked: '' }],
    ['#/gallery?part=View&state=a+b', { page: 'gallery', asked: 'part=View&state=a+b' }],
    ['#/rehearsal', { page: 'rehearsals' }],
    [`#/rehearsal/${'0a'.repeat(16)}`, { page: 'rehearsal', id: '0a'.repeat(16) }],
    [
      `#/rehearsal/${'0a'.repeat(16)}/llm/sampling`,
      { page: 'rehearsal', id: '0a'.repeat(16), exercise: 'llm/sampling' },
    ],
    ['#/rehearsal/nonsense', { page: 'not-found', path: 'rehearsal/nonsense' }],
    ['#/scratch', { page: 'scratch' }],
    ['#/scratch/', { page: 'scratch' }],
    ['#/scratch?code=abc-_9', { page: 'scratch', code: 'abc-_9' }],
    ['#/scratch?code=<b>', { page: 'not-found', path: 'scratch?code=<b>' }],
    ['#/practice/vision', { page: 'not-found', path: 'practice/vision' }],
    ['#/practice/a/b/c', { page: 'not-found', path: 'practice/a/b/c' }],
    ['#/practice/../secret', { page: 'not-found', path: 'practice/../secret' }],
    ['#/practice/A/B', { page: 'not-found', path: 'practice/A/B' }],
    ['#/<script>', { page: 'not-found', path: '<script>' }],
  ])('"%s"', (hash, route) => expect(parseRoute(hash)).toEqual(route))
})

test('the router follows the address', () => {
  const target = aWindow('#/practice')
  const router = new Router(target)
  expect(router.route).toEqual({ page: 'practice' })
  target.go('#/practice/a/b')
  expect(router.route).toEqual({ page: 'exercise', id: 'a/b' })
})

describe('what is asked of the practice page', () => {
  test('is put into its address, beside the pack that the address names', () => {
    const target = aWindow('#/practice?pack=my+pack.zip&text=old')
    const router = new Router(target)
    router.replaceParameters([['text', 'a b&c']])
    expect(target.location.hash).toBe('#/practice?pack=my+pack.zip&text=a+b%26c')
    expect(parseRoute(target.location.hash)).toMatchObject({
      ...{ pack: 'my pack.zip', parameters: [['text', 'a b&c']] },
    })
  })

  test('leaves a plain address when it is nothing', () => {
    const target = aWindow('#/practice?text=old')
    new Router(target).replaceParameters([])
    expect(target.location.hash).toBe('#/practice')
  })
})

test('an entry of the history remembers what was opened from it, and nothing else that is written there', () => {
  const target = aWindow('#/practice')
  const router = new Router(target)
  expect(router.opened).toBeUndefined()
  router.noteOpened('a/b')
  expect(router.opened).toBe('a/b')
  target.history.replaceState({ opened: 7 }, '')
  expect(router.opened).toBeUndefined()
})
