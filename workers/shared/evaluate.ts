// Runs a file that was compiled to the body of a function of (require, exports, module).

type Require = (name: string) => unknown
type Body = (require: Require, exports: object, module: { exports: object }) => Promise<void>

const AsyncFunction = (async () => {}).constructor as new (...parameters: string[]) => Body

/** The file's exports. An async function around it makes top-level await work. `name` is what stacks call it. */
export async function evaluate(
  code: string,
  name: string,
  require: Require,
): Promise<Record<string, unknown>> {
  const module = { exports: {} as Record<string, unknown> }
  const body = new AsyncFunction('require', 'exports', 'module', `${code}\n//# sourceURL=${name}`)
  await body(require, module.exports, module)
  return module.exports
}
