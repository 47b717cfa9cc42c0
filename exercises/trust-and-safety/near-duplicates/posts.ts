// What several tests are about.

import type { Random } from '@tensorkata/kit'

/** One offer, over and over, and posts that have nothing to do with it. */
export const POSTS = [
  'Cheap watches!! Visit shiny-watches dot example today',
  'cheap  watches!! visit shiny-watches dot example TODAY',
  'Does anybody know a good repair shop for old watches?',
  '🔥🔥 Cheap watches!! Visit shiny-watches dot example today 🔥🔥',
  '',
  'Lost: a grey cat, near the station. Please call if you see her.',
  'Cheap watches!! Visit shiny-watchez dot example today',
  '  \n ',
  'lost: a grey cat near the station, please call if you see her',
]

/** The signature of no shingles. */
export const empty = (length: number): number[] => new Array<number>(length).fill(Infinity)

/** From so few numbers that many places agree. */
export const drawnSignature = (random: Random, length: number, values: number): number[] =>
  Array.from({ length }, () => random.int(0, values - 1))
