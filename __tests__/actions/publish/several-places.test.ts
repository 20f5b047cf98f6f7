/** Several places in one step, end to end: the real bundle, the real host name, a simulated Roblox on loopback. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "@jest/globals";
import {
  answers,
  DEMO_KEY,
  type Fault,
  publishingKey,
  type SeenRequest,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from "../../../simulator/index.ts";
import { cancel, exitCodeOf, TERMINATE } from "../../harness/cancel.ts";
import { createClock } from "../../harness/clock.ts";
import { fileOf } from "../../harness/publish-once.ts";
import { type ActionRun, type RunOptions, runAction, visible } from "../../harness/run-action.ts";

const OBBY = join(import.meta.dirname, "..", "..", "..", "examples", "obby");
const binary = readFileSync(join(OBBY, "obby.rbxl"));
const xml = readFileSync(join(OBBY, "obby.rbxlx"));
/** More than the buffers between a client and a server that does not read can swallow. */
const large = fileOf(12_000_000);

const ids = (many: number) => Array.from({ length: many }, (_, index) => String(1001 + index));

let simulator: Simulator | undefined;
afterEach(() => simulator?.close());

interface Step {
  /** The lines; a number stands for that many places with the same file. */
  places: string[] | number;
  inputs?: Record<string, string>;
  roblox?: SimulatorOptions;
  run?: RunOptions;
  /** What happens to a place's upload, by its try. */
  fate?: (placeId: string, attempt: number, request: SeenRequest) => Fault | undefined;
}

/** One step with several places. The universe 4242 holds the places 1001 to 1060, 777 holds 7001. */
async function step({ places, inputs = {}, roblox = {}, run = {}, fate }: Step): Promise<ActionRun> {
  const tries = new Map<string, number>();
  const clock = createClock();
  simulator = await startSimulator({
    clock,
    universes: { "4242": ids(60), "777": ["7001"] },
    keys: [publishingKey(["4242", "777"])],
    rateLimit: { requests: 30, windowSeconds: 60, headers: true },
    fault(request) {
      const { place } = request.parameters;
      if (request.endpoint !== "publish" || place === undefined) return undefined;
      const attempt = (tries.get(place) ?? 0) + 1;
      tries.set(place, attempt);
      return fate?.(place, attempt, request);
    },
    ...roblox,
  });
  const lines = typeof places === "number" ? ids(places).map((placeId) => `${placeId}: a.rbxl`) : places;
  return runAction(
    { apiKey: DEMO_KEY, universeId: "4242", places: lines.join("\n"), timeoutMinutes: "360", ...inputs },
    { files: { "a.rbxl": binary, "b.rbxlx": xml }, environment: simulator.environment, clock, ...run },
  );
}

const uploads = () => (simulator?.requests ?? []).filter(({ endpoint }) => endpoint === "publish");
const statuses = (done: ActionRun) => done.results?.map(({ placeId, status }) => `${placeId} ${status}`);
const many = (count: number, status: string) => Array.from({ length: count }, () => status);

describe("inputs", () => {
  test("every bad line is named in one error, counted from the input's first line, and nothing is asked of Roblox", async () => {
    const done = await step({ places: ["", "# a", "1001: a.rbxl", "1002:b.rbxlx", "1001: b.rbxlx", ""] });
    expect(done).toMatchObject({ code: 1, outputs: {} });
    expect(done.errors).toEqual([
      {
        title: "Wrong inputs",
        message:
          'places: line 4: "1002:b.rbxlx" needs a space after the colon.\n' +
          "places: line 5: place 1001 stands in line 3 already.",
      },
    ]);
    expect(simulator?.connects).toEqual([]);
  });
});

describe("two phases", () => {
  test("one bad file, and nothing is sent; every bad one is named", async () => {
    const done = await step({
      places: ["1001: a.rbxl", "1002: cut.rbxl", "1003: gone.rbxl", "1004: b.rbxlx", "1005: cut.rbxl"],
      run: { files: { "a.rbxl": binary, "b.rbxlx": xml, "cut.rbxl": binary.subarray(0, 5000) } },
    });
    expect(done.code).toBe(1);
    expect(done.errors).toHaveLength(1);
    const [error] = done.errors;
    expect(error?.title).toBe("2 place files were refused, nothing was sent");
    expect(error?.message).toMatch(/^cut\.rbxl: .*cut short.*\ngone\.rbxl: .*no file at this path/i);
    expect(error?.message.split("\n")).toHaveLength(2);
    expect(uploads()).toEqual([]);
    expect(statuses(done)).toEqual(["1001 notTried", "1002 failed", "1003 failed", "1004 notTried", "1005 failed"]);
  });
});

