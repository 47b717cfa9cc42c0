// Nothing that a learner's code can reach holds an expected value, a title, or the reference (threats 1 and 2).

import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { buildIfStale } from '../../scripts/build-if-stale'
import { exercisesUnder } from '../../src/cli/find-exercises'
import { compileExercise } from '../../src/cli/pack/compile-exercise'
import { ROOT } from '../../src/cli/realms/build-realms'
import { unseal } from '../../src/core/pack/seal'
import { inEachEngine } from '../support/launches'
import { CANARIES, STOLEN_PORTS, judge, texts } from '../support/trial'

/** Walks over all that can be reached and says where a canary sits. The needles are spelt backwards, or it would find itself. */
const SEARCH = `
const needles = ${JSON.stringify(CANARIES.map((canary) => [...canary].reverse().join('')))}
  .map((word) => [...word].reverse().join(''))
const source = Function.prototype.toString
let seen = new WeakSet()
const tell = console.log
let searched = 0
const look = (text, path) => {
  for (const needle of needles) if (text.includes(needle)) tell('found at ' + path)
}
function search(root, name) {
  const queue = [[root, name]]
  while (queue.length > 0) {
    const [value, path] = queue.pop()
    if (['string', 'number', 'symbol'].includes(typeof value)) look(String(value), path)
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || seen.has(value)) continue
    seen.add(value)
    searched++
    if (typeof value === 'function') look(source.call(value), path)
    if (value instanceof Map || value instanceof Set) queue.push([[...value], path + '*'])
    if (ArrayBuffer.isView(value) && value.length > 1000) continue
    queue.push([Object.getPrototypeOf(value), path + '^'])
    for (const key of Reflect.ownKeys(value)) {
      look(String(key), path)
      const slot = Object.getOwnPropertyDescriptor(value, key)
      queue.push([slot.get, path + '.' + String(key)], [slot.value, path + '.' + String(key)])
      if (slot.get) try { queue.push([value[key], path + '.' + String(key)]) } catch {}
    }
  }
}
Error.prepareStackTrace = (_, sites) => sites
// V8 gives the frames themselves; the others a text, and a sloppy function its caller.
const callers = () => {
  const found = [new Error().stack].flat().flatMap((site) =>
    typeof site === 'string' ? [site] : [site.getThis(), site.getFunction(), String(site)])
  try { for (let one = callers.caller; one && found.length < 500; one = one.caller) found.push(one, one.arguments) } catch {}
  return found
}
const searchAll = () => {
  seen = new WeakSet()
  search([globalThis, tf, tf.engine(), tf.env(), tf.backend(), performance.getEntries()], 'global')
  search([...ports], 'ports')
  search(callers(), 'callers')
  search([location.href, navigator.userAgent, self.name], 'place')
}`

const spy = (plant = '') => `
const tf = require('@tensorflow/tfjs')
${STOLEN_PORTS}
${SEARCH}
const heard = new Set()
exports.add = (a, b) => {
  for (const port of ports) if (!heard.has(port)) {
    heard.add(port)
    port.addEventListener('message', ({ data }) => search(data, 'message'))
  }
  ${plant}
  searchAll()
  tell('searched', searched, 'ports', ports.size)
  return 0
}
search([require, exports, module], 'module')
searchAll()`

inEachEngine((now) => {
  describe('a learner that searches all it can reach', () => {
    test('finds no canary in objects, functions, ports, callers or messages', async () => {
      const report = await judge(now().page, { code: spy(), seconds: 50 })
      expect(texts(report).filter((text) => text.startsWith('found'))).toEqual([])
      // Promises that the search itself broke are told after it.
      const last = texts(report)
        .filter((text) => text.startsWith('searched'))
        .at(-1)!
      expect(Number(/searched (\d+)/.exec(last)?.[1])).toBeGreaterThan(3_000)
      expect(last).toMatch(/ports 2$/)
      expect(report.outcome).toBe('failed')
    })

    test('would find one that lay deep inside of TF.js', async () => {
      const plant =
        'tf.engine().state.kept = [new Map([[1, { deep: () => needles[0] + "canary in the reference" }]])]'
      const report = await judge(now().page, { code: spy(plant), seconds: 50 })
      expect(texts(report).join('\n')).toMatch(/found at global\..*kept/)
    })
  })
})

describe('the files that a browser downloads', () => {
  const bare = (text: string): string => text.replace(/[\s;'"`]/g, '')

  test('carry no line of any reference or test in the clear, though they carry them sealed', async () => {
    const assets = path.join(await buildIfStale('app'), 'assets')
    const files = readdirSync(assets).filter((name) => /\.(js|json|html)$/.test(name))
    const text = new Map(files.map((name) => [name, bare(readFileSync(path.join(assets, name), 'utf8'))]))
    const folders = await exercisesUnder(path.join(ROOT, 'exercises'))
    expect(folders.length).toBeGreaterThan(0)
    const exercises = await Promise.all(folders.map(compileExercise))
    // Of whichever exercise: what one demo says in the clear may stand in the reference of another.
    const open = exercises
      .map(({ page, program }) => [page.starter, page.files, page.statement, program.modules, program.demo])
      .map((texts) => bare(JSON.stringify(texts).replaceAll('\\n', '\n')))
      .join('\n')
    for (const { page, program } of exercises) {
      const secrets = linesOf(unseal(program.sealed, page.id)).filter((line) => !open.includes(line))
      expect(secrets.length, page.id).toBeGreaterThan(20)
      for (const [name, content] of text)
        expect(
          secrets.filter((line) => content.includes(line)),
          `${page.id} in ${name}`,
        ).toEqual([])
    }
  })

  /** Lines of code that are long enough to be nobody else's. */
  function linesOf(source: string): string[] {
    const lines = source.split('\n').filter((line) => !/^\s*(\/\/|\*|import|const tf\b|var )/.test(line))
    return lines.map(bare).filter((line) => line.length >= 30 && !line.includes('__'))
  }
})
