/** The simulated session really runs scripts, over the bytes that were saved, and names what it lacks. @slow */
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "@jest/globals";
import type { CreatedTask, TaskScenario } from "../../../simulator/index.ts";
import { runScript } from "../../../simulator/luau/session.ts";
import { Decompressor } from "../../../src/place-file/decompress.ts";
import { model } from "../../actions/upload-asset/files.ts";
import { createdTask } from "./created-task.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const OBBY = join(ROOT, "examples", "obby", "obby.rbxl");
const TESTS = readFileSync(join(ROOT, "examples", "obby", "tests", "run-tests.luau"), "utf8");
const temp = mkdtempSync(join(tmpdir(), "session-"));
afterAll(() => rmSync(temp, { recursive: true, maxRetries: 5 }));

const MODEL = join(temp, "model.rbxm");
writeFileSync(MODEL, model());

const stored = (file: string) => {
  const content = readFileSync(file);
  return { file, bytes: content.length, sha256: createHash("sha256").update(content).digest("hex") };
};
const run = (
  script: string,
  more: Partial<CreatedTask> & { file?: string | undefined } = {},
): Promise<TaskScenario> => {
  const { file = OBBY, ...rest } = more;
  return runScript({ ...createdTask(script, stored(file)), ...rest });
};

/** The example's place with other texts in its scripts. */
function edited(from: string, to: string): string {
  const file = readFileSync(OBBY);
  const parts = [file.subarray(0, 32)];
  const decompressor = new Decompressor();
  for (let at = 32; at < file.length; ) {
    const packed = file.readUInt32LE(at + 4);
    const bytes = file.readUInt32LE(at + 8);
    const end = at + 16 + (packed || bytes);
    const body =
      packed === 0 ? file.subarray(at + 16, end) : decompressor.decompress(file.subarray(at + 16, end), bytes);
    const text = typeof body === "string" ? body : body.toString("latin1");
    if (text.includes(from)) {
      expect(to).toHaveLength(from.length);
      const changed = Buffer.from(text.replace(from, to), "latin1");
      const head = Buffer.from(file.subarray(at, at + 16));
      head.writeUInt32LE(0, 4);
      head.writeUInt32LE(changed.length, 8);
      parts.push(head, changed);
    } else parts.push(file.subarray(at, end));
    at = end;
  }
  const path = join(temp, `${createHash("sha256").update(to).digest("hex")}.rbxl`);
  writeFileSync(path, Buffer.concat(parts));
  return path;
}

const testsOf = ({ results }: TaskScenario) =>
  ((results ?? [])[0] as { tests: { name: string; status: string; message?: string }[] }).tests;
const lines = ({ log = [] }: TaskScenario) =>
  log.map((line) => (typeof line === "string" ? line : `${line.messageType} ${line.message}`));

describe("the example's tests", () => {
  test("pass on the example's place", async () => {
    const ended = await run(TESTS);
    expect(ended.error).toBeUndefined();
    expect(testsOf(ended)).toHaveLength(18);
    expect(testsOf(ended).filter(({ status }) => status !== "passed")).toEqual([]);
    expect(lines(ended)).toHaveLength(18);
  });

  test("fail when a rule of the place is broken", async () => {
    const ended = await run(TESTS, {
      file: edited('medal = "Gold", seconds = 15 }', 'medal = "Gold", seconds = 14 }'),
    });
    expect(testsOf(ended).filter(({ status }) => status === "failed")).toEqual([
      expect.objectContaining({
        name: "Course.medal › gives the best medal that the time allows, its limit included",
        message: expect.stringMatching(/^TaskScript:\d+: expected Gold, got Silver$/),
      }),
    ]);
  });

  test("end in an error when a module of the place does not compile, or ends in one", async () => {
    const unfinished = await run(TESTS, { file: edited("local Course = {}", "local Course = {{") });
    expect(unfinished.error).toEqual({
      code: "SCRIPT_ERROR",
      message: expect.stringMatching(/^TaskScript:\d+: Requested module experienced an error while loading$/),
    });
    expect(lines(unfinished)[0]).toMatch(/^ERROR ReplicatedStorage\.Shared\.Course:\d+: Expected/);
    const broken = await run(TESTS, { file: edited("local Course = {}", "local Course = 17") });
    expect(lines(broken)[0]).toMatch(/^ERROR ReplicatedStorage\.Shared\.Course:\d+: attempt to index number/);
  });
});

