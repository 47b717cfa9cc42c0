// Stand-ins for the browser types TF.js mentions, so that the learner's world needs no DOM library.
// Opaque ones cannot be made by learner code; the few with members are those a learner can really hold.
// prettier-ignore
const OPAQUE = [
  'Blob', 'File', 'GPUBuffer', 'HTMLCanvasElement', 'HTMLImageElement', 'HTMLSourceElement', 'HTMLVideoElement',
  'ImageBitmap', 'Long', 'MediaTrackConstraints', 'Navigator', 'OffscreenCanvas', 'Request', 'RequestInit', 'Response',
  'WebGL2RenderingContext', 'WebGLBuffer', 'WebGLContextAttributes', 'WebGLFramebuffer', 'WebGLProgram', 'WebGLQuery',
  'WebGLRenderingContext', 'WebGLShader', 'WebGLSync', 'WebGLTexture', 'WebGLUniformLocation',
  'WebGLVertexArrayObject', 'WebGLVertexArrayObjectOES',
]

export const HOST_TYPES = [
  ...OPAQUE.map((name) => `interface ${name} { readonly "a browser's ${name}": never; }`),
  'interface ReadableStream<T = unknown> { readonly "a browser\'s ReadableStream": T; }',
  'interface ImageData { readonly width: number; readonly height: number; readonly data: Uint8ClampedArray; }',
  'type RequestInfo = Request | string;',
  'declare function fetch(input: RequestInfo, init?: RequestInit): Promise<Response>;',
  '',
].join('\n')
