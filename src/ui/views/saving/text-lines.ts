// The lines that a browser broke a text into, and where they stand.

export interface TextLine {
  text: string
  left: number
  right: number
  baseline: number
}

interface Piece {
  from: number
  to: number
  box: DOMRect
}

export function linesOf(node: Text, style: CSSStyleDeclaration): TextLine[] {
  const rows: Piece[][] = []
  for (const piece of piecesOf(node)) {
    const row = rows.at(-1)
    if (row && Math.abs(row[0]!.box.top - piece.box.top) < 2) row.push(piece)
    else rows.push([piece])
  }
  if (rows.length === 0) return []
  const { ascent, descent } = metricsOf(style)
  return rows.map((row) => {
    const { top, height } = row[0]!.box
    return {
      text: node.data.slice(row[0]!.from, row.at(-1)!.to).replace(/\s+/g, ' '),
      ...{ left: row[0]!.box.left, right: row.at(-1)!.box.right },
      baseline: top + (height - ascent - descent) / 2 + ascent,
    }
  })
}

/** Word by word; a word that was itself broken, character by character. */
function piecesOf(node: Text): Piece[] {
  const range = document.createRange()
  const boxesOf = (from: number, to: number): DOMRectList => {
    range.setStart(node, from)
    range.setEnd(node, to)
    return range.getClientRects()
  }
  return [...node.data.matchAll(/\S+/g)].flatMap(({ 0: word, index: from }) => {
    const boxes = boxesOf(from, from + word.length)
    if (boxes.length === 1) return [{ from, to: from + word.length, box: boxes[0]! }]
    let at = from
    return [...word].flatMap((character) => {
      const [box] = boxesOf(at, at + character.length)
      at += character.length
      return box ? [{ from: at - character.length, to: at, box }] : []
    })
  })
}

interface Metrics {
  ascent: number
  descent: number
}

/** A table of a thousand cells has two fonts. */
const known = new Map<string, Metrics>()

function metricsOf({ fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): Metrics {
  const font = `${fontWeight} ${fontSize} ${fontFamily}`
  const metrics = known.get(font) ?? measured(font, parseFloat(fontSize))
  known.set(font, metrics)
  return metrics
}

function measured(font: string, size: number): Metrics {
  const pen = document.createElement('canvas').getContext('2d')
  if (!pen) return { ascent: 0.8 * size, descent: 0.2 * size }
  pen.font = font
  const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = pen.measureText('x')
  return { ascent, descent }
}
