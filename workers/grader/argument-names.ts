// The names of a function's parameters, to label an example's inputs.

/** From the function's source: `(image, kernel, { stride })` gives image, kernel, options. Never fails: names are only labels. */
export function argumentNames(fn: unknown, count: number): string[] {
  const names = typeof fn === 'function' ? parameters(String(fn)) : []
  return Array.from({ length: count }, (_, i) => names[i] ?? `argument ${i + 1}`)
}

function parameters(source: string): string[] {
  const open = source.indexOf('(')
  const names: string[] = []
  let depth = 0
  let current = ''
  for (const character of source.slice(open)) {
    if ('([{'.includes(character)) depth++
    if (')]}'.includes(character)) depth--
    if (depth === 0 || (depth === 1 && character === ',')) {
      if (current.trim()) names.push(nameOf(current.trim()))
      current = ''
      if (depth === 0) break
    } else if (!(depth === 1 && character === '(')) current += character
  }
  return names
}

const nameOf = (parameter: string): string =>
  parameter.startsWith('{') ? 'options' : (/^(?:\.\.\.)?([\w$]+)/.exec(parameter)?.[1] ?? 'argument')
