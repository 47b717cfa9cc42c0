import tests from './tests'

export default () => console.log(tests)
