// What TypeScript has to say of a JSON text that should be of a type.
import { join } from 'node:path';

import ts from 'typescript';

const config = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(import.meta.dirname, '../tsconfig.json'), ts.sys.readFile).config,
  ts.sys,
  join(import.meta.dirname, '..'),
);

/** Files that do not change from one text to the next are read once. @type {Map<string, ts.SourceFile | undefined>} */
const sources = new Map();

/**
 * The mistakes, each with its line and column in the text.
 * @param {string} json
 * @param {string} type
 * @param {string} file the file beside this one that knows the type
 */
export function mistakes(json, type, file) {
  const name = join(import.meta.dirname, 'checked.ts');
  const head = `import type { ${type} } from './${file}';\nexport const checked: ${type} = `;
  const host = ts.createCompilerHost(config.options);
  const { getSourceFile } = host;
  host.getSourceFile = (path, ...how) => {
    if (path === name) {
      return ts.createSourceFile(path, head + json, ts.ScriptTarget.ES2022);
    }
    const source = sources.get(path) ?? getSourceFile(path, ...how);
    sources.set(path, source);
    return source;
  };
  const program = ts.createProgram([name], config.options, host);
  return program.getSemanticDiagnostics(program.getSourceFile(name)).map(({ file: source, start, messageText }) => {
    const { line, character } = source?.getLineAndCharacterOfPosition(start ?? 0) ?? { line: 0, character: 0 };
    return `${line}:${character + 1} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
}
