// What we switch on in Monaco, one line each; whatever is not listed is not downloaded.
import 'monaco-editor/features/codeEditor/register'
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/tokenization/register'
// Writing
import 'monaco-editor/features/clipboard/register'
import 'monaco-editor/features/comment/register'
import 'monaco-editor/features/cursorUndo/register'
import 'monaco-editor/features/format/register'
import 'monaco-editor/features/indentation/register'
import 'monaco-editor/features/linesOperations/register'
import 'monaco-editor/features/multicursor/register'
import 'monaco-editor/features/snippet/register'
import 'monaco-editor/features/wordOperations/register'
// Reading
import 'monaco-editor/features/bracketMatching/register'
import 'monaco-editor/features/find/register'
import 'monaco-editor/features/folding/register'
import 'monaco-editor/features/smartSelect/register'
import 'monaco-editor/features/wordHighlighter/register'
// Being helped by TypeScript
import 'monaco-editor/features/codeAction/register'
import 'monaco-editor/features/gotoError/register'
import 'monaco-editor/features/gotoSymbol/register'
import 'monaco-editor/features/hover/register'
import 'monaco-editor/features/parameterHints/register'
import 'monaco-editor/features/rename/register'
// 0.57's features/suggest/register forgets the suggestions themselves, so this one goes to their own file.
import 'monaco-editor/editor/contrib/suggest/browser/suggestController'
// Getting around, with and without a mouse
import 'monaco-editor/features/contextmenu/register'
import 'monaco-editor/features/iPadShowKeyboard/register'
import 'monaco-editor/features/quickCommand/register'
import 'monaco-editor/features/toggleTabFocusMode/register'
// The language
import 'monaco-editor/languages/definitions/typescript/register'
import 'monaco-editor/languages/features/typescript/register'