describe("what goes through", () => {
  test("one place by `places` has the outputs of one place, and a log without prefixes", async () => {
    const done = await step({ places: ["1001: a.rbxl"] });
    expect(done).toMatchObject({ code: 0, errors: [] });
    expect(done.outputs).toMatchObject({ versionNumber: "1", attempts: "1", sha256: expect.any(String) });
    expect(done.outputs.placeUrl).toBe("https://www.roblox.com/games/1001");
    expect(done.log).not.toContain("[1001]");
  });

  test("five places: only `results`, in the order asked, and a log that can be read", async () => {
    const done = await step({
      places: ["1003: a.rbxl", "1001: b.rbxlx", "1005: a.rbxl", "1002: ./a.rbxl", "1004: b.rbxlx"],
      inputs: { versionType: "Saved" },
      roblox: { firstVersion: { "1001": "9007199254740992" } },
    });
    expect(done).toMatchObject({ code: 0, errors: [], warnings: [] });
    expect(Object.keys(done.outputs)).toEqual(["results"]);
    expect(statuses(done)).toEqual(["1003 saved", "1001 saved", "1005 saved", "1002 saved", "1004 saved"]);
    expect(done.results?.[1]).toMatchObject({ versionNumber: "9007199254740993", attempts: 1, filePath: "b.rbxlx" });

    // A file for several places is read and checked once.
    expect(done.log.match(/^::group::Place file .*/gm)).toHaveLength(2);
    expect(new Set(uploads().map(({ bodySha256 }) => bodySha256)).size).toBe(2);

    expect(done.log).toContain("Sending 5 places of universe 4242 as Saved\n");
    for (const { placeId } of done.results ?? []) {
      expect(done.log).toMatch(
        new RegExp(`^\\[${placeId}\\] Sending (?:\\./)?[ab]\\.rbxlx? \\([\\d,]+ bytes\\)$`, "m"),
      );
      expect(done.log).toMatch(
        new RegExp(`^\\[${placeId}\\] Saved version \\d+ in .* s: https://www\\.roblox\\.com/games/${placeId}$`, "m"),
      );
    }
    const table = done.log.trimEnd().split("\n").slice(-6);
    expect(
      table.map((line) =>
        line
          .replace(/ [\d.]+(?= {2}(?:\.\/)?[ab]\.)/, " …")
          .replace(/ {2,}/g, " ")
          .trim(),
      ),
    ).toEqual([
      "place status version tries seconds file",
      "1003 saved 1 1 … a.rbxl",
      "1001 saved 9007199254740993 1 … b.rbxlx",
      "1005 saved 1 1 … a.rbxl",
      "1002 saved 1 1 … ./a.rbxl",
      "1004 saved 1 1 … b.rbxlx",
    ]);
    expect(new Set(table.map((line) => line.search(/(?:\.\/)?[ab]\.rbxl|file$/))).size).toBe(1);
  });
});

/** Published, but nobody hears of it. */
const lost: Fault = { kind: "hangUp", when: "afterBody", carriedOut: true };
const busy: Fault = { kind: "answer", answer: answers.busy };

