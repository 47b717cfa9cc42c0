// One tab at a time: a lock of the browser, held until it is let go of or the tab is gone.

/** A page that is being reloaded may hold its lock a moment longer. */
const PATIENCE = 400

/**
 * What lets go of the lock, or null when another tab has it. With `isForced` it is taken from that tab, which hears it by its own
 * `onLost`. Where there are no locks (on plain http), each tab is taken for the only one.
 */
export async function claim(
  name: string,
  isForced: boolean,
  onLost: () => void,
): Promise<(() => void) | null> {
  if (!navigator.locks) return () => {}
  if (isForced) return ask(name, { steal: true }, onLost)
  const first = await ask(name, { ifAvailable: true }, onLost)
  if (first) return first
  await new Promise((resolve) => setTimeout(resolve, PATIENCE))
  return ask(name, { ifAvailable: true }, onLost)
}

function ask(name: string, options: LockOptions, onLost: () => void): Promise<(() => void) | null> {
  return new Promise((resolve) => {
    let isHeld = false
    const whileHeld = (lock: Lock | null): Promise<void> | undefined => {
      if (!lock) return void resolve(null)
      isHeld = true
      return new Promise((free) => resolve(() => free()))
    }
    // A document that may have no locks is alone, too.
    navigator.locks.request(name, options, whileHeld).catch(() => (isHeld ? onLost() : resolve(() => {})))
  })
}
