// What labs that run Python make their users wait for: Pyodide from its npm package, in a worker.
import { loadPyodide } from '/pyodide/pyodide.mjs'

const pyodide = await loadPyodide({ indexURL: '/pyodide/' })
postMessage(await pyodide.runPythonAsync('1 + 1'))
