// Marks of classes: a shape for each, so that colour is not the only cue. Paths serve SVG and canvas alike.

export type Shape = (typeof SHAPES)[number]
// prettier-ignore
const SHAPES = [
  'circle', 'triangle', 'square', 'diamond', 'plus', 'inverted', 'cross', 'star', 'hexagon', 'leftward',
  'bar', 'pentagon',
] as const

export const shapeOf = (index: number): Shape => SHAPES[index] ?? 'circle'

/** The outline around (0, 0) as SVG path data; shapes of one radius look equally heavy. */
export function shapePath(shape: Shape, radius: number): string {
  const r = radius
  switch (shape) {
    case 'circle':
      return `M${-r},0a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0Z`
    case 'square':
      return polygon(4, r * 1.25, Math.PI / 4)
    case 'diamond':
      return polygon(4, r * 1.3, 0)
    case 'triangle':
      return polygon(3, r * 1.35, -Math.PI / 2)
    case 'inverted':
      return polygon(3, r * 1.35, Math.PI / 2)
    case 'leftward':
      return polygon(3, r * 1.35, Math.PI)
    case 'pentagon':
      return polygon(5, r * 1.12, -Math.PI / 2)
    case 'hexagon':
      return polygon(6, r * 1.12, 0)
    case 'star':
      return polygon(10, r * 1.45, -Math.PI / 2, 0.45)
    case 'bar':
      return `M${-1.4 * r},${-0.55 * r}h${2.8 * r}v${1.1 * r}h${-2.8 * r}Z`
    case 'plus':
      return plus(r, 0)
    case 'cross':
      return plus(r, Math.PI / 4)
  }
}

function polygon(corners: number, radius: number, turn: number, inner = 1): string {
  return closed(
    Array.from({ length: corners }, (_, i) => {
      const reach = i % 2 ? radius * inner : radius
      const angle = turn + (i * 2 * Math.PI) / corners
      return [reach * Math.cos(angle), reach * Math.sin(angle)]
    }),
  )
}

function plus(r: number, turn: number): string {
  const [far, near] = [1.3 * r, 0.42 * r]
  const quarter = [
    [far, -near],
    [far, near],
    [near, near],
  ] as const
  const corners = [0, 1, 2, 3].flatMap((i) =>
    quarter.map(([x, y]) => rotated(x, y, turn + (i * Math.PI) / 2)),
  )
  return closed(corners)
}

const rotated = (x: number, y: number, angle: number): number[] => [
  x * Math.cos(angle) - y * Math.sin(angle),
  x * Math.sin(angle) + y * Math.cos(angle),
]

const closed = (corners: number[][]): string =>
  `M${corners.map((corner) => corner.map((value) => value.toFixed(2)).join(',')).join('L')}Z`
