// The texts of an imported page → HTML, by our own renderer: nothing in it is an author's.

import { type PackedPage, pageOf } from '../../src/core/pack/archive'
import type { ExercisePage } from '../../src/core/pack/compiled'
import { messageOf } from '../../src/core/result'
import { placesIn } from '../../src/statement/places'
import { renderLine, renderStatement } from '../../src/statement/render'
import { Refusal } from './refusal'

/** Beyond this, showing it would hold up the page. The longest that ships has a tenth. */
const MOST_HTML = 1_500_000

/** `slugs` are the exercises of its pack. Throws Refusal. */
export function renderPage(page: PackedPage, slugs: readonly string[]): ExercisePage {
  const places = placesIn(page.id.split('/')[0]!, slugs, page.images)
  try {
    const statement = renderStatement(page.statement, places)
    const hints = page.hints.map((hint) => renderLine(hint, places))
    if (statement.length + hints.join('').length < MOST_HTML) return pageOf(page, statement, hints)
  } catch (error) {
    throw new Refusal(`The statement of "${page.id}" cannot be shown: ${messageOf(error).slice(0, 200)}`)
  }
  throw new Refusal(`The statement of "${page.id}" is too long to be shown.`)
}
