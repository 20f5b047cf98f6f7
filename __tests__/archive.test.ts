/** The archive of a tag is what every job downloads that uses an action: it has all that a step runs, and little else. */
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { ROOT, readActions } from "../scripts/actions.ts";

const git = (...parameters: string[]) =>
  execFileSync("git", parameters, { cwd: ROOT, encoding: "buffer", maxBuffer: 2 ** 26 });
const lines = (output: Buffer) =>
  output
    .toString()
    .split("\n")
    .filter((line) => line !== "");

const MAX_ARCHIVE_BYTES = 800_000;
const MAX_DIST_BYTES = 2_200_000;

/** What is here and will be committed. */
const files = lines(git("ls-files", "--cached", "--others", "--exclude-standard")).filter((file) =>
  existsSync(join(ROOT, file)),
);
const dist = files.filter((file) => file.startsWith("dist/"));

/** What `export-ignore` leaves in of it. A folder that is left out takes all in it along. */
function exported(): string[] {
  const paths = new Set(
    files.flatMap((file) => file.split("/").map((_, at, parts) => parts.slice(0, at + 1).join("/"))),
  );
  const attributes = lines(git("check-attr", "export-ignore", "--", ...paths));
  const ignored = new Set(
    attributes
      .filter((line) => line.endsWith(": export-ignore: set"))
      .map((line) => line.replace(/: export-ignore: set$/, "")),
  );
  return files.filter((file) =>
    file.split("/").every((_, at, parts) => !ignored.has(parts.slice(0, at + 1).join("/"))),
  );
}

test("has the manifests, what they start, the licences, and the pages that GitHub shows", () => {
  expect(dist).toContain("dist/licenses.txt");
  expect(exported().sort()).toEqual(
    [
      ...dist,
      ...readActions().map(({ path }) => path),
      ...["LICENSE", "README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "AGENTS.md", "package.json"],
    ].sort(),
  );
});

test("is small", () => {
  expect(git("archive", "--format=tar.gz", "HEAD").length).toBeLessThan(MAX_ARCHIVE_BYTES);
  const sizes = dist.map((file) => statSync(join(ROOT, file)).size);
  expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(MAX_DIST_BYTES);
});
