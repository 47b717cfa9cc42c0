// Leaves a step out: a.neg() → a, tf.neg(a) → a, tf.tidy(work) → work(), and a call that stands alone goes.

import ts from 'typescript'
import type { Edit } from '../edit'
import { asOperand, type Operator, replace } from './operator'
import { operationCall } from './tfjs-call'

/** Operations whose first tensor could stand in for their result. */
const STEPS = new Set([
  ...['neg', 'abs', 'square', 'sqrt', 'rsqrt', 'pow', 'exp', 'expm1', 'log', 'log1p', 'reciprocal', 'sign'],
  ...[
    'floor',
    'ceil',
    'round',
    'trunc',
    'step',
    'clipByValue',
    'cast',
    'toFloat',
    'toInt',
    'toBool',
    'asType',
  ],
  ...['sin', 'cos', 'tan', 'tanh', 'sigmoid', 'softplus', 'softmax', 'logSoftmax', 'relu', 'relu6', 'elu'],
  ...['selu', 'leakyRelu', 'prelu', 'logicalNot', 'dropout'],
  ...['add', 'sub', 'mul', 'div', 'divNoNan', 'floorDiv', 'mod', 'maximum', 'minimum', 'max', 'min', 'hypot'],
  ...['sum', 'mean', 'prod', 'cumsum', 'cumprod', 'logSumExp', 'norm', 'matMul', 'dot'],
  ...['transpose', 'reverse', 'reshape', 'flatten', 'squeeze', 'expandDims', 'asScalar', 'as1D', 'as2D'],
  ...['slice', 'stridedSlice', 'pad', 'tile', 'gather', 'oneHot', 'broadcastTo'],
])

export const dropCall: Operator = {
  name: 'drop-call',
  *edits(node): Iterable<Edit> {
    if (ts.isExpressionStatement(node) && ts.isCallExpression(withoutAwait(node.expression)))
      yield replace(node.expression, 'undefined')
    const call = operationCall(node)
    if (!call?.operand || ts.isSpreadElement(call.operand)) return
    if (call.form === 'function' && call.name.text === 'tidy')
      yield replace(node, `(${call.node.arguments.at(-1)!.getText()})()`)
    else if (STEPS.has(call.name.text)) yield replace(node, asOperand(call.operand))
  },
}

const withoutAwait = (node: ts.Expression): ts.Expression =>
  ts.isAwaitExpression(node) ? node.expression : node