describe("a script", () => {
  test("prints, warns, waits without waiting, and returns what JSON can hold", async () => {
    const began = performance.now();
    const ended = await run(
      'print("a", 1, nil, workspace.Course) task.wait(15) warn("w") return {1, {a = "ü\\n\\0"}}, nil, 1.5, {}',
    );
    expect(ended).toEqual({
      log: [
        { messageType: "OUTPUT", message: "a 1 nil Course" },
        { messageType: "WARNING", message: "w" },
      ],
      results: [[1, { a: "ü\n\0" }], null, 1.5, []],
    });
    expect(performance.now() - began).toBeLessThan(14_000);
  });

  test.each([
    ["an error", 'error("no")', "SCRIPT_ERROR", "TaskScript:1: no"],
    ["an error that is a table", "error({})", "SCRIPT_ERROR", expect.stringMatching(/^table: /)],
    ["a syntax error", "\nlocal = 1", "SCRIPT_ERROR", expect.stringMatching(/^TaskScript:2: Expected identifier/)],
    [
      "a value that cannot be returned",
      "return game",
      "SCRIPT_ERROR",
      expect.stringContaining("userdata cannot be returned"),
    ],
    ["a wait beyond its limit", "task.wait(21)", "DEADLINE_EXCEEDED", expect.stringContaining("20 s")],
    ["a wait for ever", "coroutine.yield()", "DEADLINE_EXCEEDED", expect.stringContaining("never happens")],
    [
      "a service that is lacking",
      'game:GetService("MemoryStoreService")',
      "SCRIPT_ERROR",
      "TaskScript:1: The simulated session has no service MemoryStoreService",
    ],
    [
      "a global that is lacking",
      "return CFrame.new()",
      "SCRIPT_ERROR",
      expect.stringContaining("has no global CFrame"),
    ],
    [
      "a class that is lacking",
      'Instance.new("Part")',
      "SCRIPT_ERROR",
      expect.stringContaining('has no Instance.new("Part")'),
    ],
    [
      "a property that is lacking",
      "return workspace.Terrain",
      "SCRIPT_ERROR",
      expect.stringContaining("has no Workspace.Terrain"),
    ],
    [
      "a member of a vector that is lacking",
      "return Vector3.one.Floor",
      "SCRIPT_ERROR",
      expect.stringContaining("has no Vector3.Floor"),
    ],
  ])("ends with %s", async (_, script, code, message) => {
    expect((await run(script)).error).toEqual({ code, message });
  });

  test("that never ends is ended at its limit", async () => {
    const ended = await run('print("before") while true do end', { timeout: "0.5s" });
    expect(ended.error).toMatchObject({ code: "DEADLINE_EXCEEDED" });
    expect(lines(ended)).toEqual(["OUTPUT before"]);
  });

  test("is handed the input, and its output is the bytes of its buffer", async () => {
    const input = join(temp, "input.bin");
    writeFileSync(input, Buffer.from([0, 255, 34, 92, 10]));
    const script =
      "local given = ({...})[1].BinaryInput return { BinaryOutput = given, ReturnValues = { buffer.len(given) } }";
    const ended = await run(script, { binaryInput: stored(input), enableBinaryOutput: true });
    expect(ended).toEqual({ log: [], results: [5], binaryOutput: readFileSync(input) });
  });

  test("reads a model from the input, and requires what it put into the place", async () => {
    const ended = await run(
      `local model = game:GetService("SerializationService"):DeserializeInstancesAsync(({...})[1].BinaryInput)
      for _, root in model do
        if root.ClassName == "ReplicatedStorage" then
          root.Shared.Name = "Copy"
          root.Copy.Parent = game:GetService("ServerStorage")
        end
      end
      return require(game.ServerStorage.Copy.Course).formatTime(83.5), game.ServerStorage.Copy:GetFullName()`,
      { binaryInput: stored(OBBY) },
    );
    expect(ended).toEqual({ log: [], results: ["1:23.50", "ServerStorage.Copy"] });
  });

  test("uploads a file that it did not change, and waits for Roblox's answer", async () => {
    const uploads: object[] = [];
    const upload = (change: string) =>
      runScript(
        {
          ...createdTask(
            `
            local bytes = (...).BinaryInput
            local roots = game:GetService("SerializationService"):DeserializeInstancesAsync(bytes)
            ${change}
            local result, said = game:GetService("AssetService"):CreateAssetVersionAsync(
              roots[1], Enum.AssetType.Plugin, 7, { CreatorId = 5, CreatorType = Enum.AssetCreatorType.Group })
            return tostring(result), said, typeof(result)`,
            stored(OBBY),
          ),
          binaryInput: stored(MODEL),
        },
        {
          createAssetVersion(asked) {
            uploads.push(asked);
            return { result: "Success", said: uploads.length };
          },
        },
      );
    expect(await upload("")).toEqual({ log: [], results: ["Enum.CreateAssetResult.Success", 1, "EnumItem"] });
    expect(uploads).toEqual([
      {
        ...{ ownerId: "1", assetType: "Plugin", assetId: "7", sha256: stored(MODEL).sha256 },
        ...{ name: "Folder", description: "Created with AssetService:CreateAssetAsync" },
        ...{ creatorType: "Group", creatorId: "5" },
      },
    ]);
    for (const change of [
      'roots[1].Name = "x"',
      "roots[1]:GetChildren()[1].Parent = nil",
      'roots[1]:SetAttribute("a", 1)',
    ]) {
      expect((await upload(change)).error?.message).toContain("no way to write an object that was changed");
    }
    expect(uploads).toHaveLength(1);
  });

  test("finds, makes, moves, copies and destroys instances", async () => {
    const ended = await run(
      `local folder = Instance.new("Folder", workspace)
      folder.Name = "New"
      local value = Instance.new("StringValue")
      value.Value = "x" value.Parent = folder
      folder:Clone().Parent = game:GetService("ReplicatedStorage")
      folder:Destroy()
      local copy = game.ReplicatedStorage:WaitForChild("New")
      local missing = copy:WaitForChild("none", 5)
      return copy.StringValue.Value, workspace:FindFirstChild("New"), missing, copy:IsA("Instance"),
        workspace.Course.Platforms.Beam:IsA("BasePart"), workspace.Course.Platforms.Beam.Size.Magnitude > 24`,
    );
    expect(ended.results).toEqual(["x", null, null, true, true, true]);
  });
});
