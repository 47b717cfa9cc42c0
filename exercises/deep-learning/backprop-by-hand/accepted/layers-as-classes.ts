// A list of layers, each with its own forward and backward; the cache is the list of what each has kept.
import * as tf from '@tensorflow/tfjs'

interface Params {
  w1: tf.Tensor2D
  b1: tf.Tensor1D
  w2: tf.Tensor2D
  b2: tf.Tensor1D
}

interface Layer {
  forward(input: tf.Tensor2D): tf.Tensor2D
  backward(gradient: tf.Tensor2D): tf.Tensor2D
}

class Linear implements Layer {
  input!: tf.Tensor2D
  grad!: { weights: tf.Tensor2D; bias: tf.Tensor1D }

  constructor(
    private readonly weights: tf.Tensor2D,
    private readonly bias: tf.Tensor1D,
  ) {}

  forward(input: tf.Tensor2D): tf.Tensor2D {
    this.input = input
    return tf.tidy(() => input.dot(this.weights).add(this.bias))
  }

  backward(gradient: tf.Tensor2D): tf.Tensor2D {
    this.grad = {
      weights: tf.tidy(() => tf.transpose(this.input).dot(gradient) as tf.Tensor2D),
      bias: gradient.sum(0),
    }
    return tf.tidy(() => gradient.dot(tf.transpose(this.weights)) as tf.Tensor2D)
  }
}

class Relu implements Layer {
  private input!: tf.Tensor2D

  forward(input: tf.Tensor2D): tf.Tensor2D {
    this.input = input
    return tf.maximum(input, 0)
  }

  backward(gradient: tf.Tensor2D): tf.Tensor2D {
    return tf.tidy(() => tf.where(this.input.greater(0), gradient, tf.zerosLike(gradient)))
  }
}

class Network {
  readonly layers: readonly [Linear, Relu, Linear]
  error!: tf.Tensor2D

  constructor({ w1, b1, w2, b2 }: Params) {
    this.layers = [new Linear(w1, b1), new Relu(), new Linear(w2, b2)]
  }

  loss(x: tf.Tensor2D, labels: tf.Tensor1D): tf.Scalar {
    let value = x
    for (const layer of this.layers) value = layer.forward(value)
    const logits = value
    const targets = tf.tidy(() => tf.oneHot(labels, logits.shape[1]).toFloat())
    this.error = tf.tidy(() => logits.softmax().sub(targets).div(x.shape[0]))
    const loss = tf.losses.softmaxCrossEntropy(targets, logits) as tf.Scalar
    tf.dispose([targets, logits])
    return loss
  }

  gradients(): Params {
    let gradient = this.error
    for (const layer of [...this.layers].reverse()) {
      const next = layer.backward(gradient)
      if (gradient !== this.error) gradient.dispose()
      gradient = next
    }
    gradient.dispose()
    const [first, , second] = this.layers
    return {
      w1: first.grad.weights,
      b1: first.grad.bias,
      w2: second.grad.weights,
      b2: second.grad.bias,
    }
  }
}

export function forward(x: tf.Tensor2D, labels: tf.Tensor1D, params: Params) {
  const network = new Network(params)
  return { loss: network.loss(x, labels), cache: network }
}

export const backward = (cache: Network): Params => cache.gradients()
