import { findPlace, type Roblox } from "../roblox.ts";
import { coded, type HttpResponse, invalidArgument, json, permissionDenied } from "../server/answers.ts";
import { type Endpoint, type HttpRequest, readObject } from "../server/api.ts";

type Fields = Readonly<Record<string, unknown>>;

const PLACE_FIELDS: Fields = { displayName: "", description: "", serverSize: 0 };
const UNIVERSE_FIELDS: Fields = {
  ...{ voiceChatEnabled: true, desktopEnabled: true, mobileEnabled: true, tabletEnabled: true },
  ...{ consoleEnabled: true, vrEnabled: true, privateServerPriceRobux: 0 },
};

/** "Can only be disabled when using a field mask." */
const CAN_BE_UNSET = ["privateServerPriceRobux"];

/**
 * `GET` and `PATCH` of `/cloud/v2/universes/{u}` and of `…/places/{p}` (Roblox's OpenAPI): their settings, as far as clients
 * are known to use them. Reading needs a key, but no scope.
 */
export function openUniverses(roblox: Roblox) {
  const startedAt = roblox.clock.now();
  const updates = new Map<string, { fields: Fields; at: number }>();

  const anyKey = { scope: undefined, operations: [], perMinute: 100, refuse: () => permissionDenied("") };
  const writing = (scope: string) => ({
    scope,
    operations: ["write"],
    perMinute: 100,
    refuse: () => permissionDenied(`${scope}:write`),
  });
  const universePath = /^\/cloud\/v2\/(?<path>universes\/(?<universe>\d+))$/;
  const placePath = /^\/cloud\/v2\/(?<path>universes\/(?<universe>\d+)\/places\/(?<place>\d+))$/;

  function times(path: string) {
    const updated = updates.get(path)?.at ?? startedAt;
    return { createTime: new Date(startedAt).toISOString(), updateTime: new Date(updated).toISOString() };
  }

  function describeUniverse(universeId: string, path: string) {
    const [kind = "", id] = Object.entries(roblox.creatorOf(universeId))[0] ?? [];
    const [rootPlace] = [...roblox.places].find(([, place]) => place.universeId === universeId) ?? [];
    return {
      path,
      ...times(path),
      displayName: `Universe ${universeId}`,
      description: "",
      ...(kind === "userId" ? { user: `users/${id}` } : { group: `groups/${id}` }),
      visibility: "PUBLIC",
      ageRating: "AGE_RATING_UNSPECIFIED",
      // Written out also when off: rblx-open-cloud reads them without asking whether they are there.
      ...{ voiceChatEnabled: false, desktopEnabled: true, mobileEnabled: true, tabletEnabled: true },
      ...{ consoleEnabled: false, vrEnabled: false },
      // There while it has private servers; rbxcloud reads no universe without it.
      privateServerPriceRobux: 0,
      ...(rootPlace !== undefined && { rootPlace: `${path}/places/${rootPlace}` }),
      ...updates.get(path)?.fields,
    };
  }

  function describePlace(universeId: string, placeId: string, path: string) {
    const [first] = [...roblox.places].find(([, place]) => place.universeId === universeId) ?? [];
    return {
      path,
      ...times(path),
      displayName: `Place ${placeId}`,
      description: "",
      serverSize: 50,
      root: placeId === first,
      universeRuntimeCreation: false,
      ...updates.get(path)?.fields,
    };
  }

  function describe({ universe = "", place, path = "" }: HttpRequest["parameters"]): HttpResponse {
    if (place === undefined) {
      return roblox.universeIds.has(universe)
        ? json(200, describeUniverse(universe, path))
        : coded(404, "NOT_FOUND", "Universe not found.");
    }
    return findPlace(roblox, universe, place)
      ? json(200, describePlace(universe, place, path))
      : coded(404, "NOT_FOUND", "Place not found.");
  }

  /** Changes what the mask names, or without a mask what the body holds. What a mask may hold is not documented field by field. */
  function update(request: HttpRequest, allowed: Fields): HttpResponse {
    const { path = "" } = request.parameters;
    const current = describe(request.parameters);
    if (current.status !== 200) return current;
    const body = readObject(request);
    if (!body) return invalidArgument("The body must be a JSON object.");
    const given = request.query.get("updateMask");
    const mask = given?.split(",") ?? Object.keys(body);
    const stray = mask.find((name) => !(name in allowed));
    if (stray !== undefined) return invalidArgument(`${stray} cannot be updated.`);
    const isUnset = (name: string) => given !== null && CAN_BE_UNSET.includes(name) && (body[name] ?? null) === null;
    const wrong = mask.find((name) => typeof body[name] !== typeof allowed[name] && !isUnset(name));
    if (wrong !== undefined) return invalidArgument(`${wrong} has the wrong type.`);
    const changed = Object.fromEntries(mask.map((name) => [name, body[name] ?? undefined]));
    updates.set(path, { fields: { ...updates.get(path)?.fields, ...changed }, at: roblox.clock.now() });
    return describe(request.parameters);
  }

  const universe: Endpoint = {
    method: "GET",
    path: universePath,
    access: anyKey,
    answer: ({ parameters }) => describe(parameters),
  };
  const updateUniverse: Endpoint = {
    method: "PATCH",
    path: universePath,
    access: writing("universe"),
    answer: (request) => update(request, UNIVERSE_FIELDS),
  };
  const place: Endpoint = {
    method: "GET",
    path: placePath,
    access: anyKey,
    answer: ({ parameters }) => describe(parameters),
  };
  const updatePlace: Endpoint = {
    method: "PATCH",
    path: placePath,
    access: writing("universe.place"),
    answer: (request) => update(request, PLACE_FIELDS),
  };
  return { endpoints: { universe, updateUniverse, place, updatePlace }, records: {} };
}
