/** The step's time and its cancelling bound the file check too: the real bundle with more than it could read in that time. */
import { link, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { DEMO_KEY } from "../../simulator/index.ts";
import { cancel, exitCodeOf, TERMINATE } from "../harness/cancel.ts";
import { publishOnce } from "../harness/publish-once.ts";
import { play } from "../harness/transcript.ts";

const NAMES = 300;
const ITEM = `<Item class="Part"><Properties><string name="Name">${"brick ".repeat(20)}</string></Properties></Item>\n`;
const place = (items: number) => `<roblox version="4"><Item class="Workspace"/>${ITEM.repeat(items)}</roblox>`;

let folder: string;
/** One place of 20 MB under many names, and before them a file that is none. */
let places: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "check-in-time-"));
  await writeFile(join(folder, "place.rbxlx"), place(100_000));
  await writeFile(join(folder, "page.html"), "<!doctype html><p>Not found</p>");
  const names = Array.from({ length: NAMES }, (_, index) => join(folder, `${index}.rbxlx`));
  // Symbolic links need a right on Windows that a user may not have.
  await Promise.all(names.map((name) => link(join(folder, "place.rbxlx"), name)));
  places = [join(folder, "page.html"), ...names].map((name, index) => `${index + 1}: '${name}'`).join("\n");
});
afterAll(() => rm(folder, { recursive: true, maxRetries: 5 }));

const severalInputs = () => ({ placeId: "", filePath: "", places });
const statuses = (results: Record<string, unknown>[] | undefined) => new Set(results?.map(({ status }) => status));

test("places beyond the step's time", async () => {
  const run = await publishOnce({ ...severalInputs(), timeoutMinutes: "0.02" }, { realTime: true });
  expect(run).toMatchObject({
    code: 1,
    uploads: [],
    errors: [
      {
        title: "The check did not end in time, nothing was sent",
        message: expect.stringMatching(
          /^\S*page\.html: This is an HTML page.*\nOnly \d+ of 301 files had been checked: the step's time is over \(timeoutMinutes: 0\.02\)\. .*raise timeoutMinutes/,
        ),
      },
    ],
  });
  const [first, ...others] = run.results ?? [];
  expect(first).toMatchObject({ status: "failed", error: expect.stringMatching(/^This is an HTML page/) });
  expect(others).toHaveLength(NAMES);
  expect(statuses(others)).toEqual(new Set(["notTried"]));
  expect(run.summary).toContain("0 of 301 places published, 1 failed, 300 not tried");
});

test("one place beyond the step's time", async () => {
  const run = await publishOnce(
    { filePath: join(folder, "place.rbxlx"), timeoutMinutes: "0.0001" },
    { realTime: true },
  );
  expect(run).toMatchObject({ code: 1, uploads: [], results: [{ status: "notTried" }] });
  expect(run.errors).toMatchObject([{ message: expect.stringMatching(/^Only 0 of 1 file had been checked/) }]);
  expect(run.summary).toMatch(/^#+ ❌ The check did not end in time, nothing was sent$/m);
});

test("places in a step that is cancelled", async () => {
  const run = await publishOnce(severalInputs(), {
    realTime: true,
    onOutput(log, child) {
      if (log.includes("Place file")) cancel(child);
    },
  });
  expect(run).toMatchObject({ code: exitCodeOf(TERMINATE), uploads: [] });
  expect(run.errors).toMatchObject([
    { title: "The step was cancelled", message: expect.stringMatching(/Nothing was published/) },
  ]);
  expect(statuses(run.results)).toEqual(new Set(["notTried"]));
});

test("an asset beyond the step's time", async () => {
  const inputs = {
    apiKey: DEMO_KEY,
    universeId: "",
    filePath: "tree.rbxmx",
    displayName: "Tree",
    creatorUserId: "7",
    timeoutMinutes: "0.0001",
  };
  const run = await play("upload-asset", inputs, {}, { realTime: true, files: { "tree.rbxmx": place(90_000) } });
  expect(run).toMatchObject({
    code: 1,
    calls: [],
    errors: [
      {
        title: "The check did not end in time, nothing was sent",
        message: expect.stringMatching(/^tree\.rbxmx: the file had not been checked: the step's time is over/),
      },
    ],
  });
});
