// A view as the bytes of a file. It is laid out once more, out of sight and always as wide, so that what is saved does not
// depend on the size of a window, and holds no read-out and no button; then it is drawn with the pen of the file's kind.

import { flushSync, mount, unmount } from 'svelte'
import type { View } from '../../../core/views'
import { canvasPen, sheetOf } from '../drawing/canvas-pen'
import { cssOf } from '../drawing/colours'
import { readTheme } from '../drawing/theme.svelte'
import Figure from '../Figure.svelte'
import { summaryOf } from '../reading/summary'
import { drawAgain } from './draw-again'
import type { PictureKind } from './file-name'
import { svgFile, SvgPen } from './svg-pen'

const WIDTH = 640
const MARGIN = 16
/** Pixels of a PNG for each of the page's, unless browsers could not make a canvas as large. */
const SHARPNESS = 2
const MOST_PIXELS = 64_000_000
const LONGEST_SIDE = 16_000

export async function savedPicture(view: View, kind: PictureKind): Promise<Blob> {
  await document.fonts.ready
  const host = Object.assign(document.createElement('div'), { inert: true })
  Object.assign(host.style, { position: 'fixed', top: '0', left: '-10000px', width: `${WIDTH}px` })
  document.body.append(host)
  const figure = mount(Figure, { target: host, props: { view, still: true } })
  try {
    flushSync()
    return await (kind === 'svg' ? svgOf(host, view) : pngOf(host))
  } finally {
    void unmount(figure)
    host.remove()
  }
}

interface Sheet {
  width: number
  height: number
  paper: string
}

function sheetFor(host: HTMLElement): Sheet {
  return {
    // A wide table reaches over its host's edge.
    width: Math.max(WIDTH, host.scrollWidth) + 2 * MARGIN,
    height: Math.ceil(host.getBoundingClientRect().height) + 2 * MARGIN,
    paper: cssOf(readTheme(host.firstElementChild as HTMLElement).paper),
  }
}

function svgOf(host: HTMLElement, view: View): Blob {
  const sheet = sheetFor(host)
  const pen = new SvgPen((pixels, columns) => sheetOf(pixels, columns).toDataURL('image/png'))
  pen.within([1, 0, 0, 1, MARGIN, MARGIN], () => drawAgain(host, pen, sheet.paper))
  const file = svgFile({ ...sheet, title: view.title, words: summaryOf(view) }, pen.written)
  return new Blob([file], { type: 'image/svg+xml' })
}

function pngOf(host: HTMLElement): Promise<Blob> {
  const { width, height, paper } = sheetFor(host)
  const most = Math.min(Math.sqrt(MOST_PIXELS / (width * height)), LONGEST_SIDE / Math.max(width, height))
  const scale = Math.min(SHARPNESS, most)
  const canvas = Object.assign(document.createElement('canvas'), {
    ...{ width: Math.round(width * scale), height: Math.round(height * scale) },
  })
  const context = canvas.getContext('2d')
  if (!context) throw new Error('this browser has no memory left for it.')
  context.fillStyle = paper
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.setTransform(scale, 0, 0, scale, MARGIN * scale, MARGIN * scale)
  drawAgain(host, canvasPen(context), paper)
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('this browser has no memory left for it.'))),
      'image/png',
    ),
  )
}
