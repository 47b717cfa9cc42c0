// Puts the learner's console in the place of the engine's.

/** What has no counterpart does nothing: the engine's own would write to the browser's console, through the page's thread. */
export function replaceConsole(engines: Console, learners: Partial<Console>): void {
  for (const name of Object.getOwnPropertyNames(engines) as (keyof Console)[])
    if (typeof engines[name] === 'function') Object.assign(engines, { [name]: () => {} })
  Object.assign(engines, learners)
}
