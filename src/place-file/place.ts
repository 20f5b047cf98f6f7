import { thousands } from "../text/units.ts";
import { type Findings, plural, Refusal } from "./findings.ts";

export interface PlaceFacts {
  format: "binary" | "xml";
  instances: number;
  /** Different classes. */
  classes: number;
  /** Class names of the services at the root, in the file's order, at most 200. */
  services: string[];
  scripts: { Script: number; LocalScript: number; ModuleScript: number };
  compression: "lz4" | "zstd" | "none" | "mixed";
  /** Instances by class of those classes that Open Cloud does not update. */
  notUpdated: Record<string, number>;
}

/** What a reader found in a well-formed file. */
export interface Contents {
  format: PlaceFacts["format"];
  compression: PlaceFacts["compression"];
  /** Names are printable already. */
  instancesByClass: Map<string, number>;
  /** What stands at the root, by class name, in the file's order. */
  roots: Map<string, { instances: number; service: boolean }>;
}

/** Above this, saving and publishing "might fail" (creator-docs, "Place size limit": 100 MB). */
export const MAX_PLACE_BYTES = 104_857_600;

/** Roblox has less than a thousand classes; a file made to fill the memory has no limit. */
export const MAX_CLASSES = 10_000;

const MAX_LISTED_SERVICES = 200;

/**
 * The classes meant by "doesn't update certain instance types" (creator-docs, cloud/guides/usage-place-publishing.md):
 * EditableImage, EditableMesh, PartOperation, SurfaceAppearance and BaseWrap, with the classes derived from them.
 */
const NOT_UPDATED = [
  "PartOperation",
  "UnionOperation",
  "NegateOperation",
  "IntersectOperation",
  "SurfaceAppearance",
  "BaseWrap",
  "WrapLayer",
  "WrapTarget",
  "WrapDeformer",
  "EditableImage",
  "EditableMesh",
];

/** The facts of a place. Throws a Refusal if the contents are no place: nothing in it, or no service at the root. */
export function judgePlace(contents: Contents, findings: Findings): PlaceFacts {
  const instances = [...contents.instancesByClass.values()].reduce((sum, n) => sum + n, 0);
  if (instances === 0) {
    throw new Refusal(
      "empty-place",
      "The place is empty",
      "The file is well formed, but there is not one instance in it: it would replace the place by nothing. " +
        "The build probably ran on an empty project or wrote its result elsewhere.",
    );
  }

  const roots = [...contents.roots];
  const services = roots.filter(([, { service }]) => service).map(([name]) => name);
  if (services.length === 0) {
    throw new Refusal(
      "model-file",
      "A model, not a place",
      `No service (Workspace, Lighting, ServerScriptService and the like) stands at the root, only ${listed(roots.map(([name]) => name))}: ` +
        "this is a model. Build or save it as a place: in a Rojo project the root of the tree needs the class DataModel.",
    );
  }
  if (roots.length === 1 && roots[0]?.[1].instances === 1) {
    findings.add(
      "warning",
      "single-service",
      "Only one service in the place",
      `${services[0]} stands alone at the root. Tools save a single service as a model in this way: make sure that this is the whole place.`,
    );
  }

  const notUpdated = NOT_UPDATED.flatMap((name): [string, number][] => {
    const n = contents.instancesByClass.get(name);
    return n ? [[name, n]] : [];
  });
  if (notUpdated.length > 0) {
    findings.add(
      "notice",
      "not-updated-classes",
      "Instances that Open Cloud does not update",
      `The place holds ${notUpdated.map(([name, n]) => `${thousands(n)} ${name}`).join(", ")}. ` +
        "Open Cloud does not update instances of these classes: after changing them, publish from Studio.",
    );
  }

  const ofClass = (name: string) => contents.instancesByClass.get(name) ?? 0;
  return {
    format: contents.format,
    instances,
    classes: contents.instancesByClass.size,
    services: services.slice(0, MAX_LISTED_SERVICES),
    scripts: {
      Script: ofClass("Script"),
      LocalScript: ofClass("LocalScript"),
      ModuleScript: ofClass("ModuleScript"),
    },
    compression: contents.compression,
    notUpdated: Object.fromEntries(notUpdated),
  };
}

const COMPRESSIONS = { lz4: "LZ4", zstd: "Zstandard", none: "not compressed", mixed: "mixed compression" };

/** The facts of a place in a few lines for people. */
export function describePlace(place: PlaceFacts, bytes: number): string[] {
  const form = place.format === "xml" ? "XML place" : `binary place, ${COMPRESSIONS[place.compression]}`;
  const scripts = Object.entries(place.scripts).map(([kind, n]) => `${thousands(n)} ${kind}`);
  const notUpdated = Object.entries(place.notUpdated).map(([name, n]) => `${thousands(n)} ${name}`);
  return [
    `${form}, ${thousands(bytes)} bytes`,
    `${plural(place.instances, "instance")} of ${plural(place.classes, "class", "classes")}`,
    `services: ${listed(place.services, 12)}`,
    `scripts: ${scripts.join(", ")}`,
    ...(notUpdated.length > 0 ? [`not updated by Open Cloud: ${notUpdated.join(", ")}`] : []),
  ];
}

function listed(names: string[], most = 5): string {
  const more = names.length - most;
  return names.slice(0, most).join(", ") + (more > 0 ? ` and ${thousands(more)} more` : "");
}
