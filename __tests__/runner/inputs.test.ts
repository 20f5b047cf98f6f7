import { afterEach, describe, expect, jest, test } from "@jest/globals";
import { InputReader } from "../../src/runner/inputs.ts";

const before = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
});

/** What a reader of these inputs says at its end. */
function complaint(ask: (reader: InputReader) => void, given: Record<string, string>): string {
  for (const [name, value] of Object.entries(given)) {
    process.env[`INPUT_${name.replaceAll(" ", "_").toUpperCase()}`] = value;
  }
  const log = jest.spyOn(process.stdout, "write").mockReturnValue(true); // the masks
  const reader = new InputReader();
  try {
    ask(reader);
    reader.finish();
    return "";
  } catch (error) {
    return (error as Error).message;
  } finally {
    log.mockRestore();
  }
}

const publish = (reader: InputReader) => {
  reader.secret("githubToken");
  reader.secret("apiKey");
  for (const name of ["universeId", "placeId", "filePath", "versionType", "maxAttempts"]) reader.text(name);
};
const runLuau = (reader: InputReader) => {
  reader.secret("apiKey");
  for (const name of ["universeId", "placeId", "versionNumber", "scriptPath"]) reader.text(name);
};

describe("another spelling of an input", () => {
  test.each([
    ["universe-id", "universeId"],
    ["universe_id", "universeId"],
    ["experience_id", "universeId"],
    ["place-id", "placeId"],
    ["place_id", "placeId"],
    ["api-key", "apiKey"],
    ["api_key", "apiKey"],
    ["roblox_api_key", "apiKey"],
    ["path", "filePath"],
    ["place-file", "filePath"],
    ["file", "filePath"],
    ["file_path", "filePath"],
    ["file-path", "filePath"],
    ["version-type", "versionType"],
    ["version_type", "versionType"],
    ["max-attempts", "maxAttempts"],
    ["max-retries", "maxAttempts (all tries, the first included)"],
    ["shouldPublish", "versionType (Published or Saved)"],
    ["github_token", "githubToken"],
  ])("%s is refused, also beside the right ones", (theirs, ours) => {
    const right = {
      universeId: "1",
      placeId: "2",
      filePath: "a.rbxl",
      versionType: "Published",
      apiKey: "right-key-01",
    };
    expect(complaint(publish, { ...right, [theirs]: "Saved-value-x" })).toBe(
      `These inputs have other names here: write ${ours} instead of ${theirs}.`,
    );
  });

  test("is what the action at hand has", () => {
    expect(complaint(runLuau, { luau_file: "x", file: "y" })).toBe(
      "These inputs have other names here: write scriptPath instead of luau_file, scriptPath instead of file.",
    );
  });

  test("that the action has under no name is another action's business", () => {
    expect(complaint(runLuau, { version_type: "Saved", "place-file": "x" })).toBe("");
  });

  test("counts only when it says something, and the right ones never count", () => {
    expect(complaint(publish, { version_type: " ", "place-id": "" })).toBe("");
    expect(complaint(publish, { universeId: "1", filePath: "a", maxAttempts: "3" })).toBe("");
  });

  test("of a secret is hidden as well", () => {
    let shown = "";
    const message = complaint(
      (reader) => {
        publish(reader);
        shown = reader.show("sesame-opens-1234567890");
      },
      { roblox_api_key: "sesame-opens-1234567890", api_key: "another-secret-here" },
    );
    expect(message).toContain("apiKey instead of roblox_api_key");
    expect(message).not.toContain("sesame");
    expect(shown).toBe('"***"');
  });
});

test("thousands of problems fit into what the runner shows, with the count of the rest", () => {
  const message = complaint((reader) => {
    for (let line = 1; line <= 5000; line++)
      reader.problem(`places: line ${line}: "x" is no place id (a decimal number)`);
  }, {});
  expect(message.length).toBeLessThanOrEqual(4096);
  expect(message).toMatch(/^places: line 1: /);
  const shown = message.split("\n").length - 1;
  expect(message).toMatch(new RegExp(`\\n… and ${(5000 - shown).toLocaleString("en-US")} more\\.$`));
});
