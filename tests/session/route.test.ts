// Where in the app an address points.

import { describe, expect, test } from 'vitest'
import { parseRoute, type Route, Router } from '../../src/session/route.svelte'

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
    ['#/practice/vision/image-convolution', { page: 'exercise', id: 'vision/image-convolution' }],
    ['#/practice/vision', { page: 'not-found', path: 'practice/vision' }],
    ['#/practice/a/b/c', { page: 'not-found', path: 'practice/a/b/c' }],
    ['#/practice/../secret', { page: 'not-found', path: 'practice/../secret' }],
    ['#/practice/A/B', { page: 'not-found', path: 'practice/A/B' }],
    ['#/<script>', { page: 'not-found', path: '<script>' }],
  ])('"%s"', (hash, route) => expect(parseRoute(hash)).toEqual(route))
})

test('the router follows the address', () => {
  let listener = (): void => {}
  const target = {
    location: { hash: '#/practice' },
    addEventListener: (_: 'hashchange', listen: () => void) => void (listener = listen),
  }
  const router = new Router(target)
  expect(router.route).toEqual({ page: 'practice' })
  target.location.hash = '#/practice/a/b'
  listener()
  expect(router.route).toEqual({ page: 'exercise', id: 'a/b' })
})
