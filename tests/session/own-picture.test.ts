// A picture of the learner's own: taken, refused, replaced, removed; and a camera that never stays on.

import { describe, expect, test, vi } from 'vitest'
import type { ReadPicture } from '../../src/core/own-picture'
import { err, ok, type Result } from '../../src/core/result'
import { type Camera, OwnPicture, type PictureDoor } from '../../src/session/own-picture.svelte'

const read = (width: number): ReadPicture => ({
  ...{ width, height: 1 },
  picture: { width: 1, height: 1, pixels: Uint8Array.of(1, 2, 3) },
})
const file = (name: string): File => new File(['x'], name)

function open(door: Partial<PictureDoor> = {}): OwnPicture {
  return new OwnPicture({
    readPicture: () => Promise.resolve(ok(read(10))),
    openCamera: () => Promise.resolve(err('No camera was found.')),
    ...door,
  })
}
function aCamera(taken: Result<ReadPicture, string> = ok(read(20))) {
  const close = vi.fn()
  let gone = (): void => {}
  const camera = { video: {} as HTMLVideoElement, take: () => taken, close } satisfies Camera
  const openCamera: PictureDoor['openCamera'] = (onGone) => {
    gone = onGone
    return Promise.resolve(ok(camera))
  }
  return { close, openCamera, unplug: () => gone() }
}

describe('a file', () => {
  test('is held, with its name', async () => {
    const own = open()
    const taking = own.takeFile(file('cat.jpg'))
    expect(own.doing).toEqual({ kind: 'reading', name: 'cat.jpg' })
    await taking
    expect(own.held).toMatchObject({ name: 'cat.jpg', width: 10 })
    expect([own.doing.kind, own.problem]).toEqual(['nothing', null])
    own.remove()
    expect(own.held).toBeNull()
  })

  test('that is no picture is told by its name, and what was held stays', async () => {
    const readPicture = vi.fn<PictureDoor['readPicture']>(() => Promise.resolve(ok(read(10))))
    const own = open({ readPicture })
    await own.takeFile(file('cat.jpg'))
    readPicture.mockResolvedValueOnce(err('It is not a picture.'))
    await own.takeFile(file('notes.txt'))
    expect(own.problem).toBe('notes.txt was not taken. It is not a picture.')
    expect(own.held).toMatchObject({ name: 'cat.jpg' })
    await own.takeFile(file('dog.jpg'))
    expect([own.problem, own.held?.name]).toEqual([null, 'dog.jpg'])
  })

  test('that takes long gives way to a later one', async () => {
    let first!: (read: Result<ReadPicture, string>) => void
    const own = open({
      readPicture: (blob) =>
        (blob as File).name === 'slow.png'
          ? new Promise((resolve) => (first = resolve))
          : Promise.resolve(ok(read(2))),
    })
    const slow = own.takeFile(file('slow.png'))
    await own.takeFile(file('fast.png'))
    first(ok(read(1)))
    await slow
    expect(own.held).toMatchObject({ name: 'fast.png', width: 2 })
  })

  test('that cannot be read because what reads it did not load is told as well', async () => {
    const own = open({ readPicture: () => Promise.reject(new Error('The network is down.')) })
    await own.takeFile(file('cat.jpg'))
    expect(own.problem).toBe('cat.jpg was not taken. The network is down.')
  })
})

describe('the camera', () => {
  test('takes a picture, and is closed by that', async () => {
    const { openCamera, close } = aCamera()
    const own = open({ openCamera })
    await own.openCamera()
    expect(own.doing.kind).toBe('looking')
    own.takeShot()
    expect(own.held).toMatchObject({ name: 'From the camera', width: 20 })
    expect([own.doing.kind, close.mock.calls.length]).toEqual(['nothing', 1])
  })

  test('is closed when asked to, when a file is taken, and when it opens too late', async () => {
    const { openCamera, close } = aCamera()
    const own = open({ openCamera })
    await own.openCamera()
    own.closeCamera()
    expect(close).toHaveBeenCalledTimes(1)
    await own.openCamera()
    await own.takeFile(file('cat.jpg'))
    expect(close).toHaveBeenCalledTimes(2)
    const late = own.openCamera()
    own.closeCamera()
    await late
    expect([close.mock.calls.length, own.doing.kind]).toEqual([3, 'nothing'])
  })

  test('that is refused is told, and so is one that is unplugged', async () => {
    const own = open()
    await own.openCamera()
    expect([own.problem, own.doing.kind]).toEqual(['No camera was found.', 'nothing'])
    const { openCamera, unplug, close } = aCamera()
    const other = open({ openCamera })
    await other.openCamera()
    unplug()
    expect([other.doing.kind, close.mock.calls.length]).toEqual(['nothing', 1])
    expect(other.problem).toBe('The camera went off. Was it unplugged?')
  })
})
