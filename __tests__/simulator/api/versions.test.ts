/** `versions:rollback` of places, on the one list of versions. */
import { describe, expect, test } from "@jest/globals";
import { DEMO_KEY, type SimulatorOptions, startSimulator } from "../../../simulator/index.ts";
import { binaryPlace, call, callJson, upload } from "../client.ts";

const PATH = "/assets/v1/assets/1818/versions:rollback";
const PUBLISHING = { name: "universe-places", operations: ["write"], universeIds: ["4242"] };
const keyOf = (...operations: string[]) => ({
  secret: DEMO_KEY,
  name: "versions",
  ownerId: "100001",
  scopes: [PUBLISHING, { name: "asset", operations }],
});

/** Versions 1 and 2 are published, and then something is done. */
async function withTwo<T>(
  options: SimulatorOptions,
  act: (simulator: Awaited<ReturnType<typeof startSimulator>>) => T,
) {
  const simulator = await startSimulator({ keys: [keyOf("read", "write")], ...options });
  try {
    await upload(simulator, { body: binaryPlace("one") });
    await upload(simulator, { body: binaryPlace("two") });
    return await act(simulator);
  } finally {
    await simulator.close();
  }
}

const listed = async (simulator: Parameters<typeof callJson>[0]) =>
  (await callJson(simulator, "GET", "/assets/v1/assets/1818/versions")).body.assetVersions.map(
    ({ path, published = false }: { path: string; published?: boolean }) => [path.split("/").at(-1), published],
  );

const form = (assetVersion: string) => ({
  method: "POST",
  headers: { "x-api-key": DEMO_KEY, "content-type": "multipart/form-data; boundary=line" },
  body: `--line\r\nContent-Disposition: form-data; name="assetVersion"\r\nContent-Type: text/plain\r\n\r\n${assetVersion}\r\n--line--\r\n`,
});

describe("versions:rollback", () => {
  test("makes a new version with the old bytes, which is not live", () =>
    withTwo({}, async (simulator) => {
      const reply = await callJson(simulator, "POST", PATH, { assetVersion: "assets/1818/versions/1" });
      expect(reply).toMatchObject({ status: 200, body: { path: "assets/1818/versions/3" } });
      expect(reply.body).not.toHaveProperty("published");
      const [third, , first] = simulator.versions("1818");
      expect(third).toMatchObject({ versionNumber: "3", versionType: "Saved", sha256: first?.sha256 });
      expect(await listed(simulator)).toEqual([
        ["3", false],
        ["2", true],
        ["1", true],
      ]);
    }));

  test("or is, where that is switched on", () =>
    withTwo({ versionRollback: { publishes: true } }, async (simulator) => {
      const reply = await callJson(simulator, "POST", PATH, { assetVersion: "assets/1818/versions/1" });
      expect(reply.body).toMatchObject({ path: "assets/1818/versions/3", published: true });
    }));

  test("takes one of the two forms, and refuses the other", async () => {
    await withTwo({}, async (simulator) => {
      expect((await call(simulator, PATH, form("assets/1818/versions/1"))).status).toBe(400);
    });
    await withTwo({ versionRollback: { takes: "multipart" } }, async (simulator) => {
      const json = await callJson(simulator, "POST", PATH, { assetVersion: "assets/1818/versions/1" });
      expect(json.status).toBe(400);
      expect((await call(simulator, PATH, form("assets/1818/versions/1"))).status).toBe(200);
    });
  });

  test.each([
    ["assets/1818/versions/9", 404],
    ["assets/1819/versions/1", 400],
    ["1", 400],
  ])("answers for %s with %s", (assetVersion, status) =>
    withTwo({}, async (simulator) => {
      expect((await callJson(simulator, "POST", PATH, { assetVersion })).status).toBe(status);
      expect(await listed(simulator)).toHaveLength(2);
    }),
  );

  test("needs both operations", () =>
    withTwo({ keys: [keyOf("read")] }, async (simulator) => {
      const { status } = await callJson(simulator, "POST", PATH, { assetVersion: "assets/1818/versions/1" });
      expect(status).toBe(403);
    }));
});

test.each([
  [true, "3"],
  ["any", "1"],
  [false, "3"],
] as const)("bytes of an older version, with deduplicate %s, get number %s", (deduplicate, number) =>
  withTwo({ deduplicate }, async (simulator) => {
    const reply = await upload(simulator, { body: binaryPlace("one") });
    expect(JSON.parse(reply.body).versionNumber).toBe(Number(number));
  }),
);
