// What the page shows in an element, drawn once more with a pen: canvases by their own drawing, all else where the browser
// laid it out. It knows what views are made of, and no more of HTML than that.

import type { Matrix, Pen } from '../drawing/pen'
import { drawingOf } from '../drawing/drawings'
import { type ColourReader, colourReader } from './colour-reader'
import { drawSvg } from './draw-svg'
import { linesOf } from './text-lines'

interface Corner {
  left: number
  top: number
}

export function drawAgain(root: HTMLElement, pen: Pen, paper: string): void {
  const corner = root.getBoundingClientRect()
  const colourOf = colourReader(paper)
  const visit = (element: Element): void => {
    const style = getComputedStyle(element)
    if (style.display === 'none') return
    const box = element.getBoundingClientRect()
    const [x, y] = [box.left - corner.left, box.top - corner.top]
    if (element instanceof HTMLCanvasElement) {
      const draw = drawingOf(element)
      const place: Matrix = [1, 0, 0, 1, x, y]
      if (draw) pen.within(place, () => draw(pen))
      return
    }
    if (element instanceof SVGSVGElement) return drawSvg(element, pen, corner, colourOf)
    drawBox(pen, style, { x, y, width: box.width, height: box.height }, colourOf)
    for (const child of element.childNodes) {
      if (child instanceof Element) visit(child)
      else if (child instanceof Text) drawText(pen, child, style, corner, colourOf)
    }
  }
  visit(root)
}

type Box = Record<'x' | 'y' | 'width' | 'height', number>

/** Its ground, and the borders that it has. */
function drawBox(pen: Pen, style: CSSStyleDeclaration, box: Box, colourOf: ColourReader): void {
  const { x, y, width, height } = box
  const fill = (x: number, y: number, width: number, height: number, colour: string): void => {
    const ink = colourOf(colour)
    if (ink && width > 0 && height > 0) pen.shape(`M${x},${y}h${width}v${height}h${-width}z`, { fill: ink })
  }
  const [top, right, bottom, left] = (['Top', 'Right', 'Bottom', 'Left'] as const).map((side) =>
    style[`border${side}Style`] === 'none' ? 0 : parseFloat(style[`border${side}Width`]),
  ) as [number, number, number, number]
  fill(x, y, width, height, style.backgroundColor)
  fill(x, y, width, top, style.borderTopColor)
  fill(x, y + height - bottom, width, bottom, style.borderBottomColor)
  fill(x, y, left, height, style.borderLeftColor)
  fill(x + width - right, y, right, height, style.borderRightColor)
}

function drawText(
  pen: Pen,
  node: Text,
  style: CSSStyleDeclaration,
  { left, top }: Corner,
  colourOf: ColourReader,
): void {
  const colour = colourOf(style.color)
  if (!colour) return
  const size = parseFloat(style.fontSize)
  const { fontFamily: family, fontWeight: weight } = style
  // Numbers of a column stay under each other in whatever font they are shown.
  const anchor = style.textAlign === 'right' || style.textAlign === 'end' ? 'end' : 'start'
  for (const line of linesOf(node, style)) {
    const x = (anchor === 'end' ? line.right : line.left) - left
    pen.text(line.text, x, line.baseline - top, { colour, size, family, weight, anchor })
  }
}
