// Pictures of a run: gone through again, saved as files, and made of a picture of the learner's own.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Download, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ROOT } from '../../src/cli/realms/build-realms'
import { aPng, sizeOfPng, turned } from '../support/a-png'
import { type Desk, openDesk } from '../support/app'
import { type LabBrowser, openLabBrowser } from '../support/lab-browser'

const TRAINING = 'deep-learning/train-small-classifier'
const IMAGES = 'vision/image-convolution'
const solutionOf = (id: string): string =>
  readFileSync(path.join(ROOT, 'exercises', id, 'solution.ts'), 'utf8')

let lab: LabBrowser
let desk: Desk
beforeAll(async () => {
  lab = await openLabBrowser('app')
})
afterAll(() => lab?.close())
afterEach(async () => {
  expect(desk.complaints).toEqual([])
  await desk.context.close()
})

async function open(id: string, options?: Parameters<typeof openDesk>[1]): Promise<void> {
  desk = await openDesk(lab, options)
  await desk.open(id)
  await desk.backend('cpu')
}
const button = (name: string | RegExp): Locator => desk.page.getByRole('button', { name })

/** What the page gives when `name` is pressed. */
async function saved(name: string): Promise<{ name: string; bytes: Buffer }> {
  const saving = desk.page.waitForEvent('download')
  await button(name).click()
  const download: Download = await saving
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

/** What an SVG holds, read by a browser that does not show it. */
const read = (svg: string) =>
  desk.page.evaluate((text) => {
    const file = new DOMParser().parseFromString(text, 'image/svg+xml')
    const all = [...file.querySelectorAll('*')]
    return {
      isWhole: file.querySelector('parsererror') === null && file.documentElement.localName === 'svg',
      title: file.querySelector('title')?.textContent,
      texts: [...file.querySelectorAll('text')].map((one) => one.textContent),
      paths: file.querySelectorAll('path').length,
      pictures: [...file.querySelectorAll('image')].map((one) => one.getAttribute('href')?.slice(0, 22)),
      fonts: new Set(all.map((one) => one.getAttribute('font-family')).filter(Boolean)).size,
    }
  }, svg)

describe('a training run', () => {
  test('is gone through again by keys, plays when asked to, and its pictures are saved as PNG and SVG', async () => {
    await open(TRAINING, { viewport: { width: 1280, height: 860 }, reducedMotion: 'reduce' })
    await desk.paste(solutionOf(TRAINING))
    await desk.finish('Run')

    const slider = desk.page.getByRole('slider', { name: 'Where in the run' })
    const said = (): Promise<string | null> => slider.getAttribute('aria-valuetext')
    const last = Number(await slider.getAttribute('max'))
    expect(last).toBeGreaterThan(20)
    expect(last).toBeLessThan(120)
    // It rests at the end until somebody moves it.
    expect(await slider.inputValue()).toBe(String(last))
    expect(await said()).toBe(`Penguins, epoch 39, ${last + 1} of ${last + 1}`)
    const table = desk.page.getByText(/^Penguins: species by row.*: not there yet$/)
    expect(await table.count()).toBe(0)

    await slider.focus()
    await desk.page.keyboard.press('Home')
    expect(await said()).toBe(`Two moons, epoch 0, 1 of ${last + 1}`)
    await table.waitFor()
    await desk.page.getByText(/^Epoch 0, loss/).waitFor()
    await desk.page.keyboard.press('ArrowRight')
    expect(await said()).toMatch(new RegExp(`^Two moons, epoch \\d+, 2 of ${last + 1}$`))
    await desk.page.keyboard.press('End')
    expect(await slider.inputValue()).toBe(String(last))
    await desk.page.getByText(/^After 60 epochs/).waitFor()

    await button('Play the run again').click()
    await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(0)
    await button('Pause the replay').click()
    const at = Number(await slider.inputValue())
    expect(at).toBeLessThan(last)
    await desk.page.waitForTimeout(500)
    expect(await slider.inputValue()).toBe(String(at))
    await slider.focus()
    await desk.page.keyboard.press('End')

    const png = await saved('Save Training loss as PNG')
    expect(png.name).toBe('training-loss.png')
    expect(sizeOfPng(png.bytes)[0]).toBe(2 * (640 + 32))
    const line = await saved('Save Training loss as SVG')
    expect(line.name).toBe('training-loss.svg')
    expect(line.bytes.toString()).not.toMatch(
      /var\(|class=|oklch|color-mix|<script|http:\/\/(?!www\.w3\.org)/,
    )
    const loss = await read(line.bytes.toString())
    expect(loss).toMatchObject({ isWhole: true, title: 'Training loss', pictures: [] })
    expect(loss.texts).toEqual(
      expect.arrayContaining(['Training loss', 'epoch', 'mean cross-entropy', 'Two moons', '0']),
    )
    expect(loss.paths).toBeGreaterThan(6)
    const boundary = await read((await saved('Save Two moons as SVG')).bytes.toString())
    expect(boundary).toMatchObject({ isWhole: true, pictures: ['data:image/png;base64,'] })
    expect(boundary.paths).toBeGreaterThan(150)
    const penguins = await saved('Save Penguins: species by row, prediction by column as SVG')
    expect((await read(penguins.bytes.toString())).texts).toEqual(
      expect.arrayContaining(['Species', 'Adelie', 'Gentoo']),
    )
    // Nothing of what was laid out to be saved is left.
    expect(await desk.page.locator('figure').count()).toBe(await desk.page.locator('main figure').count())
  })
})

describe('a picture of one’s own', () => {
  const own = (): Locator => desk.page.getByRole('region', { name: 'Your own picture' })
  const choose = (name: string, mimeType: string, buffer: Buffer): Promise<void> =>
    desk.page.getByLabel('A picture of yours').setInputFiles({ name, mimeType, buffer })
  const shown = (): Locator => desk.page.getByRole('img', { name: /^Your picture, in grey/ }).first()
  const drop = async (name: string, type: string, bytes: Buffer): Promise<void> => {
    const transfer = await desk.page.evaluateHandle(
      ([name, type, base64]) => {
        const data = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
        const transfer = new DataTransfer()
        transfer.items.add(new File([data], name, { type }))
        return transfer
      },
      [name, type, bytes.toString('base64')] as const,
    )
    const results = desk.page.locator('.results')
    await results.dispatchEvent('dragover', { dataTransfer: transfer })
    await results.dispatchEvent('drop', { dataTransfer: transfer })
  }

  test('is chosen as a file, scaled down, shown by the demo, kept while one looks elsewhere, and removed', async () => {
    await open(IMAGES)
    const asked: string[] = []
    desk.page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`))
    await own().getByText('uploaded nowhere').waitFor()
    await choose('mine.png', 'image/png', aPng(600, 300))
    await own().getByText('600 × 300 pixels, used at 256 × 128').waitFor()
    await desk.paste(solutionOf(IMAGES))
    await button('Run with it').click()
    await shown().waitFor()
    expect(await shown().getAttribute('aria-label')).toContain('an image of 256 by 128 pixels')
    await expect.poll(() => button('Run with it').isEnabled(), { timeout: 60_000 }).toBe(true)

    await desk.goTo('#/practice')
    await desk.open(IMAGES)
    await own().getByText('mine.png').waitFor()
    await button('Remove it').click()
    await own().getByText('Try it on a picture of yours').waitFor()
    await desk.finish('Run')
    await desk.page
      .getByRole('img', { name: /^The photograph/ })
      .first()
      .waitFor()
    // All that was asked for is the app's own.
    const elsewhere = asked.filter(
      (line) => !line.startsWith(`GET ${lab.address}`) && !/^GET (blob|data):/.test(line),
    )
    expect(elsewhere).toEqual([])
  })

  test('is dropped; what is broken, huge or no picture is told kindly, and what was there stays', async () => {
    await open(IMAGES)
    await drop('dropped.png', 'image/png', aPng(40, 20))
    await own().getByText('dropped.png').waitFor()
    await own().getByText('40 × 20 pixels, used at 40 × 20').waitFor()

    await drop('notes.txt', 'text/plain', Buffer.from('not a picture'))
    await own().getByText('notes.txt was not taken. It is not a picture.').waitFor()
    await choose('broken.png', 'image/png', aPng(40, 20).subarray(0, 30))
    await own().getByText('broken.png was not taken. It could not be read as a picture').waitFor()
    await choose('nothing.png', 'image/png', Buffer.alloc(0))
    await own().getByText('nothing.png was not taken. It is empty.').waitFor()
    await choose('huge.png', 'image/png', aPng(20_000, 20_000, 1))
    await own().getByText('It has 20,000 × 20,000 pixels').waitFor()
    await own().getByText('40 × 20 pixels, used at 40 × 20').waitFor()
  })

  test('stands upright, as its camera was held', async () => {
    await open(IMAGES)
    const jpeg = await desk.page.evaluate(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 32 })
      canvas.getContext('2d')!.fillRect(0, 0, 64, 32)
      return canvas.toDataURL('image/jpeg').split(',')[1]!
    })
    await choose('upright.jpg', 'image/jpeg', turned(Buffer.from(jpeg, 'base64')))
    await own().getByText('32 × 64 pixels, used at 32 × 64').waitFor()
  })

  test('where the camera is not allowed, that is said', async () => {
    await open(IMAGES)
    await button('Use the camera').click()
    await own()
      .getByText(/camera (is not allowed|was found|could not be opened)|No camera/)
      .waitFor()
  })
})

describe('with a camera', () => {
  let other: LabBrowser
  beforeAll(async () => {
    other = await openLabBrowser('app', {
      args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    })
  })
  afterAll(() => other?.close())

  test('a picture is taken when that is pressed, and the camera goes off', async () => {
    desk = await openDesk(other)
    await desk.open(IMAGES)
    const own = desk.page.getByRole('region', { name: 'Your own picture' })
    await button('Use the camera').click()
    const video = own.locator('video')
    await video.waitFor()
    expect(await video.evaluate((node: HTMLVideoElement) => node.videoWidth)).toBeGreaterThan(0)
    const stream = await video.evaluateHandle((node: HTMLVideoElement) => node.srcObject as MediaStream)
    await button('Take the picture').click()
    await own.getByText('From the camera').waitFor()
    expect(await video.count()).toBe(0)
    expect(await stream.evaluate((one) => one.getTracks().map(({ readyState }) => readyState))).toEqual([
      'ended',
    ])
    await button('Use the camera').click()
    await video.waitFor()
    await desk.goTo('#/practice')
    await desk.open(IMAGES)
    await own.getByText('From the camera').waitFor()
    expect(await video.count()).toBe(0)
  })
})
