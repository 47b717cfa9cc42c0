// One beat for all pictures of the page: what changed since the last frame is applied together, so that each
// picture is drawn once, from the newest data. Module state, because a page has one animation frame.

let waiting = new Set<() => void>()

/** Runs in the next animation frame; the answer calls it off. */
export function nextFrame(apply: () => void): () => void {
  if (waiting.size === 0) requestAnimationFrame(flush)
  waiting.add(apply)
  return () => waiting.delete(apply)
}

function flush(): void {
  const due = waiting
  waiting = new Set()
  for (const apply of due) apply()
}
