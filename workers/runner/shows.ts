// "@tensorkata/show" for code that imports it: what is no picture is refused where it is called, not dropped on the way.

import * as v from 'valibot'
import { View } from '../../src/core/views'
import type { DemoTools } from '../../src/kit/show'

export type Shows = Pick<DemoTools<never>, 'show' | 'progress'>

export const checkedShows = ({ show, progress }: Shows): Shows => ({
  show: (view) => {
    const parsed = v.safeParse(View, view, { abortEarly: true })
    if (parsed.success) return show(view)
    const [issue] = parsed.issues
    throw new TypeError(`show() cannot draw this. ${v.getDotPath(issue) ?? 'The view'}: ${issue.message}`)
  },
  progress,
})