describe("one place's own failure does not stop the others", () => {
  test("a fate for each of nine", async () => {
    let folder = "";
    const done = await step({
      places: [
        "1001: a.rbxl",
        "1002: a.rbxl",
        "7001: a.rbxl",
        "1004: b.rbxlx",
        "9999: a.rbxl",
        "1006: a.rbxl",
        "1007: a.rbxl",
        "1008: changing.rbxl",
        "1009: b.rbxlx",
      ],
      inputs: { maxAttempts: "3" },
      run: {
        files: { "a.rbxl": binary, "b.rbxlx": xml, "changing.rbxl": binary },
        onStart: (_, workspace) => {
          folder = workspace;
        },
      },
      fate(placeId, attempt) {
        // The first upload of all comes before that of the eighth place: only four are under way.
        writeFileSync(join(folder, "changing.rbxl"), Buffer.from(binary).fill(0, 4000, 4001));
        if (placeId === "1002") return busy;
        if (placeId === "1004" && attempt === 1) return { kind: "answer", answer: answers.htmlBadGateway };
        if (placeId === "1006") return { kind: "answer", answer: answers.htmlPayloadTooLarge };
        if (placeId === "1007") return lost;
        return undefined;
      },
    });

    expect(done.code).toBe(1);
    expect(done.results).toMatchObject([
      { placeId: "1001", status: "published", versionNumber: "1", attempts: 1 },
      { placeId: "1002", status: "failed", attempts: 3, error: expect.stringContaining("Studio") },
      {
        placeId: "7001",
        status: "failed",
        attempts: 1,
        error: expect.stringMatching(/HTTP 409.*belongs to universe 777, not to 4242/),
      },
      { placeId: "1004", status: "published", attempts: 2 },
      { placeId: "9999", status: "failed", attempts: 1, error: expect.stringContaining("HTTP 404") },
      { placeId: "1006", status: "failed", attempts: 1, error: expect.stringContaining("HTTP 413") },
      { placeId: "1007", status: "failed", attempts: 3, error: expect.stringContaining("may have been published") },
      {
        placeId: "1008",
        status: "failed",
        attempts: 1,
        error: expect.stringContaining("changed after it was checked"),
      },
      { placeId: "1009", status: "published", versionNumber: "1", attempts: 1 },
    ]);
    for (const place of done.results ?? []) expect("versionNumber" in place).toBe(place.status === "published");
    expect(simulator?.versions("1008")).toEqual([]);
    // Running it again makes no second version.
    expect(simulator?.versions("1007")).toHaveLength(1);

    expect(done.errors).toHaveLength(1);
    expect(done.errors[0]?.title).toBe("5 of 9 places were not published, and of 1 more that is not known");
    const reasons = done.errors[0]?.message.split("\n") ?? [];
    expect(reasons.map((reason) => /^Place (\d+) \(([^)]+)\): /.exec(reason)?.slice(1))).toEqual([
      ["1002", "a.rbxl"],
      ["7001", "a.rbxl"],
      ["9999", "a.rbxl"],
      ["1006", "a.rbxl"],
      ["1007", "a.rbxl"],
      ["1008", "changing.rbxl"],
    ]);
    expect(done.log).toMatch(/^\[1002\] Roblox said "Save failed.*Attempt 2 of 3 follows in (19|20|21) s$/m);
    expect(done.log).toMatch(/^ *1006 +failed +1 +[\d.]+ +a\.rbxl$/m);
  });

  test("four side by side, and places that wait for their next try keep no other from going up", async () => {
    const seen = new Set<string>();
    let underWay = 0;
    let most = 0;
    const done = await step({
      places: 9,
      inputs: { maxAttempts: "8" },
      fate(placeId) {
        most = Math.max(most, ++underWay);
        // The first six stay busy until the last of all has come.
        const isBusy = seen.add(placeId).size < 9 && placeId <= "1006";
        return { kind: "delay", seconds: 0.1, ...(isBusy ? { answer: answers.busy } : {}) };
      },
      roblox: {
        onRequest({ endpoint }) {
          if (endpoint === "publish") underWay--;
        },
      },
    });
    expect(done.code).toBe(0);
    expect(statuses(done)).toEqual(ids(9).map((placeId) => `${placeId} published`));
    expect(done.results?.[0]?.attempts).toBeGreaterThan(1);
    expect(most).toBe(4);
  });

  test("places that get no answer keep the others only until their limit for one", async () => {
    const order: string[] = [];
    const done = await step({
      places: 5,
      inputs: { maxAttempts: "3" },
      fate(placeId) {
        const isFirst = !order.includes(placeId);
        order.push(placeId);
        return isFirst && placeId <= "1004" ? { kind: "silence", when: "afterBody" } : undefined;
      },
    });
    expect(statuses(done)).toEqual(ids(5).map((placeId) => `${placeId} published`));
    expect(order[4]).toBe("1005");
    expect(done.results?.map(({ attempts }) => attempts)).toEqual([2, 2, 2, 2, 1]);
    expect(done.seconds).toBeGreaterThanOrEqual(180);
    expect(done.seconds).toBeLessThan(200);
  });
});

