// What stands between a realm and the page: what comes through, how fast, and what ends it.

import { afterEach, describe, expect, test } from 'vitest'
import { CAPS } from '../../../src/protocol/caps'
import { Pace, type Timing } from '../../../workers/relay/pace'
import { relay } from '../../../workers/relay/relay'

const LIGHT = { bytes: 0, values: 1, buffers: [] }

describe('the pace', () => {
  /** A clock that moves only when it is told to, and what was sent at which of its times. */
  const paced = () => {
    let now = 0
    let next: { at: number; run: () => void } | undefined
    const sent: [number, number][] = []
    const timing: Timing = {
      now: () => now,
      setTimeout: (run, milliseconds) => (next = { at: now + milliseconds, run }),
    }
    const pace = new Pace(timing)
    return {
      sent,
      post: (count: number, weight = LIGHT) => {
        for (let i = 0; i < count; i++) pace.pass(weight, () => sent.push([now, sent.length]))
      },
      until: (end: number) => {
        while (next && next.at <= end) {
          now = next.at
          const { run } = next
          next = undefined
          run()
        }
        now = end
      },
    }
  }

  test('does not hold an honest burst back', () => {
    const { post, sent } = paced()
    post(150)
    expect(sent).toHaveLength(150)
  })

  test('leaves the page half of its time in a flood, and loses none', () => {
    const { post, sent, until } = paced()
    post(15_000)
    expect(sent.length).toBeLessThan(500)
    until(100)
    expect(sent.length).toBeGreaterThan(500)
    expect(sent.length).toBeLessThan(1_500)
    until(3_000)
    expect(sent.map(([, index]) => index)).toEqual(Array.from({ length: 15_000 }, (_, i) => i))
  })

  test('rests the longer, the more a message asks of the page', () => {
    const { post, sent, until } = paced()
    post(4, { ...LIGHT, values: 20_000 })
    until(1_000)
    const times = sent.map(([time]) => time)
    for (const [i, time] of times.slice(1).entries()) expect(time - times[i]!).toBeGreaterThanOrEqual(20)
  })

  test('saves nothing up while nothing is sent', () => {
    const { post, sent, until } = paced()
    until(60_000)
    post(15_000)
    expect(sent.length).toBeLessThan(500)
  })
})

describe('the relay', () => {
  const opened: MessagePort[] = []
  afterEach(() => opened.splice(0).forEach((port) => port.close()))

  const open = () => {
    const [realm, page] = [new MessageChannel(), new MessageChannel()]
    opened.push(realm.port1, realm.port2, page.port1, page.port2)
    const [atRealm, atPage, excesses]: [unknown[], unknown[], string[]] = [[], [], []]
    realm.port1.onmessage = ({ data }: MessageEvent<unknown>) => atRealm.push(data)
    page.port1.onmessage = ({ data }: MessageEvent<unknown>) => atPage.push(data)
    relay(realm.port2, page.port2, (excess) => excesses.push(excess), {
      now: () => performance.now(),
      setTimeout: (run, milliseconds) => setTimeout(run, milliseconds),
    })
    return { realm: realm.port1, page: page.port1, atRealm, atPage, excesses }
  }
  const after = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

  test('passes plain data on in its order, both ways', async () => {
    const { realm, page, atRealm, atPage } = open()
    const said = [{ event: 'progress', fraction: 0 }, null, 'text', { data: Float32Array.of(1, 2) }]
    for (const message of said) realm.postMessage(message)
    page.postMessage({ id: 'a', type: 'APPLY' })
    await after(50)
    expect(atPage).toEqual(said)
    expect(atRealm).toEqual([{ id: 'a', type: 'APPLY' }])
  })

  test('drops what is not plain data, and goes on', async () => {
    const { realm, atPage, excesses } = open()
    const { port1 } = new MessageChannel()
    realm.postMessage({ id: 'a', value: port1 }, [port1])
    realm.postMessage(new Map())
    realm.postMessage('after')
    await after(50)
    expect(atPage).toEqual(['after'])
    expect(excesses).toEqual([])
  })

  test.each<[string, (realm: MessagePort) => void, RegExp]>([
    [
      'too many messages',
      (realm) => {
        for (let i = 0; i < CAPS.messages + 100; i++) realm.postMessage(i)
      },
      /More than 20000 messages/,
    ],
    ['too many values', (realm) => realm.postMessage(new Array(1e6).fill(0)), /More data/],
    ['too many bytes', (realm) => realm.postMessage(new Uint8Array(CAPS.messageBytes + 1)), /More data/],
  ])('tells once of %s, and takes in nothing after it', async (_, flood, says) => {
    const { realm, atPage, excesses } = open()
    flood(realm)
    realm.postMessage('after')
    await after(500)
    expect(excesses).toEqual([expect.stringMatching(says) as string])
    expect(atPage).not.toContain('after')
    expect(atPage.length).toBeLessThan(CAPS.messages)
  })
})
