import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, jest, test } from "@jest/globals";
import { jsonText, setOutputs } from "../../src/runner/outputs.ts";
import { hideAddress } from "../../src/runner/secret.ts";
import { redact, registerSecret } from "../../src/text/secret.ts";

const SECRET = "a-secret-of-this-test";
registerSecret(SECRET);
const folder = mkdtempSync(join(tmpdir(), "outputs-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("outputs are texts as they are, anything else as JSON, and without secrets", () => {
  const file = join(folder, "output");
  writeFileSync(file, "");
  process.env.GITHUB_OUTPUT = file;
  setOutputs({ a: `1 ${SECRET}`, b: [{ [SECRET]: 2, c: [SECRET, null, true] }], d: 3 }, "It was done.");
  const values = [...readFileSync(file, "utf8").matchAll(/^(\w)<<(\S+)\r?\n(.*)\r?\n\2\r?$/gm)].map(
    ([, name, , value]) => [name, value],
  );
  expect(values).toEqual([
    ["a", "1 ***"],
    ["b", '[{"***":2,"c":["***",null,true]}]'],
    ["d", "3"],
  ]);
});

test.each([
  ["It was done.", /^It was done\. Its outputs could not be written \(Missing file at path: .*\): later steps/],
  ["", /^Its outputs could not be written/],
])("outputs that cannot be written fail the step, which says what is true all the same: %j", (known, message) => {
  process.env.GITHUB_OUTPUT = join(folder, "none");
  const write = () => setOutputs({ a: "1" }, known);
  expect(write).toThrow(expect.objectContaining({ title: "The outputs could not be written" }));
  expect(write).toThrow(message);
});

test.each<[unknown, string]>([
  [null, "null"],
  [[1, "x", { y: undefined }], '[1,"x",{}]'],
  [{ n: { m: [SECRET] } }, '{"n":{"m":["***"]}}'],
])("as JSON: %j", (value, text) => expect(jsonText(value)).toBe(text));

test("an address is hidden but for its host, from the runner and from all that is printed", () => {
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  hideAddress(new URL("https://host.test/path-of-it?signature-of-it"));
  const log = write.mock.calls.flat().join("");
  write.mockRestore();
  expect(log).toMatch(/^::add-mask::\/path-of-it\?signature-of-it\r?\n$/);
  expect(redact("at https://host.test/path-of-it?signature-of-it now")).toBe("at https://host.test*** now");
});
