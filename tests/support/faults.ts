// What a machine can find of WCAG 2.2 AA that a page breaks.

import axe from 'axe-core'
import type { Page } from 'playwright-core'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** A line for each rule that is broken, and where, in the page or in what `within` selects. */
export async function faults(page: Page, within = 'html'): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(findFaults, [within, RULES] as const)
}

/** In the page. */
async function findFaults([within, values]: readonly [string, string[]]): Promise<string[]> {
  const { axe: checker } = window as unknown as { axe: typeof axe }
  const found = await checker.run(within, { runOnly: { type: 'tag', values }, elementRef: true })
  // A header that is a formula is read aloud from its MathML, in which axe sees no words: dequelabs/axe-core#3285.
  const isFormula = (rule: string, element?: HTMLElement): boolean =>
    rule === 'empty-table-header' && Boolean(element?.querySelector('math'))
  return found.violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ element }) => !isFormula(id, element))
      .map(
        ({ target, failureSummary = '' }) =>
          `${id}: ${target.join(' ')} ${failureSummary.replaceAll('\n', ' ')}`,
      ),
  )
}
