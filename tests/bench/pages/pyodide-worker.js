// What labs that run Python make their users wait for: Pyodide from its npm package, in a worker.
importScripts('/pyodide/pyodide.js')
self
  .loadPyodide({ indexURL: '/pyodide/' })
  .then(async (pyodide) => postMessage(await pyodide.runPythonAsync('1 + 1')))
