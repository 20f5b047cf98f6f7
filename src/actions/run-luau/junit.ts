import { mkdir, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { StepFailure } from "../../runner/failure.ts";
import { redact } from "../../text/secret.ts";
import type { Location } from "./rojo.ts";
import { count, SEPARATOR, type Test } from "./tests.ts";

/** Outside every suite: a suite needs a name. */
const NO_SUITE = "tests";

/** What XML 1.0 cannot hold, not even as a reference: most control characters, halves of pairs, U+FFFE and U+FFFF. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones it is about.
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/**
 * Tests as JUnit XML, valid against the schema of Ant's task and that of Jenkins' xUnit plugin. A test is known by its
 * suite (`classname`) and its name, which are those of the game in every run; the second one of the same name is numbered.
 *
 * @param startedAt when the tests ran.
 * @param locate the line of the repository that a failed test points at.
 */
export function junitXml(
  tests: readonly Test[],
  startedAt: Date,
  locate: (test: Test) => Location | undefined = () => undefined,
): string {
  const suites = Map.groupBy(tests, ({ suite }) => clean(suite.join(SEPARATOR)) || NO_SUITE);
  const timestamp = startedAt.toISOString().slice(0, 19);
  const lines = [...suites].map(([suite, own], id) => {
    const { failed, skipped } = count(own);
    const names = numbered(own.map(({ name }) => clean(name)));
    const seconds = own.reduce((sum, test) => sum + (test.seconds ?? 0), 0);
    return [
      `  <testsuite${attributes({
        name: suite,
        package: suite,
        id: String(id),
        timestamp,
        hostname: "roblox",
        tests: String(own.length),
        failures: String(failed),
        errors: "0",
        skipped: String(skipped),
        time: seconds.toFixed(3),
      })}>`,
      "    <properties/>",
      ...own.map((test, at) => testcase(test, suite, names[at] ?? "", locate(test))),
      "    <system-out/>",
      "    <system-err/>",
      "  </testsuite>",
    ].join("\n");
  });
  return `${['<?xml version="1.0" encoding="UTF-8"?>', "<testsuites>", ...lines, "</testsuites>"].join("\n")}\n`;
}

/** Writes the file, with the folders that it lies in. @returns the failure, when it could not. */
export async function writeJunit(path: string, xml: string): Promise<StepFailure | undefined> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, xml);
    return undefined;
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    return new StepFailure(
      "The JUnit XML could not be written",
      `junitPath could not be written (${code}). Give the path of a file, in a folder where this step may write.`,
    );
  }
}

function testcase(test: Test, classname: string, name: string, location: Location | undefined): string {
  const start = `    <testcase${attributes({ name, classname, time: (test.seconds ?? 0).toFixed(3) })}`;
  if (test.status === "passed") return `${start}/>`;
  const message = clean(test.message.split(/\r\n|\r|\n/, 1)[0] ?? "");
  if (test.status === "skipped") {
    return `${start}>\n      <skipped${message === "" ? "" : attributes({ message })}/>\n    </testcase>`;
  }
  const where = location ? `${location.file}${location.line === undefined ? "" : `:${location.line}`}` : "";
  const body = [test.message, [test.path, where].filter((part) => part !== "").join(" = ")];
  const text = escaped(body.filter((part) => part !== "").join("\n\n"));
  const failure = `<failure${attributes({ message, type: "failed" })}>${text}</failure>`;
  return `${start}>\n      ${failure}\n    </testcase>`;
}

/** `a`, `a`, `b` as `a`, `a (2)`, `b`: dashboards take tests of one name for one test. */
function numbered(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Map<string, number>();
  return names.map((name) => {
    let times = (seen.get(name) ?? 0) + 1;
    while (times > 1 && taken.has(`${name} (${times})`)) times++;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function attributes(values: Record<string, string>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escaped(value).replace(/[\t\n\r]/g, " ")}"`)
    .join("");
}

/** One line for a name or an attribute. */
function clean(text: string): string {
  return xmlText(text).replace(/\s+/g, " ").trim();
}

function escaped(text: string): string {
  // The file may well be printed in a later step, where `::` and `##[` could begin a workflow command.
  return xmlText(text).replace(/[&<>"']|:(?=:)|(?<=##)\[/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** The text without secrets and escape sequences, and with U+FFFD for each character that XML cannot hold. */
function xmlText(text: string): string {
  const whole = stripVTControlCharacters(text).toWellFormed().replace(/\r\n?/g, "\n");
  // Before U+FFFD stands where nothing was to be seen.
  return redact(whole).replace(NOT_XML, "\ufffd");
}
