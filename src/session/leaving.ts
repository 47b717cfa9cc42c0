// Before the page reloads itself, whoever holds unsaved work saves it.

const NAME = 'tensorkata:leaving'

class Leaving extends Event {
  readonly saves: Promise<boolean>[] = []
}

/** False when something could not be saved: then the page should not be left. */
export async function saveEverything(target: EventTarget): Promise<boolean> {
  const leaving = new Leaving(NAME)
  target.dispatchEvent(leaving)
  return (await Promise.all(leaving.saves)).every(Boolean)
}

/** `save` tells whether it did. Call what this returns when there is nothing more to save. */
export function onLeaving(target: EventTarget, save: () => Promise<boolean>): () => void {
  const listen = (event: Event): void => {
    if (event instanceof Leaving) event.saves.push(save())
  }
  target.addEventListener(NAME, listen)
  return () => target.removeEventListener(NAME, listen)
}
