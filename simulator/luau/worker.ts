/** One session in a thread of its own, so that a script that never ends can be ended. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import type { LuauTable } from "luau-web";
import type { MessageType } from "../api/luau.ts";
import { type PlaceInstance, readInstances, type Value } from "./place.ts";
import type { SessionData, Told } from "./session.ts";

// In the build that luau-web would choose here (JavaScript Promise Integration), `pcall` does not catch errors.
Reflect.deleteProperty((globalThis as unknown as { WebAssembly: object }).WebAssembly, "Suspending");
// A session is over before optimized code would pay, and every session would optimize the same code again.
for (const flag of ["--no-wasm-tier-up", "--no-wasm-dynamic-tiering"]) setFlagsFromString(flag);
const { LuauState } = await import("luau-web");

const data = workerData as SessionData;
const tell = (message: Told) => parentPort?.postMessage(message);

/** What the model asks for as text. All of it is ASCII but the script: other bytes do not get across. */
const TEXTS: Record<string, () => string> = {
  script() {
    tell({ begins: true });
    return data.script;
  },
  place: () => listOf(data.place ? readInstances(readFileSync(data.place)) : []),
  input: () => (data.input ? `return buffer.fromstring(${literal(readFileSync(data.input))})` : "return nil"),
};

const state = await LuauState.createAsync({
  hostEmit: (messageType: MessageType, message: string) => tell({ line: { messageType, message } }),
  hostCompile: (source: string, name: string) => state.loadstring(source, name),
  hostDeserialize: (hex: string) => listOf(readInstances(Buffer.from(hex, "hex"))),
  hostSha256: (hex: string) => createHash("sha256").update(Buffer.from(hex, "hex")).digest("hex"),
  hostCreateAssetVersion,
  hostOpenVectors: (metatable: LuauTable) => state.env.setreadonly(metatable, false),
  hostFinish: (end: string, text: string, output?: string | null) =>
    tell({ end, text, ...(output ? { output: Buffer.from(output, "hex") } : {}) }),
  hostText: (name: string) => TEXTS[name]?.() ?? "",
  hostPlaceId: Number(data.placeId),
  hostUniverseId: Number(data.universeId),
  hostPlaceVersion: Number(data.versionNumber),
  hostTimeoutSeconds: data.timeoutSeconds,
  hostWantsOutput: data.wantsOutput,
});
const model = readFileSync(join(import.meta.dirname, "model.luau"), "utf8");
await state.loadstring(model, "=model", true)();

/** Asks the simulator, and holds the script up until it has answered: `result` and `said` as Luau source, or nothing. */
function hostCreateAssetVersion(...texts: string[]): string | null {
  const [sha256 = "", assetType = "", assetId = "", name = "", description = "", creatorId = "", creatorType = ""] =
    texts;
  const [shownName, shownDescription] = [name, description].map((hex) => Buffer.from(hex, "hex").toString());
  tell({
    createAssetVersion: {
      ...{ sha256, assetType, assetId, creatorId, creatorType },
      name: shownName ?? "",
      description: shownDescription ?? "",
    },
  });
  Atomics.wait(data.answered, 0, 0);
  Atomics.store(data.answered, 0, 0);
  const answer = receiveMessageOnPort(data.answers)?.message as { result: string; said: string | number } | undefined;
  if (!answer) return null;
  const said = typeof answer.said === "number" ? String(answer.said) : literal(Buffer.from(answer.said));
  return `return ${literal(Buffer.from(answer.result))}, ${said}`;
}

/** Instances as Luau source: strings of any bytes get across only in this way. */
function listOf(instances: readonly PlaceInstance[]): string {
  const entries = instances.map(({ className, parent, properties }) => {
    const pairs = [...properties].map(([name, value]) => `[${literal(Buffer.from(name))}]=${valueText(value)}`);
    return `{${literal(Buffer.from(className))},${parent + 1},{${pairs.join(",")}}}`;
  });
  return `return {${entries.join(",\n")}}`;
}

function valueText({ type, value }: Value): string {
  if (type === "string") return literal(value);
  if (type === "boolean") return String(value);
  if (type === "number") return numberText(value);
  return `vector.create(${value.map(numberText).join(",")})`;
}

function numberText(value: number): string {
  return Number.isFinite(value) ? String(value) : value > 0 ? "math.huge" : value < 0 ? "-math.huge" : "0/0";
}

function literal(bytes: Buffer): string {
  const text = bytes.toString("latin1").replace(/[^ !#-[\]-~]/g, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
  return `"${text}"`;
}