describe("after a failure that would meet them all nothing more begins", () => {
  const expectStopped = (done: ActionRun, most: number, ...reasons: string[]) => {
    expect(done.code).toBe(1);
    expect(done.errors).toHaveLength(1);
    for (const reason of reasons) expect(done.errors[0]?.message).toContain(reason);
    const notTried = done.results?.filter(({ status }) => status === "notTried") ?? [];
    expect(notTried.length).toBeGreaterThan(0);
    expect(uploads().length).toBeLessThanOrEqual(most);
    expect(done.errors[0]?.message).toMatch(new RegExp(`^${notTried.length} more (was|were) not tried: `, "m"));
    for (const place of notTried) {
      expect(place).not.toHaveProperty("error");
      expect(place).not.toHaveProperty("attempts");
    }
  };

  test("a refused key", async () => {
    const done = await step({ places: 60, inputs: { apiKey: "another-key" } });
    expectStopped(done, 4, "HTTP 401", "what happened to place 10");
  });

  test("a key that is refused from the tenth place on, while others wait for another try", async () => {
    const done = await step({
      places: 20,
      fate(placeId) {
        if (placeId <= "1003") return busy;
        return placeId >= "1010" ? { kind: "answer", answer: answers.invalidApiKey } : undefined;
      },
    });
    expectStopped(done, 13, "HTTP 401");
    // The wait for a second try ends as well: it would meet the same.
    expect(done.results?.slice(0, 3)).toMatchObject(
      many(3, "").map(() => ({ status: "failed", attempts: 1, error: expect.stringContaining("busy") })),
    );
    expect(done.results?.slice(3, 9).map(({ status }) => status)).toEqual(many(6, "published"));
  });

  test("no connection", async () => {
    const done = await step({
      places: 6,
      inputs: { maxAttempts: "2" },
      // Port 9 (discard) is open nowhere.
      run: { environment: { https_proxy: "http://127.0.0.1:9" } },
    });
    expectStopped(
      done,
      0,
      "No connection to apis.roblox.com (connect ECONNREFUSED",
      "after 2 attempts",
      "its proxy (https_proxy, no_proxy)",
    );
  });

  test("a hang-up with a dead key", async () => {
    const done = await step({
      places: ids(8).map((placeId) => `${placeId}: large.rbxl`),
      inputs: { checkFile: "off" },
      roblox: {
        keys: [{ ...publishingKey(["4242"]), expired: true }],
        fault({ endpoint }, nth) {
          if (endpoint === "publish") return { kind: "reset", when: "beforeBody" };
          // Before the upload the key cannot be looked at.
          return endpoint === "introspect" && nth === 1 ? { kind: "answer", answer: answers.unavailable } : undefined;
        },
      },
      run: { files: { "large.rbxl": large } },
    });
    expectStopped(done, 5, "hung up during the upload", "The key expired");
  });

  test("the deadline", async () => {
    const done = await step({
      places: 6,
      inputs: { timeoutMinutes: "1" },
      fate: (placeId) => (placeId === "1002" ? undefined : { kind: "silence", when: "afterBody" }),
    });
    expectStopped(done, 5, "The step's time is over (timeoutMinutes: 1)", "may have been published");
    expect(statuses(done)).toEqual([
      "1001 failed",
      "1002 published",
      "1003 failed",
      "1004 failed",
      "1005 failed",
      "1006 notTried",
    ]);
  });

  test("a rate limit that lasts", async () => {
    const wait = { ...answers.rateLimited, headers: { "retry-after": "3600" } };
    const done = await step({
      places: 8,
      inputs: { timeoutMinutes: "30" },
      fate: () => ({ kind: "answer", answer: wait }),
    });
    expectStopped(done, 4, "HTTP 429", "Another try would have to wait 36");
    expect(done.seconds).toBe(0);
  });

  test("hang-ups on a good key are tried again twice in the whole step", async () => {
    const done = await step({
      places: ids(6).map((placeId) => `${placeId}: large.rbxl`),
      inputs: { checkFile: "off" },
      run: { files: { "large.rbxl": large } },
      fate: () => ({ kind: "reset", when: "beforeBody" }),
    });
    expect(done.results?.map(({ status }) => status)).toEqual(many(6, "failed"));
    expect(uploads()).toHaveLength(6 + 2);
  });

  test("more places than the time left can hold: none is sent", async () => {
    const done = await step({ places: 60, inputs: { timeoutMinutes: "0.9" } });
    expect(done.code).toBe(1);
    expect(done.errors[0]?.title).toBe("60 of 60 places were not published");
    expect(done.errors[0]?.message).toContain("60 places take at least 60 s at Roblox's 30 uploads a minute");
    expect(done.errors[0]?.message).toContain("timeoutMinutes");
    expect(done.results?.map(({ status }) => status)).toEqual(many(60, "notTried"));
    expect(uploads()).toEqual([]);
  });
});

