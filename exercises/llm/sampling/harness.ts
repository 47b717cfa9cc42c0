// Draws by the thousand, beside your code.

export interface Options {
  temperature?: number
  topK?: number
  topP?: number
}

/** Your module. */
export interface Candidate {
  nextTokenDistribution(
    logits: Float32Array,
    options?: Options,
  ): ArrayLike<number> | Promise<ArrayLike<number>>
  sample(logits: Float32Array, options: Options, random: () => number): number | Promise<number>
}

export interface Drawn {
  tokens: Int32Array
  /** How often `random` was called, in all. */
  calls: number
}

/** One draw for each of the uniform numbers. */
export async function draw(
  candidate: Candidate,
  logits: Float32Array,
  options: Options,
  uniforms: Float64Array,
): Promise<Drawn> {
  const tokens = new Int32Array(uniforms.length)
  let calls = 0
  // Whoever asks for more than one number gets those of the draws after this one.
  const random = (): number => uniforms[calls++ % uniforms.length]!
  for (let i = 0; i < tokens.length; i++) {
    const returned = candidate.sample(logits, options, random)
    const token: unknown = returned instanceof Promise ? await returned : returned
    tokens[i] = checked(token, logits.length)
  }
  return { tokens, calls }
}

/** One draw from each row of logits, with `random` giving the same number first. */
export async function drawFromEach(
  candidate: Candidate,
  rows: readonly Float32Array[],
  options: Options,
  uniform: number,
): Promise<Drawn> {
  const tokens = new Int32Array(rows.length)
  let calls = 0
  for (const [i, logits] of rows.entries()) {
    const before = calls
    // Whoever asks again gets other numbers.
    const random = (): number => (uniform + 0.618 * (calls++ - before)) % 1
    tokens[i] = checked(await candidate.sample(logits, options, random), logits.length, uniform)
  }
  return { tokens, calls }
}

export interface Turn {
  logits: Float32Array
  options: Options
}

/** Draws, and the distribution, at each turn from the same list and the same object, which the caller fills anew. */
export async function drawRefilled(
  candidate: Candidate,
  turns: readonly Turn[],
  uniforms: Float64Array,
): Promise<{ tokens: Int32Array; probabilities: number[] }[]> {
  const logits = new Float32Array(turns[0]!.logits.length)
  const options: Options = {}
  const results: { tokens: Int32Array; probabilities: number[] }[] = []
  for (const turn of turns) {
    logits.set(turn.logits)
    Object.assign(options, turn.options)
    const { tokens } = await draw(candidate, logits, options, uniforms)
    const probabilities = Array.from(await candidate.nextTokenDistribution(logits, options))
    results.push({ tokens, probabilities })
  }
  return results
}

/** Whether the caller's own logits and options come back from both functions as they went in. */
export async function handBack(
  candidate: Candidate,
  logits: Float32Array,
  options: Options,
): Promise<{ changed: string[] }> {
  const changed: string[] = []
  const watch = async (
    name: string,
    work: (mine: Float32Array, given: Options) => unknown,
  ): Promise<void> => {
    const [mine, given] = [logits.slice(), { ...options }]
    await work(mine, given)
    if (mine.some((value, i) => !Object.is(value, logits[i]))) changed.push(`the logits, by ${name}`)
    if (JSON.stringify(given) !== JSON.stringify(options)) changed.push(`the options, by ${name}`)
  }
  await watch('nextTokenDistribution', (mine, given) => candidate.nextTokenDistribution(mine, given))
  await watch('sample', (mine, given) => candidate.sample(mine, given, () => 0.5))
  return { changed }
}

function checked(token: unknown, vocabulary: number, uniform?: number): number {
  const isToken = typeof token === 'number' && Number.isInteger(token) && token >= 0 && token < vocabulary
  if (isToken) return token
  const what =
    typeof token === 'number' || token === undefined || token === null ? String(token) : typeof token
  const when = uniform === undefined ? '' : ` when random gives ${uniform}`
  throw new Error(`sample returns ${what}${when}; a whole number from 0 to V − 1 is wanted.`)
}
