// The SVG that lies over a picture (axes, names, rings), drawn once more with a pen.

import type { Matrix, Pen, TextLook } from '../drawing/pen'
import type { ColourReader } from './colour-reader'

type Corner = Readonly<Record<'left' | 'top', number>>

export function drawSvg(svg: SVGSVGElement, pen: Pen, corner: Corner, colourOf: ColourReader): void {
  for (const element of svg.querySelectorAll<SVGGraphicsElement>('line, rect, circle, path, text')) {
    const matrix = element.getScreenCTM()
    if (!matrix) continue
    const { a, b, c, d, e, f } = matrix
    const place: Matrix = [a, b, c, d, e - corner.left, f - corner.top]
    pen.within(place, () => {
      if (element instanceof SVGTextElement) drawWords(element, pen, colourOf)
      else drawShape(element, pen, colourOf)
    })
  }
}

function drawShape(element: SVGGraphicsElement, pen: Pen, colourOf: ColourReader): void {
  const { fill, stroke, strokeWidth } = getComputedStyle(element)
  pen.shape(outlineOf(element), {
    fill: element instanceof SVGLineElement ? null : colourOf(fill),
    ...{ stroke: colourOf(stroke), width: parseFloat(strokeWidth) },
  })
}

function outlineOf(element: SVGGraphicsElement): string {
  const of = (length: SVGAnimatedLength): number => length.baseVal.value
  if (element instanceof SVGLineElement)
    return `M${of(element.x1)},${of(element.y1)}L${of(element.x2)},${of(element.y2)}`
  if (element instanceof SVGRectElement)
    return `M${of(element.x)},${of(element.y)}h${of(element.width)}v${of(element.height)}h${-of(element.width)}z`
  if (element instanceof SVGCircleElement) {
    const [x, y, r] = [of(element.cx), of(element.cy), of(element.r)]
    return `M${x - r},${y}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0z`
  }
  return element.getAttribute('d') ?? ''
}

/** Each run of words in a look of its own. Lengths as `dy` are behind us: the browser says where characters stand. */
function drawWords(element: SVGTextElement, pen: Pen, colourOf: ColourReader): void {
  let before = ''
  for (const child of element.childNodes) {
    // As white space is drawn: several as one, and none at the start.
    const all = (before + (child.textContent ?? '')).replace(/\s+/g, ' ').trimStart()
    const run = all.slice(before.length)
    const first = before.length + (run.length - run.trimStart().length)
    before = all
    if (run.trim() === '') continue
    const style = getComputedStyle(child instanceof Element ? child : element)
    const colour = colourOf(style.fill)
    if (!colour) continue
    const last = first + run.trim().length - 1
    // Words of one look keep their anchor, so that they end where they should in another font too.
    const anchor = element.childElementCount > 0 ? 'start' : anchorOf(style)
    const [from, to] = [element.getStartPositionOfChar(first), element.getEndPositionOfChar(last)]
    const x = anchor === 'start' ? from.x : anchor === 'end' ? to.x : (from.x + to.x) / 2
    pen.text(run.trim(), x, from.y, {
      ...{ colour, anchor, rim: colourOf(style.stroke), size: parseFloat(style.fontSize) },
      ...{ family: style.fontFamily, weight: style.fontWeight },
    })
  }
}

const anchorOf = ({ textAnchor }: CSSStyleDeclaration): NonNullable<TextLook['anchor']> =>
  textAnchor === 'middle' || textAnchor === 'end' ? textAnchor : 'start'
