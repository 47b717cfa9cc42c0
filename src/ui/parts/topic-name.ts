// Topics as a reader calls them, for components.

export { topicName } from '../../core/topic-name'
