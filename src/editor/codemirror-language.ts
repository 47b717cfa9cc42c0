// CodeMirror helped by TypeScript: what could be typed, what does not fit, and what stands where the caret is.
import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { linter } from '@codemirror/lint'
import type { Extension } from '@codemirror/state'
import { caretTip } from './caret-tip'
import type { LanguageDoor } from './open-language'

/** Milliseconds after the last letter. */
const CHECK_DELAY = 700

export function helpedBy(language: LanguageDoor): Extension {
  return [
    // What an offer is, is told in words: half of CodeMirror's icons are letters that a phone's fonts lack.
    autocompletion({ override: [(context) => offersAt(context, language)], icons: false }),
    // A finger rests on no word, so the problem is told in the line below the code.
    linter(({ state }) => language.check(state.doc.toString()), {
      delay: CHECK_DELAY,
      tooltipFilter: () => [],
    }),
    caretTip((text, at) => language.explain(text, at)),
  ]
}

async function offersAt(
  { state, pos, explicit }: CompletionContext,
  language: LanguageDoor,
): Promise<CompletionResult | null> {
  const prefix = prefixIn(state.sliceDoc(state.doc.lineAt(pos).from, pos))
  if (prefix === null && !explicit) return null
  const offers = await language.complete(state.doc.toString(), pos)
  return {
    from: pos - (prefix ?? '').length,
    options: offers.map(({ name, kind, rank }): Completion => ({
      label: name,
      detail: kind,
      boost: boostOf(rank),
    })),
    validFor: /^[\w$]*$/,
  }
}

/** The name that is begun at the end of `before`, "" after a dot, and null where there is nothing to go on with. */
export function prefixIn(before: string): string | null {
  const prefix = /[\w$]*$/.exec(before)![0]
  if (/^\d/.test(prefix)) return null
  return prefix !== '' || before.endsWith('.') ? prefix : null
}

/**
 * What is near comes before what is everywhere, and what is deprecated last: TypeScript writes "11" for what is local, "15"
 * for globals and keywords, and a "z" before it for what is deprecated.
 */
export function boostOf(rank: string): number {
  const place = Number.parseInt(rank, 10)
  return Number.isNaN(place) ? -99 : Math.max(-99, 10 - place)
}
