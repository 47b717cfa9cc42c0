// A file or the camera → a small picture. All of it happens in this page: nothing is sent anywhere.

import { grouped } from '../core/grouped'
import { fitted, PICTURE_CAPS, type ReadPicture, withoutAlpha } from '../core/own-picture'
import { err, ok, type Result } from '../core/result'

interface OpenCamera {
  readonly video: HTMLVideoElement
  take(): Result<ReadPicture, string>
  close(): void
}

const KINDS = 'PNG, JPEG and WebP always work.'
const UNREADABLE = `It could not be read as a picture: it may be damaged, or of a kind that this browser does not know. ${KINDS}`

/** Errors are words for the learner. */
export async function readPicture(file: Blob): Promise<Result<ReadPicture, string>> {
  if (file.size === 0) return err('It is empty.')
  if (file.type !== '' && !file.type.startsWith('image/')) return err(`It is not a picture. ${KINDS}`)
  if (file.size > PICTURE_CAPS.bytes)
    return err(`It has more than ${PICTURE_CAPS.bytes / 1e6} MB. A smaller copy of it will do.`)
  const size = await sizeOf(file)
  if (!size) return err(UNREADABLE)
  if (size.width * size.height > PICTURE_CAPS.pixels) {
    const [width, height] = [size.width, size.height].map(grouped)
    return err(
      `It has ${width} × ${height} pixels, and at most ${PICTURE_CAPS.pixels / 1e6} million are taken. A smaller copy of it will do.`,
    )
  }
  try {
    // Turned the way that its camera was held.
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const read = scaledDown(bitmap, bitmap)
    bitmap.close()
    return read
  } catch {
    return err(UNREADABLE)
  }
}

/** Read from the file's head, before memory is spent on its pixels. Null for what is no picture. */
async function sizeOf(file: Blob): Promise<{ width: number; height: number } | null> {
  const image = new Image()
  const url = URL.createObjectURL(file)
  try {
    const loads = await new Promise<boolean>((resolve) => {
      image.onload = () => resolve(true)
      image.onerror = () => resolve(false)
      image.src = url
    })
    const { naturalWidth: width, naturalHeight: height } = image
    return loads && width > 0 && height > 0 ? { width, height } : null
  } finally {
    URL.revokeObjectURL(url)
  }
}

function scaledDown(
  source: CanvasImageSource,
  { width, height }: { width: number; height: number },
): Result<ReadPicture, string> {
  const size = fitted({ width, height })
  const canvas = Object.assign(document.createElement('canvas'), size)
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) return err('This browser has no memory left for it.')
  // What can be seen through would come out black.
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, size.width, size.height)
  pen.imageSmoothingQuality = 'high'
  pen.drawImage(source, 0, 0, size.width, size.height)
  const { data } = pen.getImageData(0, 0, size.width, size.height)
  return ok({ width, height, picture: { ...size, pixels: withoutAlpha(data) } })
}

/** Asks the browser, which asks the learner. `onGone` is called when the camera goes by itself. */
export async function openCamera(onGone: () => void): Promise<Result<OpenCamera, string>> {
  if (!('mediaDevices' in navigator))
    return err('This browser gives the page no camera. A file will do as well.')
  let stream: MediaStream
  try {
    const video = { width: { ideal: 1280 }, height: { ideal: 960 } }
    stream = await navigator.mediaDevices.getUserMedia({ audio: false, video })
  } catch (error) {
    return err(wordsOf(error))
  }
  const close = (): void => stream.getTracks().forEach((track) => track.stop())
  for (const track of stream.getVideoTracks()) track.addEventListener('ended', onGone)
  const video = Object.assign(document.createElement('video'), {
    ...{ srcObject: stream, muted: true, playsInline: true },
  })
  try {
    await video.play()
  } catch {
    close()
    return err('The camera sends no picture. Is it covered, or in use elsewhere?')
  }
  const take = (): Result<ReadPicture, string> =>
    scaledDown(video, { width: video.videoWidth, height: video.videoHeight })
  return ok({ video, take, close })
}

function wordsOf(error: unknown): string {
  switch (error instanceof DOMException ? error.name : '') {
    case 'NotAllowedError':
      return 'The camera is not allowed. Allow it beside the page’s address and try again, or choose a file.'
    case 'NotFoundError':
      return 'No camera was found. A file will do as well.'
    case 'NotReadableError':
      return 'The camera is in use elsewhere. Close what uses it and try again, or choose a file.'
    default:
      return 'The camera could not be opened. A file will do as well.'
  }
}
