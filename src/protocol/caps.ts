// How much one realm may say in its life. Beyond these it is ended with a "too-much-output" problem.

export const CAPS = {
  messages: 20_000,
  bytes: 1_000_000_000,
  messageBytes: 16_000_000,
  /** Values in one message, the elements of typed arrays aside: taking in a million would hold the page up. */
  messageValues: 20_000,
  logBytes: 1_000_000,
  logLines: 2_000,
  lineBytes: 20_000,
} as const
