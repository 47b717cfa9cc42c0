// The word by which a worker shows that its program has loaded; Monaco ignores messages that are not its own.
const GREETING = 'tensorkata:worker-ready'

export function announce(): void {
  self.postMessage(GREETING)
}

export function isGreeting(data: unknown): boolean {
  return data === GREETING
}