describe("sixty places", () => {
  test("never meet Roblox's 30 a minute, without its headers", async () => {
    const busyOnce = new Set(["1007", "1033"]);
    const done = await step({
      places: [...ids(58).map((placeId) => `${placeId}: a.rbxl`), "7001: b.rbxlx", "9999: a.rbxl"],
      roblox: { rateLimit: { requests: 30, windowSeconds: 60, headers: false } },
      fate: (placeId, attempt) => (busyOnce.has(placeId) && attempt === 1 ? busy : undefined),
    });
    // The simulator counts each try, as Roblox does, and would have answered one too many with a 429.
    expect(uploads()).toHaveLength(62);
    expect(uploads().filter(({ status }) => status === 429)).toEqual([]);
    const arrivals = uploads().map(({ startedAt }) => startedAt);
    for (const [index, late] of arrivals.slice(30).entries()) {
      expect(late - (arrivals[index] ?? 0)).toBeGreaterThanOrEqual(60_000);
    }

    expect(done.results?.map(({ status }) => status)).toEqual([...many(58, "published"), ...many(2, "failed")]);
    expect(done.errors).toHaveLength(1);
    expect(done.errors[0]?.title).toBe("2 of 60 places were not published");
    expect(done.log).toContain("Roblox takes 30 a minute, so this needs at least 60 s");
    expect(done.seconds).toBe(120);
  });

  test("a lower limit in the headers is kept to", async () => {
    const done = await step({
      places: 12,
      roblox: { rateLimit: { requests: 5, windowSeconds: 60, headers: true } },
    });
    expect(done.code).toBe(0);
    expect(uploads().map(({ status }) => status)).toEqual(many(12, "").map(() => 200));
    expect(done.log).toMatch(
      /^\d+ of 12 places done, the next begins in [\d.]+ s: Roblox's uploads a minute are used up$/m,
    );
  });
});

describe("a signal", () => {
  test("during several uploads says what is known of each place", async () => {
    const done = await step({
      places: ["1001: a.rbxl", "1002: a.rbxl", "1003: large.rbxl", "1004: a.rbxl", "1005: a.rbxl", "1006: a.rbxl"],
      inputs: { checkFile: "off" },
      run: {
        files: { "a.rbxl": binary, "large.rbxl": large },
        onRest(_log, child) {
          if (uploads().length === 5) cancel(child);
        },
      },
      fate(placeId) {
        if (placeId === "1001") return undefined;
        return { kind: "silence", when: placeId === "1003" ? "beforeBody" : "afterBody" };
      },
    });
    expect(done.code).toBe(exitCodeOf(TERMINATE));
    expect(statuses(done)).toEqual([
      "1001 published",
      "1002 failed",
      "1003 failed",
      "1004 failed",
      "1005 failed",
      "1006 notTried",
    ]);
    expect(done.errors).toHaveLength(1);
    const { title, message } = done.errors[0] ?? {};
    expect(title).toBe("The step was cancelled");
    expect(message).toContain("Place 1001 is live as version 1");
    for (const placeId of ["1002", "1004", "1005"])
      expect(message).toContain(`place ${placeId} may have been published`);
    expect(message).not.toMatch(/1003|1006/);
    expect(message).toContain("no other place is known to have been published");
    expect(visible(done)).not.toContain(DEMO_KEY);
  });
});
