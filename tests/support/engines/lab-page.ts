/** The little of a page that the tests of every engine use. Playwright's page has it, and so have Puppeteer's and ours. */
export interface LabPage {
  /** A function runs in the page, so it can see nothing but its argument. */
  evaluate<R, A>(run: (argument: A) => R | Promise<R>, argument: A): Promise<R>
  evaluate<R>(run: string | (() => R | Promise<R>)): Promise<R>
  waitForFunction(condition: string | (() => unknown)): Promise<unknown>
}

export interface Engine {
  readonly name: string
  /** Finds the engine, or installs it. Throws when neither can be done. */
  prepare(): void
  /** A page at the address. */
  open(address: string): Promise<{ page: LabPage; close(): Promise<void> }>
}
