// Prints FILE:LINE:COLUMN: MESSAGE for everything the grammar finds wrong; exits 1 where it found anything.
import { createRequire } from "node:module";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

// The library's module build cannot be loaded by node itself, the other one can.
const { lintCypherQuery } = createRequire(import.meta.url)("@neo4j-cypher/language-support");

const checkout = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const queries = join(checkout, "cypher");
const all = () =>
  readdirSync(queries, { recursive: true })
    .filter((name) => name.endsWith(".cypher"))
    .map((name) => join(queries, name));

const files = process.argv.length > 2 ? process.argv.slice(2) : all().sort();
let faults = 0;
for (const file of files) {
  const text = readFileSync(file, "utf8");
  // The parameters a file declares are those it may use.
  const declared = /^\/\/ params:(.*)$/m.exec(text)?.[1] ?? "";
  const names = declared.split(",").map((name) => name.trim()).filter(Boolean);
  const parameters = Object.fromEntries(names.map((name) => [name, null]));
  for (const { message, range } of lintCypherQuery(text, { parameters }).diagnostics) {
    const { line, character } = range.start;
    console.log(`${relative(checkout, file)}:${line + 1}:${character + 1}: ${message}`);
    faults += 1;
  }
}
console.error(`${files.length} query files, ${faults} faults`);
// The library starts a worker that would keep the process alive.
process.exit(faults || !files.length ? 1 : 0);
